"""The shape of an event's body, for each kind: what the fold may rely on.

A log outlives versions of the kit, editors and disks. Whatever is read from one goes through
`shaped` first, so that nothing behind it has to doubt a body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, TypeAdapter, ValidationError

from workshop.agenda import Beat  # noqa: TC001 - pydantic reads it
from workshop.errors import WorkshopError
from workshop.policy import HIGHEST_THRESHOLD, LOWEST_THRESHOLD
from workshop.room.state.door import Door
from workshop.room.state.participant import Participant
from workshop.room.state.question import parse_question
from workshop.words import Lang

if TYPE_CHECKING:
    from workshop.room.log.event import Event, EventKind


class _Body(BaseModel):
    model_config = ConfigDict(extra="ignore")


class _Moment(_Body):
    at: FiniteFloat = 0


class _Beat(_Moment):
    beat: Beat


class _Ends(_Body):
    ends: FiniteFloat


class _To(_Body):
    to: str


class _Opened(_Body):
    activity: str
    question: dict[str, Any]


class DoorSet(_Body):
    """What the facilitator said about the door: whether it is locked, and how many should come."""

    locked: bool = False
    expected: int | None = Field(None, ge=1)


class Threshold(_Body):
    """How many answers a group needs to be shown."""

    fewest: int = Field(ge=LOWEST_THRESHOLD, le=HIGHEST_THRESHOLD)


_SHAPES: dict[EventKind, TypeAdapter[Any]] = {
    "room_opened": TypeAdapter(Door),
    "door_set": TypeAdapter(DoorSet),
    "threshold_set": TypeAdapter(Threshold),
    "joined": TypeAdapter(Participant),
    "act_opened": TypeAdapter(_Moment),
    "beat_entered": TypeAdapter(_Beat),
    "step_asked": TypeAdapter(_To),
    "step_refused": TypeAdapter(dict[Lang, list[str]]),
    "timer_set": TypeAdapter(_Ends),
    "question_opened": TypeAdapter(_Opened),
}
"""Of the kinds whose body matters to the room itself; the others carry what people said."""


def shaped(event: Event) -> Event:
    """Return an event whose body has the shape of its kind; what is not known there is left out.

    Raises:
        ValueError: if the body is of another shape.
    """
    shape = _SHAPES.get(event.kind)
    if shape is None:
        return event
    try:
        body = shape.dump_python(shape.validate_python(event.body), mode="json")
        if event.kind == "question_opened":
            parse_question(body["question"])
    except ValidationError as error:
        raise ValueError(_first(error)) from error
    except WorkshopError as error:
        raise ValueError(error.fact) from error
    return event.model_copy(update={"body": body})


def _first(error: ValidationError) -> str:
    problem = error.errors()[0]
    return f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}"
