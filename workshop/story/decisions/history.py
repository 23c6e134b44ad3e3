"""What was signed before: the decisions as they stood at an earlier signature, out of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.agenda.course import CHOICE
from workshop.room.state.fold import fold
from workshop.story.decisions.decisions import SIGNED, Decisions

if TYPE_CHECKING:
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


def signed_version(room: Room, version: int) -> Decisions | None:
    """Return what stood when the charter was signed for this time; None where the log lacks it.

    Raises:
        WorkshopError: if the log cannot be read.
    """
    events = room.events()
    signed = [n for n, event in enumerate(events) if (event.kind, event.subject) == SIGNING]
    if len(signed) < version:
        return None
    return Decisions.of(fold(events[: signed[version - 1] + 1]))


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
