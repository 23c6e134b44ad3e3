"""Two sortings of cases, before and after a rule was agreed: what moved, does the rule fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.story.cases.ratings import (
    AFTER,
    BASELINE,
    ratings_of,
)
from workshop.story.decisions.record import Played
from workshop.story.decisions.types import SortedTwice
from workshop.story.solo.alike import alike, own_ratings
from workshop.story.solo.mode import across
from workshop.terms.agreement.agreement import change
from workshop.terms.agreement.reproduction import reproduction
from workshop.terms.cards.choose import choose_cards
from workshop.terms.outcome.example import covered_keys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop.crm.crm import Crm
    from workshop.room.state.question import Sort
    from workshop.room.state.state import RoomState
    from workshop.story.context import Stage
    from workshop.terms.agreement.agreement import Change
    from workshop.terms.agreement.reproduction import Reproduction
    from workshop.terms.outcome.example import Case
    from workshop.terms.rules.rule import Rule

    Ratings = Mapping[str, Mapping[str, int]]


def first_cards(stage: Stage) -> Sequence[Case]:
    """Return the cases of the first sorting, chosen once."""
    return stage.once("arriving.cases", lambda: choose_cards(stage.crm))


@dataclass(frozen=True)
class SortedAgain:
    """Cases sorted before and after a rule was agreed.

    Attributes:
        state: of the room; holds both sortings.
        crm: the data the cases are from.
        sort: the second question.
        rule: the agreed one.
        rank: from which a case counts as fitting the rule.
    """

    state: RoomState
    crm: Crm
    sort: Sort
    rule: Rule
    rank: int


def change_of(state: RoomState) -> Change:
    """Return agreement before and after; after, only the fresh cases count."""
    return change(*_sortings(state))


def _sortings(state: RoomState) -> tuple[Ratings, Ratings]:
    """Return both sortings; of the second only the fresh cases."""
    before = ratings_of(state, BASELINE)
    known = {case for one in before.values() for case in one}
    after = {
        rater: {case: rank for case, rank in one.items() if case not in known}
        for rater, one in ratings_of(state, AFTER).items()
    }
    return before, after


def sorted_twice(again: SortedAgain) -> SortedTwice:
    """Return both sortings as they are recorded: agreement of people, or of one and a persona."""
    persona, counts = across(again.state), reproduced_by(again).counts
    if persona is None:
        return SortedTwice(change=change_of(again.state), reproduced=counts)
    before, after = _sortings(again.state)
    played = Played(side=persona.side, name=persona.name)
    both = (alike(before, persona), alike(after, persona))
    return SortedTwice(alone=both, reproduced=counts, played=played)


def of_people(state: RoomState, key: str) -> Ratings:
    """Return a sorting without what is played."""
    ratings, persona = ratings_of(state, key), across(state)
    return own_ratings(ratings, persona) if persona else ratings


def reproduced_by(again: SortedAgain) -> Reproduction:
    """Return how well the agreed rule says what people said, without what is played."""
    ratings = of_people(again.state, AFTER)
    keys = {case for one in ratings.values() for case in one}
    covered = covered_keys(again.crm, again.rule, keys)
    return reproduction(ratings, covered, again.rank)
