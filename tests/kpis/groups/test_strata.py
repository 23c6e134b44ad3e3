"""Counts in strata: Simpson's reversal by hand, what cannot be compared, and what never changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.data.answers import codes
from support.data.tables import AS_OF

from workshop.kpis.core.value import KpiValue
from workshop.kpis.groups.dimension import DIMENSIONS
from workshop.kpis.groups.standardisation import Count
from workshop.kpis.groups.standardised import Mix
from workshop.kpis.groups.strata import compared

if TYPE_CHECKING:
    from workshop.kpis.groups.standardised import Difference

EMPTY = Mix(DIMENSIONS["source"], (DIMENSIONS["segment"],), KpiValue("lead_to_won", "ratio", AS_OF))
KIDNEY = {
    "open": {("small",): Count(81, 87), ("large",): Count(192, 263)},
    "closed": {("small",): Count(234, 270), ("large",): Count(55, 80)},
}
"""Charig et al., British Medical Journal 292 (1986), 879-882: two ways to remove a stone."""


def mixed(**sides: Any) -> Mix:
    """Return the comparison of sides given as successes and n for each stratum."""
    return compared(
        {
            side: {(stratum,): Count(*count) for stratum, count in own.items()}
            for side, own in sides.items()
        },
        EMPTY,
    )


def difference(found: Mix) -> Difference:
    (one,) = found.differences
    return one


def test_a_published_reversal() -> None:
    """Open surgery loses in all, 78 to 83 %, and wins in both strata: 93 to 87, 73 to 69 %."""
    found = compared(KIDNEY, EMPTY)
    opened, closed = found.sides

    assert (273 / 350, 289 / 350) == (opened.crude.value, closed.crude.value)
    assert (357 / 700, 343 / 700) == tuple(one.weight for one in found.strata)[::-1]
    assert 0.8325 == pytest.approx(opened.same_mix.value, abs=5e-5)
    assert 0.7789 == pytest.approx(closed.same_mix.value, abs=5e-5)
    assert ("mix_reversal",) == tuple(codes(found))
    assert (True, True) == (difference(found).is_reversed, difference(found).in_every_stratum)


def test_the_difference_falls_into_its_parts() -> None:
    """As counted is same mix plus mix plus what could not be compared."""
    found = mixed(a={"x": (10, 40), "y": (30, 60), "z": (7, 7)}, b={"x": (5, 60), "y": (15, 40)})
    one = difference(found)

    assert one.crude == pytest.approx(47 / 107 - 20 / 100)
    assert one.same_mix == pytest.approx(0.5 * (10 / 40 - 5 / 60) + 0.5 * (30 / 60 - 15 / 40))
    assert one.by_mix == pytest.approx((40 / 100 - 20 / 100) - one.same_mix)
    assert one.crude == pytest.approx(one.same_mix + one.by_mix + one.by_left_out)


def test_strata_of_one_side_are_left_out_and_counted() -> None:
    """What only one side has cannot be compared, and nobody invents it."""
    found = mixed(a={"x": (10, 40), "z": (7, 9)}, b={"x": (5, 60), "y": (1, 2)})
    left_out = {one.keys: [answer.n for answer in one.answers] for one in found.left_out}

    assert {("y",): [0, 2], ("z",): [9, 0]} == left_out
    assert {"strata_left_out": 11} == codes(found)
    assert [("a", 9), ("b", 2)] == [(side.key, side.left_out) for side in found.sides]


def test_a_reversal_is_one_against_what_people_saw() -> None:
    """As counted, with all cases: also where those that cannot be compared made the sign."""
    found = mixed(a={"x": (10, 40), "z": (60, 60)}, b={"x": (20, 40)})
    one = difference(found)

    assert (0.2, -0.25, 0.0, 0.45) == pytest.approx(
        (one.crude, one.same_mix, one.by_mix, one.by_left_out)
    )
    assert ["mix_reversal", "strata_left_out"] == list(codes(found))


@pytest.mark.parametrize("b", [{"x": (5, 29), "y": (1, 99)}, {"y": (50, 99)}])
def test_too_few_comparable_cases_give_no_number(b: dict[str, Any]) -> None:
    """Twenty-nine in common, or none, decide nothing, however many there are in all."""
    found = mixed(a={"x": (10, 40), "z": (50, 99)}, b=b)

    assert ((), (), ()) == (found.sides, found.strata, found.differences)
    assert ["small_n", "strata_left_out"] == list(codes(found))


def test_thirty_are_enough() -> None:
    """The limit itself gives a number."""
    found = mixed(a={"x": (10, 30)}, b={"x": (5, 30)})

    assert (1 / 3, 1 / 6) == tuple(side.same_mix.value for side in found.sides)


def test_small_strata_have_counts_and_no_rate() -> None:
    """They weigh in the whole; alone they say nothing."""
    found = mixed(a={"x": (10, 40), "y": (2, 3)}, b={"x": (5, 40), "y": (1, 40)})
    small = found.strata[1].answers[0]

    assert (None, 2, 3) == (small.value, small.numerator, small.n)


def test_a_difference_that_chance_could_make_is_not_distinct() -> None:
    """The interval holds zero, or it does not."""
    near = mixed(a={"x": (20, 40)}, b={"x": (18, 40)})
    far = mixed(a={"x": (36, 40)}, b={"x": (4, 40)})

    assert [False, True] == [difference(found).is_distinct for found in (near, far)]


def test_three_sides_have_three_differences() -> None:
    """Every two of them, in strata that all three have."""
    found = mixed(a={"x": (9, 40)}, b={"x": (5, 40), "y": (1, 4)}, c={"x": (1, 40)})

    assert [("a", "b"), ("a", "c"), ("b", "c")] == [(d.first, d.second) for d in found.differences]
    assert {"strata_left_out": 4} == codes(found)


COUNTS = st.integers(20, 60).flatmap(lambda n: st.builds(Count, st.integers(0, n), st.just(n)))
SIDE = st.fixed_dictionaries({"x": COUNTS, "y": COUNTS, "z": COUNTS})


@given(SIDE, SIDE)
def test_a_reversal_is_a_change_of_sign(a: dict[str, Count], b: dict[str, Count]) -> None:
    """The flag is the arithmetic, and against all strata it is always one."""
    found = mixed(a=a, b=b)
    one = difference(found)
    steps = [a[s].rate - b[s].rate for s in "xyz"]

    assert one.is_reversed == ("mix_reversal" in codes(found))
    assume(abs(one.crude) > 1e-9 and abs(one.same_mix) > 1e-9)
    assert one.is_reversed == (one.crude * one.same_mix < 0)
    assert one.in_every_stratum == all(float(step) * one.crude < 0 for step in steps)
    assert one.is_reversed or not one.in_every_stratum


@given(SIDE, SIDE)
def test_sides_of_one_mix_have_no_part_that_is_mix(
    a: dict[str, Count], b: dict[str, Count]
) -> None:
    """Where both are mixed alike, all of the difference is difference."""
    alike = {stratum: Count(min(b[stratum].successes, a[stratum].n), a[stratum].n) for stratum in a}

    assert 0 == pytest.approx(difference(mixed(a=a, b=alike)).by_mix)


@given(SIDE, SIDE)
def test_who_is_named_first_only_turns_the_sign(a: dict[str, Count], b: dict[str, Count]) -> None:
    """Weights and rates belong to the data, not to the question."""
    one, turned = difference(mixed(a=a, b=b)), difference(mixed(b=b, a=a))

    assert (-one.crude, -one.same_mix, -one.by_mix) == pytest.approx(
        (turned.crude, turned.same_mix, turned.by_mix)
    )
    assert (one.is_reversed, one.in_every_stratum) == (turned.is_reversed, turned.in_every_stratum)
