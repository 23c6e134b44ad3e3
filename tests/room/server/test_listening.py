"""One port, several addresses: some come, some go, and what stands stays."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from support.room.live import runs

from workshop.errors import WorkshopError
from workshop.room.server.listening import Listening, bind

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

FIRST, SECOND = "127.0.0.1", "127.0.0.2"
"""On Linux every address of 127/8 is this computer's."""
pytestmark = pytest.mark.skipif(
    not hasattr(socket, "AF_PACKET"), reason="only Linux has 127.0.0.2 without being told to"
)


async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Echo a line, twice."""
    for _ in range(2):
        writer.write(await reader.readline())
        await writer.drain()
    writer.close()


@asynccontextmanager
async def listening() -> AsyncIterator[Listening]:
    """Listen on the first address."""
    found = Listening(bind([FIRST], 0))
    await found.start(lambda bound: asyncio.start_server(greet, sock=bound))
    try:
        yield found
    finally:
        await found.follow([])


async def answers(host: str, port: int) -> bool:
    """Return whether somebody answers there."""
    try:
        reader, writer = await asyncio.open_connection(host, port)
    except ConnectionRefusedError:
        return False
    writer.write(b"hello\n")
    heard = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return heard == b"hello\n"


@runs
async def test_another_address_is_added_and_the_first_one_stays() -> None:
    """Phones that came by the old address keep what their browser stores for it."""
    async with listening() as found:
        before = await answers(SECOND, found.port)
        await found.open(SECOND)
        await found.open(SECOND)
        after = [await answers(host, found.port) for host in (FIRST, SECOND)]

        assert (False, [True, True]) == (before, after)
        assert [FIRST, SECOND] == found.hosts
        assert 2 == len(found.servers)


@runs
async def test_an_address_that_is_gone_is_left_and_comes_back_by_itself() -> None:
    """A Wi-Fi that blinks costs nobody their room; who is connected stays so."""
    async with listening() as found:
        await found.open(SECOND)
        reader, writer = await asyncio.open_connection(SECOND, found.port)
        writer.write(b"one\n")
        first = await reader.readline()
        await found.follow([FIRST])
        gone = await answers(SECOND, found.port)
        writer.write(b"two\n")
        second = await reader.readline()
        failed = await found.follow([FIRST, SECOND])
        back = await answers(SECOND, found.port)
        writer.close()

    assert (b"one\n", b"two\n") == (first, second)
    assert (False, [], True) == (gone, failed, back)


@runs
async def test_a_port_that_somebody_took_meanwhile_is_tried_again() -> None:
    """It is said, the other addresses go on, and the next look tries once more."""
    async with listening() as found:
        await found.open(SECOND)
        await found.follow([FIRST])
        with socket.create_server((SECOND, found.port)):
            failed = await found.follow([FIRST, SECOND])
            with pytest.raises(WorkshopError, match="can’t be opened on this port"):
                await found.open(SECOND)
            still = await answers(FIRST, found.port)
        await found.follow([FIRST, SECOND])

        assert ([SECOND], True) == (failed, still)
        assert await answers(SECOND, found.port)


def test_all_addresses_share_one_port() -> None:
    """The number on the projector is the same everywhere."""
    sockets = bind([FIRST, SECOND], 0)
    ports = {one.getsockname()[1] for one in sockets}
    for one in sockets:
        one.close()

    assert 1 == len(ports)
