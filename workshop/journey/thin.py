"""A long way made short enough to be seen: touches of the same sort become one stop."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from workshop.journey.log import TOUCH

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from workshop.journey.path import Stop

SILENCE_DAYS = 21
"""A longer silence between two touches by a person is told and not hidden in one stop."""


def thinned(stops: Sequence[Stop], most: int) -> list[Stop]:
    """Return at most `most` stops if there is any way to get there.

    First, touches of one kind in a row become one. If that is not enough, those of one kind
    between two steps (a hand-over, an answer, a deal …) do; then all of one side. Steps always
    stay; a silence of ours of `SILENCE_DAYS` stays as long as it can. The order is that of the
    first of each.

    Args:
        stops: in order of time.
        most: how many may stay.
    """
    found = _grouped(stops, _kind, in_a_row=True)
    for sort, silence in ((_kind, SILENCE_DAYS), (_side, SILENCE_DAYS), (_side, None)):
        if len(found) > most:
            found = _grouped(stops, sort, silence)
    return found


def _near(one: Stop, other: Stop, silence: int | None) -> bool:
    """Return whether no long silence of ours would be hidden between the two."""
    if silence is None or not other.human:
        return True
    return other.at - one.last < timedelta(days=silence)


def _kind(stop: Stop) -> Hashable:
    return stop.side, stop.kinds, stop.human


def _side(stop: Stop) -> Hashable:
    return stop.side, stop.own_act, stop.human


def _grouped(
    stops: Sequence[Stop],
    sort: Callable[[Stop], Hashable],
    silence: int | None = SILENCE_DAYS,
    *,
    in_a_row: bool = False,
) -> list[Stop]:
    found: list[Stop] = []
    places: dict[Hashable, int] = {}
    for stop in stops:
        key = sort(stop)
        if stop.what != TOUCH or (in_a_row and key not in places):
            places.clear()
        if stop.what == TOUCH and key in places and _near(found[places[key]], stop, silence):
            found[places[key]] = _joined(found[places[key]], stop)
        else:
            found.append(stop)
            if stop.what == TOUCH:
                places[key] = len(found) - 1
    return found


def _joined(one: Stop, other: Stop) -> Stop:
    """Return two stops as one; what they do not share is left out."""
    return replace(
        one,
        last=max(one.last, other.last),
        times=one.times + other.times,
        kinds=tuple(dict.fromkeys((*one.kinds, *other.kinds))),
        human=one.human and other.human,
        campaign=one.campaign if one.campaign == other.campaign else None,
    )
