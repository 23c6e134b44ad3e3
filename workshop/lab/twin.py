"""Whether a session is open already: two kits on one folder would pull it from under each other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import quote, urlencode
from urllib.request import urlopen

from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.lab.home import Home

SECONDS = 2


def refuse_twin(home: Home, path: str) -> None:
    """Raise `WorkshopError` if another kit serves this session now.

    The message names the address at which that kit shows the notebook `path`.
    A file left behind by a kill does not count: its server no longer answers to its token.
    """
    for file in home.runtime.glob("jpserver-*.json"):
        if found := _answering(file, path):
            raise WorkshopError(
                N_("This session is open already."),
                found="{address}",
                hint=N_("Use that window, or take another name with --session."),
                address=found,
            )


def _answering(file: Path, path: str) -> str | None:
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
        query = urlencode({"token": known["token"]})
        address = f"{known['url']}api/status?{query}"
        with urlopen(address, timeout=SECONDS):  # noqa: S310 - our own server on loopback
            return f"{known['url']}doc/tree/{quote(path)}?{query}"
    except (OSError, URLError, ValueError, LookupError, TypeError):
        return None
