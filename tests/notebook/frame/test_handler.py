"""A handler begins with the room as it is, and reads it once."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
import sqlalchemy
from support.acts.screen import press

from workshop.agenda import Beat
from workshop.errors import WorkshopError
from workshop.notebook.act4.collect import Collect
from workshop.notebook.frame.handler import handled
from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.widgets.guard import Notice
from workshop.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop.story.context import Stage

TOO_LONG = WorkshopError("This text is too long.")


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    with closing(EventLog(tmp_path / "log")) as opened:
        yield opened


def test_a_handler_sees_what_others_did(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a phone or another window wrote is there at the click; no second look is taken."""
    room, other, seen, reads = Room(log), Room(log), [], []
    other.decide("kpis", {"n": 1})
    read = log.read
    monkeypatch.setattr(log, "read", lambda after: reads.append(after) or read(after))
    click = handled(
        room, Notice(Words("en")), lambda _: seen.extend(room.state.decision("kpis") for _ in "ab")
    )
    click(None)

    assert [{"n": 1}] * 2 == seen
    assert 1 == len(reads)


def test_what_goes_wrong_is_said(log: EventLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the room itself cannot be read: then the handler does not begin."""
    room, notice, begun = Room(log), Notice(Words("en")), []

    def refuse(_: object) -> None:
        raise TOO_LONG

    handled(room, notice, refuse)(None)
    said = notice.widget.value
    monkeypatch.setattr(log, "read", lambda _: refuse(None))
    handled(room, notice, begun.append)(None)

    assert "This text is too long." in said
    assert "This text is too long." in notice.widget.value
    assert [] == begun


def test_drawing_reads_nothing_and_a_click_reads_once(stage: Stage) -> None:
    """A handler's look and what it writes are all that reaches the disk, however much is drawn."""
    act = Collect(stage)
    act.add_card("admire", "Zuhören")
    begun: list[object] = []
    sqlalchemy.event.listen(stage.room._log._engine, "begin", begun.append)
    act.redraw()
    act.refresh()
    drawn, position = len(begun), stage.room.position
    press(act.widget, stage.words("Reveal") + " →")

    assert act.beat is Beat.REVEAL
    assert 0 == drawn
    assert 1 + stage.room.position - position == len(begun)
