"""Behind a reverse proxy, under a path of its own, the room is the same room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.browser.proxy import HOST, proxying
from support.browser.seat import Seat
from support.room.asking import opened, stored
from support.room.live import served

from workshop.lab.server import free_port
from workshop.room.room import Room
from workshop.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

PATH = "/a/room"


@pytest.mark.parametrize("is_cut", [True, False], ids=["path cut off", "path passed on"])
def test_a_phone_joins_answers_and_hears_through_a_proxy(
    tmp_path: Path, chromium: Browser, *, is_cut: bool
) -> None:
    """Every page, script, request and stream stays below the path; door and link carry it."""
    with proxying(PATH, is_cut=is_cut) as proxy:
        public = f"http://{HOST}:{proxy.port}{PATH}"
        options = ("--public-url", public, "--trusted-proxy", HOST, "--port")
        proxy.server = free_port()
        with served(tmp_path, *options, str(proxy.server)) as room:
            opened(room, "text")
            seat = Seat(chromium, room.door.link).sit(room.code)
            seat.question().locator("textarea").fill("durch den Proxy")
            seat.send()
            seat.stored()
            desk = chromium.new_page(locale="de")
            desk.goto(f"{public}/presenter#{room.secret}")
            desk.locator("[data-name='close-text']").click()
            # Only a stream tells a phone so soon; without one it would ask every two seconds.
            seat.page.get_by_text(seat.words("Closed. The reveal is a moment away.")).wait_for()
            with desk.expect_download() as download:
                desk.get_by_role("button", name=Words("de")("Export answers (CSV)")).click()
            said = download.value.path().read_bytes()

            assert (public, True) == (room.address, room.door.reach)
            assert [{"text": "durch den Proxy"}] == stored(room, "text")
            assert said.startswith(b"\xef\xbb\xbf")
            assert [] == [one for one in proxy.passed if not one.startswith(f"{PATH}/")]
            assert f"{PATH}/api/pulse" in proxy.passed
            assert [] == seat.troubles
            with room.log() as log:
                assert 1 == len(Room(log).state.participants)
            desk.close()
            seat.close()
