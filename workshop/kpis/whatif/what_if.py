"""What if: expected wins of a quarter, if the past goes on but for one thing. No promise.

Nothing is simulated; ranges are added end to end (interval arithmetic), which is wider than
chance alone would make them. Two ranges of different kinds meet:

- what a change may bring (`Effect`): the ends of what the data allows, zero among them where
  nothing shows a cause;
- what one quarter may bring by chance: the prediction interval of a count, mean -/+ z * sqrt(f *
  mean * (1 + 1/k)) from k quarters (Nelson, Applied Life Data Analysis (1982), section 6.2),
  where f is how much more the quarters vary than counts do, 1 at least (McCullagh and Nelder,
  Generalized Linear Models, 2nd ed. (1989), section 6.2).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isfinite, sqrt
from statistics import fmean, stdev, variance
from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.kpis.core.caveat import Caveat
from workshop.kpis.core.joins import lack_of
from workshop.kpis.core.timing import calendar_caveat
from workshop.kpis.formulas.waiting import BANDS
from workshop.kpis.whatif.base import Baseline, baseline
from workshop.kpis.whatif.effects import Effect, Span, accepted, answered
from workshop.policy import MIN_N
from workshop.stats import Z95
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.kpis.core.scope import Scope
    from workshop.kpis.whatif.base import Accepting, Answering

LEAST_WINS = 10


@dataclass(frozen=True)
class WhatIf:
    """What a quarter may bring.

    Attributes:
        base: the quarters it starts from.
        effects: what each change may bring.
        expected: wins a quarter with all changes, without the chance of one quarter.
        wins: wins of one quarter, chance included; None without a baseline.
        today: the same without any change.
        deal_size: mean with its range; as given, or of the won deals of these quarters.
        value: won value of one quarter; None where deals carry none.
        answering, accepting: where the two shares stand today; None where the data cannot say.
        caveats: about the whole; `workshop.kpis.whatif.text` has their sentences.
    """

    base: Baseline
    effects: tuple[Effect, ...] = ()
    expected: Span | None = None
    wins: Span | None = None
    today: Span | None = None
    deal_size: Span | None = None
    value: Span | None = None
    answering: Answering | None = None
    accepting: Accepting | None = None
    caveats: tuple[Caveat, ...] = ()


def what_if(
    scope: Scope,
    *,
    answered_within: int = 8,
    answered_share: float | None = None,
    acceptance: float | None = None,
    deal_size: float | None = None,
) -> WhatIf:
    """Return what a quarter may bring if one thing or several were different.

    Args:
        scope: the data, and what counts as what, see `Scope`.
        answered_within: business hours, 1, 8 or 24: the bands of the dimension of that name.
        answered_share: of the leads that sales answers at all, those answered within that; those
            never answered are left as they are, for without an answer nobody wins.
        acceptance: accepted / handed over.
        deal_size: mean value of a won deal, in the data's currency.

    Raises:
        WorkshopError: if a share is none, an amount is negative, or the hours are no band's.
    """
    _check_hours(answered_within)
    _check(1.0, answered_share, acceptance)
    _check(float("inf"), deal_size)
    base = baseline(scope)
    if refusal := _refusal(base):
        return WhatIf(base, caveats=(refusal,))
    answering, accepting = base.answering(answered_within), base.accepting()
    effects = []
    if answered_share is not None:
        effects.append(answered(answering, answered_share))
    if acceptance is not None:
        effects.append(accepted(accepting, acceptance))
    found = _summed(base, tuple(effects), deal_size)
    hours = (calendar_caveat(scope),) if answering is not None else ()
    caveats = (*found.caveats, *hours)
    return replace(found, answering=answering, accepting=accepting, caveats=caveats)


def _summed(base: Baseline, effects: tuple[Effect, ...], given: float | None) -> WhatIf:
    start = Span(base.wins_per_quarter, base.wins_per_quarter, base.wins_per_quarter)
    expected = start
    for effect in effects:
        expected = expected.plus(effect.wins)
    expected = Span(*(max(0.0, end) for end in expected))
    wins = _with_chance(expected, base)
    size = _deal_size(base, given)
    few = Caveat("few_wins", {"n": sum(base.wins)}) if sum(base.wins) < LEAST_WINS else None
    young = Caveat("few_quarters") if len(base.wins) <= 1 else None
    sizes = Caveat("as_given") if given is not None else None
    unvalued = None if size else Caveat("no_values")
    return WhatIf(
        base,
        effects,
        expected,
        wins,
        _with_chance(start, base),
        size,
        wins.times(size) if size else None,
        caveats=tuple(caveat for caveat in (few, young, sizes, unvalued) if caveat),
    )


def _refusal(base: Baseline) -> Caveat | None:
    if base.missing:
        return lack_of(base.scope.crm, base.missing)
    if not base.quarters:
        return Caveat("no_quarters")
    return None if sum(base.wins) else Caveat("few_wins", {"n": 0})


def _with_chance(expected: Span, base: Baseline) -> Span:
    """Return the range of one quarter's wins around an expected range."""
    k, mean = len(base.wins), base.wins_per_quarter
    spread = max(1.0, variance(base.wins) / mean) if k > 1 and mean else 1.0

    def chance(wins: float) -> float:
        return Z95 * sqrt(spread * wins * (1 + 1 / k))

    low, value, high = expected
    return Span(max(0.0, low - chance(low)), value, high + chance(high))


def _deal_size(base: Baseline, given: float | None) -> Span | None:
    if given is not None:
        return Span(given, given, given)
    values = base.values
    if not values:
        return None
    mean, n = fmean(values), len(values)
    # Below that many the normal interval does not hold: least and largest are all one knows.
    if n < MIN_N:
        return Span(min(values), mean, max(values))
    spread = Z95 * stdev(values) / sqrt(n)
    return Span(max(0.0, mean - spread), mean, mean + spread)


def _check(most: float, *given: float | None) -> None:
    for one in given:
        if one is not None and not (isfinite(one) and 0 <= one <= most):
            raise WorkshopError(
                N_("No quarter could ever have this value."),
                found="{target}",
                hint=N_("A share is between 0 and 100%, everything else is 0 or above."),
                target=f"{one:g}",
            )


def _check_hours(hours: int) -> None:
    known = [most for _, _, most in BANDS]
    if hours not in known:
        raise WorkshopError(
            N_("The kit has no comparison for that number of business hours."),
            found="{hours}",
            hint=N_("Possible: {known}"),
            hours=hours,
            known=", ".join(map(str, known)),
        )
