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
    from collections.abc import Iterable

    from workshop.room.event import EventKind
    from workshop.room.participant import Participant
    from workshop.room.question import Question
    from workshop.room.state import Asked, RoomState

Verb = Literal[
    "open",
    "close",
    "reveal",
    "restart",
    "hide",
    "show",
    "extend",
    "step",
    "plan",
    "lock",
    "unlock",
    "expect",
    "release",
]
LONGEST_EXTENSION = 120 * 60
MOST_EXPECTED = 5000
_KINDS: dict[str, EventKind] = {
    "close": "question_closed",
    "reveal": "question_revealed",
    "restart": "question_restarted",
    "hide": "card_hidden",
    "show": "card_shown",
}


class ClosedError(WorkshopError):
    """The question takes no answers now; what was written should be kept where it is."""


class AnewError(ClosedError):
    """The question was asked anew; what was said to it before counts no more."""


class StaleError(ClosedError):
    """A later answer of the same phone is stored.

    Args:
        rev: its revision; whatever should count instead has to be later than that.
    """

    def __init__(self, rev: int) -> None:
        super().__init__(
            N_("A later answer of yours is stored already."),
            hint=N_("Send again if this one should count instead."),
        )
        self.rev = rev


class FullError(WorkshopError):
    """No more phones may come in."""


class LockedError(FullError):
    """The door is locked: who is in is in."""


def join(state: RoomState, token: str, me: Participant, cap: int) -> list[Event]:
    """Let a phone in, or let one that is in already change its side, language or table.

    Raises:
        LockedError: if nobody new may come in.
        FullError: if `cap` phones are in already.
    """
    name = badge(token)
    standing = state.participants.get(name)
    if standing == me:
        return []
    if standing is None and state.locked and name not in state.left:
        raise LockedError(
            N_("The door of this room is locked."),
            hint=N_("Ask the facilitator to open it for a moment."),
        )
    if standing is None and len(state.participants) >= cap:
        raise FullError(
            N_("This room is full."),
            found=N_("{count} phones"),
            hint=N_("Share a phone with your neighbour; one phone for a table is fine."),
            count=cap,
        )
    return [Event(kind="joined", subject="room", item=name, body=asdict(me))]


def set_threshold(state: RoomState, fewest: int) -> list[Event]:
    """Say how many answers a group needs to be shown; nobody's answer loses what it was promised.

    Args:
        state: the room.
        fewest: how many; see `workshop.policy`.

    Raises:
        WorkshopError: if people are in already to whom a higher number was promised.
    """
    if fewest == state.fewest:
        return []
    if fewest < state.fewest and state.participants:
        raise WorkshopError(
            N_("People were promised that groups are shown from {fewest} answers on."),
            found=N_("--fewest {wanted}"),
            hint=N_("It can be raised at any time, and lowered in a new session only."),
            fewest=state.fewest,
            wanted=fewest,
        )
    return [Event(kind="threshold_set", subject="room", body={"fewest": fewest})]


def leave(state: RoomState, token: str) -> list[Event]:
    """Let a phone go; what it said stays, and the same token coming back is the same person."""
    return [_left(badge(token))] if badge(token) in state.participants else []


def release(state: RoomState, away: Iterable[str]) -> list[Event]:
    """Take phones that are not here any more out of the count, by their badges."""
    return [_left(name) for name in away if name in state.participants]


def _left(name: str) -> Event:
    return Event(kind="left", subject="room", item=name)


def answer(
    state: RoomState, token: str, me: Participant, said: dict[str, Any], *, key: str, message: str
) -> list[Event]:
    """Take an answer; the same message again is the same event.

    Args:
        state: the room.
        token: whose answer it is; only names made from it are stored.
        me: the side is stored if the question says so.
        said: ``body`` (None takes a card back), ``place`` of a card, ``rev``, and the ``turn`` of
            the question it answers (0, unless it was asked anew).
        key: the question.
        message: the phone's own id of this message.

    Raises:
        AnewError: if the question was asked anew meanwhile.
        StaleError: if a later answer of this phone is stored.
        ClosedError: if the question does not take answers now.
        WorkshopError: if this is no answer to the question.
    """
    asked = _known(state, key)
    question = asked.question
    if said.get("turn", 0) != asked.turn:
        raise AnewError(
            N_("This question was asked anew; what was said before does not count."),
            hint=N_("Please answer once more."),
        )
    item = _item(token, asked, int(said["place"]))
    if _has_arrived(state, question, item, said):
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
        verb: ``open``, ``close``, ``reveal`` a question or ask it anew (``restart``), ``hide`` or
            ``show`` a card, ``extend`` the timer, take a ``step``, begin a ``plan``, ``lock`` or
            ``unlock`` the door, or say how many people are ``expect``-ed.
        key: the question.
        item: the card.
        value: the seconds to extend by, the plan, the head-count (nothing for none), or where to
            step to: a beat, a station of the act, or ``next`` for the act that follows.

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
    if verb in ("lock", "unlock", "expect"):
        return _door(state, verb, value)
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


def _door(state: RoomState, verb: Verb, value: str) -> list[Event]:
    body = {"locked": state.locked, "expected": state.expected}
    if verb == "expect":
        body["expected"] = _head_count(value) if value else None
    else:
        body["locked"] = verb == "lock"
    return [Event(kind="door_set", subject="room", body=body)]


def _head_count(value: str) -> int:
    count = int(value) if value.isascii() and value.isdigit() else 0
    if not 0 < count <= MOST_EXPECTED:
        raise WorkshopError(
            N_("This is no number of people."),
            found="{value}",
            hint=N_("Count the heads in the room: a number from 1 to {most}."),
            value=value,
            most=MOST_EXPECTED,
        )
    return count


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


def _has_arrived(state: RoomState, question: Question, item: str, said: dict[str, Any]) -> bool:
    """Return whether exactly this is stored already: then only the reply was lost.

    Raises:
        StaleError: if something else is stored under this revision or a later one.
    """
    standing = state.contributions.get(question.key, {}).get(item)
    taken_back = state.withdrawn.get(question.key, {}).get(item, 0)
    newest = max(standing.rev if standing else 0, taken_back)
    if said["rev"] > newest or not newest:
        return False
    body = said["body"]
    same = standing is None if body is None else standing and standing.body == question.check(body)
    if said["rev"] == newest and same:
        return True
    raise StaleError(newest)


def _item(token: str, asked: Asked, place: int) -> str:
    """Return the name of an answer. As many names as cards allowed: more cannot be written."""
    question, box = asked.question, asked.ballot_box
    if not isinstance(question, Cards):
        return ballot(token, box)
    if not 0 <= place < question.most:
        raise WorkshopError(N_("These are all the cards one may write."), found="{n}", n=place)
    return slot(token, box, place)
