"""The mapped columns of one sheet as text in memory, and what their cells prove."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from workshop.crm.chain import READABLE
from workshop.crm.handover import DECIDED_AT
from workshop.crm.intake.rows.outcome import cell
from workshop.crm.intake.rows.passed import only_cell, passed_over
from workshop.crm.intake.rows.touched import TYPE, maker_sql, type_sql
from workshop.crm.readings import moments, numbers
from workshop.crm.readings.moments import MomentShapes
from workshop.crm.readings.numbers import NumberShapes
from workshop.crm.readings.sql import literal, name
from workshop.crm.recognise.people.surnames import NOBODY
from workshop.crm.schema import Field, Kind
from workshop.crm.sheets import Notes
from workshop.crm.traces import ROW

if TYPE_CHECKING:
    from collections.abc import Callable

    from duckdb import DuckDBPyConnection

    from workshop.crm.intake.rows.passed import Passed
    from workshop.crm.mapping import TableMapping
    from workshop.crm.readings.moments import Order
    from workshop.crm.readings.numbers import Decimal
    from workshop.crm.sheets import Reason as Misfit
    from workshop.crm.sheets import Sheet
    from workshop.crm.wide import Wide

INCOMING = "incoming"
GERMAN_DELIMITER = ";"
"""Who separates cells by semicolons does so because commas stand in the numbers."""


@dataclass(frozen=True)
class Raw:
    """One sheet's text, row by row.

    Attributes:
        connection: the database in memory that holds it.
        table: its name there: ``row`` and one text column for each canonical field and for each
            kind of evidence of how a deal ended.
        fields: the canonical fields it has.
        aside: rows that could not be taken apart, each with the reason.
        delimiter: between the cells of a CSV file, empty for a workbook.
        notes: what is odd in rows that could.
        people: words that name people in the whole export, see `people_of`; looked at here only.
        passed: rows that are none of this table, see `Passed`.
        moments: further columns of text that hold moments.
    """

    connection: DuckDBPyConnection
    table: str
    fields: tuple[Field, ...]
    aside: tuple[tuple[int, Misfit], ...]
    delimiter: str
    notes: Notes
    people: frozenset[str] = NOBODY
    passed: tuple[Passed, ...] = ()
    moments: tuple[str, ...] = ()

    @property
    def staged(self) -> str:
        """The table of what the text was read as, beside it."""
        return self.table.replace("raw_", "staged_")

    @property
    def lost(self) -> str:
        """The table of the rows that do not stay."""
        return self.table.replace("raw_", "lost_")

    def one(self, **columns: str) -> dict[str, Any]:
        """Return one row of aggregates, SQL by name."""
        listed = ", ".join(f"{sql} as {name(key)}" for key, sql in columns.items())
        found = self.connection.table(self.table).aggregate(listed).fetchone() or ()
        return dict(zip(columns, found, strict=True))

    def of_kind(self, *kinds: Kind) -> list[str]:
        """Return the names of the fields of these kinds."""
        return [field.name for field in self.fields if field.kind in kinds]


def load_raw(
    connection: DuckDBPyConnection,
    sheet: Sheet,
    table: str,
    mapping: TableMapping,
    *,
    owners: bool,
    people: frozenset[str] = NOBODY,
) -> Raw:
    """Load the mapped columns of a sheet into a database in memory, as text.

    Args:
        connection: where to.
        sheet: where from.
        table: the canonical table it is.
        mapping: which columns hold it.
        owners: whether columns that point at a colleague are loaded, too.
        people: words that name people in the whole export.

    Raises:
        WorkshopError: if a mapped column is not there, or the sheet cannot be read.
    """
    fields = tuple(
        field
        for field in READABLE[table].fields
        if field.name in mapping.fields and (owners or not field.personal)
    )
    columns = {field.name: mapping.columns.get(field.name, ()) for field in fields}
    if mapping.outcome:
        columns |= {cell(role): names for role, names in mapping.outcome.columns.items()}
    answers = mapping.handover.loaded_as if mapping.handover else {}
    if mapping.handover:
        columns[DECIDED_AT] = mapping.handover.answers
    columns |= answers | {only_cell(one): (one,) for one in mapping.only}
    beside = mapping.wide.columns if mapping.wide else ()
    used = [*(one for names in columns.values() for one in names), *beside, *mapping.type_by]
    wanted = list(dict.fromkeys(used))
    aside: list[tuple[int, Misfit]] = []
    notes = Notes()
    kind = type_sql([f"c{wanted.index(one)}" for one in mapping.type_by])
    listed = [name(ROW), f"{kind} as {name(TYPE)}"]
    for field, names in columns.items():
        cells = [f"c{wanted.index(one)}" for one in names]
        if field in mapping.constants:
            cells.append(literal(mapping.constants[field]))
        cells += maker_sql(field, mapping, kind)
        if field == mapping.numbered:
            cells.append(f"{name(ROW)}::varchar")
        listed.append(f"coalesce({', '.join(cells or ['null::varchar'])}) as {name(field)}")
    raw = f"raw_{table}"
    connection.register(INCOMING, _stream(sheet, wanted, aside, notes))
    try:
        # Not by a relation: that would keep Python's lock, and the stream needs it.
        if mapping.wide:
            connection.execute(_long(raw, mapping.wide, listed, wanted))
        else:
            connection.execute(f"create table {raw} as select {', '.join(listed)} from {INCOMING}")  # noqa: S608
    finally:
        connection.unregister(INCOMING)
    passed, moments = passed_over(connection, raw, mapping), tuple(answers)
    return Raw(
        connection, raw, fields, tuple(aside), sheet.delimiter, notes, people, passed, moments
    )


def _long(raw: str, wide: Wide, listed: list[str], wanted: list[str]) -> str:
    """Return SQL that writes columns that stand side by side below each other, filled cells only.

    The incoming rows are a stream and can be read once only.
    """
    pairs = ", ".join(
        f"{{'header': {literal(one)}, 'cell': c{wanted.index(one)}}}" for one in wide.columns
    )
    given = {wide.field: "pair.cell"} | ({wide.names: "pair.header"} if wide.names else {})
    rest = [one for one in listed if not any(one.endswith(f" as {name(key)}") for key in given)]
    chosen = [*rest, *(f"{sql} as {name(key)}" for key, sql in given.items())]
    return (
        f"create table {raw} as select {', '.join(chosen)}"  # noqa: S608
        f" from (select *, unnest([{pairs}]) as pair from {INCOMING}) where pair.cell is not null"
    )


def _stream(
    sheet: Sheet, wanted: list[str], aside: list[tuple[int, Misfit]], notes: Notes
) -> pa.RecordBatchReader:
    """Return the wanted columns by their place: a header may well call one of them “row”."""
    names = [ROW, *(f"c{place}" for place in range(len(wanted)))]
    kinds = [pa.int64(), *(pa.string() for _ in wanted)]
    batches = (
        pa.RecordBatch.from_arrays(batch.columns, names=names)
        for batch in sheet.batches(wanted, aside, notes)
    )
    return pa.RecordBatchReader.from_batches(pa.schema(zip(names, kinds, strict=True)), batches)


@dataclass(frozen=True)
class Conventions:
    """How a sheet writes numbers and dates, and what it leaves open.

    Attributes:
        decimal: the sign before decimals, None where no cell needs one or none can be proven.
        order: of day and month where the year stands last, None likewise.
        zone: whose clock the team reads.
        day_numbers: whether numbers among dates are days as Excel counts them; a workbook says
            itself which cells are dates, and what it leaves as numbers it counted so.
        open_decimal, open_order, open_days: whether cells are there that cannot be read without.
        clean_numbers, clean_moments: whether no cell needs more than a cast.
    """

    decimal: Decimal | None
    order: Order | None
    zone: str
    day_numbers: bool = True
    open_decimal: bool = False
    open_order: bool = False
    open_days: bool = False
    clean_numbers: bool = False
    clean_moments: bool = False


def conventions(raw: Raw, mapping: TableMapping, zone: str) -> Conventions:
    """Return what the mapping says of numbers and dates, and what the cells prove otherwise."""
    number_shapes, moment_shapes = _number_shapes(raw), _moment_shapes(raw)
    decimal = mapping.decimal or numbers.decide(number_shapes)
    proven = number_shapes.point or number_shapes.comma
    if decimal is None and not proven and raw.delimiter == GERMAN_DELIMITER:
        decimal = None if _some_commas(raw) else ","
    order = mapping.date_order or moments.decide(moment_shapes)
    day_numbers = mapping.day_numbers or not raw.delimiter
    return Conventions(
        decimal=decimal,
        order=order,
        zone=zone,
        day_numbers=day_numbers,
        open_decimal=decimal is None and bool(number_shapes.three or proven),
        open_order=order is None
        and mapping.date_format is None
        and bool(moment_shapes.either or moment_shapes.day_first),
        open_days=bool(moment_shapes.days) and not day_numbers and mapping.date_format is None,
        clean_numbers=number_shapes.all_clean,
        clean_moments=moment_shapes.all_clean,
    )


def _some_commas(raw: Raw) -> bool:
    """Return whether a comma stands in any number, which may part thousands even here."""
    counts = {
        field: f"count(*) filter (contains({name(field)}, ','))"
        for field in raw.of_kind(Kind.NUMBER)
    }
    return any(raw.one(**counts).values()) if counts else False


def _number_shapes(raw: Raw) -> NumberShapes:
    counts = _counted(raw, raw.of_kind(Kind.NUMBER), numbers.shape)
    return NumberShapes(*(counts[key] for key in NumberShapes._fields))


def _moment_shapes(raw: Raw) -> MomentShapes:
    counts = _counted(raw, [*raw.of_kind(Kind.MOMENT), *raw.moments], moments.shape)
    return MomentShapes(*(counts[key] for key in MomentShapes._fields))


def _counted(raw: Raw, columns: list[str], shape: Callable[[str], str]) -> Counter[str]:
    """Return how often each shape stands in any of the columns."""
    if not columns:
        return Counter()
    # One query for all columns: to plan one takes longer than to read a small file's cells.
    cells = " union all ".join(f"select {name(one)} as cell from {raw.table}" for one in columns)  # noqa: S608
    found = raw.connection.execute(
        f"select {shape('cell')} as shape, count(*) from ({cells})"  # noqa: S608
        " where cell is not null group by shape"
    )
    return Counter(dict(found.fetchall()))
