"""Questions to talk about, chosen by what was found; at most three."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.activities.ratings import BASELINE, ratings_of, sides_of_raters
from workshop.terms.split import within_and_between
from workshop.widgets.html import side_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.activities.shared_term import SharedTerm
    from workshop.terms.comparison import Comparison
    from workshop.words import Words

MOST = 3
CLOSE, FAR = 0.8, 1.5
"""Overlap from which two rules count as nearly one; ratio from which one casts a wider net."""
DEAR = 0.2
"""Share of all wins that only one side's rule covers, from which it is worth a question."""


def talking_points(activity: SharedTerm) -> list[str]:
    """Return the questions that fit what was found, the most pressing first."""
    words, comparison = activity.words, activity.comparison()
    found = [
        *_inside(activity),
        *_dear(comparison, words),
        _shape(comparison, activity.word, words),
    ]
    return found[:MOST]


def _inside(activity: SharedTerm) -> Iterator[str]:
    """Ask about a split inside one side, where the first sorting showed one."""
    state, words = activity.room.state, activity.words
    sides = sides_of_raters(state, BASELINE)
    split = within_and_between(ratings_of(state, BASELINE), sides) if sides else None
    if split and split.where in ("sales", "marketing"):
        yield words(
            "When you sorted the cases, the split was inside {side}, not between you. What do you"
            " disagree about among yourselves?",
            side=side_name(split.where, words),
        )


def _dear(comparison: Comparison, words: Words) -> Iterator[str]:
    """Ask about wins that one rule would have missed."""
    wins = comparison.total.ever_won
    for wide, narrow in (("marketing", "sales"), ("sales", "marketing")):
        only = comparison.part(wide).ever_won
        if wins and only / wins >= DEAR:
            yield words(
                "{share} of all wins came from cases that only {wide} calls so. What did {narrow}"
                " not see in them at first?",
                share=words.percent(only / wins, 0),
                wide=side_name(wide, words),
                narrow=side_name(narrow, words),
            )


def _shape(comparison: Comparison, word: str, words: Words) -> str:
    """Ask about how the two rules lie to each other."""
    sales, marketing = (comparison.rule(side).cases for side in ("sales", "marketing"))
    if not sales or not marketing:
        return words("One of your rules fits nothing. Is that what you wanted to say?")
    if (comparison.overlap("sales", "marketing") or 0) >= CLOSE:
        return words("You are nearly at one. Who are the few you still see differently?")
    if max(sales, marketing) >= FAR * min(sales, marketing):
        wide, narrow = ("sales", "marketing") if sales > marketing else ("marketing", "sales")
        return words(
            "{wide} casts the wider net. What does {narrow} look at before saying yes, and which"
            " wins would that cost?",
            wide=side_name(wide, words),
            narrow=side_name(narrow, words),
        )
    asked = words(
        "You call about as many cases “{word}”, but not the same ones. What does each of you look"
        " at first?",
        word="{word}",
    )
    return asked.replace("{word}", word)
