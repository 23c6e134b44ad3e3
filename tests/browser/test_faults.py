"""A fault of the kit itself: people read a sentence, engineers a file."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from support.browser.kit import PATIENCE, drawn, running

from workshop.agenda import Beat
from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.session import open_session
from workshop.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

NO_NUMBER = {"n": "never"}
"""What no field of the kit writes."""


def test_no_traceback_stands_on_the_page(tmp_path: Path, chromium: Browser) -> None:
    """A draft that no kit writes cannot be drawn; a traceback would hold what people wrote."""
    session = open_session(tmp_path / "journey")
    with closing(EventLog(session.log)) as log:
        room = Room(log)
        room.keep("kpis.lines", NO_NUMBER)
        room.enter_beat("kpis", Beat.DECIDE)
    with running(tmp_path, "en") as kit, closing(chromium.new_page(locale="en")) as page:
        page.set_default_timeout(PATIENCE)
        page.goto(kit.address_of("joint_kpis"))
        drawn(page)
        fact = "Something went wrong here. It’s our fault, not yours."
        page.locator(".ot-notice", has_text=Words("en")(fact)).first.wait_for()
        page.wait_for_timeout(1000)  # a stream reaches the page after what it belongs to

        assert "Traceback" not in page.locator("body").inner_text()
    kept = (session.folder / ".jupyter" / "kernels.log").read_text("utf-8")
    assert "builtins.ValueError" in kept
    assert "never" not in kept
