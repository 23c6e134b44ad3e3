"""The board on which cards are put together: by keyboard, by mouse, and from the presenter view."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.room.state.piles import MOVES, board
from workshop.room.state.text import beginning
from workshop.room.state.twins import twins
from workshop.widgets.elements import button, classed, paragraph
from workshop.widgets.fields import text_field

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workshop.notebook.frame.activity import Activity
    from workshop.room.state.piles import Laid, Pile
    from workshop.story.act4.themes import ThemeTable

MOST_PROPOSED = 1
"""So many near-twins are proposed at once; the next ones come when these are settled."""
MOST_QUOTED, LONGEST_QUOTE = 3, 70
"""Of one proposal: cards that are quoted, and characters of each."""


class PileDesk:
    """All cards in their piles; those that are chosen can be put together or taken out.

    Args:
        activity: shows errors, and draws again.
        themes: keeps the piles.
    """

    def __init__(self, activity: Activity, themes: ThemeTable) -> None:
        self._activity, self._themes, self._words = activity, themes, activity.words
        self._cards: dict[str, w.ToggleButton] = {}
        piles = [self._pile(pile) for pile in themes.piles]
        empty = [] if piles else [paragraph(self._words("There are no cards yet."))]
        self.widget = w.VBox(
            [
                self._bar(),
                *self._proposals(),
                *empty,
                classed(w.Box(piles), "ot-piles"),
            ]
        )

    @property
    def chosen(self) -> list[str]:
        """The cards that are chosen now."""
        return [key for key, card in self._cards.items() if card.value]

    def _bar(self) -> w.Widget:
        words, themes = self._words, self._themes
        gather = self._verb(words("Put together"), lambda: themes.gather(self.chosen), "ot-primary")
        gather.add_class("ot-gather")
        part = self._verb(words("Take out"), lambda: themes.part(self.chosen), "ot-quiet")
        undo = self._verb(words("Undo"), themes.undo, "ot-quiet")
        undo.disabled = not self._activity.room.state.draft(MOVES)
        told = words.plural("{n} theme", "{n} themes", len(themes.piles))
        how = words("Choose cards, then put them together. Or drag one onto another.")
        return classed(
            w.HBox([gather, part, undo, paragraph(f"{told}. {how}", "ot-muted")]), "ot-pile-bar"
        )

    def _verb(self, label: str, do: Callable[[], None], style: str) -> w.Button:
        verb = button(label, style)

        def press(_: object) -> None:
            do()
            self._activity.redraw()

        verb.on_click(self._activity.guarded(press))
        return verb

    def _proposals(self) -> list[w.Widget]:
        """Return cards that say nearly the same, each with a button; nothing is done without it."""
        words, state = self._words, self._activity.room.state
        texts = {card.key: card.text[words.lang] for card in board(state)}
        lines = []
        for keys in twins(state)[:MOST_PROPOSED]:
            said = paragraph(words("Nearly the same: {cards}", cards=self._quoted(keys, texts)))
            put = self._verb(
                words("Put these together"), partial(self._themes.gather, keys), "ot-quiet"
            )
            lines.append(classed(w.HBox([said, put]), "ot-sticky", "ot-twins"))
        return lines

    def _quoted(self, keys: Sequence[str], texts: Mapping[str, str]) -> str:
        """Return the first of some cards as quotations, each short enough for one line."""
        words = self._words
        quoted = [
            words("“{value}”", value=beginning(texts[key], LONGEST_QUOTE))
            for key in keys[:MOST_QUOTED]
        ]
        more = len(keys) - len(quoted)
        rest = [words.plural("and {n} more", "and {n} more", more)] if more else []
        return " · ".join([*quoted, *rest])

    def _pile(self, pile: Pile) -> w.Widget:
        cards = [self._card(card) for card in pile.cards]
        if len(cards) == 1 and not pile.title:
            return classed(w.VBox(cards), "ot-pile")
        title = text_field(
            self._words("A short title"),
            pile.title,
            self._activity.guarded(lambda text: self._themes.name(pile.key, text)),
        )
        return classed(w.VBox([title, *cards]), "ot-pile", "ot-pile-many")

    def _card(self, card: Laid) -> w.Widget:
        text = card.text[self._words.lang]
        label = self._words("From your data: {text}", text=text) if card.is_fact else text
        made = classed(
            w.ToggleButton(description=label, tooltip=label),
            "ot-lay",
            "ot-lay-fact" if card.is_fact else "ot-lay-card",
        )
        self._cards[card.key] = made
        return made
