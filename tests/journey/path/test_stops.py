"""Long ways made short: what is joined, what never is."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from support.data.tables import at

from workshop.journey.path.stops import QUIET_DAYS, Stop, thinned

FIRST = at("2026-01-01T10:00")
KINDS = {
    "c": ("sales", "call", True),
    "m": ("sales", "mail", True),
    "n": ("marketing", "newsletter", False),
    "w": ("marketing", "webinar", True),
}


def line(text: str, days: float = 1) -> list[Stop]:
    """Return stops a letter each: calls, mails, newsletters, webinars; anything else is a step."""
    found = []
    for place, letter in enumerate(text):
        moment = FIRST + timedelta(days=days * place)
        if letter in KINDS:
            side, kind, human = KINDS[letter]
            found.append(Stop("touch", moment, moment, side, (kind,), human))
        else:
            found.append(Stop("handed", moment, moment))
    return found


def short(text: str, most: int, days: float = 1) -> list[tuple[str, int]]:
    found = thinned(line(text, days), most)
    return [("+".join(stop.kinds) or stop.what, stop.times) for stop in found]


def test_one_kind_in_a_row_becomes_one_stop() -> None:
    """Four newsletters are one line, even where there would be room for four."""
    assert [("newsletter", 4), ("call", 1), ("newsletter", 1)] == short("nnnncn", 99)


def test_where_that_is_not_enough_a_kind_stands_once_between_two_steps() -> None:
    """Calls and newsletters in turns would fill the screen."""
    assert [("call", 3), ("newsletter", 3), ("handed", 1), ("call", 1)] == short("cncncnHc", 5)


def test_then_a_side_stands_once_and_says_its_kinds() -> None:
    """Calls and mails of sales are what sales did; what the customer did stays apart."""
    assert [("call+mail", 4), ("newsletter", 2), ("handed", 1)] == short("cmncmnH", 3)


def test_a_long_silence_of_ours_is_not_hidden() -> None:
    """Two mails half a year apart are no single stop."""
    assert [("mail", 1), ("mail", 1)] == short("mm", 2, QUIET_DAYS + 1)
    assert [("newsletter", 2)] == short("nn", 2, QUIET_DAYS + 1)


def test_unless_there_is_no_room() -> None:
    """A screen has an end."""
    assert [("mail", 3)] == short("mmm", 2, QUIET_DAYS + 1)


@given(st.text("cmnwH", min_size=1, max_size=40), st.integers(1, 20))
def test_no_step_and_no_touch_gets_lost(text: str, most: int) -> None:
    """Steps keep their number and order, touches their count, stops their order of time."""
    found = thinned(line(text), most)

    assert text.count("H") == sum(stop.what == "handed" for stop in found)
    assert len(text) == sum(stop.times for stop in found)
    assert [stop.at for stop in found] == sorted(stop.at for stop in found)
    assert all(stop.at <= stop.last for stop in found)
