"""The addresses of this computer, asked without sending anything."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Self

import pytest

from workshop.errors import WorkshopError
from workshop.room import host
from workshop.room.host import AUTOMATIC, LOOPBACK, check_host, lan_addresses, reachable

if TYPE_CHECKING:
    from types import TracebackType


class Probe:
    """A socket that knows one way out, or none."""

    own: str | None = None

    def __init__(self, *_: object) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: object, trace: TracebackType | None
    ) -> None:
        pass

    def connect(self, _: tuple[str, int]) -> None:
        if self.own is None:
            raise OSError

    def getsockname(self) -> tuple[str | None, int]:
        return self.own, 9


def networks(monkeypatch: pytest.MonkeyPatch, way_out: str | None, named: list[str] | None) -> None:
    """Put this computer into networks: the address of its way out, and those of its name."""

    def by_name(_: str) -> tuple[str, list[str], list[str]]:
        if named is None:
            raise OSError
        return "here", [], named

    monkeypatch.setattr(Probe, "own", way_out)
    monkeypatch.setattr(socket, "socket", Probe)
    monkeypatch.setattr(socket, "gethostbyname_ex", by_name)


@pytest.mark.parametrize(
    ("way_out", "named", "expected"),
    [
        ("192.168.1.5", ["10.0.0.5", "192.168.1.5"], ["192.168.1.5", "10.0.0.5"]),
        ("192.168.1.5", None, ["192.168.1.5"]),
        (None, ["127.0.1.1", "10.0.0.5"], ["10.0.0.5"]),
        ("0.0.0.0", ["127.0.0.1"], []),  # noqa: S104 - what some systems answer without a net
        (None, None, []),
    ],
)
def test_the_likeliest_address_comes_first(
    monkeypatch: pytest.MonkeyPatch,
    way_out: str | None,
    named: list[str] | None,
    expected: list[str],
) -> None:
    """The way out before the name's addresses, each once, and none that leads back here."""
    networks(monkeypatch, way_out, named)

    assert expected == lan_addresses()


@pytest.mark.parametrize(
    ("address", "expected"),
    [("192.168.1.5", True), ("10.0.0.5", True), ("127.0.0.1", False), ("127.0.1.1", False)],
)
def test_a_loopback_address_reaches_nobody(address: str, *, expected: bool) -> None:
    """Phones can come to a network's address, and to no other."""
    assert expected == reachable(address)


def test_automatic_takes_the_first_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to look up numbers."""
    monkeypatch.setattr(host, "lan_addresses", lambda: ["192.168.1.5", "10.0.0.5"])

    assert "192.168.1.5" == check_host(AUTOMATIC)


def test_automatic_without_a_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A room that phones cannot reach is not opened as if they could."""
    monkeypatch.setattr(host, "lan_addresses", list)

    with pytest.raises(WorkshopError, match=f"does not have this address.*{LOOPBACK}"):
        check_host(AUTOMATIC)


def test_the_loopback_address_is_always_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a network the kit still runs on this computer."""
    monkeypatch.setattr(host, "lan_addresses", list)

    assert LOOPBACK == check_host(LOOPBACK)


@pytest.mark.parametrize("wrong", ["203.0.113.9", "::1"])
def test_an_address_of_somebody_else_is_refused(
    monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    """The sentence names what was asked for and what there is instead."""
    monkeypatch.setattr(host, "lan_addresses", lambda: ["192.168.1.5"])

    with pytest.raises(WorkshopError, match=rf"Found: {wrong} .*192\.168\.1\.5, {LOOPBACK}"):
        check_host(wrong)
