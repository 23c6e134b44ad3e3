"""What is entered at the keyboard: contributions, drafts and decisions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.room.log.event import KEYBOARD, TEXT_LIMIT, Event
from workshop.room.state.text import no_answer
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.room.state.state import RoomState
    from workshop.side import Speaker


def contribute(
    state: RoomState, question: str, side: Speaker, body: dict[str, Any], item: str
) -> tuple[Event, ...]:
    """Record what somebody says; the same item again replaces its wording.

    Args:
        state: the room.
        question: what it is said to.
        side: who speaks.
        body: what is said; the same as before is no news.
        item: names the contribution.

    Raises:
        WorkshopError: if a text is longer than `TEXT_LIMIT`, or if a phone's question is open
            under this name and takes no such answer: nobody could read it back.
    """
    _check_length(body)
    asked = state.questions.get(question)
    if asked and item not in KEYBOARD and not asked.question.fits(body):
        raise no_answer(", ".join(sorted(body)))
    if state.item(question, item) == body:
        return ()
    return (Event(kind="contributed", subject=question, item=item, side=side, body=body),)


def withdraw(state: RoomState, question: str, item: str) -> tuple[Event, ...]:
    """Take a contribution back; what is not there stays away."""
    if item not in state.contributions.get(question, {}):
        return ()
    return (Event(kind="withdrawn", subject=question, item=item),)


def keep(state: RoomState, key: str, body: dict[str, Any], item: str) -> tuple[Event, ...]:
    """Keep a draft, or what a screen shows: half a proposal, a setting, who is done.

    Args:
        state: the room.
        key: names it, such as ``kpis.drafts``.
        body: the whole of it; empty, and there is none any more.
        item: which of several under the key.

    Raises:
        WorkshopError: if a text is longer than `TEXT_LIMIT`.
    """
    _check_length(body)
    if state.draft(key, item) == body:
        return ()
    return (Event(kind="kept", subject=key, item=item, body=body),)


def decide(state: RoomState, subject: str, body: dict[str, Any]) -> tuple[Event, ...]:
    """Record a decision as the next version; a repetition of the latest adds nothing."""
    if state.decision(subject) == body:
        return ()
    return (Event(kind="decided", subject=subject, body=body),)


def _check_length(body: dict[str, Any]) -> None:
    longest = _longest(body)
    if longest > TEXT_LIMIT:
        raise WorkshopError(
            N_("This text is too long."),
            found=N_("{length} characters"),
            hint=N_("{limit} characters will do."),
            length=longest,
            limit=TEXT_LIMIT,
        )


def _longest(value: object) -> int:
    """Return the length of the longest text in plain JSON data."""
    if isinstance(value, str):
        return len(value)
    inner = value.values() if isinstance(value, dict) else value
    return max(map(_longest, inner), default=0) if isinstance(inner, Iterable) else 0
