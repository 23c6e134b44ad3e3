"""The phone page in a real browser: what is typed is never lost, and the page never lies."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import kit as kits
import pytest
from live import ACT, QUESTIONS, Served, saying, served
from seat import HOSTILE, Seat, axe_troubles, small_targets, too_wide

from workshop.room.room import Room
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

SENTENCE = "Bedarf da, Termin will er auch"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all phones."""
    with kits.browser() as started:
        yield started


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Served]:
    """A room's server, on a free port."""
    with served(tmp_path) as running:
        yield running


def opened(room: Served, *kinds: str) -> None:
    """Be the notebook: open these questions."""
    with room.log() as log:
        notebook = Room(log)
        notebook.open_act(ACT)
        for kind in kinds:
            notebook.open_question(ACT, QUESTIONS[kind])


def stored(room: Served, kind: str) -> list[dict[str, object]]:
    """Return the answers in the log."""
    with room.log() as log:
        return [one.body for one in Room(log).state.said(kind)]


def test_a_late_joiner_lands_in_the_open_question(room: Served, chromium: Browser) -> None:
    """Typed in any case and with blanks, the code lets people in where the others are."""
    opened(room, "text")
    code = room.code.lower()
    seat = Seat(chromium, room.address).sit(f" {code[:3]}-{code[3:]} ")

    assert seat.question().locator("textarea").is_visible()
    seat.close()


def test_the_code_in_the_link_need_not_be_typed(room: Served, chromium: Browser) -> None:
    """The QR code carries it, and it does not stay in the address."""
    seat = Seat(chromium, room.door.link)

    assert seat.page.get_by_label(seat.words("Room code")).input_value() == room.code
    assert "#" not in seat.page.url
    seat.close()


def test_a_wrong_code_is_said_at_the_form_and_nothing_is_lost(
    room: Served, chromium: Browser
) -> None:
    """One can correct one letter and go on."""
    seat = Seat(chromium, room.address)
    seat.page.get_by_label(seat.words("Room code")).fill("AAAAAA")
    seat.page.get_by_label(seat.words("Marketing"), exact=True).check()
    seat.button("Sit down").tap()
    seat.page.get_by_text(seat.words("This is not the code of this room.")).wait_for()

    assert seat.page.get_by_label(seat.words("Marketing"), exact=True).is_checked()
    seat.close()


def test_a_reload_mid_answer_keeps_draft_and_person(room: Served, chromium: Browser) -> None:
    """Coming back is the same person, with the same half sentence."""
    opened(room, "text")
    seat = Seat(chromium, room.address).sit(room.code)
    seat.question().locator("textarea").fill("halb geschrie")
    seat.page.reload()

    assert seat.question().locator("textarea").input_value() == "halb geschrie"
    with room.log() as log:
        assert len(Room(log).state.participants) == 1
    seat.close()


def test_offline_it_says_so_and_sends_once_when_it_is_back(room: Served, chromium: Browser) -> None:
    """Three honest states: nothing is called stored that is not."""
    opened(room, "text")
    seat = Seat(chromium, room.address).sit(room.code)
    seat.context.set_offline(True)
    seat.question().locator("textarea").fill(SENTENCE)
    seat.send()
    seat.status("Not sent. It is kept on your phone.")
    before = stored(room, "text")
    seat.context.set_offline(False)
    seat.stored()

    assert [] == before
    assert [{"text": SENTENCE}] == stored(room, "text")
    seat.close()


def test_what_waits_survives_a_reload(room: Served, chromium: Browser) -> None:
    """A phone that is switched off with an answer on the way sends it when it is on again."""
    opened(room, "text")
    seat = Seat(chromium, room.address).sit(room.code)
    seat.page.route("**/api/answers", lambda route: route.abort())
    seat.question().locator("textarea").fill(SENTENCE)
    seat.send()
    seat.status("Not sent. It is kept on your phone.")
    seat.page.unroute("**/api/answers")
    seat.page.reload()
    seat.stored()

    assert [{"text": SENTENCE}] == stored(room, "text")
    seat.close()


def test_a_phone_that_wakes_shows_the_room_as_it_is(room: Served, chromium: Browser) -> None:
    """Locked through a whole step, it is back in sync within five seconds."""
    opened(room, "text")
    seat = Seat(chromium, room.address).sit(room.code)
    wire = seat.context.new_cdp_session(seat.page)
    wire.send("Page.setWebLifecycleState", {"state": "frozen"})
    with room.log() as log:
        notebook = Room(log)
        notebook.close_question("text")
        notebook.open_question(ACT, QUESTIONS["scale"])
    wire.send("Page.setWebLifecycleState", {"state": "active"})
    seat.page.locator(".scale").wait_for(timeout=5000)

    assert [] == seat.troubles
    seat.close()


def test_an_answer_that_comes_too_late_stays_on_the_phone(room: Served, chromium: Browser) -> None:
    """Closing a question never eats a sentence."""
    opened(room, "text")
    seat = Seat(chromium, room.address).sit(room.code)
    seat.context.set_offline(True)
    seat.question().locator("textarea").fill(SENTENCE)
    seat.send()
    seat.status("Not sent. It is kept on your phone.")
    with room.log() as log:
        Room(log).close_question("text")
    seat.context.set_offline(False)
    seat.page.get_by_text(seat.words("Closed. The answers are shown in a moment.")).wait_for()
    seat.page.locator("blockquote", has_text=SENTENCE).wait_for()
    with room.log() as log:
        Room(log).open_question(ACT, QUESTIONS["text"])
    area = seat.question().locator("textarea")
    area.wait_for()

    assert area.input_value() == SENTENCE
    seat.close()


def test_a_killed_server_loses_no_answer(tmp_path: Path, chromium: Browser) -> None:
    """The phone keeps what was not acknowledged, and sends it to the server that comes back."""
    with served(tmp_path) as first:
        opened(first, "text")
        seat = Seat(chromium, first.address).sit(first.code)
        port, code = first.address.rpartition(":")[2], first.code
        first.kill()
    seat.question().locator("textarea").fill(SENTENCE)
    seat.send()
    seat.status("Not sent. It is kept on your phone.")
    with served(tmp_path, "--port", port) as second:
        seat.stored()

        assert code == second.code
        assert [{"text": SENTENCE}] == stored(second, "text")
        seat.close()


def test_answers_to_two_questions_carry_nothing_in_common(room: Served, chromium: Browser) -> None:
    """A counter for all questions would tell which answers are one phone's."""
    opened(room, "text", "scale")
    seat = Seat(chromium, room.address).sit(room.code)
    for text in ("erst so", "dann so"):
        seat.question(0).locator("textarea").fill(text)
        seat.send(0)
        seat.stored(0)
    seat.question(1).locator("input").first.check()
    seat.send(1)
    seat.stored(1)
    with room.log() as log:
        state = Room(log).state
        revisions = [one.rev for key in ("text", "scale") for one in state.said(key)]

    assert [2, 1] == revisions
    seat.close()


def test_a_full_disk_is_said_and_the_phone_keeps_its_answer(
    room: Served, chromium: Browser
) -> None:
    """What cannot be stored is not called stored; once there is room, it goes out by itself."""
    opened(room, "text")
    seat = Seat(chromium, room.address).sit(room.code)
    with closing(sqlite3.connect(room.folder / "room.sqlite")) as disk:
        disk.execute(
            "CREATE TRIGGER full BEFORE INSERT ON events"
            " BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"
        )
        disk.commit()
        seat.question().locator("textarea").fill(SENTENCE)
        seat.send()
        seat.status("The room cannot store anything right now.")
        seat.status("Not sent. It is kept on your phone.")
        disk.execute("DROP TRIGGER full")
        disk.commit()
    seat.stored()

    assert [{"text": SENTENCE}] == stored(room, "text")
    seat.close()


def test_cards_are_written_one_by_one_and_taken_back(room: Served, chromium: Browser) -> None:
    """Two cards lie face down; the one taken back is gone from the room, too."""
    opened(room, "cards")
    seat = Seat(chromium, room.address).sit(room.code)
    for card in ("Zuhören", "Nachfassen"):
        seat.question().locator("textarea").fill(card)
        seat.send()
        seat.question().locator(".own li", has_text=card).wait_for()
    seat.stored()
    seat.question().locator(".own li", has_text="Zuhören").get_by_role("button").tap()
    seat.question().locator(".own li", has_text="Zuhören").wait_for(state="detached")
    seat.stored()

    assert ["Nachfassen"] == [card["text"] for card in stored(room, "cards")]
    seat.close()


def test_dots_are_stored_at_every_tap_and_end_at_five(room: Served, chromium: Browser) -> None:
    """Three on one card, five in all; then only taking back is left."""
    opened(room, "dots")
    seat = Seat(chromium, room.address).sit(room.code)
    more = seat.page.get_by_role("button", name="+")
    for place in (0, 0, 0, 1, 1):
        seat.question().locator("li").nth(place).get_by_role("button").nth(1).tap()
    seat.stored()
    seat.page.wait_for_function("!localStorage['ot.outbox'] || localStorage['ot.outbox'] === '[]'")

    assert [{"dots": {"a": 3, "b": 2}}] == stored(room, "dots")
    assert all(button.is_disabled() for button in more.all())
    seat.close()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
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
    seat.button("Sit down").tap()
    look("door with an error")
    seat.sit(room.code)
    look("waiting")
    opened(room, *QUESTIONS)
    seat.question(len(QUESTIONS) - 1).wait_for()
    look("all kinds of questions")
    seat.send()
    look("question with an error")
    with room.log() as log:
        for key, body in saying("Ein Satz, der so lang ist, dass er umbricht").items():
            Room(log).say(key, "both", body, item=f"phone-{key}")
            Room(log).close_question(key)
    seat.page.get_by_text(seat.words("Closed. The answers are shown in a moment.")).last.wait_for()
    look("closed")
    with room.log() as log:
        for key in QUESTIONS:
            Room(log).reveal_question(key)
    seat.page.locator(".results").nth(len(QUESTIONS) - 1).wait_for()
    look("revealed")

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
    desk.locator("summary").first.click()

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
    desk.locator("summary").click()
    desk.get_by_role("button", name=words("Hide")).click()
    desk.get_by_text(f"({words('hidden')})").wait_for()
    desk.locator("[data-name='reveal-cards']").click()
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
    page.get_by_label(Words("en")("Facilitator's key")).wait_for()

    assert page.locator(".question").count() == 0
    assert [] == axe_troubles(page)
    page.close()
