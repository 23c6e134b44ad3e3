"""What a phone says: an answer to a question, and that somebody is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.room.commands.keyboard import keep
from workshop.room.commands.questions import asked_here
from workshop.room.log.event import Event
from workshop.room.state.done import done_body, done_key, has_answered_all
from workshop.room.state.participant import answer_id, card_id, message_id, token_hash
from workshop.room.state.question import Cards
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.room.state.participant import Participant
    from workshop.room.state.question import Question
    from workshop.room.state.state import Asked, RoomState


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
            N_("A later answer from you is already stored."),
            hint=N_("Send this one again if it should count instead."),
        )
        self.rev = rev


@dataclass(frozen=True)
class Message:
    """An answer on its way from a phone.

    Attributes:
        id: the phone's own id of this message; the same message again is the same event.
        key: the question it answers.
        body: what is said; None takes it back.
        rev: counts the phone's changes of this answer.
        place: of a card.
        turn: how often the question had been asked anew when it was answered.
    """

    id: str
    key: str
    body: dict[str, Any] | None
    rev: int
    place: int = 0
    turn: int = 0


def answer(state: RoomState, token: str, me: Participant, message: Message) -> tuple[Event, ...]:
    """Take an answer; the same message again is the same event.

    Whoever has answered all that is open with it is done, and need not say so.

    Args:
        state: the room.
        token: whose answer it is; only names made from it are stored.
        me: the side is stored if the question says so.
        message: what is said to which question.

    Raises:
        AnewError: if the question was asked anew meanwhile.
        StaleError: if a later answer of this phone is stored.
        ClosedError: if the question does not take answers now.
        WorkshopError: if this is no answer to the question.
    """
    asked = asked_here(state, message.key)
    question = asked.question
    if message.turn != asked.turn:
        raise AnewError(
            N_("This question was asked again; earlier answers don’t count."),
            hint=N_("Please answer once more."),
        )
    item = _item(token, asked, message.place)
    if _has_arrived(state, question, item, message):
        return ()
    if not asked.is_open:
        raise ClosedError(
            N_("This question is closed; your answer came too late. It’s still here.")
        )
    frame: dict[str, Any] = {"subject": message.key, "item": item, "rev": message.rev}
    frame["id"] = message_id(token, message.id)
    if message.body is None:
        return (Event(kind="withdrawn", **frame),)
    side = me.side if question.by_side else "both"
    body = question.check(message.body)
    said = Event(kind="contributed", side=side, body=body, **frame)
    if not has_answered_all(state, token, message.key, body):
        return (said,)
    return (said, *done(state, token, is_done=True))


def done(state: RoomState, token: str, *, is_done: bool) -> tuple[Event, ...]:
    """Say that somebody is done with the present beat, or not; only counted, never listed."""
    key = done_key(state)
    me = state.participants.get(token_hash(token))
    body = done_body(state, me, is_done=is_done)
    return keep(state, key, body, answer_id(token, key))


def _has_arrived(state: RoomState, question: Question, item: str, message: Message) -> bool:
    """Return whether exactly this is stored already: then only the reply was lost.

    Raises:
        StaleError: if something else is stored under this revision or a later one.
    """
    standing = state.contributions.get(question.key, {}).get(item)
    taken_back = state.withdrawn.get(question.key, {}).get(item, 0)
    newest = max(standing.rev if standing else 0, taken_back)
    if message.rev > newest or not newest:
        return False
    body = message.body
    same = standing is None if body is None else standing and standing.body == question.check(body)
    if message.rev == newest and same:
        return True
    raise StaleError(newest)


def _item(token: str, asked: Asked, place: int) -> str:
    """Return the name of an answer. As many names as cards allowed: more cannot be written."""
    question, box = asked.question, asked.ballot_box
    if not isinstance(question, Cards):
        return answer_id(token, box)
    if not 0 <= place < question.most:
        raise WorkshopError(N_("That’s all the cards one person can write."), found="{n}", n=place)
    return card_id(token, box, place)
