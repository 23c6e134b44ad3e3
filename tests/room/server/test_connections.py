"""Who has to go when places are short: never a newcomer, never whoever is being answered."""

from __future__ import annotations

from ipaddress import ip_network

import pytest

from workshop.room.server.connections import (
    STREAMS_A_PHONE,
    Connections,
    crowd_behind,
    places_within,
)

HALL, HOTEL = "192.0.2.1", "198.51.100.7"


class Socket:
    """A connection that remembers that it was cut."""

    def __init__(self) -> None:
        self.is_cut = False

    def cut(self) -> None:
        self.is_cut = True


def enter(connections: Connections, count: int, address: str = HALL) -> list[Socket]:
    """Let so many connections in from an address."""
    sockets = [Socket() for _ in range(count)]
    for one in sockets:
        connections.enter(one, address)
    return sockets


def cut(sockets: list[Socket]) -> list[int]:
    return [place for place, one in enumerate(sockets) if one.is_cut]


def test_the_longest_silent_one_goes() -> None:
    """A newcomer always gets a place, and who spoke last is not who waited longest."""
    connections = Connections(100)
    sockets = enter(connections, 75)
    connections.wait(sockets[0])  # it began to speak again just now
    (newcomer,) = enter(connections, 1)

    assert [1] == cut(sockets)
    assert not newcomer.is_cut
    assert 75 == len(connections)


def test_silence_from_one_address_shuts_nobody_else_out() -> None:
    """Fifteen hundred silent sockets cost only each other their places."""
    connections = Connections(900)
    others = enter(connections, 200, HOTEL)
    flood = enter(connections, 1500)
    late = enter(connections, 25, HOTEL)

    assert [] == cut(others) + cut(late)
    assert 1500 - 675 == len(cut(flood))
    assert len(connections) == 900


def test_where_all_places_are_taken_the_fullest_address_gives_one() -> None:
    """Many addresses below their share can fill the room together."""
    connections = Connections(100)
    hotel = enter(connections, 30, HOTEL)
    hall = enter(connections, 70)
    enter(connections, 1, "203.0.113.5")

    assert ([], [0]) == (cut(hotel), cut(hall))


def test_who_is_being_answered_is_never_cut() -> None:
    """A vote on its way to the disk is worth more than any silence."""
    connections = Connections(100)
    answered = enter(connections, 75)
    for one in answered:
        connections.answer(one)
    flood = enter(connections, 200)

    assert [] == cut(answered)
    assert not flood[-1].is_cut


def test_a_phone_holds_a_few_streams_and_the_newest_wins() -> None:
    """Three thousand streams of one token are four; another phone's are left alone."""
    connections = Connections(5000)
    (other,) = enter(connections, 1)
    connections.stream(other, "other")
    mine = enter(connections, 3000)
    for one in mine:
        connections.answer(one)
        connections.stream(one, "mine")

    assert list(range(3000 - STREAMS_A_PHONE)) == cut(mine)
    assert not other.is_cut
    assert STREAMS_A_PHONE + 1 == len(connections)


def test_where_only_streams_are_left_the_greediest_phone_gives_one() -> None:
    """Phones with one stream each stay, and a newcomer still gets in."""
    connections = Connections(20)
    phones = enter(connections, 11)
    greedy = enter(connections, 4)
    for name, one in enumerate([*phones, *greedy]):
        connections.stream(one, str(min(name, 11)))
    newcomers = enter(connections, 1)

    assert ([], [0], []) == (cut(phones), cut(greedy), cut(newcomers))


def test_a_stream_that_ended_is_silent_again() -> None:
    """A browser that uses its connection for something else holds no stream by it."""
    connections = Connections(100)
    sockets = enter(connections, STREAMS_A_PHONE)
    for one in sockets:
        connections.stream(one, "mine")
    connections.wait(sockets[0])
    (more,) = enter(connections, 1)
    connections.stream(more, "mine")

    assert [] == cut([*sockets, more])


def test_who_left_is_forgotten() -> None:
    """Once, twice, or cut before: places are counted right, and nothing is kept of an address."""
    connections = Connections(8)
    sockets = enter(connections, 10)
    for one in sockets * 2:
        connections.stream(one, "mine")
        connections.leave(one)
        connections.wait(one)
        connections.answer(one)

    assert 0 == len(connections)
    assert [{}, {}, {}, {}] == [
        dict(kept)
        for kept in (
            connections._counts,
            connections._silent,
            connections._streams,
            connections._of_phone,
        )
    ]


def test_a_proxy_speaks_for_many() -> None:
    """All phones come from its address; it may take every place, and no more."""
    crowds = crowd_behind([ip_network("192.0.2.0/24")])
    connections = Connections(100, crowds)
    sockets = enter(connections, 101)

    assert (True, False) == (crowds(HALL), crowds(HOTEL))
    assert [0] == cut(sockets)


@pytest.mark.parametrize(
    ("files", "cap", "expected"),
    [(1100, 300, 900), (20000, 300, 2400), (20000, 5, 1000), (256, 300, 171), (60, 300, 50)],
)
def test_places_stay_below_the_limit_of_open_files(files: int, cap: int, expected: int) -> None:
    """At the limit no connection can be taken, so none could be told to go."""
    assert expected == places_within(files, cap)
