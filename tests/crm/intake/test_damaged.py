"""Damaged files: no traceback, and no other number without a word."""

from __future__ import annotations

import pytest
from support.corpus.fuzzing import BAD, bases, damaged, outcome
from support.corpus.mangled import OF_BOOKS, OF_TEXT
from support.run.profiles import NIGHT, examples

WHOLE = len(bases())
SOME = range(WHOLE) if NIGHT else (0, 10, 16, 31, 39)
"""Whole exports: by day a few, with leads and without, one of them a workbook."""
NUMBERS = [n * WHOLE + SOME[n % len(SOME)] for n in range(examples(len(OF_TEXT)))]
"""One after the other meets every damage, see `damaged`."""


@pytest.mark.parametrize("number", NUMBERS)
def test_a_damaged_file_changes_no_number_in_silence(number: int) -> None:
    """Refused, asked, the same numbers, those its cells state now, or the report says what."""
    (one,) = damaged(range(number, number + 1))
    found, why = outcome(one)

    assert found not in BAD, f"{one.base.export.system}, {one.damage} of {one.file}: {why}"


def test_many_kinds_of_damage_are_met() -> None:
    """The few numbers of a day meet most kinds of damage, workbooks among them."""
    met = {one.damage for n in NUMBERS for one in damaged(range(n, n + 1))}

    assert len(met & OF_TEXT.keys()) > len(OF_TEXT) * 2 / 3
    assert len(met & OF_BOOKS.keys()) > len(OF_BOOKS) / 2
