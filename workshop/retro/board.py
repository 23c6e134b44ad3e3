"""Who gets how many dots, and what they come to: ranks with ties, and where only one side cares."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.side import SIDES, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

DOTS_EACH = 5
DOTS_PER_THEME = 3
MOST_THEMES = 30
"""So many themes are put to the vote: nobody weighs more of them on a phone."""
TOP = 3
"""So many are looked at, and whatever is level with the last of them."""


@dataclass(frozen=True)
class Ballot:
    """The dots of one person, or of one side at the keyboard.

    Attributes:
        side: where they sit; empty where that may not be told.
        dots: theme to count.
    """

    side: str
    dots: Mapping[str, int]


@dataclass(frozen=True)
class Standing:
    """What a theme came to.

    Attributes:
        theme: its key.
        dots: all of them.
        rank: 1 for most; themes with as many have the same one.
        is_tied: whether another one has as many.
        by_side: side to its dots; empty where sides may not be told apart.
    """

    theme: str
    dots: int
    rank: int
    is_tied: bool
    by_side: Mapping[str, int]

    @property
    def only(self) -> Side | None:
        """The one side that put dots here; None where both did, or nobody may know."""
        if not self.dots or set(self.by_side) != set(SIDES):
            return None
        caring = [side for side in SIDES if self.by_side[side]]
        return caring[0] if len(caring) == 1 else None


def standings(
    themes: Sequence[str], ballots: Iterable[Ballot], sides: Iterable[str] = ()
) -> tuple[Standing, ...]:
    """Return the themes with their dots, most first, equal ones in their own order.

    Args:
        themes: in their own order.
        ballots: dots on what is no theme count for nothing.
        sides: those that may be shown apart.
    """
    ballots = list(ballots)
    dots = {theme: sum(one.dots.get(theme, 0) for one in ballots) for theme in themes}
    size = Counter(dots.values())

    def of(theme: str) -> Standing:
        n = dots[theme]
        apart = {
            side: sum(one.dots.get(theme, 0) for one in ballots if one.side == side)
            for side in sides
        }
        rank = 1 + sum(other > n for other in dots.values())
        return Standing(theme, n, rank, size[n] > 1, apart)

    return tuple(sorted(map(of, themes), key=lambda one: -one.dots))


def heaviest(found: Iterable[Standing]) -> tuple[Standing, ...]:
    """Return the themes with most dots: the first three, and what is level with the third."""
    return tuple(one for one in found if one.dots and one.rank <= TOP)
