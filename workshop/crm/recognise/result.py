"""What the recognition looks at, and what it proposes."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from workshop.crm.handover import Handover
    from workshop.crm.wide import Wide


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
        stand_in: whether it is another thing that only may stand in for the field.
    """

    field: str
    columns: tuple[str, ...]
    score: float
    sure: bool
    why: Why
    others: tuple[str, ...]
    stand_in: bool = False


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
        evidence: role to the column that says besides a status how deals ended.
        suggested: columns of dates that may say so by their header, each with the role.
        left: columns that stay out.
        personal: those of them that name a person, or may.
        wide: columns of costs that stand side by side.
        constants: field to its one value, where the kind of report says it.
        totals: columns that are left out because they add others up.
        samples: cells of the column of months or dates, to see what periods they are.
        handover: how rows of persons are hand-overs.
        by_creation: whether the day a row was created would be its hand-over.
        type_by: columns that say of which type a touchpoint is.
        done: column that says whether it has happened, empty where none does.
        of_kind: the kind of all rows as the file's name says it.
        some_rows: whether only the rows are the table's that say how they ended.
        numbered: the field that is the row's number, because no column has an id.
        told: whether a person has said what it is.
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
    evidence: Mapping[str, str] = field(default_factory=dict)
    suggested: Mapping[str, str] = field(default_factory=dict)
    wide: Wide | None = None
    constants: Mapping[str, str] = field(default_factory=dict)
    totals: tuple[str, ...] = ()
    samples: frozenset[str] = field(default=frozenset(), repr=False)
    handover: Handover | None = None
    by_creation: bool = False
    type_by: tuple[str, ...] = ()
    done: str = ""
    of_kind: str = ""
    some_rows: bool = False
    numbered: str = ""
    told: bool = False


@dataclass(frozen=True)
class Unread:
    """A column with a known name whose cells cannot be what the name says.

    Attributes:
        preview: name of the preview.
        table, field: canonical names.
        column: of the export.
        cell: the first that cannot be read.
    """

    preview: str
    table: str
    field: str
    column: str
    cell: str


@dataclass(frozen=True)
class Recognition:
    """A whole export.

    Attributes:
        tables: in the order of the canonical ones; of sheets that may be parts of one, the
            leading one first. Lists of the contacts of deals stand at the end.
        left: preview to the message that says why no table is read from it.
        unread: columns that would be fields if their cells could be read.
        handed: hand-overs that stand in the rows of persons; their sheets are tables as well.
    """

    tables: tuple[Recognised, ...]
    left: Mapping[str, str]
    unread: tuple[Unread, ...] = ()
    handed: tuple[Recognised, ...] = ()
