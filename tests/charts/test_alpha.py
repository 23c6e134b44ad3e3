"""Agreement before and after: points and bands are true, and what is missing is said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.run.profiles import examples
from support.source.drawn import Drawn

from workshop.charts.alpha import alpha_chart
from workshop.charts.svg import svg
from workshop.charts.theme import BOTH
from workshop.terms.agreement.agreement import Agreement
from workshop.words import Words

DE, EN = Words("de"), Words("en")
BEFORE = Agreement(0.25, 0.0, 0.5, 0.54, 8, 12)
AFTER = Agreement(0.75, 0.5, 1.0, 0.84, 8, 10)
NO_BAND = Agreement(0.62, None, None, 0.8, 2, 3)
ALL_THE_SAME = Agreement(None, None, None, 1.0, 4, 12)
NOTHING = Agreement(None, None, None, None, 0, 0)


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    """Return any agreement there can be, and those of which something is missing."""
    low, alpha, high = sorted(draw(st.tuples(*[st.floats(-0.9, 1)] * 3)))
    whole = Agreement(alpha, low, high, draw(st.floats(0, 1)), 8, draw(st.integers(1, 2000)))
    return draw(st.sampled_from([whole, NO_BAND, ALL_THE_SAME, NOTHING]))


def drawn(before: Agreement, after: Agreement, words: Words = EN) -> Drawn:
    return Drawn(alpha_chart(before, after, words), words)


def test_points_and_bands_stand_where_they_belong() -> None:
    """The axis is linear, the same for both rows, and one end of it is one."""
    found = drawn(BEFORE, AFTER)
    (low, half), (same, one) = found.lines(BOTH)
    points = [x for x, _ in found.marks(BOTH)]

    assert half == pytest.approx(same) == pytest.approx((low + one) / 2)
    assert [pytest.approx((low + half) / 2), pytest.approx((half + one) / 2)] == points


def test_before_stands_above_after() -> None:
    """One reads downwards what happened."""
    found = drawn(BEFORE, AFTER)

    assert found.text("Before").bottom < found.text("0.25").top < found.text("After").top
    assert found.text("After").bottom < found.text("0.75").top


def test_german_values_have_a_comma() -> None:
    """0,25 and not 0.25, at the point as on the axis and in the accessible name."""
    found = drawn(BEFORE, AFTER, DE)

    assert {"0,25", "0,75", "0,5"} <= set(found.words)
    assert not [one for one in found.words if "0." in one]
    assert "0,25" in alpha_chart(BEFORE, AFTER, DE).to_dict()["description"]


@pytest.mark.parametrize(
    ("low", "ticks"),
    [
        (0.1, ["0", "0.5", "1"]),
        (-0.1, ["−0.25", "0", "0.5", "1"]),
        (-0.3, ["−0.5", "0", "0.5", "1"]),
    ],
)
def test_the_axis_begins_at_zero_or_below_the_band(low: float, ticks: list[str]) -> None:
    """Zero is chance and always seen; a band below it is not cut."""
    found = drawn(Agreement(0.2, low, 0.6, 0.5, 8, 12), AFTER)

    assert ticks == [one for one in found.words if one in {"−0.5", "−0.25", "0", "0.5", "1"}]


def test_a_negative_alpha_has_a_minus_and_no_hyphen() -> None:
    """Worse than chance is possible, and a hyphen is overlooked."""
    found = drawn(Agreement(-0.12, -0.3, 0.2, 0.3, 8, 12), Agreement(-0.001, -0.1, 0.1, 0, 2, 9))

    assert {"−0.12", "0.00"} <= set(found.words)


def test_without_a_band_there_is_a_point_and_a_word() -> None:
    """A point by itself would look exact."""
    found = drawn(NO_BAND, AFTER)

    assert (1, 2) == (len(found.lines(BOTH)), len(found.marks(BOTH)))
    assert "no band: too few cases" in found.words


@pytest.mark.parametrize(
    ("missing", "said"),
    [(ALL_THE_SAME, "no alpha: all in one category"), (NOTHING, "nothing to compare")],
)
def test_without_alpha_there_is_a_word_and_no_point(missing: Agreement, said: str) -> None:
    """A point at zero would say that they agree as by chance."""
    found = drawn(missing, missing)

    assert ([], []) == (found.lines(BOTH), found.marks(BOTH))
    assert 2 == found.words.count(said)


def test_rows_say_what_they_stand_on() -> None:
    """The plain share of agreeing pairs, and how many cases there were."""
    found = drawn(BEFORE, NOTHING)

    assert "54% of all pairs agree · 12 cases" in found.words
    assert "0 cases" in found.words


@settings(max_examples=examples(12))
@given(agreements(), agreements(), st.sampled_from([DE, EN]))
def test_no_label_covers_another_or_is_cut(
    before: Agreement, after: Agreement, words: Words
) -> None:
    """Wherever the points are and whatever is missing."""
    assert [] == drawn(before, after, words).flaws


def test_who_cannot_see_it_hears_the_same_numbers() -> None:
    """The accessible name holds share, cases, alpha and band, and what is missing."""
    assert alpha_chart(BEFORE, NO_BAND, EN).to_dict()["description"] == (
        "Before: 54% of all pairs agree · 12 cases, alpha 0.25, 95% band 0.00 to 0.50;"
        " After: 80% of all pairs agree · 3 cases, alpha 0.62, no band: too few cases"
    )


def test_the_picture_is_the_same_every_time() -> None:
    """Byte for byte; also where there is nothing."""
    first, second = (svg(alpha_chart(BEFORE, NOTHING, DE), DE) for _ in range(2))

    assert first == second
