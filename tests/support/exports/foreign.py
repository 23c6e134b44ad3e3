"""Exports of other systems, as the recognition of columns sees them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from workshop.crm.recognise import Preview, recognise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop.crm.recognise import Match, Recognised

EXPORTS = Path(__file__).parents[2] / "crm" / "recognise" / "exports"


def preview(name: str, cells: Mapping[str, Sequence[str | None]]) -> Preview:
    """Return a preview of a sheet with these columns."""
    return Preview(name, tuple(cells), cells)


@cache
def export(name: str) -> dict[str, Any]:
    """Return one of the exports beside the tests, with what is expected of it."""
    content: dict[str, Any] = yaml.safe_load((EXPORTS / f"{name}.yaml").read_text("utf-8"))
    return content


def previews(content: dict[str, Any]) -> list[Preview]:
    """Return the sheets of an export."""
    return [
        preview(name, {column: _text(cells) for column, cells in sheet["cells"].items()})
        for name, sheet in content["sheets"].items()
    ]


def _text(cells: Sequence[object]) -> list[str | None]:
    """Return cells as text; YAML turns dates that stand alone into dates."""
    return [None if cell is None else str(cell) for cell in cells]


def only(name: str, cells: Mapping[str, Sequence[str | None]]) -> Recognised:
    """Return what is recognised in a sheet that stands alone."""
    (found,) = recognise([preview(name, cells)]).tables
    return found


def fields(matches: Sequence[Match]) -> dict[str, tuple[str, ...]]:
    """Return field to its columns."""
    return {match.field: match.columns for match in matches}
