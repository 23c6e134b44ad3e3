"""How a room sorted the cases, as ratings that agreement can be computed from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.room.log.event import KEYBOARD
from workshop.room.state.question import Option, Sort
from workshop.room.state.result import sides_of
from workshop.side import SIDES
from workshop.story.answers import everybody
from workshop.words import N_, both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.room.state.state import RoomState
    from workshop.words import Words

BASELINE, AFTER = "arriving.cases.sort", "terms.again.sort"
"""The questions of the two sortings."""
CLASSES: dict[str, str] = {
    "not_yet": N_("Not yet"),
    "lead": N_("Lead"),
    "mql": N_("MQL"),
    "sql": N_("SQL"),
}
"""What a case can be sorted into, in the order of the funnel."""
RANKS = {key: rank for rank, key in enumerate(CLASSES)}


def sort_question(key: str, items: Iterable[Option]) -> Sort:
    """Return the question what each of some cases is for us: by gut, or by what was agreed."""
    classes = tuple(Option(key=name, label=both(label)) for name, label in CLASSES.items())
    gut = N_("Is this a lead for us? Sort as you see it.")
    agreed = N_("Going by your term: what is this?")
    prompt = both(agreed if key == AFTER else gut)
    return Sort(key=key, prompt=prompt, items=tuple(items), classes=classes, by_side=True)


def ratings_of(state: RoomState, key: str) -> dict[str, dict[str, int]]:
    """Return who sorted which case how high: rater to case to rank.

    Raters are phones, or the two sides at the keyboard where no phone answered.
    """
    return {
        one.item: {case: RANKS[kind] for case, kind in one.body.get("sorted", {}).items()}
        for one in everybody(state, key)
    }


def sides_of_raters(state: RoomState, key: str) -> dict[str, str]:
    """Return the side of each rater, for the sides that may be shown apart; else an empty dict."""
    said = everybody(state, key)
    if all(one.item in KEYBOARD for one in said):
        return {one.item: one.side for one in said}
    apart = sides_of(said, state.fewest)
    return {one.item: one.side for one in said if one.side in apart and one.side in SIDES}


def class_names(words: Words) -> list[str]:
    """Return the classes' names in order."""
    return [words(label) for label in CLASSES.values()]
