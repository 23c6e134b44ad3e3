"""One column is one field, and the stronger claim counts."""

from __future__ import annotations

from workshop.crm.recognise.assign import assigned, matches
from workshop.crm.recognise.candidates import Candidate
from workshop.crm.recognise.result import Why


def claim(field: str, columns: tuple[str, ...], strength: float) -> Candidate:
    return Candidate(field, columns, strength, sure=True, why=Why.KNOWN)


def test_a_column_is_one_field() -> None:
    """The weaker claim on a column goes to the next one, or to none."""
    found = assigned(
        [
            claim("created_at", ("Datum",), 0.7),
            claim("closed_at", ("Datum",), 0.9),
            claim("created_at", ("Start",), 0.6),
        ]
    )

    assert {"closed_at": ("Datum",), "created_at": ("Start",)} == {
        field: one.columns for field, one in found.items()
    }


def test_columns_read_together_are_taken_together() -> None:
    """Neither of them is left for another field."""
    found = assigned(
        [claim("closed_at", ("Won", "Lost"), 0.9), claim("created_at", ("Lost",), 0.8)]
    )

    assert ["closed_at"] == list(found)


def test_other_candidates_are_offered_best_first() -> None:
    """Without the chosen one, in the order of the table's fields."""
    found = [
        claim("value", ("Betrag",), 0.9),
        claim("value", ("Wert",), 0.8),
        claim("value", ("Umsatz",), 0.7),
        claim("deal_id", ("Id",), 1.2),
    ]
    key, value = matches("deals", found)

    assert ("deal_id", 1.0) == (key.field, key.score)
    assert (("Betrag",), ("Wert", "Umsatz")) == (value.columns, value.others)
