"""Whatever arrives at a route, the server answers it and does not fall over."""

from __future__ import annotations

from itertools import cycle
from json import dumps
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case
from support.room.live import (
    ACT,
    DOOR,
    NO_TLS,
    QUESTIONS,
    SECRET,
    Served,
    ask_everything,
    bearer,
    saying,
    served,
    token,
)
from support.run.profiles import examples

from workshop.room.room import Room
from workshop.room.server.app import live_app
from workshop.room.server.room_server import LiveRoom

if TYPE_CHECKING:
    from collections.abc import Iterator

STREAMS = "/pulse$"
PRESENTER = "^/api/presenter"
LEAVE = "^/api/leave$"
"""Who got up is no phone of the room any more."""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from("abc"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from("abc") | st.text(), inner, max_size=3)
    ),
    max_leaves=6,
)
MESSAGES = st.text(min_size=8, max_size=64)
PHONES = 20
TURN = cycle(range(PHONES))
HEADERS = bearer(token(0)) | {"content-type": "application/json"}
FUZZ = settings(
    max_examples=examples(16),
    database=None,
    suppress_health_check=list(HealthCheck),
)


def described() -> dict[str, Any]:
    """Return what the app says of itself, with the questions of the room put in.

    A key made up at random names no question, and a body made up at random is none's answer:
    nearly everything would be refused at the first look.
    """
    room = LiveRoom(None, DOOR, SECRET)  # type: ignore[arg-type]  # it is described, not served
    found = live_app(room).openapi()
    shapes = [
        {
            "type": "object",
            "properties": dict.fromkeys(body, True),
            "required": list(body),
            "additionalProperties": False,
        }
        for body in saying("").values()
    ]
    for name in ("Answer", "Steer"):
        found["components"]["schemas"][name]["properties"]["key"] = {"enum": list(QUESTIONS)}
    answer = found["components"]["schemas"]["Answer"]["properties"]
    answer["body"] = {"anyOf": [*shapes, {"type": "object"}, {"type": "null"}]}
    return found


ROUTES = schemathesis.openapi.from_dict(described()).exclude(path_regex=STREAMS)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A real server with a question of each kind and some phones; one alone is soon slowed."""
    with served(tmp_path_factory.mktemp("fuzz")) as running:
        with running.log() as log:
            ask_everything(log)
        joined = {"code": running.code, "side": "sales", "lang": "en"}
        for number in range(PHONES):
            httpx.post(f"{running.address}/api/join", json=joined, headers=bearer(token(number)))
        yield running


def stands(case: Case, server: Served, secret: str) -> None:
    """Send what was made up; the reply is no accident, and shows nothing of the inside."""
    reply = case.call(base_url=server.address, headers=bearer(secret))

    assert reply.status_code < 500, reply.text
    assert "Traceback" not in reply.text
    assert reply.headers["cache-control"] == ["no-store"]


@ROUTES.exclude(path_regex=f"{PRESENTER}|{LEAVE}").parametrize()
@FUZZ
def test_phones_send_what_they_like(case: Case, server: Served) -> None:
    """A phone of the room that sends anything at all gets an answer, never an accident."""
    stands(case, server, token(next(TURN)))


@given(st.sampled_from(list(QUESTIONS)), st.data())
@settings(FUZZ, max_examples=examples(120))
def test_answers_of_any_content_are_judged(server: Served, kind: str, data: st.DataObject) -> None:
    """The right names with anything in them: stored or refused with a line, never an accident."""
    body = {name: data.draw(JSON) for name in saying("")[kind]}
    sent = {"message": data.draw(MESSAGES), "key": kind, "rev": 1, "body": body}
    content = dumps(sent).encode()
    reply = httpx.post(
        f"{server.address}/api/answers",
        content=content,
        headers=HEADERS | bearer(token(next(TURN))),
        verify=NO_TLS,
    )

    assert reply.status_code in {200, 400, 409, 422}, reply.text


@ROUTES.include(path_regex=PRESENTER).parametrize()
@FUZZ
def test_the_facilitator_sends_anything(case: Case, server: Served) -> None:
    """The same with the secret in hand."""
    stands(case, server, server.secret)


@ROUTES.parametrize()
@FUZZ
def test_strangers_send_anything(case: Case, server: Served) -> None:
    """Without a token of the room, from headers made up at random."""
    case.headers.pop("authorization", None)
    stands(case, server, "stranger-of-another-room")


def test_the_room_stands_after_all_that(server: Served) -> None:
    """Whatever was stored can be revealed, shown and exported, and the terminal stayed silent."""
    with server.log() as log:
        room = Room(log)
        for key in QUESTIONS:
            room.open_question(ACT, QUESTIONS[key])
            room.reveal_question(key)
    steer = {"json": {"verb": "extend", "value": "60"}, "headers": bearer(server.secret)}
    found = [
        httpx.post(f"{server.address}/api/presenter/steer", **steer).status_code,  # type: ignore[arg-type]
        httpx.get(f"{server.address}/api/room", headers=HEADERS).status_code,
        *(
            httpx.get(server.address + path, headers=bearer(server.secret)).status_code
            for path in ("/api/presenter", "/api/presenter/answers.csv")
        ),
    ]

    assert [200] * 4 == found
    assert "" == server.said()
