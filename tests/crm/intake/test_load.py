"""A whole export in memory: nothing is counted twice, and nothing gets lost without a word."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.exports.brought import TODAY, export, own_headers, rows, taken_in
from support.run.profiles import examples

from workshop.crm.intake.load import LONGEST_LIST
from workshop.crm.intake.report import Oddity, Reason
from workshop.crm.mapping import CrmMapping, TableMapping

HEADER = "deal_id,status,created_at,closed_at,value\n"
GOOD = [f"G{n},won,2026-01-02,2026-02-03,{n}" for n in range(60)]
FAULTS = {
    "too wide": "{id},won,2026-01-02,2026-02-03,1,more",
    "too narrow": "{id},won",
    "status": "{id},gone,2026-01-02,2026-02-03,1",
    "value": "{id},won,2026-01-02,2026-02-03,ten",
    "day": "{id},won,2026-02-30,2026-02-03,1",
    "two faults": "{id},gone,2026-02-30,2026-02-03,ten",
    "twice": "G7,won,2026-01-02,2026-02-03,7",
    "other": "G7,lost,2026-01-02,2026-02-03,7",
    "blank": ",,,,",
    "fine": "{id},lost,2026-01-02,2026-02-03,1000",
    "no key": ",lost,2026-01-02,2026-02-03,1000",
    "quoted": '"{id}",lost,2026-01-02,2026-02-03,"1000"',
}
KEPT = {"fine", "no key", "quoted"}
PRODUCTS = "product,price\nGTX Pro,1\nMG Special,2\n"
SOLD = "deal_id,product,created_at\nD1,GTXPro,2026-01-02\nD2,GTXPro,2026-01-03\n"


@given(st.lists(st.tuples(st.sampled_from(sorted(FAULTS)), st.integers(0, 60)), max_size=5))
@settings(max_examples=examples(12))
def test_every_row_is_kept_or_set_aside(faults: list[tuple[str, int]]) -> None:
    """Read = kept + set aside, whatever the faults and wherever they stand; sums agree as well."""
    lines = list(GOOD)
    for n, (fault, place) in enumerate(faults):
        # Below the row whose key it repeats: the first one stays.
        lines.insert(max(place, 8), FAULTS[fault].format(id=f"X{n}"))
    intake = taken_in(deals=HEADER + "\n".join(lines) + "\n")
    (report,) = intake.report.tables
    fine = sum(fault in KEPT for fault, _ in faults)
    blank = sum(fault == "blank" for fault, _ in faults)
    kept = rows(intake, "deals")

    assert len(lines) - blank == report.read
    assert 60 + fine == report.kept == len(kept)
    assert report.read == report.kept + sum(group.n for group in report.set_aside)
    assert sum(range(60)) + 1000 * fine == sum(row["value"] for row in kept)
    assert all(group.n >= len(group.rows) for group in report.set_aside)
    assert report.filled == {
        name: sum(row[name] is not None for row in kept) for name in HEADER.strip().split(",")
    }


def test_each_reason_names_its_rows() -> None:
    """A person finds them in the file as the spreadsheet numbers rows."""
    faults = [FAULTS[name].format(id="X") for name in ("too wide", "value", "twice", "other")]
    (report,) = taken_in(deals=HEADER + "\n".join(GOOD + faults)).report.tables

    assert [
        (Reason.WIDTH, (62,), ""),
        (Reason.VALUE, (63,), "value"),
        (Reason.DUPLICATE, (64,), ""),
        (Reason.REPEATED_KEY, (65,), "deal_id"),
    ] == [(one.reason, one.rows, one.column) for one in report.set_aside]


def test_a_row_with_two_faults_is_set_aside_once() -> None:
    """The sum over the reasons is the number of rows, not of slips."""
    (report,) = taken_in(deals=HEADER + "\n".join([*GOOD, FAULTS["two faults"]])).report.tables

    assert (61, 60, 1) == (report.read, report.kept, sum(one.n for one in report.set_aside))


def test_footers_are_set_aside() -> None:
    """Salesforce writes below the table who made it, and when."""
    footer = "\n\nGrand Totals (60 records)\nConfidential Information\n"
    (report,) = taken_in(deals=HEADER + "\n".join(GOOD) + footer).report.tables
    aside = {one.reason: one.n for one in report.set_aside}

    assert 60 == report.kept
    assert report.read == 60 + sum(aside.values())
    assert {Reason.TOTAL: 1, Reason.FOOTER: 1} == aside


def test_each_table_has_its_report() -> None:
    """Rows of one table are not counted for another."""
    contacts = "contact_id,created_at\nC1,2026-01-02\n"
    report = taken_in(deals=HEADER + GOOD[0] + "\n", contacts=contacts).report

    assert [("deals", "deals.csv", 1), ("contacts", "contacts.csv", 1)] == [
        (one.table, one.source, one.kept) for one in report.tables
    ]


def test_tables_are_looked_at_together() -> None:
    """A deal of an account that the list of accounts does not have."""
    deals = "deal_id,account_id,created_at\nD1,A9,2026-01-02\n"
    found = taken_in(deals=deals, accounts="account_id\nA1\n").report.findings

    assert [(Oddity.JOIN_MISSES, "deals", 1)] == [(one.code, one.table, one.n) for one in found]


def sold(thorough: bool = True, **files: str) -> Any:  # noqa: FBT001, FBT002
    return taken_in(own_headers(deals=SOLD), thorough=thorough, deals=SOLD, **files).report


def test_columns_that_are_not_read_are_named() -> None:
    """Of a file that is a table the others, of a file that is none all."""
    content = SOLD.replace("created_at\n", "created_at,Besitzer\n").replace("02\n", "02,Ann\n")
    content = content.replace("03\n", "03,Tim\n")
    report = taken_in(
        own_headers(deals=SOLD), thorough=True, deals=content, products=PRODUCTS
    ).report

    assert {"deals.csv": ("Besitzer",), "products.csv": ("product", "price")} == report.left_out


@pytest.mark.parametrize(("owners", "left"), [(False, ("owner_id",)), (True, ())])
def test_owners_are_left_out_unless_switched_on(owners: bool, left: tuple[str, ...]) -> None:  # noqa: FBT001
    """A mapping may name them; the report says whether they were read."""
    content = "deal_id,created_at,owner_id\nD1,2026-01-02,Ann\n"
    mapping = own_headers(deals=content).model_copy(update={"owners": owners})

    assert {"deals.csv": left} == taken_in(mapping, thorough=True, deals=content).report.left_out


def test_nothing_is_looked_for_unless_somebody_wants_it() -> None:
    """A quick look at numbers does not go through files that are no table."""
    report = sold(thorough=False, products=PRODUCTS)

    assert ({}, ()) == (report.left_out, report.findings)


def test_a_list_of_values_in_another_file_checks_the_table() -> None:
    """The list of products knows how a product is written."""
    (found,) = sold(products=PRODUCTS).findings

    assert (Oddity.UNLISTED, "products.csv", "GTXPro", "GTX Pro") == (
        found.code,
        found.names["other"],
        found.names["value"],
        found.names["twin"],
    )


@pytest.mark.parametrize(
    "products",
    [
        PRODUCTS + "GTX Pro,3\n",
        PRODUCTS.replace("product", "Product name"),
        "product,price\n",
        "product\n" + "".join(f"P{n}\n" for n in range(LONGEST_LIST + 1)),
    ],
    ids=["not unique", "other header", "empty", "too long"],
)
def test_what_is_no_list_of_values_checks_nothing(products: str) -> None:
    """A column with repeats is another table's column; a list without entries is none."""
    assert () == sold(products=products).findings


def test_the_last_day_is_the_last_that_happened() -> None:
    """Without a word in the mapping, numbers are as of the last entry."""
    assert date(2026, 2, 3) == taken_in(deals=HEADER + GOOD[0]).as_of


@pytest.mark.parametrize("closed", ["2026-11-24", "2027-05-01", "2030-01-01"])
def test_the_last_day_is_never_after_today(closed: str) -> None:
    """A deal won next year is a slip, and no reason to call young leads old."""
    deals = HEADER + f"D1,won,2026-01-02,{closed},1\n"

    assert TODAY == taken_in(deals=deals).as_of


def test_the_mapping_s_last_day_counts() -> None:
    """Who exported in March says so; what closed later was not known then."""
    mapping = own_headers(deals=HEADER).model_copy(update={"as_of": date(2026, 3, 31)})
    rest = "D1,won,2026-01-02,2026-02-03,1\nD2,won,2026-01-02,2026-04-01,1\n"
    intake = taken_in(mapping, deals=HEADER + rest)

    assert date(2026, 3, 31) == intake.as_of
    assert [(Oddity.TAKEN_BACK, 1)] == [(one.code, one.n) for one in intake.report.findings]


def test_moments_after_the_last_day_cannot_be() -> None:
    """A contact first seen tomorrow was not; the day itself still counts, to its last minute."""
    contacts = "contact_id,created_at\nC1,2026-11-23T23:59\nC2,2026-11-25\nC3,2026-11-20\n"
    intake = taken_in(contacts=contacts)

    assert [True, False, True] == [
        row["created_at"] is not None for row in rows(intake, "contacts")
    ]
    assert [(Oddity.IMPOSSIBLE, (3,))] == [(one.code, one.rows) for one in intake.report.findings]


def test_the_first_moment_after_the_last_day_cannot_be() -> None:
    """Midnight belongs to the day that begins."""
    intake = taken_in(contacts="contact_id,created_at\nC1,2026-11-24\nC2,2026-11-20\n")

    assert rows(intake, "contacts")[0]["created_at"] is None


def test_reading_twice_gives_the_same() -> None:
    """Rows, their order and the report; with hashes, all but the hashes."""
    deals = "deal_id,account_id,status,created_at,closed_at,value\n" + "".join(
        f"D{n},A{n % 7},{('won', 'lost')[n % 2]},2026-01-02,2026-02-{1 + n % 28:02},{n}\n"
        for n in range(500)
    )
    first, second = (taken_in(deals=deals) for _ in range(2))
    hashed, again = (taken_in(private=True, deals=deals) for _ in range(2))

    assert rows(first, "deals") == rows(second, "deals")
    assert first.report == second.report == hashed.report == again.report
    assert renamed(rows(hashed, "deals")) == renamed(rows(again, "deals"))
    assert renamed(rows(hashed, "deals")) == renamed(rows(first, "deals"))
    assert rows(hashed, "deals") != rows(again, "deals")


def renamed(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows whose ids are numbered in the order in which they first stand there."""
    numbers: dict[tuple[str, str], int] = {}
    return [
        {
            key: numbers.setdefault((key, value), len(numbers)) if key.endswith("_id") else value
            for key, value in row.items()
        }
        for row in found
    ]


def test_the_order_of_files_means_nothing() -> None:
    """People choose files in any order."""
    files = {"deals": HEADER + GOOD[0], "products": PRODUCTS}
    mapping = own_headers(deals=HEADER)
    one, other = (
        taken_in(mapping, thorough=True, **dict(pairs))
        for pairs in (list(files.items()), list(files.items())[::-1])
    )

    assert rows(one, "deals") == rows(other, "deals")
    assert one.report.left_out == other.report.left_out


def test_one_sheet_may_hold_two_tables() -> None:
    """An export joined of accounts and deals is read once for each."""
    content = "Id,Firma,Land,Datum\nD1,A1,DE,2026-01-02\nD2,A1,DE,2026-01-03\n"
    mapping = CrmMapping(
        tables={
            "accounts": TableMapping(
                file="x.csv", columns={"account_id": "Firma", "country": "Land"}
            ),
            "deals": TableMapping(
                file="x.csv",
                columns={"deal_id": "Id", "account_id": "Firma", "created_at": "Datum"},
            ),
        }
    )
    intake = taken_in(mapping, thorough=True, x=content)

    assert (1, 2) == (len(rows(intake, "accounts")), len(rows(intake, "deals")))
    assert {"x.csv": ()} == intake.report.left_out


def test_nothing_is_written_to_disk(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were handed over in memory stay there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    taken_in(private=True, thorough=True, deals=HEADER + "\n".join(GOOD))
    export(deals=HEADER)

    assert [] == list(tmp_path.rglob("*"))


def test_a_list_of_values_may_stand_in_a_column_called_row() -> None:
    """The numbers of rows have that name inside; a header may have it as well."""
    content = SOLD.replace("product", "row")
    one = TableMapping(
        file="deals.csv",
        columns={"deal_id": "deal_id", "product": "row", "created_at": "created_at"},
    )
    products = PRODUCTS.replace("product", "row")
    report = taken_in(
        CrmMapping(tables={"deals": one}), thorough=True, deals=content, products=products
    ).report

    assert [Oddity.UNLISTED] == [one.code for one in report.findings]
