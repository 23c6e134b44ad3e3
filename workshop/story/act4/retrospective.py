"""The retrospective: cards face down, the vote, one to three actions, and the decision."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from workshop.retro.action import MAX_ACTIONS, check_actions, make_action
from workshop.retro.board import COUPLE, VOTES_EACH, VOTES_PER_CARD, Card, standings
from workshop.room.state.participant import card_name
from workshop.room.state.question import Cards as CardQuestion
from workshop.room.state.question import Dots, Option
from workshop.story.decisions.types import AgreedActions
from workshop.words import as_typed, both

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from workshop.retro.action import Action
    from workshop.retro.board import Standing
    from workshop.side import Side
    from workshop.story.context import Stage

CARDS, VOTES, ACTIONS = "retro.cards", "retro.votes", "retro.actions"
CARD_QUESTION = CardQuestion(
    key=CARDS,
    prompt=both("One thought per card: admire, grumble, promise."),
    columns=tuple(
        Option(key=column.key, label=both(column.label), note=both(column.question))
        for column in COUPLE.columns
    ),
)
SOON = timedelta(days=30)
"""When an action is due unless somebody says otherwise."""


class RetroTable:
    """The board as it lies on the table, and the actions that come out of it.

    Args:
        stage: gives the room that keeps it, and the day.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage, self._room = stage, stage.room

    def cards(self, column: str | None = None) -> list[Card]:
        """Return the cards that are not hidden, of one column or of all.

        Phones' cards come in an order that tells nobody who was quick.
        """
        state = self._room.state
        asked = state.questions.get(CARDS)
        hidden = asked.hidden if asked else frozenset()
        cards = [
            Card(card_name(each.item), each.body["column"], each.body["text"])
            for each in state.said(CARDS)
        ]
        if state.is_live:
            cards.sort(key=lambda card: card.key)
        return [card for card in cards if card.key not in hidden and column in (None, card.column)]

    def add_card(self, column: str, text: str) -> None:
        """Put a card face down into a column; nobody's side is kept.

        Raises:
            WorkshopError: if there is nothing on it, or too much.
        """
        self._room.say(CARDS, "both", CARD_QUESTION.check({"column": column, "text": text}))

    def remove_card(self, card: Card) -> None:
        """Take a card out of sight; nobody learns whose it was."""
        self._room.show_card(CARDS, card.key, shown=False)

    def dots(self) -> Dots:
        """Return the vote on the cards as they lie now."""
        labels = {column.key: column.label for column in COUPLE.columns}
        options = tuple(
            Option(key=card.key, label=as_typed(card.text), note=both(labels[card.column]))
            for card in self.cards()
        )
        prompt = both("What would help both teams most?")
        return Dots(
            key=VOTES,
            prompt=prompt,
            options=options,
            each=VOTES_EACH,
            per_option=VOTES_PER_CARD,
            by_side=True,
        )

    def ballot(self, side: Side) -> dict[str, int]:
        """Return the votes of a side at the keyboard, card to count."""
        return dict(self._room.state.item(VOTES, side).get("dots", {}))

    def vote(self, side: Side, dots: dict[str, int]) -> None:
        """Keep the votes of a side at the keyboard.

        Raises:
            WorkshopError: if there are more than allowed.
        """
        self._room.say(VOTES, side, self.dots().check({"dots": dots}), side)

    def standings(self) -> list[Standing]:
        """Return the cards, most votes first: those of the sides and of all phones."""
        votes = self._room.state.said(VOTES)
        return standings(self.cards(), (each.body["dots"] for each in votes))

    def action_draft(self, place: int) -> dict[str, Any]:
        """Return what was written so far for the action at a place, and the day it is due."""
        return {"due": self._soon().isoformat()} | self._written(place)

    def write_action(self, place: int, **part: Any) -> None:
        """Keep a part of an action: ``what``, ``owner``, ``due`` (ISO day), ``done_when``."""
        self._room.keep(ACTIONS, self._written(place) | part, str(place))

    def begun(self) -> list[dict[str, Any]]:
        """Return the drafts of actions of which anything was written."""
        drafts = [self.action_draft(place) for place in range(MAX_ACTIONS)]
        parts = ("what", "owner", "done_when")
        return [draft for draft in drafts if any(draft.get(part) for part in parts)]

    def actions(self) -> list[Action]:
        """Return the actions of all places where something was written.

        Raises:
            WorkshopError: see `make_action` and `check_actions`.
        """
        actions = [make_action(draft, self._stage.today) for draft in self.begun()]
        check_actions(actions)
        return actions

    def decision(self, objections: Iterable[str]) -> AgreedActions:
        """Return what is decided.

        Raises:
            WorkshopError: see `actions`.
        """
        return AgreedActions(actions=tuple(self.actions()), objections=tuple(objections))

    def _written(self, place: int) -> dict[str, Any]:
        return self._room.state.draft(ACTIONS, str(place))

    def _soon(self) -> date:
        return self._stage.today + SOON
