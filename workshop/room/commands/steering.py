"""What the presenter view asks for: a verb in words, as one of the room's commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from workshop.room.commands.door import expect, lock
from workshop.room.commands.grouping import gather, name_pile, part, undo
from workshop.room.commands.questions import (
    asked_here,
    close_question,
    open_question,
    restart_question,
    reveal_question,
    show_card,
)
from workshop.room.commands.steps import ask_step, begin_plan, choose_plan, leave_out
from workshop.room.commands.timers import extend_timer, no_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.room.log.event import Event
    from workshop.room.state.state import RoomState

QuestionVerb = Literal["open", "close", "reveal", "restart", "hide", "show"]
DoorVerb = Literal["lock", "unlock", "expect"]
PileVerb = Literal["gather", "part", "undo", "name"]
PlanVerb = Literal["plan", "begin", "leave_out", "take_in"]
Verb = Literal["extend", "step"] | DoorVerb | PlanVerb | QuestionVerb | PileVerb


def steer(
    state: RoomState,
    verb: Verb,
    *,
    key: str,
    item: str,
    value: str,
    now: float,
    cards: Sequence[str] = (),
) -> tuple[Event, ...]:
    """Do what the facilitator asks for.

    Args:
        state: the room.
        verb: ``open``, ``close``, ``reveal`` a question or ask it anew (``restart``), ``hide`` or
            ``show`` a card, ``extend`` the timer, take a ``step``, go by a ``plan``, ``begin`` it
            anew, ``leave_out`` a station of it or ``take_in`` again, ``lock`` or ``unlock`` the
            door, say how many people to ``expect``, or ``gather`` cards into a pile, take them
            out of theirs (``part``), ``undo`` that, or ``name`` a pile.
        key: the question, or the pile; with a step, where the room was when it was asked for, or
            nothing.
        item: the card.
        value: the seconds to extend by, the plan, the station, the head-count (nothing for none),
            the title of a pile, or where to step to (see `ask_step`).
        now: seconds since 1970.
        cards: those that are moved.

    Raises:
        WorkshopError: if there is no such question, step, plan, time, number of people or pile.
    """
    match verb:
        case "extend":
            return extend_timer(state, state.activity, _seconds(value), now)
        case "step":
            return ask_step(state, value, key)
        case "plan" | "begin" | "leave_out" | "take_in":
            return _steer_plan(state, verb, value, now)
        case "expect" | "lock" | "unlock":
            return _steer_door(state, verb, value)
        case "gather" | "part" | "undo" | "name":
            return _steer_piles(state, verb, key, value, cards)
        case _:
            return _steer_question(state, verb, key, item)


def _steer_door(state: RoomState, verb: DoorVerb, value: str) -> tuple[Event, ...]:
    if verb == "expect":
        return expect(state, value)
    return lock(state, locked=verb == "lock")


def _steer_piles(
    state: RoomState, verb: PileVerb, pile: str, title: str, cards: Sequence[str]
) -> tuple[Event, ...]:
    match verb:
        case "gather":
            return gather(state, cards)
        case "part":
            return part(state, cards)
        case "undo":
            return undo(state)
        case "name":
            return name_pile(state, pile, title)


def _steer_plan(state: RoomState, verb: PlanVerb, value: str, now: float) -> tuple[Event, ...]:
    match verb:
        case "plan":
            return choose_plan(state, value, now)
        case "begin":
            return begin_plan(state, value, now)
        case "leave_out" | "take_in":
            return leave_out(state, value, out=verb == "leave_out")


def _steer_question(state: RoomState, verb: QuestionVerb, key: str, item: str) -> tuple[Event, ...]:
    asked = asked_here(state, key)
    match verb:
        case "open":
            return open_question(state, asked.activity, asked.question)
        case "close":
            return close_question(state, key)
        case "reveal":
            return reveal_question(state, key)
        case "restart":
            return restart_question(state, key)
        case "hide" | "show":
            return show_card(state, key, item, shown=verb == "show")


def _seconds(value: str) -> int:
    if not (value.isascii() and value.isdigit()):
        raise no_time(value)
    return int(value)
