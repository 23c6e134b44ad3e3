"""Somebody who walks the acts in a real browser, by what stands on the page."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from support.browser.kit import drawn, troubles
from workshop.acts import ACTS

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from workshop.words import Words

OBJECTIONS = "Does anyone have a reasoned objection?"
CONSENT = "No objection: good enough for now, safe enough to try"
SHOTS = os.environ.get("WORKSHOP_SCREENSHOTS")
"""A folder for pictures of each beat; without it none are taken."""


class Person:
    """Somebody at the laptop who clicks and types.

    Args:
        page: what they look at.
        words: the language they speak.
        name: of their pictures.
    """

    def __init__(self, page: Page, words: Words, name: str = "keyboard") -> None:
        self.page = page
        self.words = words
        self.name = name
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

    def arrow(self, label: str) -> None:
        """Press the button that leads on."""
        self.page.get_by_role("button", name=f"{self.words(label)} →", exact=True).click()

    def go(self, label: str, beat: int) -> None:
        """Press the button that leads on and wait for the beat with this number."""
        self.arrow(label)
        self.arrive(beat)

    def station(self, title: str) -> None:
        """Press the button that leads to the next station of the act, and wait for it."""
        self.arrow(title)
        self.at_station(title)

    def at_station(self, title: str) -> None:
        """Wait for a station; nothing on the way may look like an error."""
        self.page.locator(".ot-station-now", has_text=self.words(title)).wait_for()
        self.look()

        assert [] == troubles(self.page)

    def arrive(self, beat: int) -> None:
        """Wait for a beat; nothing on the way may look like an error."""
        self.page.locator(".ot-beat-now", has_text=re.compile(f"^{beat} ")).wait_for()
        self.look()

        assert [] == troubles(self.page)

    def look(self) -> None:
        """Take a picture of the whole act, if somebody wants to see it."""
        if SHOTS:
            self.pictures += 1
            self.page.wait_for_timeout(500)
            name = f"{self.name}_{self.words.lang}_{self.pictures:02d}"
            self.page.screenshot(path=str(Path(SHOTS) / f"{name}.png"))
            seen = self.page.viewport_size
            assert seen
            self.page.set_viewport_size({"width": seen["width"], "height": 4 * seen["height"]})
            self.page.wait_for_timeout(300)
            self.page.screenshot(path=str(Path(SHOTS) / f"{name}_whole.png"))
            self.page.set_viewport_size(seen)

    def cover_both(self) -> None:
        """Say on each side that it is done."""
        for place in (0, 1):
            self.press("We’re done")
            self.page.locator(".ot-lid").nth(place).wait_for()
        self.look()

    def fill_drop_downs(self, stride: int) -> None:
        """Choose an option in every drop-down that still asks for one, not always the same."""
        please = self.words("Please choose …")
        boxes = self.page.locator("select", has=self.page.locator("option", has_text=please))
        for place in range(boxes.count()):
            options = boxes.nth(place).locator("option").count() - 1
            boxes.nth(place).select_option(index=1 + stride * place % options)

    def consent_and_record(self, last: int = 5) -> None:
        """Ask the round and record."""
        self.field(OBJECTIONS).select_option(label=self.words(CONSENT))
        self.press("Record it")
        self.arrive(last)

    def next_act(self, key: str) -> None:
        """Follow the link to the next act."""
        self.page.locator("a.ot-next").click()
        act = next(act for act in ACTS if act.key == key)
        self.page.locator("h1", has_text=self.words(act.title)).wait_for()
        drawn(self.page)
        self.look()
