"""The presenter view on a phone: what is needed stands in sight, and what is pressed holds."""

from __future__ import annotations

from functools import partial
from time import time
from typing import TYPE_CHECKING

import pytest
from support.browser.hall import Hall
from support.browser.kit import running
from support.browser.seat import PHONE, Seat, axe_troubles, small_targets, too_wide
from support.room.asking import opened
from support.room.live import ACT, QUESTIONS, saying

from workshop.agenda import LABELS, Beat
from workshop.room.commands.door import join
from workshop.room.commands.steps import begin_plan
from workshop.room.log.event import Event
from workshop.room.room import Room
from workshop.room.state.moments import AGREE, ASK, RECORD, SKIP, Moments
from workshop.room.state.participant import Participant
from workshop.room.views.planning import left_out
from workshop.side import SIDES
from workshop.words import LANGS, Words, as_typed

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from support.room.live import Served

    from workshop.words import Lang

WORDS = Words("de")
SIZES = [PHONE, {"width": 1280, "height": 800}]
REFUSED = {"de": ["Noch keine Antworten.", "Tipp: Warten."], "en": ["No answers.", "Hint: Wait."]}
THREE = tuple(as_typed(title) for title in ("Eins", "Zwei", "Drei"))


def desk_in(room: Served, browser: Browser, lang: str = "de", **settings: object) -> Page:
    """Open the presenter view, on a phone unless it is said otherwise."""
    page = browser.new_page(**{"viewport": PHONE, "locale": lang, **settings})  # type: ignore[arg-type]
    page.goto(f"{room.address}/presenter#{room.secret}")
    page.locator("h1").wait_for()
    return page


def shown(room: Served, beat: Beat = Beat.THINK, place: int = 0, *deeds: str) -> None:
    """Be the projector: enter a beat, and show one of its three moments."""
    with room.log() as log:
        notebook = Room(log)
        if notebook.state.beats.get(ACT, "think") != beat:
            notebook.enter_beat(ACT, beat)
        moments = Moments(activity=ACT, beat=beat, titles=THREE, place=place, deeds=deeds)
        notebook.show_moment(moments)


def refuse(room: Served) -> None:
    """Be the projector: refuse what was asked for."""
    with room.log() as log:
        log.append(Event(kind="step_refused", subject=ACT, body=REFUSED))


def asked(room: Served) -> list[str]:
    """Return the steps that were asked for."""
    with room.log() as log:
        return [row.body["to"] for _, row in log.read() if row.kind == "step_asked"]


def out_of_sight(page: Page, *places: str) -> list[str]:
    """Return what of this is not wholly in the window, or lies under the bar."""
    found: list[str] = page.evaluate(
        """(places) => places.filter((place) => {
          const box = document.querySelector(place)?.getBoundingClientRect();
          const bar = document.getElementById("console");
          const end = bar.querySelector(place) ? innerHeight : bar.getBoundingClientRect().top;
          return !box || !box.height || box.top < 0 || box.bottom > end + 1;
        })""",
        list(places),
    )
    return found


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


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", SIZES, ids=["phone", "laptop"])
def test_what_is_needed_now_is_in_sight(
    size: dict[str, int], lang: Lang, room: Served, chromium: Browser
) -> None:
    """What to say, back, next, timer, who is done: without scrolling, in every beat; and axe,
    320 pixels and thumbs find nothing in the way.
    """
    opened(room, *QUESTIONS)
    with room.log() as log:
        for n in range(12):
            me = Participant(SIDES[n % 2], lang)
            Room(log).execute(partial(join, token=f"token-of-phone-{n}", me=me, cap=99))
    desk = desk_in(room, chromium, lang, viewport=size)
    desk.locator("[data-name=plan-240]").click()
    desk.locator(".pace").wait_for()
    found: dict[str, list[str]] = {}
    for beat in Beat:
        shown(room, beat, 1, *((ASK, AGREE, RECORD) if beat is Beat.DECIDE else (SKIP,)))
        desk.locator(".beat", has_text=Words(lang)(LABELS[beat])).wait_for()
        desk.locator("[data-name=moment-1][aria-current]").wait_for()
        found[beat] = out_of_sight(desk, "blockquote", "[data-name=next]", "[data-name=back]")
        found[beat] += out_of_sight(desk, ".done-line")
        found[beat] += [] if beat is Beat.RECORDED else out_of_sight(desk, "[data-name=timer]")
        if beat is Beat.DECIDE:
            found[beat] += out_of_sight(desk, f"[data-name='deed-{ASK}']")
        found[beat] += axe_troubles(desk) + small_targets(desk)
        found[beat] += ["too wide"] if too_wide(desk) > 0 else []
    desk.close()

    assert {} == {beat: troubles for beat, troubles in found.items() if troubles}


def test_a_second_press_skips_nothing(room: Served, chromium: Browser) -> None:
    """The press is answered at once; until the projector has moved, another one does nothing."""
    opened(room, "single")
    shown(room)
    desk = desk_in(room, chromium)
    following = desk.locator("[data-name=next]")
    following.filter(has_text="Zwei").click()
    desk.locator("body.moving").wait_for(timeout=300)
    moving = following.inner_text()
    for name in ("next", "back", "moment-2"):
        # What says that it waits is still pressed by a thumb, though not by Playwright.
        desk.locator(f"[data-name={name}]").focus()
        desk.keyboard.press("Enter")
    desk.wait_for_timeout(400)
    first = asked(room)
    focused = desk.evaluate("document.activeElement.dataset.name")
    shown(room, Beat.THINK, 1)
    desk.locator("[data-name=next]", has_text="Drei").wait_for()
    desk.locator("body:not(.moving)").wait_for()
    desk.locator("[data-name=moment-0]").click()
    desk.wait_for_timeout(400)

    assert WORDS("Moving …") == moving
    assert ["moment.1"] == first
    assert "moment-2" == focused
    assert ["moment.1", "moment.0"] == asked(room)
    desk.close()


def test_a_beat_that_is_not_drawn_yet_is_not_passed_over(room: Served, chromium: Browser) -> None:
    """Its moments are not known before: next would lead past the reveal."""
    opened(room, "single")
    shown(room)
    desk = desk_in(room, chromium)
    with room.log() as log:
        Room(log).enter_beat(ACT, Beat.REVEAL)
    desk.locator(".beat", has_text=WORDS("Reveal")).wait_for()
    desk.locator("body.moving").wait_for()
    desk.locator("[data-name=next]").focus()
    desk.keyboard.press("Enter")
    desk.wait_for_timeout(400)
    before = asked(room)
    shown(room, Beat.REVEAL)
    desk.locator("body:not(.moving)").wait_for()
    desk.locator("[data-name=next]", has_text="Zwei").click()
    desk.wait_for_timeout(400)

    assert [] == before
    assert ["moment.1"] == asked(room)
    desk.close()


def test_a_projector_that_says_nothing_is_asked_again(room: Served, chromium: Browser) -> None:
    """After a while the view says so and lets go."""
    opened(room, "single")
    shown(room)
    desk = desk_in(room, chromium)
    desk.locator("[data-name=next]").click()
    silent = WORDS("The notebook isn’t responding. Is it open in the browser?")
    desk.locator(".told", has_text=silent).wait_for()
    desk.locator("[data-name=next]").click()
    desk.locator("body.moving").wait_for()

    assert ["moment.1", "moment.1"] == asked(room)
    desk.close()


def test_a_refusal_stands_in_the_bar_with_the_deed_that_helps(
    room: Served, chromium: Browser
) -> None:
    """What is missing is said where the thumb is, and one press does it."""
    opened(room, "single")
    shown(room, Beat.THINK, 2, SKIP)
    desk = desk_in(room, chromium)
    desk.locator("[data-name=next]").click()
    desk.wait_for_timeout(300)
    refuse(room)
    box = desk.locator(".refusal", has_text=REFUSED["de"][0])
    box.wait_for()
    hidden = out_of_sight(desk, ".refusal", "[data-name=next]", "blockquote")
    troubles = axe_troubles(desk)
    box.get_by_role("button", name=WORDS("Carry on without answers")).click()
    desk.locator("body.moving").wait_for()
    desk.wait_for_timeout(300)

    assert [] == hidden + troubles
    assert ["reveal", SKIP] == asked(room)
    assert not desk.locator(".refusal .lines").count()
    desk.close()


def test_the_round_of_consent_is_led_from_the_phone(room: Served, chromium: Browser) -> None:
    """Ask; read how many answered and what they object to, also when somebody thinks again;
    record.
    """
    opened(room, "single")
    shown(room, Beat.DECIDE, 1, AGREE, RECORD, ASK)
    desk = desk_in(room, chromium)
    deeds = desk.locator("#console .deeds button")
    before = deeds.all_inner_texts()
    opened(room, "consent")
    with room.log() as log:
        Room(log).say("consent", "both", {"answer": "none"}, item="phone-1")
    desk.locator(".round", has_text=WORDS("{n} of {all} answered", n=1, all=0)).wait_for()
    with room.log() as log:
        Room(log).say("consent", "both", saying("Zu teuer")["consent"], item="phone-2")
    desk.locator(".round", has_text="Zu teuer").wait_for()
    after = deeds.all_inner_texts()
    deeds.first.click()
    desk.locator("body.moving").wait_for()
    desk.wait_for_timeout(300)

    assert [[WORDS("Ask the phones"), WORDS("Nobody objects: record it")]] == [before]
    assert [WORDS("Record it"), WORDS("Ask the phones")] == after
    assert desk.locator(".round", has_text=WORDS("Objections: {n}", n=1)).count()
    assert [RECORD] == asked(room)
    desk.close()


def test_what_is_open_comes_first_and_the_rest_is_folded(room: Served, chromium: Browser) -> None:
    """Earlier questions and their cards are out of the way; unfolded, they stay so."""
    opened(room, "cards", "single")
    with room.log() as log:
        Room(log).say("cards", "both", saying("Früher")["cards"], item="phone-1")
        Room(log).reveal_question("cards")
    desk = desk_in(room, chromium)
    desk.locator("summary[data-name=earlier]").wait_for()
    first = desk.locator(".question:visible").count()
    desk.locator("summary[data-name=earlier]").click()
    desk.locator("summary[data-name=look-cards]").click()
    with room.log() as log:
        Room(log).say("single", "sales", {"choice": "a"}, item="phone-1")
    desk.locator(".question", has_text=WORDS("Answers: {n}", n=1)).nth(1).wait_for()

    assert 1 == first
    assert desk.get_by_text("Früher", exact=True).is_visible()
    assert desk.get_by_text(f"● {WORDS('Sales')} 1").is_visible()
    assert desk.locator(".question .quiet").first.is_visible()
    desk.close()


def test_the_plan_keeps_its_clock_and_leaves_out_what_is_late(
    room: Served, chromium: Browser
) -> None:
    """Changing it asks first; late, one press leaves out the next station, another takes it in."""
    opened(room, "single")
    desk = desk_in(room, chromium)
    with room.log() as log:
        notebook = Room(log)
        notebook.execute(lambda state: begin_plan(state, "90", time() - 60 * 80))
        shown(room, Beat.TALK)
    desk.locator(".pace.over").wait_for()
    desk.locator("summary[data-name=plans]").click()
    desk.locator("[data-name=plan-240]").click()
    desk.locator(".sure", has_text=WORDS("The clock goes on: minute {n}.", n=80)).wait_for()
    desk.locator("[data-name=plan-sure]").click()
    desk.locator(".pace", has_text=WORDS("Minute {n} of {all}", n=80, all=240)).wait_for()
    desk.locator("[data-name=leave-out]", has_text=WORDS("Two clocks")).click()
    desk.locator("[data-name='take-in-journey.clocks']").wait_for()
    desk.locator("[data-name=leave-out]", has_text=WORDS("What if?")).or_(
        desk.locator(".pace:not(.over)")
    ).first.wait_for()
    out = stations_out(room)
    desk.locator("[data-name='take-in-journey.clocks']").click()
    desk.locator("[data-name=leave-out]", has_text=WORDS("Two clocks")).wait_for()

    assert [("journey.clocks",), ()] == [out, stations_out(room)]
    assert [] == axe_troubles(desk)
    desk.close()


def stations_out(room: Served) -> tuple[str, ...]:
    with room.log() as log:
        return left_out(Room(log).state)


def test_the_keyboard_keeps_its_place(room: Served, chromium: Browser) -> None:
    """Whatever comes in meanwhile, the focus stays on what it was on, and so does what is typed."""
    opened(room, "single", "text")
    desk = desk_in(room, chromium)
    kept = []
    for n, name in enumerate(("close-single", "expected", "timer", "lang-de", "menu")):
        place = desk.locator(f"[data-name={name}]")
        place.focus()
        with room.log() as log:
            Room(log).say("single", "sales", {"choice": "a"}, item=f"phone-{n}")
        desk.locator(".question", has_text=WORDS("Answers: {n}", n=n + 1)).first.wait_for()
        kept.append(desk.evaluate("document.activeElement.dataset.name"))

    assert ["close-single", "expected", "timer", "lang-de", "menu"] == kept
    desk.close()


def test_the_menu_leads_everybody_to_another_act(tmp_path: Path, chromium: Browser) -> None:
    """One tap in act 0, and the projector shows the station of act 2; from there, back to act 0."""
    with running(tmp_path, "de") as kit:
        hall = Hall(chromium, kit, "arriving", ("Sales",))
        hall.desk.set_viewport_size(PHONE)
        hall.desk.locator("summary[data-name=menu]").click()
        ways = {"journey.clocks": "Two clocks", "arriving.quiz": "The couple’s quiz"}
        for station, title in ways.items():
            hall.desk.locator("body:not(.moving)").wait_for()
            hall.desk.locator(f"[data-name='go-{station}']").click()
            hall.projector.locator(".ot-station-now", has_text=WORDS(title)).wait_for()
            hall.desk.locator("h1", has_text=WORDS(title)).wait_for()
            hall.desk.locator(f"[data-name='go-{station}'][aria-current]").wait_for()

        assert [] == axe_troubles(hall.desk)
        hall.close()
