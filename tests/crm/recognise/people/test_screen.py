"""What names a person is kept apart, by its header or by its cells."""

from __future__ import annotations

import pytest
from support.exports.foreign import fields, only

from workshop.crm.recognise.people.screen import screen
from workshop.crm.recognise.profile import profile

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


NUMBERS = {
    "Kundennummer": ["0000104711", "0000104712"],
    "Kunden-Nr.": ["0001047110", "0001047120"],
    "SAP-Nummer": ["0000104711", "0000104799"],
    "Debitorennummer": ["0012345678", "0012345679"],
    "Kontakt-ID": ["0000001001", "0000001002"],
    "Customer Number": ["00104711", "00104712"],
    "Geschäftspartner-Nr": ["0100200300", "0100200301"],
    "Account ID": ["001122334455", "001122334466"],
}
PHONES = {
    "Telefonnummer": ["0000104711", "0221445566"],
    "Tel.-Nr.": ["0221445566", "0221445577"],
    "Phone Number": ["02214455667", "02214455668"],
    "Handynummer": ["01701234567", "01701234568"],
    "Kontakt-ID": ["+49 221 445566", "+49 221 445577"],
    "Kundennummer": ["0221/445566", "0221/445577"],
    "Spalte 7": ["0221445566", "0221445577"],
    "Rufnummer": ["0221445566", "0221445577"],
}


def personal(columns: dict[str, list[str]]) -> list[str]:
    """Return those columns that are kept apart as personal, each looked at alone."""
    return [
        name for name, cells in columns.items() if screen("deals", {name: profile(cells)}).personal
    ]


def test_a_number_with_leading_zeros_is_no_telephone_number() -> None:
    """What a header calls the number of a customer or a record is an id, however it begins."""
    assert [] == personal(NUMBERS)


def test_telephone_numbers_stay_personal() -> None:
    """By their name, or by how they are written; a column without a telling name as well."""
    assert [*PHONES] == personal(PHONES)
