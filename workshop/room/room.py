"""A running workshop as its acts see it: ask, say, keep, decide, read what stands."""

from __future__ import annotations

from time import time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from workshop.room.commands import keyboard, questions, steps, timers
from workshop.room.execution import Reading, catch_up, execute

if TYPE_CHECKING:
    from workshop.errors import WorkshopError
    from workshop.room.execution import Command
    from workshop.room.log.event import Event
    from workshop.room.log.log import EventLog
    from workshop.room.state.moments import Moments
    from workshop.room.state.question import Question
    from workshop.room.state.state import RoomState
    from workshop.side import Speaker


class Room:
    """The workshop behind one event log. Several may read and write the same log at once.

    It reads the log when it is made, when it is told to `catch_up`, and with everything it writes;
    never in between, so that a handler works on one state from its beginning to its end.

    Args:
        log: the events.

    Attributes:
        state: what stood when the log was last read, this room's own words included.
        position: how far it was read then; it moves with every event.

    Raises:
        WorkshopError: if the log cannot be read. Every method that writes raises it as well, if
            its command refuses (see `workshop.room.commands`) or nothing can be stored.
    """

    state: RoomState
    position: int

    def __init__(self, log: EventLog) -> None:
        self._log = log
        self._take(Reading())
        self.catch_up()

    def catch_up(self) -> RoomState:
        """Read what happened since, other acts' and all phones' events, and return what stands."""
        self._take(catch_up(self._log, self._reading))
        return self.state

    def execute(self, command: Command) -> None:
        """Carry out a command; the state holds what it did afterwards."""
        reading, failed = execute(self._log, self._reading, [command])
        self._take(reading)
        for error in failed.values():
            raise error

    def open_act(self, activity: str) -> None:
        """Record that the facilitator is in this activity now; phones follow."""
        self.execute(lambda state: steps.open_act(state, activity, time()))

    def enter_beat(self, activity: str, beat: str) -> None:
        """Record that an activity is now in this beat."""
        self.execute(lambda state: steps.enter_beat(state, activity, beat, time()))

    def show_moment(self, moments: Moments) -> None:
        """Record which moment of a beat stands on the projector."""
        self.execute(lambda state: steps.show_moment(state, moments))

    def refuse_step(self, activity: str, error: WorkshopError) -> None:
        """Say why the step that was asked for is not taken."""
        self.execute(lambda state: steps.refuse_step(state, activity, error))

    def start_timer(self, activity: str, seconds: int) -> None:
        """Let the activity's timer run for so many seconds."""
        self.execute(lambda state: timers.start_timer(state, activity, seconds, time()))

    def extend_timer(self, activity: str, seconds: int, planned: int) -> None:
        """Give the activity more time than is left, or than is planned where it does not run."""
        self.execute(lambda state: timers.extend_timer(state, activity, seconds, time(), planned))

    def open_question(self, activity: str, question: Question) -> None:
        """Ask a question; answers given before still stand, and are covered again."""
        self.execute(lambda state: questions.open_question(state, activity, question))

    def close_question(self, key: str) -> None:
        """Take no more answers to a question."""
        self.execute(lambda state: questions.close_question(state, key))

    def reveal_question(self, key: str) -> None:
        """Close a question and show everybody its answers."""
        self.execute(lambda state: questions.reveal_question(state, key))

    def drop_question(self, key: str) -> None:
        """Forget a question; what was answered stays in the log and counts no more."""
        self.execute(lambda state: questions.drop_question(state, key))

    def show_card(self, question: str, name: str, *, shown: bool) -> None:
        """Show a card by its name, or take it out of sight; nobody learns whose it is."""
        self.execute(lambda state: questions.show_card(state, question, name, shown=shown))

    def say(self, question: str, side: Speaker, body: dict[str, Any], item: str = "") -> str:
        """Record a contribution and return its item; the same item again replaces its wording."""
        item = item or uuid4().hex
        self.execute(lambda state: keyboard.contribute(state, question, side, body, item))
        return item

    def withdraw(self, question: str, item: str) -> None:
        """Take a contribution back; what is not there stays away."""
        self.execute(lambda state: keyboard.withdraw(state, question, item))

    def keep(self, key: str, body: dict[str, Any], item: str = "both") -> None:
        """Keep a draft, or what a screen shows; with nothing in it, there is none any more."""
        self.execute(lambda state: keyboard.keep(state, key, body, item))

    def decide(self, subject: str, body: dict[str, Any]) -> None:
        """Record a decision as the next version; a repetition of the latest adds nothing."""
        self.execute(lambda state: keyboard.decide(state, subject, body))

    def events(self) -> list[Event]:
        """Return everything that happened, oldest first: for what state alone does not tell."""
        return [event for _, event in self._log.read()]

    def _take(self, reading: Reading) -> None:
        self._reading = reading
        self.state, self.position = reading.state, reading.position
