"""A report survives being written down, and says nothing that the rows did not do."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.crm.intake.report import (
    Finding,
    Oddity,
    Reason,
    Report,
    SetAside,
    TableReport,
    parse_report,
)
from workshop.crm.intake.said import ODDITIES, REASONS
from workshop.crm.schema import TABLES
from workshop.crm.sheets import Reason as Misfit

TEXTS = st.text(max_size=20)
COUNTS = st.integers(0, 10**9)
ROWS = st.lists(COUNTS, max_size=4).map(tuple)
NAMES = st.sampled_from(sorted(TABLES))
GROUPS = st.builds(SetAside, st.sampled_from(Reason), COUNTS, ROWS, TEXTS, COUNTS, COUNTS)
FINDINGS = st.builds(
    Finding, st.sampled_from(Oddity), NAMES, COUNTS, COUNTS, st.dictionaries(TEXTS, TEXTS), ROWS
)
TABLE_REPORTS = st.builds(
    TableReport,
    NAMES,
    TEXTS,
    COUNTS,
    COUNTS,
    st.lists(GROUPS, max_size=3).map(tuple),
    st.dictionaries(TEXTS, COUNTS, max_size=3),
)
REPORTS = st.builds(
    Report,
    st.lists(TABLE_REPORTS, max_size=3).map(tuple),
    st.lists(FINDINGS, max_size=3).map(tuple),
    st.dictionaries(TEXTS, st.lists(TEXTS, max_size=3).map(tuple), max_size=3),
)


def through_json(report: Report) -> Report:
    """Return what is left of a report after it lay in a file."""
    data: dict[str, Any] = json.loads(json.dumps(report.data()))
    return parse_report(data)


@given(REPORTS)
def test_a_report_comes_back_from_json(report: Report) -> None:
    """It lies beside the tables as JSON; no row, reason, name or number is lost or turned round."""
    assert report == through_json(report)


def test_the_empty_report_comes_back() -> None:
    """Data that nobody imported has a report as well, with nothing in it."""
    assert Report() == through_json(Report())


def test_kinds_come_back_as_what_they_are() -> None:
    """A reason that came back as bare text would find no sentence by identity."""
    group = SetAside(Reason.FOOTER, 1, (9,))
    report = Report(
        (TableReport("deals", "x.csv", 9, 8, (group,)),), (Finding(Oddity.TWINS, "contacts", 1),)
    )
    found = through_json(report)

    assert Reason.FOOTER is found.tables[0].set_aside[0].reason
    assert Oddity.TWINS is found.findings[0].code


def test_set_aside_counts_all_reasons_of_a_table() -> None:
    """Numbers carry the sum as a caveat; a table that lost nothing is not named."""
    groups = (SetAside(Reason.WIDTH, 2, (3, 4)), SetAside(Reason.VALUE, 5, (9,), "Betrag"))
    lossy, whole = TableReport("deals", "d", 107, 100, groups), TableReport("contacts", "c", 4, 4)

    assert {"deals": 7} == Report((lossy, whole)).set_aside


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence(reason: Reason) -> None:
    """A row that was set aside for something nobody can name is a lost row."""
    assert REASONS[reason]


@pytest.mark.parametrize("oddity", Oddity)
def test_every_oddity_has_a_sentence(oddity: Oddity) -> None:
    """A finding without a sentence could not be reported."""
    assert ODDITIES[oddity]


@pytest.mark.parametrize("misfit", Misfit)
def test_every_misfit_of_a_sheet_is_a_reason(misfit: Misfit) -> None:
    """Rows that cannot be taken apart are named by the sheets; the report knows all their names."""
    assert misfit.value == Reason(misfit).value


def test_nothing_else_is_in_it() -> None:
    """The report is stored for good: what it holds is listed here, and a cell is not among it."""
    assert {"tables", "findings", "left_out", "joins"} == {*Report().data()}
    aside = SetAside(Reason.WIDTH, 1, ())
    assert {"reason", "n", "rows", "column", "cells", "columns"} == {*asdict(aside)}
    finding = {"code", "table", "n", "of", "names", "rows", "source"}
    assert finding == {*asdict(Finding(Oddity.TWINS, "", 1))}
