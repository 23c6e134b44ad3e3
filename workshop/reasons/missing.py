"""Why a package cannot be used: it is not there, or this computer does not let it run."""

from __future__ import annotations

from workshop.reasons.phrase import Phrase, first_match, phrase
from workshop.words import N_

WHY: tuple[tuple[str, str], ...] = (
    (
        r"application control|app control|group policy|code integrity|blocked|smart app",
        N_("the rules of this computer do not allow it to run"),
    ),
    (r"library load disallowed|code signature|not valid for use", N_("the system blocks it")),
    (r"architecture|not a valid win32|wrong elf", N_("it was made for another kind of computer")),
    (
        r"dll load failed|cannot open shared object|library not loaded|undefined symbol|glibc",
        N_("a part of the system that it needs is missing"),
    ),
)
"""What Windows, macOS and Linux say when a library is there and cannot be loaded."""


def missing(error: BaseException) -> Phrase | None:
    """Return why a package cannot be used; None if the error is about something else."""
    if not isinstance(error, ImportError):
        return None
    known = first_match(str(error), WHY)
    if known:
        return known
    if isinstance(error, ModuleNotFoundError):
        return phrase(N_("it is not installed"))
    return phrase(N_("it cannot be loaded"))
