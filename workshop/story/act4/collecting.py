"""Cards: which format is used, what phones are asked, and what is laid or taken away by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.retro.catalogue import catalogue
from workshop.room.state.piles import CARDS, LATER_CARDS
from workshop.room.state.question import Cards as CardQuestion
from workshop.room.state.question import Option
from workshop.room.state.result import result_of
from workshop.room.views.planning import plan_of
from workshop.words import both

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.errors import WorkshopError
    from workshop.retro.catalogue import Catalogue
    from workshop.retro.format import Column, Format
    from workshop.room.state.result import Line
    from workshop.story.context import Stage

FORMAT = "retro.format"
"""Under this key stands the format somebody chose."""


class CardTable:
    """The format in use, and the cards people write.

    Args:
        stage: gives the room that keeps them.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage, self._room = stage, stage.room
        self._offered: Catalogue = catalogue()

    @property
    def formats(self) -> dict[str, Format]:
        """All formats there are, by key."""
        return dict(self._offered.formats)

    @property
    def troubles(self) -> tuple[WorkshopError, ...]:
        """Why a file of the team's own is not among them."""
        return self._offered.troubles

    @property
    def chosen(self) -> str:
        """The key of the format in use: the one somebody chose, else the plan's."""
        state = self._room.state
        key = str(state.draft(FORMAT).get("key", ""))
        return key if key in self._offered.formats else self._offered.default(plan_of(state))

    @property
    def format(self) -> Format:
        """The format in use."""
        return self._offered.formats[self.chosen]

    def choose(self, key: str) -> None:
        """Use another format; what was written stays on the board."""
        if key in self._offered.formats:
            self._room.keep(FORMAT, {"key": key})

    def question(self) -> CardQuestion:
        """Return what everybody is asked at first."""
        return _question(CARDS, self.format, self.format.first)

    def later_question(self) -> CardQuestion | None:
        """Return what is asked when the cards lie open; None where the format asks nothing then."""
        second = self.format.second
        return _question(LATER_CARDS, self.format, second) if second else None

    def add(self, column: Column, text: str) -> None:
        """Put a card face down into a column; nobody's side is kept.

        Raises:
            WorkshopError: if there is nothing on it, or too much.
        """
        asked = self.later_question() if column.later else self.question()
        assert asked is not None  # noqa: S101 - a later column has its question
        body = asked.check({"column": column.key, "text": text})
        self._room.say(asked.key, "both", body)

    def lines(self) -> list[tuple[str, Line]]:
        """Return what was written, hidden cards included, each with its question."""
        found = ((key, result_of(self._room.state, key)) for key in (CARDS, LATER_CARDS))
        return [(key, line) for key, one in found if one for line in one.lines]

    def count(self, column: Column) -> int:
        """Return how many cards lie in a column."""
        return sum(line.group == column.label and not line.hidden for _, line in self.lines())

    def hide(self, question: str, name: str, *, hidden: bool) -> None:
        """Take a card out of sight, or show it again; nobody learns whose it is."""
        self._room.show_card(question, name, shown=not hidden)


def _question(key: str, used: Format, columns: Sequence[Column]) -> CardQuestion:
    prompt = both("One thought per card. What comes to mind?")
    if len(columns) == 1:
        prompt = columns[0].question
    return CardQuestion(
        key=key,
        prompt=prompt,
        columns=tuple(
            Option(key=column.key, label=column.label, note=column.question) for column in columns
        ),
        most=used.cards,
    )
