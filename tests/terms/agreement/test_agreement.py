"""Agreement comes with its band, and says so when it knows little."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from support.data.raters import percent_agreement
from support.data.sortings import CANONICAL, PARADOX, RATINGS, sorting
from support.run.profiles import examples

from workshop.terms.agreement.agreement import Agreement, agreement, band, change
from workshop.terms.agreement.alpha import alpha
from workshop.words import Words

DE, EN = Words("de"), Words("en")
PERFECT = sorting("11 22 33 00 11 22 33 00 11 22 33 00")


def noisy(cases: int, raters: int, doubt: float, seed: int) -> dict[str, dict[str, int]]:
    """Return people who see the same case with more or less doubt."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    true = {f"{seed}-{n:03}": dice.gauss(0, 1) for n in range(cases)}
    return {
        f"r{who}": {
            unit: sum(value + dice.gauss(0, doubt) > edge for edge in (-0.7, 0, 0.8))
            for unit, value in true.items()
        }
        for who in range(raters)
    }


def test_all_numbers_of_a_sorting() -> None:
    """What nobody else rated counts neither as case nor as rater."""
    found = agreement({**CANONICAL, "alone": {"only mine": 1}})

    assert (4, 11) == (found.n_raters, found.n_units)
    assert found.alpha == alpha(CANONICAL, "ordinal")
    assert found.percent == percent_agreement(CANONICAL)
    assert found.low is not None
    assert found.high is not None
    assert found.low < alpha(CANONICAL) < found.high  # type: ignore[operator]


def test_a_dozen_cases_give_a_wide_band() -> None:
    """About .3 to either side; who sees .4 and .6 has seen no difference."""
    found = [band(noisy(12, 5, 0.7, seed)) for seed in range(40)]
    half = [(one.high - one.low) / 2 for one in found if one]

    assert 40 == len(half)
    assert 0.3 == pytest.approx(sum(half) / 40, abs=0.08)


def test_the_band_holds_what_it_promises() -> None:
    """In about 95 of 100 workshops the truth lies inside."""
    truth = alpha(noisy(4000, 5, 1.0, 999))
    found = [band(noisy(12, 5, 1.0, seed)) for seed in range(200)]
    inside = [one.low <= truth <= one.high for one in found if one]  # type: ignore[operator]

    assert 0.88 < sum(inside) / len(inside) < 0.99


def test_the_same_seed_gives_the_same_band() -> None:
    """Nobody wants to explain why the number moved when the page was drawn again."""
    ratings = noisy(12, 4, 1.0, 1)

    assert band(ratings, seed=7) == band(dict(reversed(ratings.items())), seed=7)
    assert band(ratings, seed=7) != band(ratings, seed=8)


def test_full_agreement_keeps_a_doubt() -> None:
    """Twelve cases without dispute do not prove that the thirteenth has none."""
    found = agreement(PERFECT)

    assert (1.0, 1.0, 1.0) == (found.alpha, found.high, found.percent)
    assert 0.7 == pytest.approx(found.low, abs=0.06)


@pytest.mark.parametrize(
    "ratings",
    [
        {},
        sorting("1 2 3 0 1 2"),
        sorting("12 21 33 00"),
        sorting("11 11 11 11 11 11 11"),
        sorting("11 11 11 11 11 11 11 11 11 11 11 21"),
    ],
)
def test_where_there_is_no_band(ratings: dict[str, dict[str, int]]) -> None:
    """One person, four cases, no variation, or hardly any: nothing is made up."""
    assert band(ratings) is None
    assert agreement(ratings).is_wide


@given(RATINGS)
@settings(max_examples=examples(12))
def test_any_sorting_can_be_said(ratings: dict[str, dict[str, int]]) -> None:
    """No sorting breaks the stage, and a band has its ends in order."""
    found = agreement(ratings)
    moved = change(ratings, PERFECT)

    # A band may end at zero, so its ends are asked for by name and not by truth.
    assert (found.low is None) is (found.high is None)
    assert found.low is None or found.high is None or found.low <= found.high <= 1
    assert (found.percent is None) <= (found.alpha is None) <= (found.low is None)
    for words in (DE, EN):
        assert "{" not in found.said(words) + moved.said(words)


def test_what_is_said_of_one_sorting() -> None:
    """Never alpha alone; a wide band is called wide."""
    wide = Agreement(0.41, 0.1, 0.72, 0.583, 8, 12)
    narrow = Agreement(0.41, 0.3, 0.52, 0.583, 8, 60)

    assert (
        "58% of all pairs agree; alpha is 0.41. 12 cases: the band is wide, from 0.10 to 0.72."
        == wide.said(EN)
    )
    assert (
        "58% of all pairs agree; alpha is 0.41 (95% band 0.30 to 0.52, 60 cases)."
        == narrow.said(EN)
    )
    assert "Alpha ist 0,41" in wide.said(DE)


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        (sorting("1 2 3"), "No case was sorted by two people"),
        (sorting("11 11 11 11 11"), "You all put every case in the same category."),
        (sorting("12 21 33 00"), "Too few cases for a band (4 cases)."),
    ],
)
def test_what_cannot_be_said(ratings: dict[str, dict[str, int]], said: str) -> None:
    """Not a number where there is none, but why."""
    assert said in agreement(ratings).said(EN)


def test_a_small_change_is_not_shown() -> None:
    """A dozen cases, a little more agreement: the sentence says that this is not shown."""
    found = change(noisy(12, 6, 1.1, 3), noisy(12, 6, 0.9, 4))

    assert not found.is_shown
    assert "12 cases: the band is wide" in found.said(EN)
    assert "isn’t proven" in found.said(EN)


def test_the_same_sorting_twice_may_have_changed() -> None:
    """Both are drawn apart: what other cases would have given is not the same for both."""
    once = noisy(12, 6, 1.0, 7)
    found = change(once, once)

    assert found.difference == 0
    assert found.low is not None
    assert found.high is not None
    assert found.low < -0.1 < 0.1 < found.high


@pytest.mark.parametrize(("turned", "said"), [(False, "more"), (True, "less")])
def test_a_large_change_is_shown(turned: bool, said: str) -> None:  # noqa: FBT001 - a parameter
    """From guessing to meaning the same; and the other way round."""
    pair = (noisy(12, 8, 5.0, 1), noisy(12, 8, 0.2, 2))
    found = change(*(reversed(pair) if turned else pair))

    assert found.is_shown
    assert f"You agree {said} than before" in found.said(EN)


def test_nothing_changed_is_seldom_called_a_change() -> None:
    """Two sortings of the same kind differ by chance; at most one in twenty is called real."""
    shown = [
        change(noisy(12, 5, 1.0, seed), noisy(15, 5, 1.0, seed + 500)).is_shown
        for seed in range(150)
    ]

    assert sum(shown) / len(shown) < 0.08


def test_no_alpha_no_difference() -> None:
    """Before all said the same: then “more” means nothing."""
    found = change(sorting("11 11 11 11 11 11"), PERFECT)

    assert (None, False) == (found.difference, found.is_shown)
    assert "can’t be compared" in found.said(EN)


def test_the_paradox_is_said_with_both_numbers() -> None:
    """96 % and an alpha below zero stand side by side."""
    said = agreement(PARADOX).said(EN)

    assert "96%" in said
    assert "−0.02" in said


def test_the_headline_claims_a_change_only_where_the_band_does() -> None:
    """How many pairs agree stands there in any case; that it moved, only where it is shown."""
    shown = change(noisy(12, 8, 3.0, 1), PERFECT)
    same = change(CANONICAL, CANONICAL)

    assert shown.is_shown
    assert "That’s more than before." in shown.headline(EN)
    assert "→ 100%" in shown.headline(EN)
    assert "may be chance" in same.headline(EN)
    assert "may be chance" not in shown.headline(EN)


def test_nothing_to_compare_has_no_number_in_its_headline() -> None:
    """Better no number than a wrong one."""
    nothing = change({"a": {"x": 1}}, {"a": {"y": 1}})

    assert "Before and after can’t be compared." == nothing.headline(EN)
    assert "%" not in nothing.before.headline(EN)
