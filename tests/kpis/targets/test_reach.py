"""A target against one's own quarters: had, at the edge, never seen, or nobody can know."""

from __future__ import annotations

import pytest
from support.data.quarterly import closed
from support.data.tables import AS_OF, crm

from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.core.scope import Scope
from workshop.kpis.targets.reach import Reach, Verdict, reach
from workshop.kpis.targets.text import MESSAGES, judgement_text, reach_text
from workshop.words import LANGS, Words

STEADY = [(30, 100), (34, 100), (28, 100), (33, 100), (29, 100), (32, 100)]
EN = Words("en")


def steady() -> Reach:
    return reach(Scope.of(crm(deals=closed(STEADY))), "win_rate")


def test_the_total_is_the_answer_of_the_kpi() -> None:
    """One number on the sheet, the same as everywhere."""
    held = crm(deals=closed(STEADY))

    assert ask(kpi("win_rate"), Scope.of(held)) == reach(Scope.of(held), "win_rate").total


@pytest.mark.parametrize(
    ("target", "verdict"),
    [
        (0.2, Verdict.WITHIN),
        (0.34, Verdict.WITHIN),
        (0.36, Verdict.EDGE),
        (0.7, Verdict.NEW),
    ],
)
def test_a_target_is_judged_by_own_quarters(target: float, verdict: Verdict) -> None:
    """The best quarter and the end of the range are the two borders."""
    assert verdict is steady().judge(target).verdict


def test_where_less_is_better_the_borders_turn_round() -> None:
    """A low rejection rate is the ambitious one."""
    found = reach(Scope.of(crm(deals=closed(STEADY))), "win_rate")
    turned = Reach(found.name, found.unit, "down", found.total, found.quarters, 0.15, 0.5)

    assert 0.28 == turned.best
    assert [Verdict.WITHIN, Verdict.EDGE, Verdict.NEW] == [
        turned.judge(target).verdict for target in (0.3, 0.2, 0.1)
    ]


def test_an_easy_target_is_called_easy() -> None:
    """What the last quarter had already is no step."""
    assert (True, False) == (steady().judge(0.3).is_easy, steady().judge(0.33).is_easy)
    assert "at least that good" in judgement_text(steady(), steady().judge(0.3), EN)


def test_where_less_is_better_less_is_no_easy_target() -> None:
    """A rejection rate above the last quarter's is one that was had already."""
    last = steady().last
    turned = Reach("win_rate", "ratio", "down", steady().total, steady().quarters, 0.15, 0.5)

    assert last is not None
    value = last.answer.value
    assert value is not None
    assert (True, False) == (
        turned.judge(value + 0.01).is_easy,
        turned.judge(value - 0.01).is_easy,
    )


@pytest.mark.parametrize("target", [-0.1, 1.2, float("nan"), float("inf")])
def test_an_impossible_target_is_refused(target: float) -> None:
    """A share above 100 % is a typing error, not an ambition."""
    with pytest.raises(WorkshopError, match="could ever have this value"):
        steady().judge(target)


def test_three_quarters_are_no_range() -> None:
    """Below four nobody knows what a quarter brings, and it is said."""
    found = reach(Scope.of(crm(deals=closed(STEADY[:3]))), "win_rate")

    assert (None, None, "few_quarters") == (found.low, found.high, found.why.code)
    assert None is found.judge(0.3).verdict
    assert "Full quarters to compare: only 3." in judgement_text(found, found.judge(0.3), EN)


def test_a_small_last_quarter_is_no_range() -> None:
    """Below 30 cases the quarter to start from is no number."""
    found = reach(Scope.of(crm(deals=closed([*STEADY[:5], (4, 12)]))), "win_rate")

    assert ("small_quarter", 12) == (found.why.code, found.why.values["n"])


def test_a_jump_leaves_no_range() -> None:
    """Acceptance that jumps from 5 to 95 % says: ask what changed."""
    jump = [(5, 200), (6, 200), (5, 200), (8, 200), (190, 200), (192, 200)]

    assert "empty_range" == reach(Scope.of(crm(deals=closed(jump))), "win_rate").why.code


def test_a_sum_says_that_it_has_no_quarters() -> None:
    """Better no range than one of two years against a quarter."""
    found = reach(Scope.of(crm(deals=closed(STEADY, value=1000.0))), "won_value")

    assert "no_quarters" == found.why.code
    assert "can’t be compared by quarter" in reach_text(found, EN)


def test_money_and_days_have_a_range_too() -> None:
    """Means and medians by quarter, above zero."""
    rows = closed(STEADY)
    for place, row in enumerate(rows):
        row["value"] = 1000.0 + 37 * (place % 19)
    held = crm(deals=rows)

    for name in ("average_deal_size", "sales_cycle_won"):
        found = reach(Scope.of(held), name)
        assert 0 < found.low <= found.last.answer.value <= found.high


def test_missing_columns_are_the_reason() -> None:
    """What refuses the number refuses the range, by the same words."""
    bare = [{k: v for k, v in row.items() if k != "closed_at"} for row in closed(STEADY)]
    found = reach(Scope.of(crm(deals=bare, without=("closed_at",))), "win_rate")

    assert "missing_columns" == found.why.code
    assert "“Deal closed” (Deals)" in reach_text(found, EN)


def test_nothing_after_the_day_counts() -> None:
    """As of an earlier day the last quarter is an earlier one."""
    found = reach(
        Scope.of(crm(deals=closed(STEADY)), as_of=AS_OF.replace(month=6, day=30)), "win_rate"
    )

    assert "2026-Q2" == found.last.quarter.key
    assert 29 == found.last.answer.numerator


@pytest.mark.parametrize("quarters", [3, 13])
def test_the_number_of_quarters_has_ends(quarters: int) -> None:
    """Fewer than four are no spread; there are no quantiles for more than twelve."""
    with pytest.raises(WorkshopError, match="quarters can’t be compared"):
        reach(Scope.of(crm(deals=closed(STEADY))), "win_rate", quarters=quarters)


@pytest.mark.parametrize("lang", LANGS)
def test_every_reason_can_be_said(lang: str) -> None:
    """In both languages, with what fills it."""
    words, found = Words(lang), steady()

    assert reach_text(found, words)
    assert judgement_text(found, found.judge(0.36), words)
    assert {"few_quarters", "small_quarter", "restless", "empty_range"} <= set(MESSAGES)
