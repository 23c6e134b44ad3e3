"""Who is at the table, and how many are done: people and phones apart, sides where it may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workshop.room.state.done import those_done
from workshop.room.state.result import sides_apart
from workshop.side import MARKS, PERSON_SIDES, side_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.room.state.participant import Participant
    from workshop.room.state.state import RoomState
    from workshop.words import Words

AWAY = "room.away"
"""The key under which the server keeps how many of each side are away; it names no phone."""
ALL = "all"


@dataclass(frozen=True)
class Done:
    """How many of a side, or of all, are done; see `workshop.side.LABELS`."""

    side: str
    done: int
    people: int


@dataclass(frozen=True)
class Headcount:
    """Who is at the table.

    Attributes:
        people: side to how many people of it are here.
        phones: how many phones they hold.
        away: how many people have been away for a while; they do not count until they come back.
        ready: how many people say that they are done with the present beat.
        done: the same as it may be shown: by side from so many people on, else all together.
    """

    people: dict[str, int]
    phones: int
    away: int
    ready: int
    done: tuple[Done, ...]

    @property
    def total(self) -> int:
        """How many people are here."""
        return sum(self.people.values())


def headcount(state: RoomState) -> Headcount:
    """Return who is at the table, and how many of them are done with the present beat."""
    return state.once("headcount", lambda: _headcount(state))


def away_by_side(phones: Iterable[Participant]) -> dict[str, Any]:
    """Return what is kept of phones that are away: people and phones of each side, nobody's."""
    found: dict[str, Any] = {}
    for one in phones:
        people, count = found.get(one.side, (0, 0))
        found[one.side] = [people + one.people, count + 1]
    return found


def done_text(count: Headcount, words: Words) -> str:
    """Return in one line how many are done; empty where nobody is here."""
    if not count.total:
        return ""
    parts = [
        words("{n} of {all}", n=words.number(one.done), all=words.number(one.people))
        if one.side == ALL
        else words(
            "{mark} {side} {n} of {all}",
            mark=MARKS[one.side],
            side=side_name(one.side, words),
            n=words.number(one.done),
            all=words.number(one.people),
        )
        for one in count.done
    ]
    return words("{counts} done", counts=" · ".join(parts))


def heads_text(count: Headcount, words: Words) -> str:
    """Return in one line how many people are here, and on how many phones."""
    return words(
        "{people} on {phones}",
        people=words.plural("{n} person", "{n} people", count.total),
        phones=words.plural("{n} phone", "{n} phones", count.phones),
    )


def _headcount(state: RoomState) -> Headcount:
    joined: dict[str, int] = dict.fromkeys(PERSON_SIDES, 0)
    for participant in state.participants.values():
        joined[participant.side] += participant.people
    away: dict[str, tuple[int, int]] = {side: _away(state, side) for side in PERSON_SIDES}
    people = {side: max(0, n - away[side][0]) for side, n in joined.items()}
    ready = _ready(state)
    return Headcount(
        people,
        phones=max(0, len(state.participants) - sum(gone for _, gone in away.values())),
        away=sum(joined.values()) - sum(people.values()),
        ready=sum(ready.values()),
        done=_done(people, ready, state.fewest),
    )


def _away(state: RoomState, side: str) -> tuple[int, int]:
    match state.draft(AWAY).get(side):
        case [int(people), int(phones)]:
            return people, phones
    return 0, 0


def _ready(state: RoomState) -> dict[str, int]:
    """Return how many people of each side are done; where the side is not known, under nothing."""
    found: dict[str, int] = {}
    for body in those_done(state):
        side, people = str(body.get("side", "")), body.get("people", 1)
        found[side] = found.get(side, 0) + (people if isinstance(people, int) else 1)
    return found


def _done(people: dict[str, int], ready: dict[str, int], fewest: int) -> tuple[Done, ...]:
    # Who said that they are done and left since, is still one of those who are.
    among = {side: max(n, ready.get(side, 0)) for side, n in people.items()}
    apart = () if "" in ready else sides_apart(among, fewest)
    if not apart or sum(among.values()) > sum(among[side] for side in apart):
        done = sum(ready.values())
        return (Done(ALL, done, max(sum(people.values()), done)),)
    return tuple(Done(side, ready.get(side, 0), among[side]) for side in apart)
