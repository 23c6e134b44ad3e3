"""What happened to the rows of an export on their way in: read, kept, set aside, and oddities.

Nothing a person typed is kept in it but values of lists, which the tables hold as well: the
report is stored beside the tables, and tables know no names.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from workshop.crm.joins import Join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHOWN_ROWS = 20


class Reason(StrEnum):
    """Why a row was set aside."""

    WIDTH = "width"
    QUOTE = "quote"
    BYTES = "bytes"
    FOOTER = "footer"
    HEADER = "header"
    HEADING = "heading"
    TOTAL = "total"
    GROUP = "group"
    TABLE = "table"
    VALUE = "value"
    DUPLICATE = "duplicate"
    REPEATED_KEY = "repeated_key"
    LATER = "later"
    SAME_PERSON = "same_person"


KEPT = frozenset({Reason.LATER, Reason.SAME_PERSON})
"""Reasons for which a row is set aside and nothing of it is lost."""


@dataclass(frozen=True)
class SetAside:
    """Rows that were not kept, for one reason.

    Attributes:
        reason: see `Reason`.
        n: how many.
        rows: the first of them, numbered as a spreadsheet numbers them.
        column: of the export, where the reason has one.
        cells: how many each of them has, where that is the reason.
        columns: how many cells it should have.
    """

    reason: Reason
    n: int
    rows: tuple[int, ...]
    column: str = ""
    cells: int = 0
    columns: int = 0


class Oddity(StrEnum):
    """What looks wrong in rows that were kept; each has a sentence in `ODDITIES`."""

    DEFAULT = "default_as_missing"
    PERSONAL = "personal_removed"
    NAMED = "names_replaced"
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
    MIXED = "several_currencies"
    FOREIGN = "other_currency"
    NO_STATUS = "no_status"
    NO_NEED = "no_need"
    OUTCOMES = "outcomes"
    REFUNDS = "refunds"
    TAKEN_BACK = "taken_back"
    UNDATED = "undated"
    LONE_FIRST = "lone_first"
    UNNAMED = "unnamed_columns"
    SURPLUS = "surplus_cell"
    SHORT = "missing_cells"
    STRAY = "stray_bytes"
    OTHER_FORM = "other_form"
    CHAINED = "chained"
    DEAL_OF_LEAD = "deal_of_lead"
    DEAL_OF_ROLE = "deal_of_role"
    HANDED = "handed_by_dates"
    NEVER_HANDED = "never_handed"
    NO_DATE_OF_NO = "no_date_of_no"
    NOT_HAPPENED = "not_happened"
    NO_CONTACT = "no_contact"


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
        source: the file, where the table was read from several.
    """

    code: Oddity
    table: str
    n: int
    of: int = 0
    names: dict[str, str] = field(default_factory=dict)
    rows: tuple[int, ...] = ()
    source: str = ""


@dataclass(frozen=True)
class TableReport:
    """What became of one table, or of one part of it that had a file of its own.

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
        joins: how well the tables are linked, each link once.
    """

    tables: tuple[TableReport, ...] = ()
    findings: tuple[Finding, ...] = ()
    left_out: dict[str, tuple[str, ...]] = field(default_factory=dict)
    joins: tuple[Join, ...] = ()

    @property
    def set_aside(self) -> dict[str, int]:
        """Table to the number of its rows that were set aside; tables without any are left out.

        Rows that were not there yet on the as-of date, and those of a person who stands in the
        row of a lead, are no loss.
        """
        counts = Counter[str]()
        for one in self.tables:
            counts[one.table] += sum(group.n for group in one.set_aside if group.reason not in KEPT)
        return {table: n for table, n in counts.items() if n}

    @property
    def files(self) -> dict[tuple[str, int], str]:
        """Table and number of its file to the file's name, with the sheet of a workbook."""
        return {(one.table, part): one.source for one, part in numbered(self.tables)}

    @property
    def unknowable(self) -> frozenset[str]:
        """Columns (``contacts.score``) that stand as of a later day than the as-of date."""
        undated = [one for one in self.findings if one.code is Oddity.UNDATED]
        return frozenset(f"{one.table}.{one.names['field']}" for one in undated)

    def found_in(self, part: TableReport) -> list[Finding]:
        """Return the oddities of a table, or of a part of it; those of the whole with its last."""
        last = [one for one in self.tables if one.table == part.table][-1]
        return [
            finding
            for finding in self.findings
            if finding.table == part.table
            and (finding.source == part.source or (not finding.source and part is last))
        ]

    def data(self) -> dict[str, Any]:
        """Return the report as plain JSON data; `parse_report` reads it back."""
        return asdict(self)


def numbered(reports: Iterable[TableReport]) -> Iterator[tuple[TableReport, int]]:
    """Yield each report with the number of its file among those of its table, from 0."""
    before = Counter[str]()
    for one in reports:
        yield one, before[one.table]
        before[one.table] += 1


def parse_report(data: dict[str, Any]) -> Report:
    """Return the report that `Report.data` wrote."""
    return Report(
        tables=tuple(_table(one) for one in data["tables"]),
        findings=tuple(_finding(one) for one in data["findings"]),
        left_out={name: tuple(columns) for name, columns in data["left_out"].items()},
        # Reports of an earlier version measured no links.
        joins=tuple(Join(**one) for one in data.get("joins", ())),
    )


def _table(one: dict[str, Any]) -> TableReport:
    aside = tuple(
        SetAside(
            Reason(g["reason"]),
            g["n"],
            tuple(g["rows"]),
            g["column"],
            g.get("cells", 0),
            g.get("columns", 0),
        )
        for g in one["set_aside"]
    )
    return TableReport(one["table"], one["source"], one["read"], one["kept"], aside, one["filled"])


def _finding(one: dict[str, Any]) -> Finding:
    rows = tuple(one["rows"])
    code, source = Oddity(one["code"]), one.get("source", "")
    return Finding(code, one["table"], one["n"], one["of"], one["names"], rows, source)
