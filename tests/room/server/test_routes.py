"""Who may use which route, and what comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.room.live import (
    ACT,
    SECRET,
    Phone,
    ask_everything,
    bearer,
    begin,
    inside,
    routes,
    runs,
    saying,
    serving,
    token,
)

from workshop.room.log.log import EventLog

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi import FastAPI

FREE = {"/api/alive", "/api/join", "/api/notice/{lang}", "/api/phrases/{lang}"}
"""What a phone may ask for before it sat down."""
HOSTILE = "<script>alert('1')</script> & \"'; DROP TABLE events; -- {{7*7}} ${7} %s \\u0000 😀"
STRANGERS = {
    "nobody": {},
    "no word": {"authorization": "Bearer"},
    "empty": {"authorization": "Bearer "},
    "unknown": bearer("x" * 24),
    "not a bearer": {"authorization": f"Basic {SECRET}"},
    "longer": bearer(SECRET + "x"),
    "shorter": bearer(SECRET[:-1]),
    "not ASCII": {"authorization": "Bearer größer-größer-größer-größer"},
    "endless": bearer("x" * 5000),
}


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    opened = EventLog(tmp_path / "room.sqlite")
    yield opened
    opened.close()


async def ask(app: FastAPI, method: str, path: str, headers: dict[str, str]) -> int:
    """Use a route without knowing what it wants, and return the status."""
    if method == "GET":
        return (await begin(app, path, headers))[0]
    raw = {name: value.encode() for name, value in headers.items()}
    return (await inside(app).post(path, json={}, headers=raw)).status_code


@pytest.mark.parametrize("who", [*STRANGERS, "a phone of the room"])
@runs
async def test_the_facilitators_routes_are_closed(log: EventLog, who: str) -> None:
    """Every one of them, to everybody without the secret, phones of the room included."""
    headers = STRANGERS.get(who, bearer(token(0)))
    async with serving(log) as app:
        await Phone(inside(app)).join()
        found = {
            (method, path): await ask(app, method, path, headers)
            for method in ("GET", "POST")
            for path in routes(app, method)
            if path.startswith("/api/presenter")
        }

    assert len(found) >= 4
    assert {422 if who == "endless" else 401} == set(found.values())


@pytest.mark.parametrize("who", [*STRANGERS, "the facilitator"])
@runs
async def test_the_phones_routes_are_closed_to_strangers(log: EventLog, who: str) -> None:
    """Every one of them, but those for getting in."""
    headers = STRANGERS.get(who, bearer(SECRET))
    good: dict[str, Any] = {
        "/api/answers": {"message": "m" * 8, "key": "scale", "rev": 1, "body": {"value": 3}},
        "/api/done": {"done": True},
    }
    ask_everything(log)
    raw = {name: value.encode() for name, value in headers.items()}
    async with serving(log) as app:
        mine = [
            (method, path)
            for method in ("GET", "POST")
            for path in routes(app, method)
            if path.startswith("/api/") and not path.startswith("/api/presenter")
        ]
        found = {
            path: (await inside(app).post(path, json=good.get(path), headers=raw)).status_code
            if method == "POST"
            else (await begin(app, path, headers))[0]
            for method, path in mine
            if path not in FREE
        }

    assert {path for _, path in mine} >= {*FREE, *good, "/api/room", "/api/pulse"}
    assert {422 if who == "endless" else 401} == set(found.values())
    assert [] == [one for _, one in log.read() if one.kind == "contributed"]


@runs
async def test_the_facilitator_gets_in(log: EventLog) -> None:
    """The same routes are open with the secret, so that closed ones above mean something."""
    ask_everything(log)
    async with serving(log) as app:
        found = [
            await ask(app, "GET", path, bearer(SECRET))
            for path in routes(app, "GET")
            if path.startswith("/api/presenter")
        ]

    assert [200, 200, 200] == found


@pytest.mark.parametrize(
    "bad",
    ["", "short", "x" * 21, "x" * 65, "with space in the token x", "größer" * 5, "x" * 22 + ";"],
)
@runs
async def test_a_token_with_other_characters_is_refused(log: EventLog, bad: str) -> None:
    """A token is 22 to 64 letters of base64, whoever knows the code."""
    raw = {"authorization": f"Bearer {bad}".encode()}
    async with serving(log) as app:
        body = {"code": "ABCDEF", "side": "sales", "lang": "en"}
        reply = await inside(app).post("/api/join", json=body, headers=raw)

    assert 401 == reply.status_code
    assert [] == log.read()


@pytest.mark.parametrize("key", ["text", "cards", "consent"])
@runs
async def test_hostile_text_comes_back_as_the_text_it_was(log: EventLog, key: str) -> None:
    """Markup, quotes and placeholders are data: JSON for everybody, unchanged."""
    room = ask_everything(log)
    async with serving(log) as app:
        phone = Phone(inside(app))
        await phone.join()
        taken = await phone.answer(key, saying(HOSTILE)[key])
        room.reveal_question(key)
        await app.state.room.writer.look()
        seen = await phone._http.get("/api/room", headers=phone.headers)
    lines = [one["result"]["lines"] for one in seen.json()["questions"] if one["key"] == key]

    assert (200, "application/json") == (taken.status_code, seen.headers["content-type"])
    assert [[HOSTILE]] == [[line["text"] for line in each] for each in lines]


@pytest.mark.parametrize("key", list(saying("")))
@runs
async def test_every_kind_of_answer_is_taken_and_may_be_changed(log: EventLog, key: str) -> None:
    """What a phone hands in is what it finds again, in its latest wording."""
    ask_everything(log)
    first, second = saying("one")[key], saying("two")[key]
    place = {"place": 0} if key == "cards" else {}
    async with serving(log) as app:
        phone = Phone(inside(app))
        await phone.join()
        replies = [await phone.answer(key, body, rev=n) for n, body in enumerate((first, second))]
        found = await phone.mine(key)

    assert [200, 200] == [reply.status_code for reply in replies]
    assert place | second == (found[0] if key == "cards" else found)


@runs
async def test_a_card_can_be_taken_back(log: EventLog) -> None:
    """An answer without a body takes it away, and what is late does not bring it back."""
    ask_everything(log)
    async with serving(log) as app:
        phone = Phone(inside(app))
        await phone.join()
        await phone.answer("cards", saying("x")["cards"], rev=1)
        await phone.answer("cards", None, rev=3)
        await phone.answer("cards", saying("late")["cards"], rev=2)

        assert [] == await phone.mine("cards")


@runs
async def test_nothing_of_an_answer_is_seen_before_the_reveal(log: EventLog) -> None:
    """Other phones learn how many answered, and the facilitator what cards say; no more."""
    ask_everything(log)
    async with serving(log) as app:
        writer, other = (Phone(inside(app), number) for number in range(2))
        for phone in (writer, other):
            await phone.join()
        for key, body in saying("secret words").items():
            await writer.answer(key, body)
        seen = await other.look()
        _, csv = await begin(app, "/api/presenter/answers.csv", bearer(SECRET))

    assert "secret words" not in str(seen)
    assert {None} == {one["result"] for one in seen["questions"]}
    assert dict.fromkeys(saying(""), 1) == seen["answered"]
    assert b"secret words" not in csv


@runs
async def test_the_facilitator_steers(log: EventLog) -> None:
    """Close, open, reveal, hide, show: what is asked for stands in the room at once."""
    ask_everything(log)
    async with serving(log) as app:
        http, phone = inside(app), Phone(inside(app))

        async def steer(verb: str, **more: str) -> None:
            sent = {"verb": verb, "key": "cards", **more}
            reply = await http.post("/api/presenter/steer", json=sent, headers=bearer(SECRET))
            assert 200 == reply.status_code

        async def shown() -> tuple[str, int]:
            cards = next(one for one in (await phone.look())["questions"] if one["key"] == "cards")
            return cards["status"], len(cards["result"]["lines"]) if cards["result"] else 0

        await phone.join()
        await phone.answer("cards", saying("x")["cards"])
        presented = await http.get("/api/presenter", headers=bearer(SECRET))
        (cards,) = (one for one in presented.json()["questions"] if one["key"] == "cards")
        found = []
        for verb in ("close", "open", "hide", "reveal", "show"):
            await steer(verb, item=cards["cards"][0]["item"])
            found.append(await shown())

    assert [("closed", 0), ("open", 0), ("open", 0), ("revealed", 0), ("revealed", 1)] == found


@pytest.mark.parametrize(
    "sent",
    [
        {"verb": "open", "key": "unknown"},
        {"verb": "step", "value": "nowhere"},
        {"verb": "extend", "value": "-1"},
        {"verb": "extend", "value": "0"},
        {"verb": "extend", "value": "7201"},
        {"verb": "extend", "value": "²"},
        {"verb": "sing"},
        {"verb": "close", "key": "scale", "more": ""},
        {},
    ],
)
@runs
async def test_steering_to_nowhere_is_refused(log: EventLog, sent: dict[str, str]) -> None:
    """No such question, step, verb or time: a sentence, and nothing is stored."""
    ask_everything(log)
    before = log.read()
    async with serving(log) as app:
        reply = await inside(app).post("/api/presenter/steer", json=sent, headers=bearer(SECRET))

    assert 422 == reply.status_code
    assert reply.json()["lines"]
    assert before == log.read()


@runs
async def test_what_the_notebook_does_reaches_the_phones(log: EventLog) -> None:
    """Act, beat and questions of another writer are seen after a look at the log."""
    async with serving(log) as app:
        phone = Phone(inside(app))
        await phone.join()
        room = ask_everything(log)
        room.enter_beat(ACT, "decide")
        await app.state.room.writer.look()
        seen = await phone.look()

    assert (ACT, "decide", 9) == (seen["activity"], seen["beat"], len(seen["questions"]))
