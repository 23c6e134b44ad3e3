"""One lock a session and part: two kits, two rooms or `forget` never share a folder."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from filelock import FileLock, Timeout

from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.session import Session

Part = Literal["kit", "room"]
"""What holds a session: the acts, and the server of the phones beside them."""
PRIVATE = 0o600


@contextmanager
def held(session: Session, *parts: Part, patience: float = 0) -> Iterator[None]:
    """Hold parts of a session for as long as the block runs; the end of the process lets go.

    Args:
        session: whose.
        parts: what is held.
        patience: seconds to wait for whoever is just ending.

    Raises:
        WorkshopError: if another program on this computer holds one of them.
    """
    locks = [
        FileLock(session.folder / f".{part}.lock", timeout=patience, mode=PRIVATE) for part in parts
    ]
    taken: list[FileLock] = []
    try:
        for lock in locks:
            lock.acquire()
            taken.append(lock)
    except Timeout:
        _release(taken)
        raise in_use(session) from None
    try:
        yield
    finally:
        _release(taken)


def in_use(session: Session) -> WorkshopError:
    """Return the error for a session that another program holds."""
    return WorkshopError(
        N_("This session is already open."),
        found="{folder}",
        hint=N_(
            "Use the window that’s open or stop it first. Or choose another name with --session."
        ),
        folder=session.folder,
    )


def _release(locks: list[FileLock]) -> None:
    for lock in reversed(locks):
        lock.release()
