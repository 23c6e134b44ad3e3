"""What phones may take along: the dates once rituals are agreed, the charter once it is signed."""

from __future__ import annotations

from secrets import token_urlsafe
from typing import TYPE_CHECKING

from workshop.room.state.handout import HANDOUT, Handout, handout_of
from workshop.story.act5.invitations import NAMES
from workshop.words import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from workshop.room.room import Room
    from workshop.words import Lang

KEY_BYTES = 16
"""Of the address under which phones find the files: 128 bits, which nobody guesses."""


def charter_page(lang: Lang) -> str:
    """Return the name of the page with the charter in a language."""
    return f"charter_{lang}.html"


def offered(lang: Lang) -> tuple[str, ...]:
    """Return the names of the files that may lie ready in a language, the one to read first."""
    return charter_page(lang), f"charter_{lang}.pdf", NAMES[lang]


def lay_ready(room: Room, files: Iterable[Path]) -> None:
    """Let phones take files along; their address stays the same when something is added.

    Args:
        room: whose phones.
        files: what was just written; of these and of what lay ready before, what phones can use.
    """
    before = handout_of(room.state)
    names = {file.name for file in files}
    ready = Handout(
        key=before.key if before else token_urlsafe(KEY_BYTES),
        files={
            lang: tuple(
                name for name in offered(lang) if name in names or (before and before.holds(name))
            )
            for lang in LANGS
        },
    )
    if ready != before:
        room.keep(HANDOUT, ready.model_dump(mode="json"))


def is_ready(room: Room, lang: Lang) -> bool:
    """Return whether the charter lies ready in a language."""
    ready = handout_of(room.state)
    return ready is not None and ready.holds(charter_page(lang))
