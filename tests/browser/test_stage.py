"""The stage: one moment fills one screen, in type that the last row can read."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.acts.acting import agreed
from support.browser.kit import open_page, running, troubles
from support.browser.projector import Projector
from support.run.profiles import NIGHT

from workshop.acts import act_of
from workshop.agenda import STATIONS
from workshop.agenda.cue import ON_THE_SIDE
from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.session import open_session
from workshop.story.context import Stage
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from workshop.words import Lang

SIZES = ((1280, 720), (1280, 800), (1920, 1080), (1024, 768))
SMALLEST = {"width": 1280, "height": 720}
ASIDE = [
    key
    for key, station in STATIONS.items()
    if any(ON_THE_SIDE in cue.minutes for cue in station.cues.values())
]
"""Stations that no plan holds."""
SHOTS = os.environ.get("WORKSHOP_SCREENSHOTS")
"""A folder for pictures of each moment; without it none are taken."""
MEASURE = """() => {
  const height = window.innerHeight;
  const moment = document.querySelector('.ot-moment.ot-now');
  if (!moment) return null;  // while an answer is drawn, the moment is gone for a frame
  const seen = (node) => {
    const box = node.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(node).visibility !== 'hidden';
  };
  const small = [];
  const unread = 'option, style, iframe, details:not([open]) > :not(summary)';
  const scope = moment.classList.contains('ot-opening')
    ? document.querySelector('.jp-MarkdownCell') : moment;
  const walk = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim();
    const owner = walk.currentNode.parentElement;
    if (!text || !seen(owner) || owner.closest(unread)) continue;
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
    bar: [...document.querySelectorAll('.ot-nav button')].filter(seen)
      .filter((one) => one.getBoundingClientRect().bottom > height)
      .map((one) => one.textContent),
    headline: head && seen(head) ? [head.getBoundingClientRect().bottom / height,
      parseFloat(getComputedStyle(head).fontSize) / height] : null,
  };
}"""
"""What stands there: what runs over an edge, what is too small, where the headline is; null while
there is no moment. Asked and waited for in one call, or it may be gone in between."""


def complaints(stage: Projector) -> Iterator[str]:
    """Yield everything that nobody would show on a stage, at the present moment."""
    activity, beat, moments = stage.here
    at = f"{activity} {beat} {moments.titles[moments.place]['en']!r}"
    yield from (f"{at}: {text}" for text in troubles(stage.page))
    for width, height in SIZES:
        stage.page.set_viewport_size({"width": width, "height": height})
        stage.page.wait_for_timeout(60)
        seen = stage.page.wait_for_function(MEASURE).json_value()
        where = f"{at} {width}×{height}"
        if seen["sideways"] > 0 or seen["inner"] > 0:
            yield f"{where}: over the edge by {seen['sideways']} and {seen['inner']} px"
        if seen["small"]:
            yield f"{where}: {len(seen['small'])} texts are too small, {seen['small'][:3]}"
        if seen["below"] > 2 and not seen["isWork"]:
            yield f"{where}: {seen['below']} px below the fold"
        if seen["bar"]:
            yield f"{where}: buttons stand below the bar, {seen['bar']}"
        if seen["headline"] and (seen["headline"][0] > 1 or seen["headline"][1] < 1 / 14 - 0.002):
            yield f"{where}: headline {seen['headline']}"


def take_picture(stage: Projector, number: int) -> None:
    """Take a picture of the moment, if somebody wants to see it."""
    stage.page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
    if SHOTS:
        activity, beat, moments = stage.here
        name = f"{stage.words.lang}_{number:03d}_{activity}_{beat}_{moments.place}.png"
        stage.page.wait_for_timeout(300)
        stage.page.screenshot(path=str(Path(SHOTS) / name))


@pytest.mark.parametrize("lang", LANGS if NIGHT else ["de"])
def test_every_moment_fits_one_screen(chromium: Browser, tmp_path: Path, lang: Lang) -> None:
    """From the first title to the last signature, with nothing but a clicker and the decisions."""
    found: list[str] = []
    with running(tmp_path, lang) as kit, closing(_log(tmp_path)) as log:
        page = open_page(chromium, kit, lang, view="", viewport={"width": 1280, "height": 720})
        stage = Projector(page, Room(log), Words(lang))
        for number in range(200):
            stage.crowd.answer_all()
            stage.decide()
            found += complaints(stage)
            take_picture(stage, number)
            if stage.is_at_the_end:
                break
            stage.record_or_go_on()

    assert not found, "\n".join(found)
    assert stage.is_at_the_end


@pytest.mark.parametrize("lang", LANGS if NIGHT else ["de"])
def test_every_moment_on_the_side_fits_one_screen(
    chromium: Browser, tmp_path: Path, lang: Lang
) -> None:
    """The stations that no plan holds are made for the last row as well."""
    found: list[str] = []
    words, session = Words(lang), open_session(tmp_path / "journey")
    with running(tmp_path, lang) as kit, closing(EventLog(session.log)) as log:
        room = Room(log)
        agreed(Stage(session, room, words))
        for key in ASIDE:
            room.open_act(key)
            act = act_of(key)
            assert act is not None
            page = open_page(chromium, kit, lang, act.key, "", viewport=SMALLEST)
            stage = Projector(page, room, words)
            beats = STATIONS[key].beats
            for number in range(30):
                stage.crowd.answer_all()
                stage.decide()
                found += complaints(stage)
                take_picture(stage, number)
                if stage.here[1] is beats[-1] and stage.here[2].next is None:
                    break
                stage.record_or_go_on()

            assert (key, beats[-1]) == stage.here[:2]
            page.close()

    assert not found, "\n".join(found)


def _log(home: Path) -> EventLog:
    return EventLog(open_session(home / "journey").log)
