"""An experiment: something small that both teams try for a few weeks, and how they see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from workshop.day import WRITTEN, read_day
from workshop.errors import WorkshopError
from workshop.words import N_

MAX_EXPERIMENTS = 3
FOUR_WEEKS = timedelta(days=28)
"""How long an experiment runs unless somebody says otherwise."""

Kind = Literal["kpi", "promise", "count"]


@dataclass(frozen=True)
class Measure:
    """What an experiment is seen in.

    Attributes:
        kind: a KPI of the kit, a promise of the charter, or something one can count.
        key: of the KPI or of the promise; empty where people count something themselves.
        limit: of the promise as it was given; None where there is nothing to turn.
        text: what they count, in their words.
        today: what it is today, in their words.
        good: what would be good, in their words.
    """

    kind: Kind
    key: str = ""
    limit: int | None = None
    text: str = ""
    today: str = ""
    good: str = ""


@dataclass(frozen=True)
class Experiment:
    """One experiment.

    Attributes:
        what: is tried.
        so_that: what it is good for.
        measure: what it is seen in.
        owner: the role that sees to it, not a person's name.
        partner: a role of the other side that does so as well.
        until: the last day.
        done_when: what everybody can see then.
        stop_if: when to stop before.
        theme: of the retrospective that it came from; empty where it came from none.
    """

    what: str
    so_that: str
    measure: Measure
    owner: str
    partner: str
    until: date
    done_when: str
    stop_if: str
    theme: str = ""


MISSING = {
    "what": N_("An experiment needs to say what you’ll try."),
    "owner": N_("An experiment needs an owner; “all of us” means nobody."),
    "partner": N_("An experiment needs a partner from the other side."),
    "until": N_("An experiment needs a last day."),
    "done_when": N_("An experiment needs a “done when”: how will everyone be able to tell?"),
}
WISHED = ("so_that", "stop_if", "theme")


def make_measure(draft: dict[str, Any]) -> Measure:
    """Return the measure in a filled form.

    Args:
        draft: ``kind``, ``key``, ``limit``, ``text``, ``today``, ``good``.

    Raises:
        WorkshopError: if nothing says what the experiment is seen in.
    """
    text, key = _said(draft, "text"), _said(draft, "key")
    kind: Kind = "count"
    match draft.get("kind"):
        case "kpi" if key:
            kind = "kpi"
        case "promise" if key:
            kind = "promise"
    if kind == "count" and not text:
        raise WorkshopError(
            N_("It isn’t clear yet what you’ll see the experiment in."),
            hint=N_("Pick a KPI or a promise, or write down something you can count."),
        )
    limit = draft.get("limit") if kind == "promise" else None
    key = "" if kind == "count" else key
    today, good = _said(draft, "today"), _said(draft, "good")
    return Measure(kind, key, limit, text if kind == "count" else "", today, good)


def make_experiment(draft: dict[str, Any], today: date) -> Experiment:
    """Return the experiment in a filled form.

    Args:
        draft: the parts of an experiment as text, ``until`` as an ISO day, and its ``measure``.
        today: last days before it are refused.

    Raises:
        WorkshopError: if a part is missing, the day is no day, or it has passed.
    """
    filled = {key: _said(draft, key) for key in (*MISSING, *WISHED)}
    for key, message in MISSING.items():
        if not filled[key]:
            raise WorkshopError(message)
    until = _day(filled.pop("until"))
    if until < today:
        raise WorkshopError(N_("This day has already passed."), found="{day}", day=until)
    return Experiment(**filled, until=until, measure=make_measure(draft.get("measure") or {}))


def check_experiments(experiments: list[Experiment]) -> None:
    """Raise `WorkshopError` unless there are one to three experiments."""
    if not 1 <= len(experiments) <= MAX_EXPERIMENTS:
        raise WorkshopError(
            N_("Pick one to {limit} experiments; anything beyond that won’t happen."),
            found=N_("Experiments: {count}"),
            limit=MAX_EXPERIMENTS,
            count=len(experiments),
        )


def _said(draft: dict[str, Any], key: str) -> str:
    return str(draft.get(key) or "").strip()


def _day(text: str) -> date:
    day = read_day(text)
    if day is None:
        raise WorkshopError(
            N_("There’s no such day in the calendar."), found="{text}", hint=WRITTEN, text=text
        )
    return day
