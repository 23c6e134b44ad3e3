"""How phones reach the room, as options of a command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from workshop.cli.parser import Parser
    from workshop.room.reach.access import Wishes
    from workshop.words import Words


def add_network(parser: Parser, words: Words, default: object) -> None:
    """Add where phones come in, and what may stand in between."""
    address, file = words("ADDRESS"), words("FILE")
    where = words("address where phones can reach this computer, or auto; none by default")
    parser.add("--host", default=default, metavar=address, help=where)
    cert = words("certificate for https, as PEM")
    parser.add("--tls-cert", type=Path, default=default, metavar=file, help=cert)
    key = words("key of the certificate, as PEM")
    parser.add("--tls-key", type=Path, default=default, metavar=file, help=key)
    public = words("what phones open if there’s a proxy in between")
    parser.add("--public-url", default=default, metavar="URL", help=public)
    root = words("path of the room behind the proxy; by default, the one in --public-url")
    parser.add("--root-path", default=default, metavar=words("PATH"), help=root)
    trusted = words("proxy that speaks for many phones; can be repeated")
    settings = {"action": "append", "default": default, "metavar": address, "help": trusted}
    parser.add("--trusted-proxy", **settings)


def network_wishes(options: argparse.Namespace, port: int | None) -> Wishes:
    """Return what was asked for; files are named as any folder finds them."""
    from workshop.room.reach.access import Wishes  # noqa: PLC0415 - `--help` must not wait for it

    return Wishes(
        host=options.host,
        port=port,
        cert=_whole(options.tls_cert),
        key=_whole(options.tls_key),
        public_url=options.public_url,
        root_path=options.root_path,
        proxies=tuple(options.trusted_proxy or ()),
    )


def check_network(wishes: Wishes) -> None:
    """Check that the room will be reached as it was asked for, before anything is started.

    Raises:
        WorkshopError: if not.
    """
    from workshop.room.reach.access import check_access, check_free  # noqa: PLC0415
    from workshop.room.reach.host import networks  # noqa: PLC0415

    check_free(check_access(wishes, networks()))


def as_arguments(wishes: Wishes) -> tuple[str, ...]:
    """Return the arguments of `workshop room` that ask for the same."""
    named = {
        "--host": wishes.host,
        "--port": wishes.port,
        "--tls-cert": wishes.cert,
        "--tls-key": wishes.key,
        "--public-url": wishes.public_url,
        "--root-path": wishes.root_path,
    }
    given = [f"{name}={value}" for name, value in named.items() if value is not None]
    return (*given, *(f"--trusted-proxy={proxy}" for proxy in wishes.proxies))


def _whole(file: Path | None) -> Path | None:
    return file.absolute() if file else None
