"""What everybody's phone is asked about a term, and what a side's answers add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from workshop.activities.term_picture import case_facts, case_profile
from workshop.room.question import SHORT, Multiple, Option, ShortText, Single, Sort
from workshop.room.result import result
from workshop.terms.definition import CRITERIA, ticked_rule
from workshop.words import LANGS, N_, Words, both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.room.question import Question
    from workshop.room.result import Result
    from workshop.room.state import RoomState
    from workshop.terms.comparison import Case
    from workshop.terms.rule import Rule

SENTENCE, TICKS, MATCH, CASES = (
    f"terms.lead.{part}" for part in ("sentence", "ticks", "match", "cases")
)
MOST_CASES = 6
MATCHES = {
    "all": N_("All of it must hold"),
    "any": N_("One of it is enough"),
}


def think_questions() -> list[Question]:
    """Return the questions of the silent beat: a sentence, criteria, and how they combine."""
    ticks = tuple(Option(key=key, label=both(label)) for key, (label, _) in CRITERIA.items())
    return [
        ShortText(
            key=SENTENCE,
            prompt=both("In one sentence: a contact is a lead when …"),
            hint=both("… we would gladly call it tomorrow morning."),
            limit=SHORT,
        ),
        Multiple(
            key=TICKS,
            prompt=both("A contact is a lead for you if this person …"),
            options=ticks,
            most=len(ticks),
            by_side=True,
        ),
        Single(
            key=MATCH,
            prompt=both("Of what you ticked …"),
            options=tuple(Option(key=key, label=both(label)) for key, label in MATCHES.items()),
            by_side=True,
        ),
    ]


def case_question(cases: Iterable[Case]) -> Sort:
    """Return the question whether each of the cases in between is a lead."""
    items = tuple(_item(case) for case in list(cases)[:MOST_CASES])
    classes = (
        Option(key="lead", label=both("Lead")),
        Option(key="none", label=both("Not a lead")),
    )
    prompt = both("Is this a lead for us? Decide for yourself.")
    return Sort(key=CASES, prompt=prompt, items=items, classes=classes, by_side=True)


def side_rule(state: RoomState, side: str) -> Rule | None:
    """Return what at least half of a side ticked, as a rule.

    None where the side's answers may not be shown apart, or nothing found a majority.
    """
    ticks, match = _result(state, TICKS), _result(state, MATCH)
    if ticks is None or side not in ticks.sides:
        return None
    half = ticks.sides[side] / 2
    ((_, bars),) = ticks.groups
    chosen = [bar.key for bar in bars if bar.by_side[side] >= half]
    return ticked_rule(chosen, _majority(match, side)) if chosen else None


def _majority(match: Result | None, side: str) -> Literal["all", "any"]:
    if match is None or side not in match.sides:
        return "all"
    ((_, (every, one)),) = match.groups
    return "any" if one.by_side[side] > every.by_side[side] else "all"


def _result(state: RoomState, key: str) -> Result | None:
    asked = state.questions.get(key)
    return result(asked, state.said(key)) if asked else None


def _item(case: Case) -> Option:
    label = {lang: " · ".join(case_profile(case.facts, Words(lang))) for lang in LANGS}
    note = {lang: "\n".join(case_facts(case.facts, Words(lang))) for lang in LANGS}
    return Option(key=case.key, label=label, note=note)
