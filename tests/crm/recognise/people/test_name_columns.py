"""Columns of names tell whom an export names; teams, offices and firms are nobody."""

from __future__ import annotations

import pytest

from workshop.crm.recognise.people.name_columns import name_columns, named_in


@pytest.mark.parametrize(
    ("table", "column", "expected"),
    [
        ("", "Nachname", True),
        ("", "Kundenbetreuer", True),
        ("", "Deal owner", True),
        ("", "Ansprechpartner", True),
        ("contacts", "Name", True),
        ("accounts", "Name", False),
        ("deals", "Deal Name", False),
        ("deals", "Verlustgrund", False),
        ("", "", False),
    ],
)
def test_which_columns_hold_names(table: str, column: str, expected: bool) -> None:  # noqa: FBT001
    """By their header, so that next quarter's import sees the same; a deal's name is a title."""
    assert expected == (name_columns(table, [column]) == [column])


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Klaus Quandel", {"klaus", "quandel"}),
        ("Quandel, Klaus", {"klaus", "quandel"}),
        ("K. Quandel", {"quandel"}),
        ("Xhemile Quandel-Über", {"xhemile", "quandel-ueber"}),
        ("Dr. Klaus von Quandel", {"klaus", "quandel"}),
        ("klaus.quandel@firma.example", {"klaus", "quandel"}),
        ("Huber", {"huber"}),
        ("Quandel", set()),
        ("Team Nord", set()),
        ("Vertrieb Klaus", set()),
        ("Quandel GmbH", set()),
        ("4711", set()),
        ("", set()),
    ],
)
def test_who_a_cell_names(cell: str, expected: set[str]) -> None:
    """A whole person, or a surname that is known; the firm behind a mail's sign is nobody."""
    assert expected == named_in("Kundenbetreuer", [cell, None])


def test_a_column_of_surnames_needs_no_more_than_a_word() -> None:
    """There nothing but a surname can be meant."""
    assert {"quandel"} == named_in("Nachname", ["Quandel"])
