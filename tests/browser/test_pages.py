"""Phone page and presenter view: for everybody to use, and safe whatever is written in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.browser.seat import HOSTILE, Seat, axe_troubles, small_targets, too_wide
from support.room.asking import opened
from support.room.live import ACT, QUESTIONS, Served, saying, served
from support.run.profiles import NIGHT

from workshop.room.reach.host import networks
from workshop.room.room import Room
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

LOOKS = [("light", "de"), ("dark", "en"), ("light", "en"), ("dark", "de")][: 4 if NIGHT else 2]
LOOPBACK_ONLY = "Phones can’t reach this laptop yet. Choose the network they’re on."
PLAIN = (
    "Not encrypted: anyone listening in on this network can read what’s sent, including "
    "your key if you open this view on a second device."
)


@pytest.mark.parametrize(("scheme", "lang"), LOOKS)
def test_every_state_of_the_page_is_accessible(
    lang: str, scheme: str, room: Served, chromium: Browser
) -> None:
    """No serious finding of axe, 320 pixels without sideways scroll, targets of 24 pixels."""
    narrow = {"width": 320, "height": 640}
    seat = Seat(chromium, room.address, lang, viewport=narrow, color_scheme=scheme)
    found: dict[str, list[str]] = {}

    def look(state: str) -> None:
        seat.page.wait_for_timeout(100)
        wide = [f"{too_wide(seat.page)} px too wide"] if too_wide(seat.page) > 0 else []
        found[state] = axe_troubles(seat.page) + small_targets(seat.page) + wide

    look("door")
    seat.button("What happens to my answers?").tap()
    seat.page.get_by_role("heading", name=seat.words("Your rights")).wait_for()
    look("what happens to answers")
    seat.button("Back").tap()
    seat.button("Take a seat").tap()
    look("door with an error")
    seat.sit(room.code)
    look("waiting")
    opened(room, *QUESTIONS)
    seat.page.locator(".progress", has_text=str(len(QUESTIONS))).wait_for()
    for kind in QUESTIONS:
        look(kind)
        if kind in ("multiple", "number", "text", "cards"):
            seat.send()
            look(f"{kind} with an error")
        with seat.going_on():
            if kind == "sort":
                seat.step("done")
            else:
                seat.step("skip")
        if kind == "sort":
            seat.again(list(QUESTIONS).index("dots"))
    look("what was said")
    with room.log() as log:
        for key, body in saying("Ein Satz, der so lang ist, dass er umbricht").items():
            Room(log).say(key, "both", body, item=f"phone-{key}")
            Room(log).close_question(key)
    seat.page.get_by_text(seat.words("Closed. The reveal is a moment away.")).last.wait_for()
    look("closed")
    with room.log() as log:
        for key in QUESTIONS:
            Room(log).reveal_question(key)
    seat.page.locator(".results").nth(len(QUESTIONS) - 1).wait_for()
    look("revealed")
    with room.log() as log:
        Room(log).enter_beat(ACT, "talk")
    seat.page.locator("h1.say").wait_for()
    look("talking")

    assert {} == {state: troubles for state, troubles in found.items() if troubles}
    assert [] == seat.troubles
    seat.close()


def test_hostile_text_is_shown_and_never_runs(room: Served, chromium: Browser) -> None:
    """Neither on another phone nor in the presenter view; and the policy would stop it, too."""
    opened(room, *QUESTIONS)
    seat = Seat(chromium, room.address).sit(room.code)
    with room.log() as log:
        notebook = Room(log)
        for key, body in saying(HOSTILE).items():
            notebook.say(key, "both", body, item=f"phone-{key}")
            notebook.reveal_question(key)
    seat.page.locator(".results").nth(len(QUESTIONS) - 1).wait_for()
    desk = chromium.new_page(locale="de")
    desk.goto(f"{room.address}/presenter#{room.secret}")
    desk.locator("summary[data-name=earlier]").click()
    desk.locator("summary[data-name^=look-]").first.click()

    for page in (seat.page, desk):
        assert page.get_by_text(HOSTILE).count()
        assert page.evaluate("window.hacked") is None
        assert page.locator("main img, main script").count() == 0
    desk.close()
    seat.close()


def test_the_presenter_hides_a_card_and_closes_a_question(room: Served, chromium: Browser) -> None:
    """The card goes from every phone; whose it was nobody learns."""
    opened(room, "cards", "single")
    seat = Seat(chromium, room.address).sit(room.code)
    seat.question().locator("textarea").fill("Das war fies")
    seat.send()
    seat.stored()
    desk = chromium.new_page(locale="de")
    desk.goto(f"{room.address}/presenter#{room.secret}")
    words = Words("de")
    desk.locator("summary[data-name^=look-]").click()
    desk.get_by_role("button", name=words("Hide")).click()
    desk.get_by_text(f"({words('hidden')})").wait_for()
    desk.locator("[data-name='reveal-cards']").click()
    seat.page.locator("textarea").wait_for(state="detached")
    seat.tap()  # what is open goes first; behind it stands what was said
    seat.page.locator(".results").wait_for()

    assert "Das war fies" not in seat.page.locator(".results").inner_text()
    assert [] == axe_troubles(desk)
    desk.close()
    seat.close()


def test_the_presenter_view_shows_nothing_without_its_key(room: Served, chromium: Browser) -> None:
    """A phone that finds the address sees a locked door."""
    opened(room, "text")
    page = chromium.new_page(locale="en")
    page.goto(f"{room.address}/presenter")
    page.get_by_label(Words("en")("Facilitator’s key")).wait_for()

    assert page.locator(".question").count() == 0
    assert [] == axe_troubles(page)
    page.close()


@pytest.mark.parametrize("lang", LANGS)
def test_the_presenter_lets_phones_in_by_another_network(
    lang: str, tmp_path: Path, chromium: Browser
) -> None:
    """Started for this computer only: one press, and the address phones open answers."""
    best = networks().best
    if best is None:
        pytest.skip("This computer isn’t on a network that phones can reach")
    words = Words("de" if lang == "de" else "en")
    with served(tmp_path, "--port", "0") as room:
        opened(room, "text")
        early = Seat(chromium, room.address, lang).sit(room.code)
        desk = chromium.new_page(locale=lang)
        desk.goto(f"{room.address}/presenter#{room.secret}")
        desk.get_by_text(words(LOOPBACK_ONLY)).wait_for()
        before = axe_troubles(desk)
        desk.locator(f"[data-name='network-{best.address}']").click()
        desk.get_by_text(words("phones join here")).wait_for()
        late = Seat(chromium, room.door.link, lang).sit(room.code)

        assert best.address == room.door.host
        assert f"{best.address} {best.label(words)}" in desk.locator(".networks").inner_text()
        assert desk.get_by_text(words(PLAIN)).is_visible()
        assert not desk.get_by_text(words(LOOPBACK_ONLY)).count()
        assert [] == before + axe_troubles(desk) + small_targets(desk)
        # Who came by the first address stays: the browser keeps what is theirs under it.
        early.page.get_by_text(words("{people} at the table", people=2)).wait_for()
        for each in (early, late):
            assert [] == each.troubles
            each.close()
        desk.close()
