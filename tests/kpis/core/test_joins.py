"""No number crosses a link that leads nowhere, and the answer says which link and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.data.answers import answer, handoffs
from support.data.tables import LONG_AGO, contacts, crm, deals
from support.exports.exports import refusal

from workshop.crm.joins import Join, crossed
from workshop.kpis.catalogue.answers import KPIS, ask
from workshop.kpis.catalogue.sql import kpi_sql
from workshop.kpis.core.scope import Scope
from workshop.kpis.groups.breakdown import breakdown
from workshop.kpis.tables.consistency import consistency
from workshop.kpis.tables.funnel import funnel
from workshop.policy import LEAST_JOINED
from workshop.terms.outcome.cases_with_outcome import check_needs
from workshop.terms.rules.entity import available
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.crm.crm import Crm

ACROSS = [
    one.name
    for one in KPIS.values()
    if any(crossed(needs, ("contacts", "deals", "handoffs", "touchpoints")) for needs in one.needs)
]
"""KPIs that read one table across another."""


def strangers(n: int = 40, **facts: Any) -> Crm:
    """Return leads and deals that know nothing of each other."""
    touches = [
        {
            "touchpoint_id": f"T{i}",
            "contact_id": f"Z{i}",
            "happened_at": LONG_AGO,
            "human": True,
            "side": "sales",
        }
        for i in range(n)
    ]
    return crm(
        contacts=contacts(n, source="fair"),
        deals=[
            {**row, "contact_id": f"X-{i}", "value": 10.0} for i, row in enumerate(deals(n, "won"))
        ],
        handoffs=[{**row, "contact_id": f"Y{i}"} for i, row in enumerate(handoffs(n, "accepted"))],
        touchpoints=touches,
        **facts,
    )


def test_a_join_of_which_nothing_hits_is_no_zero() -> None:
    """Neither a share nor a sum, in any KPI that reads across."""
    scope = Scope.of(strangers())
    numbers = {name: ask(KPIS[name], scope) for name in ACROSS}

    assert "lead_to_won" in ACROSS
    assert [] == [name for name, found in numbers.items() if found.value is not None]
    assert [] == [
        name
        for name in ("lead_to_won", "eventual_conversion", "response_time")
        if [one.code for one in numbers[name].caveats] != ["unjoined"]
    ]


def test_the_answer_names_both_columns_and_how_ids_are_written_in_each() -> None:
    """So that somebody can look; no id itself comes back from a warehouse."""
    (caveat,) = ask(KPIS["lead_to_won"], Scope.of(strangers())).caveats

    assert (
        "No number: of 40 IDs in “deals.contact_id” (Deals), 0 are found in “contacts.contact_id”"
        " (Contacts). Here they look like “A-9”, there like “A9”."
    ) == caveat.text(Words("en"))
    assert "„A-9“" in caveat.text(Words("de"))


def test_the_share_decides() -> None:
    """Below the threshold no number, from it on one with what is known of the others."""
    least = int(LEAST_JOINED * 40)
    found = {}
    for hits in (least - 1, least):
        rows = deals(40, "won")
        sold = [row if n < hits else {**row, "contact_id": "gone"} for n, row in enumerate(rows)]
        found[hits] = answer("lead_to_won", contacts=contacts(40), deals=sold)

    assert found[least - 1].value is None
    assert ("deals.contact_id",) == found[least - 1].missing
    assert 0.5 == found[least].value


def test_a_column_that_is_empty_leads_nowhere() -> None:
    """Every lead would count as lost; without any deal there is nothing to lead."""
    empty = deals(40, "won", contact_id=None)
    found = answer("lead_to_won", contacts=contacts(40), deals=empty)

    assert ["unlinked"] == [one.code for one in found.caveats]
    assert 0.0 == answer("lead_to_won", contacts=contacts(40), deals=[]).value


def test_numbers_of_one_table_do_not_mind() -> None:
    """Deals are won or lost, whoever bought."""
    answered = ask(KPIS["win_rate"], Scope.of(strangers()))

    assert ((), 40, 40) == (answered.missing, answered.n, answered.numerator)


def test_another_way_to_a_number_is_taken() -> None:
    """Whether a lead became a deal may stand in its own row."""
    data = {
        "contacts": contacts(40, converted_at=LONG_AGO),
        "deals": deals(40, "won", contact_id="x"),
    }

    assert 1.0 == answer("lead_to_deal", **data).value


def test_groups_tables_and_rules_know_it_too() -> None:
    """One fact for KPIs, their groups, the funnel, the comparison and the SQL."""
    data = strangers()
    scope = Scope.of(data)
    levels = {one.stage.key: one.overall for one in funnel(scope).levels}

    assert ["unjoined"] == [one.code for one in breakdown(scope, "lead_to_won", "source").caveats]
    assert "unjoined" == levels["won"].caveats[0].code
    assert "unjoined" == levels["mql"].caveats[0].code
    assert kpi_sql(KPIS["lead_to_won"], scope) is None
    assert "deals.contact_id" in str(refusal(lambda: check_needs(data)))
    assert not {"deals_won", "handed_over"} & {*available("contacts", data)}


def test_consistency_shows_what_leads_nowhere() -> None:
    """What keeps numbers away is what this table is read for."""
    found = {one.code: (one.n, one.of) for one in consistency(Scope.of(strangers())).findings}

    assert (40, 40) == found["strangers_in_deals"]
    assert "rejected_but_won" not in found


def test_tables_without_a_home_share_what_they_share() -> None:
    """Without contacts deals and touches may differ, but not in everything."""
    some = Join("touchpoints", "contact_id", "deals", 10, 10, 1, "a", "b")
    none = Join("touchpoints", "contact_id", "deals", 10, 10, 0, "a", "b")

    assert (False, True) == (some.broken, none.broken)
    assert [("touchpoints", "contact_id", "deals")] == crossed(
        ("deals.contact_id", "touchpoints.contact_id"), ("deals", "touchpoints")
    )


def test_no_campaign_is_an_answer() -> None:
    """A touch without one is no broken link; one of a campaign that is not there is."""
    facts = ("touchpoints", "campaign_id", "campaigns", 10)

    assert not Join(*facts, 0, 0, "a", "b").broken
    assert Join(*facts, 4, 1, "a", "b").broken


def test_a_link_is_measured_once() -> None:
    """What the import measured is not measured again, and neither is what was asked before."""
    data = strangers()
    first = data.unjoined(("contacts.contact_id", "deals.contact_id"))

    assert first[0] is data.unjoined(("deals.contact_id", "contacts.contact_id"))[0]
