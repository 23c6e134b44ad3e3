"""Who gets the credit for a won deal: five models side by side, and how far they disagree.

First touch, last touch, linear (1/n each), position (40-20-40: .4 to the first, .4 to the last,
.2 shared by those between; 1 for one touch, .5 and .5 for two) and the removal effect of
`workshop.kpis.formulas.markov`. Each hands out exactly as many conversions as there are. None of
them shows a cause: the spread between them is the message.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from workshop.crm.refunds import WON
from workshop.crm.schema import CAMPAIGN_KINDS, TOUCH_KINDS
from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.joins import lack_of
from workshop.kpis.core.kpi import CYCLE
from workshop.kpis.core.scope import LOST
from workshop.kpis.core.value import KpiValue
from workshop.kpis.formulas.durations import sales_cycle_won
from workshop.kpis.formulas.markov import credits_of
from workshop.kpis.formulas.paths import ANCHORS, NEEDS, UNKNOWN, closed, given, moves, steps, tally
from workshop.policy import MIN_N
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from workshop.kpis.core.scope import Scope
    from workshop.kpis.formulas.paths import Step
    from workshop.words import Words

Before = Literal["won", "opened"]
MODELS: dict[str, str] = {
    "first": N_("first touchpoint"),
    "last": N_("last touchpoint"),
    "linear": N_("linear"),
    "position": N_("40-20-40"),
    "markov": N_("Markov"),
}
"""The models, each with what it is called, in the order of a row."""
CHANNELS = dict(TOUCH_KINDS) | dict(CAMPAIGN_KINDS)
NO_KIND, NO_TOUCH = N_("(empty)"), N_("(no touchpoint in this time)")


@dataclass(frozen=True)
class Credit:
    """One channel and the conversions that each model gives it.

    Attributes:
        channel: kind of the campaign, or of the touch where no campaign stands behind it;
            None where nobody wrote it down.
        by: model to conversions; fractions are shared ones.
    """

    channel: str | None
    by: dict[str, float]

    @property
    def label(self) -> str:
        """The message that names the channel."""
        return NO_KIND if self.channel is None else CHANNELS.get(self.channel, self.channel)

    @property
    def low(self) -> float:
        """What the meanest model gives."""
        return min(self.by.values())

    @property
    def high(self) -> float:
        """What the most generous model gives."""
        return max(self.by.values())

    @property
    def middle(self) -> float:
        """The mean over the models, by which rows are ordered."""
        return sum(self.by.values()) / len(self.by)


@dataclass(frozen=True)
class Attribution:
    """The credit for all won deals.

    Attributes:
        as_of: the last day that counts.
        lookback_days: how far back a touch may lie.
        before: what a path ends with: the deal being ``won`` (or lost), or ``opened``.
        conversions: won deals; what every model hands out, `untouched` included.
        untouched: those of them without a touch in the look-back.
        lost: lost deals, which only the Markov model uses.
        credits: one for each channel, the larger first; none where there is no number.
        caveats: reservations, worst first.
        missing: columns without which it cannot be computed.
    """

    as_of: date
    lookback_days: int
    before: Before
    conversions: int = 0
    untouched: int = 0
    lost: int = 0
    credits: tuple[Credit, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    missing: tuple[str, ...] = ()

    def noting(self, *caveats: Caveat | None) -> Attribution:
        """Return the same credit with further reservations; None adds nothing."""
        return replace(self, caveats=(*self.caveats, *(c for c in caveats if c)))

    @property
    def widest(self) -> Credit | None:
        """The channel about which the models disagree most, or None."""
        return max(self.credits, key=lambda one: one.high - one.low, default=None)

    def as_json(self, words: Words) -> dict[str, Any]:
        """Return the shape that ``workshop kpis --attribution --json`` promises."""
        return {
            "as_of": self.as_of.isoformat(),
            "lookback_days": self.lookback_days,
            "before": self.before,
            "conversions": self.conversions,
            "untouched": self.untouched,
            "lost": self.lost,
            "channels": [
                {"key": one.channel, "label": words(one.label), **one.by}
                | {"low": one.low, "high": one.high}
                for one in self.credits
            ],
            "caveats": [{"code": c.code, "text": c.text(words)} for c in self.caveats],
            "missing": list(self.missing),
        }


def attribution(scope: Scope, before: Before = "won") -> Attribution:
    """Return who gets the credit for the deals won by the as-of date.

    Args:
        scope: the data, the day, the look-back days.
        before: whether the look-back ends when a deal is won, or when it is opened; the first
            sees mostly sales, the second what led to the deal.
    """
    empty = Attribution(scope.as_of, scope.assumptions.lookback_days, before)
    needed = (*NEEDS, f"deals.{ANCHORS[before]}")
    missing = tuple(dict.fromkeys(scope.crm.missing(needed)))
    if missing:
        lack = lack_of(scope.crm, missing)
        return replace(empty, missing=missing, caveats=(lack,))
    taken = tally(scope.engine, steps(scope, before))
    found = _counted(scope, empty)
    handed = credited(taken)
    touched = round(sum(one.by["first"] for one in handed))
    found = replace(found, untouched=found.conversions - touched)
    if touched < MIN_N:
        few = Caveat("small_n", {"n": touched, "least": MIN_N})
        return found.noting(few, *_caveats(scope, found))
    return replace(found, credits=handed).noting(*_caveats(scope, found))


def credited(taken: Sequence[Step]) -> tuple[Credit, ...]:
    """Return what each channel is given for steps on paths, the larger first."""
    by_rule, by_removal = given(taken), credits_of(moves(taken))
    found = [
        Credit(
            None if name == UNKNOWN else name,
            {model: by_rule[name].get(model, 0.0) for model in MODELS}
            | {"markov": by_removal[name]},
        )
        for name in by_rule
    ]
    shown = [one for one in found if one.high > 0]
    return tuple(sorted(shown, key=lambda one: (one.channel is None, -one.middle, one.label)))


class _Counts(NamedTuple):
    won: int | None
    all: int


def _counted(scope: Scope, empty: Attribution) -> Attribution:
    deals = closed(scope)
    everything = scope.closed_deals(WON, LOST)
    won = deals.status == WON
    counts = scope.engine.row(deals.aggregate(won=won.sum(), all=deals.count()), _Counts)
    whole = scope.engine.value(everything.count())
    conversions = counts.won or 0
    found = replace(empty, conversions=conversions, lost=counts.all - conversions)
    return found.noting(counted(whole - counts.all, "unlinked_closed"))


def _caveats(scope: Scope, found: Attribution) -> list[Caveat | None]:
    """Return what to mind: no cause, and a look-back that ends where the deal began."""
    short = None
    if found.before == "won" and not scope.crm.missing(CYCLE):
        cases = sales_cycle_won(scope)
        cycle = cases.fill(KpiValue("", "", found.as_of), cases.tally(scope.engine)).value
        if cycle is not None and cycle > found.lookback_days:
            days = {"lookback": found.lookback_days, "cycle": round(cycle)}
            short = Caveat("lookback_short", days)
    return [Caveat("credit_no_cause"), short]
