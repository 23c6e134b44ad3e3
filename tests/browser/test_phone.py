"""The phone page in a real browser: what is typed is never lost, and the page never lies."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from support.browser.seat import Seat
from support.room.asking import opened, stored
from support.room.live import ACT, QUESTIONS, Served, served

from workshop.room.room import Room

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

SENTENCE = "Bedarf da, Termin will er auch"


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


def test_reading_what_happens_to_answers_costs_nothing(room: Served, chromium: Browser) -> None:
    """The notice is there before anybody sits down, and what was filled in waits behind it."""
    seat = Seat(chromium, room.address)
    seat.page.get_by_label(seat.words("Room code")).fill(room.code)
    seat.page.get_by_label(seat.words("Marketing"), exact=True).check()
    seat.button("What happens to my answers?").tap()
    seat.page.get_by_text(seat.words("Your rights")).wait_for()
    with room.log() as log:
        assert not Room(log).state.participants
    seat.button("Back").tap()
    seat.button("Take a seat").tap()
    seat.page.locator("footer span").wait_for()

    assert [] == seat.troubles
    seat.close()


def test_a_wrong_code_is_said_at_the_form_and_nothing_is_lost(
    room: Served, chromium: Browser
) -> None:
    """One can correct one letter and go on."""
    seat = Seat(chromium, room.address)
    seat.page.get_by_label(seat.words("Room code")).fill("AAAAAA")
    seat.page.get_by_label(seat.words("Marketing"), exact=True).check()
    seat.button("Take a seat").tap()
    seat.page.get_by_text(seat.words("That isn’t the code for this room.")).wait_for()

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
    seat.status("Not sent. It’s kept on your phone.")
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
    seat.status("Not sent. It’s kept on your phone.")
    seat.page.unroute("**/api/answers")
    seat.page.reload()
    seat.stored()

    assert [{"text": SENTENCE}] == stored(room, "text")
    seat.close()


def test_a_phone_that_wakes_shows_the_room_as_it_is(room: Served, chromium: Browser) -> None:
    """Locked through a whole step, it is back in sync by itself."""
    opened(room, "text")
    seat = Seat(chromium, room.address).sit(room.code)
    wire = seat.context.new_cdp_session(seat.page)
    wire.send("Page.setWebLifecycleState", {"state": "frozen"})
    with room.log() as log:
        notebook = Room(log)
        notebook.close_question("text")
        notebook.open_question(ACT, QUESTIONS["scale"])
    wire.send("Page.setWebLifecycleState", {"state": "active"})
    seat.page.locator(".scale").wait_for()

    assert [] == seat.troubles
    seat.close()


def test_an_answer_that_comes_too_late_stays_on_the_phone(room: Served, chromium: Browser) -> None:
    """Closing a question never eats a sentence."""
    opened(room, "text")
    seat = Seat(chromium, room.address).sit(room.code)
    seat.context.set_offline(True)
    seat.question().locator("textarea").fill(SENTENCE)
    seat.send()
    seat.status("Not sent. It’s kept on your phone.")
    with room.log() as log:
        Room(log).close_question("text")
    seat.context.set_offline(False)
    seat.page.get_by_text(seat.words("Closed. The reveal is a moment away.")).wait_for()
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
    seat.status("Not sent. It’s kept on your phone.")
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
        seat.write(text)
        seat.send()
        seat.stored()
        seat.question().locator(".scale").wait_for()
        seat.step("back")
    seat.step("skip")
    seat.choose("1")
    seat.at_end().stored()
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
        seat.status("The room can’t store anything right now.")
        seat.status("Not sent. It’s kept on your phone.")
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
    seat.page.wait_for_function(
        "Object.entries(localStorage).every(([k, v]) => !k.endsWith('.outbox') || v === '[]')"
    )

    assert [{"dots": {"a": 3, "b": 2}}] == stored(room, "dots")
    assert all(button.is_disabled() for button in more.all())
    seat.close()


def test_what_is_edited_is_not_called_stored(room: Served, chromium: Browser) -> None:
    """The line under a field speaks of what stands in it; a newer half sentence is kept, too."""
    opened(room, "text")
    seat = Seat(chromium, room.address).sit(room.code)
    seat.question().locator("textarea").fill(SENTENCE)
    seat.send()
    seat.at_end().stored()
    seat.again()
    seat.write("doch anders")
    claimed = seat.page.locator(".status").inner_text()
    seat.page.reload()
    seat.again()

    assert "" == claimed
    assert "doch anders" == seat.question().locator("textarea").input_value()
    assert [{"text": SENTENCE}] == stored(room, "text")
    seat.close()
