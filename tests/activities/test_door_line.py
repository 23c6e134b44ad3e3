"""Code and head-count on every screen."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest
from screen import text

from workshop.activities.door_line import DoorLine
from workshop.room.door import Door
from workshop.room.event import Event
from workshop.room.fold import fold
from workshop.room.state import RoomState
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.words import Lang

DOOR = Door(code="ABCDEF", key="s3cret", address="http://192.0.2.7:8808", reach=True)


def opened(*phones: tuple[str, int]) -> RoomState:
    """Return a room with a door, and phones of a side with so many people each."""
    joined = [
        Event(
            kind="joined",
            subject="room",
            item=f"badge-{n}",
            body={"side": side, "lang": "de", "people": people},
        )
        for n, (side, people) in enumerate(phones)
    ]
    return fold([Event(kind="room_opened", subject="room", body=asdict(DOOR)), *joined])


def drawn(state: RoomState, lang: Lang, *, big: bool = False) -> str:
    """Return what a new line shows of a room."""
    line = DoorLine(Words(lang))
    line.resize(big=big)
    line.update(state)
    return text(line.widget)


def test_without_a_server_there_is_no_door() -> None:
    """A kit that runs without phones shows nothing of them."""
    assert "" == drawn(RoomState(), "en").strip()


@pytest.mark.parametrize("lang", LANGS)
def test_the_code_stands_on_the_screen(lang: Lang) -> None:
    """Who comes late finds the way in without asking."""
    line = Words(lang)(
        "Join with your phone: {address}, code {code}", address=DOOR.address, code="ABCDEF"
    )

    assert line in drawn(opened(), lang)


def test_the_code_is_big_while_people_arrive() -> None:
    """The hall reads it from the last row, unfolded; later it takes one line."""
    assert "<details" not in drawn(opened(), "en", big=True)
    assert "<details" in drawn(opened(), "en")


@pytest.mark.parametrize(
    ("lang", "phones", "count"),
    [
        ("en", [("sales", 1)], "1 person at the table · Sales 1"),
        ("de", [("sales", 1), ("marketing", 1)], "2 Leute am Tisch · Vertrieb 1 · Marketing 1"),
        ("en", [("other", 8), ("sales", 1)], "9 people at the table · Sales 1 · Somewhere else 8"),
    ],
)
def test_everybody_is_counted_by_side(
    lang: Lang, phones: list[tuple[str, int]], count: str
) -> None:
    """A shared phone counts everybody at its table; a side with nobody is left out."""
    assert f"<p>{count}</p>" in drawn(opened(*phones), lang)


def test_an_empty_table_is_not_counted() -> None:
    """“0 people” tells nobody anything while the first ones still look for the code."""
    assert "am Tisch" not in drawn(opened(), "de")


def test_what_stays_the_same_is_not_drawn_again() -> None:
    """Somebody who unfolded the code keeps it unfolded while others come in."""
    line = DoorLine(Words("en"))
    line.update(opened())
    changes: list[Any] = []
    for part in line.widget.children:
        part.observe(changes.append, "value")
    line.update(opened())
    before = len(changes)
    line.update(opened(("sales", 1)))

    assert before == 0
    assert [line.widget.children[1]] == [change["owner"] for change in changes]


def test_the_key_is_not_on_the_screen() -> None:
    """What the picture holds cannot be copied by eye."""
    assert "s3cret" not in drawn(opened(), "en", big=True)
