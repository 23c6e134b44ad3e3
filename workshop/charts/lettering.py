"""How wide words are in Arial, where they break into lines, and how labels keep apart."""

from __future__ import annotations

from itertools import pairwise
from re import sub
from typing import TYPE_CHECKING

from workshop.charts.theme import PAGE, TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

BROAD = 0.56
"""Width of most letters of Arial, as a share of the font size."""
OTHER_WIDTHS = {
    **dict.fromkeys("ijl'|", 0.24),
    **dict.fromkeys("\u202f ,.:;!ftrI()[]/-\u00a0·", 0.33),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZÄÖÜw", 0.73),
    **dict.fromkeys("mMW%—", 0.9),
}
NARROWER = (0.6, 0.7, 0.8, 0.9)
"""Shares of the room in which broken lines are tried, so that none holds a single word."""


def width(text: str, size: int = TEXT, *, bold: bool = False) -> float:
    """Return about how wide words are, in pixels."""
    wide = sum(OTHER_WIDTHS.get(letter, BROAD) for letter in text)
    return wide * size * (1.06 if bold else 1)


def wrapped(text: str, room: float = PAGE, size: int = TEXT, *, bold: bool = False) -> list[str]:
    """Return the lines into which words break in so much room, about as long as each other.

    A number stays with what it counts, a dot between two facts with the first.
    """
    glued = sub(r"(?<=\d) | (?=·)", "\u00a0", text)

    def broad(line: str) -> float:
        return width(line, size, bold=bold)

    words = [part for word in glued.split(" ") for part in _chopped(word, room, broad)]
    fewest = _filled(words, room, broad)
    tries = (_filled(words, share * room, broad) for share in NARROWER)
    return next((lines for lines in tries if len(lines) == len(fewest)), fewest)


def apart(wanted: Sequence[float], widths: Sequence[float], gap: float = 14) -> list[float]:
    """Return middles for labels, as near to the wanted ones as they go without touching.

    Args:
        wanted: where each label's middle should be.
        widths: how wide each is.
        gap: least room between two.
    """
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    middles = list(wanted)
    for one, other in pairwise(order):
        lap = middles[one] - middles[other] + gap + (widths[one] + widths[other]) / 2
        middles[one] -= max(0, lap) / 2
        middles[other] += max(0, lap) / 2
    end, start = -gap, PAGE + gap
    for n in order:
        middles[n] = max(middles[n], end + gap + widths[n] / 2)
        end = middles[n] + widths[n] / 2
    for n in reversed(order):
        middles[n] = min(middles[n], start - gap - widths[n] / 2)
        start = middles[n] - widths[n] / 2
    return middles


def _chopped(word: str, room: float, broad: Callable[[str], float]) -> list[str]:
    """Return a word in parts that fit; nearly always it is the only one."""
    parts = [""]
    for letter in word:
        if parts[-1] and broad(parts[-1] + letter) > room:
            parts.append("")
        parts[-1] += letter
    return parts


def _filled(words: Sequence[str], room: float, broad: Callable[[str], float]) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if broad(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
