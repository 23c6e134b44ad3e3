"""Words break where they should, nothing of them is lost, and labels keep apart."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workshop.charts.lettering import apart, width, wrapped
from workshop.charts.theme import PAGE

PLACES = st.lists(st.floats(0, PAGE), min_size=1, max_size=3)


@given(st.text(st.characters(categories=["L", "N", "P"], include_characters=" ·"), max_size=300))
def test_no_letter_is_lost(text: str) -> None:
    """Lines hold the whole text, whatever somebody called a campaign."""
    found = "".join(wrapped(text))

    assert "".join(text.split()) == "".join(found.split())


@given(st.text("abmW ", min_size=1, max_size=300), st.floats(60, PAGE))
def test_every_line_fits(text: str, room: float) -> None:
    """A word longer than the room is broken rather than drawn over the edge."""
    assert [] == [line for line in wrapped(text, room) if width(line) > room]


def test_lines_are_about_as_long_as_each_other() -> None:
    """A last line of one word is overlooked."""
    first, second = wrapped(
        "Der Vertrieb nutzt alles, was das Marketing macht, und sagt, was fehlt."
    )

    assert len(second) > len(first) / 2


def test_numbers_stay_with_what_they_count() -> None:
    """“120” at the end of a line and “people” on the next are two facts."""
    lines = wrapped("Leitung · Fertigung · 120 Personen", room=210)

    assert ["Leitung\u00a0· Fertigung\u00a0·", "120\u00a0Personen"] == lines


@given(PLACES)
def test_labels_do_not_touch_and_stay_on_the_sheet(wanted: list[float]) -> None:
    """Dots may meet, their names may not."""
    widths = [150.0, 90.0, 120.0][: len(wanted)]
    found = sorted(zip(apart(wanted, widths), widths, strict=True))
    edges = [(middle - wide / 2, middle + wide / 2) for middle, wide in found]

    assert [] == [(a, b) for a, b in pairwise(edges) if b[0] - a[1] < 14 - 1e-6]
    assert edges[0][0] >= -1e-6
    assert edges[-1][1] <= PAGE + 1e-6


def test_a_label_with_room_stays_where_it_is_wanted() -> None:
    """Moving it would part it from its dot."""
    assert [100.0, 400.0] == apart([100.0, 400.0], [80.0, 80.0])


def test_labels_that_want_one_place_both_give_way() -> None:
    """Two names above one dot stand to its left and right, not one on it and one far off."""
    first, second = apart([280.0, 280.0], [80.0, 80.0])

    assert 280 - first == second - 280 > 40
