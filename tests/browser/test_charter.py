"""Act 5 with phones: from the customer's sentence to a charter in everybody's hand."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from support.acts.acting import agreed
from support.browser.hall import Hall
from support.browser.kit import prepare, running, troubles
from support.browser.seat import HOSTILE, axe_troubles
from support.run.profiles import spoken

from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.room.state.moments import AGREE, SIGN, TAKE
from workshop.session import open_session
from workshop.story.context import Stage
from workshop.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

SIX = ("Sales", "Sales", "Sales", "Marketing", "Marketing", "Marketing")


def begin(home: Path, words: Words) -> None:
    """Leave a room before act 5 that has agreed on a term."""
    prepare(home, "charter")
    session = open_session(home / "journey")
    with closing(EventLog(session.log)) as log:
        agreed(Stage(session, Room(log), words))


def do(hall: Hall, deed: str) -> None:
    """Press what the presenter view offers to do."""
    hall.next_key()
    hall.desk.locator(f"[data-name='deed-{deed}']").click()
    hall.next_key()


@pytest.mark.parametrize("lang", spoken("de"))
def test_six_phones_sign_and_take_the_charter_along(
    lang: str, tmp_path: Path, chromium: Browser
) -> None:
    """Nobody goes to the laptop: sentence, rituals, marks and signatures come by phone; the charter
    and the dates lie ready on each of them, and what was typed as markup is words.
    """
    words = Words("de" if lang == "de" else "en")
    begin(tmp_path, words)
    with running(tmp_path, lang) as kit:
        hall = Hall(chromium, kit, "charter", SIX)
        for n, seat in enumerate(hall.seats):
            seat.write(f"{HOSTILE} {n}")
            seat.send()
        hall.next(2)
        hall.next(4)
        for seat in hall.seats:
            seat.tap(0)
        do(hall, TAKE)
        hall.shows_beat(5)
        hall.next_station(words("Rituals"))
        for n, seat in enumerate(hall.seats):
            seat.question().locator(".choice").nth(n % 2).tap()
            seat.question().locator(".choice").last.tap()
            seat.send()
        hall.next(2)
        hall.next(4)
        do(hall, AGREE)
        hall.shows_beat(5)
        hall.next_station(words("Reading and signing"))
        for seat in hall.seats:
            seat.sort()
        hall.next(2)
        hall.next(3)
        hall.next(4)
        for n, seat in enumerate(hall.seats):
            seat.write(f"Rolle {n} {HOSTILE[:30]}")
            seat.send()
        do(hall, SIGN)
        hall.shows_beat(5)
        seat = hall.seats[0]
        links = seat.page.locator(".take a")
        ics = seat.page.locator(".take a[href$='.ics']")
        ics.wait_for()
        with seat.context.expect_page() as opened:
            links.first.tap()
        page = opened.value
        page.get_by_text("Rolle 0").first.wait_for()
        dates = seat.page.request.get(f"{seat.address}/{ics.get_attribute('href')}")

        assert page.evaluate("window.hacked") is None
        assert page.locator("img, script").count() == 0
        assert "BEGIN:VEVENT" in dates.text()
        assert [] == axe_troubles(seat.page)
        assert [] == axe_troubles(hall.projector, ".ot-programme")
        assert [] == troubles(hall.projector)
        assert [] == [one for seat in hall.seats for one in seat.troubles]
        hall.close()
