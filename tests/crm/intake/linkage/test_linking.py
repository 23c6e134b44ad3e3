"""Ids in two forms are one key where that is proven, and are said; others are strangers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.exports.brought import export, rows, taken_in

from workshop.crm.intake.dialogue.proposal import propose
from workshop.crm.intake.report import Oddity
from workshop.crm.intake.said import report_lines
from workshop.crm.joins import form
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.crm.intake.load import Intake

SOME = ("003Ab00000XyZ01", "003Ab00000XyZ02", "003Ab00000XyZ03")


def read(people: list[str], buyers: list[str], *, private: bool = False) -> Intake:
    """Return contacts with these ids and deals that name them, as they are after the import."""
    contacts = "".join(f"{one},2025-01-0{n},Web\n" for n, one in enumerate(people, 1))
    deals = "".join(
        f'{n},"{one}",Closed Won,10,2025-02-05,2025-03-01\n' for n, one in enumerate(buyers, 1)
    )
    files = {
        "contacts": "Contact ID,Create Date,Lead Source\n" + contacts,
        "deals": "Deal ID,Contact ID,Deal Stage,Amount,Create Date,Close Date\n" + deals,
    }
    return taken_in(propose(export(**files)).mapping, private=private, **files)


def buyers(intake: Intake) -> list[str | None]:
    """Return whom the deals belong to: contacts by their place, None for strangers."""
    known = {row["contact_id"]: n for n, row in enumerate(rows(intake, "contacts"))}
    return [known.get(row["contact_id"]) for row in rows(intake, "deals")]


def forms(intake: Intake) -> list[tuple[str, int]]:
    """Return which forms were brought together, and in how many rows."""
    found = [one for one in intake.report.findings if one.code is Oddity.OTHER_FORM]
    return [(one.names["form"], one.n) for one in found]


ONE = {
    "15 and 18 characters": (SOME, [f"{one}AAX" for one in SOME], "first_15"),
    "18 and 15 characters": ([f"{one}AAX" for one in SOME], SOME, "first_15"),
    "leading zeros": (["4711", "4712"], ["0000004711", "0000004712"], "zeros"),
    "leading zeros at home": (["0000004711", "0000004712"], ["4711", "4712"], "zeros"),
    "small letters": (["AB-1x", "AB-2x"], ["ab-1x", "ab-2x"], "case"),
    "blanks within": (["AB 1", "AB 2"], ["AB1", "AB2"], "blanks"),
    "several at once": (["ab1", "ab2"], ["A B1", "A B2"], "several"),
}
UNSAID = {
    "a byte order mark": (["\ufeff1", "2"], ["1", "2"]),
    "a blank without width": (["C1", "C2"], ["C1\u200b", "\u200dC2"]),
    "a soft hyphen": (["C1", "C2"], ["C\u00ad1", "C2"]),
    "decimals": (["101", "102"], ["101.0", "102.00"]),
    "blanks around": (["C1", "C2"], [" C1", "C2\u00a0"]),
}


def test_a_key_in_another_form_is_the_same_key_and_that_is_said() -> None:
    """Only where the one form leads to one row."""
    found = {name: read([*people], [*named]) for name, (people, named, _) in ONE.items()}
    wanted = {name: [*range(len(people))] for name, (people, _, _) in ONE.items()}

    assert wanted == {name: buyers(intake) for name, intake in found.items()}
    assert {name: [(one, len(people))] for name, (people, _, one) in ONE.items()} == {
        name: forms(intake) for name, intake in found.items()
    }


def test_what_nobody_sees_is_no_part_of_an_id() -> None:
    """Neither here nor there, and nothing is to be said."""
    found = {name: read(people, named) for name, (people, named) in UNSAID.items()}

    assert {[0, 1] == buyers(intake) for intake in found.values()} == {True}
    assert {()} == {tuple(forms(intake)) for intake in found.values()}


def test_what_the_tables_keep_apart_stays_apart() -> None:
    """If two keys differ in nothing but their form, a third form names neither."""
    apart = {
        "zeros": (["47", "047"], ["0047"]),
        "case": (["aB1", "Ab1"], ["AB1"]),
        "first_15": ([f"{SOME[0]}AAX", f"{SOME[0]}AAY"], [SOME[0]]),
    }

    assert [[None]] * 3 == [buyers(read(*pair)) for pair in apart.values()]


def test_an_id_that_stands_there_as_it_is_needs_no_form() -> None:
    """An exact key is never led elsewhere."""
    assert [1, 0] == buyers(read(["47", "047"], ["047", "47"]))


def test_of_several_ids_the_first_that_is_there_counts() -> None:
    """HubSpot puts all contacts of a deal into one cell; the first may be in no file."""
    intake = read(["11", "12", "13"], ["99;12", "13; 11", "98;99"])

    assert [1, 2, None] == buyers(intake)
    assert any(one.code is Oddity.SEVERAL_LINKS for one in intake.report.findings)


def test_links_are_measured() -> None:
    """The share, both columns by the names of the export, and an id of each side."""
    (join,) = read(["11", "12"], ["11", "X-9"]).report.joins

    assert ("deals", "contact_id", "contacts") == (join.table, join.field, join.home)
    assert (2, 2, 1, False) == (join.rows, join.filled, join.hits, join.broken)
    assert ("Contact ID", "X-9", "11") == (join.column, join.example, join.home_example)


def test_hidden_ids_are_shown_by_their_form_only() -> None:
    """What is written down must lead nobody back, and still says why nothing joins."""
    intake = read([*SOME], ["X-0815", "X-0816"], private=True)
    (join,) = intake.report.joins
    text = "\n".join(report_lines(intake.report, Words("en")))

    assert ("A-9999", "009Aa99999AaA99") == (join.example, join.home_example)
    assert "IDs look like “A-9999”; in “Contact ID”, like “009Aa99999AaA99”" in text
    assert not any(one in text for one in (*SOME, "0815"))


def test_a_form_keeps_what_tells_two_forms_apart() -> None:
    """Length, case, signs and leading zeros; nothing else of the id."""
    assert ["0009999", "aA-99", "Aaaa_9", "", "000", "Aa@a.aa"] == [
        form(one) for one in ("0004711", "bC-12", "Żofi_7", "", "000", "Ab@c.de")
    ]


def test_another_form_is_said_in_both_languages() -> None:
    """What was brought together stands in the report."""
    report = read(["4711", "4712"], ["04711", "04712"]).report

    assert any("leading zeros" in line for line in report_lines(report, Words("en")))
    assert any("führende Nullen" in line for line in report_lines(report, Words("de")))
