"""Where people part: inside one side, or between the two."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

import numpy as np

from workshop.side import SIDES
from workshop.terms.agreement.resampling import LEAST_CASES, SEED, ends, resamples
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workshop.terms.agreement.resampling import Floats
    from workshop.words import Words

Where = Literal["sales", "marketing", "between", "unclear", "unseen"]
CLASSES = 4
"""Not yet, lead, MQL, SQL."""
BETWEEN = "between"
SENTENCES: dict[Where, str] = {
    "sales": N_(
        "The divide runs right through sales: {sales} of the pairs there disagree, "
        "{marketing} in marketing, {between} across the sides."
    ),
    "marketing": N_(
        "The divide runs right through marketing: {marketing} of the pairs there "
        "disagree, {sales} in sales, {between} across the sides."
    ),
    "between": N_(
        "The divide runs between the sides: {between} of the pairs across the table "
        "disagree, {sales} in sales, {marketing} in marketing."
    ),
    "unclear": N_(
        "No clear difference: {between} of the pairs across the table disagree, {sales} "
        "in sales, {marketing} in marketing. These cases can’t show where the divide is."
    ),
    "unseen": N_(
        "There’s no telling where the divide is: that takes two people per side and five cases."
    ),
}


@dataclass(frozen=True)
class Split:
    """How far people disagree inside each side and between the sides.

    Attributes:
        inside: side to the share (0 to 1) of pairs of its people who disagree about a case, the
            mean over the cases; None where no case was sorted by two of them.
        between: the same for pairs of one person of each side.
        where: the sentence that fits, see `within_and_between`.
        n_units: cases that somebody of each side sorted.
    """

    inside: dict[str, float | None]
    between: float | None
    where: Where
    n_units: int

    def said(self, words: Words) -> str:
        """Return in a sentence where the split runs, with all three numbers, or that it is open."""
        shares = {**self.inside, BETWEEN: self.between}
        said = {
            name: "–" if share is None else words.percent(share, 0)
            for name, share in shares.items()
        }
        return words(SENTENCES[self.where], **said)


@dataclass(frozen=True)
class CaseSplit:
    """How one case was sorted.

    Attributes:
        unit: the case.
        counts: side to how many of its people chose each class, the lowest class first.
        disputed: share of disagreeing pairs among all its people, None with fewer than two.
        middle: the class that half of them reach, the lower one of two.
    """

    unit: str
    counts: dict[str, tuple[int, ...]]
    disputed: float | None
    middle: int

    @property
    def total(self) -> tuple[int, ...]:
        """How many people of all sides chose each class."""
        return tuple(sum(column) for column in zip(*self.counts.values(), strict=True))


def within_and_between(
    ratings: Mapping[str, Mapping[str, int]],
    side_of: Mapping[str, str],
    *,
    seed: int = SEED,
) -> Split:
    """Return how far people of one side disagree, and people across the table.

    Each case counts the same, however many sorted it. The sentence that fits is chosen by a
    bootstrap over the cases:

    - ``between``: pairs across disagree more than pairs inside either side, and the 95 %
      interval of the smaller of the two differences leaves out zero;
    - ``sales`` or ``marketing``: not so, but this side disagrees more inside than the other
      one does inside, and the interval of that difference leaves out zero;
    - ``unclear``: neither;
    - ``unseen``: a side has no two people on a case, or there are fewer than five such cases.

    Args:
        ratings: rater to case to class.
        side_of: rater to side; raters without one, or of another side, are left out.
        seed: of the resamples.
    """
    sorted_by = {side: _by_unit(ratings, side_of, side) for side in SIDES}
    units = sorted(sorted_by["sales"].keys() & sorted_by["marketing"].keys())
    rows = [_row(*(sorted_by[side][unit] for side in SIDES)) for unit in units]
    table = np.array(rows, dtype=np.float64).reshape(-1, 3)
    means = [_mean(column) for column in table.T]
    return Split(
        inside=dict(zip(SIDES, means[:2], strict=True)),
        between=means[2],
        where=_where(table[~np.isnan(table).any(axis=1)], seed),
        n_units=len(units),
    )


def case_splits(
    ratings: Mapping[str, Mapping[str, int]],
    side_of: Mapping[str, str],
    classes: int = CLASSES,
) -> list[CaseSplit]:
    """Return how each case was sorted, the most disputed first, then by key.

    Args:
        ratings: rater to case to class, from 0 to below `classes`.
        side_of: rater to side; those without one are counted as ``other``.
        classes: how many there are.
    """
    given: dict[str, list[tuple[str, int]]] = {}
    for rater, one in ratings.items():
        for unit, value in one.items():
            given.setdefault(unit, []).append((side_of.get(rater, "other"), value))
    found = [_case(unit, pairs, classes) for unit, pairs in given.items()]
    return sorted(found, key=lambda one: (-(one.disputed or 0.0), one.unit))


def disputed(values: Iterable[int]) -> float | None:
    """Return the share of pairs of ratings that are not the same, None with fewer than two."""
    pairs = [a != b for a, b in combinations(values, 2)]
    return sum(pairs) / len(pairs) if pairs else None


def middle(values: Iterable[int]) -> int:
    """Return the class that at least half of the ratings reach: the median, the lower of two."""
    ordered = sorted(values)
    return ordered[(len(ordered) - 1) // 2]


def _case(unit: str, pairs: list[tuple[str, int]], classes: int) -> CaseSplit:
    sides = sorted({side for side, _ in pairs}, reverse=True)
    counted = {side: Counter(value for own, value in pairs if own == side) for side in sides}
    values = [value for _, value in pairs]
    return CaseSplit(
        unit=unit,
        counts={side: tuple(counted[side][c] for c in range(classes)) for side in sides},
        disputed=disputed(values),
        middle=middle(values),
    )


def _by_unit(
    ratings: Mapping[str, Mapping[str, int]], side_of: Mapping[str, str], side: str
) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for rater, one in ratings.items():
        if side_of.get(rater) == side:
            for unit, value in one.items():
                found.setdefault(unit, []).append(value)
    return found


def _row(sales: list[int], marketing: list[int]) -> list[float | None]:
    """Return how far one case is apart inside sales, inside marketing, and between them."""
    across = [a != b for a in sales for b in marketing]
    return [disputed(sales), disputed(marketing), sum(across) / len(across)]


def _mean(column: Floats) -> float | None:
    known = column[~np.isnan(column)]
    return float(known.mean()) if len(known) else None


def _where(table: Floats, seed: int) -> Where:
    cases = len(table)
    if cases < LEAST_CASES:
        return "unseen"
    drawn = resamples(cases, seed) @ table / cases
    here = table.mean(axis=0)
    if _surely_above_zero(_excess(drawn), float(_excess(here)), cases):
        return "between"
    if _surely_above_zero(drawn[:, 0] - drawn[:, 1], float(here[0] - here[1]), cases):
        return "sales"
    if _surely_above_zero(drawn[:, 1] - drawn[:, 0], float(here[1] - here[0]), cases):
        return "marketing"
    return "unclear"


def _excess(means: Floats) -> Floats:
    """Return by how much pairs across are further apart than those inside the less united side."""
    return np.asarray(means[..., 2] - means[..., :2].max(axis=-1))


def _surely_above_zero(drawn: Floats, estimate: float, cases: int) -> bool:
    found = ends(drawn, estimate, cases)
    return found is not None and found.low > 0
