"""The stage: one moment fills one screen, in type that the last row can read."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from support.acts.walks import act_on, lead_field, own_numbers, promise_something
from support.browser.kit import open_page, running, troubles
from support.browser.person import CONSENT, OBJECTIONS, Person
from support.room.crowd import Crowd

from workshop.acts import ACTS
from workshop.agenda import Beat
from workshop.agenda.course import all_stations
from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.room.state.moments import Moments, moments_of
from workshop.session import open_session
from workshop.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from workshop.words import Lang

SIZES = ((1280, 720), (1280, 800), (1920, 1080), (1024, 768))
TWELVE = ("sales",) * 6 + ("marketing",) * 6
SHOTS = os.environ.get("WORKSHOP_SCREENSHOTS")
WAIT = 120.0
MEASURE = """() => {
  const height = window.innerHeight;
  const moment = document.querySelector('.ot-moment.ot-now');
  const seen = (node) => {
    const box = node.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(node).visibility !== 'hidden';
  };
  const small = [];
  const scope = moment.classList.contains('ot-opening')
    ? document.querySelector('.jp-MarkdownCell') : moment;
  const walk = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim();
    const owner = walk.currentNode.parentElement;
    if (!text || !seen(owner) || owner.closest('option, style, iframe, .ot-fine')) continue;
    let size = parseFloat(getComputedStyle(owner).fontSize);
    const drawing = owner.closest('svg');
    if (drawing) size *= owner.getScreenCTM().a;
    if (size < height / 40 - 0.5) small.push([text.slice(0, 40), Math.round(10 * size) / 10]);
  }
  const scroller = document.querySelector('.ot-page .jp-WindowedPanel-outer');
  const bottom = height - document.querySelector('.ot-nav').getBoundingClientRect().height;
  const content = [...moment.children].filter(seen).map((n) => n.getBoundingClientRect().bottom);
  const head = moment.querySelector('.ot-finding h2, h2.ot-finding');
  return {
    sideways: document.documentElement.scrollWidth - window.innerWidth,
    inner: scroller.scrollWidth - scroller.clientWidth,
    small,
    below: Math.round(Math.max(0, ...content) - bottom),
    isWork: moment.classList.contains('ot-work'),
    headline: head && seen(head) ? [head.getBoundingClientRect().bottom / height,
      parseFloat(getComputedStyle(head).fontSize) / height] : null,
  };
}"""


class Stage:
    """A projector, phones that answer by themselves, and somebody with a clicker.

    Args:
        page: the projector.
        room: read to see where people are.
        words: the language.
    """

    def __init__(self, page: Page, room: Room, words: Words) -> None:
        self.page, self.room, self.words = page, room, words
        self.crowd = Crowd(room, TWELVE)
        self.seen = 0

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
              const all = [...document.querySelectorAll('.ot-moments > .ot-moment')];
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

    def measures(self) -> Iterator[tuple[tuple[int, int], dict[str, Any]]]:
        """Measure what stands on the projector at every size."""
        for width, height in SIZES:
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.wait_for_timeout(60)
            yield (width, height), self.page.evaluate(MEASURE)
            if SHOTS and (width, height) == SIZES[0]:
                self.seen += 1
                activity, beat, moments = self.here
                name = f"{self.words.lang}_{self.seen:03d}_{activity}_{beat}_{moments.place}.png"
                self.page.screenshot(path=str(Path(SHOTS) / name))


def decide(stage: Stage) -> None:
    """Do at the keyboard what a decision takes."""
    page, words, (activity, beat, _) = stage.page, stage.words, stage.here
    person = Person(page, words)
    if lead_field(page, words).is_visible():
        lead_field(page, words).fill("wir seinen Bedarf kennen und er selbst die Hand gehoben hat")
    if beat is Beat.DECIDE:
        at_work = page.locator(".ot-now.ot-work")
        if activity == "journey.promises" and at_work.locator(".ot-tick").count():
            promise_something(person)
        if activity == "kpis" and at_work.locator("input[type=number]").count():
            own_numbers(person)
        if activity == "retro" and person.field("What", 0).is_visible():
            act_on(person)
        if activity == "charter" and person.field("Your role", 0).is_visible():
            for place in (0, 1):
                person.field("Your role", place).fill(f"Leitung {place}")
    answer = page.get_by_label(words(OBJECTIONS), exact=True)
    if answer.count() and answer.first.is_visible():
        answer.select_option(label=words(CONSENT))


def complaints(stage: Stage) -> list[str]:
    """Return everything that nobody would show on a stage, at the present moment."""
    activity, beat, moments = stage.here
    at = f"{activity} {beat} {moments.titles[moments.place]['en']!r}"
    found = [f"{at}: {text}" for text in troubles(stage.page)]
    for size, seen in stage.measures():
        if seen["sideways"] > 0 or seen["inner"] > 0:
            found.append(f"{at} {size}: runs over the edge by {seen['sideways']}/{seen['inner']}")
        if seen["small"]:
            found.append(f"{at} {size}: too small {seen['small'][:3]} ({len(seen['small'])})")
        if seen["below"] > 2 and not seen["isWork"]:
            found.append(f"{at} {size}: {seen['below']} px below the fold")
        if seen["headline"] and (seen["headline"][0] > 1 or seen["headline"][1] < 1 / 14 - 0.002):
            found.append(f"{at} {size}: headline {seen['headline']}")
    return found


@pytest.mark.parametrize("lang", ["de"])
def test_every_moment_fits_one_screen(chromium: Browser, tmp_path: Path, lang: Lang) -> None:
    """From the first title to the last signature: nothing runs over, nothing is too small."""
    found: list[str] = []
    with running(tmp_path, lang) as kit:
        session = open_session(tmp_path / "journey")
        with closing(EventLog(session.log)) as log:
            page = open_page(chromium, kit, lang, view="", viewport={"width": 1280, "height": 720})
            stage = Stage(page, Room(log), Words(lang))
            last = all_stations(stage.room.state.decision)[-1].key
            for _ in range(200):
                stage.crowd.answer_all()
                decide(stage)
                found += complaints(stage)
                activity, beat, moments = stage.here
                page.set_viewport_size({"width": 1280, "height": 720})
                if activity == last and beat is Beat.RECORDED and moments.next is None:
                    break
                record_or_go_on(stage, moments)

    assert [] == found
    assert activity.startswith(ACTS[-1].activity)


def record_or_go_on(stage: Stage, moments: Moments) -> None:
    """Record where it is time to, else press the clicker."""
    words, page = stage.words, stage.page
    before = stage.here
    for label in ("Record it", "Sign", "Add it to the charter"):
        button = page.get_by_role("button", name=words(label)).first
        if moments.next is None and button.count() and button.is_visible():
            button.click()
            stage.settle(before)
            return
    stage.forward()
