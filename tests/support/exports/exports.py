"""Exports as they lie in a folder, and the error that a bad one gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workshop.errors import WorkshopError
from workshop.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DEALS = "deal_id,status,created_at,closed_at,value\n"
DEAL = "D1,won,2026-01-02,2026-02-03,10\n"


def folder(place: Path, **files: str | bytes) -> Path:
    """Write CSV files (name without ending to content) into a new folder and return it."""
    place.mkdir(exist_ok=True)
    for name, content in files.items():
        raw = content if isinstance(content, bytes) else content.encode()
        (place / f"{name}.csv").write_bytes(raw)
    return place


def refusal(call: Callable[..., object], *arguments: object) -> WorkshopError:
    """Return the one error that the call gives; it says fact, finding and hint in German, too."""
    with pytest.raises(WorkshopError) as caught:
        call(*arguments)
    for lang in ("de", "en"):
        lines = caught.value.lines(Words(lang))
        assert len(lines) == 3, lines
        assert all("\n" not in line for line in lines)
    return caught.value
