"""Cards that say nearly the same: proposed to be put together, never done by the kit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.room.state.piles import piles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workshop.room.state.state import RoomState

NEAR = 90
"""Of 100: one word more or another ending is near, another thought is not."""
MOST_COMPARED = 400
"""Beyond so many cards nobody is waited for while each is compared with each."""


def twins(state: RoomState) -> tuple[tuple[str, ...], ...]:
    """Return which piles say nearly the same, as the cards to put together."""
    return state.once("twins", lambda: _proposed(state))


def near(texts: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return which texts, by their keys, are so alike that they may say the same.

    Whatever is near to a near one belongs to it as well.

    Raises:
        ImportError: if the package that compares them cannot be loaded.
    """
    from rapidfuzz import fuzz, utils  # noqa: PLC0415 - a room starts without it

    plain = [(key, utils.default_process(text)) for key, text in texts.items()][:MOST_COMPARED]
    group = {key: key for key, _ in plain}
    for at, (one, text) in enumerate(plain):
        for other, second in plain[at + 1 :]:
            if text and fuzz.token_sort_ratio(text, second, score_cutoff=NEAR):
                _join(group, one, other)
    return [keys for keys in _groups(group) if len(keys) > 1]


def _proposed(state: RoomState) -> tuple[tuple[str, ...], ...]:
    people = {
        card.key: (pile.key, card.text["de"])
        for pile in piles(state)
        for card in pile.cards
        if not card.is_fact
    }
    try:
        found = near({key: text for key, (_, text) in people.items()})
    except ImportError:  # a computer that blocks it proposes nothing; the board works all the same
        return ()
    return tuple(keys for keys in found if len({people[key][0] for key in keys}) > 1)


def _join(group: dict[str, str], one: str, other: str) -> None:
    old, new = group[other], group[one]
    for key, name in group.items():
        if name == old:
            group[key] = new


def _groups(group: Mapping[str, str]) -> Iterable[tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, name in group.items():
        found.setdefault(name, []).append(key)
    return (tuple(keys) for keys in found.values())
