"""What lets the same tests take less of a computer; none of it changes what they see.

Most of a test on data is Ibis putting one and the same expression into SQL again, for data of the
same columns; then reading the sample company anew; and Python looking for garbage.
"""

from __future__ import annotations

import gc
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

import duckdb
import ibis.expr.operations as ops
from comm import DummyComm
from ibis.backends.duckdb import Backend
from ibis.backends.sql.compilers.duckdb import DuckDBCompiler
from ibis.backends.sql.datatypes import DuckDBType
from ibis.expr.schema import Schema
from ipywidgets import Widget
from sqlglot.expressions import Table

from workshop.acts import shipped
from workshop.crm import open as opening
from workshop.crm.engine import MEMORY
from workshop.crm.session_tables import bring_data
from workshop.crm.store import load_crm, open_crm
from workshop.room.log import database

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
FULL = 2
"""SQLite's number for waiting until what was acknowledged would outlast a power cut."""
NODE = object()
"""Stands before the place of a part among the parts of a question."""
T = TypeVar("T")


def translate_once(patch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Let DuckDB's SQL of an expression be made once.

    Args:
        patch: takes it back at the end. Other engines are not touched: their SQL is under test.

    Returns:
        What forgets all that was kept.
    """
    trees: _Kept[Expression] = _Kept(MOST)
    texts: _Kept[str] = _Kept(MOST_TEXTS)
    translated, written = DuckDBCompiler.to_sqlglot, Backend.compile

    def to_sqlglot(
        self: DuckDBCompiler, expr: Any, *, limit: Any = None, params: Any = None
    ) -> Expression:
        if params:
            return cast("Expression", translated(self, expr, limit=limit, params=params))
        tree, names = trees.find(expr, limit, lambda: translated(self, expr, limit=limit))
        copied: Expression = tree.copy()
        for table in copied.find_all(Table):
            if table.name in names:
                table.this.set("this", names[table.name])
        return copied

    def compile_(self: Backend, expr: ibis.Expr, /, **how: Any) -> str:
        limit = how.pop("limit", None)
        if any(how.values()):
            return cast("str", written(self, expr, limit=limit, **how))
        text, names = texts.find(expr, limit, lambda: written(self, expr, limit=limit, **how))
        return MEMORY.sub(lambda found: names.get(found[0], found[0]), text) if names else text

    patch.setattr(DuckDBCompiler, "to_sqlglot", to_sqlglot)
    patch.setattr(Backend, "compile", compile_)

    def forget() -> None:
        trees.clear()
        texts.clear()

    return forget


class _Kept(Generic[T]):
    """Translations by what they ask, the latest ones; they hold no table and no connection."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, tuple[T, list[str]]] = OrderedDict()

    def find(
        self, expr: ibis.Expr, limit: object, make: Callable[[], T]
    ) -> tuple[T, dict[str, str]]:
        """Return a translation, and what tables in memory are called there and are called now."""
        shape, names = _shape(expr.op())
        asked = (shape, limit)
        if asked not in self._found:
            self._found[asked] = make(), names
            while len(self._found) > self._most:
                self._found.popitem(last=False)
        kept, before = self._found[asked]
        return kept, {old: new for old, new in zip(before, names, strict=True) if old != new}

    def clear(self) -> None:
        """Forget everything."""
        self._found.clear()


def _shape(op: ops.Node) -> tuple[Hashable, list[str]]:
    """Return what is asked, whoever holds the tables, and the names of those in memory.

    SQL says of a table its name and of its columns their names and types. Equal shapes are the
    same SQL but for the names that Ibis makes up for tables in memory.
    """
    places: dict[ops.Node, int] = {}
    parts: list[Hashable] = []
    memory: list[str] = []

    def place(node: ops.Node) -> int:
        if node in places:
            return places[node]
        given: tuple[Hashable, ...]
        if isinstance(node, ops.DatabaseTable):
            given = node.name, node.schema, node.namespace
        elif isinstance(node, ops.InMemoryTable):
            # A name that somebody chose is part of the question.
            given = ("" if MEMORY.fullmatch(node.name) else node.name), node.schema
            memory.append(node.name)
        elif isinstance(node, ops.SelfReference):  # its number counts all there ever were
            given = (told(node.parent),)
        else:
            given = tuple(map(told, node.__args__))
        parts.append((type(node), given))
        places[node] = len(places)
        return places[node]

    def told(value: Any) -> Hashable:
        if isinstance(value, ops.Node):
            return NODE, place(value)
        if isinstance(value, tuple):
            return tuple(map(told, value))
        if isinstance(value, Mapping) and not isinstance(value, Schema):
            return tuple((name, told(each)) for name, each in value.items())
        return cast("Hashable", value)

    place(op)
    return tuple(parts), memory


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


def compute_alone(patch: pytest.MonkeyPatch) -> None:
    """Let each DuckDB compute in one thread, and the name of a type be read once.

    To share out the few rows of a test takes longer than to count them.

    Args:
        patch: takes it back at the end.
    """
    connect = duckdb.connect

    def connect_alone(
        database: str | Path = ":memory:",
        read_only: bool = False,  # noqa: FBT001, FBT002 - as DuckDB has it
        config: dict[str, Any] | None = None,
    ) -> duckdb.DuckDBPyConnection:
        return connect(database, read_only, {"threads": 1, **(config or {})})

    patch.setattr(duckdb, "connect", connect_alone)
    patch.setattr(DuckDBType, "from_string", cache(DuckDBType.from_string))


def show_nobody(patch: pytest.MonkeyPatch) -> None:
    """Let a widget without a page send nothing: no page, no state to put together, no layout.

    A widget in a notebook tells its page all it is; kernels in the browser's tests do.

    Args:
        patch: takes it back at the end.
    """

    def open_(self: Widget) -> None:
        self.comm = DummyComm(target_name="jupyter.widget")

    patch.setattr(Widget, "open", open_)
    patch.setattr(Widget, "send_state", lambda _self, key=None: key)


def lose_power_never(patch: pytest.MonkeyPatch) -> None:
    """Let no log of the tests wait for the disk, which every one of the kit does.

    Args:
        patch: takes it back at the end.
    """
    prepared = database._set_pragmas

    def set_pragmas(connection: Any, record: object) -> None:
        prepared(connection, record)
        assert connection.execute("PRAGMA synchronous").fetchone() == (FULL,)
        connection.execute("PRAGMA synchronous = OFF")

    patch.setattr(database, "_set_pragmas", set_pragmas)


def look_for_no_garbage() -> None:
    """Search for none while tests are collected: all of it stays."""
    gc.disable()


def look_for_less_garbage() -> None:
    """Leave out of every search what is there before the first test."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE)
    gc.enable()
