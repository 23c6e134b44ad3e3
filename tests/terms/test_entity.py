"""A contact stands beside its account, once."""

from __future__ import annotations

from tables import contacts, crm

from workshop.crm.schema import TABLES, Kind
from workshop.terms.entity import blank, fields, rows


def test_fields_hold_the_contact_s_and_its_account_s_own() -> None:
    """Criteria ask for facts, never for keys."""
    found = fields("contacts")

    assert {"source", "employees"} <= found.keys()
    assert Kind.ID not in {field.kind for field in found.values()}


def test_no_field_has_two_homes() -> None:
    """Contact and account share no field but the key, so a name means one thing."""
    own, lent = ({f.name for f in TABLES[t].fields} for t in ("contacts", "accounts"))

    assert {"account_id"} == own & lent


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


def test_a_blank_table_has_keys_and_wanted_fields() -> None:
    """The SQL shown to people rests on no more than this."""
    assert ["contact_id", "account_id", "score"] == list(blank("contacts", ["score"]).columns)
