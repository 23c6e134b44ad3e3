"""What four weeks can show at all: the nearest share that could be told from today's by then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workshop.journey.promises.promise import PROMISES
from workshop.kpis.catalogue.answers import KPIS
from workshop.kpis.core.unit import Unit
from workshop.kpis.targets.quarters import STOCKS
from workshop.retro.experiment import FOUR_WEEKS
from workshop.stats import first_distinguishable
from workshop.story.act2.promises import kept_at
from workshop.story.act3.joint_kpis import KpiTable
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.kpis.core.quarter import Quarter
    from workshop.kpis.core.value import KpiValue
    from workshop.story.context import Stage
    from workshop.words import Words

LARGE = 0.1
"""From this jump on counting is the better measure: hardly anything a team tries for four weeks
moves a share by ten percentage points."""
Kind = Literal["share", "nothing", "window", "unknown"]
SENTENCES: dict[Kind, str] = {
    "window": N_(
        "Each case has {days} days here: in four weeks, not one of the new ones will be over."
    ),
    "unknown": N_("What four weeks could show here can’t be worked out beforehand."),
}
COUNT = N_("For four weeks, pick something you can count.")


@dataclass(frozen=True)
class Horizon:
    """What four weeks can show of a measure.

    Attributes:
        kind: which sentence holds.
        now: the share of the last full quarter.
        cases: to be expected in four weeks.
        then: the nearest share that could be told from it.
        days: that each case has, where that is longer.
    """

    kind: Kind
    now: float = 0.0
    cases: int = 0
    then: float | None = None
    days: int = 0

    @property
    def is_poor(self) -> bool:
        """Whether counting something is the better measure."""
        return self.then is None or abs(self.then - self.now) >= LARGE

    def text(self, words: Words) -> str:
        """Return it in a sentence or two."""
        said = self._said(words)
        return f"{said} {words(COUNT)}" if self.is_poor else said

    def _said(self, words: Words) -> str:
        now, then = words.percent(self.now, 0), words.percent(self.then or 0.0, 0)
        match self.kind:
            case "share":
                return words.plural(
                    "With about {n} case in four weeks, you can only tell a jump from {now} to "
                    "{then} from chance.",
                    "With about {n} cases in four weeks, you can only tell a jump from {now} to "
                    "{then} from chance.",
                    self.cases,
                    now=now,
                    then=then,
                )
            case "nothing":
                return words.plural(
                    "With about {n} case in four weeks, no jump from {now} could be told from "
                    "chance.",
                    "With about {n} cases in four weeks, no jump from {now} could be told from "
                    "chance.",
                    self.cases,
                    now=now,
                )
            case kind:
                return words(SENTENCES[kind], days=words.number(self.days))


def horizon_of_kpi(stage: Stage, name: str) -> Horizon:
    """Return what four weeks can show of a KPI, from its own last full quarter."""
    one, reach = KPIS[name], KpiTable(stage).reach(name)
    # A mean or an amount has no such interval, and a stock is largely the same cases once more.
    if one.unit is not Unit.RATIO or name in STOCKS or not reach.last:
        return Horizon("unknown")
    answer = reach.last.answer
    if answer.window_days and answer.window_days > FOUR_WEEKS.days:
        return Horizon("window", days=answer.window_days)
    return _of(answer, reach.last.quarter, downwards=one.better == "down")


def horizon_of_promise(stage: Stage, key: str, limit: int | None) -> Horizon:
    """Return what four weeks can show of a promise, from how often it was kept last quarter."""
    known = {one.key: one for one in PROMISES}
    if key not in known or not known[key].measure:
        return Horizon("unknown")
    kept = kept_at(stage, known[key], limit)
    return _of(kept.answer, kept.quarter)


def _of(answer: KpiValue, quarter: Quarter, *, downwards: bool = False) -> Horizon:
    n = answer.n
    if answer.numerator is None or answer.value is None or not n:
        return Horizon("unknown")
    good, days = round(answer.numerator), (quarter.last - quarter.first).days + 1
    cases = round(n * FOUR_WEEKS.days / days)
    if not 0 <= good <= n or not cases:
        return Horizon("unknown")
    then = first_distinguishable(good, n, cases, downwards=downwards)
    return Horizon("nothing" if then is None else "share", good / n, cases, then)
