"""What everybody's phone is asked about a term, and what a side's answers add up to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

from workshop.room.log.event import KEYBOARD
from workshop.room.state.question import SHORT, Multiple, Option, ShortText, Single, Sort
from workshop.room.state.result import result_of
from workshop.story.cases.case_text import case_option
from workshop.terms.rules.template import TICKS, ticked_rule
from workshop.words import LANGS, N_, Words, both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.room.state.question import Question
    from workshop.room.state.result import Result
    from workshop.room.state.state import RoomState
    from workshop.terms.outcome.example import Case
    from workshop.terms.rules.rule import Rule
    from workshop.terms.rules.term import Term
    from workshop.words import Text

MOST_CASES = 6
MATCHES = {
    "all": N_("All of these must apply"),
    "any": N_("One of these is enough"),
}


def think_questions(term: Term) -> list[Question]:
    """Return the questions of the silent beat: a sentence, criteria, and how they combine."""
    ticks = tuple(
        Option(key=key, label=both(one.label))
        for key, one in TICKS.items()
        if one.entity == term.entity and one.term in ("", term.key)
    )
    return [
        ShortText(
            key=_key(term, "sentence"),
            prompt={lang: term.begins(Words(lang)) for lang in LANGS},
            hint=both(term.hint),
            limit=SHORT,
        ),
        Multiple(
            key=_key(term, "ticks"),
            prompt=_named(
                term, both("What must be known or true for “{word}” to fit?", word="{word}")
            ),
            options=ticks,
            most=len(ticks),
            by_side=True,
        ),
        Single(
            key=_key(term, "match"),
            prompt=both("Of what you ticked …"),
            about=_key(term, "ticks"),
            options=tuple(Option(key=key, label=both(label)) for key, label in MATCHES.items()),
            by_side=True,
        ),
    ]


def case_question(term: Term, cases: Iterable[Case]) -> Sort:
    """Return the question whether the word fits each of the cases in between."""
    classes = (
        Option(key="fits", label=both("Fits")),
        Option(key="none", label=both("Doesn’t fit")),
    )
    asked = both("Does “{word}” fit here? Decide for yourself.", word="{word}")
    return Sort(
        key=_key(term, "cases"),
        prompt=_named(term, asked),
        items=tuple(case_option(case) for case in list(cases)[:MOST_CASES]),
        classes=classes,
        by_side=True,
    )


def _key(term: Term, part: str) -> str:
    return f"terms.{term.key}.{part}"


def _named(term: Term, prompt: Text) -> Text:
    # Not by `format`: a word of the group's own may hold braces.
    return {lang: prompt[lang].replace("{word}", term.text(lang)) for lang in LANGS}


def side_rule(state: RoomState, term: Term, side: str) -> Rule | None:
    """Return what at least half of a side ticked, as a rule.

    None where the side's answers may not be shown apart, or nothing found a majority.
    """
    ticks, match = (result_of(state, _key(term, part)) for part in ("ticks", "match"))
    if ticks is None or side not in ticks.sides:
        return None
    half = ticks.sides[side] / 2
    ((_, bars),) = ticks.groups
    chosen = [bar.key for bar in bars if bar.by_side[side] >= half]
    return ticked_rule(chosen, _majority(match, side), term.entity) if chosen else None


def answers_by_side(state: RoomState, term: Term) -> Counter[str]:
    """Return how many phones of each side ticked what must be known."""
    return Counter(
        answer.side for answer in state.said(_key(term, "ticks")) if answer.item not in KEYBOARD
    )


def _majority(match: Result | None, side: str) -> Literal["all", "any"]:
    if match is None or side not in match.sides:
        return "all"
    ((_, (every, one)),) = match.groups
    return "any" if one.by_side[side] > every.by_side[side] else "all"
