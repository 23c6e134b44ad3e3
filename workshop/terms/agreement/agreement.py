"""How much a group agrees, with an honest band: one sorting, and one before against one after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from workshop.terms.agreement.alpha import alpha, alphas, coincidences, counted, shared
from workshop.terms.agreement.resampling import LEAST_CASES, SEED, as_if_one_more, ends, resamples
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.stats import Interval
    from workshop.terms.agreement.alpha import Floats, Level
    from workshop.words import Words

WIDE = 0.4
"""A band wider than this is called wide."""
ALL_THE_SAME = N_(
    "You all put every case in the same category. So you agree, but alpha can’t measure "
    "it: chance couldn’t have come up with anything else."
)
BAND = N_("{share} of all pairs agree; alpha is {alpha} (95% band {low} to {high}, {cases}).")
WIDE_BAND = N_(
    "{share} of all pairs agree; alpha is {alpha}. {cases}: the band is wide, from {low} to {high}."
)
NO_BAND = N_("{share} of all pairs agree; alpha is {alpha}. Too few cases for a band ({cases}).")
MORE = N_(
    "You agree more than before: alpha {difference}, and the band from {low} to {high} "
    "doesn’t include zero."
)
LESS = N_(
    "You agree less than before: alpha {difference}, and the band from {low} to {high} "
    "doesn’t include zero."
)
NOT_SHOWN = N_(
    "{cases}: the band is wide ({low} to {high}); the difference of {difference} isn’t proven."
)
NO_BAND_AT_ALL = N_(
    "Too few cases for a band ({cases}); the difference of {difference} isn’t proven."
)


CLEARLY_MORE = N_("That’s more than before.")
CLEARLY_LESS = N_("That’s less than before.")
MAY_BE_CHANCE = N_("The difference may be chance ({cases}).")


@dataclass(frozen=True)
class Agreement:
    """How alike some people sorted some cases.

    Attributes:
        alpha: Krippendorff's alpha, None where it is not defined.
        low, high: its 95 % band, None where there is none.
        percent: share (0 to 1) of agreeing pairs, None where no case has two ratings.
        n_raters: people who rated at least one case that somebody else rated, too.
        n_units: cases with two ratings or more.
    """

    alpha: float | None
    low: float | None
    high: float | None
    percent: float | None
    n_raters: int
    n_units: int

    @property
    def is_wide(self) -> bool:
        """Whether the band is too wide, or missing, to lean on the number."""
        return self.low is None or self.high is None or self.high - self.low > WIDE

    def headline(self, words: Words) -> str:
        """Return in a few words how far the group agrees: what the room wants to know first."""
        if self.percent is None:
            return words("No case was sorted by two people, so there’s nothing to compare.")
        return words("{share} of all pairs agree.", share=words.percent(self.percent, 0))

    def said(self, words: Words) -> str:
        """Return in a sentence or two how far the group agrees, and how sure that is."""
        if self.percent is None:
            return words("No case was sorted by two people, so there’s nothing to compare.")
        if self.alpha is None:
            return words(ALL_THE_SAME)
        cases = words.plural("{n} case", "{n} cases", self.n_units)
        values = {
            "share": words.percent(self.percent, 0),
            "alpha": words.number(self.alpha, 2),
            "cases": cases,
        }
        if self.low is None or self.high is None:
            return words(NO_BAND, **values)
        low, high = words.number(self.low, 2), words.number(self.high, 2)
        return words(WIDE_BAND if self.is_wide else BAND, low=low, high=high, **values)


@dataclass(frozen=True)
class Change:
    """Two sortings, and how much alpha moved between them.

    Attributes:
        before, after: each by itself.
        difference: alpha after minus alpha before, None where either is not defined.
        low, high: its 95 % band, None where there is none.
    """

    before: Agreement
    after: Agreement
    difference: float | None
    low: float | None
    high: float | None

    @property
    def is_shown(self) -> bool:
        """Whether the band of the difference leaves no doubt about its sign."""
        return self.low is not None and self.high is not None and not self.low <= 0 <= self.high

    def headline(self, words: Words) -> str:
        """Return what the room wants to know: how many pairs agreed then and now, and if it moved.

        The band of alpha decides what may be claimed, as in `said`.
        """
        before, after = self.before.percent, self.after.percent
        if before is None or after is None or self.difference is None:
            return words("Before and after can’t be compared.")
        moved = words(
            "{before} → {after} of all pairs agree.",
            before=words.percent(before, 0),
            after=words.percent(after, 0),
        )
        if self.is_shown:
            return f"{moved} {words(CLEARLY_MORE if self.difference > 0 else CLEARLY_LESS)}"
        cases = words.plural("{n} case", "{n} cases", min(self.before.n_units, self.after.n_units))
        return f"{moved} {words(MAY_BE_CHANCE, cases=cases)}"

    def said(self, words: Words) -> str:
        """Return in a sentence whether the group agrees more than before, or that nobody knows."""
        if self.difference is None:
            return words("Before and after can’t be compared: one of them has no alpha.")
        fewer = min(self.before.n_units, self.after.n_units)
        cases = words.plural("{n} case", "{n} cases", fewer)
        moved = words.signed(self.difference, 2)
        if self.low is None or self.high is None:
            return words(NO_BAND_AT_ALL, difference=moved, cases=cases)
        low, high = words.signed(self.low, 2), words.signed(self.high, 2)
        message = (MORE if self.difference > 0 else LESS) if self.is_shown else NOT_SHOWN
        return words(message, difference=moved, low=low, high=high, cases=cases)


def agreement(
    ratings: Mapping[str, Mapping[str, int]], level: Level = "ordinal", *, seed: int = SEED
) -> Agreement:
    """Return how alike people sorted cases.

    Args:
        ratings: rater to case to class; a case may be missing with any rater.
        level: see `workshop.terms.agreement.alpha.alpha`.
        seed: of the band's resamples.
    """
    counts = counted(ratings)
    paired = {unit for unit, n in zip(counts.units, counts.table.sum(axis=1), strict=True) if n > 1}
    between = band(ratings, level, seed)
    return Agreement(
        alpha=alpha(ratings, level),
        low=between.low if between else None,
        high=between.high if between else None,
        percent=shared(counts.table),
        n_raters=sum(1 for one in ratings.values() if paired & one.keys()),
        n_units=len(paired),
    )


def band(
    ratings: Mapping[str, Mapping[str, int]], level: Level = "ordinal", seed: int = SEED
) -> Interval | None:
    """Return the 95 % band of alpha: what other cases of the same kind might have given.

    A bootstrap over the cases, see `workshop.terms.agreement.resampling.ends`. The people stay the
    same; the band says nothing about other people. A resample in which all ratings are the same has
    no alpha and is left out. Where everybody agrees on every case, see `as_if_one_more`.

    Returns:
        The band, or None with fewer than five cases that two people rated, where alpha is not
        defined, or where more than a tenth of the resamples have none.
    """
    found, drawn = alpha(ratings, level), _drawn(ratings, level, seed)
    if found is None or drawn is None:
        return None
    return ends(drawn.values, found, drawn.cases, centred=not drawn.perfect)


def change(
    before: Mapping[str, Mapping[str, int]],
    after: Mapping[str, Mapping[str, int]],
    level: Level = "ordinal",
    *,
    seed: int = SEED,
) -> Change:
    """Return how agreement moved from one sorting to the next.

    The band of the difference draws both sortings apart, as if they shared no case. Where they
    share some, it is a little too wide, which errs on the careful side.
    """
    first, second = agreement(before, level, seed=seed), agreement(after, level, seed=seed)
    if first.alpha is None or second.alpha is None:
        return Change(first, second, None, None, None)
    moved = second.alpha - first.alpha
    old, new = _drawn(before, level, seed), _drawn(after, level, seed)
    if old is None or new is None:
        return Change(first, second, moved, None, None)
    fewer, centred = min(old.cases, new.cases), not (old.perfect or new.perfect)
    # One further, or the same draw would stand on both sides.
    differences = new.values - np.roll(old.values, 1)
    between = ends(differences, moved, fewer, centred=centred)
    return Change(first, second, moved, *(between or (None, None)))


class _Drawn(NamedTuple):
    """The alphas of all resamples, from how many cases, and whether these agree in full."""

    values: Floats
    cases: int
    perfect: bool


def _drawn(ratings: Mapping[str, Mapping[str, int]], level: Level, seed: int) -> _Drawn | None:
    """Return the alphas of the resamples, or None where there are too few cases."""
    counts = counted(ratings)
    table = counts.table[counts.table.sum(axis=1) > 1]
    cases = len(table)
    if cases < LEAST_CASES:
        return None
    if shared(table) == 1:
        return _Drawn(1 - as_if_one_more(cases, seed), cases, perfect=True)
    met = np.tensordot(resamples(cases, seed), coincidences(table), axes=1)
    return _Drawn(alphas(met, counts.values, level), cases, perfect=False)
