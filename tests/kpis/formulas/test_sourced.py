"""Whose pipeline: three rules beside each other, only of what had happened when a deal began."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from support.data.answers import codes, touch
from support.data.tables import LONG_AGO, contacts, crm, deals

from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.core.assumptions import Assumptions
from workshop.kpis.core.scope import Scope
from workshop.kpis.formulas.sourced import Share, shares
from workshop.stats import wilson

WORTH = 100.0


def by_marketing(days: float, who: str = "C0", **facts: Any) -> dict[str, Any]:
    """Return a touch of marketing some days before the deal was opened."""
    row = touch(None, contact_id=who, side="marketing", human=False, **facts)
    return row | {"happened_at": LONG_AGO - timedelta(days=days)}


def by_sales(days: float, who: str = "C0", **facts: Any) -> dict[str, Any]:
    """Return a touch of sales some days before the deal was opened."""
    return touch(None, contact_id=who, **facts) | {"happened_at": LONG_AGO - timedelta(days=days)}


def rules(*touches: dict[str, Any], source: str | None = None, **more: Any) -> set[str]:
    """Return the rules that give a single deal to marketing."""
    data = crm(
        contacts=contacts(1, source=source),
        deals=deals(1, "open", value=WORTH, closed_at=None),
        touchpoints=list(touches),
    )
    found = shares(Scope.of(data, assumptions=Assumptions(**more)))
    return {rule for rule, one in found.items() if one.deals}


@pytest.mark.parametrize("source", ["website", "webinar", "fair", "newsletter", "ads", "vendor"])
def test_the_source_field_decides_by_itself(source: str) -> None:
    """No touch is asked."""
    assert {"sourced_by_field"} == rules(source=source)


@pytest.mark.parametrize("source", ["call_blitz", "referral", None, "Sonstige"])
def test_other_sources_are_not_marketing_s(source: str | None) -> None:
    """Nor is an empty field, nor a word the kit does not know."""
    assert set() == rules(source=source)


def test_marketing_first_by_every_rule() -> None:
    """A form, then a call."""
    assert {"sourced_by_first_touch", "sourced_before_sales", "influenced_pipeline"} == rules(
        by_marketing(5), by_sales(2)
    )


def test_sales_first_is_influenced_at_most() -> None:
    """A call, then a newsletter."""
    assert {"influenced_pipeline"} == rules(by_sales(5), by_marketing(2))


def test_a_machine_in_the_name_of_sales_is_no_sales_activity() -> None:
    """It is a first touch, but nobody of sales had done anything."""
    assert {"sourced_before_sales", "influenced_pipeline"} == rules(
        by_sales(5, human=False), by_marketing(2)
    )


def test_what_comes_after_the_deal_was_opened_decides_nothing() -> None:
    """Nothing later leaks in."""
    assert set() == rules(by_marketing(-1))


def test_influence_has_a_window() -> None:
    """Ninety days before the deal; a touch of last year is none."""
    assert {"sourced_by_first_touch", "sourced_before_sales"} == rules(
        by_marketing(91), influence_days=90
    )
    assert "influenced_pipeline" in rules(by_marketing(91), influence_days=92)


def test_two_firsts_at_the_same_time_are_nobody_s() -> None:
    """Days without a time cannot say who was first; such deals are counted apart."""
    data = crm(
        contacts=contacts(1),
        deals=deals(1, "won", value=WORTH),
        touchpoints=[by_marketing(5), by_sales(5)],
    )
    found = ask(kpi("sourced_by_first_touch"), Scope.of(data))

    assert (0.0, 1) == (found.value, codes(found)["tied_touches"])


def test_the_answer_is_money_with_its_deals() -> None:
    """Deals without a touch stay in the whole; those without a value are named."""
    sold = (
        deals(3, "won", value=WORTH) + deals(1, "lost", value=50.0) + deals(1, "open", value=None)
    )
    data = crm(contacts=contacts(3), deals=sold, touchpoints=[by_marketing(5)])
    found = ask(kpi("sourced_by_first_touch"), Scope.of(data))

    assert (150.0, "EUR", 3, 150.0, 350.0) == (
        found.value,
        found.unit,
        found.n,
        found.numerator,
        found.denominator,
    )
    assert 1 == codes(found)["unvalued_deals"]


def test_influenced_is_never_added() -> None:
    """The answer itself says so, and its window."""
    data = crm(
        contacts=contacts(1), deals=deals(1, "won", value=WORTH), touchpoints=[by_marketing(5)]
    )
    found = ask(kpi("influenced_pipeline"), Scope.of(data))

    assert ("never_add" in codes(found), 90) == (True, found.window_days)


def test_an_unknown_source_is_counted_for_nobody() -> None:
    """And counted."""
    data = crm(contacts=contacts(1, source="Sonstige"), deals=deals(1, "won", value=WORTH))
    found = ask(kpi("sourced_by_field"), Scope.of(data))

    assert (0.0, 1) == (found.value, codes(found)["unknown_source"])


def test_shares_have_intervals_and_need_thirty() -> None:
    """Three rules side by side: each with a share of the deals and its interval."""
    few, many = Share(5, 1.0, 29, 2.0), Share(15, 30.0, 30, 120.0)

    assert (None, None) == (few.share, few.interval)
    assert (0.5, wilson(15, 30)) == (many.share, many.interval)


def test_a_rule_without_its_columns_is_not_there() -> None:
    """The others stay."""
    found = shares(Scope.of(crm(contacts=contacts(1), deals=deals(1, "won"))))

    assert ["sourced_by_field"] == list(found)
