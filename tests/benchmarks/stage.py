"""From Next on the presenter's phone to the next picture: on the projector, a phone, and the view.

    python tests/benchmarks/stage.py [--lang de] [--think 6]

The whole workshop is walked on the sample company, every station, with phones that answer
everything. People think for some seconds before each reveal, as the results that come next are
computed meanwhile; in a room they think for minutes. Every page notes by itself when it was last
painted, on one clock. One table: how long a press took, by station and over all.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
from support.browser.kit import browser, open_page, running
from support.browser.projector import Projector
from support.browser.seat import Seat

from workshop.agenda import Beat
from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.session import open_session
from workshop.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser, Page

MOST_PRESSES = 250
PATIENCE = 60.0
NOTE = """(look) => {
  const state = eval(look);
  window.seen = { sign: state(), at: Date.now() };
  if (window.noting) {
    return;
  }
  window.noting = true;
  const frame = () => requestAnimationFrame(() => {
    const sign = state();
    if (sign !== window.seen.sign) {
      window.seen = { sign, at: Date.now() };
    }
    frame();
  });
  frame();
}"""
"""Keeps what a page shows and when it was painted: a frame after it changed."""
STAGE = """() => [document.querySelector('.ot-moving') ? 'moving' : '',
  document.querySelector('.ot-station-now')?.textContent,
  document.querySelector('.ot-beat-now')?.textContent,
  [...document.querySelectorAll('.ot-moment:not(.ot-reading)')]
    .findIndex((one) => one.classList.contains('ot-now'))].join('|')"""
DESK = """() => [document.body.classList.contains('moving') ? 'moving' : '',
  document.querySelector('h1')?.textContent,
  document.querySelector('[data-name=next]')?.textContent].join('|')"""
PHONE = "() => document.querySelector('main').innerText"


class Press(NamedTuple):
    """One press of Next, in seconds: until something moved, and until everybody was there.

    Attributes:
        station, beat: where it was pressed.
        reveals: whether it left the beat in which people think.
        moving, projector, desk, phone: how long each took; None for a phone that shows the same.
    """

    station: str
    beat: str
    reveals: bool
    moving: float
    projector: float
    desk: float
    phone: float | None


class Walk:
    """A whole workshop, led from the presenter view.

    Args:
        chromium: a running browser.
        kit: a running kit.
        room: read to see where people are.
        lang: the language.
        think: seconds people think before a reveal.
    """

    def __init__(self, chromium: Browser, kit: object, room: Room, lang: str, think: float) -> None:
        self._think, words = think, Words("de" if lang == "de" else "en")
        page = open_page(chromium, kit, lang, view="stage",  # type: ignore[arg-type]
                         viewport={"width": 1280, "height": 720})  # fmt: skip
        self.stage = Projector(page, room, words)
        address, code, presenter = kit.room()  # type: ignore[attr-defined]
        self.seat = Seat(chromium, address, lang).sit(code)
        self.desk = chromium.new_page(locale=lang, viewport={"width": 390, "height": 844})
        self.desk.goto(presenter)
        self.desk.locator("[data-name=next]").wait_for()

    def presses(self) -> Iterable[Press]:
        """Walk to the end; yield every press of Next that led somewhere."""
        for _ in range(MOST_PRESSES):
            self.stage.crowd.answer_all()
            self.stage.decide()
            if self.stage.is_at_the_end:
                return
            if self.stage.record():
                continue
            time.sleep(self._think if self.stage.here[1] is Beat.THINK else 0.3)
            yield self._press()
        message = f"no end after {MOST_PRESSES} presses: {self.stage.here}"
        raise AssertionError(message)

    def _press(self) -> Press:
        (station, beat, _), page, desk = self.stage.here, self.stage.page, self.desk
        desk.locator("body:not(.moving)").wait_for()
        for shown, look in ((page, STAGE), (desk, DESK), (self.seat.page, PHONE)):
            shown.evaluate(NOTE, look)
        before = [shown.evaluate("seen.sign") for shown in (page, desk, self.seat.page)]
        began = desk.evaluate(
            "() => { const at = Date.now(); document.querySelector('[data-name=next]').click();"
            " return at; }"
        )
        moved = self._changed(desk, before[1])
        on_stage = self._there(page, before[0])
        on_desk = self._there(desk)
        page.wait_for_timeout(300)
        sign, at = self.seat.page.evaluate("[seen.sign, seen.at]")
        seconds = [(moment - began) / 1000 for moment in (moved, on_stage, on_desk)]
        phone = (at - began) / 1000 if sign != before[2] else None
        reveals = beat is Beat.THINK and self.stage.here[1] is not Beat.THINK
        return Press(station, beat, reveals, *seconds, phone)

    @staticmethod
    def _changed(page: Page, before: str) -> float:
        page.wait_for_function("(before) => seen.sign !== before", arg=before, polling=5)
        return float(page.evaluate("seen.at"))

    @staticmethod
    def _there(page: Page, before: str = "") -> float:
        page.wait_for_function(
            "(before) => seen.sign !== before && !seen.sign.startsWith('moving')",
            arg=before,
            polling=10,
            timeout=PATIENCE * 1000,
        )
        return float(page.evaluate("seen.at"))


def summary(values: list[float]) -> str:
    """Return how many there are, median, 95th percentile and the longest, in milliseconds."""
    if not values:
        return "0 | – | – | –"
    high = quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]
    times = (median(values), high, max(values))
    return " | ".join([str(len(values)), *(f"{1000 * each:.0f}" for each in times)])


def table(title: str, rows: dict[str, list[float]]) -> None:
    """Print a row for each."""
    print(f"\n| {title} | n | median ms | p95 | longest |\n|---|---|---|---|---|")
    for name, values in rows.items():
        print(f"| {name} | {summary(values)} |")


def seen(found: list[Press]) -> dict[str, list[float]]:
    """Return how long presses took, by where it was seen."""
    return {
        "something moves": [one.moving for one in found],
        "projector": [one.projector for one in found],
        "presenter view": [one.desk for one in found],
        "phone, where it changed": [one.phone for one in found if one.phone is not None],
    }


def main() -> None:
    """Walk once and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", default="de", choices=("de", "en"))
    parser.add_argument("--think", type=float, default=6.0, help="seconds before a reveal")
    options = parser.parse_args()
    found: list[Press] = []
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        home = Path(folder)
        with (
            running(home, options.lang) as kit,
            closing(EventLog(open_session(home / "journey").log)) as log,
        ):
            found += Walk(chromium, kit, Room(log), options.lang, options.think).presses()
    by_station: dict[str, list[float]] = defaultdict(list)
    for press in found:
        by_station[press.station].append(press.projector)
    table("projector, by station", by_station)
    table("every press", seen(found))
    table("reveals alone", seen([one for one in found if one.reveals]))
    for press in sorted(found, key=lambda one: -one.projector)[:8]:
        print(f"slow: {press.station} {press.beat} {press.projector:.2f} s")


if __name__ == "__main__":
    main()
