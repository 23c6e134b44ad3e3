"""A case stands beside what it belongs to, once."""

from __future__ import annotations

import pytest
from support.data.tables import LONG_AGO, contacts, crm, deals

from workshop.crm.schema import TABLES, Kind
from workshop.terms.rules.derived import DERIVED
from workshop.terms.rules.entity import (
    BESIDE,
    CONTACT_FACTS,
    ENTITIES,
    Entity,
    available,
    blank,
    fields,
    rows,
    tables_for,
)


@pytest.mark.parametrize("entity", ENTITIES)
def test_criteria_ask_for_facts_and_never_for_keys(entity: Entity) -> None:
    """A rule by an id or by a colleague would be no rule but a list."""
    kinds = {field.kind for field in fields(entity).values()}

    assert Kind.ID not in kinds


def test_fields_hold_the_own_ones_those_beside_and_the_computed_ones() -> None:
    """A deal is asked about its contact too, a campaign about what came of it."""
    assert {"source", "employees", "answer"} <= fields("contacts").keys()
    assert {"product", "employees", *CONTACT_FACTS} <= fields("deals").keys()
    assert {"budget", "responses"} <= fields("campaigns").keys()


@pytest.mark.parametrize("entity", ENTITIES)
def test_no_field_has_two_homes(entity: Entity) -> None:
    """A name means one thing, whether it is an entity's own, lent or computed."""
    own = [field.name for field in TABLES[entity].fields]
    lent = [name for _, names in BESIDE[entity] for name in names]
    computed = [one.field.name for one in DERIVED[entity]]
    together = own + lent + computed

    assert sorted(set(together)) == sorted(together)


def test_contacts_keep_their_rows_beside_missing_accounts() -> None:
    """A contact whose firm is unknown is still a contact."""
    people = contacts(2, account_id="gone") + contacts(1)
    held = crm(contacts=people, accounts=[{"account_id": "A", "employees": 5.0}])
    found = rows("contacts", held.table, held.tables).to_pyarrow().to_pylist()

    assert [None] * 3 == [row["employees"] for row in found]


def test_contacts_without_a_link_stand_alone() -> None:
    """Without the account's key in the contacts there is nothing to join by."""
    held = crm(contacts=contacts(2), accounts=[{"segment": "dealer"}], without=("account_id",))
    found = rows("contacts", held.table, held.tables)

    assert 2 == found.count().to_pyarrow().as_py()
    assert "segment" not in found.columns


def test_a_deal_stands_beside_its_contact_and_its_account_with_its_own_dates() -> None:
    """The contact's first day is not the deal's, and two rows of a contact do not double it."""
    people = contacts(1, role="it_lead", account_id="B") * 2
    firms = [{"account_id": "A", "employees": 5.0}, {"account_id": "B", "employees": 9.0}]
    opened = LONG_AGO.replace(day=20)
    held = crm(
        deals=deals(1, "won", account_id="A", created_at=opened), contacts=people, accounts=firms
    )
    (found,) = rows("deals", held.table, held.tables).to_pyarrow().to_pylist()

    assert ("it_lead", 5.0, opened) == tuple(found[n] for n in ("role", "employees", "created_at"))


def test_only_what_is_wanted_is_joined() -> None:
    """A live count must not read every table for one flag."""
    held = crm(contacts=contacts(1), accounts=[], handoffs=[], deals=[])
    bare = rows("contacts", held.table, held.tables, ["source"])
    full = rows("contacts", held.table, held.tables, ["employees", "deals_won"])

    assert held.table("contacts").columns == bare.columns
    assert {"employees", "deals_won"} == {*full.columns} - {*bare.columns}


def test_available_fields_are_those_the_data_has_or_can_compute() -> None:
    """The menu of a criterion offers nothing that the export cannot answer."""
    held = crm(
        contacts=contacts(1), deals=[], handoffs=[], without=("score", "handoffs.outcome", "value")
    )
    found = available("contacts", held)

    assert {"source", "deals_won", "handed_over"} <= found.keys()
    assert not {"score", "employees", "answer", "won_value"} & found.keys()
    assert {} == available("campaigns", held)


def test_a_deal_without_a_contact_offers_only_its_own_fields() -> None:
    """No link, no role: the menu follows the columns there are."""
    held = crm(deals=[], contacts=contacts(1, role="it_lead"), without=("deals.contact_id",))

    assert {"created_at", "closed_at", "status", "value", "product", "lost_reason"} == {
        *available("deals", held)
    }


def test_a_blank_table_has_keys_and_wanted_fields() -> None:
    """The SQL shown to people rests on no more than this."""
    assert ["contact_id", "account_id", "score"] == list(blank("contacts", ["score"]).columns)


def test_tables_for_names_what_a_computed_field_is_counted_from() -> None:
    """And, where there is an end, the date by which an answer is not known yet."""
    needed = tables_for("contacts", ["score", "answer"])
    dated = tables_for("contacts", ["answer"], dated=True)
    asked = {"contact_id", "handed_at", "outcome"}

    assert {"contacts": {"score"}, "handoffs": asked} == needed
    assert asked | {"decided_at"} == dated["handoffs"]
