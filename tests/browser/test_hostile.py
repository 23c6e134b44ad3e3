"""Text of people who mean harm, on every page where it can be seen: it is shown, and does nothing.

A page that shows nothing of it proves nothing, so each counts first how many payloads can be read.
"""

from __future__ import annotations

import csv
import time
from contextlib import closing
from io import StringIO
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import mistune
import pytest
from support.acts import poisoned
from support.acts.payloads import FOREIGN, MARK, PAYLOADS, bare
from support.browser.kit import PATIENCE, running, troubles
from support.browser.seat import Seat

from workshop.acts import act_of
from workshop.agenda import Beat
from workshop.notebook import ACTIVITIES
from workshop.notebook.act1.shared_term import SharedTerm
from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.session import open_session
from workshop.story.context import Stage
from workshop.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Frame, Page
    from support.browser.kit import Kit

WORDS = Words("de")
ALL = len(PAYLOADS)
SECONDS = 120
SIGNS = tuple("=+-@＝＋－＠")
"""With which a cell begins that a spreadsheet computes."""
SCENES = {
    "arriving": {Beat.REVEAL: ALL, Beat.DECIDE: ALL, Beat.RECORDED: ALL},
    "arriving.reproaches": {Beat.REVEAL: ALL},
    "arriving.quiz": {Beat.REVEAL: ALL},
    "arriving.bond": {Beat.REVEAL: ALL},
    "arriving.cases": {Beat.REVEAL: ALL},
    "terms.choice": {Beat.THINK: len(poisoned.SHORT)},
    "terms.lead": dict.fromkeys((Beat.THINK, Beat.REVEAL, Beat.DECIDE, Beat.RECORDED), ALL),
    "terms.own1": {Beat.REVEAL: ALL},
    "terms.duties": dict.fromkeys((Beat.REVEAL, Beat.DECIDE, Beat.RECORDED), ALL),
    "terms.again": {Beat.THINK: ALL, Beat.REVEAL: ALL},
    "journey.path": {Beat.REVEAL: ALL},
    "journey.crowd": {Beat.REVEAL: ALL},
    "journey.clocks": {Beat.REVEAL: ALL},
    "journey.line": dict.fromkeys((Beat.REVEAL, Beat.DECIDE, Beat.RECORDED), ALL),
    "journey.promises": dict.fromkeys((Beat.REVEAL, Beat.DECIDE, Beat.RECORDED), ALL),
    "kpis": dict.fromkeys((Beat.TALK, Beat.DECIDE, Beat.RECORDED), ALL),
    "kpis.desk": {Beat.THINK: 0},
    "kpis.board": {Beat.THINK: ALL},
    "kpis.different": dict.fromkeys((Beat.REVEAL, Beat.DECIDE, Beat.RECORDED), ALL),
    "retro.collect": {Beat.REVEAL: ALL},
    "retro.themes": {Beat.THINK: ALL},
    "retro.why": {Beat.TALK: 1},
    "retro.try": dict.fromkeys((Beat.REVEAL, Beat.DECIDE, Beat.RECORDED), ALL),
    "charter.campaign": dict.fromkeys((Beat.REVEAL, Beat.DECIDE, Beat.RECORDED), ALL),
    "charter": dict.fromkeys((Beat.THINK, Beat.REVEAL, Beat.DECIDE, Beat.RECORDED), ALL),
}
"""Station and beat to the payloads that can be read there, at least."""
TEXT = """() => {
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const parts = [];
  while (nodes.nextNode()) {
    const { data, parentElement } = nodes.currentNode;
    if (!parentElement.closest("script, style")) parts.push(data);
  }
  for (const field of document.querySelectorAll("input, textarea")) parts.push(field.value);
  return parts.join("");
}"""
"""What can be read on a page, typed text included."""
ALIVE = """([mark, foreign]) => [...document.querySelectorAll("*")]
  .filter((each) => [...each.attributes].some(({ name, value }) =>
    /^on|^(src|href|xlink:href|action|data|style|content)$/.test(name) &&
    (value.includes(mark) || value.includes(foreign))))
  .map((each) => each.outerHTML.slice(0, 200))"""
"""Elements that a payload has become, whether or not they have done anything yet."""
FRAMES = """(texts) => {
  for (const text of texts) {
    const frame = document.createElement("iframe");
    frame.srcdoc = text;
    document.body.append(frame);
  }
}"""
"""Takes each text as a page of its own, as a page that does not escape would."""


class Watch:
    """Takes down what payloads do in a browser context: run, open a dialog, ask somebody else."""

    def __init__(self, context: BrowserContext) -> None:
        self.done: list[str] = []
        self.hosts: set[str] = set()
        context.add_init_script(
            f"Object.defineProperty(window, '{MARK}',"
            f" {{ set(value) {{ console.error('{MARK}', value); }} }})"
        )
        context.on("console", lambda line: self._hear(line.text))
        context.on("dialog", lambda dialog: (self.done.append(dialog.message), dialog.dismiss()))
        context.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))

    def _hear(self, line: str) -> None:
        if line.startswith(MARK):
            self.done.append(line)


def letters(text: str) -> str:
    """Return what is left of a text wherever it is shown; a page breaks lines in its own way."""
    return bare(text).replace(" ", "")


def seen(text: str) -> int:
    """Return how many payloads can be read in a text."""
    shown = letters(text)
    return sum(letters(payload) in shown for payload in PAYLOADS)


def readable(page: Page) -> int:
    """Return how many payloads can be read on a page and on the pages in it."""
    return seen("".join(_text(frame) for frame in page.frames))


def _text(frame: Frame) -> str:
    return str(frame.evaluate(TEXT))


def until(page: Page, done: Callable[[], bool]) -> None:
    """Wait until something is the case, or too long."""
    end = time.monotonic() + SECONDS
    while not done() and time.monotonic() < end:
        page.wait_for_timeout(200)


def shows(page: Page, least: int) -> None:
    """Wait until at least so many payloads can be read, and that none of them is alive."""
    until(page, lambda: readable(page) >= least)
    count = readable(page)
    alive = [each for frame in page.frames for each in frame.evaluate(ALIVE, [MARK, FOREIGN])]

    assert [] == alive
    assert count >= least, f"{count} of {least} at {page.url}"


def scene(page: Page, stage: Stage, station: str, beat: Beat) -> None:
    """Take the room, and with it the page, to a beat of a station."""
    stage.room.enter_beat(station, beat)
    words = WORDS(ACTIVITIES.get(station, SharedTerm).prompts[beat]).partition("{")[0]
    prompt = page.locator(".ot-prompt", has_text=words)

    def there() -> bool:
        stage.room.open_act(station)  # an act that is still opening takes the room there
        return prompt.count() > 0

    until(page, there)

    assert there(), f"{station} {beat} is not there"


def begun(context: BrowserContext, kit: Kit, act: str) -> Page:
    """Begin to open an act or a desk; several may be under way at once."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(kit.address_of(act), wait_until="commit")
    return page


def opened(page: Page) -> Page:
    """Wait until an act or a desk is there."""
    page.locator(".ot-page.ot-done").wait_for()
    return page


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A session whose data means harm, and in which nothing has been said yet."""
    session = open_session(tmp_path / "journey")
    poisoned.taint(session.crm)
    with closing(EventLog(session.log)) as log:
        yield Stage(session, Room(log), WORDS)


def test_what_is_looked_for_would_be_noticed(chromium: Browser) -> None:
    """The same texts, taken as HTML, do run, ask others, and become elements."""
    with closing(chromium.new_context()) as context:
        watch = Watch(context)
        page = context.new_page()
        page.set_content("<body></body>")
        page.evaluate(FRAMES, list(PAYLOADS))
        alive = [each for frame in page.frames for each in frame.evaluate(ALIVE, [MARK, FOREIGN])]
        until(page, lambda: len(watch.done) >= 15 and FOREIGN in watch.hosts)

        assert len(alive) >= 20
        assert len(watch.done) >= 15
        assert "310" in watch.done, "a dialog"
        assert FOREIGN in watch.hosts


def test_hostile_text_is_shown_everywhere_and_does_nothing(
    stage: Stage, tmp_path: Path, chromium: Browser
) -> None:
    """Notebooks, phone, presenter view, and what people take home: read, and nothing has run."""
    with running(tmp_path, "de") as kit, closing(chromium.new_context(locale="de")) as context:
        door, watch = kit.room(), Watch(context)
        stage.room.open_act("arriving.cases")
        names = ("own_data", "arriving", "look_around")
        own_data, arriving, look_around = (begun(context, kit, name) for name in names)
        brought(opened(own_data))
        shows(opened(arriving), 12)
        shows(opened(look_around), ALL)
        own_data.close()
        look_around.close()
        poisoned.decide_everything(stage)
        poisoned.answer_everything(stage)
        stage.room.enter_beat("retro.try", Beat.DECIDE)
        stage.room.open_act("retro.try")
        presenter = context.new_page()
        presenter.goto(door[2])
        shows_cards_and_objections(presenter)
        vote_at_a_phone(Seat(chromium, door[0]), door[1], watch)
        for question in list(stage.room.state.questions):
            stage.room.reveal_question(question)
        export_answers(presenter)
        walk_the_acts(arriving, kit, stage)
        open_what_is_taken_home(presenter, stage, tmp_path)

        assert [] == watch.done
        assert watch.hosts <= {kit.host, urlsplit(door[0]).netloc, ""}


def brought(page: Page) -> None:
    """Bring files whose names, headers and cells mean harm, as far as the report; keep nothing."""
    deals = "".join(
        f'D{n};won;2026-01-{n % 28 + 1:02};2026-03-01;{n};"{text.replace(chr(34), chr(34) * 2)}"\n'
        for n, text in enumerate(PAYLOADS, 1)
    )
    head = "Deal ID;Deal Stage;Create Date;Close Date;Amount;Product\n"
    files = [("deals.csv", head + deals)]
    files += [(f"{text}.csv", "x;y\n1;2\n") for text in PAYLOADS]
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=WORDS("Choose files")).click()
    chooser.value.set_files(
        [{"name": name, "mimeType": "text/csv", "buffer": text.encode()} for name, text in files]
    )
    page.get_by_role("button", name=f"{WORDS('Choose files')} ({len(files)})").wait_for()
    page.get_by_role("button", name=f"{WORDS('Read them')} →", exact=True).click()
    left_out = WORDS("Leave out these {n} files", n=ALL)
    shows(page, 1)
    page.get_by_role("button", name=left_out, exact=True).click()
    shows(page, ALL)
    page.get_by_role("button", name=f"{WORDS('Yes, check the rows')} →", exact=True).click()
    page.get_by_text(
        WORDS("This is what became of your rows. Nothing has been imported yet.")
    ).wait_for()
    shows(page, 0)

    assert [] == troubles(page)


def shows_cards_and_objections(desk: Page) -> None:
    """Look at what only the presenter sees: cards and objections before they are revealed."""
    shows(desk, ALL)
    shown = letters(_text(desk.main_frame))
    twice = [payload for payload in PAYLOADS if shown.count(letters(payload)) >= 2]

    assert ALL == len(twice)


def vote_at_a_phone(seat: Seat, code: str, watch: Watch) -> None:
    """Vote on hostile cards, and be asked about a hostile proposal: one after the other."""
    noticed = Watch(seat.context)
    seat.page.reload()
    shows(seat.sit(code).page, ALL)
    while seat.page.locator(".question").count():
        with seat.going_on():
            seat.step("skip")
        shows(seat.page, 0)
    shows(seat.page, ALL)
    watch.done += [*noticed.done, *seat.troubles]
    watch.hosts |= noticed.hosts
    seat.close()


def export_answers(desk: Page) -> None:
    """Take the answers home as a spreadsheet; no cell of it computes, with any delimiter."""
    # The server hears of the reveal by itself. A quote is written twice inside a cell.
    until(desk, lambda: seen(_download(desk).replace('""', '"')) == ALL)
    content = _download(desk)
    rows = [
        row
        for delimiter in ",;\t"
        for row in csv.reader(StringIO(content, newline=""), delimiter=delimiter)
    ]

    assert [] == [cell for row in rows for cell in row if cell.startswith(SIGNS)]
    assert ALL == seen(content.replace('""', '"'))


def _download(desk: Page) -> str:
    with desk.expect_download() as download:
        desk.locator("[data-name=export]").click()
    return download.value.path().read_text("utf-8-sig")


def walk_the_acts(page: Page, kit: Kit, stage: Stage) -> None:
    """Go through the stations of all acts, one after the other as a group does, and look."""
    here = None
    for station, beats in SCENES.items():
        act = act_of(station)
        assert act is not None
        if act != here:
            stage.room.open_act(station)
            page.goto(kit.address_of(act.key))
            opened(page)
            here = act
        for beat, least in beats.items():
            scene(page, stage, station, beat)
            shows(page, least)
            assert [] == troubles(page)
        if station == "kpis.board":
            page.get_by_role("button", name=WORDS("Save as HTML and PNG")).click()
            page.get_by_text(WORDS("Saved:")).wait_for()


def open_what_is_taken_home(page: Page, stage: Stage, place: Path) -> None:
    """Open what lies on disk; of the Markdown, what a reader that allows HTML makes of it."""
    folder = stage.session.folder
    rendered = mistune.create_markdown(escape=False, plugins=["table", "url", "strikethrough"])
    markdown = place / "markdown.html"
    text = str(rendered((folder / "charter" / "charter_de.md").read_text("utf-8")))
    markdown.write_text(f"<!doctype html><meta charset=utf-8>{text}", encoding="utf-8")
    written = ("charter/charter_de.html", "dashboard/dashboard_de.html")
    for file in (markdown, *(folder / name for name in written)):
        page.goto(file.as_uri())
        shows(page, ALL)
