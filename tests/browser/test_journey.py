"""The whole way in a real browser: from the first sentence to the charter on disk."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from kit import drawn, open_page, running, troubles

from workshop.acts import ACTS
from workshop.terms.definition import TEMPLATES
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

SENTENCE = "In one sentence: a contact is a lead when …"
SAFETY = "How freely can you say in this room what you think?"
TALKING = "When do sales and marketing talk to each other?"
GUESS = "Marketing hands over 100 contacts. How many does sales accept?"
OBJECTIONS = "Does anybody have a reasoned objection?"
CONSENT = "No objection: good enough for now, safe enough to try"
SHOTS = os.environ.get("WORKSHOP_SCREENSHOTS")
"""A folder for pictures of each beat; without it none are taken."""


class Person:
    """Somebody at the laptop who clicks and types.

    Args:
        page: what they look at.
        words: the language they speak.
    """

    def __init__(self, page: Page, words: Words) -> None:
        self.page = page
        self.words = words
        self.pictures = 0

    def button(self, label: str, place: int = 0) -> Locator:
        """Return the button with this label."""
        return self.page.get_by_role("button", name=self.words(label), exact=True).nth(place)

    def field(self, label: str, place: int = 0) -> Locator:
        """Return the field with this label."""
        return self.page.get_by_label(self.words(label), exact=True).nth(place)

    def press(self, label: str, place: int = 0) -> None:
        """Press a button."""
        self.button(label, place).click()

    def go(self, label: str, beat: int) -> None:
        """Press the button that leads on and wait for the beat with this number."""
        arrow = f"{self.words(label)} →"
        self.page.get_by_role("button", name=arrow, exact=True).click()
        self.arrive(beat)

    def arrive(self, beat: int) -> None:
        """Wait for a beat; nothing on the way may look like an error."""
        self.page.locator(".ot-beat-now", has_text=re.compile(f"^{beat} ")).wait_for()
        self.look()

        assert troubles(self.page) == []

    def look(self) -> None:
        """Take a picture, if somebody wants to see it."""
        if SHOTS:
            self.pictures += 1
            self.page.wait_for_timeout(400)
            name = f"{self.words.lang}_{self.pictures:02d}.png"
            self.page.screenshot(path=str(Path(SHOTS) / name))

    def cover_both(self) -> None:
        """Say on each side that it is done."""
        for place in (0, 1):
            self.press("We are done")
            self.page.locator(".ot-lid").nth(place).wait_for()
        self.look()

    def consent_and_record(self) -> None:
        """Ask the round and record."""
        self.field(OBJECTIONS).select_option(label=self.words(CONSENT))
        self.press("Record it")
        self.arrive(5)

    def next_act(self, key: str) -> None:
        """Follow the link to the next act."""
        self.page.locator("a.ot-next").click()
        act = next(act for act in ACTS if act.key == key)
        title = self.words(act.title)
        self.page.locator("h1", has_text=title).wait_for()
        drawn(self.page)
        self.look()


def arrive(person: Person) -> None:
    """Act 0, at one keyboard."""
    words = person.words
    for place in (0, 1):
        person.field(SAFETY, place).select_option(label="4")
        person.field(TALKING, place).select_option(label=words("Every day, and gladly"))
        guess = f"{words(GUESS)} ({words('of 100')})"
        person.page.get_by_label(guess, exact=True).nth(place).fill("60")
    person.cover_both()
    person.go("Reveal", 2)
    person.go("Talk about it", 3)
    person.go("Decide", 4)
    person.consent_and_record()


def agree_on_lead(person: Person) -> None:
    """Act 1."""
    words = person.words
    for place, template in enumerate(("can_buy", "showed_interest")):
        person.field(SENTENCE, place).fill(f"Satz {place}")
        label = words(TEMPLATES[template][0])
        person.field("Where to begin?", place).select_option(label=label)
        person.page.locator(".ot-meter").nth(place).wait_for()
    person.cover_both()
    person.go("Reveal", 2)
    person.page.locator(".ot-figure svg").first.wait_for()
    person.go("Talk about it", 3)
    person.go("Decide", 4)
    person.field("Where do you start from?").select_option(label=words("The rule of sales"))
    person.field(SENTENCE).fill("Bedarf da ist & jemand <entscheidet>")
    person.consent_and_record()


def choose_kpis(person: Person) -> None:
    """Act 3."""
    for place in (0, 1):
        for label in ("Lead to won", "Response time", "Win rate"):
            person.field(label, place).check()
    person.cover_both()
    person.go("Reveal", 2)
    person.go("Talk about it", 3)
    person.go("Decide", 4)
    for place in range(3):
        person.page.locator("input[type=number]").nth(place).fill("15")
        person.field("Owner in sales (a role)", place).fill("Leitung Innendienst")
        person.field("Owner in marketing (a role)", place).fill("Kampagnenleitung")
    person.consent_and_record()


def look_back(person: Person) -> None:
    """Act 4."""
    for place, card in enumerate(("Ihr ruft an", "Leads ohne Antwort", "Montagsrunde")):
        person.field("Your card", place).fill(card)
        person.press("Lay it face down", place)
        down = person.words.plural("{n} card, face down", "{n} cards, face down", 1)
        person.page.get_by_text(down).nth(place).wait_for()
    person.go("Reveal", 2)
    person.go("Talk about it", 3)
    person.page.get_by_role("button", name="+", exact=True).nth(1).click()
    person.page.get_by_text("●○○").wait_for()
    person.go("Decide", 4)
    person.field("What", 0).fill("Montagsrunde einführen")
    person.field("Owner (a role)", 0).fill("Beide Leitungen")
    person.field("Done when", 0).fill("vier Runden waren")
    person.consent_and_record()


def sign(person: Person) -> None:
    """Act 5."""
    person.field("What do you miss?", 0).fill("Nichts mehr")
    person.go("Reveal", 2)
    person.go("Talk about it", 3)
    person.go("Decide", 4)
    person.field("Your role", 0).fill("Leitung Vertrieb")
    person.field("Your role", 1).fill("Leitung Marketing")
    person.press("Sign")
    person.arrive(5)


@pytest.mark.parametrize("lang", LANGS)
def test_a_newcomer_reaches_the_charter_by_clicking(
    lang: str, tmp_path: Path, chromium: Browser
) -> None:
    """From act 1 to the exported charter: no error text, no outside host, all of it on disk."""
    with running(tmp_path, lang) as kit:
        person = Person(open_page(chromium, kit, lang), Words(lang))
        person.look()
        arrive(person)
        person.next_act("shared_terms")
        agree_on_lead(person)
        person.next_act("joint_kpis")
        choose_kpis(person)
        person.next_act("retrospective")
        look_back(person)
        person.next_act("charter")
        sign(person)
        hosts, code = person.page.hosts, kit.stop()
    charter = tmp_path / "journey" / "charter"

    assert {kit.host} == hosts
    assert code == 0
    for name in ("charter_de", "charter_en"):
        page = (charter / f"{name}.html").read_text("utf-8")
        text = (charter / f"{name}.md").read_text("utf-8")
        assert "Bedarf da ist &amp; jemand &lt;entscheidet&gt;" in page
        for part in ("need_known", "Leitung Innendienst", "vier Runden waren", "Leitung Vertrieb"):
            assert part in page
            assert part in text
    assert Words("de")("Our charter") in (charter / "charter_de.md").read_text("utf-8")


def test_nothing_is_lost_when_the_power_goes(tmp_path: Path, chromium: Browser) -> None:
    """Kernel and server are killed while people write; the same session shows every word again."""
    words = Words("de")
    with running(tmp_path, "de") as kit:
        person = Person(open_page(chromium, kit, "de", "shared_terms"), words)
        person.field(SENTENCE, 0).fill("halb geschrie")
        template = words(TEMPLATES["can_buy"][0])
        person.field("Where to begin?", 1).select_option(label=template)
        person.page.locator(".ot-meter").wait_for()
        person.page.wait_for_timeout(1000)
        kit.kill()
        person.page.close()
    with running(tmp_path, "de") as kit:
        person = Person(open_page(chromium, kit, "de", "shared_terms"), words)

        assert person.field(SENTENCE, 0).input_value() == "halb geschrie"
        assert person.page.locator(".ot-meter").count() == 1
        person.page.close()


def test_a_killed_kernel_comes_back_with_every_answer(tmp_path: Path, chromium: Browser) -> None:
    """The page notices that its kernel died and draws everything again from the room."""
    with running(tmp_path, "de") as kit:
        person = Person(open_page(chromium, kit, "de", "shared_terms"), Words("de"))
        person.field(SENTENCE, 0).fill("steht noch da")
        person.page.wait_for_timeout(1000)
        with person.page.expect_navigation():
            for kernel in kit.kernels():
                kernel.kill()
        drawn(person.page)

        assert person.field(SENTENCE, 0).input_value() == "steht noch da"
        person.page.close()


def test_an_act_fits_a_phone(tmp_path: Path, chromium: Browser) -> None:
    """At 390 × 844 nothing needs sideways scrolling."""
    with running(tmp_path, "en") as kit:
        small = {"width": 390, "height": 844}
        page = open_page(chromium, kit, "en", "shared_terms", viewport=small)
        wide = page.evaluate(
            "document.querySelector('.jp-WindowedPanel-outer').scrollWidth - innerWidth"
        )

        assert wide <= 0
        page.close()
