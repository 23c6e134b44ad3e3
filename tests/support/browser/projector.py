"""A projector that shows the stage, phones that answer by themselves, and a clicker in the hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.acts.walks import (
    act_on,
    lead_field,
    own_numbers,
    plan_campaign,
    promise_something,
    share_out,
)
from support.browser.kit import troubles
from support.browser.person import CONSENT, OBJECTIONS, Person
from support.room.crowd import Crowd
from workshop.agenda import Beat
from workshop.agenda.course import all_stations
from workshop.room.state.moments import Moments, moments_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from workshop.room.room import Room
    from workshop.words import Words

TWELVE = ("sales",) * 6 + ("marketing",) * 6
WAIT = 120.0
SENTENCE = "wir seinen Bedarf kennen und er selbst die Hand gehoben hat"
RECORDS = ("Record it", "Sign the charter", "Add it to the charter", "Put it above everything else")

CHOOSING = ("charter.customer", "journey.line", "kpis.different", "charter.campaign")
"""Stations in which one of the sentences that phones wrote is taken."""


def sign_both(person: Person) -> None:
    """Sign for either side."""
    for place in (0, 1):
        person.field("Your role", place).fill(f"Leitung {place}")


FIELDS: dict[str, tuple[str, Callable[[Person], None]]] = {
    "retro.try": ("We’ll try …", act_on),
    "terms.duties": ("Who?", share_out),
    "charter.campaign": ("Who calls, and when?", plan_campaign),
    "charter": ("Your role", sign_both),
}
"""Station to the field by which one sees that it is in sight, and what fills it in."""


class Projector:
    """A projector, phones that answer by themselves, and somebody with a clicker.

    Args:
        page: the projector.
        room: read to see where people are.
        words: the language.
    """

    def __init__(self, page: Page, room: Room, words: Words) -> None:
        self.page, self.room, self.words = page, room, words
        self.crowd = Crowd(room, TWELVE)

    @property
    def here(self) -> tuple[str, Beat, Moments]:
        """Where people are: station, beat, moment."""
        state = self.room.catch_up()
        beat = Beat(state.beats.get(state.activity, Beat.THINK))
        return state.activity, beat, moments_of(state, state.activity, beat)

    def settle(self, before: object) -> None:
        """Wait until the projector is somewhere else, and stands."""
        for _ in range(int(WAIT / 0.05)):
            if self.here != before and self.here[2].titles:
                break
            self.page.wait_for_timeout(50)
        else:
            message = f"nothing happened at {before}: {troubles(self.page)}"
            raise AssertionError(message)
        place = self.here[2].place
        self.page.wait_for_function(
            """([place, n]) => {
              const all = [...document.querySelectorAll('.ot-moment:not(.ot-reading)')];
              return all.length === n && all[place]?.classList.contains('ot-now')
                && !document.querySelector('.ot-moving');
            }""",
            arg=[place, len(self.here[2].titles)],
        )
        self.page.wait_for_timeout(350)

    def forward(self) -> None:
        """Press the clicker."""
        before = self.here
        self.page.evaluate("document.activeElement?.blur()")
        self.page.evaluate(
            "document.querySelector('.ot-page .jp-WindowedPanel-outer').scrollTo(0, 1e6)"
        )
        self.page.keyboard.press("PageDown")
        self.settle(before)

    def decide(self) -> None:
        """Do at the keyboard what a decision takes."""
        page, words, (activity, beat, _) = self.page, self.words, self.here
        if lead_field(page, words).is_visible():
            lead_field(page, words).fill(
                "wir seinen Bedarf kennen und er selbst die Hand gehoben hat"
            )
        if beat is Beat.DECIDE:
            self._fill_in(activity)
        answer = page.get_by_label(words(OBJECTIONS), exact=True)
        if answer.count() and answer.first.is_visible():
            answer.select_option(label=words(CONSENT))

    def _fill_in(self, activity: str) -> None:
        """Fill in what a station asks for before it can decide, where that is in sight."""
        page, person = self.page, Person(self.page, self.words)
        at_work = page.locator(".ot-now.ot-work")
        take = page.get_by_role("button", name=self.words("Take this sentence")).first
        if activity in CHOOSING and take.is_visible():
            take.click()
        if activity == "journey.promises" and at_work.locator(".ot-tick").count():
            promise_something(person)
        if activity == "kpis" and at_work.locator("input[type=number]").count():
            own_numbers(person)
        for station, (field, fill) in FIELDS.items():
            if activity == station and person.field(field, 0).is_visible():
                fill(person)

    def record(self) -> bool:
        """Record where it is time to; return whether it was."""
        before = self.here
        for label in RECORDS:
            button = self.page.get_by_role("button", name=self.words(label)).first
            if before[2].next is None and button.count() and button.is_visible():
                button.click()
                self.settle(before)
                return True
        return False

    def record_or_go_on(self) -> None:
        """Record where it is time to, else press the clicker."""
        if not self.record():
            self.forward()

    @property
    def is_at_the_end(self) -> bool:
        """Whether the last moment of the last station stands there."""
        activity, beat, moments = self.here
        last = all_stations(self.room.state.decision)[-1]
        return (activity, beat) == (last.key, last.beats[-1]) and moments.next is None
