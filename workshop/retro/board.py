"""A retrospective's board: its columns, its cards, and who gets how many votes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

VOTES_EACH = 5
VOTES_PER_CARD = 3


@dataclass(frozen=True)
class Column:
    """One column of a format: its key, its heading, and the question it asks."""

    key: str
    label: str
    question: str


@dataclass(frozen=True)
class Format:
    """A retrospective format: a name people know and its columns."""

    key: str
    label: str
    columns: tuple[Column, ...]


COUPLE = Format(
    "couple",
    N_("The couple"),
    (
        Column("admire", N_("What I admire about you"), N_("What does the other side do well?")),
        Column(
            "wall", N_("What drives me up the wall"), N_("What costs you time, nerves or deals?")
        ),
        Column("promise", N_("What I promise"), N_("What could you do differently tomorrow?")),
    ),
)


@dataclass(frozen=True)
class Card:
    """One card: its id, its column and its text."""

    key: str
    column: str
    text: str


@dataclass(frozen=True)
class Standing:
    """A card with the votes it got."""

    card: Card
    votes: int


def standings(cards: Iterable[Card], ballots: Iterable[dict[str, int]]) -> list[Standing]:
    """Return the cards with their votes, most votes first, equal ones in their own order."""
    ballots = list(ballots)
    counted = [Standing(card, sum(b.get(card.key, 0) for b in ballots)) for card in cards]
    return sorted(counted, key=lambda standing: -standing.votes)
