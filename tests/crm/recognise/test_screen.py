"""What names a person is kept apart, by its header or by its cells."""

from __future__ import annotations

import pytest
from foreign import fields, only

DEALS: dict[str, list[str | None]] = {
    "Deal ID": ["D1", "D2", "D3"],
    "Deal Stage": ["Closed Won", "Closed Lost", "Demo"],
    "Create Date": ["2025-11-20", "2025-12-01", "2026-01-05"],
    "Amount": ["10", "20", "30"],
}


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Ansprechpartner", ["Anna Muster", "Bernd Beispiel", "Carla Probst"]),
        ("Contact Name", ["Anna Muster", "Bernd Beispiel", "Carla Probst"]),
        ("E-Mail geschäftlich (2)", [None, None, None]),
        ("Telefon Zentrale", ["0221 123456", None, None]),
        ("Merkmal 3", ["a@example.com", "b@example.org", None]),
        ("Durchwahl", ["+49 221 123456", "+49 30 987654", "0211 998877"]),
        ("Verlauf", ["Frau Muster möchte erst im Herbst wieder angerufen werden"] * 3),
        ("Beschreibung", [None, "kurz", None]),
        ("Erstellt von", ["Nora Berg", "Tim Wolf", "Nora Berg"]),
    ],
)
def test_what_names_people_is_personal(header: str, cells: list[str | None]) -> None:
    """Such a column is in no field and is listed as personal."""
    found = only("deals.csv", {**DEALS, header: cells})

    assert header in found.personal
    assert (header,) not in fields(found.matches).values()


@pytest.mark.parametrize(
    "header",
    ["Owner", "Besitzer", "Zuständig", "sales_agent", "Datensatzbesitzer", "Deal - Besitzer",
     "Betreuer Innendienst"],
)  # fmt: skip
def test_colleagues_are_owners_only(header: str) -> None:
    """Who is in charge is offered apart, off by default, and never as anything else."""
    found = only("deals.csv", {**DEALS, header: ["Nora Berg", "Tim Wolf", "Nora Berg"]})

    assert {"owner_id": (header,)} == fields(found.owners)
    assert header not in found.left


def test_of_several_owners_one_is_offered_and_none_is_read() -> None:
    """The others are personal."""
    names: list[str | None] = ["Nora Berg", "Tim Wolf", "Nora Berg"]
    found = only("deals.csv", {**DEALS, "Deal owner": names, "Account Owner": names})

    assert {"owner_id": ("Deal owner",)} == fields(found.owners)
    assert ("Account Owner",) == found.personal


def test_a_known_name_does_not_excuse_mails() -> None:
    """An id that is a mail address is no id."""
    cells: list[str | None] = ["a@example.com", "b@example.org", "c@example.net"]
    found = only("deals.csv", {**DEALS, "Contact ID": cells})

    assert ("Contact ID",) == found.personal


def test_a_count_of_mails_is_not_personal() -> None:
    """Only what may hold an address is called personal."""
    found = only("deals.csv", {**DEALS, "Anzahl E-Mail-Nachrichten": ["3", "0", "12"]})

    assert ((), ("Anzahl E-Mail-Nachrichten",)) == (found.personal, found.left)


def test_a_companys_name_is_a_key_and_a_persons_is_not() -> None:
    """Name means a company among companies and a person among contacts."""
    company = only(
        "Firmen.csv",
        {"Name": ["Acme", "Beta", "Gamma"], "Branche": ["Handel", "Bank", "Handel"],
         "Land": ["DE", "AT", "DE"]},
    )  # fmt: skip
    person = only(
        "Kontakte.csv",
        {"Kontakt-ID": ["1", "2"], "Name": ["Anna Muster", "Bernd Beispiel"],
         "Erstellt am": ["01.10.2025", "02.10.2025"], "Lead-Quelle": ["Messe", "Web"]},
    )  # fmt: skip

    assert ("Name",) == fields(company.matches)["account_id"]
    assert ("Name",) == person.personal
