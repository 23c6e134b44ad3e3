"""What may happen in a room: each function looks at the state and returns the events, or refuses.

They run inside the one transaction that stores the events, so what they checked still holds.
"""

from __future__ import annotations

from dataclasses import asdict
from time import time
from typing import TYPE_CHECKING, Any, Literal

from workshop.acts import act_of
from workshop.agenda import BEATS, PLANS, stations
from workshop.errors import WorkshopError
from workshop.room.event import Event
from workshop.room.participant import badge, ballot, receipt, slot
from workshop.room.presenting import PLAN
from workshop.room.projection import NEXT, done_key
from workshop.room.question import Cards
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.room.event import EventKind
    from workshop.room.participant import Participant
    from workshop.room.question import Question
    from workshop.room.state import Asked, RoomState

Verb = Literal["open", "close", "reveal", "hide", "show", "extend", "step", "plan"]
LONGEST_EXTENSION = 120 * 60
_KINDS: dict[str, EventKind] = {
    "close": "question_closed",
    "reveal": "question_revealed",
    "hide": "card_hidden",
    "show": "card_shown",
}


class ClosedError(WorkshopError):
    """The question takes no answers now; what was written should be kept where it is."""


class FullError(WorkshopError):
    """No more phones may come in."""


def join(state: RoomState, token: str, me: Participant, cap: int) -> list[Event]:
    """Let a phone in, or let one that is in already change its side, language or table.

    Raises:
        FullError: if `cap` phones are in already.
    """
    name = badge(token)
    standing = state.participants.get(name)
    if standing == me:
        return []
    if standing is None and len(state.participants) >= cap:
        raise FullError(
            N_("This room is full."),
            found=N_("{count} phones"),
            hint=N_("Share a phone with your neighbour; one phone for a table is fine."),
            count=cap,
        )
    return [Event(kind="joined", subject="room", item=name, body=asdict(me))]


def answer(
    state: RoomState, token: str, me: Participant, said: dict[str, Any], *, key: str, message: str
) -> list[Event]:
    """Take an answer; the same message again is the same event.

    Args:
        state: the room.
        token: whose answer it is; only names made from it are stored.
        me: the side is stored if the question says so.
        said: ``body`` (None takes a card back), ``place`` of a card, and ``rev``.
        key: the question.
        message: the phone's own id of this message.

    Raises:
        ClosedError: if the question does not take answers now.
        WorkshopError: if this is no answer to the question.
    """
    question = _known(state, key).question
    item = _item(token, question, int(said["place"]))
    if _has_arrived(state, key, item, said["rev"]):
        return []
    _check_open(state, key)
    frame: dict[str, Any] = {"subject": key, "item": item, "rev": said["rev"]}
    frame["id"] = receipt(token, message)
    if said["body"] is None:
        return [Event(kind="withdrawn", **frame)]
    side = me.side if question.by_side else "both"
    return [Event(kind="contributed", side=side, body=question.check(said["body"]), **frame)]


def done(state: RoomState, token: str, *, is_done: bool) -> list[Event]:
    """Say that somebody is done with the present beat, or not; only counted, never listed."""
    key = done_key(state)
    body = {"done": is_done}
    if state.item(key, ballot(token, key)) == body:
        return []
    return [Event(kind="contributed", subject=key, item=ballot(token, key), body=body)]


def steer(state: RoomState, verb: Verb, *, key: str, item: str, value: str) -> list[Event]:
    """Do what the facilitator asks for.

    Args:
        state: the room.
        verb: ``open``, ``close``, ``reveal`` a question, ``hide`` or ``show`` a card, ``extend``
            the timer, take a ``step``, or begin a ``plan``.
        key: the question.
        item: the card.
        value: the seconds to extend by, the plan, or where to step to: a beat, a station of the
            act, or ``next`` for the act that follows.

    Raises:
        WorkshopError: if there is no such question or step.
    """
    if verb == "extend":
        ends = max(state.timers.get(state.activity, 0), time()) + _seconds(value)
        return [Event(kind="timer_set", subject=state.activity, body={"ends": ends})]
    if verb == "step":
        return _step(state, value)
    if verb == "plan":
        return _plan(value)
    asked = _known(state, key)
    if verb == "open":
        body = {"activity": asked.activity, "question": asked.question.model_dump(mode="json")}
        return [Event(kind="question_opened", subject=key, body=body)]
    return [Event(kind=_KINDS[verb], subject=key, item=item)]


def _seconds(value: str) -> int:
    seconds = int(value) if value.isascii() and value.isdigit() else 0
    if not 0 < seconds <= LONGEST_EXTENSION:
        raise WorkshopError(N_("This is no time to extend by."), found="{value}", value=value)
    return seconds


def _plan(key: str) -> list[Event]:
    if key not in PLANS:
        raise WorkshopError(N_("There is no such plan."), found="{plan}", plan=key)
    return [Event(kind="contributed", subject=PLAN, item="both", body={"plan": key, "at": time()})]


def _step(state: RoomState, to: str) -> list[Event]:
    act = act_of(state.activity)
    names = {one.activity for one in stations(act, state.decision)} if act else set()
    if act is None or to not in {*BEATS, *names, NEXT}:
        raise WorkshopError(N_("There is no such step."), found="{to}", to=to)
    return [Event(kind="step_asked", subject=state.activity, body={"to": to})]


def _known(state: RoomState, key: str) -> Asked:
    asked = state.questions.get(key)
    if asked is None or asked.activity != state.activity:
        raise WorkshopError(N_("This question is not asked here."), found="{key}", key=key)
    return asked


def _check_open(state: RoomState, key: str) -> None:
    if not state.questions[key].is_open:
        raise ClosedError(
            N_("This question is closed; your answer came too late. It is still here.")
        )


def _has_arrived(state: RoomState, key: str, item: str, rev: int) -> bool:
    """Return whether this revision or a later one is stored: then only the reply was lost."""
    standing = state.contributions.get(key, {}).get(item)
    newest = max(standing.rev if standing else 0, state.withdrawn.get(key, {}).get(item, 0))
    return 0 < rev <= newest


def _item(token: str, question: Question, place: int) -> str:
    """Return the name of an answer. As many names as cards allowed: more cannot be written."""
    if not isinstance(question, Cards):
        return ballot(token, question.key)
    if not 0 <= place < question.most:
        raise WorkshopError(N_("These are all the cards one may write."), found="{n}", n=place)
    return slot(token, question.key, place)
