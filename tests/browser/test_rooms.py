"""A phone belongs to a room and not to an address: it keeps what is the room's until the person
says otherwise, whatever else stands at the same address meanwhile.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from playwright.sync_api import expect
from support.browser.kit import PATIENCE
from support.browser.seat import Seat, axe_troubles, small_targets, too_wide
from support.room.asking import opened, stored
from support.room.live import Served, served

from workshop.room.commands.questions import restart_question
from workshop.room.log.event import Event
from workshop.room.room import Room

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from workshop.room.state.state import RoomState

SENTENCE = "Bedarf da, Termin will er auch"
OTHER = "Another room is open here right now. What you wrote is waiting for yours."
OLD_KIT = '{"lines": ["You are not in this room."]}'


def state_of(room: Served) -> RoomState:
    with room.log() as log:
        return Room(log).state


def port_of(room: Served) -> str:
    return room.address.rpartition(":")[2]


def kept(seat: Seat, name: str) -> list[str]:
    """Return what the browser holds under this name, of all rooms."""
    found: list[str] = seat.page.evaluate(
        "name => Object.keys(localStorage).filter((key) => key.endsWith(name)).map((key) =>"
        " localStorage[key])",
        name,
    )
    return found


def test_another_room_at_the_same_port_takes_nothing(tmp_path: Path, chromium: Browser) -> None:
    """The facilitator mistypes the session's name once. What was written while the room was down
    waits, also through a reload, and afterwards the same phone is the same person.
    """
    with ExitStack() as first:
        room = first.enter_context(served(tmp_path, session="one"))
        port = port_of(room)
        opened(room, "single", "text")
        seat = Seat(chromium, room.address).sit(room.code)
        seat.tap()
        seat.stored()
    seat.write(SENTENCE)
    seat.send()
    seat.status("Not sent. It’s kept on your phone.")
    with served(tmp_path, "--port", port, session="two") as mistyped:
        opened(mistyped, "single", "text")
        seat.page.get_by_text(seat.words(OTHER)).wait_for()
        seat.page.reload()
        seat.page.get_by_label(seat.words("Room code")).wait_for()
        waits = seat.page.get_by_text(
            seat.words("Answers on this phone waiting for another room: {n}", n=1)
        )
        waits.wait_for()

        assert 0 == len(state_of(mistyped).participants)
    with served(tmp_path, "--port", port, session="one") as again:
        seat.page.reload()
        seat.stored()
        state = state_of(again)

    assert [{"text": SENTENCE}] == [answer.body for answer in state.said("text")]
    assert (1, 1) == (len(state.participants), len(state.said("single")))
    assert [] == seat.troubles
    seat.close()


def test_one_phone_in_two_rooms_is_one_person_in_each(tmp_path: Path, chromium: Browser) -> None:
    """It can join the other room, with another token, and each room finds its own again."""
    with ExitStack() as first:
        room = first.enter_context(served(tmp_path, session="one"))
        port = port_of(room)
        opened(room, "text")
        seat = Seat(chromium, room.address).sit(room.code)
        seat.question().locator("textarea").fill("halb geschrie")
    with served(tmp_path, "--port", port, session="two") as other:
        opened(other, "text")
        seat.button("Go to that room").tap()
        seat.sit(other.code)
        there = seat.question().locator("textarea").input_value()
        (elsewhere,) = state_of(other).participants
    with served(tmp_path, "--port", port, session="one") as again:
        seat.button("Go to that room").tap()
        seat.page.locator("textarea").wait_for()
        back = seat.question().locator("textarea").input_value()
        (here,) = state_of(again).participants

    assert ("", "halb geschrie") == (there, back)
    assert here != elsewhere
    assert 2 == len(set(kept(seat, ".token")))
    seat.close()


def test_a_kit_that_names_no_room_deletes_nothing(room: Served, chromium: Browser) -> None:
    """An older kit, or anything else that answers here with a “no”, has no say in it."""
    opened(room, "text")
    seat = Seat(chromium, room.address).sit(room.code)
    before = kept(seat, ".token")
    seat.page.route(
        "**/api/**",
        lambda way: way.fulfill(status=401, content_type="application/json", body=OLD_KIT),
    )
    seat.question().locator("textarea").fill(SENTENCE)
    seat.send()
    seat.status("Not sent. It’s kept on your phone.")
    seat.page.unroute("**/api/**")
    seat.stored()

    assert before == kept(seat, ".token")
    assert 1 == len(state_of(room).participants)
    seat.close()


def test_what_an_older_kit_kept_is_taken_over(room: Served, chromium: Browser) -> None:
    """A phone that sat down before the kit was updated stays the person it is."""
    opened(room, "text")
    seat = Seat(chromium, room.address).sit(room.code)
    seat.page.evaluate(
        """() => Object.entries(localStorage).forEach(([key, value]) => {
          localStorage.removeItem(key);
          if (key.startsWith("ot.room.")) {
            localStorage.setItem("ot." + key.split(".").slice(3).join("."), value);
          }
        })"""
    )
    seat.page.reload()
    seat.question().locator("textarea").fill(SENTENCE)
    seat.send()
    seat.stored()

    assert 1 == len(state_of(room).participants)
    assert [] == seat.page.evaluate("Object.keys(localStorage).filter((key) => key === 'ot.token')")
    seat.close()


def test_whoever_leaves_is_not_counted_and_comes_back_as_the_same(
    room: Served, chromium: Browser
) -> None:
    """The head-count falls, what was said stays, and afterwards it counts once."""
    opened(room, "single")
    seat = Seat(chromium, room.address).sit(room.code)
    seat.tap()
    seat.stored()
    seat.button("Leave the room").tap()
    troubles = axe_troubles(seat.page) + small_targets(seat.page)
    width = too_wide(seat.page)
    seat.button("Leave").tap()
    seat.page.get_by_text(seat.words("You’ve left. See you soon!")).wait_for()
    gone = state_of(room)
    seat.sit(room.code)
    seat.at_end().again()
    seat.tap(1)
    seat.stored()
    back = state_of(room)

    assert ([], 0) == (troubles, width)
    assert (0, 1) == (len(gone.participants), len(gone.said("single")))
    assert [{"choice": "b"}] == [answer.body for answer in back.said("single")]
    assert 1 == len(back.participants)
    seat.close()


def test_leaving_for_good_leaves_nothing_on_the_phone(room: Served, chromium: Browser) -> None:
    """A borrowed phone goes back clean; staying is one tap away."""
    opened(room, "text")
    seat = Seat(chromium, room.address).sit(room.code)
    seat.question().locator("textarea").fill("halb geschrie")
    before = kept(seat, ".token")
    seat.button("Leave the room").tap()
    seat.button("Stay").tap()
    still = seat.question().locator("textarea").input_value()
    seat.button("Leave the room").tap()
    seat.button("Leave and delete everything on this phone").tap()
    seat.page.get_by_label(seat.words("Room code")).wait_for()
    left = seat.page.evaluate("JSON.stringify(localStorage)")

    assert "halb geschrie" == still
    assert before != kept(seat, ".token")
    assert "halb geschrie" not in left
    assert room.code not in left
    assert 0 == len(state_of(room).participants)
    seat.close()


def test_who_was_taken_out_of_the_count_comes_back_by_itself(
    room: Served, chromium: Browser
) -> None:
    """The facilitator lets go of phones that are away, and locks the door; one of them wakes up."""
    opened(room, "text")
    seat = Seat(chromium, room.address).sit(room.code)
    with room.log() as log:
        (badge,) = Room(log).state.participants
        log.append(event("door_set", locked=True, expected=None))
        log.append(event("left", item=badge))
        while 2 > sum(row.kind == "joined" for _, row in log.read()):
            seat.page.wait_for_timeout(50)
    seat.question().locator("textarea").fill(SENTENCE)
    seat.send()
    seat.stored()

    assert {badge} == set(state_of(room).participants)
    assert [{"text": SENTENCE}] == stored(room, "text")
    seat.close()


def test_a_question_asked_anew_is_answered_anew(room: Served, chromium: Browser) -> None:
    """The form is empty again, and what was on its way to the old question does not count."""
    opened(room, "text")
    seat = Seat(chromium, room.address).sit(room.code)
    seat.question().locator("textarea").fill("missverstanden")
    seat.send()
    seat.stored()
    seat.at_end().again()
    seat.context.set_offline(True)
    seat.question().locator("textarea").fill("immer noch missverstanden")
    seat.send()
    seat.status("Not sent. It’s kept on your phone.")
    with room.log() as log:
        Room(log).execute(lambda state: restart_question(state, "text"))
    seat.context.set_offline(False)
    expect(seat.question().locator("textarea")).to_have_value("", timeout=PATIENCE)
    empty = stored(room, "text")
    seat.question().locator("textarea").fill(SENTENCE)
    seat.send()
    seat.stored()

    assert [] == empty
    assert [{"text": SENTENCE}] == stored(room, "text")
    seat.close()


def event(kind: str, item: str = "", **body: object) -> Event:
    return Event(kind=kind, subject="room", item=item, body=body)  # type: ignore[arg-type]
