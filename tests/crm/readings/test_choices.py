"""Words in cells: yes and no, lists, and the many ways to say nothing."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest

from workshop.crm.readings import choices


def read(sql: str, text: str) -> Any:
    row = duckdb.execute(f"select {sql} from (select ? as x)", [text]).fetchone()  # noqa: S608
    assert row
    return row[0]


@pytest.mark.parametrize("text", ["Bitte wählen", "k. A.", "-", "Select", "N/A", "Sonstige", "–"])
def test_defaults_of_forms_are_nothing(text: str) -> None:
    """What a form writes by itself is no answer."""
    assert read(choices.nothing("x"), text)


@pytest.mark.parametrize("text", ["Webinar", "Nein", "0", "n", "x", "Select Software GmbH"])
def test_answers_are_something(text: str) -> None:
    """A no is an answer, and a company may be called Select."""
    assert not read(choices.nothing("x"), text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ja", True),
        ("TRUE", True),
        ("x", True),
        ("nein", False),
        ("0", False),
        ("vielleicht", None),
    ],
)
def test_yes_and_no(text: str, expected: bool | None) -> None:  # noqa: FBT001
    """Both languages, and neither where the cell says neither."""
    assert expected is read(choices.flag("x"), text)


@pytest.mark.parametrize(
    "text", ["a@b.de", "bitte an anna@firma.example", "+49 30 1234567", "030/123 45 67", "w" * 81]
)
def test_what_may_name_a_person_is_private(text: str) -> None:
    """Mail addresses, phone numbers and whole sentences do not belong into a list of values."""
    assert read(choices.private("x"), text)


@pytest.mark.parametrize("text", ["Messe Hannover 2026", "Preis", "1-10", "2025/2026", "A @ B"])
def test_ordinary_values_are_not_private(text: str) -> None:
    """A fair with its year is not a telephone."""
    assert not read(choices.private("x"), text)


def test_a_closed_list_lets_nothing_else_in() -> None:
    """A value without a meaning is null, so that the reader can refuse it."""
    sql = choices.choice("x", {"Gewonnen": "won"}, ["won", "lost"])

    assert ["won", "lost", None] == [read(sql, text) for text in ("Gewonnen", "lost", "Phase 3")]


def test_quotes_in_values_stay_values() -> None:
    """Text typed by strangers is never SQL."""
    sql = choices.choice("x", {"'); drop table x; --": "won", "O'Neill": "lost"}, None)

    assert "won" == read(sql, "'); drop table x; --")
    assert "lost" == read(sql, "O'Neill")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("123;456", "123;456"), ("12345.0", "12345"), ("A-17", "A-17"), ("-", None), ("1;x", "1;x")],
)
def test_ids(text: str, expected: str | None) -> None:
    """Without the decimals that spreadsheets add, and no dashes; several ids stay side by side."""
    assert expected == read(choices.identity("x"), text)
