"""The charter inside the notebook: the exported page's body in the notebook's own look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workshop.charter.export import html

if TYPE_CHECKING:
    from workshop.charter.document import Charter

BODY = re.compile(r"<main>(.*)</main>", re.DOTALL)


def charter_view(charter: Charter) -> str:
    """Return the inside of the exported page, so that people read what they will take home."""
    found = BODY.search(html(charter))
    assert found is not None, "the template has one main element"  # noqa: S101
    return found.group(1)
