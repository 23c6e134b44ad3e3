"""Text that any format can hold: no control characters, no halves of characters, no endless word.

XML forbids what a text field may well hold, and a typesetter breaks no line within a word.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control characters but tab and line break, signs that turn the direction of what follows, and
what is no character at all."""
HALVES = re.compile("[\ud800-\udfff]")
ENDLESS = re.compile(r"\S{41,}")
"""Longer than any word that people write."""
STEP = 20


def legible(thing: T) -> T:
    """Return data with every text in it cleaned: dataclasses and tuples are looked into."""
    cleaned: T = _through(thing, clean)
    return cleaned


def breakable(thing: T) -> T:
    """Return data in which a line may also end within words that have no end."""
    broken: T = _through(thing, _broken)
    return broken


def clean(text: str) -> str:
    """Return a text of characters that XML allows; half a character becomes a question mark."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return HALVES.sub("?", UNSEEN.sub("", lines))


def _broken(text: str) -> str:
    return ENDLESS.sub(lambda word: re.sub(f"(.{{{STEP}}})", "\\1\u200b", word[0]), text)


def _through(thing: Any, change: Any) -> Any:
    if isinstance(thing, str):
        return change(thing)
    if isinstance(thing, tuple):
        return tuple(_through(one, change) for one in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        changed = {one.name: _through(getattr(thing, one.name), change) for one in fields(thing)}
        return replace(thing, **changed)
    return thing
