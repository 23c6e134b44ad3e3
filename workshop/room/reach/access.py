"""How the room is reached: what was asked for, and what of it holds."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from ipaddress import ip_network
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from workshop.errors import WorkshopError
from workshop.room.reach.certificate import Certificate, read_certificate
from workshop.room.reach.host import AUTOMATIC, LOOPBACK, check_host, reachable
from workshop.words import N_

if TYPE_CHECKING:
    from ipaddress import IPv4Network, IPv6Network
    from pathlib import Path

    from workshop.room.reach.network import Networks

PORTS = range(1, 65536)
PREFIX = "/"
OWN_PATHS = {"api", "static", "presenter"}


@dataclass(frozen=True)
class Wishes:
    """What was asked for on the command line.

    Attributes:
        host: the address phones reach, or ``auto``; this computer itself can always reach it.
        port: the port, by default the one of last time, the usual one, or a free one.
        cert: the file of a certificate, for https.
        key: the file of its key.
        public_url: what phones open, where something else stands in between.
        root_path: the path under which the room is found there; that of `public_url` by default.
        proxies: addresses or networks of what stands in between and may speak for others.
    """

    host: str | None = None
    port: int | None = None
    cert: Path | None = None
    key: Path | None = None
    public_url: str | None = None
    root_path: str | None = None
    proxies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Access:
    """How the room is reached; every part of it has been tried.

    Attributes:
        host: the address to listen on beside this computer's own.
        port: the port that was asked for.
        is_automatic: whether the kit itself looks for the network the phones are in.
        certificate: for https; None for plain HTTP.
        public_url: what phones open, if it is not the address itself; without a slash at its end.
        root_path: what stands before every path there; empty, or with a slash at its beginning.
        proxies: the networks of those whose word about others is believed.
    """

    host: str = LOOPBACK
    port: int | None = None
    is_automatic: bool = False
    certificate: Certificate | None = None
    public_url: str = ""
    root_path: str = ""
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()

    def address(self, host: str, port: int) -> str:
        """Return what phones open when the room listens on an address and a port."""
        if self.public_url:
            return self.public_url
        if self.certificate:
            return f"https://{self.certificate.name_for(host)}:{port}"
        return f"http://{host}:{port}"

    def reaches(self, host: str) -> bool:
        """Return whether other devices can reach the room when it listens there."""
        return bool(self.public_url) or reachable(host)


def check_access(wishes: Wishes, around: Networks) -> Access:
    """Return how the room will be reached.

    Args:
        wishes: what was asked for.
        around: the networks of this computer.

    Raises:
        WorkshopError: if any of it cannot be.
    """
    public_url = _public_url(wishes.public_url) if wishes.public_url is not None else ""
    root_path = urlsplit(public_url).path if wishes.root_path is None else wishes.root_path
    access = Access(
        host=check_host(LOOPBACK if wishes.host is None else wishes.host, around),
        port=wishes.port,
        is_automatic=wishes.host == AUTOMATIC,
        certificate=_certificate(wishes.cert, wishes.key),
        public_url=public_url,
        root_path=_root_path(root_path),
        proxies=tuple(map(_proxy, wishes.proxies)),
    )
    access.address(access.host, wishes.port or 0)
    return access


def check_free(access: Access) -> None:
    """Check that the port that was asked for is free on every address it will be needed on.

    Raises:
        WorkshopError: if another program holds it, or it is no port we may use.
    """
    if access.port is None:
        return
    for host in dict.fromkeys((access.host, LOOPBACK)):
        try:
            with socket.socket() as probe:
                if os.name == "posix":  # elsewhere it would let two programs share a port
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, access.port))
        except (OSError, OverflowError) as error:
            raise no_port(access.port, error) from None


def no_port(port: int, error: OSError | OverflowError) -> WorkshopError:
    """Return the error for a port that cannot be listened on."""
    return WorkshopError(
        N_("The room can’t be opened on this port."),
        found="{port}: {reason}",
        hint=N_("Leave the port out and the kit will pick a free one."),
        port=port,
        reason=error,
    )


def _certificate(cert: Path | None, key: Path | None) -> Certificate | None:
    if cert is None and key is None:
        return None
    if cert is None or key is None:
        raise WorkshopError(
            N_("A certificate and its key go together."),
            found="{file}",
            hint=N_("Name both: --tls-cert FILE --tls-key FILE."),
            file=cert or key,
        )
    return read_certificate(cert, key)


def _public_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname)
        fits = fits and not (parts.query or parts.fragment or parts.username is not None)
        fits = fits and (parts.port is None or parts.port in PORTS)
    except ValueError:
        fits = False
    if fits and url.isascii() and url.isprintable() and " " not in url:
        return url.rstrip("/")
    raise WorkshopError(
        N_("A phone can’t open this address."),
        found="{url}",
        hint=N_(
            "--public-url takes an address like https://room.example.com or "
            "https://example.com/room"
        ),
        url=url,
    )


def _root_path(path: str) -> str:
    parts = [part for part in path.split(PREFIX) if part]
    fits = all(part.replace("-", "").replace("_", "").isalnum() for part in parts)
    if fits and path.isascii() and not OWN_PATHS & set(parts[:1]):
        return "".join(PREFIX + part for part in parts)
    raise WorkshopError(
        N_("The room can’t be opened under this path."),
        found="{path}",
        hint=N_(
            "Letters, digits and dashes, such as --root-path /room; the room needs /api, "
            "/static and /presenter for itself."
        ),
        path=path,
    )


def _proxy(address: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(address)
    except ValueError:
        raise WorkshopError(
            N_("That isn’t the address of a proxy."),
            found="{address}",
            hint=N_(
                "--trusted-proxy takes an address such as 10.0.0.2 or a network such "
                "as 10.0.0.0/24."
            ),
            address=address,
        ) from None
