"""One line of the ritual sheet: as it is being written, and as it is recorded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from typing import TYPE_CHECKING, Any

from workshop.day import WRITTEN, read_day
from workshop.errors import WorkshopError
from workshop.rituals.catalogue import ritual_name
from workshop.rituals.ritual import Cadence, Ritual
from workshop.room.state.text import plain_text
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.words import Words

OWN = "own"
LONGEST = 120
"""Characters of one line of a ritual: what a calendar shows."""
AGENDA_LINES = 3


@dataclass(frozen=True)
class RitualDraft:
    """One line of the sheet while it is being written; days and times are as they were typed.

    Attributes:
        key: of the catalogue, or `OWN`.
        name: of one of the group's own.
        cadence: how often.
        agenda: of one of the group's own, line by line.
        host, stand_in: roles.
        first: the first day, ISO; empty where it is held when needed.
        at: when it begins, ``HH:MM``.
        minutes: how long it takes.
        stop_if: when to let it be; empty for the catalogue's.
    """

    key: str
    name: str
    cadence: Cadence
    agenda: str
    host: str
    stand_in: str
    first: str
    at: str
    minutes: int
    stop_if: str

    @property
    def is_own(self) -> bool:
        """Whether it is one of the group's own."""
        return self.key == OWN

    @property
    def has_day(self) -> bool:
        """Whether it stands in the calendar."""
        return self.cadence is not Cadence.WHEN_NEEDED


def ritual_of(draft: RitualDraft, place: int, words: Words, today: date) -> Ritual:
    """Return a line of the sheet as it is recorded.

    Args:
        draft: the line.
        place: which one, counted from 1.
        words: the language errors name it in.
        today: days before it are refused.

    Raises:
        WorkshopError: if it has no name, nobody invites, its day or time is none or has passed, or
            a text is too long.
    """
    agenda = tuple(line.strip() for line in draft.agenda.splitlines() if line.strip())
    ritual = Ritual(
        key=f"{OWN}_{place}" if draft.is_own else draft.key,
        name=_line(draft.name),
        cadence=draft.cadence,
        minutes=draft.minutes,
        agenda=tuple(map(_line, agenda[:AGENDA_LINES])),
        host=_line(draft.host),
        stand_in=_line(draft.stand_in),
        first=None,
        at=None,
        stop_if=_line(draft.stop_if),
    )
    name = ritual_name(ritual, words)
    if not name:
        raise WorkshopError(
            N_("A ritual has no name yet."), hint=N_("A short one is enough: “Monday look”.")
        )
    if not ritual.host:
        raise WorkshopError(
            N_("Nobody invites to this ritual yet."),
            found="{name}",
            hint=N_("A role is enough. What nobody invites to doesn’t happen."),
            name=name,
        )
    if not draft.has_day:
        return ritual
    return replace(ritual, first=_first(draft, name, today), at=_time(draft, name))


def _first(draft: RitualDraft, name: str, today: date) -> date:
    day = read_day(draft.first) if draft.first else None
    if day is None:
        raise WorkshopError(
            N_("A ritual has no first day yet."),
            found="{name}: {text}",
            hint=WRITTEN,
            name=name,
            text=draft.first or "–",
        )
    if day < today:
        raise WorkshopError(
            N_("The first day of a ritual has already passed."),
            found="{name}: {day}",
            hint=N_("Choose the next one that suits both sides."),
            name=name,
            day=day,
        )
    return day


def parts_of(written: dict[str, Any]) -> dict[str, Any]:
    """Return what was written of a ritual; what is none of its parts any more is left out."""
    texts = ("name", "agenda", "host", "stand_in", "first", "at", "stop_if")
    found: dict[str, Any] = {part: str(written[part]) for part in texts if part in written}
    if written.get("cadence") in tuple(Cadence):
        found["cadence"] = Cadence(written["cadence"])
    if isinstance(written.get("minutes"), int):
        found["minutes"] = written["minutes"]
    return found


def _line(typed: str) -> str:
    return plain_text(typed, LONGEST) if typed.strip() else ""


def _time(draft: RitualDraft, name: str) -> time:
    try:
        return time.fromisoformat(draft.at.strip().replace(".", ":").rjust(5, "0"))
    except ValueError:
        raise WorkshopError(
            N_("This is no time of the day."),
            found="{name}: {text}",
            hint=N_("For example 9:30."),
            name=name,
            text=draft.at or "–",
        ) from None
