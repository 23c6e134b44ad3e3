"""Trap: an empty field becomes a channel, and the best one."""

from __future__ import annotations

from support.data.answers import codes, people
from support.data.tables import LONG_AGO, crm

from workshop.kpis.core.scope import Scope
from workshop.kpis.groups.breakdown import breakdown


def test_the_empty_field_has_its_row_and_no_rank() -> None:
    """Who converted was filled in by nobody: 39 of 40 in the empty row, and no standing."""
    converted = {"converted_at": LONG_AGO}
    leads = [
        *people(39, "E", **converted),
        *people(1, "X"),
        *people(20, "F", source="fair", **converted),
        *people(20, "G", source="fair"),
    ]
    found = breakdown(Scope.of(crm(contacts=leads)), "lead_to_deal", "source")
    last = found.groups[-1]

    assert (None, 39, None) == (last.key, last.answer.numerator, last.standing)
    assert {"missing_category": 40} == codes(found)
