"""What one change may bring a quarter: more or fewer wins, with both ends of what data allow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from workshop.kpis.core.caveat import Caveat

if TYPE_CHECKING:
    from workshop.kpis.whatif.base import Accepting, Answering


class Span(NamedTuple):
    """A number with its range; the middle is `value`."""

    low: float
    value: float
    high: float

    def plus(self, other: Span) -> Span:
        """Return the sum, end to end."""
        return Span(self.low + other.low, self.value + other.value, self.high + other.high)

    def times(self, other: Span) -> Span:
        """Return the product of two numbers that are never negative, end to end."""
        return Span(self.low * other.low, self.value * other.value, self.high * other.high)


NOTHING = Span(0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Effect:
    """What one change may bring.

    Attributes:
        name: a key of `EFFECTS`.
        today: the share today, 0 to 1; None where it is not known.
        wished: the share that is asked about.
        wins: more (or fewer) wins a quarter.
        n: cases it rests on.
        caveats: their sentences are in `REASONS`.
    """

    name: str
    today: float | None
    wished: float
    wins: Span
    n: int
    caveats: tuple[Caveat, ...] = ()


def answered(answering: Answering | None, wished: float) -> Effect:
    """Return what answering another share of the answered leads quickly may bring.

    More quick answers a quarter * the difference between quick and slow ones that are alike
    (`workshop.kpis.groups.strata`); from nothing to the far end of its interval.
    """
    if answering is None:
        return Effect("answered", None, wished, NOTHING, 0, (Caveat("no_touches"),))
    today, mix = answering.share, answering.mix
    n = sum(side.compared.n for side in mix.sides)
    if not mix.differences:
        return Effect("answered", today, wished, NOTHING, n, (Caveat("not_alike"),))
    (one,) = mix.differences
    more = answering.per_quarter * (wished - today)
    # A difference between those who were called early and late is no effect of calling early.
    low, high = min(0.0, one.low), max(0.0, one.high)
    ends = sorted((more * low, more * high))
    code = "choice" if one.is_distinct else "may_be_chance"
    wins = Span(ends[0] + 0.0, more * one.same_mix, ends[1] + 0.0)
    return Effect("answered", today, wished, wins, n, (Caveat(code),))


def accepted(accepting: Accepting | None, wished: float) -> Effect:
    """Return what accepting another share of the hand-offs may bring.

    More accepted ones a quarter * something between nothing and the rate at which the accepted
    of today win.
    """
    if accepting is None or accepting.rate.value is None:
        n = accepting.rate.n if accepting else 0
        return Effect("accepted", None, wished, NOTHING, n, (Caveat("no_handoffs"),))
    today, won = accepting.rate.value, accepting.won
    if won.value is None:
        few = Caveat("few_accepted", {"n": won.n})
        return Effect("accepted", today, wished, NOTHING, won.n, (few,))
    most = accepting.per_quarter * (wished - today) * won.value
    wins = Span(min(0.0, most), most / 2, max(0.0, most))
    return Effect(
        "accepted", today, wished, wins, won.n, (Caveat("between", {"share": won.value}),)
    )
