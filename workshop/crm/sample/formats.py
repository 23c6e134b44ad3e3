"""How tables are written, a slice at a time, so that memory does not grow with the company."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from workshop.crm.schema import TABLES, Kind

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

WHOLE_DAYS = frozenset({"month"})
"""Moments that are whole days."""
BOOLEANS = {True: "true", False: "false"}
ARROW_TYPES = {
    Kind.ID: pa.string(),
    Kind.CHOICE: pa.string(),
    Kind.NUMBER: pa.int64(),
    Kind.FLAG: pa.bool_(),
    Kind.MOMENT: pa.timestamp("us"),
}


class Tables(ABC):
    """Files in a folder, one for each table; `write` adds rows below those that are there."""

    suffix: str

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """Return where a table lies."""
        return self.folder / f"{name}.{self.suffix}"

    @abstractmethod
    def write(self, name: str, frame: pd.DataFrame) -> None:
        """Write the first rows of a table, or add further ones."""

    @abstractmethod
    def close(self) -> None:
        """Finish every file."""


class CsvTables(Tables):
    """UTF-8, commas, ISO 8601 to the minute, true and false, nothing where a value is missing."""

    suffix = "csv"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._begun: set[str] = set()

    def write(self, name: str, frame: pd.DataFrame) -> None:
        begun = name in self._begun
        self._begun.add(name)
        _as_text(frame).to_csv(
            self.path(name),
            mode="a" if begun else "w",
            header=not begun,
            index=False,
            encoding="utf-8",
            lineterminator="\n",
        )

    def close(self) -> None:
        self._begun.clear()


class ParquetTables(Tables):
    """Apache Parquet, compressed, one row group for each slice."""

    suffix = "parquet"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._writers: dict[str, Any] = {}

    def write(self, name: str, frame: pd.DataFrame) -> None:
        schema = _arrow_schema(name)
        if name not in self._writers:
            self._writers[name] = ParquetWriter(self.path(name), schema, compression="zstd")
        self._writers[name].write_table(pa.Table.from_pandas(frame, schema, preserve_index=False))

    def close(self) -> None:
        for writer in self._writers.values():
            writer.close()


FORMATS: tuple[type[Tables], ...] = (CsvTables, ParquetTables)


def _as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with dates and yes-or-no values as a CSV file holds them."""
    written = frame.copy()
    for name in frame.select_dtypes("bool"):
        written[name] = frame[name].map(BOOLEANS)
    for name in frame.select_dtypes("datetime"):
        written[name] = frame[name].dt.strftime(
            "%Y-%m-%d" if name in WHOLE_DAYS else "%Y-%m-%dT%H:%M"
        )
    return written


def _arrow_schema(name: str) -> pa.Schema:
    """Return the types of a table: fixed, or a slice without any value would change them."""
    return pa.schema(
        (field.name, pa.date32() if field.name in WHOLE_DAYS else ARROW_TYPES[field.kind])
        for field in TABLES[name].sample_fields
    )
