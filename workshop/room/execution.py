"""Commands carried out on a log: each is decided in the transaction that stores its events."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop.room.log.event import Event
from workshop.room.log.log import ConflictError
from workshop.room.state.fold import fold
from workshop.room.state.state import RoomState

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workshop.room.log.log import EventLog

Command = Callable[[RoomState], tuple[Event, ...]]
"""Looks at the room as it stands and returns what happens, or raises `WorkshopError`."""


@dataclass(frozen=True)
class Reading:
    """A room as far as its log has been read.

    Attributes:
        position: of the last event that was read.
        state: what stands after it.
    """

    position: int = 0
    state: RoomState = field(default_factory=RoomState)

    def after(self, rows: Sequence[tuple[int, Event]]) -> Reading:
        """Return the reading after more rows; the same one where there are none."""
        if not rows:
            return self
        return Reading(rows[-1][0], fold((event for _, event in rows), self.state))


def catch_up(log: EventLog, reading: Reading) -> Reading:
    """Return the room with everything that was stored since.

    Raises:
        WorkshopError: if the log cannot be read.
    """
    return reading.after(log.read(reading.position))


def execute(
    log: EventLog, reading: Reading, commands: Iterable[Command]
) -> tuple[Reading, dict[int, Exception]]:
    """Carry out commands in one transaction, each on the state that those before it left.

    A command that fails stores nothing and spoils none of the others.

    Args:
        log: where their events go; others may write to it, too.
        reading: how far it has been read.
        commands: what to do, in this order.

    Returns:
        The reading after all of it, and what failed, by place.

    Raises:
        WorkshopError: if nothing can be stored; none of the commands counts then.
    """
    failed: dict[int, Exception] = {}
    with log.writing() as pen:
        before = reading.after(pen.read(reading.position))
        state = before.state
        for place, command in enumerate(commands):
            try:
                events = command(state)
            except Exception as error:  # noqa: BLE001 - whoever gave the command is told
                failed[place] = error
                continue
            try:
                for event in events:
                    pen.append(event)
            except ConflictError as error:
                failed[place] = error
                continue
            state = fold(events, state) if events else state
        if state is before.state:
            return before, failed
        # Read back: what counts is how the log gives the events out.
        return before.after(pen.read(before.position)), failed
