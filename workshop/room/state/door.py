"""The door of a room: its code, its key, and what happens to those who guess."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from hmac import compare_digest
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

ALPHABET = "ABCDEFGHJKLMNPRTUVWXYZ"
"""No I, O, Q, S: they look like 1, 0, O, 5. No digits: nobody has to switch the keyboard."""
CODE_LENGTH = 6
CAP = 300
WRONG_CODES = (30.0, 0.5)
"""Of a room as a whole, for a hall of phones shares one address: so many at once, a second."""
MESSAGES = (60.0, 2.0)
"""Of one phone: so many at once, and a second. Nobody taps faster for long."""


def new_code() -> str:
    """Return a room code: 22 letters to the power of six, 113 million of them."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def as_code(typed: str) -> str:
    """Return what somebody typed as a code: any case, any blanks and dashes."""
    return re.sub(r"[\s\W_]+", "", typed).upper()


@dataclass(frozen=True)
class Door:
    """How people get into a room.

    Attributes:
        code: what is typed.
        key: what the QR code carries beside it; with it nobody has to wait behind guessers.
        address: where phones find the room.
        reach: whether other devices can reach that address.
        cap: how many people may come in.
        room: the id of the room, the same for as long as it lives; phones keep what is theirs
            under it, for another room may stand at the same address tomorrow.
        lost: whether this computer has left the network of that address since.
    """

    code: str
    key: str
    address: str
    reach: bool = False
    cap: int = CAP
    room: str = ""
    lost: bool = False

    @property
    def host(self) -> str:
        """The address without scheme and port."""
        return str(urlsplit(self.address).hostname)

    @property
    def link(self) -> str:
        """What the QR code says. After the # nothing is sent to anybody on the way."""
        return f"{self.address}/#{self.code}.{self.key}"

    def opens_to(self, code: str, key: str) -> bool:
        """Return whether code or key fit."""
        by_key = bool(key) and compare_digest(key.encode(), self.key.encode())
        return by_key or compare_digest(as_code(code).encode(), self.code.encode())


def door(body: dict[str, Any]) -> Door | None:
    """Return the door a room was opened with, or None where no server opened it."""
    return Door(**body) if body else None


class TokenBucket:
    """How much of something is put up with at once, and how fast it is forgiven (token bucket).

    Args:
        most: so many at once.
        per_second: so many are forgiven.
        clock: seconds that only ever grow.
    """

    def __init__(self, most: float, per_second: float, clock: Callable[[], float]) -> None:
        self._most, self._per_second = most, per_second
        self._clock = clock
        self._left = most
        self._seen = clock()

    def wait(self) -> float:
        """Return the seconds until the next one is put up with; 0 for now."""
        now = self._clock()
        self._left = min(self._most, self._left + (now - self._seen) * self._per_second)
        self._seen = now
        return 0.0 if self._left >= 1 else (1 - self._left) / self._per_second

    def use(self) -> None:
        """Count one."""
        self._left = max(0.0, self._left - 1)
