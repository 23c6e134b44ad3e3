"""Who may speak for others: proxies that were named, and nobody else, not even this computer."""

from __future__ import annotations

from contextlib import closing
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

import pytest
from support.room.live import DOOR, SECRET, runs

from workshop.room.log.log import EventLog
from workshop.room.reach.access import Access
from workshop.room.server.connections import Connections
from workshop.room.server.listening import Listening, bind
from workshop.room.server.room_server import LiveRoom
from workshop.room.server.serve import _server

if TYPE_CHECKING:
    from pathlib import Path

PROXY = (ip_network("192.0.2.0/24"),)
CLAIM = [(b"x-forwarded-for", b"203.0.113.9"), (b"x-forwarded-proto", b"https")]


@pytest.mark.parametrize(
    ("proxies", "caller", "expected"),
    [
        ((), "127.0.0.1", ("127.0.0.1", "http")),
        ((), "192.0.2.7", ("192.0.2.7", "http")),
        (PROXY, "192.0.2.7", ("203.0.113.9", "https")),
        (PROXY, "127.0.0.1", ("127.0.0.1", "http")),
        (PROXY, "198.51.100.1", ("198.51.100.1", "http")),
    ],
)
@runs
async def test_only_named_proxies_are_believed(
    tmp_path: Path, proxies: Any, caller: str, expected: tuple[str, str]
) -> None:
    """What a request says about whom it comes from is a claim that anybody can make."""
    seen: list[tuple[str, str]] = []

    async def probe(scope: Any, _receive: Any, _send: Any) -> None:
        seen.append((scope["client"][0], scope["scheme"]))

    (bound,) = bind(["127.0.0.1"], 0)
    with closing(bound), closing(EventLog(tmp_path / "log")) as log:
        access = Access(proxies=proxies)
        server = _server(LiveRoom(log, DOOR, SECRET), Listening([bound]), access, Connections(10))
        server.config.app = probe
        server.config.load()
        scope = {"type": "http", "client": (caller, 5), "scheme": "http", "headers": CLAIM}
        await server.config.loaded_app(scope, None, None)

    assert [expected] == seen
