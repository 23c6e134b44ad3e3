"""The state of a workshop: a pure fold over its events."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from workshop.room.participant import Participant
from workshop.room.question import Question, parse_question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workshop.room.event import Event, EventKind, Side


T = TypeVar("T")


@dataclass(frozen=True)
class Contribution:
    """One thing somebody said, in its latest wording."""

    item: str
    side: Side
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
    """

    question: Question
    activity: str
    is_open: bool = True
    is_revealed: bool = False
    hidden: frozenset[str] = frozenset()


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
        participants: badge to participant.
        activity: what the facilitator is in; empty before the first act.
        beats: activity to the beat it is in.
        entered: activity to when it entered that beat, in seconds since 1970.
        timers: activity to when its timer ends, in seconds since 1970.
        step: the step asked for last, until it is taken.
        questions: key to question, in order of first appearance.
        contributions: question to its contributions by item, in order of first appearance.
        withdrawn: question to the revision at which each item was taken back.
        decisions: subject to its latest decision.
    """

    door: dict[str, Any] = field(default_factory=dict)
    participants: dict[str, Participant] = field(default_factory=dict)
    activity: str = ""
    beats: dict[str, str] = field(default_factory=dict)
    entered: dict[str, float] = field(default_factory=dict)
    timers: dict[str, float] = field(default_factory=dict)
    step: Step | None = None
    questions: dict[str, Asked] = field(default_factory=dict)
    contributions: dict[str, dict[str, Contribution]] = field(default_factory=dict)
    withdrawn: dict[str, dict[str, int]] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
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

    def decision(self, subject: str) -> dict[str, Any] | None:
        """Return what was decided about the subject, or None."""
        found = self.decisions.get(subject)
        return found.body if found else None

    def open_questions(self, activity: str) -> list[Asked]:
        """Return the questions of an activity that may be answered now."""
        return [q for q in self.questions.values() if q.is_open and q.activity == activity]


def fold(events: Iterable[Event], start: RoomState | None = None) -> RoomState:
    """Return the state after the events; folding in two parts gives the same as in one.

    Args:
        events: oldest first.
        start: the state before them, left unchanged; an empty room by default.
    """
    draft = _Draft(start or RoomState())
    for event in events:
        _APPLY[event.kind](draft, event)
    return draft.state


class _Draft:
    """A state under work: what is touched is copied once, the rest is shared."""

    def __init__(self, start: RoomState) -> None:
        self.state = replace(
            start,
            participants=dict(start.participants),
            beats=dict(start.beats),
            entered=dict(start.entered),
            timers=dict(start.timers),
            questions=dict(start.questions),
            contributions=dict(start.contributions),
            withdrawn=dict(start.withdrawn),
            decisions=dict(start.decisions),
        )
        self._own: set[tuple[str, str]] = set()

    def set(self, **parts: Any) -> None:
        self.state = replace(self.state, **parts)

    def items(self, part: str, question: str) -> dict[str, Any]:
        """Return the items of a question, in a copy of this draft's own."""
        held: dict[str, dict[str, Any]] = getattr(self.state, part)
        if (part, question) not in self._own:
            self._own.add((part, question))
            held[question] = dict(held.get(question, {}))
        return held[question]

    def change(self, event: Event, **parts: Any) -> None:
        """Change a question that was asked."""
        asked = self.state.questions.get(event.subject)
        if asked:
            self.state.questions[event.subject] = replace(asked, **parts)


def _room_opened(draft: _Draft, event: Event) -> None:
    draft.set(door=event.body)


def _joined(draft: _Draft, event: Event) -> None:
    draft.state.participants[event.item] = Participant(**event.body)


def _act_opened(draft: _Draft, event: Event) -> None:
    draft.state.entered.setdefault(event.subject, float(event.body.get("at", 0)))
    draft.set(activity=event.subject, step=None)


def _beat_entered(draft: _Draft, event: Event) -> None:
    state = draft.state
    state.beats[event.subject] = str(event.body["beat"])
    state.entered[event.subject] = float(event.body.get("at", 0))
    state.timers.pop(event.subject, None)
    if state.step and state.step.activity == event.subject:
        draft.set(step=None)


def _step_asked(draft: _Draft, event: Event) -> None:
    draft.set(step=Step(event.subject, str(event.body["to"])))


def _step_refused(draft: _Draft, event: Event) -> None:
    step = draft.state.step
    if step and step.activity == event.subject:
        draft.set(step=replace(step, refusal=event.body))


def _timer_set(draft: _Draft, event: Event) -> None:
    draft.state.timers[event.subject] = float(event.body["ends"])


def _question_opened(draft: _Draft, event: Event) -> None:
    question = parse_question(event.body["question"])
    before = draft.state.questions.get(event.subject)
    hidden = before.hidden if before else frozenset()
    if before and before.question.kind != question.kind:  # answers to something else
        draft.state.contributions.pop(event.subject, None)
    asked = Asked(question, str(event.body["activity"]), hidden=hidden)
    draft.state.questions[event.subject] = asked


def _question_closed(draft: _Draft, event: Event) -> None:
    draft.change(event, is_open=False)


def _question_revealed(draft: _Draft, event: Event) -> None:
    draft.change(event, is_open=False, is_revealed=True)


def _question_dropped(draft: _Draft, event: Event) -> None:
    draft.state.questions.pop(event.subject, None)


def _card_hidden(draft: _Draft, event: Event) -> None:
    asked = draft.state.questions.get(event.subject)
    if asked:
        draft.change(event, hidden=asked.hidden | {event.item})


def _card_shown(draft: _Draft, event: Event) -> None:
    asked = draft.state.questions.get(event.subject)
    if asked:
        draft.change(event, hidden=asked.hidden - {event.item})


def _contributed(draft: _Draft, event: Event) -> None:
    items = draft.items("contributions", event.subject)
    standing = items.get(event.item)
    taken_back = draft.state.withdrawn.get(event.subject, {}).get(event.item, 0)
    if event.rev >= max(standing.rev if standing else 0, taken_back):
        items[event.item] = Contribution(event.item, event.side, event.body, event.rev)


def _withdrawn(draft: _Draft, event: Event) -> None:
    items = draft.items("contributions", event.subject)
    standing = items.get(event.item)
    taken_back = draft.items("withdrawn", event.subject)
    if event.rev >= max(standing.rev if standing else 0, taken_back.get(event.item, 0)):
        items.pop(event.item, None)
        taken_back[event.item] = event.rev


def _decided(draft: _Draft, event: Event) -> None:
    before = draft.state.decisions.get(event.subject)
    version = before.version + 1 if before else 1
    draft.state.decisions[event.subject] = Decision(event.body, version)


_APPLY: dict[EventKind, Callable[[_Draft, Event], None]] = {
    "room_opened": _room_opened,
    "joined": _joined,
    "act_opened": _act_opened,
    "beat_entered": _beat_entered,
    "step_asked": _step_asked,
    "step_refused": _step_refused,
    "timer_set": _timer_set,
    "question_opened": _question_opened,
    "question_closed": _question_closed,
    "question_revealed": _question_revealed,
    "question_dropped": _question_dropped,
    "contributed": _contributed,
    "withdrawn": _withdrawn,
    "card_hidden": _card_hidden,
    "card_shown": _card_shown,
    "decided": _decided,
}
