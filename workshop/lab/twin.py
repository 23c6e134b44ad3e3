"""Whether a session is open already: two kits on one folder would pull it from under each other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.lab.home import Home

SECONDS = 2
ENTRY = "table"
"""The page of a kit that leads to the act the room is in; `workshop.lab.entry` serves it."""


def refuse_twin(home: Home) -> None:
    """Raise `WorkshopError` if another kit serves this session now.

    The message names the address of that kit. A file left behind by a kill does not count: its
    server no longer answers to its token. This gives the address only; `workshop.lock` keeps two
    kits apart that start in the same moment.
    """
    for file in home.runtime.glob("jpserver-*.json"):
        if address := _answering(file):
            raise WorkshopError(
                N_("This session is already open."),
                found="{address}",
                hint=N_("Use the open window or pick another name with --session."),
                address=address,
            )


def _answering(file: Path) -> str | None:
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
        query = urlencode({"token": known["token"]})
        address = f"{known['url']}api/status?{query}"
        with urlopen(address, timeout=SECONDS):  # noqa: S310 - our own server on loopback
            return f"{known['url']}{ENTRY}?{query}"
    except (OSError, URLError, ValueError, LookupError, TypeError):
        return None
