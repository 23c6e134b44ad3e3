"""For whom the sources of contacts count that the kit has no name of its own for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from workshop.crm.recognise.names import compact
from workshop.crm.recognise.synonyms import ASK, read

SourceSide = Literal["marketing", "sales", "nobody"]
"""For whom a source counts; nobody's are those of both sides, or of neither."""


@dataclass(frozen=True)
class Owner:
    """For whom a source counts, and whether that is for sure."""

    side: SourceSide
    sure: bool


def source_owner(source: str) -> Owner | None:
    """Return for whom a source counts by the catalogue, None where it does not know."""
    return _owners().get(compact(source))


@cache
def _owners() -> dict[str, Owner]:
    return {
        compact(line.removesuffix(ASK)): Owner(side, not line.endswith(ASK))
        for side, lines in read("sides").items()
        for line in lines
    }
