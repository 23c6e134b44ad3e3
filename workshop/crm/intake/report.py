"""What happened to the rows of an export on their way in: read, kept, set aside, and oddities.

Nothing a person typed is kept in it but values of lists, which the tables hold as well: the
report is stored beside the tables, and tables know no names.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from workshop.words import N_

SHOWN_ROWS = 20


class Reason(StrEnum):
    """Why a row was set aside."""

    WIDTH = "width"
    FOOTER = "footer"
    VALUE = "value"
    DUPLICATE = "duplicate"
    REPEATED_KEY = "repeated_key"


REASONS: dict[Reason, str] = {
    Reason.WIDTH: N_("not one cell for each column"),
    Reason.FOOTER: N_("a footer below the table"),
    Reason.VALUE: N_("“{column}” is not readable"),
    Reason.DUPLICATE: N_("the same row once more"),
    Reason.REPEATED_KEY: N_("the key in “{column}” belongs to another row already"),
}


@dataclass(frozen=True)
class SetAside:
    """Rows that were not kept, for one reason.

    Attributes:
        reason: see `Reason`.
        n: how many.
        rows: the first of them, numbered as a spreadsheet numbers them.
        column: of the export, where the reason has one.
    """

    reason: Reason
    n: int
    rows: tuple[int, ...]
    column: str = ""


class Oddity(StrEnum):
    """What looks wrong in rows that were kept; each has a sentence in `ODDITIES`."""

    DEFAULT = "default_as_missing"
    PERSONAL = "personal_removed"
    FREE_TEXT = "free_text_removed"
    IMPOSSIBLE = "impossible_dates"
    FUTURE = "closed_in_future"
    NEGATIVE = "negative_durations"
    CONTRADICTION = "contradiction"
    NO_LINK = "no_link"
    JOIN_MISSES = "join_misses"
    NO_VALUE_WON = "value_missing_for_won"
    NO_VALUE_LOST = "value_missing_for_lost"
    NO_VALUE_OPEN = "value_missing_for_open"
    SPELLINGS = "two_spellings"
    UNLISTED = "unlisted_value"
    TWINS = "twins"
    SEVERAL_LINKS = "several_links"


ODDITIES: dict[Oddity, str] = {
    Oddity.DEFAULT: N_(
        "“{field}” holds what forms write by themselves ({values}); that counts as empty."
        " Cells: {n}."
    ),
    Oddity.PERSONAL: N_(
        "“{field}” holds what looks like a mail address, a phone number or a whole sentence;"
        " that was not kept. Cells: {n}."
    ),
    Oddity.FREE_TEXT: N_("“{field}” holds free text; it was not kept. Different entries: {n}."),
    Oddity.IMPOSSIBLE: N_(
        "“{field}” holds dates that cannot be (before 1990, or in the future); they count as"
        " empty. Cells: {n}."
    ),
    Oddity.FUTURE: N_("Won or lost on a day that is yet to come: {n}."),
    Oddity.NEGATIVE: N_("“{field}” lies before “{other}”. Rows: {n}."),
    Oddity.CONTRADICTION: N_("“{field}” and “{other}” contradict each other. Rows: {n}."),
    Oddity.NO_LINK: N_("Nothing stands in “{field}”. Rows: {n} of {of}."),
    Oddity.JOIN_MISSES: N_("“{field}” names what is not in the table {other}. Rows: {n} of {of}."),
    Oddity.NO_VALUE_WON: N_("Won deals without a value: {n} of {of}."),
    Oddity.NO_VALUE_LOST: N_(
        "Lost deals without a value: {n} of {of}. A win rate by value would be a fairy tale."
    ),
    Oddity.NO_VALUE_OPEN: N_("Open deals without a value: {n} of {of}."),
    Oddity.SPELLINGS: N_(
        "“{value}” and “{twin}” in “{field}” look like one and the same. Rows: {n} and {of}."
    ),
    Oddity.UNLISTED: N_("“{value}” in “{field}” is not on the list in {other}. Rows: {n}."),
    Oddity.TWINS: N_(
        "Contacts that look like one who was there within a week (same account, same role): {n}."
    ),
    Oddity.SEVERAL_LINKS: N_("“{field}” names several at once; the first one counts. Cells: {n}."),
}


@dataclass(frozen=True)
class Finding:
    """One oddity in one table.

    Attributes:
        code: see `Oddity`.
        table: canonical name.
        n: rows or cells.
        of: out of how many, where that says something.
        names: fills the sentence; ``field`` and ``other`` are canonical field or table names.
        rows: the first of them as a spreadsheet numbers them, where they are known.
    """

    code: Oddity
    table: str
    n: int
    of: int = 0
    names: dict[str, str] = field(default_factory=dict)
    rows: tuple[int, ...] = ()


@dataclass(frozen=True)
class TableReport:
    """What became of one table.

    Attributes:
        table: canonical name.
        source: file, and sheet of a workbook, it was read from.
        read: rows below the header that hold anything.
        kept: rows in the table.
        set_aside: the difference, by reason.
        filled: canonical field to the number of kept rows that have a value.
    """

    table: str
    source: str
    read: int
    kept: int
    set_aside: tuple[SetAside, ...] = ()
    filled: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """What became of an export.

    Attributes:
        tables: each with its rows.
        findings: oddities in rows that were kept.
        left_out: file to the columns that were not read, by name.
    """

    tables: tuple[TableReport, ...] = ()
    findings: tuple[Finding, ...] = ()
    left_out: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def set_aside(self) -> dict[str, int]:
        """Table to the number of its rows that were set aside; tables without any are left out."""
        counts = {one.table: sum(group.n for group in one.set_aside) for one in self.tables}
        return {table: n for table, n in counts.items() if n}

    def data(self) -> dict[str, Any]:
        """Return the report as plain JSON data; `parse_report` reads it back."""
        return asdict(self)


def parse_report(data: dict[str, Any]) -> Report:
    """Return the report that `Report.data` wrote."""
    return Report(
        tables=tuple(_table(one) for one in data["tables"]),
        findings=tuple(_finding(one) for one in data["findings"]),
        left_out={name: tuple(columns) for name, columns in data["left_out"].items()},
    )


def _table(one: dict[str, Any]) -> TableReport:
    aside = tuple(
        SetAside(Reason(g["reason"]), g["n"], tuple(g["rows"]), g["column"])
        for g in one["set_aside"]
    )
    return TableReport(one["table"], one["source"], one["read"], one["kept"], aside, one["filled"])


def _finding(one: dict[str, Any]) -> Finding:
    rows = tuple(one["rows"])
    return Finding(Oddity(one["code"]), one["table"], one["n"], one["of"], one["names"], rows)
