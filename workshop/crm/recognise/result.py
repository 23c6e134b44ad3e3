"""What the recognition looks at, and what it proposes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class Preview:
    """The first rows of a sheet.

    Attributes:
        name: of the file and its sheet, ``"deals.csv"`` or ``"export.xlsx › Tabelle1"``.
        header: all column names, in order.
        columns: column name to the first cells as trimmed text, None where empty; only names
            that stand once and are not empty.
    """

    name: str
    header: tuple[str, ...]
    columns: Mapping[str, Sequence[str | None]]


class Why(StrEnum):
    """What speaks for a match most."""

    KNOWN = "known"
    SIMILAR = "similar"
    CELLS = "cells"
    LINK = "link"


@dataclass(frozen=True)
class Match:
    """A field and the columns it is read from.

    Attributes:
        field: canonical name.
        columns: of the export; of several the first filled one counts.
        score: 0 to 1.
        sure: whether nobody need look.
        why: what speaks for it.
        others: further candidate columns, best first.
    """

    field: str
    columns: tuple[str, ...]
    score: float
    sure: bool
    why: Why
    others: tuple[str, ...]


@dataclass(frozen=True)
class Recognised:
    """One sheet as one canonical table.

    Attributes:
        table: canonical name.
        preview: name of the preview.
        vendor: whose export it looks like, empty where nothing tells.
        matches: in the order of the table's fields.
        owners: the same for columns that point at a colleague.
        values: field to what the values of its list mean.
        unsure_values: field to the values a person should look at.
        left: columns that stay out.
        personal: those of them that name a person, or may.
    """

    table: str
    preview: str
    vendor: str
    matches: tuple[Match, ...]
    owners: tuple[Match, ...]
    values: Mapping[str, Mapping[str, str]]
    unsure_values: Mapping[str, tuple[str, ...]]
    left: tuple[str, ...]
    personal: tuple[str, ...]


@dataclass(frozen=True)
class Recognition:
    """A whole export.

    Attributes:
        tables: at most one for each canonical table, in their order.
        left: preview to the message that says why no table is read from it.
    """

    tables: tuple[Recognised, ...]
    left: Mapping[str, str]
