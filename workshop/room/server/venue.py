"""Where the room is: the network the phones are in, and what happens when it changes."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.room.commands.door import open_room
from workshop.room.reach.host import LOOPBACK, not_here, reachable
from workshop.words import N_, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.room.reach.access import Access
    from workshop.room.reach.network import Networks
    from workshop.room.server.listening import Listening
    from workshop.room.server.room_server import LiveRoom
    from workshop.room.state.door import Door
    from workshop.words import Lang

logger = logging.getLogger(__name__)
LOOK_SECONDS = 3.0
"""How often the networks are looked at."""
MISSED = 2
"""An address that is missing so often in a row is gone; a Wi-Fi that blinks is left alone."""
MOVED = N_("{before} is gone. Phones now join at {now}: the QR code has changed.")
LOST = N_("{before} is gone: phones can’t get in. Choose a network in the presenter view.")
BACK = N_("{now} is back.")


class Venue:
    """The address the phones come to, and how it follows the networks of this computer.

    Args:
        live: the room.
        listening: its sockets.
        access: how the room is reached.
        look: returns the networks of this computer as they are now.
        tell: takes lines for the terminal.
    """

    def __init__(
        self,
        live: LiveRoom,
        listening: Listening,
        access: Access,
        look: Callable[[], Networks],
        tell: Callable[[str, dict[str, str]], None],
    ) -> None:
        self._live = live
        self._listening = listening
        self._access = access
        self._look = look
        self._tell = tell
        self._missed = 0
        self._changes = 0
        self.host = access.host
        self.around = look()
        self.left = ""
        """The address the kit left by itself; empty where the facilitator knows of every move."""

    async def watch(self) -> None:
        """Follow the networks until cancelled."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await self.look()
            except Exception:
                # A watch that ended here would leave a dead address on the projector.
                logger.exception("The networks cannot be looked at.")

    async def look(self) -> None:
        """Look at the networks once, and follow them."""
        before, self.around = self.around, await asyncio.to_thread(self._look)
        await self._listening.follow([LOOPBACK, *(one.address for one in self.around.others)])
        self._missed = 0 if self._is_here() else self._missed + 1
        if not self._missed:
            await self._come_back()
        elif self._missed >= MISSED:
            await self._go()
        if before != self.around:
            self._note()

    async def move(self, host: str) -> None:
        """Let phones in at another address of this computer; whoever came by the old one stays.

        Raises:
            WorkshopError: if this computer does not have it, or cannot listen there.
        """
        self.around = await asyncio.to_thread(self._look)
        if self._access.public_url:
            raise WorkshopError(
                N_("Phones join at {url}, whatever network this computer is on."),
                hint=N_("Start the kit without --public-url to choose a network."),
                url=self._access.public_url,
            )
        if host not in [one.address for one in self.around.others]:
            raise not_here(host, self.around)
        await self._listening.open(host)
        door = self._door_at(host)
        self.host, self._missed, self.left = host, 0, ""
        await self._open_door(door)

    def view(self, lang: Lang) -> dict[str, Any]:
        """Return what the facilitator sees of the networks."""
        words, door = Words(lang), self._live.door
        best = self.around.best
        addresses = [
            {
                "address": one.address,
                "label": one.label(words),
                "is_door": one.address == self.host,
                "is_open": one.address in self._listening.hosts,
                "is_likely": one == best,
            }
            for one in self.around.others
        ]
        return {
            "addresses": [] if self._access.public_url else addresses,
            "left": self.left,
            "lost": self.host if door.lost else "",
            "is_plain": door.reach and door.address.startswith("http:"),
            "is_local": not door.reach,
        }

    def _is_here(self) -> bool:
        by_others = bool(self._access.public_url) or not reachable(self.host)
        return by_others or self.around.at(self.host) is not None

    async def _come_back(self) -> None:
        if self._live.door.lost:
            await self._open_door(replace(self._live.door, lost=False))
            self._tell(BACK, {"now": self.host})

    async def _go(self) -> None:
        before, best = self.host, self.around.best
        if self._access.is_automatic and best:
            await self.move(best.address)
            self.left = before
            self._note()
            self._tell(MOVED, {"before": before, "now": self._live.door.address})
        elif not self._live.door.lost:
            await self._open_door(replace(self._live.door, lost=True))
            self._tell(LOST, {"before": before})

    def _door_at(self, host: str) -> Door:
        address = self._access.address(host, self._listening.port)
        return replace(self._live.door, address=address, reach=True, lost=False)

    async def _open_door(self, opened: Door) -> None:
        await self._live.writer.submit(lambda state: open_room(state, opened))
        self._live.door = opened
        self._note()

    def _note(self) -> None:
        self._changes += 1
        self._live.note(self._changes)
