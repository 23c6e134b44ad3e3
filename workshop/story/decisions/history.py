"""What was signed before: the decisions as they stood at an earlier signature, out of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.agenda.course import CHOICE
from workshop.room.state.fold import fold
from workshop.story.decisions.decisions import SIGNED, Decisions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from workshop.room.room import Room

SIGNING = ("decided", SIGNED)
"""Kind and subject of the event by which a charter is signed."""


def signed_before(room: Room) -> Decisions | None:
    """Return what the version before the present one held; None where there is none.

    While what was signed last still stands, that is the signature before it. Once anything was
    decided anew, what stands is a draft of the next version, and the last signature is before it.
    The whole log is read for it, so it is read once a state.

    Raises:
        WorkshopError: if the log cannot be read.
    """
    return room.state.once("signed before", lambda: _signed_before(room))


def signed_versions(room: Room) -> tuple[Decisions, ...]:
    """Return what stood at each signature, the first one first; read once a state.

    Raises:
        WorkshopError: if the log cannot be read.
    """
    return room.state.once("signed versions", lambda: tuple(_versions(room)))


def _versions(room: Room) -> Iterator[Decisions]:
    events = room.events()
    for number, event in enumerate(events):
        if (event.kind, event.subject) == SIGNING:
            yield Decisions.of(fold(events[: number + 1]))


def target_history(
    versions: Iterable[Decisions], name: str
) -> list[tuple[int, date, float | None]]:
    """Return version, day and target of a KPI at each signature whose day is known.

    Args:
        versions: what stood at each signature, the first one first.
        name: of the KPI; its target is None in a version that does not hold it.
    """
    found = []
    for number, version in enumerate(versions, 1):
        day = version.signed.decided_on if version.signed else None
        kpis = version.kpis.kpis if version.kpis else ()
        target = next((one.target for one in kpis if one.name == name), None)
        if day:
            found.append((version.versions.get(SIGNED, number), day, target))
    return found


def signed_version(room: Room, version: int) -> Decisions | None:
    """Return what stood when the charter was signed for this time; None where the log lacks it.

    Raises:
        WorkshopError: if the log cannot be read.
    """
    versions = signed_versions(room)
    return versions[version - 1] if 0 < version <= len(versions) else None


def _signed_before(room: Room) -> Decisions | None:
    now = Decisions.of(room.state)
    version = now.versions.get(SIGNED, 0) - (not _is_draft(now))
    return signed_version(room, version) if version > 0 else None


def _is_draft(now: Decisions) -> bool:
    """Return whether anything was decided since the last signature."""
    if now.signed is None:
        return True
    stands = {key: n for key, n in now.versions.items() if key not in (SIGNED, CHOICE)}
    return bool(now.signed.versions) and stands != dict(now.signed.versions)
