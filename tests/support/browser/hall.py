"""A hall: a projector, a presenter view beside it, and phones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.browser.kit import PATIENCE, drawn, open_page
from support.browser.seat import Seat
from workshop.agenda import BEATS, LABELS
from workshop.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Locator

    from support.browser.kit import Kit

MOST_MOMENTS = 25
"""Of one beat: more are no beat, but a button that leads nowhere."""
FIVE = ("Sales", "Sales", "Sales", "Marketing", "Marketing")


class Hall:
    """A room with a projector, a presenter view and some phones.

    Args:
        browser: a running Chromium.
        kit: a running kit.
        act: the act on the projector.
        sides: one for each phone.
    """

    def __init__(self, browser: Browser, kit: Kit, act: str, sides: Sequence[str] = FIVE) -> None:
        self.kit = kit
        self.words = Words(kit.lang)
        self.sides = sides
        self.projector = open_page(browser, kit, kit.lang, act)
        address, code, presenter = kit.room()
        self.seats = [Seat(browser, address, kit.lang).sit(code, side) for side in sides]
        self.desk = browser.new_page(locale=kit.lang)
        self.desk.set_default_timeout(PATIENCE)
        self.desk.goto(presenter)

    def next_key(self) -> Locator:
        """Return the presenter's button, as soon as the projector owes nothing.

        Until then it reads "One moment", and says nothing of where it leads.
        """
        self.desk.locator("body:not(.moving)").wait_for()
        return self.desk.locator("[data-name=next]")

    def press(self) -> None:
        """Press the presenter's button once, and wait until the projector has answered."""
        self.next_key().click()
        self.next_key()

        refused = self.desk.locator(".refusal .lines").all_inner_texts()
        assert not refused, f"refused: {refused}"

    def next(self, beat: int) -> None:
        """Press the presenter's button through the moments of a beat, into the next beat."""
        label = self.words(LABELS[BEATS[beat - 1]])
        for _ in range(MOST_MOMENTS):
            self.press()
            if self.desk.locator(".beat").inner_text() == label:
                break
        self.shows_beat(beat)

    def next_station(self, title: str) -> None:
        """Press the presenter's button to the end of a station; everybody is at the next one."""
        onward = self.words("Next: {step}", step=title)
        for _ in range(MOST_MOMENTS):
            if self.next_key().inner_text() == onward:
                break
            self.press()
        assert self.next_key().inner_text() == onward
        self.press()
        self.projector.locator(".ot-station-now", has_text=title).wait_for()
        self.desk.locator("h1", has_text=title).wait_for()

    def next_act(self, title: str) -> None:
        """Press the presenter's button to the end of an act; the page of the next one is drawn."""
        for _ in range(MOST_MOMENTS):
            if title in self.next_key().inner_text():
                break
            self.press()
        assert title in self.next_key().inner_text()
        self.next_key().click()
        self.projector.locator("h1", has_text=title).wait_for()
        drawn(self.projector)
        self.desk.locator("h1", has_text=title).wait_for()

    def shows_beat(self, beat: int) -> None:
        """Wait until projector and presenter are in a beat."""
        label = self.words(LABELS[BEATS[beat - 1]])
        self.projector.locator(".ot-beat-now", has_text=label).wait_for()
        self.desk.locator("h1", has_text=label).wait_for()

    def panel(self, place: int = 0) -> Locator:
        """Return a question on the projector."""
        return self.projector.locator(".ot-panel.ot-live").nth(place)

    def counts(self, n: int, place: int = 0) -> None:
        """Wait until the projector shows so many answers."""
        text = self.words.plural("{n} answer", "{n} answers", n)
        self.panel(place).get_by_text(text).wait_for()

    def close(self) -> None:
        """Everybody goes home."""
        for seat in self.seats:
            seat.close()
        self.desk.close()
        self.projector.close()
