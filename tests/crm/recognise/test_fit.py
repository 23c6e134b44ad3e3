"""Cells rule a field out, or let it pass."""

from __future__ import annotations

import pytest

from workshop.crm.recognise.fit import UNTOLD, fit
from workshop.crm.recognise.profile import profile
from workshop.crm.schema import TABLES

GOOD = [
    ("deals", "created_at", ["2025-01-31", "2025-02-01"]),
    ("deals", "created_at", ["31.01.2025 10:00", "1.2.25"]),
    ("deals", "created_at", ["2025-11-20T10:00:00.000Z"]),
    ("contacts", "created_at", ["15 Apr, 2021 00:03:00", "16 Apr, 2021 10:00:00"]),
    ("deals", "created_at", ["45678", "45679.5"]),
    ("costs", "month", ["2025-01", "2025-02"]),
    ("deals", "value", ["1.234,56 €", "$342.09K", "EUR 12", "-5", "1'000.50"]),
    ("contacts", "decides", ["Ja", "nein", "x"]),
    ("deals", "deal_id", ["D1", "D2"]),
    ("deals", "account_id", ["A1", "A1", "A1"]),
    ("deals", "status", ["0", "1", "2"]),
]
BAD = [
    ("deals", "created_at", ["soon", "later"]),
    ("deals", "created_at", ["12", "13"]),
    ("deals", "value", ["31.01.2025", "01.02.2025"]),
    ("deals", "value", ["Anna Muster", "Bernd Beispiel"]),
    ("accounts", "employees", ["1-10", "11-50"]),
    ("contacts", "decides", ["3", "vielleicht"]),
    ("deals", "deal_id", ["D1"] * 10),
    ("deals", "deal_id", ["2025-01-31", "2025-02-01"]),
    ("deals", "account_id", ["a@example.com", "b@example.com"]),
    ("deals", "account_id", ["a@example.com", "b@example.com", "A1", "A2"]),
    ("deals", "product", [f"Angebot {n}" for n in range(100)]),
    ("deals", "lost_reason", ["der Kunde wollte es sich noch einmal gut überlegen"]),
]


@pytest.mark.parametrize(("table", "name", "cells"), GOOD)
def test_possible_cells_pass(table: str, name: str, cells: list[str]) -> None:
    """As programs and people write them."""
    field = TABLES[table].field(name)

    assert field is not None
    assert fit(table, field, profile(cells)) > 0.9


@pytest.mark.parametrize(("table", "name", "cells"), BAD)
def test_impossible_cells_are_refused(table: str, name: str, cells: list[str]) -> None:
    """Whatever the header says."""
    field = TABLES[table].field(name)

    assert field is not None
    assert fit(table, field, profile(cells)) == 0


def test_no_cells_say_nothing() -> None:
    """An empty column may be anything, and a filled one is better."""
    field = TABLES["deals"].fields[0]

    assert UNTOLD == fit("deals", field, profile([None, "-"]))


def test_a_little_dirt_is_forgiven() -> None:
    """One cell in ten that cannot be read does not hide a column of dates."""
    field = TABLES["deals"].field("created_at")

    assert field is not None
    assert 0.9 == fit("deals", field, profile(["2025-01-31"] * 9 + ["??? 2025"]))
