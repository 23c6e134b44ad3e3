"""Who is here now, and how fast people come in: counted in memory, and never written down."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MINUTE = 60.0
AWAY_SECONDS = 120.0
"""A phone in a pocket sleeps and says nothing; after this long it is likely not in the room."""


class Presence:
    """When each phone was last heard of.

    Args:
        clock: seconds that only ever grow.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._begun = clock()
        self._heard: dict[str, float] = {}
        self._joined: deque[float] = deque()

    def hear(self, badge: str) -> None:
        """Note that a phone said something, or still listens."""
        self._heard[badge] = self._clock()

    def welcome(self) -> None:
        """Note that a new phone came in."""
        self._joined.append(self._clock())

    @property
    def joins_a_minute(self) -> int:
        """How many new phones came in within the last minute."""
        while self._joined and self._joined[0] < self._clock() - MINUTE:
            self._joined.popleft()
        return len(self._joined)

    def away(self, badges: Iterable[str]) -> list[str]:
        """Return those of these phones of which nothing was heard for a while.

        After a start nobody has been heard yet; until phones had time to come back, none is away.
        """
        latest = self._clock() - AWAY_SECONDS
        return [badge for badge in badges if self._heard.get(badge, self._begun) < latest]
