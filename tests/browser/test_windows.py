"""Two windows on one workshop, and one address that leads to where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hall import Hall
from kit import drawn, open_page, running

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


def test_both_windows_follow_and_the_address_leads_there(tmp_path: Path, chromium: Browser) -> None:
    """The notebook is opened once more on a second screen: both go on with the presenter, also
    after one of them is closed; and the terminal's address opens the act the room is in.
    """
    with running(tmp_path, "de") as kit:
        hall = Hall(chromium, kit, "arriving", ("Sales",))
        first = hall.projector
        second = open_page(chromium, kit, kit.lang)
        hall.seats[0].question(0).locator("input").first.check()
        hall.seats[0].send(0)
        hall.seats[0].stored(0)
        hall.next(2)
        second.locator(".ot-beat-now", has_text="2 ").wait_for()
        first.close()
        hall.projector = second
        hall.next(3)
        third = chromium.new_page(locale=kit.lang)
        third.goto(kit.address)
        drawn(third)
        third.locator(".ot-beat-now", has_text="3 ").wait_for()

        assert "0_" in third.url
        assert "token" not in third.url
        third.close()
        hall.close()
