"""Over https: a real browser that trusts the authority of a test, and warns about any other."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error, sync_playwright
from support.browser import chromium as browsers
from support.browser.seat import Seat
from support.browser.trust import Authority, certutil, let_trust
from support.room.asking import opened, stored
from support.room.live import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

NAME = "room.example.com"
RULES = f"--host-resolver-rules=MAP {NAME} 127.0.0.1"


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    folder = tmp_path / "authority"
    folder.mkdir()
    return Authority(folder)


@contextmanager
def browser(home: Path) -> Iterator[Browser]:
    """Run a Chromium whose home folder says whom it trusts."""
    home.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=browsers.ensure(),
            args=[*browsers.FLAGS, RULES],
            env={**os.environ, "HOME": str(home)},
        )
        try:
            yield started
        finally:
            started.close()


@pytest.mark.parametrize("name", [NAME, "127.0.0.1"])
def test_a_phone_joins_and_answers_over_https(
    tmp_path: Path, authority: Authority, name: str
) -> None:
    """Printed, drawn and opened is an address the certificate is for: nothing warns of it."""
    program = certutil()
    if program is None:
        pytest.skip("there is no certutil (Debian: libnss3-tools) to let a Chromium trust anybody")
    let_trust(tmp_path / "home", authority, program)
    cert, key = authority.issue(name)
    files = ("--tls-cert", str(cert), "--tls-key", str(key), "--port", "0")
    with served(tmp_path, *files) as room, browser(tmp_path / "home") as started:
        opened(room, "text")
        seat = Seat(started, room.door.link).sit(room.code)
        seat.question().locator("textarea").fill("verschlüsselt")
        seat.send()
        seat.stored()
        secure = seat.page.evaluate("window.isSecureContext")
        desk = started.new_page(locale="de")
        desk.goto(f"{room.address}/presenter#{room.secret}")
        desk.locator("[data-name='close-text']").click()
        seat.page.get_by_text(seat.words("Closed. The reveal is a moment away.")).wait_for()

        assert room.address.startswith(f"https://{name}:")
        assert room.door.link.startswith(f"{room.address}/#")
        assert secure
        assert [{"text": "verschlüsselt"}] == stored(room, "text")
        assert [] == seat.troubles
        assert (0, "") == (room.stop(), room.said())


def test_a_browser_that_does_not_trust_it_opens_nothing(
    tmp_path: Path, authority: Authority
) -> None:
    """The test before this one can fail."""
    cert, key = authority.issue(NAME)
    files = ("--tls-cert", str(cert), "--tls-key", str(key), "--port", "0")
    with served(tmp_path, *files) as room, browser(tmp_path / "stranger") as started:
        page = started.new_page()
        with pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"):
            page.goto(room.address)
