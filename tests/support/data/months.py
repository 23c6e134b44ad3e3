"""A company before its charter and since: hand-overs by the day, at rates of one's choice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from support.data.tables import crm
from workshop.journey.promises.promise import promise
from workshop.kpis.catalogue.answers import kpi
from workshop.kpis.core.unit import Unit
from workshop.kpis.core.value import KpiValue
from workshop.story.charter import CharterData, DataSource
from workshop.story.decisions.decisions import SIGNED, Decisions
from workshop.story.decisions.types import (
    AgreedKpi,
    AgreedKpis,
    AgreedTerm,
    Owners,
    Promised,
    Promises,
    Signed,
    TermNumbers,
)
from workshop.terms.outcome.comparison import Tally
from workshop.terms.rules.rule import Rule

if TYPE_CHECKING:
    from workshop.crm.crm import Crm

SIGNED_ON = date(2026, 6, 2)
BEFORE_DAYS, SINCE_DAYS = 84, 28
AS_OF = SIGNED_ON + timedelta(days=SINCE_DAYS)
KNOWN = 4
"""Hours until a quick answer."""
WEEKEND = (5, 6)
RULE = Rule.model_validate(
    {
        "entity": "contacts",
        "where": {"match": "all", "criteria": [{"field": "budget_known", "op": "is_true"}]},
    }
)


@dataclass(frozen=True)
class Rates:
    """How things go.

    Attributes:
        a_day: hand-overs on a working day.
        quick: share answered within the promised hours; the others are answered the day after.
        carried: share of those handed over that carry three facts.
        fitting: share of them that the rule for Lead covers.
        accepted: share of them that sales accepts; the others are rejected.
    """

    a_day: int = 6
    quick: float = 0.5
    carried: float = 0.5
    fitting: float = 0.6
    accepted: float = 0.6


def month_after(
    seed: int, before: Rates, since: Rates | None = None, *, shuffled: bool = False
) -> Crm:
    """Return a company's data four weeks after its charter.

    Args:
        seed: of the draws.
        before: how things went in the twelve weeks before.
        since: how they go since; as before by default.
        shuffled: turn the order of the rows round.
    """
    return data_of(rows_of(seed, before, since or before, shuffled=shuffled))


def data_of(rows: dict[str, list[dict[str, Any]]], without: str = "") -> Crm:
    """Return these rows as data; `without` names a column of contacts that the export lost."""
    kept = [{k: v for k, v in row.items() if k != without} for row in rows["contacts"]]
    tables: dict[str, Any] = rows | {"contacts": kept, "without": (without,)}
    return crm(as_of=AS_OF, **tables)


def rows_of(
    seed: int, before: Rates, since: Rates, *, shuffled: bool = False
) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of `month_after`, by table."""
    rng = Random(seed)  # noqa: S311 - a seeded draw, no secret
    tables: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("contacts", "handoffs", "touchpoints", "deals")
    }
    for step in range(-BEFORE_DAYS, SINCE_DAYS):
        day = SIGNED_ON + timedelta(days=step + 1)
        rates = since if step >= 0 else before
        for place in range(rates.a_day if day.weekday() not in WEEKEND else 0):
            _handed(tables, rng, rates, day, f"{step + BEFORE_DAYS}.{place}")
    if shuffled:
        for rows in tables.values():
            rng.shuffle(rows)
    return tables


def _handed(
    tables: dict[str, list[dict[str, Any]]], rng: Random, rates: Rates, day: date, key: str
) -> None:
    seen = datetime.combine(day, time(9, rng.randrange(60)))
    carries = rng.random() < rates.carried
    tables["contacts"].append(
        {
            "contact_id": f"C{key}",
            "created_at": seen,
            "budget_known": rng.random() < rates.fitting,
            "need_known": carries,
            "decides": carries,
            "role": "it" if carries else None,
            "source": rng.choice(["webinar", "fair"]),
        }
    )
    accepted = rng.random() < rates.accepted
    tables["handoffs"].append(
        {
            "handoff_id": f"H{key}",
            "contact_id": f"C{key}",
            "handed_at": seen,
            "decided_at": seen + timedelta(hours=2),
            "outcome": "accepted" if accepted else "rejected",
            "reason": None if accepted else "budget",
        }
    )
    later = timedelta(hours=KNOWN) if rng.random() < rates.quick else timedelta(days=4)
    tables["touchpoints"].append(
        {
            "touchpoint_id": f"T{key}",
            "contact_id": f"C{key}",
            "happened_at": seen + later,
            "kind": "call",
            "side": "sales",
            "human": True,
        }
    )


def charter_of_june(**more: Any) -> CharterData:
    """Return a charter with a term, two promises and two numbers, signed on `SIGNED_ON`."""
    owners = Owners(sales="Vertriebsleitung", marketing="Marketingleitung")
    promises = [Promised(key=key, side=promise(key).from_side, limit=n) for key, n in PROMISED]
    decisions = Decisions(
        terms=(
            AgreedTerm(
                term="lead",
                sentence="jemand Geld dafür hat.",
                rule=RULE,
                review_on=date(2026, 9, 1),
                numbers=TermNumbers(covered=Tally(200), total=Tally(360), as_of=SIGNED_ON),
            ),
        ),
        promises=Promises(promises=tuple(promises)),
        kpis=AgreedKpis(
            kpis=tuple(
                AgreedKpi(name=name, target=target, owners=owners, value=_day_of(name))
                for name, target in TARGETS
            )
        ),
        signed=Signed(
            sales="Vertriebsleitung",
            marketing="Marketingleitung",
            team="Team Süd",
            decided_on=SIGNED_ON,
        ),
        versions={SIGNED: 1},
    )
    source = DataSource(name="test", as_of=SIGNED_ON)
    charter = CharterData(workshop="sued", source=source, decisions=decisions)
    return charter.model_copy(update=more)


PROMISED = (("answer", 8), ("carries", 3))
TARGETS = (("acceptance_rate", 0.7), ("feedback_time", 1.0))


def _day_of(name: str) -> KpiValue:
    unit = kpi(name).unit
    value = 0.6 if unit is Unit.RATIO else 2.0
    return KpiValue(name, unit.value, SIGNED_ON, value=value, n=360)


def like(rates: Rates, **more: Any) -> Rates:
    """Return the rates with some changed."""
    return replace(rates, **more)
