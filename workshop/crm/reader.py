"""One CSV file of an export, read into the canonical types or refused with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb
import ibis

from workshop.crm.schema import TABLES, Field, Kind
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.crm.mapping import TableMapping

TRUE_WORDS = ("true", "t", "yes", "ja", "wahr", "1", "x")
FALSE_WORDS = ("false", "f", "no", "nein", "falsch", "0")
ROW = "__row"
EXPECTED = {
    Kind.NUMBER: N_("a number such as 1234.56"),
    Kind.FLAG: N_("yes or no"),
    Kind.MOMENT: N_("a date such as 2026-03-31"),
}


def read_table(
    connection: ibis.BaseBackend, folder: Path, table: str, mapping: TableMapping
) -> ibis.Table:
    """Return one table of the export: mapped columns only, in canonical names and types.

    Raises:
        WorkshopError: if the file is missing, empty or no CSV, lacks a mapped column, or
            holds a value that is not of the field's type; names file, column and row.
    """
    raw = _read_raw(connection, folder / mapping.file)
    _check_columns(raw, mapping)
    picked = raw.mutate(**{ROW: ibis.row_number() + 2})
    columns: dict[str, Any] = {}
    for name, column in mapping.columns.items():
        field = TABLES[table].field(name)
        assert field is not None, "find_mapping checked the fields"  # noqa: S101
        text = _translated(picked[column], mapping.values.get(name, {}))
        columns[name] = _typed(text, field, mapping.date_format)
        _check_values(picked.mutate(text=text, typed=columns[name]), field, mapping, column)
    return picked.select(**columns)


def _read_raw(connection: ibis.BaseBackend, path: Path) -> ibis.Table:
    if not path.is_file():
        raise WorkshopError(
            N_("A file that the mapping names is missing."), found="{file}", file=path
        )
    if not path.read_bytes()[:4096].strip():
        raise WorkshopError(N_("The file is empty."), found="{file}", file=path)
    try:
        return connection.read_csv(str(path), all_varchar=True, header=True, sample_size=-1)  # type: ignore[attr-defined]
    except duckdb.Error as error:
        raise WorkshopError(
            N_("The file cannot be read as a table."),
            found="{file}: {reason}",
            hint=N_("Save it as CSV in UTF-8, with one header row."),
            file=path.name,
            reason=str(error).splitlines()[0],
        ) from error


def _check_columns(raw: ibis.Table, mapping: TableMapping) -> None:
    for column in mapping.columns.values():
        if column not in raw.columns:
            raise WorkshopError(
                N_("The column “{column}” is not in {file}."),
                found="{columns}",
                hint=N_("Correct the mapping, or export this column as well."),
                column=column,
                file=mapping.file,
                columns=", ".join(raw.columns),
            )


def _translated(text: Any, values: dict[str, str]) -> Any:
    trimmed = text.strip().nullif("")
    return trimmed.substitute(values) if values else trimmed


def _typed(text: Any, field: Field, date_format: str | None) -> Any:
    match field.kind:
        case Kind.NUMBER:
            return text.try_cast("float64")
        case Kind.FLAG:
            low = text.lower()
            return ibis.cases((low.isin(TRUE_WORDS), True), (low.isin(FALSE_WORDS), False))
        case Kind.MOMENT if date_format is None:
            return text.try_cast("timestamp")
        case Kind.MOMENT:
            return _try_strptime(text, date_format)
        case _:
            return text.isin([value for value, _ in field.choices]).ifelse(text, None) if (
                field.closed
            ) else text


@ibis.udf.scalar.builtin(name="try_strptime")
def _try_strptime(text: str, pattern: str) -> ibis.expr.datatypes.timestamp:  # type: ignore[empty-body]
    ...


def _check_values(rows: ibis.Table, field: Field, mapping: TableMapping, column: str) -> None:
    broken = rows.filter(rows.text.notnull() & rows.typed.isnull())
    first = broken.select(ROW, "text").order_by(ROW).limit(1).to_pyarrow().to_pylist()
    if first:
        expected = EXPECTED.get(field.kind, N_("one of: {choices}"))
        raise WorkshopError(
            N_("A value in {file}, column “{column}”, row {row}, is not what it should be."),
            found=N_("“{value}”; rows with this problem: {count}."),
            hint=expected,
            file=mapping.file,
            column=column,
            row=first[0][ROW],
            value=first[0]["text"],
            count=broken.count().to_pyarrow().as_py(),
            choices=", ".join(value for value, _ in field.choices),
        )
