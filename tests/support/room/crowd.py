"""Phones that answer whatever is open, without a browser: each in its own way, always the same."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from workshop.room.commands.answers import Message, answer, done
from workshop.room.commands.door import join
from workshop.room.state.participant import Participant
from workshop.room.state.question import (
    Cards,
    Consent,
    Dots,
    Multiple,
    Number,
    Scale,
    ShortText,
    Single,
    Sort,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.room.room import Room
    from workshop.room.state.question import Question
    from workshop.side import PersonSide

TEXT = "Wer zuerst anruft, hat den Kunden noch nicht verloren, nur überrascht"


class Crowd:
    """People with a phone each.

    Args:
        room: they sit down in.
        sides: of each.
    """

    def __init__(self, room: Room, sides: Iterable[str]) -> None:
        self.room = room
        self.people = {
            f"crowd-{n}": Participant(cast("PersonSide", side), "de")
            for n, side in enumerate(sides)
        }
        self._rev = 0
        for token, me in self.people.items():
            room.execute(partial(join, token=token, me=me, cap=500))

    def answer_all(self) -> None:
        """Let everybody answer every question that is open here, and say that they are done."""
        self.room.catch_up()
        for asked in self.room.state.open_questions(self.room.state.activity):
            for n, token in enumerate(self.people):
                for place, body in enumerate(bodies(asked.question, n)):
                    self._send(token, asked.question, body, place)
        for token in self.people:
            self.room.execute(partial(done, token=token, is_done=True))

    def _send(self, token: str, question: Question, body: dict[str, Any], place: int) -> None:
        self._rev += 1
        turn = self.room.state.questions[question.key].turn
        name = f"{question.key}.{self._rev}"
        message = Message(name, question.key, body, self._rev, place, turn)
        me = self.people[token]
        self.room.execute(partial(answer, token=token, me=me, message=message))


def bodies(question: Question, n: int) -> list[dict[str, Any]]:  # noqa: PLR0911 - one a kind
    """Return what the n-th person answers: cards are several, everything else is one answer."""
    match question:
        case Single(options=options):
            return [{"choice": options[n % len(options)].key}]
        case Multiple(options=options, most=most, least=least):
            count = max(least, min(most, 3))
            chosen = {options[(n + 2 * step) % len(options)].key for step in range(2 * count)}
            ordered = [one.key for one in options if one.key in chosen]
            return [{"choices": ordered[:count]}]
        case Scale(low=low, high=high):
            return [{"value": low + n % (high - low + 1)}]
        case Number(low=low, high=high):
            return [{"value": min(high, low + 3 + 7 * n)}]
        case ShortText():
            return [{"text": f"{TEXT} ({n})"[: question.limit]}]
        case Cards(columns=columns, most=most):
            count = min(most, 2)
            return [
                {"column": columns[(n + at) % len(columns)].key, "text": f"{TEXT} ({n}, {at})"}
                for at in range(count)
            ]
        case Sort(items=items, classes=classes):
            sorted_ = {
                item.key: classes[(at + n % 3) % len(classes)].key for at, item in enumerate(items)
            }
            return [{"sorted": sorted_}]
        case Dots(options=options):
            return [{"dots": {options[n % len(options)].key: 1}}]
        case Consent():
            return [{"answer": "none"}]
