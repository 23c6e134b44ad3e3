"""Who is connected, and who has to go when there is no place for a newcomer."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from ipaddress import IPv4Network, IPv6Network

STREAMS_A_PHONE = 4
"""A page, its reload, and one it forgot. The newest wins."""
SHARE_OF_ONE_ADDRESS = 0.75
"""Of all places. A hall may come from one address, and still leaves some to whoever comes from
elsewhere: the facilitator's own browser, for one."""
FILES_A_PHONE, FILES_BESIDE = 8, 200
"""Open files: for a stream and what a browser opens at once, and all the rest."""
FEWEST_WANTED, FEWEST_PLACES = 1000, 50
"""Places: for a small room, and where the system allows next to nothing."""
WITHOUT_LIMIT = 4000
"""Places where the system sets no limit of open files, on Windows."""


class Place(Protocol):
    """What holds a place: a connection that can be cut."""

    def cut(self) -> None:
        """End the connection at once."""


class Connections:
    """All connections of a server, each in one of three states.

    A *silent* one owes us a request, an *answering* one is owed an answer, and a *stream* belongs
    to a phone by name. When a place is needed, the one that was silent longest goes; if nobody is
    silent, the oldest stream of the phone that holds most of them. A newcomer is never refused,
    and one that is just being answered is never cut.

    Args:
        places: how many there are.
        crowds: tells whether an address speaks for many, so that it may take all places.
    """

    def __init__(self, places: int, crowds: Callable[[str], bool] = lambda _: False) -> None:
        self._places = places
        self._crowds = crowds
        self._addresses: dict[Place, str] = {}
        self._silent: dict[str, dict[Place, None]] = defaultdict(dict)
        self._streams: dict[str, dict[Place, str]] = defaultdict(dict)
        self._of_phone: dict[str, dict[Place, None]] = defaultdict(dict)
        self._counts: dict[str, int] = defaultdict(int)

    def __len__(self) -> int:
        return len(self._addresses)

    @property
    def silent(self) -> list[Place]:
        """Those that owe us a request."""
        return [place for places in self._silent.values() for place in places]

    def enter(self, place: Place, address: str) -> None:
        """Take in a newcomer, who is silent at first."""
        self._addresses[place] = address
        self._counts[address] += 1
        self.wait(place)
        if self._counts[address] > self._most_of(address):
            self._make_room(address, place)
        elif len(self) > self._places:
            self._make_room(max(self._counts, key=self._counts.__getitem__), place)

    def wait(self, place: Place) -> None:
        """Note that a connection owes us a request, as from now."""
        if place in self._addresses:
            self._free(place)
            self._silent[self._addresses[place]][place] = None

    def answer(self, place: Place) -> None:
        """Note that a connection is being answered; one that streams already goes on."""
        if place in self._addresses:
            self._silent[self._addresses[place]].pop(place, None)

    def stream(self, place: Place, phone: str) -> None:
        """Note that a phone listens at a connection; more than a few, and its oldest is cut."""
        if place not in self._addresses:
            return
        self._free(place)
        self._streams[self._addresses[place]][place] = phone
        streams = self._of_phone[phone]
        streams[place] = None
        if len(streams) > STREAMS_A_PHONE:
            self._cut(next(iter(streams)))

    def leave(self, place: Place) -> None:
        """Forget a connection that ended; once is enough."""
        address = self._addresses.get(place)
        if address is None:
            return
        self._free(place)
        del self._addresses[place]
        self._counts[address] -= 1
        if not self._counts[address]:
            del self._counts[address]
            self._silent.pop(address, None)
            self._streams.pop(address, None)

    def cut_all(self) -> None:
        """End every connection at once."""
        for place in list(self._addresses):
            self._cut(place)

    def _most_of(self, address: str) -> float:
        return self._places * (1 if self._crowds(address) else SHARE_OF_ONE_ADDRESS)

    def _make_room(self, address: str, newcomer: Place) -> None:
        silent = (one for one in self._silent[address] if one is not newcomer)
        streams = self._streams[address]
        victim = next(silent, None) or max(
            streams, key=lambda one: len(self._of_phone[streams[one]]), default=None
        )
        if victim:
            self._cut(victim)

    def _cut(self, place: Place) -> None:
        self.leave(place)
        place.cut()

    def _free(self, place: Place) -> None:
        address = self._addresses[place]
        self._silent[address].pop(place, None)
        phone = self._streams[address].pop(place, None)
        if phone is not None:
            self._of_phone[phone].pop(place, None)
            if not self._of_phone[phone]:
                del self._of_phone[phone]


def crowd_behind(proxies: Collection[IPv4Network | IPv6Network]) -> Callable[[str], bool]:
    """Return what tells whether an address is one of these, each of which speaks for many."""
    from ipaddress import ip_address  # noqa: PLC0415

    def speaks_for_many(address: str) -> bool:
        return any(ip_address(address) in network for network in proxies)

    return speaks_for_many


def allow_files(cap: int) -> int:
    """Let the system give us connections for so many phones, and return how many it will."""
    try:
        import resource  # noqa: PLC0415 - not on Windows, which has no such limit
    except ImportError:
        return WITHOUT_LIMIT
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = max(allowed, _wanted(cap) + FILES_BESIDE)
    limit = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, most))
    return places_within(limit, cap)


def places_within(files: int, cap: int) -> int:
    """Return how many connections fit below a limit of open files."""
    beside = min(FILES_BESIDE, files // 3)
    return max(FEWEST_PLACES, min(files - beside, _wanted(cap)))


def _wanted(cap: int) -> int:
    return max(FEWEST_WANTED, FILES_A_PHONE * cap)
