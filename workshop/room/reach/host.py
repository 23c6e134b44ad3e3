"""What this computer says about its networks, and the address it should listen on."""

from __future__ import annotations

import ipaddress
import socket

import psutil

from workshop.errors import WorkshopError
from workshop.room.reach.network import Interface, Networks
from workshop.words import N_

LOOPBACK = "127.0.0.1"
AUTOMATIC = "auto"
ELSEWHERE = "192.0.2.1"
"""An address to ask the way to; nothing is ever sent there (RFC 5737)."""
POINT_TO_POINT = "pointopoint"  # as the system spells it


def networks() -> Networks:
    """Return the networks of this computer as they are now."""
    states = psutil.net_if_stats()
    found = []
    for name, addresses in psutil.net_if_addrs().items():
        state = states.get(name)
        flags = state.flags.split(",") if state else []
        found += [
            Interface(
                name=name,
                address=one.address,
                netmask=one.netmask or "",
                is_up=state.isup if state else False,
                is_point_to_point=bool(one.ptp) or POINT_TO_POINT in flags,
            )
            for one in addresses
            if one.family == socket.AF_INET
        ]
    return Networks(tuple(found), _way_out())


def _way_out() -> str:
    """Return the address whose network leads elsewhere, or nothing: a hall may have no way out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        if probe.connect_ex((ELSEWHERE, 9)):
            return ""
        return str(probe.getsockname()[0])


def reachable(host: str) -> bool:
    """Return whether another device could reach this address."""
    address = ipaddress.ip_address(host)
    return not (address.is_loopback or address.is_unspecified)


def check_host(host: str, around: Networks) -> str:
    """Return the address to listen on for what was asked: an IPv4 address or ``auto``.

    Args:
        host: what was asked for.
        around: the networks of this computer.

    Raises:
        WorkshopError: if it is no address of this computer, or there is none phones could reach.
    """
    if host == AUTOMATIC:
        if around.best:
            return around.best.address
        raise _nowhere(around)
    try:
        # Nothing, or only zeros, would mean: every network this computer is in.
        if ipaddress.IPv4Address(host).is_unspecified:
            raise not_here(host, around)
        with socket.socket() as probe:
            probe.bind((host, 0))
    except (OSError, ValueError):
        raise not_here(host, around) from None
    return host


def not_here(host: str, around: Networks) -> WorkshopError:
    """Return the error for an address that this computer does not have."""
    return WorkshopError(
        N_("This computer doesn’t have this address."),
        found="{host}",
        hint=N_("Addresses here: {mine}. --host auto takes the one phones can reach."),
        host=host,
        mine=around.listed,
    )


def _nowhere(around: Networks) -> WorkshopError:
    return WorkshopError(
        N_("This computer isn’t on a network that phones can reach."),
        found="{mine}",
        hint=N_(
            "Join the Wi-Fi the phones are on or open a hotspot. If one of these "
            "addresses is the right one after all, name it: --host ADDRESS."
        ),
        mine=around.listed,
    )
