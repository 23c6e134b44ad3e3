"""The addresses of this computer: the loopback one, and those that phones may reach."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress

from workshop.errors import WorkshopError
from workshop.words import N_

LOOPBACK = "127.0.0.1"
AUTOMATIC = "auto"
ELSEWHERE = ("192.0.2.1", "10.255.255.255", "192.168.255.255")
"""Addresses to ask the way to; nothing is ever sent there. (192.0.2.1: RFC 5737.)"""


def lan_addresses() -> list[str]:
    """Return this computer's addresses in its local networks, the likeliest first."""
    found = []
    for target in ELSEWHERE:
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect((target, 9))
            found.append(probe.getsockname()[0])
    with suppress(OSError):
        found += socket.gethostbyname_ex(socket.gethostname())[2]
    return [one for one in dict.fromkeys(found) if reachable(one)]


def reachable(host: str) -> bool:
    """Return whether another device could reach this address."""
    address = ipaddress.ip_address(host)
    return not (address.is_loopback or address.is_unspecified)


def check_host(host: str) -> str:
    """Return the address to listen on for what was asked: an IPv4 address or ``auto``.

    Raises:
        WorkshopError: if it is no address of this computer, or there is none phones could reach.
    """
    mine = lan_addresses()
    if host == AUTOMATIC:
        if mine:
            return mine[0]
        raise _not_here(host, mine)
    try:
        # An empty name would mean: every network this computer is in.
        ipaddress.ip_address(host)
        with socket.socket() as probe:
            probe.bind((host, 0))
            return str(probe.getsockname()[0])
    except (OSError, ValueError):
        raise _not_here(host, mine) from None


def _not_here(found: str, mine: list[str]) -> WorkshopError:
    return WorkshopError(
        N_("This computer does not have this address."),
        found="{host}",
        hint=N_("Addresses here: {mine}. --host auto takes the first."),
        host=found,
        mine=", ".join([*mine, LOOPBACK]),
    )
