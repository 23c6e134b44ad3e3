"""A hundred phones at once: everything counts, and nothing counts twice."""

from __future__ import annotations

from asyncio import gather
from collections import Counter
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.room.live import (
    ACT,
    DOOR,
    QUESTIONS,
    Phone,
    Served,
    ask_everything,
    inside,
    outside,
    postgres,
    runs,
    served,
    serving,
)

from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.room.state.result import result

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop.room.state.state import RoomState


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A real server on each kind of database, with an act and all questions open."""
    home = tmp_path_factory.mktemp("races")
    chosen = {"WORKSHOP_DATABASE": postgres()} if request.param == "postgres" else {}
    with served(home, session=home.name, **chosen) as running:
        with running.log() as log:
            ask_everything(log)
        yield running


def state_of(server: Served) -> RoomState:
    """Return the room as a notebook reads it."""
    with server.log() as log:
        return Room(log).state


@runs
async def test_a_hundred_votes_at_once_are_a_hundred(server: Served) -> None:
    """Every vote of a crowd is counted, for the option and the side it was for."""
    async with outside(server.address) as http:
        phones = [Phone(http, number) for number in range(100)]
        joined = await gather(*(phone.join(server.code) for phone in phones))
        votes = [("a", "b", "c")[number % 3] for number in range(100)]
        taken = await gather(
            *(
                phone.answer("single", {"choice": vote})
                for phone, vote in zip(phones, votes, strict=True)
            )
        )
    state = state_of(server)
    found = result(state.questions["single"], state.said("single"))

    assert [200] * 200 == [reply.status_code for reply in (*joined, *taken)]
    assert (100, {"sales": 50, "marketing": 50}) == (found.n, found.sides)
    assert Counter(votes) == {bar.key: bar.n for _, bars in found.groups for bar in bars}


@runs
async def test_nobody_spends_more_dots_than_there_are(server: Served) -> None:
    """Twenty messages at once from one phone leave one answer, which is one of those sent."""
    spread = [{"a": n % 4, "b": 2} for n in range(20)]
    async with outside(server.address) as http:
        phone = Phone(http, 200)
        await phone.join(server.code)
        good = await gather(
            *(phone.answer("dots", {"dots": dots}, rev=n) for n, dots in enumerate(spread, 1))
        )
        bad = await gather(
            *(phone.answer("dots", {"dots": {"a": 3, "b": 3}}, rev=99) for _ in range(5))
        )
    stands = [one.body["dots"] for one in state_of(server).said("dots")]

    assert {200, 409} >= {reply.status_code for reply in good}
    assert [200] + [422] * 5 == [reply.status_code for reply in (good[-1], *bad)]
    assert [{"a": 3, "b": 2}] == stands


@runs
async def test_the_newest_of_many_wordings_stands(server: Served) -> None:
    """However the network shuffles a phone's messages, the one it counted highest is kept."""
    async with outside(server.address) as http:
        phone = Phone(http, 201)
        await phone.join(server.code)
        await gather(
            *(
                phone.answer("text", {"text": f"wording {rev}"}, rev=rev)
                for rev in (7, 3, 19, 11, 2)
            )
        )

        assert {"text": "wording 19"} == await phone.mine("text")


@runs
async def test_a_message_sent_three_times_counts_once(server: Served) -> None:
    """A phone that repeats itself hears "stored" each time, and one event is kept."""
    async with outside(server.address) as http:
        phone = Phone(http, 202)
        await phone.join(server.code)
        card = {"column": "a", "text": "said three times"}
        replies = await gather(
            *(phone.answer("cards", card, message="one-message") for _ in range(3))
        )
    with server.log() as log:
        kept = [event for _, event in log.read() if event.body == card]

    assert [200] * 3 == [reply.status_code for reply in replies]
    assert 1 == len(kept)


@runs
async def test_cards_cannot_be_written_beyond_the_limit(server: Served) -> None:
    """As many places as cards allowed, however many arrive at once."""
    most = QUESTIONS["cards"].most
    async with outside(server.address) as http:
        phone = Phone(http, 203)
        await phone.join(server.code)
        replies = await gather(
            *(
                phone.answer("cards", {"column": "b", "text": "card"}, place=place)
                for place in range(20)
            )
        )

        assert {200: most, 422: 20 - most} == Counter(reply.status_code for reply in replies)
        assert most == len(await phone.mine("cards"))


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
@runs
async def test_two_servers_never_let_in_more_than_the_cap(tmp_path: Path, kind: str) -> None:
    """Fifty at two doors of one room for twenty: the limit is checked where it is written."""
    small = replace(DOOR, cap=20)
    places = (postgres(), tmp_path.name) if kind == "postgres" else (tmp_path / "log",)
    with closing(EventLog(*places)) as one, closing(EventLog(*places)) as other:
        Room(one).open_act(ACT)
        async with serving(one, small) as front, serving(other, small) as back:
            ways = (inside(front), inside(back))
            replies = await gather(*(Phone(ways[n % 2], n).join() for n in range(50)))
        people = Room(one).state.people

    assert {200: 20, 403: 30} == Counter(reply.status_code for reply in replies)
    assert 20 == people


@runs
async def test_the_cap_of_the_command_holds(tmp_path: Path) -> None:
    """Who is in already may still change the side when the room is full."""
    with served(tmp_path, "--cap", "20") as running:
        async with outside(running.address) as http:
            phones = [Phone(http, number) for number in range(50)]
            replies = await gather(*(phone.join(running.code) for phone in phones))
            inside_now = next(
                p for p, r in zip(phones, replies, strict=True) if r.status_code == 200
            )
            again = await inside_now.join(running.code, side="other")

        assert {200: 20, 403: 30} == Counter(reply.status_code for reply in replies)
        assert (200, "other") == (again.status_code, again.json()["me"]["side"])
        assert 20 == state_of(running).people
