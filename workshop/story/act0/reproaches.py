"""Two reproaches: what each side holds against the other, how true people find it, and two figures.

Nothing here is recorded: it is said once, looked at together, and left on the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev
from typing import TYPE_CHECKING

from workshop.crm.days.as_of import end_of_day
from workshop.errors import WorkshopError
from workshop.policy import MIN_N
from workshop.room.state.question import Number
from workshop.room.state.result import coarse, result_of
from workshop.side import SIDES
from workshop.stats import Z95, Interval
from workshop.story.answers import answers_of, everybody
from workshop.terms.outcome.cases_with_outcome import known_cases
from workshop.terms.outcome.consequence import FEWEST_WEEKS
from workshop.terms.rules.compile import covers
from workshop.words import LANGS, N_, Words, both

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Any

    from workshop.crm.crm import Crm
    from workshop.room.state.question import Question
    from workshop.room.state.state import RoomState
    from workshop.side import Side
    from workshop.terms.rules.rule import Rule

KEY = "arriving.reproaches"
TRUEST = 100
REPROACHES: dict[Side, str] = {
    "sales": N_("Sales doesn’t close our leads."),
    "marketing": N_("Marketing doesn’t bring enough."),
}
"""What is said about each side."""
WEEK = 7


def _question(about: Side) -> Number:
    prompt = {
        words.lang: words("“{said}” How true is that?", said=words(REPROACHES[about]))
        for words in map(Words, LANGS)
    }
    key = f"{KEY}.{about}"
    return Number(key=key, prompt=prompt, high=TRUEST, unit=both("of 100"), by_side=True)


QUESTIONS: dict[Side, Number] = {about: _question(about) for about in SIDES}


def questions() -> list[Question]:
    """Return what everybody is asked: how true each reproach is."""
    return list(QUESTIONS.values())


@dataclass(frozen=True)
class Believed:
    """How true people find a reproach, on average, 0 to 100; None where that may not be shown.

    Attributes:
        sales, marketing: by side.
        total: of everybody, where the sides may not be told apart.
    """

    sales: float | None
    marketing: float | None
    total: float | None


def believed(state: RoomState, about: Side) -> Believed:
    """Return how true people find the reproach to a side."""
    key = QUESTIONS[about].key
    answered = result_of(state, key)
    apart = answered.sides if answered else {}
    sales, marketing = (
        _mean(answers_of(state, key, side), hide_one=side in apart) for side in SIDES
    )
    if sales is not None and marketing is not None:
        return Believed(sales, marketing, None)
    said = [one.body for one in everybody(state, key)]
    by_phone = bool(answered and answered.n)
    enough = not by_phone or len(said) >= state.fewest
    return Believed(sales, marketing, _mean(said, hide_one=by_phone) if enough else None)


@dataclass(frozen=True)
class Weekly:
    """How many contacts come in a week.

    Attributes:
        mean: of the full weeks.
        interval: 95 %, of the mean; None for too few weeks.
        cases: all of them together.
        weeks: how many these are, at most 52.
        as_of: last day that counts.
    """

    mean: float
    interval: Interval | None
    cases: int
    weeks: int
    as_of: date


def weekly(crm: Crm, lead: Rule | None = None) -> Weekly:
    """Return how many contacts, or leads by an agreed rule, came in a week.

    The interval is that of a mean of weeks (central limit theorem: mean -/+ z * s / sqrt(weeks)),
    given from `MIN_N` weeks on; it says nothing about the next week.

    Args:
        crm: the data.
        lead: the agreed rule; None counts every contact.

    Raises:
        WorkshopError: if the data is missing, or covers too few full weeks.
    """
    cases = known_cases(crm, "contacts")
    counted = cases.filter(cases.recent)
    if lead is not None:
        counted = counted.filter(covers(lead, counted))
    days = counted.group_by(day=counted.began_at.date()).aggregate(n=counted.count())
    weeks = crm.engine.column(cases.aggregate(weeks=cases.weeks.max()).weeks)[0] or 0
    if weeks < FEWEST_WEEKS:
        raise WorkshopError(
            N_("No number: the data covers too few full weeks."),
            found=N_("{weeks} of at least {least}"),
            weeks=weeks,
            least=FEWEST_WEEKS,
        )
    per_week = [0] * weeks
    last = end_of_day(crm.as_of).date()
    for row in crm.engine.records(days):
        per_week[((last - row["day"]).days - 1) // WEEK] += row["n"]
    mean = fmean(per_week)
    spread = Z95 * stdev(per_week) / sqrt(weeks) if weeks >= MIN_N else None
    interval = None if spread is None else Interval(max(0.0, mean - spread), mean + spread)
    return Weekly(mean, interval, sum(per_week), weeks, crm.as_of)


def _mean(bodies: Iterable[dict[str, Any]], *, hide_one: bool) -> float | None:
    values = [float(body["value"]) for body in bodies if "value" in body]
    if not values:
        return None
    return coarse(fmean(values), len(values), 0, TRUEST) if hide_one else fmean(values)
