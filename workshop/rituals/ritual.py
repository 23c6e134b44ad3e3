"""A ritual: a standing date that both teams keep, until they see that it no longer helps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time  # noqa: TC003 - pydantic reads it
from enum import StrEnum

from workshop.words import N_


class Cadence(StrEnum):
    """How often a ritual comes round."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    ONCE = "once"
    WHEN_NEEDED = "when_needed"


CADENCES: dict[Cadence, str] = {
    Cadence.WEEKLY: N_("every week"),
    Cadence.FORTNIGHTLY: N_("every two weeks"),
    Cadence.MONTHLY: N_("every month"),
    Cadence.QUARTERLY: N_("every quarter"),
    Cadence.ONCE: N_("once"),
    Cadence.WHEN_NEEDED: N_("when needed"),
}


@dataclass(frozen=True)
class Ritual:
    """One ritual, as it was agreed.

    Attributes:
        key: which one of the catalogue; ``own`` and a number for one of the group's own.
        name: what the group calls it; empty for the catalogue's name.
        cadence: how often it comes round.
        minutes: how long it takes.
        agenda: its lines in the group's words; empty for the catalogue's.
        host: the role that invites.
        stand_in: the role that does when the host cannot.
        first: its first day; None where it is held when needed.
        at: when it begins, in the time of the workshop's place; None where it has no day.
        stop_if: when to let it be, in the group's words; empty for the catalogue's.
    """

    key: str
    name: str
    cadence: Cadence
    minutes: int
    agenda: tuple[str, ...]
    host: str
    stand_in: str
    first: date | None
    at: time | None
    stop_if: str
