"""A refusal is a status and lines that a person can read."""

from __future__ import annotations

import asyncio
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from support.room.live import Phone, ask_everything, bearer, inside, runs, serving, token

from workshop.room.log.log import EventLog
from workshop.room.server.errors import STATUS_ERRORS
from workshop.words import Words

if TYPE_CHECKING:
    from pathlib import Path

GOOD = b'{"message": "mmmmmmmm", "key": "scale", "rev": 1, "body": {"value": 3}}'
BROKEN = {
    "empty": b"",
    "no JSON": b"{",
    "no object": b"[]",
    "not UTF-8": b'{"key": "\xff\xfe"}',
    "deep": GOOD.replace(b"3", b"[" * 5000 + b"]" * 5000),
    "endless number": GOOD.replace(b"3", b"9" * 5000),
    "infinite": GOOD.replace(b"3", b"1e999"),
    "not a number": GOOD.replace(b"3", b"NaN"),
    "half a surrogate": GOOD.replace(b"mmmmmmmm", b"\\ud800" * 8),
    "half a surrogate inside": GOOD.replace(b'"value": 3', b'"\\ud800": 3'),
    "one field more": GOOD.replace(b"{", b'{"more": 1, ', 1),
    "another kind": GOOD.replace(b"3", b'"3"'),
    "no such question": GOOD.replace(b"scale", b"scala"),
    "a huge revision": GOOD.replace(b'"rev": 1', b'"rev": 2147483648'),
}


@pytest.mark.parametrize("broken", list(BROKEN))
@runs
async def test_what_is_no_answer_is_refused_with_lines(tmp_path: Path, broken: str) -> None:
    """Whatever arrives instead of an answer: a 4xx, a sentence, and nothing stored."""
    with closing(EventLog(tmp_path / "log")) as log:
        ask_everything(log)
        async with serving(log) as app:
            phone = Phone(inside(app))
            await phone.join()
            before = log.read()
            reply = await phone._http.post(
                "/api/answers",
                content=BROKEN[broken],
                headers=phone.headers | {"content-type": "application/json"},
            )

        assert before == log.read()
    assert reply.status_code in {400, 422}
    assert {"lines", "room"} == set(reply.json())
    assert all(isinstance(line, str) and line for line in reply.json()["lines"])


@pytest.mark.parametrize(("header", "lang"), [("en-GB,en", "en"), ("de-AT", "de"), ("", "de")])
@runs
async def test_a_refusal_speaks_the_phones_language(tmp_path: Path, header: str, lang: str) -> None:
    """English where the phone asks for it, German otherwise."""
    with closing(EventLog(tmp_path / "log")) as log:
        async with serving(log) as app:
            headers = bearer(token(0)) | {"accept-language": header}
            reply = await inside(app).get("/api/room", headers=headers)

    assert STATUS_ERRORS[401].lines(Words(lang)) == reply.json()["lines"]


@runs
async def test_a_queue_that_is_full_says_when_to_come_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Far too much at once is 503 with a time; what was taken before is still done."""
    monkeypatch.setattr("workshop.room.server.writer.MOST_WAITING", 5)
    with closing(EventLog(tmp_path / "log")) as log:
        ask_everything(log)
        async with serving(log) as app:
            http = inside(app)
            for number in range(30):
                await Phone(http, number).join()
            replies = await asyncio.gather(
                *(Phone(http, number).answer("scale", {"value": 3}) for number in range(30))
            )
        kept = [one for _, one in log.read() if one.subject == "scale" and one.body.get("value")]
    busy = [reply for reply in replies if reply.status_code == 503]

    assert busy
    assert {"2"} == {reply.headers["retry-after"] for reply in busy}
    assert len(kept) == 30 - len(busy)


@runs
async def test_a_refusal_shows_no_file_and_no_trace(tmp_path: Path) -> None:
    """The room's network learns that nothing can be stored, not where."""
    with closing(EventLog(tmp_path / "log")) as log:
        async with serving(log) as app:
            phone = Phone(inside(app))
            await phone.join()
            with log._engine.begin() as connection:
                connection.exec_driver_sql("DROP TABLE events")
            reply = await phone._http.post("/api/done", json={"done": True}, headers=phone.headers)

    assert 507 == reply.status_code
    assert ["The room can’t store anything right now."] == reply.json()["lines"]
    assert str(tmp_path) not in reply.text
