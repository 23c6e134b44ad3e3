"""The presenter view and who is here: what is typed stays, and what is pressed holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.browser.seat import Seat, axe_troubles, too_wide
from support.room.asking import opened

from workshop.room.room import Room
from workshop.words import Words

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from support.room.live import Served

WORDS = Words("de")


def test_more_phones_than_heads_are_noticed_and_the_door_locks(
    room: Served, chromium: Browser
) -> None:
    """While the number is typed an answer comes in and the view is drawn anew; then two phones for
    one head are said out loud, and a third stays outside.
    """
    opened(room, "single")
    seats = [Seat(chromium, room.address).sit(room.code, side) for side in ("Sales", "Marketing")]
    desk = chromium.new_page(viewport={"width": 390, "height": 844}, locale="de")
    desk.goto(f"{room.address}/presenter#{room.secret}")
    desk.get_by_label(WORDS("How many heads do you count in the room?")).fill("1")
    seats[0].tap()
    desk.locator(".question", has_text=WORDS("Answers: {n}", n=1)).wait_for()
    desk.locator("[data-name=expect]").click()
    desk.locator(".error", has_text="2 mit Handy, 1 im Raum").wait_for()
    desk.locator("[data-name=lock]").click()
    desk.locator("[data-name=unlock]").wait_for()
    third = Seat(chromium, room.address)
    third.page.get_by_label(third.words("Room code")).fill(room.code)
    third.page.get_by_label(third.words("Sales"), exact=True).check()
    third.button("Take a seat").tap()
    third.page.get_by_text(third.words("The door to this room is locked.")).wait_for()
    desk.locator("[data-name=restart-single]").click()
    desk.get_by_role("button", name=WORDS("Yes, drop all answers")).click()
    desk.locator(".question", has_text=WORDS("Answers: {n}", n=0)).wait_for()
    with room.log() as log:
        state = Room(log).state

    assert ([], 0) == (axe_troubles(desk), too_wide(desk))
    assert (2, 1, True, 0) == (
        len(state.participants),
        state.expected,
        state.locked,
        len(state.said("single")),
    )
    for seat in (*seats, third):
        seat.close()
    desk.close()
