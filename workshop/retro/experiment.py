"""An experiment: something small that both teams try for a few weeks, and how they see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - pydantic reads it
from typing import Literal

MAX_EXPERIMENTS = 3


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

    kind: Literal["kpi", "promise", "count"]
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
