"""Where phones come in follows the networks of this computer, and nobody is told less."""

from __future__ import annotations

from contextlib import asynccontextmanager, closing
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import pytest
from support.room.live import DOOR, SECRET, bearer, inside, runs, until

from workshop.errors import WorkshopError
from workshop.room.log.event import Event
from workshop.room.log.log import EventLog
from workshop.room.reach.access import Access
from workshop.room.reach.network import Interface, Networks
from workshop.room.room import Room
from workshop.room.server import venue as venue_module
from workshop.room.server.app import live_app
from workshop.room.server.room_server import LiveRoom
from workshop.room.server.venue import MISSED, Venue
from workshop.room.state.door import door

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from pathlib import Path

    import httpx

WLAN = Interface("wlan0", "192.168.43.7", "255.255.255.0")
CABLE = Interface("eth0", "10.1.2.3", "255.255.0.0")
TUNNEL = Interface("tun0", "10.8.0.2", "255.255.255.0", is_point_to_point=True)
LO = Interface("lo", "127.0.0.1", "255.0.0.0")
PORT = 8808


class Sockets:
    """What `Listening` does, without any."""

    port = PORT

    def __init__(self) -> None:
        self.hosts = ["127.0.0.1"]
        self.taken: set[str] = set()

    async def open(self, host: str) -> None:
        if host in self.taken:
            message = "The room can’t be opened on this port."
            raise WorkshopError(message)
        if host not in self.hosts:
            self.hosts.append(host)

    async def follow(self, here: Iterable[str]) -> list[str]:
        self.hosts = [one for one in self.hosts if one in set(here)]
        return []


class Hall:
    """A room whose networks a test sets."""

    def __init__(self, log: EventLog, access: Access, *interfaces: Interface) -> None:
        self.now = Networks((LO, *interfaces))
        address = access.address(access.host, PORT)
        opened = replace(DOOR, address=address, reach=access.reaches(access.host))
        log.append(Event(kind="room_opened", subject="room", body=asdict(opened)))
        self.live = LiveRoom(log, opened, SECRET)
        self.sockets = Sockets()
        self.sockets.hosts.append(access.host)
        self.told: list[tuple[str, dict[str, str]]] = []
        self.venue = Venue(
            *(self.live, self.sockets, access, lambda: self.now),  # type: ignore[arg-type]
            lambda *given: self.told.append(given),
        )
        self.live.venue = self.venue
        self.log = log
        self.app = live_app(self.live)
        self.http: httpx.AsyncClient = inside(self.app)

    async def become(self, *interfaces: Interface, looks: int = MISSED) -> None:
        """Change the networks, and let the kit look."""
        self.now = Networks((LO, *interfaces))
        for _ in range(looks):
            await self.venue.look()

    async def presenter(self) -> dict[str, Any]:
        reply = await self.http.get("/api/presenter?lang=en", headers=bearer(SECRET))
        return dict(reply.raise_for_status().json())

    async def press(self, host: str, secret: str = SECRET) -> httpx.Response:
        """Press the button beside an address."""
        path = "/api/presenter/network"
        return await self.http.post(path, json={"host": host}, headers=bearer(secret))

    @property
    def door(self) -> Any:
        """The door as notebooks read it: from the log."""
        return door(Room(self.log).state.door)


@asynccontextmanager
async def hall(folder: Path, access: Access, *interfaces: Interface) -> AsyncIterator[Hall]:
    """Open a room in networks of one's choice."""
    with closing(EventLog(folder / "log")) as log:
        found = Hall(log, access, *interfaces)
        async with found.app.router.lifespan_context(found.app):
            yield found


AUTO = Access(host=WLAN.address, is_automatic=True)
NAMED = Access(host=WLAN.address)


@runs
async def test_the_facilitator_chooses_a_network_while_the_room_runs(tmp_path: Path) -> None:
    """Door, QR code and presenter view follow; the old address is still served."""
    async with hall(tmp_path, NAMED, WLAN, CABLE) as found:
        reply = await found.press(CABLE.address)
        seen = await found.presenter()

        assert 200 == reply.status_code
        assert "http://10.1.2.3:8808" == found.door.address == seen["door"]["address"]
        assert seen["door"]["link"].startswith("http://10.1.2.3:8808/#")
        assert {WLAN.address, CABLE.address} <= set(found.sockets.hosts)
    marks = {
        one["address"]: (one["is_door"], one["is_open"]) for one in seen["network"]["addresses"]
    }
    assert {WLAN.address: (False, True), CABLE.address: (True, True)} == marks
    assert (DOOR.code, DOOR.key) == (seen["door"]["code"], seen["door"]["key"])


@runs
async def test_started_for_this_computer_only_phones_can_still_be_let_in(tmp_path: Path) -> None:
    """Nobody has to start anew before fifty people; it is the facilitator's own decision."""
    async with hall(tmp_path, Access(), WLAN, TUNNEL) as found:
        before = await found.presenter()
        await found.press(WLAN.address)
        after = await found.presenter()

    assert (True, False) == (before["network"]["is_local"], before["network"]["is_plain"])
    assert (False, True) == (after["network"]["is_local"], after["network"]["is_plain"])
    assert ("http://192.168.43.7:8808", True) == (after["door"]["address"], after["door"]["reach"])
    labels = [(one["label"], one["is_likely"]) for one in before["network"]["addresses"]]
    assert [("Wi-Fi (wlan0)", True), ("VPN (tun0)", False)] == labels


@pytest.mark.parametrize("wrong", ["203.0.113.9", "127.0.0.1", "0.0.0.0", "nonsense", ""])  # noqa: S104
@runs
async def test_only_addresses_of_this_computer_are_taken(tmp_path: Path, wrong: str) -> None:
    """Refused in words that name what there is; door and sockets stay as they were."""
    async with hall(tmp_path, NAMED, WLAN) as found:
        before = found.live.door, list(found.sockets.hosts)
        reply = await found.press(wrong)

        assert 422 == reply.status_code
        assert "This computer doesn’t have this address." == reply.json()["lines"][0]
        assert f"{WLAN.address} (wlan0)" in reply.text
        assert before == (found.live.door, found.sockets.hosts)


@runs
async def test_nobody_but_the_facilitator_moves_the_room(tmp_path: Path) -> None:
    """A phone must not be able to take the room away from the others."""
    async with hall(tmp_path, NAMED, WLAN, CABLE) as found:
        refused = [(await found.press(CABLE.address, secret)).status_code for secret in ("", "x")]

        assert [401, 401] == refused
        assert WLAN.address == found.venue.host


@runs
async def test_a_port_in_use_there_is_refused_and_the_door_stays(tmp_path: Path) -> None:
    """The address on the projector is one that answers."""
    async with hall(tmp_path, NAMED, WLAN, CABLE) as found:
        found.sockets.taken.add(CABLE.address)
        reply = await found.press(CABLE.address)

        assert 422 == reply.status_code
        assert "http://192.168.43.7:8808" == found.live.door.address


@runs
async def test_with_auto_the_kit_takes_the_next_network_and_says_so(tmp_path: Path) -> None:
    """In the presenter view, at the terminal, and to every stream; never into a tunnel."""
    async with hall(tmp_path, AUTO, WLAN, TUNNEL, CABLE) as found:
        before = found.live.broadcast.message, found.live.desk.message
        await found.become(TUNNEL, CABLE)
        seen = await found.presenter()

        assert "http://10.1.2.3:8808" == found.door.address
        assert (WLAN.address, "", False) == (
            seen["network"]["left"],
            seen["network"]["lost"],
            seen["door"]["lost"],
        )
        assert before[0] != found.live.broadcast.message
        assert before[1] != found.live.desk.message
        assert [{"before": WLAN.address, "now": "http://10.1.2.3:8808"}] == [
            values for _, values in found.told
        ]
        await found.press(CABLE.address)
        assert "" == (await found.presenter())["network"]["left"]


@pytest.mark.parametrize("rest", [(CABLE,), (TUNNEL,), ()])
@runs
async def test_a_named_address_that_is_gone_is_said_and_nothing_else_is_opened(
    tmp_path: Path, rest: tuple[Interface, ...]
) -> None:
    """Projector and presenter view say so once, and the others are offered."""
    async with hall(tmp_path, NAMED, WLAN, *rest) as found:
        await found.become(*rest, looks=MISSED + 3)
        seen = await found.presenter()

        assert found.door.lost
        assert WLAN.address == seen["network"]["lost"]
        assert [one.address for one in rest] == [
            one["address"] for one in seen["network"]["addresses"]
        ]
        assert 1 == len(found.told)
        assert "http://192.168.43.7:8808" == found.live.door.address


@runs
async def test_with_auto_and_no_network_it_waits_for_one(tmp_path: Path) -> None:
    """Between two Wi-Fis the projector says that nobody gets in, and then where."""
    async with hall(tmp_path, AUTO, WLAN, TUNNEL) as found:
        await found.become(TUNNEL)
        between = found.door
        await found.become(TUNNEL, CABLE, looks=1)

        assert (True, "http://192.168.43.7:8808") == (between.lost, between.address)
        assert (False, "http://10.1.2.3:8808") == (found.door.lost, found.door.address)


@runs
async def test_an_address_that_comes_back_is_good_again(tmp_path: Path) -> None:
    """Phones that wait there go on; nobody has to press anything."""
    async with hall(tmp_path, NAMED, WLAN) as found:
        await found.become(CABLE)
        lost = found.door.lost
        await found.become(WLAN, looks=1)

        assert (True, False) == (lost, found.door.lost)
        assert 2 == len(found.told)


@runs
async def test_a_network_that_blinks_moves_nobody(tmp_path: Path) -> None:
    """One look without it is no reason to send a hall to another address."""
    async with hall(tmp_path, AUTO, WLAN, CABLE) as found:
        for _ in range(3):
            await found.become(CABLE, looks=MISSED - 1)
            await found.become(WLAN, CABLE, looks=1)

        assert ("http://192.168.43.7:8808", []) == (found.live.door.address, found.told)


@runs
async def test_a_new_network_is_shown_without_a_reload(tmp_path: Path) -> None:
    """Who opens a hotspot sees it in the presenter view a moment later."""
    async with hall(tmp_path, NAMED, WLAN) as found:
        before = found.live.desk.message
        await found.become(WLAN, CABLE, looks=1)

        assert before != found.live.desk.message
        assert 2 == len((await found.presenter())["network"]["addresses"])


@runs
async def test_behind_a_proxy_no_network_is_offered(tmp_path: Path) -> None:
    """What phones open does not change with this computer's networks; nothing is called lost."""
    access = Access(host=WLAN.address, public_url="https://example.com/room")
    async with hall(tmp_path, access, WLAN) as found:
        await found.become(CABLE)
        reply = await found.press(CABLE.address)
        seen = await found.presenter()

    assert (422, [], False) == (
        reply.status_code,
        seen["network"]["addresses"],
        seen["network"]["is_plain"],
    )
    assert "https://example.com/room" in reply.text
    assert not seen["door"]["lost"]


@runs
async def test_the_watch_outlives_a_look_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A system that refuses to answer once must not leave a dead address on the projector."""
    monkeypatch.setattr(venue_module, "LOOK_SECONDS", 0.01)
    async with hall(tmp_path, AUTO, WLAN, CABLE) as found:
        good, fails = found.venue._look, 3

        def look() -> Networks:
            nonlocal fails
            fails -= 1
            if fails >= 0:
                raise OSError
            return good()

        found.venue._look = look
        found.now = Networks((LO, CABLE))
        watch = venue_module.asyncio.create_task(found.venue.watch())
        await until(lambda: found.venue.host == CABLE.address)
        watch.cancel()

    assert "The networks cannot be looked at." in caplog.messages
