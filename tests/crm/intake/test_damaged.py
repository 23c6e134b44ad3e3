"""Damaged files: no traceback, and no other number without a word."""

from __future__ import annotations

import pytest
from fuzzing import BAD, damaged, outcome
from mangled import OF_BOOKS, OF_TEXT
from profiles import examples

STEP = 137
"""No multiple of the number of exports or of damages: a few numbers meet many of both."""
NUMBERS = [n * STEP for n in range(examples(30))]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_damaged_file_changes_no_number_in_silence(number: int) -> None:
    """Refused, asked, the same numbers, those its cells state now, or the report says what."""
    (one,) = damaged(range(number, number + 1))
    found, why = outcome(one)

    assert found not in BAD, f"{one.base.export.system}, {one.damage} of {one.file}: {why}"


def test_many_kinds_of_damage_are_met() -> None:
    """The few numbers of a day meet most kinds of damage, workbooks among them."""
    met = {one.damage for n in NUMBERS for one in damaged(range(n, n + 1))}

    assert len(met & OF_TEXT.keys()) > len(OF_TEXT) // 2
    assert met & OF_BOOKS.keys()
