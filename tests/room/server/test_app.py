"""Under a path of a proxy the room is the same room, whether the path is taken away or not."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from support.room.live import DOOR, SECRET, bearer, inside, runs

from workshop.room.log.log import EventLog
from workshop.room.server.app import live_app
from workshop.room.server.middleware import HEADERS
from workshop.room.server.room_server import LiveRoom

if TYPE_CHECKING:
    from pathlib import Path

PATHS = ("/", "/presenter", "/static/phone.js", "/api/alive", "/api/phrases/de")
EVIL = {"host": "evil.example", "x-forwarded-host": "evil.example"}


@pytest.mark.parametrize("root", ["", "/room", "/a/room"])
@runs
async def test_every_path_is_found_with_and_without_the_prefix(tmp_path: Path, root: str) -> None:
    """Some proxies pass the path on as it came, others cut it off."""
    with closing(EventLog(tmp_path / "log")) as log:
        http = inside(live_app(LiveRoom(log, DOOR, SECRET), root))
        found = {
            prefix + path: (await http.get(prefix + path)).status_code
            for prefix in ("", root)
            for path in PATHS
        }
        elsewhere = (await http.get("/other/api/alive")).status_code

    assert {200} == set(found.values())
    assert 404 == elsewhere


@runs
async def test_the_path_itself_leads_to_the_page(tmp_path: Path) -> None:
    """Typed without its last slash, and without a word about a host: a browser adds its own."""
    with closing(EventLog(tmp_path / "log")) as log:
        http = inside(live_app(LiveRoom(log, DOOR, SECRET), "/a/room"))
        reply = await http.get("/a/room", headers=EVIL)

    assert (307, "room/") == (reply.status_code, reply.headers["location"])
    assert {name.decode() for name in HEADERS} <= set(reply.headers)


@pytest.mark.parametrize("root", ["", "/room"])
@pytest.mark.parametrize(
    "path", ["/api/presenter/", "/presenter/", "/static", "/api/room/", "/api//room"]
)
@runs
async def test_no_host_that_a_request_names_is_ever_repeated(
    tmp_path: Path, path: str, root: str
) -> None:
    """A link to the room never becomes a link to somebody else."""
    with closing(EventLog(tmp_path / "log")) as log:
        http = inside(live_app(LiveRoom(log, DOOR, SECRET), root))
        request = http.build_request("GET", "/", headers=EVIL | bearer(SECRET))
        request.url = request.url.copy_with(raw_path=path.encode())
        reply = await http.send(request)

    assert reply.status_code in {401, 404}
    assert "location" not in reply.headers
    assert "evil" not in reply.text + str(reply.headers)
