"""A facilitator with the 45-minute plan and six phones walks acts 0 and 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.walks import SENTENCE, define, lead_field
from support.browser.hall import Hall
from support.browser.kit import running, troubles
from support.browser.person import SHOTS, Person
from support.browser.seat import axe_troubles
from support.run.profiles import spoken

from workshop.agenda import PLANS, schedule
from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.story.decisions.decisions import Decisions
from workshop.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser
    from support.browser.seat import Seat

SIX = ("Sales", "Sales", "Sales", "Marketing", "Marketing", "Marketing")


class Session:
    """Everybody in the room, and a camera.

    Args:
        hall: projector, presenter view, phones.
    """

    def __init__(self, hall: Hall) -> None:
        self.hall, self.words = hall, hall.words
        self.keyboard = Person(hall.projector, hall.words, "projector")
        self.pictures = 0

    def look(self) -> None:
        """Take pictures of projector, presenter view and one phone, if somebody wants them."""
        if SHOTS:
            self.pictures += 1
            self.keyboard.look()
            name = f"{SHOTS}/{{}}_{self.words.lang}_{self.pictures:02d}.png"
            self.hall.desk.screenshot(path=name.format("presenter"), full_page=True)
            self.hall.seats[0].page.screenshot(path=name.format("phone"), full_page=True)

    def minutes_are_on_screen(self, activity: str, beat: str) -> None:
        """The presenter reads what to say, and the minutes of this step."""
        slots = schedule("45", lambda _: None)
        slot = next(one for one in slots if (one.activity, one.beat) == (activity, beat))
        text = self.words("at least"), slot.minutes.least, self.words("plan"), slot.minutes.plan
        self.hall.desk.get_by_text("{} {} · {} {}".format(*text)).wait_for()

        assert self.hall.desk.locator("blockquote").inner_text()
        assert not self.hall.projector.locator(".script").count()

    def everybody(self, tap: object) -> None:
        """Let every phone do the same, each in its own way."""
        for number, seat in enumerate(self.hall.seats):
            tap(seat, number)  # type: ignore[operator]


def choose_in(seat: Seat, place: int, option: int) -> None:
    """Choose one option of a question and send it where it has a button."""
    question = seat.question(place)
    inputs = question.locator("input[type=radio]")
    inputs.first.wait_for()
    inputs.nth(option % inputs.count()).check()
    seat.send(place)
    seat.stored(place)


def sort_cards(seat: Seat, number: int) -> None:
    """Sort all cards of a question."""
    cards = seat.question(0).locator(".case")
    cards.first.wait_for()
    for card in range(cards.count()):
        radios = cards.nth(card).locator("input[type=radio]")
        radios.nth((card + (card % 3) * number) % radios.count()).check()
    seat.stored(0)


def answer_arrival(seat: Seat, number: int) -> None:
    """Safety, who, guess."""
    choose_in(seat, 0, 3 + number % 2)
    choose_in(seat, 1, number)
    seat.question(2).locator("input[type=text]").fill(str(40 + 5 * number))
    seat.send(2)
    seat.stored(2)


def write_a_sentence(seat: Seat, number: int) -> None:
    """One sentence and two ticks."""
    seat.question(0).locator("textarea").fill(f"Satz von Handy {number}")
    seat.send(0)
    boxes = seat.question(1).locator("input[type=checkbox]")
    for place in ((3, 4), (0, 1))[number > 2]:
        boxes.nth(place).check()
    seat.send(1)
    choose_in(seat, 2, number)


def act_0(session: Session) -> None:
    """Rules, quiz, first sorting; the 45-minute plan leaves the rest out."""
    hall, words = session.hall, session.words
    session.minutes_are_on_screen("arriving", "think")
    session.everybody(answer_arrival)
    session.look()
    hall.next(2)
    session.look()
    hall.next(4)
    session.minutes_are_on_screen("arriving", "decide")
    session.keyboard.consent_and_record()
    hall.next_station(words("The couple’s quiz"))
    session.minutes_are_on_screen("arriving.quiz", "think")
    session.everybody(
        lambda seat, number: [choose_in(seat, place, number + place) for place in range(6)]
    )
    session.keyboard.fill_drop_downs(3)
    session.keyboard.cover_both()
    session.look()
    hall.next(2)
    session.look()
    hall.next_station(words("Gut check: twelve cases"))
    session.everybody(sort_cards)
    session.look()
    hall.next(2)
    session.look()


def act_1(session: Session) -> None:
    """One word, from six sentences to the record, and the second sorting."""
    hall, words, keyboard = session.hall, session.words, session.keyboard
    session.minutes_are_on_screen("terms.choice", "think")
    keyboard.arrow("These are our terms")
    keyboard.at_station("Lead")
    session.everybody(write_a_sentence)
    define(keyboard)
    keyboard.cover_both()
    session.look()
    hall.next(2)
    session.look()
    hall.next(3)
    session.minutes_are_on_screen("terms.lead", "talk")
    session.everybody(sort_cards)
    session.look()
    hall.next(4)
    keyboard.field("What happens to it?").select_option(index=1)
    keyboard.page.locator(".ot-tag").first.wait_for()
    lead_field(keyboard.page, words).fill(SENTENCE)
    session.look()
    keyboard.page.wait_for_timeout(700)
    keyboard.press("Ask the phones")
    session.everybody(lambda seat, _: choose_in(seat, 0, 0))
    keyboard.press("Record it")
    keyboard.arrive(5)
    session.look()
    hall.next_station(words("Sort again"))
    session.everybody(sort_cards)
    session.look()
    hall.next(2)
    session.look()
    keyboard.arrow("Add it to the charter")
    keyboard.arrive(3)


@pytest.mark.parametrize("lang", spoken("en"))
def test_a_facilitator_runs_acts_0_and_1_in_45_minutes(
    lang: str, tmp_path: Path, chromium: Browser
) -> None:
    """“Next” reaches every step of the plan, its minutes on screen; the glossary is theirs."""
    words = Words(lang)
    with running(tmp_path, lang) as kit:
        hall = Hall(chromium, kit, "arriving", SIX)
        session = Session(hall)
        hall.desk.locator("[data-name=plan-45]").click()
        hall.desk.get_by_text(words("Minute {n} of {all}", n=0, all=45)).wait_for()
        act_0(session)

        assert [] == axe_troubles(hall.projector, ".ot-programme")
        assert [] == axe_troubles(hall.desk)

        hall.next_act(words("Shared language"))
        act_1(session)

        assert [] == axe_troubles(hall.projector, ".ot-programme")
        assert [] == troubles(hall.projector)
        assert [] == [one for seat in hall.seats for one in seat.troubles]
        hall.close()
    state = Room(EventLog(tmp_path / "journey" / "room.sqlite")).state
    entry = Decisions.of(state).term("lead")

    assert entry is not None
    assert SENTENCE == entry.sentence
    assert sum(slot.minutes.plan for slot in schedule("45", lambda _: None)) == PLANS["45"].minutes
