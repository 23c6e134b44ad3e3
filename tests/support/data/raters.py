"""Older measures of agreement, as oracles for the kit's alpha."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from workshop.terms.agreement.alpha import PAIR, counted, shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def percent_agreement(ratings: Mapping[str, Mapping[str, int]]) -> float | None:
    """Return the share of agreeing pairs: two people, one case, the same class.

    Every pair counts the same, so a case that more people rated weighs more. None where no case
    has two ratings.
    """
    return shared(counted(ratings).table)


def fleiss(table: Iterable[Sequence[int]]) -> float | None:
    """Return Fleiss' kappa of counts: one row a case, one column a class.

    Formula: J. L. Fleiss, Psychological Bulletin 76 (1971), 378-382.

    Returns:
        Kappa, or None where all ratings are the same and it is not defined.

    Raises:
        ValueError: if there is no case, or not every case has the same number of raters, at
            least two.
    """
    rows = [list(row) for row in table]
    raters = {sum(row) for row in rows}
    if len(raters) != 1 or min(raters) < PAIR:
        message = f"fleiss needs the same number of raters, two or more, a case; got {raters}"
        raise ValueError(message)
    counts = np.array(rows, dtype=np.float64)
    shares = counts.sum(axis=0) / counts.sum()
    chance = float((shares**2).sum())
    agreed = shared(counts)
    return None if agreed is None or shares.max() == 1 else (agreed - chance) / (1 - chance)
