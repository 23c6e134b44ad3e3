"""What lies on the board of the retrospective: people's cards, facts of the data, and their piles.

Who belongs to which pile stands card by card, so two people who move different cards at once do not
get in each other's way. A card nobody has moved is a pile of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.room.state.result import result_of
from workshop.words import LANGS, Text, as_typed

if TYPE_CHECKING:
    from workshop.room.state.state import RoomState

BOARD, THEMES = "retro.collect", "retro.themes"
"""The stations where cards are written, and where they are grouped."""
CARDS, LATER_CARDS = "retro.cards", "retro.cards.later"
"""The questions whose answers lie on the board."""
FACTS = "retro.facts"
"""Under this key stands each fact of the data that was laid on the board, by its name."""
PLACES, TITLES, MOVES = "retro.piles", "retro.titles", "retro.moves"
"""Card to its pile; pile to its title; and what was moved, to undo it."""
MOST_FACTS = 5


@dataclass(frozen=True)
class Laid:
    """One card on the board.

    Attributes:
        key: names it.
        text: what it says; what people wrote is the same in every language.
        note: the heading of its column; None for a fact, or a column there is no more.
        is_fact: whether the kit laid it, from the data.
    """

    key: str
    text: Text
    note: Text | None = None
    is_fact: bool = False


@dataclass(frozen=True)
class Pile:
    """Cards that belong together.

    Attributes:
        key: names it; that of the card it began with, unless that one went elsewhere.
        title: what people call it; empty where they have not.
        cards: at least one.
    """

    key: str
    title: str
    cards: tuple[Laid, ...]

    @property
    def name(self) -> Text:
        """Its title; without one what its first card says."""
        return as_typed(self.title) if self.title else self.cards[0].text


def board(state: RoomState) -> tuple[Laid, ...]:
    """Return what lies on the board, hidden cards left out: facts first, then column by column."""
    return state.once("board", lambda: (*_facts(state), *_cards(state)))


def piles(state: RoomState) -> tuple[Pile, ...]:
    """Return the cards in their piles, each where its first card lies."""
    return state.once("piles", lambda: _piles(state))


def place_of(state: RoomState, card: str) -> str:
    """Return the pile a card lies in."""
    return str(state.draft(PLACES, card).get("pile") or card)


def theme_of(state: RoomState, key: str) -> str:
    """Return the pile that a dot counts for: what it was put on, or where that has gone since."""
    known = {pile.key for pile in piles(state)}
    return key if key in known else place_of(state, key)


def _facts(state: RoomState) -> list[Laid]:
    laid = state.kept.get(FACTS, {})
    texts = {key: body.get("text") for key, body in laid.items() if not body.get("out")}
    return [
        Laid(key, {lang: str(text[lang]) for lang in LANGS}, is_fact=True)
        for key, text in texts.items()
        if isinstance(text, dict) and text.keys() == set(LANGS)
    ][:MOST_FACTS]


def _cards(state: RoomState) -> list[Laid]:
    found = (result_of(state, key) for key in (CARDS, LATER_CARDS))
    lines = (line for one in found if one for line in one.shown_lines)
    return [Laid(line.name, as_typed(line.text), line.group) for line in lines]


def _piles(state: RoomState) -> tuple[Pile, ...]:
    together: dict[str, list[Laid]] = {}
    for card in board(state):
        together.setdefault(place_of(state, card.key), []).append(card)
    return tuple(
        Pile(key, str(state.draft(TITLES, key).get("text", "")), tuple(cards))
        for key, cards in together.items()
    )
