"""What phones may take along: the dates once rituals are agreed, the charter once it is signed."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import TYPE_CHECKING

from workshop.room.state.handout import HANDOUT, Handout, handout_of
from workshop.story.act5.invitations import NAMES
from workshop.words import LANGS

if TYPE_CHECKING:
    from workshop.room.room import Room
    from workshop.words import Lang

KEY_BYTES = 16
"""Of the address under which phones find the files: 128 bits, which nobody guesses."""


def charter_page(lang: Lang) -> str:
    """Return the name of the page with the charter in a language."""
    return f"charter_{lang}.html"


def lay_ready(room: Room, *, charter: bool, rituals: bool) -> None:
    """Let phones take files along; their address stays the same when something is added.

    Args:
        room: whose phones.
        charter: whether the signed charter lies there.
        rituals: whether the calendar file does.
    """
    before = handout_of(room.state)
    key = before.key if before else token_urlsafe(KEY_BYTES)
    files: dict[Lang, tuple[str, ...]] = {
        lang: (
            *([charter_page(lang)] if charter else []),
            *([NAMES[lang]] if rituals else []),
        )
        for lang in LANGS
    }
    room.keep(HANDOUT, Handout(key=key, files=files).model_dump(mode="json"))


def is_ready(room: Room, lang: Lang) -> bool:
    """Return whether the signed charter lies ready in a language."""
    ready = handout_of(room.state)
    return ready is not None and ready.holds(charter_page(lang))
