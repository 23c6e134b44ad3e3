"""The report in sentences: complete in both languages, and what was typed stays text."""

from __future__ import annotations

import re

import pytest

from workshop.crm.intake.report import Finding, Oddity, Reason, Report, SetAside, TableReport
from workshop.crm.intake.said import (
    PROBABLY,
    aside_line,
    finding_line,
    left_out_lines,
    report_lines,
    table_line,
)
from workshop.crm.schema import TABLES
from workshop.words import LANGS, Lang, Words

EACH_LANG = pytest.mark.parametrize("lang", LANGS)
NAMES = {"field": "closed_at", "other": "created_at", "values": "-", "value": "GTXPro", "twin": "X"}
NAMES |= {"columns": "D, E", "form": "zeros"}
HOSTILE = "{n} {0} %s <b>&{values!r}"
FORGED = "x\n\nDeals: 0\x1b[2J\u2028y"


def finding(code: Oddity, **names: str) -> Finding:
    return Finding(code, "deals", 1234, 5678, NAMES | names)


@EACH_LANG
@pytest.mark.parametrize("code", Oddity)
def test_every_oddity_is_a_sentence(code: Oddity, lang: Lang) -> None:
    """Numbers and names are filled in, and nothing of the pattern is left over."""
    line = finding_line(finding(code), Words(lang))

    assert {"de": "1.234", "en": "1,234"}[lang] in line
    assert not re.search(r"[{}]", line)
    assert not re.search(r"\b(closed_at|created_at)\b", line)


@pytest.mark.parametrize("code", Oddity)
def test_every_oddity_is_said_in_german(code: Oddity) -> None:
    """A sentence that nobody translated would stand there in English."""
    german, english = (finding_line(finding(code), Words(lang)) for lang in LANGS)

    assert german != english


@EACH_LANG
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_a_sentence(reason: Reason, lang: Lang) -> None:
    """How many, why, and the first of the rows as a spreadsheet numbers them."""
    line = aside_line(SetAside(reason, 1234, (7, 9), "Betrag"), Words(lang))

    assert not re.search(r"[{}]", line)
    assert {"de": "1.234", "en": "1,234"}[lang] in line
    assert "7, 9 …" in line


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_said_in_german(reason: Reason) -> None:
    """A sentence that nobody translated would stand there in English."""
    group = SetAside(reason, 1, (7,), "Betrag")
    german, english = (aside_line(group, Words(lang)) for lang in LANGS)

    assert german != english


def test_rows_that_are_all_shown_have_no_dots() -> None:
    """Dots say that there are more."""
    line = aside_line(SetAside(Reason.WIDTH, 2, (7, 9)), Words("en"))

    assert "7, 9" in line
    assert "…" not in line


def test_the_probable_twin_is_named() -> None:
    """A value that is on no list says which entry was probably meant, where one is like it."""
    meant = finding_line(
        finding(Oddity.UNLISTED, other="products.csv", twin="GTX Pro"), Words("en")
    )
    unlike = finding_line(finding(Oddity.UNLISTED, other="products.csv", twin=""), Words("en"))

    assert "products.csv" in meant
    assert meant.endswith(Words("en")(PROBABLY, twin="GTX Pro"))
    assert Words("en")(PROBABLY, twin="") not in unlike


def test_rows_of_a_finding_are_named() -> None:
    """A person can go and look."""
    one = Finding(Oddity.IMPOSSIBLE, "deals", 2, names={"field": "closed_at"}, rows=(3, 8))

    assert "3, 8" in finding_line(one, Words("en"))


@EACH_LANG
@pytest.mark.parametrize("table", TABLES)
def test_a_table_says_its_rows(table: str, lang: Lang) -> None:
    """Read, kept and set aside: three numbers that add up, below the table's own name."""
    words = Words(lang)
    line = table_line(TableReport(table, "x.csv › Tabelle1", 12_345, 12_000), words)

    assert words(TABLES[table].label) in line
    assert "x.csv › Tabelle1" in line
    for number in (12_345, 12_000, 345):
        assert words.number(number) in line


@EACH_LANG
@pytest.mark.parametrize("code", Oddity)
def test_braces_that_somebody_typed_stay_what_they_are(code: Oddity, lang: Lang) -> None:
    """A product may be called {n}; that is no placeholder and no error."""
    names = {"value": HOSTILE, "twin": HOSTILE, "values": HOSTILE, "other": HOSTILE}
    line = finding_line(finding(code, **names), Words(lang))

    assert not re.search(r"[{}]", line.replace(HOSTILE, ""))


@EACH_LANG
def test_hostile_names_of_files_and_columns_stay_text(lang: Lang) -> None:
    """Headers and file names come from strangers, too."""
    words = Words(lang)
    left = left_out_lines(Report(left_out={HOSTILE: (HOSTILE, "b"), "all.csv": ()}), words)

    assert 1 == len(left)
    assert 2 == left[0].count(HOSTILE)
    assert HOSTILE in table_line(TableReport("deals", HOSTILE, 1, 1), words)
    assert HOSTILE in aside_line(SetAside(Reason.VALUE, 1, (1,), HOSTILE), words)


@pytest.mark.parametrize(
    "report",
    [
        Report((TableReport("deals", FORGED, 1, 1),)),
        Report((TableReport("deals", "x", 2, 1, (SetAside(Reason.VALUE, 1, (2,), FORGED),)),)),
        Report((TableReport("deals", "x", 1, 1),), (finding(Oddity.SPELLINGS, value=FORGED),)),
        Report((TableReport("deals", "x", 1, 1),), (finding(Oddity.DEFAULT, values=FORGED),)),
        Report((TableReport("deals", "x", 1, 1),), left_out={"x": (FORGED,)}),
    ],
)
def test_what_was_typed_cannot_forge_a_line(report: Report) -> None:
    """A cell with line ends or signs for the terminal stays within its own line."""
    words = Words("en")
    lines = [*report_lines(report, words), *left_out_lines(report, words)]

    assert [] == [line for line in lines if line and not line.isprintable()]


def test_the_whole_report_in_order() -> None:
    """Each table with its own losses and oddities below it, a blank line between tables."""
    contacts, words = TableReport("contacts", "c.csv", 4, 4), Words("en")
    group = SetAside(Reason.FOOTER, 1, (9,))
    deals = TableReport("deals", "d.csv", 9, 8, (group,))
    late, twins = Finding(Oddity.FUTURE, "deals", 1), Finding(Oddity.TWINS, "contacts", 2)

    assert [
        table_line(contacts, words),
        f"  ! {finding_line(twins, words)}",
        "",
        table_line(deals, words),
        f"  – {aside_line(group, words)}",
        f"  ! {finding_line(late, words)}",
    ] == report_lines(Report((contacts, deals), (late, twins)), words)


def test_nothing_to_report() -> None:
    """Without tables there are no lines."""
    assert [] == report_lines(Report(), Words("en"))
