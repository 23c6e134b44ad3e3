"""Questions to talk about, chosen by what was found; at most three."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.side import SIDES, side_name
from workshop.story.cases.ratings import BASELINE, ratings_of, sides_of_raters
from workshop.terms.agreement.split import within_and_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.room.state.state import RoomState
    from workshop.story.act1.definitions import TermTable
    from workshop.terms.outcome.comparison import Comparison
    from workshop.words import Words

MOST = 3
CLOSE, FAR = 0.8, 1.5
"""Overlap from which two rules count as nearly one; ratio from which one casts a wider net."""
DEAR = 0.2
"""Share of all wins that only one side's rule covers, from which it is worth a question."""


def talking_points(table: TermTable, words: Words) -> list[str]:
    """Return the questions that fit what was found, the most pressing first."""
    comparison = table.comparison()
    found = [
        *_inside(table.room.state, words),
        *_dear(comparison, words),
        _shape(comparison, table.term.text(words.lang), words),
    ]
    return found[:MOST]


def _inside(state: RoomState, words: Words) -> Iterator[str]:
    """Ask about a split inside one side, where the first sorting showed one."""
    sides = sides_of_raters(state, BASELINE)
    split = within_and_between(ratings_of(state, BASELINE), sides) if sides else None
    if split and split.where in SIDES:
        yield words(
            "When you sorted the cases, the divide ran inside {side}, not between you. "
            "What do you disagree about among yourselves?",
            side=side_name(split.where, words),
        )


def _dear(comparison: Comparison, words: Words) -> Iterator[str]:
    """Ask about wins that one rule would have missed."""
    wins = comparison.total.ever_won
    for wide, narrow in (("marketing", "sales"), ("sales", "marketing")):
        only = comparison.part(wide).ever_won
        if wins and only / wins >= DEAR:
            yield words(
                "{share} of all wins came from cases that only {wide} would have "
                "counted. What did {narrow} not see in them at first?",
                share=words.percent(only / wins, 0),
                wide=side_name(wide, words),
                narrow=side_name(narrow, words),
            )


def _shape(comparison: Comparison, word: str, words: Words) -> str:
    """Ask about how the two rules lie to each other."""
    sales, marketing = (comparison.rule(side).cases for side in SIDES)
    if not sales or not marketing:
        return words("One of your rules doesn’t fit anything. Is that what you meant to say?")
    if (comparison.overlap(*SIDES) or 0) >= CLOSE:
        return words("You almost agree. Who are the few you still see differently?")
    if max(sales, marketing) >= FAR * min(sales, marketing):
        wide, narrow = ("sales", "marketing") if sales > marketing else ("marketing", "sales")
        return words(
            "{wide} casts the wider net. What does {narrow} look at before saying yes, and which"
            " wins would that cost?",
            wide=side_name(wide, words),
            narrow=side_name(narrow, words),
        )
    asked = words(
        "You each call about the same number of cases “{word}”, but not the same ones. "
        "What does each side look at first?",
        word="{word}",
    )
    return asked.replace("{word}", word)
