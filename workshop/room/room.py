"""A running workshop as its acts see it: ask, say, decide, read what stands."""

from __future__ import annotations

from collections.abc import Iterable
from time import time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from workshop.errors import WorkshopError
from workshop.room.event import TEXT_LIMIT, Event, Side
from workshop.room.fold import fold
from workshop.room.state import RoomState
from workshop.words import LANGS, N_, Words

if TYPE_CHECKING:
    from workshop.room.event import EventKind
    from workshop.room.log import EventLog
    from workshop.room.question import Question


class Room:
    """The workshop behind one event log. Several may read and write the same log at once."""

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self._position = 0
        self._state = RoomState()

    @property
    def state(self) -> RoomState:
        """What stands now, other acts' and all phones' events included."""
        fresh = self._log.read(self._position)
        if fresh:
            self._position = fresh[-1][0]
            self._state = fold((event for _, event in fresh), self._state)
        return self._state

    @property
    def position(self) -> int:
        """How far `state` has read; it moves with every event."""
        return self._position

    def open_act(self, activity: str) -> None:
        """Record that the facilitator is in this activity now; phones follow."""
        if self.state.activity != activity:
            body = {"at": time()}
            self._log.append(Event(kind="act_opened", subject=activity, body=body))

    def enter_beat(self, activity: str, beat: str) -> None:
        """Record that an activity is now in this beat."""
        body = {"beat": beat, "at": time()}
        self._log.append(Event(kind="beat_entered", subject=activity, body=body))

    def ask_step(self, activity: str, to: str) -> None:
        """Ask the act for a step from afar: a beat, or ``next`` for the act that follows."""
        self._log.append(Event(kind="step_asked", subject=activity, body={"to": to}))

    def refuse_step(self, activity: str, error: WorkshopError) -> None:
        """Say why the step that was asked for is not taken."""
        lines: dict[str, Any] = {lang: error.lines(Words(lang)) for lang in LANGS}
        self._log.append(Event(kind="step_refused", subject=activity, body=lines))

    def set_timer(self, activity: str, seconds: float) -> None:
        """Let the activity's timer end in so many seconds; its end closes nothing."""
        body = {"ends": time() + seconds}
        self._log.append(Event(kind="timer_set", subject=activity, body=body))

    def open_question(self, activity: str, question: Question) -> None:
        """Ask a question; answers given before still stand, and are covered again."""
        asked = self.state.questions.get(question.key)
        if asked is None or asked.question != question or not asked.is_open:
            body = {"activity": activity, "question": question.model_dump(mode="json")}
            self._log.append(Event(kind="question_opened", subject=question.key, body=body))

    def close_question(self, key: str) -> None:
        """Take no more answers to a question."""
        asked = self.state.questions.get(key)
        if asked and asked.is_open:
            self._log.append(Event(kind="question_closed", subject=key))

    def reveal_question(self, key: str) -> None:
        """Close a question and show everybody its answers."""
        asked = self.state.questions.get(key)
        if asked and not asked.is_revealed:
            self._log.append(Event(kind="question_revealed", subject=key))

    def restart_question(self, key: str) -> None:
        """Ask a question anew: what phones answered so far counts no more and is not shown."""
        self._log.append(Event(kind="question_restarted", subject=key))

    def drop_question(self, key: str) -> None:
        """Forget a question; what was answered stays in the log and counts no more."""
        self._log.append(Event(kind="question_dropped", subject=key))

    def show_card(self, question: str, name: str, *, shown: bool) -> None:
        """Show a card by its name, or take it out of sight; nobody learns whose it is."""
        kind: EventKind = "card_shown" if shown else "card_hidden"
        self._log.append(Event(kind=kind, subject=question, item=name))

    def say(self, question: str, side: Side, body: dict[str, Any], item: str = "") -> str:
        """Record a contribution and return its item; the same item again replaces its wording.

        Raises:
            WorkshopError: if a text is longer than `TEXT_LIMIT`.
        """
        _check_length(body)
        item = item or uuid4().hex
        if self.state.item(question, item) != body:
            event = Event(kind="contributed", subject=question, item=item, side=side, body=body)
            self._log.append(event)
        return item

    def withdraw(self, question: str, item: str) -> None:
        """Take a contribution back; what is not there stays away."""
        self._log.append(Event(kind="withdrawn", subject=question, item=item))

    def decide(self, subject: str, body: dict[str, Any]) -> None:
        """Record a decision as the next version; a repetition of the latest adds nothing."""
        if self.state.decision(subject) != body:
            self._log.append(Event(kind="decided", subject=subject, body=body))


def _check_length(body: dict[str, Any]) -> None:
    longest = _longest(body)
    if longest > TEXT_LIMIT:
        raise WorkshopError(
            N_("This text is too long."),
            found=N_("{length} characters"),
            hint=N_("{limit} characters are enough to say it."),
            length=longest,
            limit=TEXT_LIMIT,
        )


def _longest(value: object) -> int:
    """Return the length of the longest text in plain JSON data."""
    if isinstance(value, str):
        return len(value)
    inner = value.values() if isinstance(value, dict) else value
    return max(map(_longest, inner), default=0) if isinstance(inner, Iterable) else 0
