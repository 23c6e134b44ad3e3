"""Measures of agreement give the numbers that were published, and keep their laws."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.data.raters import fleiss, percent_agreement
from support.data.sortings import CANONICAL, PARADOX, RATINGS
from support.run.profiles import examples

from workshop.terms.agreement.alpha import alpha, coincidences, counted

if TYPE_CHECKING:
    from workshop.terms.agreement.alpha import Level

LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval", "ratio")
FOURTEEN_RATERS = (
    *((0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1)),
    *((7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7)),
)
"""Ten subjects, five classes: the worked example of Fleiss' kappa that is printed most."""


@pytest.mark.parametrize(
    ("level", "published"),
    [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)],
)
def test_the_canonical_example(level: Level, published: float) -> None:
    """Krippendorff's four observers and twelve units, with values missing."""
    assert published == pytest.approx(alpha(CANONICAL, level), abs=5e-4)


def test_the_canonical_coincidences() -> None:
    """The matrix that the same paper prints, and its 40 pairable values."""
    met = coincidences(counted(CANONICAL).table).sum(axis=0)

    assert [9, 13, 10, 5, 3] == pytest.approx(met.sum(axis=0))
    assert [7, 4 / 3, 1 / 3, 1 / 3, 0] == pytest.approx(met[0])


def test_fleiss_of_fourteen_raters() -> None:
    """Kappa .210, as printed."""
    assert 0.210 == pytest.approx(fleiss(FOURTEEN_RATERS), abs=5e-4)


def test_much_agreement_can_be_none_beyond_chance() -> None:
    """96 of 100 agree, and alpha is below zero: nobody ever said no twice."""
    assert 0.96 == percent_agreement(PARADOX)
    assert -0.015 == pytest.approx(alpha(PARADOX, "nominal"), abs=5e-4)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "ratings",
    [
        {},
        {"a": {}},
        {"a": {"x": 1, "y": 2}},
        {"a": {"x": 1}, "b": {"y": 2}},
        {"a": {"x": 1, "y": 1}, "b": {"x": 1, "y": 1}},
        {"a": {"x": 0}, "b": {"x": 0}},
    ],
)
def test_alpha_is_not_invented(level: Level, ratings: dict[str, dict[str, int]]) -> None:
    """One rater, no shared case, or no variation: not defined, and not 1."""
    assert alpha(ratings, level) is None


@pytest.mark.parametrize(("ratings", "share"), [({"a": {"x": 1}}, None), ({}, None)])
def test_one_person_agrees_with_nobody(
    ratings: dict[str, dict[str, int]], share: float | None
) -> None:
    """Without a pair there is no share of pairs."""
    assert share == percent_agreement(ratings)


@pytest.mark.parametrize("level", LEVELS)
@given(ratings=RATINGS)
@settings(max_examples=examples(16))
def test_names_and_absent_people_do_not_matter(
    level: Level, ratings: dict[str, dict[str, int]]
) -> None:
    """Who the raters and what the cases are called, and who said nothing, changes nothing."""
    renamed = {f"z{-n}": one for n, one in enumerate(reversed([*ratings.values()]))}
    cases = {
        rater: {f"{unit[::-1]}!": value for unit, value in one.items()}
        for rater, one in ratings.items()
    }
    expected = pytest.approx(alpha(ratings, level))

    assert expected == alpha(renamed, level)
    assert expected == alpha(cases, level)
    assert expected == alpha({**ratings, "silent": {}}, level)
    assert expected == alpha({**ratings, "alone": {"nobody else's": 3}}, level)


@given(RATINGS, st.permutations(range(4)))
@settings(max_examples=examples(16))
def test_names_have_no_order(ratings: dict[str, dict[str, int]], order: list[int]) -> None:
    """Nominal alpha and percent agreement do not care which class is which."""
    other = {r: {u: order[v] for u, v in one.items()} for r, one in ratings.items()}

    assert pytest.approx(alpha(ratings, "nominal")) == alpha(other, "nominal")
    assert pytest.approx(percent_agreement(ratings)) == percent_agreement(other)


@given(RATINGS)
@settings(max_examples=examples(16))
def test_each_level_keeps_what_it_promises(ratings: dict[str, dict[str, int]]) -> None:
    """An order survives stretching and turning, steps survive moving, amounts survive scaling."""

    def stretched(to: list[int]) -> dict[str, dict[str, int]]:
        return {r: {u: to[v] for u, v in one.items()} for r, one in ratings.items()}

    assert pytest.approx(alpha(ratings, "ordinal")) == alpha(stretched([-7, 0, 1, 50]), "ordinal")
    assert pytest.approx(alpha(ratings, "ordinal")) == alpha(stretched([3, 2, 1, 0]), "ordinal")
    assert pytest.approx(alpha(ratings, "interval")) == alpha(stretched([5, 8, 11, 14]), "interval")
    assert pytest.approx(alpha(ratings, "ratio")) == alpha(stretched([0, 3, 6, 9]), "ratio")


@given(RATINGS)
@settings(max_examples=examples(16))
def test_two_classes_are_the_same_on_every_scale(ratings: dict[str, dict[str, int]]) -> None:
    """With yes and no there is only one distance."""
    binary = {r: {u: int(v > 0) for u, v in one.items()} for r, one in ratings.items()}
    found = {level: alpha(binary, level) for level in LEVELS}

    assert 1 == len({None if value is None else round(value, 9) for value in found.values()})


@given(st.lists(st.tuples(*[st.integers(0, 9)] * 3), min_size=1, max_size=8))
@settings(max_examples=examples(16))
def test_fleiss_and_alpha_differ_by_the_small_sample_only(rows: list[tuple[int, ...]]) -> None:
    """One minus either is observed over expected disagreement; alpha draws without replacement."""
    full = [(*row, 30 - sum(row)) for row in rows]
    given_out = [np.repeat(range(4), row) for row in full]
    ratings = {
        f"r{rater}": {f"u{n}": int(row[rater]) for n, row in enumerate(given_out)}
        for rater in range(30)
    }
    kappa, nominal, total = fleiss(full), alpha(ratings, "nominal"), 30 * len(full)

    assert (kappa is None) == (nominal is None)
    assert kappa is None or pytest.approx((1 - kappa) * (total - 1) / total) == 1 - nominal


@pytest.mark.parametrize("table", [[], [(1, 0)], [(2, 0), (1, 2)]])
def test_fleiss_needs_equal_rows(table: list[tuple[int, ...]]) -> None:
    """Fleiss' formula is for the same number of raters everywhere, at least two."""
    with pytest.raises(ValueError, match="same number of raters"):
        fleiss(table)


def test_fleiss_without_variation_is_not_defined() -> None:
    """Chance could not have done otherwise either."""
    assert fleiss([(3, 0), (3, 0)]) is None
