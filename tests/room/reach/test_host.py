"""The address to listen on: an address of this computer, or the one phones can reach."""

from __future__ import annotations

import socket
from types import SimpleNamespace

import psutil
import pytest

from workshop.errors import WorkshopError
from workshop.room.reach import host
from workshop.room.reach.host import AUTOMATIC, LOOPBACK, check_host, networks, reachable
from workshop.room.reach.network import Interface, Networks

HALL = Networks((Interface("tun0", "100.64.3.9"), Interface("wlan0", "192.168.43.7")), "100.64.3.9")


def address(number: str, ptp: str | None = None, family: int = socket.AF_INET) -> SimpleNamespace:
    return SimpleNamespace(family=family, address=number, netmask="255.255.255.0", ptp=ptp)


def test_the_system_is_asked_for_addresses_and_flags(monkeypatch: pytest.MonkeyPatch) -> None:
    """IPv4 only, with what is up and what has only one computer at its other end."""
    monkeypatch.setattr(
        psutil,
        "net_if_addrs",
        lambda: {
            "wlan0": [address("192.168.1.5"), address("fe80::1", family=socket.AF_INET6)],
            "one": [address("10.8.0.2", ptp="10.8.0.1")],
            "two": [address("10.9.0.2")],
            "off": [address("10.0.0.2")],
            "unknown": [address("10.0.0.3")],
        },
    )
    flags = {"wlan0": "up,broadcast,running", "one": "up", "two": "up,pointopoint,running"}
    states = {name: SimpleNamespace(isup=True, flags=flags[name]) for name in flags}
    states["off"] = SimpleNamespace(isup=False, flags="broadcast")
    monkeypatch.setattr(psutil, "net_if_stats", lambda: states)
    mask = "255.255.255.0"

    assert (
        Interface("wlan0", "192.168.1.5", mask),
        Interface("one", "10.8.0.2", mask, is_point_to_point=True),
        Interface("two", "10.9.0.2", mask, is_point_to_point=True),
        Interface("off", "10.0.0.2", mask, is_up=False),
        Interface("unknown", "10.0.0.3", mask, is_up=False),
    ) == networks().interfaces


def test_without_a_way_out_there_are_still_networks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A router without internet is the usual advice for a hall; the question must not fail."""
    monkeypatch.setattr(socket.socket, "connect_ex", lambda *_: 101)

    assert "" == networks().way_out
    assert LOOPBACK in [one.address for one in networks().interfaces]


@pytest.mark.parametrize(
    ("number", "expected"),
    [("192.168.1.5", True), ("10.0.0.5", True), ("127.0.0.1", False), ("127.0.1.1", False)],
)
def test_a_loopback_address_reaches_nobody(number: str, *, expected: bool) -> None:
    """Phones can come to a network's address, and to no other."""
    assert expected == reachable(number)


def test_automatic_takes_the_address_phones_can_reach() -> None:
    """Nobody has to look up numbers, and a VPN with the way out is passed by."""
    assert "192.168.43.7" == check_host(AUTOMATIC, HALL)


def test_automatic_without_a_network_is_refused() -> None:
    """A room that phones cannot reach is not opened as if they could; what there is is named."""
    around = Networks((Interface("tun0", "100.64.3.9"),))

    with pytest.raises(
        WorkshopError, match=r"isn’t on a network that phones.*100\.64\.3\.9 \(tun0\)"
    ):
        check_host(AUTOMATIC, around)


def test_the_loopback_address_is_always_here() -> None:
    """Without a network the kit still runs on this computer."""
    assert LOOPBACK == check_host(LOOPBACK, Networks())


@pytest.mark.parametrize("wrong", ["203.0.113.9", "::1", "x", "", "0.0.0.0"])  # noqa: S104
def test_an_address_of_somebody_else_is_refused(wrong: str) -> None:
    """Nothing listens on every network because of a typing error; what is here is named."""
    with pytest.raises(
        WorkshopError, match=r"doesn’t have this address.*192\.168\.43\.7 \(wlan0\)"
    ):
        check_host(wrong, HALL)


def test_a_tunnel_is_taken_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guess of a program ends where a person says an address."""
    monkeypatch.setattr(host.socket.socket, "bind", lambda *_: None)

    assert "100.64.3.9" == check_host("100.64.3.9", HALL)
