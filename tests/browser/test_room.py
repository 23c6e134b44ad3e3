"""A facilitator in JupyterLab, the presenter view beside it, and phones in the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.walks import lead_field
from support.browser.hall import FIVE, Hall
from support.browser.kit import drawn, running, troubles
from support.browser.seat import HOSTILE, axe_troubles

from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.terms.rules.template import TEMPLATES, TICKS
from workshop.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

WORDS = Words("de")
STARTS = tuple(TEMPLATES[key].label for key in ("can_buy", "showed_interest"))
CONSENT = "No objection: good enough for now, safe enough to try"
WANTED = {"Sales": ("need", "budget"), "Marketing": ("form", "webinar")}


def at_the_word(hall: Hall) -> Hall:
    """Choose Lead, and wait until everybody is there."""
    hall.projector.get_by_role("button", name=f"{WORDS('These are our terms')} →").click()
    hall.projector.locator(".ot-station-now", has_text="Lead").wait_for()
    for seat in hall.seats:
        seat.page.locator(".progress", has_text="3").wait_for()
    return hall


@pytest.fixture
def hall(tmp_path: Path, chromium: Browser) -> Iterator[Hall]:
    """A hall at the beginning of act 1."""
    with running(tmp_path, "de", "shared_terms") as kit:
        full = at_the_word(Hall(chromium, kit, "shared_terms"))
        yield full
        full.close()


def write_definitions(page: Page) -> None:
    """Each side builds its rule at the keyboard: too few phones to speak for it."""
    for place, start in enumerate(STARTS):
        lead_field(page, WORDS, place).fill(f"Satz {place}")
        begin = page.get_by_label(WORDS("Where to start?"), exact=True).nth(place)
        begin.select_option(label=WORDS(start))
        page.locator(".ot-meter").nth(place).wait_for()
    for place in (0, 1):
        page.get_by_role("button", name=WORDS("We’re done"), exact=True).first.click()
        page.locator(".ot-lid").nth(place).wait_for()


def answer_the_questions(hall: Hall) -> None:
    """Every phone writes a sentence and ticks what its side wants; the last answer is done."""
    for seat, side in zip(hall.seats, FIVE, strict=True):
        seat.step("back")
        seat.write(f"Satz aus {side} {HOSTILE}")
        with seat.going_on():
            seat.send()
        for key in WANTED[side]:
            seat.page.get_by_label(WORDS(TICKS[key].label), exact=True).check()
        with seat.going_on():
            seat.send()
        seat.tap()
        seat.stored()
    hall.counts(5, 0)
    hall.counts(5, 1)
    counted = WORDS("{n} of {all}").format(n=5, all=5)
    hall.desk.get_by_text(WORDS("{counts} done").format(counts=counted)).wait_for()


def kill_and_go_on(hall: Hall) -> None:
    """Kill the room's server, then the kernel: phones and projector go on as if nothing had been,
    for what the projector shows is the log and not the kernel's memory.
    """
    for server in hall.kit.servers():
        server.kill()
    for seat in hall.seats:
        seat.write("trotzdem")
        with seat.going_on():
            seat.send()
    for seat in hall.seats:
        seat.stored()
    hall.counts(5)
    with hall.projector.expect_navigation():
        for kernel in hall.kit.kernels():
            kernel.kill()
    drawn(hall.projector)
    hall.counts(5)

    assert [] == troubles(hall.projector)


def sort_a_case(hall: Hall) -> None:
    """Every phone decides about the first case in between."""
    for seat in hall.seats:
        seat.choose("Fits")
        seat.stored()
    hall.counts(5)
    hall.desk.locator("[data-name^='reveal-']").first.click()
    hall.panel().locator(".ot-table").first.wait_for()


def propose_and_ask(hall: Hall) -> None:
    """A proposal at the keyboard, consent on the phones: one of them objects."""
    page, seats = hall.projector, hall.seats
    lead_field(page, WORDS).fill("Bedarf da")
    page.get_by_role("button", name=WORDS("Build freely from here")).click()
    start = page.get_by_label(WORDS("Starting point"))
    start.select_option(label=WORDS("Sales’ rule"))
    page.locator(".ot-cols-live .ot-table").wait_for()
    page.wait_for_timeout(600)
    page.get_by_role("button", name=WORDS("Ask the phones")).click()
    for seat in seats[:4]:
        seat.choose(CONSENT)
        seat.stored()
    seats[4].choose("I have a reasoned objection")
    seats[4].write(f"Zu eng {HOSTILE}")
    seats[4].send()
    seats[4].stored()
    hall.counts(5)


def test_act_1_with_five_phones_from_the_first_sentence_to_the_record(hall: Hall) -> None:
    """Phones answer, the projector fills by itself, the presenter steers, the record is theirs;
    and what is killed on the way comes back by itself and misses nothing.
    """
    page, desk, seats = hall.projector, hall.desk, hall.seats
    kill_and_go_on(hall)
    answer_the_questions(hall)

    assert "Satz aus" not in page.locator(".ot-activity").inner_text()

    desk.locator("[data-name=next]").click()
    desk.get_by_text(WORDS("Too few answers from phones to show a side on its own.")).wait_for()
    write_definitions(page)
    hall.next(2)
    page.locator(".ot-figure svg").first.wait_for()
    seats[0].page.locator(".results").first.wait_for()

    assert page.get_by_text(HOSTILE).count()
    assert page.evaluate("window.hacked") is None
    assert [] == axe_troubles(page, ".ot-activity")
    assert seats[0].page.get_by_text(f"Satz aus Marketing {HOSTILE}").count()
    assert not page.locator(".ot-answers thead .ot-badge").count()  # fewer than five a side

    hall.next(3)
    sort_a_case(hall)
    hall.next(4)
    propose_and_ask(hall)

    assert [] == axe_troubles(page, ".ot-activity")
    assert [] == axe_troubles(desk)

    page.get_by_role("button", name=WORDS("Record it")).click()
    hall.shows_beat(5)

    assert page.get_by_text(f"Zu eng {HOSTILE}").count()
    assert page.evaluate("window.hacked") is None
    assert [] == troubles(page)
    assert [] == [one for seat in seats for one in seat.troubles]

    hall.next_station(WORDS("Sort again"))
    seats[0].page.locator(".case").first.wait_for()


def test_ten_phones_write_both_rules_themselves(tmp_path: Path, chromium: Browser) -> None:
    """From five answers a side the rule comes from the phones, and nobody needs the keyboard."""
    with running(tmp_path, "de", "shared_terms") as kit:
        hall = at_the_word(Hall(chromium, kit, "shared_terms", ("Sales",)))
        with_log = Room(EventLog(tmp_path / "journey" / "room.sqlite"))
        for number in range(10):
            side = ("sales", "marketing")[number % 2]
            ticks = {"choices": list(WANTED[side.capitalize()])}
            with_log.say("terms.lead.ticks", side, ticks, f"phone-{number}")
            with_log.say("terms.lead.match", side, {"choice": "any"}, f"phone-{number}")
        hall.next(2)
        hall.projector.locator(".ot-figure svg").first.wait_for()
        hall.projector.locator(".ot-answers thead .ot-badge").first.wait_for()
        cards = hall.projector.locator(".ot-panel-sales .ot-in-words").first.inner_text()

        assert WORDS("Need is known") in cards
        assert [] == troubles(hall.projector)
        hall.close()
