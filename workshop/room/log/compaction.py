"""What may go from a log when a session ends: old wordings, what was taken back, who came when.

A log keeps everything in the order it came. For what people said by phone that is more than
anybody needs: a card that was withdrawn is still there to read, and the neighbour of an answer is
likely the same phone's. After compaction each answer and each draft stands once, in its last
wording, and all drafts and all that came by phone stand at the end, in an order drawn by chance.
What stands in the room is the same as before (a law in the tests), so everything that reads the
log goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop.room.log.event import KEYBOARD
from workshop.room.state.question import parse_question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workshop.room.log.event import Event
    from workshop.room.state.question import Question

    Row = tuple[int, Event]


@dataclass
class Compaction:
    """What to do with a log.

    Attributes:
        dropped: positions of rows to delete; those that move are among them.
        rewritten: position to the event that takes its place.
        moved: events to add at the end, in this order.
    """

    dropped: set[int] = field(default_factory=set)
    rewritten: dict[int, Event] = field(default_factory=dict)
    moved: list[Event] = field(default_factory=list)


def compact(rows: Iterable[Row], shuffle: Callable[[list[Event]], None]) -> Compaction:
    """Return what to do with a log so that the same stands in it, and no more.

    Args:
        rows: positions and events, oldest first.
        shuffle: brings a list into an order drawn by chance, in place.
    """
    reading = _Reading()
    for position, event in rows:
        reading.take(position, event)
    plan = reading.plan()
    shuffle(plan.moved)
    return plan


@dataclass
class _Standing:
    """The last word under one name: where it was first said, and how it is said now."""

    first: int
    last: int
    event: Event


class _Reading:
    """The log as it is read: a fold of its own, over rows instead of what they mean."""

    def __init__(self) -> None:
        self._dropped: set[int] = set()
        self._asked: dict[str, Question] = {}
        self._ever_asked: set[str] = set()
        self._words: dict[str, dict[str, _Standing]] = {}
        self._joined: dict[str, _Standing] = {}
        self._drafts: dict[tuple[str, str], _Standing] = {}

    def take(self, position: int, event: Event) -> None:
        """Read one row."""
        if event.kind in ("contributed", "withdrawn"):
            self._say(position, event)
        elif event.kind == "kept":
            self._keep(position, event)
        elif event.kind == "joined":
            self._drop(self._joined.pop(event.item, None))
            self._joined[event.item] = _Standing(position, position, event)
        elif event.kind == "left":
            self._drop(self._joined.pop(event.item, None))
            self._dropped.add(position)
        elif event.kind == "question_opened":
            self._open(event)
        elif event.kind == "question_restarted" and event.subject in self._asked:
            self._clear(event.subject, lambda item: item not in KEYBOARD)
        elif event.kind == "question_dropped":
            self._asked.pop(event.subject, None)

    def plan(self) -> Compaction:
        """Return what to do with what was read."""
        plan = Compaction(self._dropped)
        # Who is done is a draft, too: its order would tell which phone is whose.
        for standing in (*self._joined.values(), *self._drafts.values()):
            self._move(standing, plan)
        for subject, items in self._words.items():
            by_phone = subject in self._ever_asked
            for item, standing in items.items():
                if by_phone and item not in KEYBOARD:
                    self._move(standing, plan)
                elif standing.first != standing.last:
                    # At the place of the first wording: the order of what people see stays.
                    plan.rewritten[standing.first] = standing.event
                    plan.dropped.add(standing.last)
        return plan

    def _move(self, standing: _Standing, plan: Compaction) -> None:
        plan.dropped |= {standing.first, standing.last}
        plan.moved.append(standing.event)

    def _say(self, position: int, event: Event) -> None:
        asked = self._asked.get(event.subject)
        is_word = event.kind == "contributed"
        if is_word and asked and event.item not in KEYBOARD and not asked.fits(event.body):
            return  # set aside by whoever reads it, and left as it is
        items = self._words.setdefault(event.subject, {})
        before = items.get(event.item)
        if before and event.rev < before.event.rev:
            self._dropped.add(position)  # it came too late and never counted
            return
        stays = before is not None and is_word and before.event.kind == "contributed"
        if before:
            self._dropped |= {before.first, before.last} - ({before.first} if stays else set())
        if not stays:
            items.pop(event.item, None)
        first = before.first if before and stays else position
        items[event.item] = _Standing(first, position, event)

    def _keep(self, position: int, event: Event) -> None:
        name = event.subject, event.item
        self._drop(self._drafts.pop(name, None))
        if event.body:
            self._drafts[name] = _Standing(position, position, event)
        else:
            self._dropped.add(position)

    def _open(self, event: Event) -> None:
        question = parse_question(event.body["question"])
        before = self._asked.get(event.subject)
        if before and before.kind != question.kind:
            self._clear(event.subject, lambda _: True)
        elif before is None:
            self._clear(event.subject, lambda item: not self._fits(event.subject, item, question))
        self._asked[event.subject] = question
        self._ever_asked.add(event.subject)

    def _fits(self, subject: str, item: str, question: Question) -> bool:
        event = self._words[subject][item].event
        return event.kind == "withdrawn" or item in KEYBOARD or question.fits(event.body)

    def _clear(self, subject: str, goes: Callable[[str], bool]) -> None:
        items = self._words.get(subject, {})
        for item in [item for item in items if goes(item)]:
            self._drop(items.pop(item))

    def _drop(self, standing: _Standing | None) -> None:
        if standing:
            self._dropped |= {standing.first, standing.last}
