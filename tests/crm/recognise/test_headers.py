"""What a header says in an export of a table."""

from __future__ import annotations

import pytest

from workshop.crm.recognise.headers import said
from workshop.crm.recognise.result import Why


@pytest.mark.parametrize(
    ("table", "header", "field"),
    [
        ("deals", "Deal - Deal created", "created_at"),
        ("deals", "Organization - ID", "account_id"),
        ("deals", "Person - ID", "contact_id"),
        ("deals", "Account: Account Name", "account_id"),
        ("deals", "Betrag (EUR)", "value"),
        ("deals", "Wert in EUR", "value"),
        ("contacts", "Lead.ConvertedDate", "converted_at"),
        ("accounts", "Organization - Country of Address", "country"),
    ],
)
def test_prefixes_and_brackets_are_understood(table: str, header: str, field: str) -> None:
    """The object before the name tells whose field it is."""
    assert {(field, Why.KNOWN)} == {(one.entry.field, one.why) for one in said(table, header)}


@pytest.mark.parametrize("header", ["Organization - Created", "Person - Name", "Activity - Type"])
def test_another_objects_field_is_not_ours(header: str) -> None:
    """When the organisation was created says nothing about the deal."""
    assert () == said("deals", header)


@pytest.mark.parametrize("header", ["Contract IDs", "Einstellungsdatums", "Closed Won Reasons"])
def test_what_is_nearer_to_something_else_is_not_similar(header: str) -> None:
    """A like name gives way to a name that is more like it and no field."""
    assert () == said("deals", header)


@pytest.mark.parametrize("header", ["Wart", "Pfase", "Tag"])
def test_short_names_are_never_similar(header: str) -> None:
    """Four letters are too like each other."""
    assert () == said("deals", header)
