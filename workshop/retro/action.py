"""An action: who does what by when, and how everybody sees that it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - pydantic reads it
from typing import Any

from workshop.day import WRITTEN, read_day
from workshop.errors import WorkshopError
from workshop.words import N_

MAX_ACTIONS = 3


@dataclass(frozen=True)
class Action:
    """One action.

    Attributes:
        what: what is done.
        owner: the role that sees to it, not a person's name.
        due: the day by which it is done.
        done_when: what everybody can see then.
    """

    what: str
    owner: str
    due: date
    done_when: str


MISSING = {
    "what": N_("An action needs to say what will be done."),
    "owner": N_("An action needs an owner; “all of us” means nobody."),
    "due": N_("An action needs a date."),
    "done_when": N_("An action needs a “done when”: how will everyone be able to tell?"),
}


def make_action(draft: dict[str, Any], today: date) -> Action:
    """Return the action in a filled form.

    Args:
        draft: what, owner, done_when as text; due as a date, an ISO day, or nothing.
        today: due days before it are refused.

    Raises:
        WorkshopError: if a part is missing, the day is no day, or it has passed.
    """
    filled = {key: str(draft.get(key) or "").strip() for key in MISSING}
    for key, message in MISSING.items():
        if not filled[key]:
            raise WorkshopError(message)
    day = _day(filled["due"])
    if day < today:
        raise WorkshopError(N_("This day has already passed."), found="{day}", day=day)
    return Action(filled["what"], filled["owner"], day, filled["done_when"])


def _day(text: str) -> date:
    day = read_day(text)
    if day is None:
        raise WorkshopError(
            N_("There’s no such day in the calendar."), found="{text}", hint=WRITTEN, text=text
        )
    return day


def check_actions(actions: list[Action]) -> None:
    """Raise `WorkshopError` unless there are one to three actions."""
    if not 1 <= len(actions) <= MAX_ACTIONS:
        raise WorkshopError(
            N_("Pick one to {limit} actions; anything beyond that won’t get done."),
            found=N_("Actions: {count}"),
            limit=MAX_ACTIONS,
            count=len(actions),
        )
