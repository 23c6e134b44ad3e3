"""How people get into the room: code, address and a QR code made on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import segno

from workshop.widgets.html import esc

if TYPE_CHECKING:
    from workshop.room.door import Door
    from workshop.words import Words


def qr(link: str) -> str:
    """Return a link as a QR code, as an HTML image that needs no network."""
    picture = segno.make(link, error="m", micro=False)
    return f'<img class="ot-qr" alt="" src="{esc(picture.svg_data_uri(border=2, light="#fff"))}">'


def join_big(door: Door, words: Words) -> str:
    """Return what a hall reads from the last row."""
    return _picture(door, words) + _lost(door, words)


def join_small(door: Door, words: Words) -> str:
    """Return the code in one line, the rest folded away."""
    line = words(
        "Join with your phone: {address}, code {code}", address=door.address, code=door.code
    )
    return (
        f'<details class="ot-join-small"><summary>{esc(line)}</summary>{_picture(door, words)}'
        f"</details>{_lost(door, words)}"
    )


def _picture(door: Door, words: Words) -> str:
    return f'<div class="ot-join">{qr(door.link)}<div>{_how(door, words)}</div></div>'


def _how(door: Door, words: Words) -> str:
    return (
        f"<p>{esc(words('Scan it, or open this address and type the code:'))}</p>"
        f'<p class="ot-address">{esc(door.address)}</p>'
        f'<p class="ot-code">{esc(door.code)}</p>{_unreachable(door, words)}'
    )


def _unreachable(door: Door, words: Words) -> str:
    line = words(
        "Phones cannot reach this laptop yet. Choose a network in the presenter view, or start the"
        " kit with: workshop --host auto"
    )
    return "" if door.reach else f'<p class="ot-unreachable">{esc(line)}</p>'


def _lost(door: Door, words: Words) -> str:
    # Folded or not: an address that is dead must not stand there without a word.
    line = words("This laptop has left that network: phones do not get in at this address now.")
    return f'<p class="ot-unreachable">{esc(line)}</p>' if door.lost else ""
