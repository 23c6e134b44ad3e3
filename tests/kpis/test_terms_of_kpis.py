"""Every KPI stands on the words that were agreed, and says so where none were."""

from __future__ import annotations

import pytest
from support.data.answers import answer, codes
from support.data.tables import at, contacts, crm, deals

from workshop.kpis.catalogue.answers import KPIS
from workshop.kpis.core.scope import Scope
from workshop.kpis.tables.funnel import funnel
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.terms.rules.term import TERMS
from workshop.words import Words

SERVERS = Rule(
    entity="deals",
    where=Group(criteria=[Criterion(field="product", op=Op.ANY_OF, value=["server"])]),
)


@pytest.mark.parametrize("name", KPIS)
def test_term_and_counter_exist(name: str) -> None:
    """A KPI is read with another one, never with itself."""
    one = KPIS[name]

    assert one.term in ("", *TERMS)
    assert one.counter in KPIS
    assert one.counter != name


@pytest.mark.parametrize("name", ["win_rate", "sales_cycle_won", "won_value", "average_deal_size"])
def test_deals_stand_on_the_agreed_opportunity(name: str) -> None:
    """Forty deals are opportunities, forty are none."""
    held = [
        *deals(40, "won", value=2.0, product="server"),
        *deals(40, "lost", value=2.0, product="cloud"),
    ]
    found, everything = (
        answer(name, terms={"opportunity": SERVERS}, deals=held),
        answer(name, deals=held),
    )

    assert 40 == found.n
    assert everything.n in (40, 80)
    assert "no_agreed_term" not in codes(found) | codes(everything)


def test_a_rule_about_something_else_is_no_rule() -> None:
    """“Lead” about deals cannot say which contact is one."""
    found = answer("lead_to_won", SERVERS, contacts=contacts(40), deals=deals(10, "won"))

    assert (40, {"no_agreed_term": None}) == (found.n, codes(found))


def test_what_is_not_agreed_is_named() -> None:
    """Which word is missing, and who counts instead."""
    found = answer("lead_to_won", contacts=contacts(40), deals=[])

    assert ["Counted without an agreed rule for “Lead”: every contact counts."] == [
        caveat.text(Words("en")) for caveat in found.caveats
    ]


def test_a_rule_knows_nothing_of_tomorrow() -> None:
    """Computed fields are those of the as-of date: 15 of 50 are handed over only later."""
    handed = Rule(where=Group(criteria=[Criterion(field="handed_over", op=Op.IS_TRUE)]))
    days = ["2026-01-06"] * 35 + ["2026-12-01"] * 15
    given = [
        {"handoff_id": f"H{n}", "contact_id": f"C{n}", "handed_at": at(day)}
        for n, day in enumerate(days)
    ]
    held = crm(contacts=contacts(50), handoffs=given, deals=[])
    levels = {
        one.stage.key: one.overall for one in funnel(Scope.of(held, terms={"sql": handed})).levels
    }

    assert (35, 50) == (levels["sql"].numerator, levels["sql"].denominator)
