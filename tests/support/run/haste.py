"""What lets the same tests take less of a computer; none of it changes what they see.

Most of a test on data is Ibis putting one and the same expression into SQL again, for data of the
same columns; then reading the sample company anew; and Python looking for garbage.
"""

from __future__ import annotations

import gc
from collections import OrderedDict
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

import ibis.expr.operations as ops
from ibis.backends.duckdb import Backend
from ibis.backends.sql.compilers.duckdb import DuckDBCompiler

from workshop.acts import shipped
from workshop.crm import open as opening
from workshop.crm.session_tables import bring_data
from workshop.crm.store import load_crm, open_crm

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import ibis
    import pytest
    from sqlglot.expressions import Expression

    from workshop.crm.crm import Crm

MOST = 256
"""Translations that are kept, as trees."""
MOST_TEXTS = 2048
"""Translations that are kept, as text."""
GARBAGE = (50_000, 20, 20)
"""When to look for garbage: rarely, for tests end soon."""
SAMPLE = "workshop-sample-"
"""How the folder of the sample company's tables begins."""
TABLES = (ops.DatabaseTable, ops.InMemoryTable)


def translate_once(patch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let DuckDB's SQL of an expression be made once.

    Args:
        patch: takes it back at the end. Other engines are not touched: their SQL is under test.

    Returns:
        What forgets all that was kept.
    """
    translated = DuckDBCompiler.to_sqlglot
    kept: OrderedDict[Any, Expression] = OrderedDict()

    def to_sqlglot(
        self: DuckDBCompiler, expr: Any, *, limit: Any = None, params: Any = None
    ) -> Expression:
        if params or not all(map(_may_be_kept, expr.op().find(TABLES))):
            return cast("Expression", translated(self, expr, limit=limit, params=params))
        # Equal expressions are the same question to tables of the same names and columns.
        asked = (expr.op(), limit)
        if asked not in kept:
            kept[asked] = translated(self, expr, limit=limit)
            while len(kept) > MOST:
                kept.popitem(last=False)
        answer: Expression = kept[asked].copy()
        return answer

    patch.setattr(DuckDBCompiler, "to_sqlglot", to_sqlglot)
    texts = _write_once(patch)

    def forget() -> None:
        kept.clear()
        texts.clear()

    return forget


def _write_once(patch: pytest.MonkeyPatch) -> OrderedDict[Any, str]:
    """Let the text of a query be written once; return the texts by what they ask."""
    written, texts = Backend.compile, OrderedDict[Any, str]()

    def compile_(self: Backend, expr: ibis.Expr, /, **how: Any) -> str:
        asked = (expr.op(), how.pop("limit", None))
        if any(how.values()) or not all(map(_may_be_kept, asked[0].find(TABLES))):
            return cast("str", written(self, expr, limit=asked[1], **how))
        if asked not in texts:
            texts[asked] = written(self, expr, limit=asked[1])
            while len(texts) > MOST_TEXTS:
                texts.popitem(last=False)
        return texts[asked]

    patch.setattr(Backend, "compile", compile_)
    return texts


def _may_be_kept(table: ops.DatabaseTable | ops.InMemoryTable) -> bool:
    """Return whether a test may hold a table's connection for long: no other file is held open."""
    if isinstance(table, ops.InMemoryTable):
        return False
    place = table.source._con_args
    return not place or SAMPLE in str(place[0])


@cache
def _folder() -> TemporaryDirectory[str]:
    """Return a folder that is gone when the tests are over."""
    return TemporaryDirectory(prefix=SAMPLE)


@cache
def sample_file() -> Path:
    """Return the sample company as a session's DuckDB file; nobody writes into it."""
    target = Path(_folder().name) / "crm.duckdb"
    bring_data(target, None, None)
    return target


def read_sample_once(patch: pytest.MonkeyPatch) -> None:
    """Let the sample company's files be read once; each command opens what was read.

    Args:
        patch: takes it back at the end.
    """

    def load(folder: Path, mapping_file: Path | None = None, as_of: date | None = None) -> Crm:
        if mapping_file is None and folder == shipped("datasets"):
            return open_crm(sample_file())
        return load_crm(folder, mapping_file, as_of)

    patch.setattr(opening, "load_crm", load)


def look_for_no_garbage() -> None:
    """Search for none while tests are collected: all of it stays."""
    gc.disable()


def look_for_less_garbage() -> None:
    """Leave out of every search what is there before the first test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    gc.enable()
