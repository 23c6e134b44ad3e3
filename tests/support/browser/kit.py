"""The kit as a person runs it: one process, one address, one browser page."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from contextlib import closing, contextmanager
from shutil import copyfile
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

import psutil
from playwright.sync_api import sync_playwright

from support.browser import chromium
from support.run.haste import sample_file
from workshop.acts import act
from workshop.agenda import stations
from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.session import open_session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from workshop.words import Lang

PATIENCE = 120_000
"""Milliseconds that a page is waited for; a computer with other work is no failure."""
ERRORS = (
    ".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']",
    ".jp-OutputArea-output:has-text('Traceback')",
    ".jp-OutputArea-output:has-text('Error displaying widget')",
    ".jp-OutputArea-output:has-text('VegaLite')",
    ".ot-notice",
)
"""What must never be on the page while nothing is wrong."""
HOSTS: WeakKeyDictionary[Page, set[str]] = WeakKeyDictionary()
"""Page to the hosts it has asked."""


class Kit:
    """A running kit.

    Args:
        home: the folder of all sessions.
        lang: the language.
        session: the workshop's name.
    """

    def __init__(self, home: Path, lang: Lang, session: str = "journey") -> None:
        command = [sys.executable, "-m", "workshop", "--no-browser", "--lang", lang]
        self.lang = lang
        self.process = subprocess.Popen(
            [*command, "--session", session],
            env={**os.environ, "WORKSHOP_HOME": str(home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.address = self._address()

    @property
    def host(self) -> str:
        """Host and port that it serves."""
        return urlsplit(self.address).netloc

    def address_of(self, key: str) -> str:
        """Return where an act is to be seen."""
        # The kit's own address leads to where the room is.
        return self.address.replace("/table?", f"/doc/tree/{act(key).path(self.lang)}?")

    def room(self) -> tuple[str, str, str]:
        """Return address and code of its room, and the link of the presenter view."""
        phones, presenter = self._line("ode "), self._line("/presenter#")
        address, code = matched(r"(http://\S+), \w+ (\w+)", phones).groups()
        return address, code, matched(r"http://\S+", presenter).group()

    def servers(self) -> list[psutil.Process]:
        """Return the processes that serve its room."""
        family = psutil.Process(self.process.pid).children(recursive=True)
        return [one for one in family if " workshop room" in " ".join(one.cmdline())]

    def stop(self) -> int:
        """Stop it as Ctrl-C does and return its exit code."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.communicate(timeout=PATIENCE / 1000)
        finally:
            self.kill()
        return self.process.returncode

    def kill(self) -> None:
        """End it and its kernels at once, as a power cut does."""
        if self.process.poll() is None:
            family = psutil.Process(self.process.pid).children(recursive=True)
            for member in (*family, self.process):
                member.kill()
            self.process.communicate(timeout=PATIENCE / 1000)

    def kernels(self) -> list[psutil.Process]:
        """Return the kernels it runs."""
        family = psutil.Process(self.process.pid).children(recursive=True)
        return [one for one in family if "ipykernel_launcher" in " ".join(one.cmdline())]

    def _address(self) -> str:
        return matched(r"http://\S+", self._line("/table?")).group()

    def _line(self, part: str) -> str:
        """Read on to the line it prints that holds this."""
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line)
            if part in line:
                return line
        message = f"the kit did not say {part!r}: {''.join(said)}"
        raise AssertionError(message)


def prepare(home: Path, act_key: str = "") -> None:
    """Begin a session as a first start leaves it: with the sample company, and in an act.

    Args:
        home: the folder of all sessions.
        act_key: the act whose kernel is warm as soon as the kit runs; the first one if empty.
    """
    session = open_session(home / "journey")
    if not session.crm.exists():
        copyfile(sample_file(), session.crm)
    if act_key:
        with closing(EventLog(session.log)) as log:
            first = stations(act(act_key), Room(log).state.decision)[0]
            Room(log).open_act(first.key)


@contextmanager
def running(home: Path, lang: Lang, act_key: str = "", *, new: bool = False) -> Iterator[Kit]:
    """Run a kit for a while; afterwards nothing of it is left.

    Args:
        home: the folder of all sessions.
        lang: the language.
        act_key: see `prepare`.
        new: let the kit begin the session itself, which takes it a while.
    """
    if not new:
        prepare(home, act_key)
    kit = Kit(home, lang)
    try:
        yield kit
    finally:
        kit.kill()


@contextmanager
def browser() -> Iterator[Browser]:
    """Run a real Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium.ensure(), args=list(chromium.FLAGS)
        )
        try:
            yield started
        finally:
            started.close()


def open_page(
    browser: Browser,
    kit: Kit,
    lang: str,
    act: str = "arriving",
    view: str = "page",
    **settings: Any,
) -> Page:
    """Open an act and wait until it is drawn; see `hosts_of`.

    Args:
        browser: a running Chromium.
        kit: a running kit.
        lang: the language.
        act: which one.
        view: the whole ``page``, the ``stage``, or nothing for what the window itself decides.
        settings: more of the browser's page.
    """
    screen = {"viewport": {"width": 1280, "height": 800}, "locale": lang, **settings}
    page = browser.new_page(**screen)
    page.set_default_timeout(PATIENCE)
    if view:
        chosen = f"sessionStorage.getItem('ot.view') || sessionStorage.setItem('ot.view', '{view}')"
        page.add_init_script(chosen)
    asked = HOSTS.setdefault(page, set())
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    page.goto(kit.address_of(act))
    drawn(page)
    return page


def hosts_of(page: Page) -> set[str]:
    """Return whom a page that `open_page` opened has asked for anything."""
    return HOSTS[page]


def matched(pattern: str, text: str) -> re.Match[str]:
    """Return where a text matches."""
    match = re.search(pattern, text)
    assert match, text
    return match


def drawn(page: Page) -> None:
    """Wait until an act can be clicked."""
    page.locator(".ot-page.ot-done :is(.ot-moment.ot-now, .ot-beat-now)").first.wait_for(
        state="attached"
    )


def troubles(page: Page) -> list[str]:
    """Return every error text on the page."""
    return [text for place in ERRORS for text in page.locator(place).all_inner_texts()]
