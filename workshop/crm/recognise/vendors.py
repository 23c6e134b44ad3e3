"""Whose export it is, by headers that only one system writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.recognise.names import compact
from workshop.crm.recognise.synonyms import read

if TYPE_CHECKING:
    from collections.abc import Sequence

ENOUGH = 2
"""Signs it takes."""
PREFIX = 10
"""A prefix is worth so many signs: no other system writes it."""


def vendor(header: Sequence[str]) -> str:
    """Return the name of the system a header comes from, empty where nothing tells."""
    keys = {compact(column) for column in header}
    points = {
        name: len(keys & {compact(sign) for sign in facts["signs"]})
        + PREFIX * any(column.startswith(tuple(facts["prefixes"])) for column in header)
        for name, facts in read("vendors").items()
    }
    best = max(points.values())
    leading = [name for name, n in points.items() if n == best]
    return leading[0] if best >= ENOUGH and len(leading) == 1 else ""
