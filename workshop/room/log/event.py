"""What happened in a workshop: small facts, only ever added."""

from __future__ import annotations

from typing import Any, Literal
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field

from workshop.side import SIDES, Speaker

EventKind = Literal[
    "room_opened",
    "door_set",
    "threshold_set",
    "joined",
    "left",
    "act_opened",
    "beat_entered",
    "step_asked",
    "step_refused",
    "timer_set",
    "question_opened",
    "question_closed",
    "question_revealed",
    "question_dropped",
    "question_restarted",
    "contributed",
    "withdrawn",
    "kept",
    "card_hidden",
    "card_shown",
    "decided",
    "set_aside",
]
VERSION = 3
"""Of the events this kit writes. Whoever adds a kind or changes a shape counts on; an older kit
then refuses the log in words instead of misreading it. Logs from before there was one hold 1."""
KEYBOARD: tuple[Speaker, ...] = (*SIDES, "both")
"""Items of what was entered at the keyboard; every other item is one phone's."""
TEXT_LIMIT = 4000
"""Characters of one text; the room keeps what people say, not what they paste."""


class Event(BaseModel):
    """One fact.

    Attributes:
        id: made by whoever reports it; the same id twice is one event.
        kind: what kind of fact.
        subject: the activity, question or decision it is about.
        item: the contribution or draft it is about; empty where the subject has only one.
        side: who speaks.
        rev: counts a phone's own changes; what arrives late never undoes what is newer.
        body: the content, plain JSON; its shape for each kind is in `workshop.room.log.shape`.
        version: of the kit's events when this one was written; see `VERSION`.

    What people say is ``contributed``; what is ``kept`` is a draft, or what a screen shows, and
    nobody's contribution. An event of the kind ``set_aside`` is never stored: the log hands it out
    in place of a row that cannot be read, so that whoever reads the log can name it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(default_factory=lambda: uuid4().hex)
    kind: EventKind
    subject: str
    item: str = ""
    side: Speaker = "both"
    rev: int = 0
    body: dict[str, Any] = {}
    version: int = VERSION
