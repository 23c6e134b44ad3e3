"""Single sheets: near misses, impossible cells, doubles, and what a person is asked."""

from __future__ import annotations

import csv

import pytest
from support.checkout import DATASETS
from support.exports.foreign import fields, only, preview

from workshop.crm.recognise import Preview, Why, recognise
from workshop.crm.recognise.tables import EMPTY, TAKEN, UNKNOWN
from workshop.crm.schema import TABLES

Cells = dict[str, list[str | None]]
DAYS: list[str | None] = ["2025-11-20", "2025-12-01", "2026-01-05", "2026-01-06"]
DEALS: Cells = {
    "Deal ID": ["D1", "D2", "D3", "D4"],
    "Deal Stage": ["Closed Won", "Closed Lost", "Demo Scheduled", "Closed Won"],
    "Create Date": [*DAYS],
    "Close Date": [*DAYS],
    "Amount": ["10", "20.5", "30", "4"],
}
TIMESHEET: Cells = {
    "Datum": ["01.10.2025", "02.10.2025"],
    "Mitarbeiter": ["Nora Berg", "Tim Wolf"],
    "Projekt": ["Umzug", "Umzug"],
    "Stunden": ["7,5", "8"],
    "Tätigkeit": ["Beratung", "Aufbau"],
}
PRODUCTS: Cells = {
    "Product ID": ["P1", "P2"],
    "Product Name": ["Notebook 14", "Server X"],
    "Category": ["Hardware", "Hardware"],
    "Price": ["999", "4999"],
    "Created Date": ["2025-01-01", "2025-01-02"],
}
TICKETS: Cells = {
    "Ticket ID": ["1", "2"],
    "Ticket name": ["Printer", "Mail"],
    "Create date": ["2025-01-01", "2025-01-02"],
    "Source": ["Email", "Chat"],
    "Ticket status": ["New", "Closed"],
    "Associated Contact IDs": ["151", "201"],
    "Company name": ["Acme", "Beta"],
}
ORDERS: Cells = {
    "Id": ["1", "2"],
    "Created at": ["2025-01-01", "2025-01-02"],
    "Customer": ["Acme", "Beta"],
}
USERS: Cells = {
    "Benutzername": ["nberg", "twolf"],
    "E-Mail": ["n@example.com", "t@example.com"],
    "Rolle": ["Admin", "Nutzer"],
    "Letzte Anmeldung": ["01.10.2025", "02.10.2025"],
}


def shipped() -> list[Preview]:
    """Return the sample company's files, their first rows."""
    found = []
    for path in sorted(DATASETS.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            header, *rows = [row for row, _ in zip(csv.reader(lines), range(400), strict=False)]
        cells = {name: [row[i] or None for row in rows] for i, name in enumerate(header)}
        found.append(Preview(path.name, tuple(header), cells))
    return found


def test_our_own_headers_are_recognised_surely() -> None:
    """Every canonical field of every canonical table, without a question."""
    recognition = recognise(shipped())
    found = {one.table: fields(one.matches) for one in recognition.tables}

    assert {
        name: {field.name: (field.name,) for field in table.sample_fields}
        for name, table in TABLES.items()
    } == found
    assert all(match.sure for one in recognition.tables for match in one.matches)
    assert {} == recognition.left


@pytest.mark.parametrize(
    "header", ["Create date ", "CREATE_DATE", "Erstellt  am", "create-date", "Deal: Create Date"]
)
def test_writing_makes_no_difference(header: str) -> None:
    """Case, blanks and signs are how people type, not what they mean."""
    cells: Cells = {key: value for key, value in DEALS.items() if key != "Create Date"}
    found = only("x.csv", {**cells, header: DAYS})

    assert (header,) == fields(found.matches)["created_at"]
    assert all(match.sure and match.why is Why.KNOWN for match in found.matches)


@pytest.mark.parametrize("header", ["Erstelungsdatum", "Creatd Date", "Erstellungsdattum"])
def test_a_typing_error_is_forgiven(header: str) -> None:
    """A name that is nearly a known one is proposed as similar."""
    cells: Cells = {key: value for key, value in DEALS.items() if key != "Create Date"}
    (match,) = [
        one for one in only("x.csv", {**cells, header: DAYS}).matches if one.columns == (header,)
    ]

    assert ("created_at", Why.SIMILAR) == (match.field, match.why)


@pytest.mark.parametrize(
    ("header", "sure"), [("Erstellungsdattum", True), ("Erstellungdatm", False)]
)
def test_a_person_looks_at_what_is_more_than_a_typing_error(header: str, *, sure: bool) -> None:
    """One letter is a slip of the finger, two are a question."""
    cells: Cells = {key: value for key, value in DEALS.items() if key != "Create Date"}
    found = only("x.csv", {**cells, header: DAYS})
    (match,) = [one for one in found.matches if one.columns == (header,)]

    assert ("created_at", sure) == (match.field, match.sure)


def test_nearly_the_same_meaning_scores_less() -> None:
    """Sessions since ever are proposed for visits in 30 days, and asked about."""
    cells: Cells = {
        "Contact ID": ["1", "2", "3"],
        "Create Date": ["2025-11-20", "2025-12-01", "2026-01-05"],
        "Original Source": ["Webinar", "Direct Traffic", "Webinar"],
        "Number of Sessions": ["3", "1", "14"],
    }
    (match,) = [one for one in only("contacts.csv", cells).matches if one.field == "web_visits"]

    assert match.score < 0.75
    assert not match.sure


@pytest.mark.parametrize(
    "header",
    [
        "Contract ID",
        "Einstellungsdatum",
        "Last Modified Date",
        "Expected close date",
        "Deal-Typ",
    ],
)
def test_a_like_name_of_something_else_is_not_taken(header: str) -> None:
    """What is known as no field is never proposed, however like it is."""
    found = only("x.csv", {**DEALS, header: DAYS})

    assert header in found.left


def test_a_good_name_over_impossible_cells_is_no_match() -> None:
    """A column called amount that holds names is not the value."""
    names: list[str | None] = ["Anna Muster", "Bernd Beispiel", "Carla Probst", "Deniz Yilmaz"]
    found = only("deals.csv", {**DEALS, "Amount": names})

    assert "value" not in fields(found.matches)
    assert "Amount" in found.left


def test_the_next_name_takes_the_place_of_one_with_impossible_cells() -> None:
    """The field goes to the column that can be it."""
    cells: Cells = {**DEALS, "Amount": ["a", "b", "c", "d"], "Deal value": ["1", "2", "3", "4"]}

    assert ("Deal value",) == fields(only("deals.csv", cells).matches)["value"]


def test_a_filled_column_is_better_than_an_empty_one() -> None:
    """Of two good names the one with cells counts."""
    empty: list[str | None] = [None] * 4
    cells: Cells = {**DEALS, "Amount": empty, "Betrag netto": ["1", "2", "3", "4"]}
    found = only("deals.csv", cells)
    value = next(match for match in found.matches if match.field == "value")

    assert ("Betrag netto",) == value.columns
    assert ("Amount",) == value.others


def test_two_files_of_one_kind_may_be_one_table() -> None:
    """The one that fits best leads; whether they are is asked, not decided here."""
    less = {key: DEALS[key] for key in ("Deal ID", "Deal Stage", "Create Date")}
    recognition = recognise([preview("deals_old.csv", less), preview("deals.csv", DEALS)])

    assert ["deals.csv", "deals_old.csv"] == [one.preview for one in recognition.tables]
    assert {} == recognition.left


def test_files_that_have_little_in_common_do_not_become_one_table() -> None:
    """The one that fits less is left over, with the reason."""
    less = {key: DEALS[key] for key in ("Deal Stage", "Create Date", "Amount")}
    recognition = recognise([preview("deals_old.csv", less), preview("deals.csv", DEALS)])

    assert ["deals.csv"] == [one.preview for one in recognition.tables]
    assert {"deals_old.csv": TAKEN} == recognition.left


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("Export.csv", TIMESHEET),
        ("Export.csv", PRODUCTS),
        ("Export.csv", TICKETS),
        ("Export.csv", USERS),
        ("Export.csv", ORDERS),
        ("Zeiterfassung.xlsx › Oktober", TIMESHEET),
    ],
)
def test_what_is_no_crm_table_is_left_over(name: str, cells: Cells) -> None:
    """Two columns that any list has make no CRM table."""
    recognition = recognise([preview(name, cells)])

    assert ((), {name: UNKNOWN}) == (recognition.tables, recognition.left)


def test_an_empty_sheet_is_called_empty() -> None:
    """A sheet without columns says so."""
    assert {"Tabelle2": EMPTY} == recognise([Preview("Tabelle2", (), {})]).left


def test_a_sheet_with_headers_only_is_recognised() -> None:
    """Names are enough where no cell speaks against them."""
    found = only("deals.csv", {name: [] for name in DEALS})

    assert {"deal_id", "status", "created_at", "closed_at", "value"} == set(fields(found.matches))


def test_entries_speak_where_the_header_says_nothing() -> None:
    """A list that says won and lost is the status; a person is asked."""
    cells: Cells = {key: value for key, value in DEALS.items() if key != "Deal Stage"}
    cells["Merkmal 7"] = ["Gewonnen", "Verloren", "Offen", "Gewonnen"]
    status = next(one for one in only("deals.csv", cells).matches if one.field == "status")

    assert (("Merkmal 7",), False, Why.CELLS) == (status.columns, status.sure, status.why)


def test_a_status_beats_a_stage_if_it_says_who_won() -> None:
    """Of two lists the one that tells how deals ended is the status."""
    cells: Cells = {**DEALS, "Status": ["active", "active", "inactive", "active"]}

    assert ("Deal Stage",) == fields(only("deals.csv", cells).matches)["status"]


FLAGS: Cells = {key: value for key, value in DEALS.items() if key != "Deal Stage"}


def test_a_flag_tells_the_status_where_every_deal_is_closed() -> None:
    """Flags are evidence of how deals ended, and no list of values of theirs."""
    cells: Cells = {**FLAGS, "IsClosed": ["true"] * 4, "IsWon": ["true", "false", "true", "false"]}
    found = only("Opportunity.csv", cells)

    assert "status" not in fields(found.matches)
    assert {"won": "IsWon", "closed": "IsClosed"} == found.evidence


def test_dates_are_evidence_only_where_no_status_is() -> None:
    """A deal that was opened again may keep the day on which it was once lost."""
    dates: list[str | None] = ["2026-02-03", None, None, None]
    with_stage: Cells = {**DEALS, "Auftrag erhalten": dates}
    without: Cells = {**FLAGS, "Auftrag erhalten": dates}

    assert {} == only("deals.csv", with_stage).suggested
    assert {"Auftrag erhalten": "won_on"} == only("deals.csv", without).suggested


def test_state_codes_are_read() -> None:
    """Dynamics writes the state of an opportunity as a number."""
    cells: Cells = {**FLAGS, "statecode": ["0", "1", "2", "1"]}
    found = only("opportunities.csv", cells)

    assert ("statecode",) == fields(found.matches)["status"]
    assert {"0": "open", "1": "won", "2": "lost"} == found.values["status"]


def test_a_column_that_stands_twice_stays_out() -> None:
    """Nobody can say which of two columns of one name is meant."""
    double = Preview("deals.csv", (*DEALS, "Product", "Product"), DEALS)
    (found,) = recognise([double]).tables

    assert ("Product",) == found.left
