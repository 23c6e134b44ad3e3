"""The state of a workshop: what stands after all that happened, as the fold leaves it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from workshop.policy import FEWEST_ANSWERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.room.state.participant import Participant
    from workshop.room.state.question import Question
    from workshop.side import Speaker


T = TypeVar("T")


@dataclass(frozen=True)
class Contribution:
    """One thing somebody said, in its latest wording."""

    item: str
    side: Speaker
    body: dict[str, Any]
    rev: int = 0


@dataclass(frozen=True)
class Decision:
    """What was decided about a subject; `version` counts from 1."""

    body: dict[str, Any]
    version: int


@dataclass(frozen=True)
class Asked:
    """A question as it stands in the room.

    Attributes:
        question: its declaration.
        activity: what it belongs to.
        is_open: whether answers count now.
        is_revealed: whether everybody sees the answers.
        hidden: the items the facilitator took out of sight.
        turn: how often it was asked anew; answers of an earlier turn count no more.
    """

    question: Question
    activity: str
    is_open: bool = True
    is_revealed: bool = False
    hidden: frozenset[str] = frozenset()
    turn: int = 0

    @property
    def ballot_box(self) -> str:
        """What the names of its answers are made from: another turn, other names."""
        return f"{self.question.key}\x1e{self.turn}" if self.turn else self.question.key


@dataclass(frozen=True)
class Step:
    """A step the facilitator asked for from afar; the act answers by taking it or refusing.

    Attributes:
        activity: who should take it.
        to: a beat, or ``next`` for the act that follows.
        refusal: why it was not taken, as lines in each language; empty while nobody answered.
    """

    activity: str
    to: str
    refusal: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class RoomState:
    """Everything that stands, after the events so far.

    Attributes:
        door: code, key, address and cap of the room; empty before a server opened it.
        locked: whether nobody new may come in.
        expected: how many people the facilitator counted; None where nobody counted.
        fewest: how many answers a side, an item or a personal question needs to be shown.
        participants: token hash to participant.
        left: badges of those who got up; they come back in, also through a locked door.
        activity: what the facilitator is in; empty before the first act.
        beats: activity to the beat it is in.
        entered: activity to when it entered that beat, in seconds since 1970.
        timers: activity to when its timer ends, in seconds since 1970.
        step: the step asked for last, until it is taken.
        questions: key to question, in order of first appearance.
        contributions: question to its contributions by item, in order of first appearance.
        withdrawn: question to the revision at which each item was taken back.
        turns: question to how often it was asked anew.
        kept: key to the drafts under it by item; nobody's contribution, and never exported.
        decisions: subject to its latest decision.
        set_aside: what could not be read, as the place in the log or the question it is about.
    """

    door: dict[str, Any] = field(default_factory=dict)
    locked: bool = False
    expected: int | None = None
    fewest: int = FEWEST_ANSWERS
    participants: dict[str, Participant] = field(default_factory=dict)
    left: frozenset[str] = frozenset()
    activity: str = ""
    beats: dict[str, str] = field(default_factory=dict)
    entered: dict[str, float] = field(default_factory=dict)
    timers: dict[str, float] = field(default_factory=dict)
    step: Step | None = None
    questions: dict[str, Asked] = field(default_factory=dict)
    contributions: dict[str, dict[str, Contribution]] = field(default_factory=dict)
    withdrawn: dict[str, dict[str, int]] = field(default_factory=dict)
    turns: dict[str, int] = field(default_factory=dict)
    kept: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    set_aside: tuple[str, ...] = ()
    _memo: dict[Any, Any] = field(init=False, default_factory=dict, compare=False, repr=False)

    def once(self, name: Any, make: Callable[[], T]) -> T:
        """Return what `make` returns for this state, computed at its first use only."""
        if name not in self._memo:
            self._memo[name] = make()
        found: T = self._memo[name]
        return found

    @property
    def people(self) -> int:
        """How many people take part by phone; a table counts everybody at it."""
        return sum(one.people for one in self.participants.values())

    @property
    def is_live(self) -> bool:
        """Whether anybody takes part by phone."""
        return bool(self.participants)

    def said(self, question: str) -> list[Contribution]:
        """Return the contributions to a question."""
        return list(self.contributions.get(question, {}).values())

    def item(self, question: str, item: str) -> dict[str, Any]:
        """Return the body of one contribution, empty where nobody said anything yet."""
        found = self.contributions.get(question, {}).get(item)
        return found.body if found else {}

    def draft(self, key: str, item: str = "both") -> dict[str, Any]:
        """Return a draft, or what a screen shows; empty where nothing is kept."""
        return self.kept.get(key, {}).get(item, {})

    def decision(self, subject: str) -> dict[str, Any] | None:
        """Return what was decided about the subject, or None."""
        found = self.decisions.get(subject)
        return found.body if found else None

    def open_questions(self, activity: str) -> list[Asked]:
        """Return the questions of an activity that may be answered now."""
        return [q for q in self.questions.values() if q.is_open and q.activity == activity]
