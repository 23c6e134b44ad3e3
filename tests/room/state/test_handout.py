"""What people take along: only what lies ready, only for whoever has its address."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from support.room.live import inside, runs, serving

from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.room.state.handout import HANDOUT, Handout, handout_of
from workshop.room.state.state import RoomState
from workshop.room.views.talk import talk
from workshop.words import Words

if TYPE_CHECKING:
    from pathlib import Path

KEY = "k" * 22
READY = Handout(key=KEY, files={"de": ("charter_de.html", "rituale.ics"), "en": ("x.html",)})
PAGE = "<!doctype html><style>p { color: red }</style><p>Charta</p>"


@runs
async def test_only_what_lies_ready_can_be_taken(tmp_path: Path) -> None:
    """By its whole address; a guessed key, another file or a way out of the folder is nothing."""
    folder = tmp_path / "charter"
    folder.mkdir()
    (folder / "charter_de.html").write_text(PAGE, "utf-8")
    (folder / "rituale.ics").write_text("BEGIN:VCALENDAR", "utf-8")
    (folder / "charter.json").write_text("{}", "utf-8")
    with closing(EventLog(tmp_path / "log")) as log:
        Room(log).keep(HANDOUT, READY.model_dump(mode="json"))
        async with serving(log) as app:
            app.state.room.files = folder
            http = inside(app)
            page = await http.get(f"/take/{KEY}/charter_de.html")
            dates = await http.get(f"/take/{KEY}/rituale.ics")
            others = [
                await http.get(path)
                for path in (
                    "/take/wrong/charter_de.html",
                    f"/take/{KEY}/charter.json",
                    f"/take/{KEY}/x.html",
                    f"/take/{KEY}/..%2Flog",
                    f"/take/{KEY}/",
                )
            ]

    assert (200, PAGE) == (page.status_code, page.text)
    assert "script-src" not in page.headers["content-security-policy"]
    assert "sandbox" in page.headers["content-security-policy"]
    assert dates.headers["content-type"].startswith("text/calendar")
    assert "attachment" in dates.headers["content-disposition"]
    assert {404} == {other.status_code for other in others}


def test_phones_see_what_lies_ready_in_their_language(tmp_path: Path) -> None:
    """A link for each file, in words; nothing before there is something."""
    assert talk(RoomState(), Words("de"))["take"] == []
    with closing(EventLog(tmp_path / "log")) as log:
        room = Room(log)
        room.keep(HANDOUT, READY.model_dump(mode="json"))
        found = talk(room.state, Words("de"))["take"]

    assert [f"take/{KEY}/charter_de.html", f"take/{KEY}/rituale.ics"] == [
        link["path"] for link in found
    ]
    assert all(link["label"] for link in found)


def test_a_damaged_row_lies_nothing_ready() -> None:
    """The room goes on without it."""
    assert handout_of(RoomState()) is None
