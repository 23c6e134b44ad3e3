"""A file with a fault in its structure is read rightly, set aside by rows, or refused."""

from __future__ import annotations

from collections import Counter

from support.exports.cell_faults import FAULTS, clean_exports, written
from support.exports.polluting import by_kit, changes_a_number, outcome, polluted

MOST = 0.02
"""Share of files that may be misread without a word."""


def test_clean_exports_are_read_exactly() -> None:
    """The measure itself: without a fault, every cell comes back."""
    for one in clean_exports():
        found = by_kit(written(one, one.lines()))

        assert one.table == [found.header, *found.rows]
        assert not found.said


def test_almost_no_file_is_misread_without_a_word() -> None:
    """At most two in a hundred, and none of them gives another number of deals."""
    files = list(polluted(4 * len(FAULTS), seed=5))
    found = [(one, outcome(one, by_kit)) for one in files]
    misread = [one for one, how in found if how == "misread"]

    assert len(misread) <= MOST * len(files), Counter(one.fault for one in misread)
    assert [] == [one.fault for one in misread if changes_a_number(one)]


def test_no_fault_is_always_refused_that_a_row_could_be_set_aside_for() -> None:
    """Refusing everything would misread nothing: most files still come in."""
    found = Counter(outcome(one, by_kit) for one in polluted(4 * len(FAULTS), seed=5))

    assert found["exact"] + found["aside"] >= 3 * found["refused"]
