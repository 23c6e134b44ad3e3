"""What the next beats need is computed while people think, one piece at a time.

A kernel does one thing after the other: whoever presses Next while it computes waits for that piece
and no longer. So a piece is small, and none begins while something is happening in the room.
"""

from __future__ import annotations

from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from workshop.errors import WorkshopError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Piece = Callable[[], object]

QUIET = 0.5
"""Seconds without news from the room before the next piece begins."""


class Ahead:
    """Pieces of work that wait for a quiet moment; each keeps its result where it belongs.

    Args:
        pieces: returns what there is to compute as the room stands.
        clock: seconds that only ever grow.
    """

    def __init__(
        self, pieces: Callable[[], Iterable[Piece]], clock: Callable[[], float] = monotonic
    ) -> None:
        self._pieces, self._clock = pieces, clock
        self._waiting: Iterator[Piece] = iter(())
        self._news = clock()

    def begin(self) -> None:
        """Begin anew, once it is quiet: something happened that may want other results."""
        self._news = self._clock()
        self._waiting = iter(self._pieces())

    def go_on(self) -> None:
        """Compute the next piece, if it is quiet."""
        if self._clock() - self._news < QUIET:
            return
        piece = next(self._waiting, None)
        if piece:
            with suppress(WorkshopError):  # whatever is missing is said where it is shown
                piece()
