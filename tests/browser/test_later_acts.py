"""Acts 2 to 4 with phones, 2 and 3 alone; at one keyboard they are walked on the whole way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.walks import (
    KPIS,
    REASON,
    SILENCE,
    TOUCHES,
    act_on,
    own_numbers,
    promise_something,
)
from support.browser.hall import Hall
from support.browser.kit import drawn, open_page, running, troubles
from support.browser.person import Person
from support.browser.seat import axe_troubles
from support.run.profiles import NIGHT, spoken

from workshop.notebook.act0.arriving import ALONE
from workshop.room.state.moments import BEGIN
from workshop.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser
    from support.browser.seat import Seat

PHONES = ("Sales", "Marketing")


def guess(seat: Seat, value: str) -> None:
    """Type a number and send it."""
    field = seat.question().locator("input[type=text]")
    field.wait_for()
    field.fill(value)
    with seat.going_on():
        seat.send()
    seat.stored()


def choose(seat: Seat, *labels: str) -> None:
    """Tick options by their words and send them; without any tap the first one."""
    if not labels:
        seat.tap()
    for label in labels:
        seat.question().get_by_label(seat.words(label)).first.check()
    if labels:
        with seat.going_on():
            seat.send()
    seat.stored()


def to_station(hall: Hall, title: str) -> None:
    """Let the presenter lead on, and the phones follow."""
    hall.next_station(hall.words(title))
    for seat in hall.seats:
        seat.page.locator("header", has_text=hall.words(title)).wait_for()


def travel_by_phone(hall: Hall) -> None:
    """Act 2: guesses by phone, promises by consent."""
    keyboard = Person(hall.projector, hall.words, "phones")
    for number, seat in enumerate(hall.seats):
        guess(seat, str(5 + number))
        guess(seat, str(20 + number))
    hall.next(2)
    hall.projector.locator(".ot-figure svg").first.wait_for()
    hall.next(3)
    for title in ("The whole funnel", "Two clocks"):
        to_station(hall, title)
        for seat in hall.seats:
            choose(seat)
        hall.next(2)
        hall.projector.locator(".ot-figure svg").first.wait_for()
        hall.next(3)
    to_station(hall, "Promises")
    for seat in hall.seats:
        seat.write("Ein Wort zurück")
        with seat.going_on():
            seat.send()
        choose(seat, REASON)
    hall.next(2)
    hall.next(3)
    hall.next(4)
    promise_something(keyboard)
    keyboard.press("Ask the phones")
    for seat in hall.seats:
        choose(seat)
    keyboard.press("Record it")
    hall.shows_beat(5)


def number_by_phone(hall: Hall) -> None:
    """Act 3: three numbers by phone, the sheet at the keyboard, consent by phone."""
    keyboard = Person(hall.projector, hall.words, "phones")
    for seat in hall.seats:
        choose(seat, *KPIS)
    hall.next(2)
    hall.next(3)
    hall.next(4)
    own_numbers(keyboard)
    keyboard.page.wait_for_timeout(700)
    keyboard.press("Ask the phones")
    for seat in hall.seats:
        choose(seat)
    keyboard.press("Record it")
    hall.shows_beat(5)
    hall.next_station(hall.words("What if?"))
    hall.next_station(hall.words("Dashboard"))
    hall.projector.locator("iframe").wait_for()


@pytest.mark.parametrize("lang", spoken("de"))
def test_acts_2_and_3_with_phones(lang: str, tmp_path: Path, chromium: Browser) -> None:
    """Phones guess, choose and consent; the presenter leads; the projector shows no error."""
    with running(tmp_path, lang, "customer_journey") as kit:
        hall = Hall(chromium, kit, "customer_journey", PHONES)
        travel_by_phone(hall)
        hall.next_act(hall.words("Shared KPIs"))
        number_by_phone(hall)

        assert [] == axe_troubles(hall.projector, ".ot-programme")
        assert [] == troubles(hall.projector)
        assert [] == [one for seat in hall.seats for one in seat.troubles]
        hall.close()


def readable(hall: Hall) -> None:
    """Check that projector, presenter view and a phone can be used by whoever sees badly."""
    hall.next_key()
    pages = (hall.projector, ".ot-programme"), (hall.desk, None), (hall.seats[0].page, None)

    assert [] == [trouble for page, place in pages for trouble in axe_troubles(page, place)]


def look_back_by_phone(hall: Hall) -> None:
    """Act 4 up to the idea that is begun: cards, dots and ideas by phone."""
    for number, seat in enumerate(hall.seats):
        seat.write(f"Ohne Antwort geblieben {number}")
        seat.send()
        seat.question().locator(".own li").first.wait_for()
    readable(hall)
    hall.next(2)
    readable(hall)
    to_station(hall, "Group and weigh")
    readable(hall)
    hall.press()
    for seat in hall.seats:
        seat.question().locator("[data-name^=more-]").first.tap()
        seat.stored()
    readable(hall)
    hall.next(2)
    readable(hall)
    hall.desk.locator(f"[data-name='deed-{BEGIN}']").click()
    to_station(hall, "Understand")
    readable(hall)
    to_station(hall, "Try it out")
    for seat in hall.seats:
        seat.write("Montagsrunde")
        seat.send()
        seat.stored()
    readable(hall)
    hall.next(2)
    readable(hall)


@pytest.mark.parametrize("lang", spoken("en"))
def test_act_4_with_phones(lang: str, tmp_path: Path, chromium: Browser) -> None:
    """From face-down cards to an experiment; every screen on the way can be read by everybody."""
    with running(tmp_path, lang, "retrospective") as kit:
        hall = Hall(chromium, kit, "retrospective", PHONES)
        keyboard = Person(hall.projector, hall.words, "phones")
        look_back_by_phone(hall)
        hall.next(4)
        act_on(keyboard)
        readable(hall)
        hall.press()
        keyboard.press("Ask the phones")
        for seat in hall.seats:
            choose(seat)
        readable(hall)
        keyboard.press("Record it")
        hall.shows_beat(5)
        readable(hall)

        assert [] == troubles(hall.projector)
        assert [] == [one for seat in hall.seats for one in seat.troubles]
        hall.close()


@pytest.mark.skipif(not NIGHT, reason="acts 0 and 1 are walked alone by day")
@pytest.mark.parametrize("lang", spoken("en"))
def test_acts_2_and_3_alone(lang: str, tmp_path: Path, chromium: Browser) -> None:
    """The persona has guessed, chosen and wished already; the learner does the rest."""
    words = Words(lang)
    with running(tmp_path, lang) as kit:
        person = Person(open_page(chromium, kit, lang), words, "alone")
        alone = words(ALONE, side=words("Sales"))
        person.field("Who’s here?").select_option(label=alone)
        person.page.locator(".ot-lid").first.wait_for()
        person.page.goto(kit.address_of("customer_journey"))
        drawn(person.page)
        for label, unit in ((TOUCHES, "touchpoints"), (SILENCE, "days")):
            person.page.get_by_label(f"{words(label)} ({words(unit)})", exact=True).fill("9")
        finish(person)
        person.go("Discuss it", 3)
        for title in ("The whole funnel", "Two clocks"):
            person.station(title)
            person.fill_drop_downs(2)
            finish(person)
            person.go("Discuss it", 3)
        person.station("Promises")
        person.page.locator("textarea").first.fill("Ruf an")
        person.field(REASON).check()
        finish(person)
        person.go("Discuss it", 3)
        person.go("Decide", 4)
        promise_something(person)
        person.consent_and_record()
        person.next_act("joint_kpis")
        for label in KPIS:
            person.field(label).check()
        finish(person)
        person.go("Discuss it", 3)
        person.go("Decide", 4)
        own_numbers(person)
        person.consent_and_record()

        assert [] == axe_troubles(person.page, ".ot-programme")
        assert [] == troubles(person.page)
        person.page.close()


def finish(person: Person) -> None:
    """Cover one's own side and reveal."""
    person.press("We’re done")
    person.page.locator(".ot-lid").nth(1).wait_for()
    person.go("Reveal", 2)
