"""What stands after the events so far: a pure fold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workshop.room.log.event import KEYBOARD
from workshop.room.state.moments import KEY as MOMENTS
from workshop.room.state.participant import Participant
from workshop.room.state.question import parse_question
from workshop.room.state.state import Asked, Contribution, Decision, RoomState, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workshop.room.log.event import Event, EventKind
    from workshop.room.state.question import Question


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
            turns=dict(start.turns),
            kept=dict(start.kept),
            decisions=dict(start.decisions),
        )
        self._own: set[tuple[str, str]] = set()

    def set(self, **parts: Any) -> None:
        self.state = replace(self.state, **parts)

    def items(self, part: str, question: str) -> dict[str, Any]:
        """Return the items of a question or key, in a copy of this draft's own."""
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


def _door_set(draft: _Draft, event: Event) -> None:
    draft.set(locked=bool(event.body["locked"]), expected=event.body["expected"])


def _threshold_set(draft: _Draft, event: Event) -> None:
    draft.set(fewest=int(event.body["fewest"]))


def _joined(draft: _Draft, event: Event) -> None:
    draft.state.participants[event.item] = Participant(**event.body)
    if event.item in draft.state.left:
        draft.set(left=draft.state.left - {event.item})


def _left(draft: _Draft, event: Event) -> None:
    if draft.state.participants.pop(event.item, None):
        draft.set(left=draft.state.left | {event.item})


def _set_aside(draft: _Draft, event: Event) -> None:
    if event.subject not in draft.state.set_aside:
        draft.set(set_aside=(*draft.state.set_aside, event.subject))


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
    if before and before.question.kind != question.kind:  # answers to something else
        draft.items("contributions", event.subject).clear()
        draft.items("withdrawn", event.subject).clear()
    elif before is None:
        _leave_what_fits(draft.items("contributions", event.subject), question)
    activity = str(event.body["activity"])
    hidden = before.hidden if before else frozenset()
    turn = draft.state.turns.get(event.subject, 0)
    asked = Asked(question, activity, hidden=hidden, turn=turn)
    draft.state.questions[event.subject] = asked


def _leave_what_fits(items: dict[str, Contribution], question: Question) -> None:
    misfits = [
        item
        for item, said in items.items()
        if item not in KEYBOARD and not question.fits(said.body)
    ]
    for item in misfits:
        del items[item]


def _question_closed(draft: _Draft, event: Event) -> None:
    draft.change(event, is_open=False)


def _question_revealed(draft: _Draft, event: Event) -> None:
    draft.change(event, is_open=False, is_revealed=True)


def _question_restarted(draft: _Draft, event: Event) -> None:
    asked = draft.state.questions.get(event.subject)
    if asked is None:
        return
    turn = draft.state.turns.get(event.subject, 0) + 1
    draft.state.turns[event.subject] = turn
    draft.state.questions[event.subject] = Asked(asked.question, asked.activity, turn=turn)
    for words in ("contributions", "withdrawn"):
        items = draft.items(words, event.subject)
        for item in [item for item in items if item not in KEYBOARD]:
            del items[item]


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
    asked = draft.state.questions.get(event.subject)
    if asked and event.item not in KEYBOARD and not asked.question.fits(event.body):
        _set_aside(draft, event)
        return
    items = draft.items("contributions", event.subject)
    standing = items.get(event.item)
    taken_back = draft.state.withdrawn.get(event.subject, {}).get(event.item, 0)
    if event.rev >= max(standing.rev if standing else 0, taken_back):
        items[event.item] = Contribution(event.item, event.side, event.body, event.rev)
        # From here on its own revision says what is too old.
        draft.items("withdrawn", event.subject).pop(event.item, None)


def _withdrawn(draft: _Draft, event: Event) -> None:
    items = draft.items("contributions", event.subject)
    standing = items.get(event.item)
    taken_back = draft.items("withdrawn", event.subject)
    if event.rev >= max(standing.rev if standing else 0, taken_back.get(event.item, 0)):
        items.pop(event.item, None)
        taken_back[event.item] = event.rev


def _kept(draft: _Draft, event: Event) -> None:
    if event.subject == MOMENTS and _turns(draft.state, event):
        draft.set(step=None)  # where people are now; whatever was asked for is answered
    drafts = draft.items("kept", event.subject)
    if event.body:
        drafts[event.item] = event.body
    else:
        drafts.pop(event.item, None)


def _turns(state: RoomState, event: Event) -> bool:
    """Return whether the projector turned to a moment of the beat it showed before.

    When it has drawn a new beat, a step may have been asked for meanwhile: that one still stands.
    """
    before = state.draft(MOMENTS)
    return all(before.get(part) == event.body.get(part) for part in ("activity", "beat"))


def _decided(draft: _Draft, event: Event) -> None:
    before = draft.state.decisions.get(event.subject)
    version = before.version + 1 if before else 1
    draft.state.decisions[event.subject] = Decision(event.body, version)


_APPLY: dict[EventKind, Callable[[_Draft, Event], None]] = {
    "room_opened": _room_opened,
    "door_set": _door_set,
    "threshold_set": _threshold_set,
    "joined": _joined,
    "left": _left,
    "act_opened": _act_opened,
    "beat_entered": _beat_entered,
    "step_asked": _step_asked,
    "step_refused": _step_refused,
    "timer_set": _timer_set,
    "question_opened": _question_opened,
    "question_closed": _question_closed,
    "question_revealed": _question_revealed,
    "question_dropped": _question_dropped,
    "question_restarted": _question_restarted,
    "contributed": _contributed,
    "withdrawn": _withdrawn,
    "kept": _kept,
    "card_hidden": _card_hidden,
    "card_shown": _card_shown,
    "decided": _decided,
    "set_aside": _set_aside,
}
