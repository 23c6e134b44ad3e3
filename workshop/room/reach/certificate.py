"""A certificate with its key: what it is for, and whether the two are any good."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, NoReturn

from workshop.errors import WorkshopError
from workshop.room.reach.host import LOOPBACK
from workshop.words import N_

if TYPE_CHECKING:
    from pathlib import Path

LOCALHOST = "localhost"
MOST_TURNS = 20
"""Of a handshake with ourselves; three are enough."""


@dataclass(frozen=True)
class Certificate:
    """What proves to phones that this is the room.

    Attributes:
        context: serves with it.
        names: what it is for, host names and addresses, as it lists them itself.
    """

    context: ssl.SSLContext
    names: tuple[str, ...]

    def name_for(self, host: str) -> str:
        """Return what phones should open to reach an address of this computer by this certificate.

        Raises:
            WorkshopError: if it is only for names that nobody can open, such as ``*.example.com``.
        """
        if host in self.names:
            return host
        if host == LOOPBACK and LOCALHOST in self.names:
            return LOCALHOST
        usable = [one for one in self.names if not (one.startswith("*") or _is_address(one))]
        named = [one for one in usable if one != LOCALHOST]
        if named:
            return named[0]
        raise WorkshopError(
            N_("The certificate isn’t for this computer."),
            found="{names}",
            hint=N_("Say which address the phones open: --public-url https://NAME:PORT."),
            names=", ".join(self.names) or "–",
        )


def read_certificate(cert: Path, key: Path) -> Certificate:
    """Return a certificate that works with its key today.

    Raises:
        WorkshopError: if a file cannot be read, or they do not fit, or the day is past.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    for file in (cert, key):
        _check_readable(file)
    try:
        context.load_cert_chain(cert, key, password=_no_password)
    except ssl.SSLError as error:
        raise _unfit(cert, key, error) from None
    return Certificate(context, _names(context, cert))


def _check_readable(file: Path) -> None:
    try:
        file.read_bytes()
    except OSError as error:
        raise WorkshopError(
            N_("The certificate file can’t be read."),
            found="{file}: {reason}",
            hint=N_("--tls-cert and --tls-key each name a PEM file that you’re allowed to read."),
            file=file,
            reason=error,
        ) from None


def _no_password() -> NoReturn:
    raise WorkshopError(
        N_("The certificate’s key is locked with a password."),
        hint=N_("Nobody is there to type it when the room starts; use a key without one."),
    )


def _unfit(cert: Path, key: Path, error: ssl.SSLError) -> WorkshopError:
    if error.reason == "KEY_VALUES_MISMATCH":
        return WorkshopError(
            N_("The certificate and the key don’t match."),
            found="{cert}, {key}",
            hint=N_("In the file, your own certificate comes first, then the ones that signed it."),
            cert=cert,
            key=key,
        )
    return WorkshopError(
        N_("These files aren’t a certificate and its key."),
        found="{cert}, {key}",
        hint=N_("--tls-cert and --tls-key each name a PEM file that you’re allowed to read."),
        cert=cert,
        key=key,
    )


def _names(context: ssl.SSLContext, cert: Path) -> tuple[str, ...]:
    """Return what a certificate is for, by shaking hands with it: a phone would do no other."""
    trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusting.check_hostname = False
    # The certificate itself is what is trusted here, whoever signed it.
    trusting.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    try:
        trusting.load_verify_locations(cert)
        names = _shake_hands(context, trusting)
    except ssl.SSLError as error:
        raise WorkshopError(
            N_("No phone would accept this certificate."),
            found="{reason}",
            hint=N_("Has it expired, or is it meant for something other than a web page?"),
            reason=error,
        ) from None
    return tuple(str(name) for _, name in names)


def _shake_hands(serving: ssl.SSLContext, trusting: ssl.SSLContext) -> Any:
    """Return the names that a server shows to a client, without a network between them."""
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    server = serving.wrap_bio(to_server, to_client, server_side=True)
    client = trusting.wrap_bio(to_client, to_server)
    for turn in range(MOST_TURNS):
        try:
            (client if turn % 2 == 0 else server).do_handshake()
        except ssl.SSLWantReadError:
            continue
        if turn % 2 == 0:
            break
    return (client.getpeercert() or {}).get("subjectAltName", ())


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
