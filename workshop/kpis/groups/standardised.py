"""What a comparison with the same mix says: its sides, its strata, its differences."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workshop.kpis.core.caveat import Caveat
    from workshop.kpis.core.value import KpiValue
    from workshop.kpis.groups.dimension import Dimension
    from workshop.words import Words

Keys = tuple[str | None, ...]
"""What the cases of a stratum share, one value for each field; None where nobody filled it in."""


@dataclass(frozen=True)
class Side:
    """One group of the comparison.

    Attributes:
        key: its value.
        crude: the rate of all its cases.
        compared: the rate of those in strata that every side has.
        same_mix: what it would be if every side were mixed like all of them together.
    """

    key: str
    crude: KpiValue
    compared: KpiValue
    same_mix: KpiValue

    @property
    def left_out(self) -> int:
        """Cases in strata that not every side has."""
        return self.crude.n - self.compared.n


@dataclass(frozen=True)
class Stratum:
    """Cases that are alike: an answer for each side, and their weight in the common mix (0 to 1).

    A stratum that not every side has carries no weight.
    """

    keys: Keys
    answers: tuple[KpiValue, ...]
    weight: float = 0.0

    @property
    def n(self) -> int:
        """Its cases."""
        return sum(answer.n for answer in self.answers)


@dataclass(frozen=True)
class Difference:
    """How far one side lies before another, in shares (0.05 is five percentage points).

    Attributes:
        first: key of the side that the other is taken from.
        second: key of the other.
        crude: over all cases; the sum of `same_mix`, `by_mix` and `by_left_out`.
        same_mix: with the same mix.
        low: lower end of its 95 % interval.
        high: upper end of its 95 % interval.
        by_mix: the part that comes from the sides being mixed in different ways.
        by_left_out: the part that comes from cases that cannot be compared.
        is_reversed: whether crude and standardised difference point in opposite directions.
        in_every_stratum: whether each single stratum points against the crude one, too.
    """

    first: str
    second: str
    crude: float
    same_mix: float
    low: float
    high: float
    by_mix: float
    by_left_out: float
    is_reversed: bool
    in_every_stratum: bool

    @property
    def is_distinct(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Mix:
    """Two groups or more with the same mix.

    Attributes:
        by: what tells the sides apart.
        across: what tells the strata apart.
        total: the KPI of all cases, compared or not, as `ask` returns it.
        sides: the groups; none where nothing can be compared, and the first caveat says why.
        strata: those that all sides have; their weights add up to 1.
        left_out: those that not all sides have.
        differences: of every two sides.
        caveats: about the comparison; those about the cases stand at the total.
    """

    by: Dimension
    across: tuple[Dimension, ...]
    total: KpiValue
    sides: tuple[Side, ...] = ()
    strata: tuple[Stratum, ...] = ()
    left_out: tuple[Stratum, ...] = ()
    differences: tuple[Difference, ...] = ()
    caveats: tuple[Caveat, ...] = ()

    def noting(self, *caveats: Caveat | None) -> Mix:
        """Return the same comparison with further reservations; None adds nothing."""
        return replace(self, caveats=(*self.caveats, *(c for c in caveats if c)))

    def warning(self, caveat: Caveat) -> Mix:
        """Return the same comparison with this reservation before all others."""
        return replace(self, caveats=(caveat, *self.caveats))

    def labels_of(self, stratum: Stratum) -> list[str]:
        """Return the messages that name a stratum, one for each of its fields."""
        pairs = zip(self.across, stratum.keys, strict=True)
        return [dimension.label_of(key) for dimension, key in pairs]

    def as_json(self, words: Words) -> dict[str, Any]:
        """Return plain data: names, numbers between -1 and 1, stable codes."""
        return {
            "name": self.total.name,
            "by": self.by.name,
            "across": [dimension.name for dimension in self.across],
            "total": self.total.as_json(words),
            "sides": [self._side(side, words) for side in self.sides],
            "strata": [self._stratum(one, words) for one in (*self.strata, *self.left_out)],
            "differences": [
                vars(one) | {"is_distinct": one.is_distinct} for one in self.differences
            ],
            "caveats": [{"code": c.code, "text": c.text(words)} for c in self.caveats],
        }

    def _side(self, side: Side, words: Words) -> dict[str, Any]:
        return {
            "key": side.key,
            "label": words(self.by.label_of(side.key)),
            "left_out": side.left_out,
            "crude": side.crude.as_json(words),
            "compared": side.compared.as_json(words),
            "same_mix": side.same_mix.as_json(words),
        }

    def _stratum(self, stratum: Stratum, words: Words) -> dict[str, Any]:
        return {
            "keys": list(stratum.keys),
            "labels": [words(label) for label in self.labels_of(stratum)],
            "weight": stratum.weight,
            "answers": [answer.as_json(words) for answer in stratum.answers],
        }
