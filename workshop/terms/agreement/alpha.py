"""How alike people rate the same cases: Krippendorff's alpha, Fleiss' kappa, percent agreement.

Ratings are kept as counts: one row a case, one column a class, in each cell how many people
put the case into the class. Who that was does not matter to any of the measures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Mapping

Level = Literal["nominal", "ordinal", "interval", "ratio"]
Floats = NDArray[np.float64]
PAIR = 2
"""Ratings a case needs before anybody can agree or disagree about it."""


class Counts(NamedTuple):
    """Ratings as counts.

    Attributes:
        units: the cases that somebody rated, in order.
        values: the classes that occur, in order; the last axis of `table`.
        table: how many raters gave each case each class.
    """

    units: list[str]
    values: Floats
    table: Floats


def counted(ratings: Mapping[str, Mapping[str, int]]) -> Counts:
    """Return ratings (rater to case to class) as counts; cases nobody rated are not there."""
    given = [(unit, value) for one in ratings.values() for unit, value in one.items()]
    units = sorted({unit for unit, _ in given})
    values = sorted({value for _, value in given})
    table = np.zeros((len(units), len(values)))
    row = {unit: place for place, unit in enumerate(units)}
    column = {value: place for place, value in enumerate(values)}
    for unit, value in given:
        table[row[unit], column[value]] += 1
    return Counts(units, np.array(values, dtype=np.float64), table)


def alpha(ratings: Mapping[str, Mapping[str, int]], level: Level = "ordinal") -> float | None:
    """Return Krippendorff's alpha: 1 is full agreement, 0 what chance alone would give.

    Formula: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011),
    https://repository.upenn.edu/asc_papers/43. Alpha is 1 - Do/De, both from the coincidences
    of values in the cases with two ratings or more; missing ratings are simply not there.

    Args:
        ratings: rater to case to class.
        level: what the classes are: mere names, an order, equal steps, or amounts above a zero.

    Returns:
        Alpha, or None where it is not defined: no case has two ratings, or all ratings of such
        cases are the same, so that chance could not have done otherwise.
    """
    counts = counted(ratings)
    found = float(alphas(coincidences(counts.table).sum(axis=0), counts.values, level))
    return None if np.isnan(found) else found


def coincidences(table: Floats) -> Floats:
    """Return how often each two classes meet in each case: cases x classes x classes.

    A case's pairs share as much weight as it has ratings; one with fewer than two has none.
    """
    raters = table.sum(axis=1)
    pairs = table[:, :, None] * table[:, None, :]
    pairs -= table[:, :, None] * np.eye(table.shape[1])
    weight = np.where(raters >= PAIR, 1 / np.maximum(raters - 1, 1), 0.0)
    return np.asarray(pairs * weight[:, None, None])


def alphas(met: Floats, values: Floats, level: Level) -> Floats:
    """Return alpha for each coincidence matrix, not-a-number where it is not defined.

    Args:
        met: coincidences, any number of leading axes before classes x classes.
        values: the classes.
        level: see `alpha`.
    """
    each = met.sum(axis=-1)
    total = each.sum(axis=-1)
    apart = _apart(level, values, each)
    chance = each[..., :, None] * each[..., None, :]
    observed = (met * apart).sum(axis=(-2, -1))
    expected = (chance * apart).sum(axis=(-2, -1))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(1 - (total - 1) * observed / expected)


def _apart(level: Level, values: Floats, each: Floats) -> Floats:
    """Return the squared distance between each two classes, whose ratings `each` counts."""
    if level == "nominal":
        return 1 - np.eye(len(values))
    # Between two ranks lie all ratings between them, and half of those on either end.
    places = each.cumsum(axis=-1) - each / 2 if level == "ordinal" else values
    apart = np.asarray(places[..., :, None] - places[..., None, :])
    if level == "ratio":
        size = np.abs(values[:, None] + values[None, :])
        apart = np.divide(apart, size, out=np.zeros_like(apart), where=size > 0)
    return np.asarray(apart**2)


def shared(table: Floats) -> float | None:
    """Return the share of agreeing pairs in counts (cases x classes), None without a pair."""
    raters = table.sum(axis=1)
    pairs = (raters * (raters - 1)).sum()
    return float((table * (table - 1)).sum() / pairs) if pairs else None
