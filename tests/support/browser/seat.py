"""A phone in a real browser: a context of its own, touch, 390 × 844."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe

from support.browser.kit import PATIENCE
from workshop.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

PHONE = {"width": 390, "height": 844}
SERIOUS = {"serious", "critical"}
HOSTILE = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>{{7*7}}\"'&"
"""Text that would run where it is not escaped."""
FRONT = """[...document.querySelectorAll("main .prompt, main .card-head, main .progress")]
  .map((one) => one.textContent).join()"""
"""What a phone asks right now, and how far it is."""


class Seat:
    """Somebody with a phone.

    Args:
        browser: a running Chromium.
        address: of the room.
        lang: the phone's language.
        settings: more of the browser context.
    """

    def __init__(self, browser: Browser, address: str, lang: str = "de", **settings: Any) -> None:
        self.words = Words("de" if lang == "de" else "en")
        known: dict[str, Any] = {
            "viewport": PHONE,
            "locale": lang,
            "has_touch": True,
            "is_mobile": True,
        }
        self.context = browser.new_context(**(known | settings))
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("dialog", lambda dialog: self.troubles.append(dialog.message))
        self.address = address
        self.page.goto(address)

    def button(self, label: str) -> Locator:
        """Return the first button with this label."""
        return self.page.get_by_role("button", name=self.words(label), exact=True).first

    def sit(self, code: str, side: str = "Sales") -> Seat:
        """Type the code, choose a side, sit down."""
        self.page.get_by_label(self.words("Room code")).fill(code)
        self.page.get_by_label(self.words(side), exact=True).check()
        self.button("Take a seat").tap()
        self.page.locator("footer span").wait_for()
        return self

    def question(self, place: int = 0) -> Locator:
        """Return a question on the page: the one in front, or one of those that are over."""
        return self.page.locator(".question").nth(place)

    def choose(self, label: str) -> None:
        """Tap an option of the question in front, by its label or by its place."""
        self.question().get_by_label(self.words(label), exact=True).tap()

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """Wait until the phone asks something else than before."""
        before = self.page.evaluate(FRONT)
        yield
        self.page.wait_for_function(f"(before) => {FRONT} !== before", arg=before)

    def tap(self, option: int = 0) -> None:
        """Tap an option of the question in front; the next one comes by itself."""
        options = self.question().locator(".choice")
        options.first.wait_for()
        with self.going_on():
            options.nth(option % options.count()).tap()

    def sort(self, number: int = 0) -> None:
        """Sort all cards of the question in front, each phone in its own way."""
        cards = self.page.locator(".sorting .steps-dots span")
        cards.first.wait_for()
        for card in range(cards.count()):
            self.tap(card + (card % 3) * number)
        self.stored()

    def write(self, text: str) -> None:
        """Write into the field of the question in front."""
        self.question().locator("textarea").fill(text)

    def send(self) -> None:
        """Press the button of the question in front."""
        self.question().locator("button.main").tap()

    def step(self, name: str) -> None:
        """Go ``back``, ``skip`` a question, or say that this is all (``done``)."""
        self.page.locator(f"nav [data-name={name}]").tap()

    def again(self, place: int = 0) -> None:
        """Go back to an open question, from the list of what was said."""
        self.page.locator(".said li button").nth(place).tap()

    def at_end(self) -> Seat:
        """Wait until no question is in front any more."""
        self.page.locator(".said, .talk").first.wait_for()
        return self

    def stored(self) -> None:
        """Wait until the page says that all answers are stored."""
        self.page.locator(".status.stored").wait_for()

    def status(self, text: str) -> None:
        """Wait until the status line says this."""
        line = self.page.locator(".status")
        line.filter(has_text=self.words(text)).wait_for()

    def close(self) -> None:
        """Put the phone away."""
        self.context.close()


def axe_troubles(page: Page, place: str | None = None) -> list[str]:
    """Return what axe finds serious on a page or in one place of it, as rule and element."""
    found = Axe().run(page, context=place).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]


def too_wide(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def small_targets(page: Page) -> list[str]:
    """Return the buttons, links and fields smaller than 24 pixels (WCAG 2.2, 2.5.8)."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("button, a, input, textarea, summary")]
          .filter((one) => one.offsetParent !== null)
          .map((one) => [one.outerHTML.slice(0, 120), one.getBoundingClientRect()])
          .filter(([, box]) => box.width < 24 || box.height < 24)
          .map(([name]) => name)"""
    )
    return found
