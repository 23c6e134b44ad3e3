"""What a check gives people to talk about, and what it could not compute any more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from workshop.policy import MIN_N
from workshop.stats import wilson
from workshop.story.check.types import (
    Check,
    CheckedKpi,
    CheckedPromise,
    CheckedTerm,
    FilledField,
    Movement,
    Verdict,
)
from workshop.story.decisions.record import Data

if TYPE_CHECKING:
    from collections.abc import Iterator

HALF = 0.5
BARELY = 0.1
"""Below this share of its cases nobody fills in a field any more."""
UNFIT = ("nobody", "everybody", "late")
"""Findings with which a rule cannot stand."""

Code = Literal[
    "kpi_worse",
    "kpi_gamed",
    "kpi_mix",
    "promise_worse",
    "promise_broken",
    "term_drift",
    "term_ignored",
    "term_rule",
    "field_emptied",
    "not_computed",
    "doubt",
]
Status = Literal[0, 1, 2]
"""Exit codes: all well; something needs talking about; something could not be computed."""
WELL: Status = 0
TALK: Status = 1
LOST: Status = 2


class Topic(Data):
    """One thing to talk about.

    Attributes:
        code: what kind of thing.
        kind: what of the charter it is about.
        place: which one of those, counted from 0.
        field: of a rule, where it is about one.
    """

    code: Code
    kind: Literal["kpi", "promise", "term", "check"]
    place: int = 0
    field: str = ""


def topics(check: Check) -> tuple[Topic, ...]:
    """Return what needs talking about, and what could not be computed, in the charter's order."""
    return tuple(_topics(check))


def status(check: Check) -> Status:
    """Return the exit code of a check: `WELL`, `TALK` or `LOST`."""
    found = topics(check)
    if any(topic.code == "not_computed" for topic in found):
        return LOST
    return TALK if found else WELL


def _topics(check: Check) -> Iterator[Topic]:
    for place in range(len(check.doubts)):
        yield Topic(code="doubt", kind="check", place=place)
    for place, kpi in enumerate(check.kpis):
        for code in _of_kpi(kpi):
            yield Topic(code=code, kind="kpi", place=place)
    for place, promise in enumerate(check.promises):
        for code in _of_promise(promise):
            yield Topic(code=code, kind="promise", place=place)
    for place, term in enumerate(check.terms):
        for code in _of_term(term):
            yield Topic(code=code, kind="term", place=place)
        for field in term.fields:
            if _is_emptied(field):
                yield Topic(code="field_emptied", kind="term", place=place, field=field.name)


def _of_kpi(kpi: CheckedKpi) -> Iterator[Code]:
    if _is_lost(kpi.movement) and (kpi.agreed.value is None or kpi.agreed.value.value is not None):
        yield "not_computed"
    if kpi.movement.better is False:
        yield "kpi_worse"
    if not kpi.movement.better:
        return
    if kpi.counter and kpi.counter.movement.better is False:
        yield "kpi_gamed"
    if any(mixed.holds is False for mixed in kpi.mixes):
        yield "kpi_mix"


def _of_promise(promise: CheckedPromise) -> Iterator[Code]:
    movement, then = promise.movement, promise.promised.kept
    if movement is None:
        return
    if _is_lost(movement) and (then is None or then.share.value is not None):
        yield "not_computed"
    if movement.better is False:
        yield "promise_worse"
    elif _is_mostly_no(movement):
        yield "promise_broken"


def _of_term(term: CheckedTerm) -> Iterator[Code]:
    if term.failure:
        yield "not_computed"
    if any(one.code in UNFIT for one in term.warnings):
        yield "term_rule"
    if term.fitting and term.fitting.better is False:
        yield "term_drift"
    elif term.fitting and _is_mostly_no(term.fitting):
        yield "term_ignored"


def _is_lost(movement: Movement) -> bool:
    """Return whether the data lacks what the measure needs."""
    return bool(movement.since.missing) and movement.verdict is Verdict.CANNOT_TELL


def _is_mostly_no(movement: Movement) -> bool:
    """Return whether the share since lies below a half with its whole interval."""
    since = movement.since
    return since.n >= MIN_N and since.high is not None and since.high < HALF


def _is_emptied(field: FilledField) -> bool:
    """Return whether a field that was mostly filled in is hardly any more."""
    if min(field.before_n, field.since_n) < MIN_N:
        return False
    before, since = wilson(field.before, field.before_n), wilson(field.since, field.since_n)
    return before.low > HALF and since.high < BARELY
