"""Stops of a way; a long one made short enough to be seen: touches of a sort become one stop."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from workshop.journey.events.log import OWN_ACTS, TOUCH

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence


QUIET_DAYS = 21
"""A longer silence between two touches by a person is told and not hidden in one stop."""


@dataclass(frozen=True)
class Stop:
    """One place on the line.

    Attributes:
        what: as `log` has it, or ``today`` for the as-of date where nothing ended.
        at: when; the first time, where there are several.
        last: the last time.
        side: whose touch it is, of a touch only; as the data has it.
        kinds: of a touch; several where such stand together.
        human: whether a person was in touch.
        times: how many touches stand together here.
        campaign: title of the campaign it belongs to, if it is one.
        detail: reason of a rejection or loss, product of a deal; as the data has it.
        value: money of a deal that was won or lost.
    """

    what: str
    at: datetime
    last: datetime
    side: str | None = None
    kinds: tuple[str, ...] = ()
    human: bool = False
    times: int = 1
    campaign: str | None = None
    detail: str | None = None
    value: float | None = None

    @property
    def own_act(self) -> bool:
        """Whether it is something the customer did."""
        return bool(self.kinds) and set(self.kinds) <= set(OWN_ACTS)


def thinned(stops: Sequence[Stop], most: int) -> list[Stop]:
    """Return at most `most` stops if there is any way to get there.

    First, touches of one kind in a row become one. If that is not enough, those of one kind
    between two steps (a hand-over, an answer, a deal …) do; then all of one side. Steps always
    stay; a silence of ours of `QUIET_DAYS` stays as long as it can. The order is that of the
    first of each.

    Args:
        stops: in order of time.
        most: how many may stay.
    """
    found = _grouped(stops, _kind, in_a_row=True)
    for sort, silence in ((_kind, QUIET_DAYS), (_side, QUIET_DAYS), (_side, None)):
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
    silence: int | None = QUIET_DAYS,
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
