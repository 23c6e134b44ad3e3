"""The board of the retrospective in the presenter view: piles, cards, what is nearly alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.agenda import Beat
from workshop.room.state.piles import MOVES, THEMES, piles
from workshop.room.state.twins import twins

if TYPE_CHECKING:
    from workshop.room.state.state import RoomState
    from workshop.words import Words


def piles_view(state: RoomState, beat: Beat, words: Words) -> dict[str, Any] | None:
    """Return the piles while they are made; None anywhere else.

    Returns:
        ``piles``: of each its ``key``, its ``title``, and its ``cards`` with ``key`` and ``text``;
        ``twins``: cards that say nearly the same, with their texts; and ``undo``: whether there
        is anything to undo.
    """
    if state.activity != THEMES or beat is not Beat.THINK:
        return None
    found = piles(state)
    texts = {card.key: card.text[words.lang] for pile in found for card in pile.cards}
    return {
        "piles": [
            {
                "key": pile.key,
                "title": pile.title,
                "cards": [
                    {"key": card.key, "text": texts[card.key], "fact": card.is_fact}
                    for card in pile.cards
                ],
            }
            for pile in found
        ],
        "twins": [
            {"cards": list(keys), "texts": [texts[key] for key in keys]} for keys in twins(state)
        ],
        "undo": bool(state.draft(MOVES)),
    }
