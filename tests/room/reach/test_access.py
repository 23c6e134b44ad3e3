"""How the room is reached: what was asked for is tried, and refused in words."""

from __future__ import annotations

import socket
from ipaddress import ip_network
from typing import TYPE_CHECKING

import pytest
from support.browser.trust import Authority

from workshop.errors import WorkshopError
from workshop.room.reach.access import Access, Wishes, check_access, check_free
from workshop.room.reach.network import Interface, Networks

if TYPE_CHECKING:
    from pathlib import Path

HALL = Networks((Interface("wlan0", "192.168.43.7"),))


def test_without_wishes_only_this_computer_reaches_it() -> None:
    """Nothing is opened to a network that nobody asked for."""
    access = check_access(Wishes(), HALL)

    assert Access() == access
    assert "http://127.0.0.1:8808" == access.address(access.host, 8808)
    assert not access.reaches(access.host)


def test_automatic_is_remembered() -> None:
    """Only who left the choice to the kit is moved by it later."""
    assert check_access(Wishes("auto"), HALL).is_automatic
    assert "192.168.43.7" == check_access(Wishes("auto"), HALL).host
    assert not check_access(Wishes("127.0.0.1"), HALL).is_automatic


@pytest.mark.parametrize(
    ("url", "expected", "root"),
    [
        ("https://room.example.com", "https://room.example.com", ""),
        ("https://room.example.com/", "https://room.example.com", ""),
        ("https://example.com:8443/a/room/", "https://example.com:8443/a/room", "/a/room"),
        ("http://example.com/room", "http://example.com/room", "/room"),
    ],
)
def test_behind_a_proxy_phones_open_its_address(url: str, expected: str, root: str) -> None:
    """Door, QR code and links carry it, and its path is the room's, unless another is named."""
    access = check_access(Wishes(public_url=url), HALL)

    assert expected == access.address("127.0.0.1", 8808)
    assert root == access.root_path
    assert access.reaches("127.0.0.1")
    assert "/in" == check_access(Wishes(public_url=url, root_path="in/"), HALL).root_path


@pytest.mark.parametrize(
    "url",
    [
        *("", "room.example.com", "ftp://example.com", "https://", "https://me:pw@example.com"),
        *("https://example.com/?a=b", "https://example.com/#x", "https://example.com:99999"),
        *("https://exam ple.com", "https://exämple.com", "javascript:alert(1)", "https://[::1"),
    ],
)
def test_what_no_phone_can_open_is_refused(url: str) -> None:
    """It would stand on the projector and in the QR code."""
    with pytest.raises(WorkshopError, match="phone can’t open this address"):
        check_access(Wishes(public_url=url), HALL)


@pytest.mark.parametrize("path", ["/api", "/static/x", "presenter", "/a b", "/../x", "/ä", "/a?b"])
def test_a_path_the_room_needs_itself_is_refused(path: str) -> None:
    """A request could be read in two ways."""
    with pytest.raises(WorkshopError, match="can’t be opened under this path"):
        check_access(Wishes(root_path=path), HALL)


def test_only_addresses_are_trusted() -> None:
    """Everybody, or a name that may change its address, is nobody to trust."""
    found = check_access(Wishes(proxies=("10.0.0.2", "10.1.0.0/16")), HALL).proxies

    assert (ip_network("10.0.0.2/32"), ip_network("10.1.0.0/16")) == found
    for wrong in ("*", "proxy.example.com", "10.0.0.2/8", ""):
        with pytest.raises(WorkshopError, match="isn’t the address of a proxy"):
            check_access(Wishes(proxies=(wrong,)), HALL)


def test_with_a_certificate_the_address_carries_its_name(tmp_path: Path) -> None:
    """A browser warns about any other."""
    cert, key = Authority(tmp_path).issue("room.example.com")
    access = check_access(Wishes(cert=cert, key=key), HALL)

    assert "https://room.example.com:8808" == access.address("127.0.0.1", 8808)


def test_half_a_certificate_is_refused(tmp_path: Path) -> None:
    """Nobody believes to be encrypted who is not."""
    cert, key = Authority(tmp_path).issue("room.example.com")

    for half in (Wishes(cert=cert), Wishes(key=key)):
        with pytest.raises(WorkshopError, match="go together"):
            check_access(half, HALL)


def test_a_certificate_for_nothing_is_refused_before_anything_starts(tmp_path: Path) -> None:
    """Unless an address is named that phones can open."""
    cert, key = Authority(tmp_path).issue("*.example.com")
    named = Wishes(cert=cert, key=key, public_url="https://room.example.com:8808")

    assert "https://room.example.com:8808" == check_access(named, HALL).address("127.0.0.1", 1)
    with pytest.raises(WorkshopError, match="isn’t for this computer"):
        check_access(Wishes(cert=cert, key=key), HALL)


def test_a_port_in_use_is_noticed_beforehand() -> None:
    """Also on this computer's own address, which the presenter view needs."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
        with pytest.raises(WorkshopError, match=f"can’t be opened on this port.*{port}"):
            check_free(Access(port=port))
    for wrong in (-1, 99999):
        with pytest.raises(WorkshopError, match="can’t be opened on this port"):
            check_free(Access(port=wrong))
    check_free(Access(port=port))
    check_free(Access())
