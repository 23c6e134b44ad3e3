"""Two windows on one workshop, one address that leads to where it is, and one timer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from support.browser.hall import Hall
from support.browser.kit import drawn, open_page, running

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


def test_both_windows_follow_and_the_address_leads_there(tmp_path: Path, chromium: Browser) -> None:
    """The notebook is opened once more on a second screen: both go on with the presenter, also
    after one of them is closed; the terminal's address opens the act the room is in; and the timer
    is the same everywhere.
    """
    with running(tmp_path, "de") as kit:
        hall = Hall(chromium, kit, "arriving", ("Sales",))
        first = hall.projector
        second = open_page(chromium, kit, kit.lang)
        hall.seats[0].tap()
        hall.seats[0].stored()
        hall.next(2)
        second.locator(".ot-beat-now", has_text="2 ").wait_for()
        first.close()
        hall.projector = second
        hall.next(3)
        third = chromium.new_page(locale=kit.lang)
        third.goto(kit.address)
        drawn(third)
        third.locator(".ot-beat-now", has_text="3 ").wait_for(state="attached")

        assert "0_" in third.url
        assert "token" not in third.url
        third.close()
        timer_runs_everywhere(hall)
        hall.close()


def timer_runs_everywhere(hall: Hall) -> None:
    """Start the timer as the presenter: it runs on projector and phones, and can be extended."""
    hall.desk.locator("[data-name=timer]").click()
    hall.projector.locator(".ot-clock", has_text=re.compile("2:[0-5]")).wait_for()
    hall.desk.locator("[data-name=minute]").click()
    later = re.compile("3:[0-5]|4:00")
    hall.projector.locator(".ot-clock", has_text=later).wait_for()
    hall.seats[0].page.locator(".timer", has_text=later).wait_for()
