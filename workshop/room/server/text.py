"""What the person at the terminal reads: where the phones come in, and when that changes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from workshop.room.reach.host import LOOPBACK

if TYPE_CHECKING:
    from workshop.room.reach.access import Access
    from workshop.room.reach.network import Networks
    from workshop.room.server.room_server import LiveRoom
    from workshop.words import Words

HERE, ELSEWHERE = "→", " "


def say(live: LiveRoom, access: Access, port: int, words: Words) -> None:
    """Print where phones and the facilitator come in.

    Args:
        live: the room.
        access: how it is reached.
        port: the one it listens on.
        words: the language.
    """
    opened, second = live.door, None
    own = presenter_link(access.address(LOOPBACK, port), live.secret)
    if opened.reach:
        second = presenter_link(opened.address, live.secret)
    lines = [
        words("Phones: {address}, code {code}", address=opened.address, code=opened.code),
        words("Presenter view, for you only: {link}", link=own),
    ]
    if second and second != own:
        lines.append(words("The same on a second device: {link}", link=second))
    if live.venue and not access.public_url:
        lines += _networks(live.venue.around, live.venue.host, words)
    if not opened.reach:
        lines.append(
            words(
                "Other devices can’t reach this yet. To let phones in, choose a network "
                "in the presenter view or start with --host auto."
            )
        )
    _print(lines)


def presenter_link(address: str, secret: str) -> str:
    """Return the facilitator's page; after the # nothing is sent, so no log ever holds it."""
    return f"{address}/presenter#{secret}"


def tell(words: Words, line: str, values: dict[str, str]) -> None:
    """Print a line that happens while the room runs."""
    _print([words(line, **values)])


def _networks(around: Networks, host: str, words: Words) -> list[str]:
    if not around.others:
        return [words("This computer isn’t on a network.")]
    listed = [
        f"  {HERE if one.address == host else ELSEWHERE} {one.address}  {one.label(words)}"
        for one in around.others
    ]
    return [words("Addresses of this computer:"), *listed]


def _print(lines: list[str]) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()
