"""What stands before every route: sizes, headers, and files that lie elsewhere."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from support.room.live import (
    SECRET,
    Phone,
    bearer,
    inside,
    outside,
    routes,
    runs,
    served,
    serving,
    token,
)

from workshop.room.log.log import EventLog
from workshop.room.server.middleware import HEADERS, MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

JSON = {"content-type": "application/json"}
BIG = b'{"code": "' + b"x" * 20_000 + b'"}'


async def in_pieces(body: bytes) -> AsyncIterator[bytes]:
    """Send without saying how much it will be."""
    for start in range(0, len(body), 1000):
        yield body[start : start + 1000]


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("path", ["/api/join", "/api/answers", "/api/done", "/api/presenter/steer"])
@runs
async def test_too_big_a_request_is_refused(tmp_path: Path, path: str, *, chunked: bool) -> None:
    """20 KB are 413 with a line to read, whether the sender says the length or not."""
    with closing(EventLog(tmp_path / "log")) as log:
        async with serving(log) as app:
            http = inside(app)
            await Phone(http).join()
            who = bearer(SECRET if "presenter" in path else token(0))
            content = in_pieces(BIG) if chunked else BIG
            reply = await http.post(path, content=content, headers=who | JSON)

    assert 413 == reply.status_code
    assert ["Das ist zu groß. This is too big."] == reply.json()["lines"]
    assert {*HEADERS} <= {name for name, _ in reply.headers.raw}


@runs
async def test_a_real_server_refuses_what_is_too_big_and_goes_on(tmp_path: Path) -> None:
    """The same through a socket; the connection ends, the room does not."""
    with served(tmp_path) as running:
        async with outside(running.address) as http:
            declared = await http.post("/api/join", content=BIG, headers=JSON)
            chunked = await http.post("/api/join", content=in_pieces(BIG), headers=JSON)
            after = await Phone(http).join(running.code)

    assert (413, 413, 200) == (declared.status_code, chunked.status_code, after.status_code)


@runs
async def test_the_longest_request_allowed_is_taken(tmp_path: Path) -> None:
    """The limit is a limit: one byte less than too much is read and judged by its content."""
    with closing(EventLog(tmp_path / "log")) as log:
        async with serving(log) as app:
            body = b'{"x": "' + b"x" * (MOST_BYTES - 9) + b'"}'
            replies = [
                await inside(app).post(
                    "/api/done", content=content, headers=bearer(token(0)) | JSON
                )
                for content in (body, in_pieces(body), body + b" ")
            ]

    assert MOST_BYTES == len(body)
    assert [422, 422, 413] == [reply.status_code for reply in replies]


@runs
async def test_every_reply_carries_the_security_headers(tmp_path: Path) -> None:
    """Pages, scripts, data, refusals and what is not there: each header exactly once."""
    with closing(EventLog(tmp_path / "log")) as log:
        async with serving(log) as app:
            http = inside(app)
            await Phone(http).join()
            paths = [path for path in routes(app, "GET") if not path.endswith("/pulse")]
            parts = {"lang": "en", "key": "k", "name": "n"}
            paths += ["/static/phone.js", "/static/none.js", "/nowhere", "/api/nowhere"]
            replies = [
                await http.request(method, path.format(**parts), headers=bearer(who))
                for path in paths
                for who in (token(0), SECRET)
                for method in ("GET", "HEAD", "POST", "DELETE", "OPTIONS")
            ]
    wanted = {name.decode(): value.decode() for name, value in HEADERS.items()}

    assert {200, 401, 404, 405} == {reply.status_code for reply in replies}
    assert [] == [
        (str(reply.url), reply.status_code)
        for reply in replies
        if wanted != {name: reply.headers.get(name) for name in wanted}
    ]
    assert "default-src 'none'" in wanted["content-security-policy"]
    assert "no-store" == wanted["cache-control"]


@runs
async def test_a_stream_carries_them_as_well(tmp_path: Path) -> None:
    """The pulse is read by the same pages."""
    with served(tmp_path) as running:
        async with outside(running.address) as http:
            path, who = "/api/presenter/pulse", bearer(running.secret)
            async with http.stream("GET", path, headers=who) as stream:
                found = {name: stream.headers.get(name.decode()) for name in HEADERS}

    assert {name: value.decode() for name, value in HEADERS.items()} == found


@runs
async def test_an_accident_carries_them_as_well(tmp_path: Path) -> None:
    """Even an error nobody thought of is no page that runs scripts or is kept in a cache."""
    with closing(EventLog(tmp_path / "log")) as log:
        async with serving(log) as app:
            app.state.room.writer = None
            reply = await inside(app).get("/api/room", headers=bearer(token(0)))

    assert 500 == reply.status_code
    assert {*HEADERS} <= {name for name, _ in reply.headers.raw}


@pytest.mark.parametrize(
    "path",
    [
        "/static/../server/serve.py",
        "/static/..%2fserver%2fserve.py",
        "/static/%2e%2e/server/serve.py",
        "/static/....//server/serve.py",
        "/static/..\\server\\serve.py",
        "/static/..%5cserver%5cserve.py",
        "/static//etc/passwd",
        "/static/%2fetc/passwd",
        "/static/phone.js%00.txt",
        "/static/",
        "/server/serve.py",
        "/room.sqlite",
        "/facilitator.key",
    ],
)
@runs
async def test_nothing_outside_the_pages_is_served(tmp_path: Path, path: str) -> None:
    """However a path is written, there is no way out of the one folder, and no list of it."""
    with closing(EventLog(tmp_path / "log")) as log:
        async with serving(log) as app:
            http = inside(app)
            raw = http.build_request("GET", "/")
            raw.url = raw.url.copy_with(raw_path=path.encode())
            reply = await http.send(raw)

    assert 404 == reply.status_code
    assert "import" not in reply.text
    assert "root:" not in reply.text
