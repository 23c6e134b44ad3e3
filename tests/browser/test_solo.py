"""One person alone: the other side is played, and every answer gets an echo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.walks import GUESS, SAFETY, lead_field
from support.browser.kit import hosts_of, open_page, running, troubles
from support.browser.person import Person
from support.browser.seat import axe_troubles
from support.run.profiles import spoken

from workshop.notebook.act0.arriving import ALONE
from workshop.story.solo.persona import PERSONAS
from workshop.terms.rules.template import TEMPLATES
from workshop.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

VERA = PERSONAS["sales"]


def sit_down(person: Person) -> None:
    """Say which side one is on: marketing, so Vera takes the other one."""
    words = person.words
    alone = words(ALONE, side=words("Marketing"))
    person.field("Who’s here?").select_option(label=alone)
    person.page.get_by_text(words(VERA.intro)).first.wait_for()


def arrive_alone(person: Person) -> None:
    """Act 0: the learner answers, Vera echoes."""
    words = person.words
    sit_down(person)
    person.field(SAFETY).select_option(label="4")
    person.field("How long have you been with the company?").select_option(index=1)
    guess = f"{words(GUESS)} ({words('of 100')})"
    person.page.get_by_label(guess, exact=True).fill("60")
    finish(person)
    person.go("Discuss it", 3)
    person.go("Decide", 4)
    person.consent_and_record()
    person.station("The couple’s quiz")
    person.fill_drop_downs(5)
    finish(person)
    person.page.locator(".ot-echo", has_text=VERA.name).wait_for()
    person.station("Relationship status")
    person.fill_drop_downs(7)
    finish(person)
    person.go("Discuss it", 3)
    person.station("Gut check: twelve cases")
    person.fill_drop_downs(5)
    finish(person)
    person.page.locator(".ot-echo table").wait_for()


def finish(person: Person) -> None:
    """Cover one's own side, and reveal: the other one has written already."""
    person.press("We’re done")
    person.page.locator(".ot-lid").nth(1).wait_for()
    person.go("Reveal", 2)


def agree_alone(person: Person) -> None:
    """Act 1 with hints, an echo with numbers, an objection, and the second sorting."""
    words = person.words
    person.arrow("These are our terms")
    person.at_station("Lead")
    for n in (1, 2, 3):
        person.press(words("Hint {n} of {all}", n=n, all=3))
    person.page.locator(".ot-hints li").nth(2).wait_for()
    lead_field(person.page, person.words).fill("sie etwas wollen")
    begin = person.field("Where to start?")
    begin.select_option(label=words(TEMPLATES["showed_interest"].label))
    person.page.locator(".ot-meter").wait_for()
    finish(person)
    person.page.locator(".ot-echo", has_text=VERA.name).wait_for()
    person.go("Discuss it", 3)
    person.go("Decide", 4)
    lead_field(person.page, person.words).fill("wir beide damit leben können")
    person.consent_and_record()
    person.station("Sort again")
    person.fill_drop_downs(5)
    finish(person)
    person.arrow("Add it to the charter")
    person.arrive(3)


@pytest.mark.parametrize("lang", spoken("de"))
def test_a_learner_alone_walks_both_acts(lang: str, tmp_path: Path, chromium: Browser) -> None:
    """Alone one needs nobody else."""
    words = Words(lang)
    with running(tmp_path, lang) as kit:
        person = Person(open_page(chromium, kit, lang), words, "solo")
        arrive_alone(person)

        assert [] == axe_troubles(person.page, ".ot-programme")

        person.next_act("shared_terms")
        agree_alone(person)

        assert [] == axe_troubles(person.page, ".ot-programme")
        assert [] == troubles(person.page)
        assert {kit.host} == hosts_of(person.page)
        person.page.close()
