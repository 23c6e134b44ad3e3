"""The networks this computer is in, and the one of them that phones can reach."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from ipaddress import IPv4Address, IPv4Network
from typing import TYPE_CHECKING

from workshop.words import N_

if TYPE_CHECKING:
    from workshop.words import Words


class Kind(IntEnum):
    """What a network is; the lower, the likelier it is the one the phones are in."""

    HOTSPOT = 1
    WIRELESS = 2
    CABLE = 3
    OTHER = 4
    SELF_ASSIGNED = 5
    MOBILE = 6
    TUNNEL = 7
    VIRTUAL = 8
    LOOPBACK = 9


LABELS: dict[Kind, str] = {
    Kind.HOTSPOT: N_("this computer’s hotspot"),
    Kind.WIRELESS: N_("Wi-Fi"),
    Kind.CABLE: N_("cable"),
    Kind.OTHER: N_("network"),
    Kind.SELF_ASSIGNED: N_("no address from the network"),
    Kind.MOBILE: N_("mobile data"),
    Kind.TUNNEL: N_("VPN"),
    Kind.VIRTUAL: N_("inside this computer"),
    Kind.LOOPBACK: N_("this computer only"),
}
_NAMES: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    # Linux, macOS and Windows name them; the first line that fits counts.
    (
        Kind.VIRTUAL,
        (
            *("docker", "br-", "veth", "virbr", "vmnet", "vbox", "lxc", "lxd", "cni", "flannel"),
            *("cali", "podman", "kube", "incus", "dummy", "ifb", "vethernet", "virtualbox"),
            *("vmware", "hyper-v", r".*\bwsl\b", ".*default switch", "anpi", "awdl", "llw"),
        ),
    ),
    (
        Kind.TUNNEL,
        (
            *("tun", r"tap\d", "utun", "wg", "ppp", "ipsec", "gif", "stf", "zt", "nordlynx"),
            *("proton", "mullvad", "cscotun", "gpd", ".*vpn", ".*wireguard", ".*tailscale"),
            *(".*zerotier", ".*hamachi", ".*anyconnect", ".*fortinet", ".*pangp", ".*zscaler"),
            *(r".*\btap-", ".*netbird", r".*\bwarp\b", r"sit\d", "ip6tnl"),
        ),
    ),
    (Kind.MOBILE, ("wwan", "rmnet", "pdp_ip", ".*mobilfunk", ".*cellular", ".*mobile broadband")),
    (Kind.HOTSPOT, (r"ap\d", r"lan-verbindung\* \d", r"local area connection\* \d")),
    (Kind.WIRELESS, ("wl", "wi-?fi", ".*wlan", ".*drahtlos", ".*wireless")),
    (Kind.CABLE, ("eth", "eno", "ens", "enp", "enx", "usb", "lan-", "local area connection")),
)
_PATTERNS = tuple((kind, re.compile("|".join(names), re.IGNORECASE)) for kind, names in _NAMES)
_GIVEN_BY_US = (
    # What this computer is called in a hotspot of its own: Windows, NetworkManager.
    IPv4Network("192.168.137.1/32"),
    IPv4Network("10.42.0.1/32"),
    IPv4Network("10.42.1.1/32"),
)
_SHARED_ON_MAC = IPv4Network("192.168.2.0/23")
"""Internet Sharing on a Mac; other bridges there belong to virtual machines."""
_CARRIER = IPv4Network("100.64.0.0/10")
"""RFC 6598: addresses between a provider and its customers; overlay networks use them as well."""


@dataclass(frozen=True)
class Interface:
    """One IPv4 address of this computer, with the network it belongs to.

    Attributes:
        name: of the network interface.
        address: in that network.
        netmask: of that network; empty where the system does not say.
        is_up: whether it is switched on and connected.
        is_point_to_point: whether only one other computer is at its end.
    """

    name: str
    address: str
    netmask: str = ""
    is_up: bool = True
    is_point_to_point: bool = False

    @property
    def kind(self) -> Kind:
        """What this network is, by its address, its flags and its name."""
        address = IPv4Address(self.address)
        if address.is_loopback:
            return Kind.LOOPBACK
        if address.is_link_local:
            return Kind.SELF_ASSIGNED
        named = self._named()
        if named in (Kind.VIRTUAL, Kind.MOBILE):
            return named
        alone = self.is_point_to_point or self.netmask == "255.255.255.255"
        if named is Kind.TUNNEL or alone or address in _CARRIER:
            return Kind.TUNNEL
        if self.name.startswith("bridge"):
            return Kind.HOTSPOT if address in _SHARED_ON_MAC else Kind.VIRTUAL
        return Kind.HOTSPOT if any(address in net for net in _GIVEN_BY_US) else named

    @property
    def is_for_phones(self) -> bool:
        """Whether phones may well reach it."""
        return self.is_up and self.kind <= Kind.OTHER

    def label(self, words: Words) -> str:
        """Return what people call this network, with the name the system gives it."""
        return f"{words(LABELS[self.kind])} ({self.name})"

    def _named(self) -> Kind:
        fitting = (kind for kind, pattern in _PATTERNS if pattern.match(self.name))
        return next(fitting, Kind.OTHER)


@dataclass(frozen=True)
class Networks:
    """All networks of this computer at one moment.

    Attributes:
        interfaces: every IPv4 address with its network.
        way_out: the address that leads to the internet, if there is one. It only decides between
            networks of the same kind: a VPN takes the way out, and in a hall there may be none.
    """

    interfaces: tuple[Interface, ...] = ()
    way_out: str = ""

    @property
    def others(self) -> list[Interface]:
        """Those that are up and lead out of this computer, the likeliest first."""
        up = (one for one in self.interfaces if one.is_up and one.kind is not Kind.LOOPBACK)
        return sorted(up, key=self._rank)

    @property
    def best(self) -> Interface | None:
        """The one that phones can reach, as far as one can tell; None where there is none."""
        return next((one for one in self.others if one.is_for_phones), None)

    def at(self, address: str) -> Interface | None:
        """Return the network in which this computer has an address, or None."""
        return next((one for one in self.interfaces if one.is_up and one.address == address), None)

    @property
    def listed(self) -> str:
        """All addresses with the names of their networks, in one line."""
        return ", ".join(f"{one.address} ({one.name})" for one in self.others) or "–"

    def _rank(self, interface: Interface) -> tuple[int, bool, bool]:
        private = IPv4Address(interface.address).is_private
        return interface.kind, interface.address != self.way_out, not private
