"""Nothing that leaves the room or lies on its disk tells who somebody is."""

from __future__ import annotations

import asyncio
import json
from contextlib import closing
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from support.room.live import (
    ACT,
    QUESTIONS,
    SECRET,
    Phone,
    ask_everything,
    bearer,
    begin,
    inside,
    outside,
    routes,
    runs,
    saying,
    served,
    serving,
    token,
)

from workshop.room.log.log import EventLog
from workshop.room.state.done import done_key
from workshop.room.state.participant import answer_id, card_id, token_hash

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.room.log.event import Event

PHONES = 12
ELSEWHERE = "10.9.8.{}"
"""Where the phones of this test are; the room itself is at another address."""
HIDEABLE = ("cards", "text", "consent")
LOOPBACK = "127.0.0.77"


def words_of(number: int) -> str:
    return f"said-by-nobody-{number:04}"


def names(question: str, number: int) -> set[str]:
    """Return the names under which a phone's answers to a question are filed."""
    slots = {card_id(token(number), question, place) for place in range(QUESTIONS["cards"].most)}
    return {answer_id(token(number), question), *slots}


def identities(number: int) -> set[str]:
    """Return all that a phone might be known by."""
    filed = set().union(*(names(key, number) for key in (*QUESTIONS, f"{ACT}.decide.done")))
    return {token(number), token_hash(token(number)), f"{ELSEWHERE.format(number)}"} | filed


@dataclass
class Said:
    """What a room gave away: reader and path to status and bytes, its files and its events."""

    replies: dict[tuple[int, str], tuple[int, bytes]]
    files: bytes
    events: list[Event]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Said:
    """A whole workshop, with every GET route read by two phones and the facilitator."""
    return asyncio.run(hold_workshop(tmp_path_factory.mktemp("bytes") / "room.sqlite"))


async def hold_workshop(path: Path) -> Said:
    with closing(EventLog(path)) as log:
        room = ask_everything(log)
        room.enter_beat(ACT, "decide")
        async with serving(log) as app:
            for number in range(PHONES):
                async with inside(app, ELSEWHERE.format(number)) as http:
                    await take_part(Phone(http, number), number)
            assert f"{ACT}.decide.done" == done_key(room.state)
            for key in QUESTIONS:
                room.reveal_question(key)
            room.decide(ACT, {"sentence": "decided"})
            await app.state.room.writer.look()
            replies = {}
            for reader, headers in (
                (0, bearer(token(0))),
                (1, bearer(token(1))),
                (-1, bearer(SECRET)),
            ):
                for route in routes(app, "GET"):
                    replies[reader, route] = await begin(
                        app, route.format(lang="en", key="k", name="n"), headers
                    )
        files = everything(path.parent)
        events = [event for _, event in log.read()]
    return Said(replies, files, events)


def everything(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file())


async def take_part(phone: Phone, number: int) -> None:
    assert 200 == (await phone.join()).status_code
    for key, body in saying(words_of(number)).items():
        assert 200 == (await phone.answer(key, body)).status_code
    await phone._http.post("/api/done", json={"done": True}, headers=phone.headers)


def test_the_scan_sees_the_whole_room(said: Said) -> None:
    """Each reader gets what is theirs, streams included, so that silence below means something."""
    good = {place for place, (status, _) in said.replies.items() if status == 200}
    streams = [said.replies[0, "/api/pulse"][1], said.replies[-1, "/api/presenter/pulse"][1]]

    assert {(0, "/api/room"), (1, "/api/room"), (-1, "/api/presenter/answers.csv")} < good
    assert [True, True] == [f'"people":{PHONES}'.encode() in one for one in streams]
    for place in ((0, "/api/room"), (-1, "/api/presenter"), (-1, "/api/presenter/answers.csv")):
        assert all(words_of(number).encode() in said.replies[place][1] for number in range(PHONES))


def given_away(said: Said, wanted: set[str], *, presenter: bool) -> set[tuple[int, str, str]]:
    """Return reader, path and what was found there of what is wanted."""
    return {
        (reader, path, one)
        for (reader, path), (_, body) in said.replies.items()
        if presenter or path != "/api/presenter"
        for one in wanted
        if one.encode() in body
    }


def test_no_reply_names_anybody(said: Said) -> None:
    """No token, hash, filed name or address in any reply; only what is hidden needs its name."""
    known = set().union(*(identities(number) for number in range(PHONES)))
    filed = {name for key in HIDEABLE for n in range(PHONES) for name in names(key, n)}

    assert set() == given_away(said, known, presenter=False)
    assert set() == given_away(said, known - filed, presenter=True)


def test_the_facilitator_gets_the_names_of_cards_only(said: Said) -> None:
    """The name under which a person's one answer is filed stays in the room, a text's as well."""
    ballots = {answer_id(token(number), key) for number in range(PHONES) for key in QUESTIONS}

    assert set() == given_away(said, ballots, presenter=True)


def test_what_is_marked_as_mine_is_mine(said: Said) -> None:
    """What is marked as mine is mine; the others' words are lines without an owner."""
    for number in range(2):
        text = said.replies[number, "/api/room"][1].decode()
        seen = json.loads(text[text.index("{") :])["questions"]
        mine = {one["key"]: one["mine"] for one in seen}
        lines = [line.keys() for one in seen for line in one["result"]["lines"]]
        cards = mine.pop("cards")
        expected = saying(words_of(number))

        assert [{"place": 0, **expected.pop("cards")}] == cards
        assert expected == mine
        assert all({"text", "group"} == keys for keys in lines)


def test_the_files_hold_no_token_and_no_address(said: Said) -> None:
    """Who takes the laptop cannot pretend to be a phone, nor tell where it was."""
    taken = [token(number) for number in range(PHONES)]
    addresses = [ELSEWHERE.format(number) for number in range(PHONES)]

    assert words_of(0).encode() in said.files
    assert [] == [one for one in (*taken, *addresses, SECRET) if one.encode() in said.files]


def test_the_log_joins_no_two_answers(said: Said) -> None:
    """A phone has another name at each question, and its hash stands where it sat down only."""
    subjects: dict[str, set[str]] = {}
    for event in said.events:
        subjects.setdefault(event.subject, set()).add(event.item)
    filed = [subjects[key] for key in ("room", *QUESTIONS)]

    assert [PHONES, *[PHONES + 1] * len(QUESTIONS)] == [len(one) for one in filed]
    assert {""} == {item for one, other in combinations(filed, 2) for item in one & other}
    assert len(said.events) == len({event.id for event in said.events})


@runs
async def test_a_real_server_writes_down_no_address(tmp_path: Path) -> None:
    """Neither the session's folder nor the terminal learns where a phone was."""
    with served(tmp_path) as running:
        with running.log() as log:
            ask_everything(log)
        async with outside(running.address, LOOPBACK) as http:
            phone = Phone(http)
            assert 403 == (await phone.join("WRONGS")).status_code
            assert 200 == (await phone.join(running.code)).status_code
            for key, body in saying("words").items():
                assert 200 == (await phone.answer(key, body)).status_code
        kept = everything(tmp_path)

    assert b"words" in kept
    assert LOOPBACK.encode() not in kept
    assert token(0).encode() not in kept
