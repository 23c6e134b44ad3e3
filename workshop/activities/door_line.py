"""The way in, on every screen: big while people arrive, one line afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.room.door import door
from workshop.room.participant import PERSON_SIDES
from workshop.room.projection import answers
from workshop.widgets.html import block, classed, esc
from workshop.widgets.join import join_big, join_small

if TYPE_CHECKING:
    from workshop.room.state import RoomState
    from workshop.words import Words


class DoorLine:
    """Code and head-count, kept up to date.

    Args:
        words: the language.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._draw = join_small
        self._way = block("")
        self._count = block("", "ot-muted")
        self.widget = classed(w.VBox([self._way, self._count]), "ot-door")

    def resize(self, *, big: bool) -> None:
        """Draw it for a whole hall to read, or in one line; seen at the next update."""
        self._draw = join_big if big else join_small

    def update(self, state: RoomState) -> None:
        """Show who is there; without a server nobody can join, and nothing is shown."""
        opened = door(state.door)
        self.widget.layout.display = "" if opened else "none"
        if opened:
            self._set(self._way, self._draw(opened, self._words))
            self._set(self._count, f"<p>{esc(self._seated(state))}</p>" if state.people else "")

    @staticmethod
    def _set(part: w.HTML, content: str) -> None:
        # The same again would fold an unfolded code.
        if part.value != content:
            part.value = content

    def _seated(self, state: RoomState) -> str:
        words = self._words
        names = {
            "sales": words("Sales"),
            "marketing": words("Marketing"),
            "other": words("Somewhere else"),
        }
        people = dict.fromkeys(PERSON_SIDES, 0)
        for one in state.participants.values():
            people[one.side] += one.people
        seated = words.plural("{n} person at the table", "{n} people at the table", state.people)
        sides = (f"{names[side]} {words.number(n)}" for side, n in people.items() if n)
        given = sum(
            answers(state, one.question.key) for one in state.open_questions(state.activity)
        )
        counted = [words.plural("{n} answer", "{n} answers", given)] if given else []
        return " · ".join([seated, *sides, *counted])
