"""A company whose every fact is planted: what its exports must be read back as."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

FIRST, LAST = date(2025, 1, 7), date(2026, 10, 30)
MIDNIGHT = datetime.min.time()
SIDES = {
    "website": "marketing",
    "webinar": "marketing",
    "fair": "marketing",
    "newsletter": "marketing",
    "ads": "marketing",
    "call_blitz": "sales",
    "referral": "sales",
}
"""For whom a source counts, as README has it."""
TOUCHES = {
    "form": ("marketing", False),
    "newsletter": ("marketing", False),
    "webinar": ("marketing", True),
    "auto_mail": ("sales", False),
    "mail": ("sales", True),
    "call": ("sales", True),
    "meeting": ("sales", True),
}
"""Kind of touch to its side, and whether a person did it."""
REASONS = ("no_budget", "no_need", "too_small")
COST_KINDS = ("people", "media", "events", "tools")


@dataclass(frozen=True)
class Person:
    """A lead: its key, its account's, when it was first seen, its source, when it converted."""

    key: int
    account: int | None
    seen: datetime
    source: str | None
    converted: datetime | None = None


@dataclass(frozen=True)
class Sale:
    """A deal.

    Attributes:
        key: of the deal.
        person, account: whose it is.
        opened: when.
        closed: when it ended; of an open deal a plan.
        status: open, won or lost; None where nobody wrote it down.
        cents: its value in its own currency, negative where money went back.
        currency: ISO 4217.
        converted: its value in the company's currency, in cents.
    """

    key: int
    person: int | None
    account: int | None
    opened: datetime
    closed: datetime | None
    status: str | None
    cents: int | None
    currency: str
    converted: int | None


@dataclass(frozen=True)
class Touch:
    """Somebody was touched: by which side, how, and whether by a person."""

    key: int
    person: int
    at: datetime
    side: str
    kind: str
    human: bool


@dataclass(frozen=True)
class Handover:
    """Marketing handed somebody over, and perhaps sales answered."""

    key: int
    person: int
    handed: datetime
    decided: datetime | None
    outcome: str | None
    reason: str | None


@dataclass(frozen=True)
class Cost:
    """What a side spent in a month, in cents."""

    key: int
    month: date
    side: str
    kind: str
    cents: int


@dataclass(frozen=True)
class Company:
    """All of it; the currency is the company's own."""

    currency: str
    people: tuple[Person, ...]
    sales: tuple[Sale, ...]
    touches: tuple[Touch, ...] = ()
    handovers: tuple[Handover, ...] = ()
    costs: tuple[Cost, ...] = ()

    @property
    def currencies(self) -> set[str]:
        """The currencies of the deals that have a value."""
        return {one.currency for one in self.sales if one.cents is not None}


@dataclass(frozen=True)
class Plan:
    """How a company is drawn.

    Attributes:
        people, sales: how many.
        currencies: of its deals, its own first.
        refunds: whether money goes back now and then.
        silent: whether some deals have no status.
    """

    people: int = 70
    sales: int = 60
    currencies: tuple[str, ...] = ("EUR",)
    refunds: bool = False
    silent: bool = False


RATES = {"EUR": 1.0, "USD": 0.9, "CHF": 1.05, "PLN": 0.23, "GBP": 1.15}


def planted(rng: Random, plan: Plan) -> Company:
    """Return a company of chance: leads of two years, and deals of about half of them."""
    people = tuple(_person(rng, number, plan) for number in range(plan.people))
    sales = tuple(_sale(rng, number, people, plan) for number in range(plan.sales))
    # The records begin before the leads, and something happens every other day.
    first = replace(sales[0], opened=_at(FIRST), closed=_at(FIRST), status="lost", person=None)
    return Company(
        plan.currencies[0],
        people,
        (replace(first, account=people[0].account), *sales[1:]),
        tuple(_touch(rng, number, people) for number in range(2 * plan.people)),
        tuple(_handover(rng, number, people) for number in range(2 * plan.people)),
        tuple(_costs(rng)),
    )


def _at(day: date, minutes: int = 0) -> datetime:
    return datetime.combine(day, MIDNIGHT) + timedelta(minutes=minutes)


def _moment(rng: Random, since: date, days: int) -> datetime:
    day = min(since + timedelta(days=rng.randint(0, days)), LAST)
    return _at(day, rng.randint(7 * 60, 19 * 60))


def _later(rng: Random, begun: datetime, days: int) -> datetime:
    """Return a moment up to so many days later, by the last day; never an earlier one."""
    return max(begun, _moment(rng, begun.date(), days))


def _person(rng: Random, number: int, plan: Plan) -> Person:
    span = (LAST - FIRST).days - 1
    seen = _at(FIRST + timedelta(days=1 + number * span // plan.people), rng.randint(420, 1140))
    account = 1 + rng.randrange(plan.people // 2)
    source = rng.choice((*SIDES, None))
    converted = _later(rng, seen, 120) if rng.random() < 1 / 4 else None
    return Person(101 + number, account, seen, source, converted)


def _sale(rng: Random, number: int, people: tuple[Person, ...], plan: Plan) -> Sale:
    person = people[rng.randrange(len(people))]
    opened = _later(rng, person.seen, 60)
    status = rng.choices((None, "open", "won", "lost"), (plan.silent * 0.1, 0.3, 0.4, 0.3))[0]
    if status == "open" and rng.random() < 2 / 3:
        opened = max(opened, _moment(rng, LAST - timedelta(days=90), 90))
    closed: datetime | None = _later(rng, opened, 150)
    if status == "open":
        closed = opened + timedelta(days=rng.randint(20, 300)) if rng.random() < 1 / 2 else None
    cents: int | None = rng.randint(20_000, 9_000_000)
    if rng.random() < 1 / 12:
        cents = None
    elif plan.refunds and status == "won" and rng.random() < 1 / 8:
        cents = -(cents or 0) // 4
    currency = rng.choice(plan.currencies)
    rate = RATES[currency] / RATES[plan.currencies[0]]
    return Sale(
        5001 + number,
        person.key,
        person.account,
        opened,
        closed,
        status,
        cents,
        currency,
        None if cents is None else round(cents * rate),
    )


def _touch(rng: Random, number: int, people: tuple[Person, ...]) -> Touch:
    person = people[rng.randrange(len(people))]
    kind = rng.choice((*TOUCHES,))
    side, human = TOUCHES[kind]
    at = _later(rng, person.seen, rng.choice((0, 1, 5, 60)))
    if rng.random() < 1 / 20:
        at = person.seen - timedelta(days=rng.randint(1, 5))
    return Touch(30_001 + number, person.key, max(at, _at(FIRST, 600)), side, kind, human)


def _handover(rng: Random, number: int, people: tuple[Person, ...]) -> Handover:
    person = people[rng.randrange(len(people))]
    handed = _later(rng, person.seen, 20)
    outcome = rng.choices((None, "accepted", "rejected"), (0.2, 0.45, 0.35))[0]
    decided = _later(rng, handed, 12) if outcome else None
    reason = rng.choice((*REASONS, None)) if outcome == "rejected" else None
    return Handover(70_001 + number, person.key, handed, decided, outcome, reason)


def _costs(rng: Random) -> list[Cost]:
    months = [date(2025 + n // 12, n % 12 + 1, 1) for n in range(22)]
    kinds = [
        (m, side, kind) for m in months for side in ("sales", "marketing") for kind in COST_KINDS
    ]
    kept = [one for one in kinds if one[2] == "people" or rng.random() < 2 / 3]
    return [Cost(90_001 + n, *one, rng.randint(10_000, 900_000)) for n, one in enumerate(kept)]
