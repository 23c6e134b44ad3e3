"""A reason that is not in any language yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 300
"""Letters of somebody else's words that are quoted."""


class Phrase(NamedTuple):
    """A message id and what fills its placeholders; a value may be a phrase itself."""

    message: str
    values: dict[str, Any]


def phrase(message: str, /, **values: object) -> Phrase:
    """Return a phrase; mark its message with `N_`."""
    return Phrase(message, values)


def quoted(text: str) -> Phrase:
    """Return words of another program as what they are, on one line that moves no terminal."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    line = line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
    return phrase(N_("as the program puts it: “{text}”"), text=line)


def first_match(text: str, known: Iterable[tuple[str, str]]) -> Phrase | None:
    """Return the message of the first pattern that a text has; its groups fill the message."""
    for pattern, message in known:
        if match := re.search(pattern, text, re.IGNORECASE | re.DOTALL):
            return Phrase(message, match.groupdict())
    return None
