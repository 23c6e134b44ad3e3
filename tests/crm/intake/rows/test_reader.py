"""A sheet of an export gets the canonical types; what does not fit is set aside or refused."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.exports.exports import DEAL, DEALS, refusal
from support.run.profiles import examples

from workshop.crm.intake.linkage.privacy import hide
from workshop.crm.intake.report import Oddity, Reason
from workshop.crm.intake.rows.memory import memory
from workshop.crm.intake.rows.reader import Terms, read_table
from workshop.crm.mapping import TableMapping
from workshop.crm.schema import TABLES, TYPES
from workshop.crm.sheets import ExportFile, sheets
from workshop.errors import WorkshopError

if TYPE_CHECKING:
    from workshop.crm.intake.report import Finding, TableReport

TERMS = Terms("Europe/Berlin", datetime.fromisoformat("2027-01-01"))
MANY = "".join(f"D{n},won,2026-01-02,2026-02-03,10\n" for n in range(30))


def take(
    content: str,
    table: str = "deals",
    terms: Terms = TERMS,
    salt: str | None = None,
    **mapping: Any,
) -> tuple[ibis.Table, TableReport, list[Finding]]:
    """Read one CSV, its own headers being the canonical ones unless `mapping` says."""
    columns = {name: name for name in content.split("\n", maxsplit=1)[0].split(",")}
    one = TableMapping(file="x.csv", **{"columns": columns, **mapping})
    place = memory()
    sheet = sheets(ExportFile("x.csv", content=content.encode()))[0]
    report, findings = read_table(place.con, sheet, table, one, terms)
    hide(place.con, table, salt)
    return place.table(table), report, findings


def read(content: str, table: str = "deals", **mapping: Any) -> dict[str, list[Any]]:
    """Return the columns of one CSV, read."""
    found: dict[str, list[Any]] = take(content, table, **mapping)[0].to_pyarrow().to_pydict()
    return found


def test_types_are_canonical() -> None:
    """Numbers, dates and texts come out as what they are; what is empty is missing."""
    found = read(DEALS + DEAL + "D2,open,2026-01-02T09:30,,\n")
    opened = [datetime.fromisoformat(day) for day in ("2026-01-02", "2026-01-02T09:30")]

    assert {
        "deal_id": ["D1", "D2"],
        "created_at": opened,
        "closed_at": [datetime.fromisoformat("2026-02-03"), None],
        "status": ["won", "open"],
        "value": [10.0, None],
    } == found


@pytest.mark.parametrize("name", TABLES)
def test_a_header_alone_has_all_types(name: str) -> None:
    """A table without rows still knows its types, or formulas would fail on it."""
    names = [field.name for field in TABLES[name].fields if not field.personal]
    found, _, _ = take(",".join(names) + "\n", name)

    kinds = [field.kind for field in TABLES[name].fields if not field.personal]

    assert [ibis.dtype(TYPES[kind]).to_pyarrow() for kind in kinds] == (
        found.to_pyarrow().schema.types
    )


def test_only_mapped_columns_are_kept() -> None:
    """An owner's name beside the deal never gets in."""
    found = read("Nr,Owner\nD1,Ann Example\n", columns={"deal_id": "Nr"})

    assert {"deal_id": ["D1"]} == found


def test_values_are_translated() -> None:
    """The export's words become the kit's; a word that means nothing becomes missing."""
    said = {"status": {"Gewonnen": "won", "?": ""}}
    found = read("deal_id,status\nD1,Gewonnen\nD2,lost\nD3,?\n", values=said)

    assert ["won", "lost", None] == found["status"]


@pytest.mark.parametrize(
    ("column", "bad", "hint"),
    [
        ("value", "ten", "a number"),
        ("value", "1_000", "a number"),
        ("value", "inf", "a number"),
        ("value", "1e999", "a number"),
        ("status", "Won", "one of: open, won, lost"),
        ("closed_at", "2026-02-30", "a date"),
        ("closed_at", "45", "a date"),
        ("closed_at", "29.02.2026", "a date"),
    ],
)
def test_a_value_of_the_wrong_type_is_named(column: str, bad: str, hint: str) -> None:
    """File, column, row and value are said, and how many rows have the problem."""
    cells = f'"{bad}"'
    good = "D1,won,2026-02-03,1\n"
    rows = {
        "status": f"D2,{cells},2026-02-03,1\n",
        "closed_at": f"D2,won,{cells},1\n",
        "value": f"D2,won,2026-02-03,{cells}\n",
    }
    content = "deal_id,status,closed_at,value\n" + good + "\n" + 2 * rows[column]
    error = refusal(read, content)

    assert f"x.csv, column “{column}”, row 4," in str(error)
    assert f"Found: “{bad}”; rows with this problem: 2." in str(error)
    assert f"Hint: {hint}" in str(error)


def test_flags_in_both_languages() -> None:
    """Yes and no come in many spellings; anything else is asked back."""
    found = read("newsletter\nJa\nTRUE\n0\nnein\nx\n", "contacts")

    assert [True, True, False, False, True] == found["newsletter"]
    assert "yes or no" in str(refusal(read, "newsletter\nmaybe\n", "contacts"))


def test_moments_with_an_offset_become_the_team_s_clock() -> None:
    """Business hours are local: 08:30 in UTC is 09:30 in Berlin's winter, 10:30 in summer."""
    rows = "2026-01-05T08:30Z\n2026-07-06T08:30:00+00:00\n2026-01-05T09:30\n"
    found = read("created_at\n" + rows)
    expected = ["2026-01-05T09:30", "2026-07-06T10:30", "2026-01-05T09:30"]

    assert [datetime.fromisoformat(moment) for moment in expected] == found["created_at"]


def test_the_mapping_s_date_format_counts() -> None:
    """German dates are read as the mapping says; others are asked back in that form."""
    german = {"date_format": "%d.%m.%Y"}
    found = read("created_at\n02.03.2026\n", **german)

    assert [datetime.fromisoformat("2026-03-02")] == found["created_at"]

    error = refusal(lambda: read("created_at\n2026-03-02\n", **german))

    assert "%d.%m.%Y" in str(error)


def test_a_column_that_is_not_there() -> None:
    """A mapped column that the export lacks is named with those it has."""
    error = refusal(lambda: read("Id,Phase\nD1,won\n", columns={"deal_id": "Nr"}))

    assert "The column “Nr” isn’t in x.csv. Found: Id, Phase" in str(error)


def test_a_column_that_stands_there_twice() -> None:
    """Nobody guesses which of two is meant."""
    error = refusal(lambda: read("Id,Id\nD1,D2\n", columns={"deal_id": "Id"}))

    assert "more than once" in str(error)


def test_equal_rows_count_once() -> None:
    """A join in the CRM repeats rows; the money is there only once."""
    assert ["D1"] == read(DEALS + 3 * DEAL)["deal_id"]


def test_one_key_with_two_contents_is_refused() -> None:
    """Counting both would be wrong, and so would choosing one."""
    error = refusal(read, DEALS + DEAL + DEAL.replace(",10", ",99"))

    assert "Found: “D1” in rows 2 and 3." in str(error)


def test_rows_without_a_key_all_count() -> None:
    """A missing key names nobody twice."""
    assert 2 == len(read(DEALS + 2 * DEAL.replace("D1", ""))["value"])


def test_of_repeated_accounts_the_first_lends_its_fields() -> None:
    """Nobody counts accounts; the first row of each is beside its contacts."""
    found = read("account_id,employees\nA,5\nB,7\nA,9\n", "accounts")

    assert {"account_id": ["A", "B"], "employees": [5.0, 7.0]} == found


def test_a_few_bad_cells_set_their_rows_aside() -> None:
    """Four of a hundred slips cost four rows, which are named; the rest is read."""
    bad = "X1,won,2026-02-30,,1\nX2,gone,2026-01-02,,1\nX3,won,2026-01-02,,ten\n"
    table, report, _ = take(DEALS + MANY + bad)

    assert (33, 30, 30) == (report.read, report.kept, table.count().to_pyarrow().as_py())
    assert [
        (Reason.VALUE, "created_at", (32,)),
        (Reason.VALUE, "status", (33,)),
        (Reason.VALUE, "value", (34,)),
    ] == sorted((one.reason, one.column, one.rows) for one in report.set_aside)


def test_rows_of_another_width_are_set_aside() -> None:
    """A row with a cell too many has its cells in the wrong columns."""
    _, report, _ = take(DEALS + MANY + "D77,won,2026-01-02,2026-02-03,1,0\n")

    assert [(Reason.WIDTH, (32,))] == [(one.reason, one.rows) for one in report.set_aside]


def test_many_rows_of_another_width_are_refused() -> None:
    """Then the delimiter stands in the cells, and nothing can be trusted."""
    error = refusal(take, DEALS + MANY + 10 * "D77,won,2026-01-02,2026-02-03,1,0\n")

    assert (
        "Row 32 of x.csv doesn’t have exactly one cell per column." == str(error).split(" Found")[0]
    )


def test_one_repeated_key_among_many_is_set_aside() -> None:
    """The first row stays; the other is named."""
    _, report, _ = take(DEALS + MANY + "D3,lost,2026-01-02,2026-02-03,99\n")

    assert [(Reason.REPEATED_KEY, 1, (32,), "deal_id")] == [
        (one.reason, one.n, one.rows, one.column) for one in report.set_aside
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("1.234,56", "12,00"), [1234.56, 12.0]),
        (("1,234.56", "12.00"), [1234.56, 12.0]),
        (("1.234", "12,5"), [1234.0, 12.5]),
        (("1,234", "12.5"), [1234.0, 12.5]),
        (("1.234 €", "2,5 €"), [1234.0, 2.5]),
    ],
)
def test_other_cells_say_what_the_sign_means(cells: tuple[str, str], expected: list[float]) -> None:
    """1.234 alone is open; beside 12,5 it is more than a thousand."""
    rows = "".join(f'D{n},"{cell}"\n' for n, cell in enumerate(cells))

    assert expected == read("deal_id,value\n" + rows)["value"]


def test_a_semicolon_says_what_the_sign_means() -> None:
    """Who separates cells by semicolons has commas in the numbers."""
    columns = {"deal_id": "deal_id", "value": "value"}

    assert [1234.0] == read("deal_id;value\nD1;1.234\n", columns=columns)["value"]


@pytest.mark.parametrize(
    ("content", "fact"),
    [
        (
            "deal_id,value\nD1,1.234\n",
            "The numbers in x.csv, column “value”, can be read in two ways.",
        ),
        ('deal_id,value\nD1,1.50\nD2,"1,50"\n', "The numbers in x.csv, column “value”"),
        ("deal_id,closed_at\nD1,03/04/2026\n", "The dates in x.csv, column “closed_at”, can be"),
        ("deal_id,closed_at\nD1,13/04/2026\nD2,04/13/2026\n", "The dates in x.csv"),
    ],
)
def test_what_can_be_read_in_two_ways_is_asked(content: str, fact: str) -> None:
    """Better no number than a wrong one."""
    assert str(refusal(read, content)).startswith(fact)


@pytest.mark.parametrize(
    ("order", "expected"), [("day_first", "2026-04-03"), ("month_first", "2026-03-04")]
)
def test_the_mapping_decides_about_dates(order: str, expected: str) -> None:
    """What the cells do not prove, somebody has said."""
    found = read("deal_id,closed_at\nD1,03/04/2026\n", date_order=order)

    assert [datetime.fromisoformat(expected)] == found["closed_at"]


@pytest.mark.parametrize(("decimal", "expected"), [(",", 1234.0), (".", 1.234)])
def test_the_mapping_decides_about_numbers(decimal: str, expected: float) -> None:
    """What the cells do not prove, somebody has said."""
    assert [expected] == read("deal_id,value\nD1,1.234\n", decimal=decimal)["value"]


def test_defaults_of_forms_are_missing_and_listed() -> None:
    """“Bitte wählen” is nobody's answer."""
    content = "contact_id,source\nC1,Bitte wählen\nC2,webinar\nC3,-\n"
    table, _, findings = take(content, "contacts")

    assert [None, "webinar", None] == table.source.to_pyarrow().to_pylist()
    assert [(Oddity.DEFAULT, 2, {"field": "source", "values": "-, Bitte wählen"})] == [
        (one.code, one.n, one.names) for one in findings
    ]


def test_impossible_dates_are_missing_and_listed() -> None:
    """Nobody was seen in 1900, and nobody in the year after next."""
    content = "contact_id,created_at\nC1,1900-01-01\nC2,2026-01-05\nC3,2099-01-01\n"
    table, _, findings = take(content, "contacts")

    assert [None, datetime.fromisoformat("2026-01-05"), None] == (
        table.created_at.to_pyarrow().to_pylist()
    )
    assert [(Oddity.IMPOSSIBLE, 2, (2, 4))] == [(one.code, one.n, one.rows) for one in findings]


def test_personal_data_in_a_list_of_values_is_not_kept() -> None:
    """A reason that names somebody goes; the others stay."""
    content = "deal_id,lost_reason\nD1,Preis\nD2,mail an anna@firma.example\nD3,Preis\n"
    table, _, findings = take(content)

    assert ["Preis", None, "Preis"] == table.lost_reason.to_pyarrow().to_pylist()
    assert [(Oddity.PERSONAL, 1)] == [(one.code, one.n) for one in findings]


def test_free_text_is_not_kept() -> None:
    """Three hundred different reasons are three hundred stories, and stories name people."""
    rows = "".join(f"D{n},Herr Nummer {n} wollte nicht\n" for n in range(300))
    table, _, findings = take("deal_id,lost_reason\n" + rows)

    assert 0 == table.lost_reason.count().to_pyarrow().as_py()
    assert [(Oddity.FREE_TEXT, 300)] == [(one.code, one.n) for one in findings]


def test_ids_are_hidden_with_a_salt() -> None:
    """The same id gives the same hash in every table of an import, and another in the next."""
    content = "contact_id\nanna@firma.example\n"
    deals = "deal_id,contact_id\nD1,anna@firma.example\n"
    one = take(content, "contacts", salt="a")[0].contact_id.to_pyarrow().to_pylist()
    same = take(deals, "deals", salt="a")[0].to_pyarrow().to_pydict()
    other = take(content, "contacts", salt="b")[0].contact_id.to_pyarrow().to_pylist()

    assert one == same["contact_id"]
    assert ["D2"] == same["deal_id"]
    assert one != other
    assert 17 == len(one[0])


@pytest.mark.parametrize(("owners", "expected"), [(False, False), (True, True)])
def test_owners_stay_outside_unless_switched_on(owners: bool, expected: bool) -> None:  # noqa: FBT001
    """A mapped owner is read only where somebody wants it and knows why."""
    terms = Terms(TERMS.zone, TERMS.latest, owners)
    table, _, _ = take("deal_id,owner_id\nD1,Ann Example\n", terms=terms, salt="salt")

    assert expected is ("owner_id" in table.columns)
    assert "Ann" not in str(table.to_pyarrow().to_pylist())


@given(st.floats(allow_nan=False, allow_infinity=False))
@settings(max_examples=examples(12))
def test_every_written_number_is_read_back(number: float) -> None:
    """No digit is lost, whatever the size."""
    found = read(f"deal_id,value\nD1,{number!r}\n", decimal=".")

    assert [number] == found["value"]


@given(st.text(st.characters(codec="utf-8", exclude_characters='"\0\r\n'), max_size=12))
@settings(max_examples=examples(24))
def test_any_text_is_a_value_or_refused(text: str) -> None:
    """A cell may hold anything; it never becomes another error."""
    for column in ("value", "closed_at", "status", "product", "account_id"):
        try:
            found = read(f'deal_id,{column}\nD1,"{text}"\n', decimal=".", date_order="day_first")
        except WorkshopError:
            continue

        assert 1 == len(found[column])
