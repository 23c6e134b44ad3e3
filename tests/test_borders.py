"""Who may know whom: the arrows between the rooms of the house."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest
from support.source.calls import PACKAGE, calls, modules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

EVERYBODY = {
    "errors",
    "words",
    "clock",
    "stats",
    "acts",
    "agenda",
    "session",
    "files",
    "reasons",
    "packages",
    "command",
    "day",
    "policy",
    "side",
    "colours",
    "language",
    "lock",
    "logbook",
    "spreadsheet",
}
MAY_KNOW: dict[str, set[str]] = {
    "crm": set(),
    "terms": {"crm"},
    "kpis": {"crm", "terms"},
    "retro": set(),
    "rituals": set(),
    "charter": set(),
    "room": set(),
    "journey": {"crm", "terms", "kpis"},
    "charts": {"crm", "terms", "kpis", "journey"},
    "dashboard": {"charts", "crm", "terms", "kpis"},
    "widgets": {"charts", "crm", "terms", "kpis", "journey", "room"},
    "story": {"crm", "terms", "kpis", "journey", "retro", "rituals", "room", "charter"},
    "notebook": {
        "story",
        *(
            "charts",
            "widgets",
            "crm",
            "terms",
            "kpis",
            "journey",
            "retro",
            "rituals",
            "charter",
            "room",
        ),
        "dashboard",
    },
    "lab": set(),
    "privacy": set(),
    "cli": {
        *("crm", "terms", "kpis", "dashboard", "lab", "room", "privacy"),
        *("charter", "story"),
    },
    "__main__": {"cli"},
    "__init__": {"notebook"},
}
"""Beside `EVERYBODY` and itself, a room imports these and no others."""
DATA = ("duckdb", "pandas", "pyarrow", "polars", "numpy")
HOLDS_DATA: dict[str, tuple[str, ...]] = {
    "crm/engine.py": ("pyarrow",),
    "crm/store.py": ("duckdb",),
    "crm/intake": ("duckdb", "pyarrow"),
    "crm/sheets": ("pyarrow", "numpy"),
    "crm/sample": ("pandas", "pyarrow", "numpy"),
    "terms/agreement": ("numpy",),
    "terms/lint/patterns.py": ("numpy",),
    "kpis/formulas/markov.py": ("numpy",),
    "cli/compared.py": ("numpy",),
}
"""Where connections, frames and arrays are known: the seam takes rows along, a session's file is
opened and written, exports are read in, the sample company is drawn; arrays also where people's
answers, masks and ways from channel to channel are reckoned with, which no SQL does."""
COMPUTES = ("raw_sql", "to_pandas", "to_pyarrow", "to_polars", "to_sql",
            "memtable", "create_table", "list_tables", "read_parquet")  # fmt: skip
"""Calls by which something is computed, or kept, or looked up, behind the engine's back."""
MAY_COMPUTE = ("crm/engine.py", "crm/ibis_engine.py", "crm/store.py", "crm/open.py", "crm/intake")
BEHIND = ("backend", "con", "duckdb")
"""What an engine or an import holds on to; with it one could ask for anything."""
JUPYTER = ("jupyter", "ipywidgets", "anywidget", "traitlets", "IPython", "ipykernel", "nbformat")
PICTURES = ("altair", "vl_convert")
WEB = ("fastapi", "starlette", "uvicorn", "tornado")
LIVE = ("fastapi", "starlette", "uvicorn")
MAY_USE: dict[str, tuple[str, ...]] = {
    "charts": PICTURES,
    "dashboard": PICTURES,
    "widgets": (*JUPYTER, *PICTURES),
    "notebook": (*JUPYTER, *PICTURES),
    "lab": (*JUPYTER, "tornado"),
    "room/server": LIVE,
}


def imported(source: str) -> Iterator[str]:
    """Yield every module a source imports, wherever in it; a relative one with its dots."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")
            if node.module == "workshop":
                names = {alias.name for alias in node.names}
                yield from (f"workshop.{name}" for name in names & {*MAY_KNOW, *EVERYBODY})


def library(name: str) -> str:
    """Return the library of a module; all that is called jupyter-something is Jupyter."""
    first = name.partition(".")[0]
    return "jupyter" if first.startswith("jupyter") else first


def trespasses(room: str, source: str) -> list[str]:
    """Return the imports of a source that its room may not have."""
    house = room.partition("/")[0]
    rooms = EVERYBODY | MAY_KNOW.get(house, set()) | {house}
    allowed = MAY_USE.get(room, ())
    found = []
    for name in imported(source):
        first, _, rest = name.partition(".")
        if not first or (first == "workshop" and rest and rest.split(".")[0] not in rooms):
            found.append(name)
        if library(name) in (*JUPYTER, *PICTURES, *WEB) and library(name) not in allowed:
            found.append(name)
    return found


def part_of(place: Path) -> str:
    """Return the room a module lies in, or the part of it that has its own rule."""
    parts = place.relative_to(PACKAGE).with_suffix("").parts
    part = "/".join(parts[:-1])
    return part if part in MAY_USE else parts[0]


@pytest.mark.parametrize("room", MAY_KNOW)
def test_a_room_imports_only_what_it_may_know(room: str) -> None:
    """The arrows of the house do not turn round."""
    places = [PACKAGE / f"{room}.py", *modules(PACKAGE / room)]
    places = [place for place in places if place.is_file()]
    found = {str(p.name): trespasses(part_of(p), p.read_text("utf-8")) for p in places}

    assert places
    assert {} == {name: names for name, names in found.items() if names}


@pytest.mark.parametrize("name", sorted(EVERYBODY))
def test_what_everybody_uses_uses_no_room(name: str) -> None:
    """The ground floor knows nothing of the rooms above it."""
    places = [PACKAGE / f"{name}.py", *modules(PACKAGE / name)]
    sources = [place.read_text("utf-8") for place in places if place.is_file()]

    assert sources
    assert [] == [found for source in sources for found in trespasses(name, source)]


def test_every_room_has_its_rule() -> None:
    """A new room or module says whom it may know."""
    rooms = {path.parent.name for path in PACKAGE.glob("*/*.py")}
    modules_beside = {path.stem for path in PACKAGE.glob("*.py")}

    assert set() == rooms - set(MAY_KNOW) - EVERYBODY
    assert set() == modules_beside - set(MAY_KNOW) - EVERYBODY


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("terms", "import altair"),
        ("room", "from workshop.terms.rules.rule import Rule"),
        ("crm", "def f():\n    from workshop.kpis import catalogue"),
        ("crm", "from workshop import kpis"),
        ("room", "from ..terms import rule"),
        ("retro", "import jupyter_client.manager"),
        ("kpis", "from traitlets.config import Config"),
        ("room", "import starlette.applications"),
        ("room/server", "from workshop.kpis import catalogue"),
        ("errors", "from workshop.crm.store import Crm"),
        ("notebook", "from workshop.lab.server import serve"),
        ("charter", "import ipywidgets as w"),
        ("widgets", "from workshop.story.context import Stage"),
    ],
)
def test_a_trespass_is_seen(room: str, source: str) -> None:
    """The check can fail, for imports inside functions, too."""
    assert trespasses(room, source)


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("terms", "import workshop\nfrom workshop.crm.schema import TABLES"),
        ("cli", "from workshop import __version__"),
        ("charts", "import altair as alt"),
        ("lab", "from jupyter_core.paths import jupyter_path"),
        ("room", "from workshop.words import N_"),
        ("room/server", "from fastapi import FastAPI"),
    ],
)
def test_what_is_allowed_is_no_trespass(room: str, source: str) -> None:
    """The check can pass, too."""
    assert [] == trespasses(room, source)


def lies_in(place: str, parts: Iterable[str]) -> list[str]:
    """Return which of these modules and folders a module is or lies in."""
    return [part for part in parts if place == part or place.startswith(f"{part}/")]


def frames(place: str, source: str) -> set[str]:
    """Return the libraries that hold data and that a module imports without being one of those."""
    may = {name for part in lies_in(place, HOLDS_DATA) for name in HOLDS_DATA[part]}
    found = {name.partition(".")[0] for name in imported(source)} & {*DATA}
    backends = {name for name in imported(source) if name.startswith("ibis.backends")}
    return (found - may) | backends


def computed(place: str, source: str) -> list[str]:
    """Return what a module computes without asking the engine."""
    if lies_in(place, MAY_COMPUTE):
        return []
    # An expression is executed without more; a command in a room, a statement in its log takes one.
    run = [call for call in calls(source, "execute") if not call.args]
    nodes = ast.walk(ast.parse(source))
    behind = [n for n in nodes if isinstance(n, ast.Attribute) and n.attr in BEHIND]
    return [ast.unparse(node) for node in (*run, *calls(source, *COMPUTES), *behind)]


def test_numbers_are_asked_of_the_engine() -> None:
    """Expressions go in and rows come back: only the seam and the way in know what holds them."""
    sources = {one.relative_to(PACKAGE).as_posix(): one.read_text("utf-8") for one in modules()}
    past = {
        place: (*frames(place, text), *computed(place, text)) for place, text in sources.items()
    }

    assert {} == {place: names for place, names in past.items() if names}


@pytest.mark.parametrize(
    ("place", "source"),
    [
        ("kpis/core/cases.py", "import pandas as pd"),
        ("terms/rules/compile.py", "def f():\n    from duckdb import connect"),
        ("crm/sample/deals.py", "import duckdb"),
        ("crm/ibis_engine.py", "from ibis.backends.duckdb import Backend"),
        ("kpis/core/cases.py", "rows = table.to_pyarrow().to_pylist()"),
        ("notebook/act1/shared_term.py", "crm.engine.backend.raw_sql('select 1')"),
        ("crm/days/last_day.py", "table.count().execute()"),
        ("cli/kpis.py", "crm.engine.backend.con.execute('select 1')"),
        ("charts/rates.py", "import ibis\nibis.duckdb.connect()"),
        ("kpis/core/cases.py", "import numpy as np"),
        ("journey/path/path.py", "ibis.memtable(rows)"),
    ],
)
def test_a_way_past_the_engine_is_seen(place: str, source: str) -> None:
    """The check can fail, inside the room of the tables, too."""
    assert frames(place, source) or computed(place, source)


def test_whoever_may_know_what_holds_data_does() -> None:
    """An exception that nobody needs any more goes."""
    sources = {one.relative_to(PACKAGE).as_posix(): one.read_text("utf-8") for one in modules()}
    for part, names in HOLDS_DATA.items():
        inside = [source for place, source in sources.items() if lies_in(place, [part])]
        used = {name.partition(".")[0] for source in inside for name in imported(source)}
        assert {*names} <= used, part
    for part in MAY_COMPUTE:
        inside = [source for place, source in sources.items() if lies_in(place, [part])]
        assert any(list(calls(source, *COMPUTES)) for source in inside), part


@pytest.mark.parametrize(
    ("place", "source"),
    [
        ("crm/store.py", "import duckdb\nconnection.execute('detach draft')"),
        ("kpis/core/cases.py", "import ibis\nrows = engine.records(table)"),
        ("cli/alone.py", "room.execute(command)"),
    ],
)
def test_asking_the_engine_is_no_way_past_it(place: str, source: str) -> None:
    """The check can pass, too."""
    assert (set(), []) == (frames(place, source), computed(place, source))


def arrows() -> dict[str, set[str]]:
    """Return each module with those it imports, for its types included."""
    known = {name_of(place): place for place in modules()}
    return {name: {*targets(place, known)} - {name} for name, place in known.items()}


def name_of(place: Path) -> str:
    """Return the dotted name of a module."""
    parts = ("workshop", *place.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


def targets(place: Path, known: Iterable[str]) -> Iterator[str]:
    """Yield the kit's own modules that a module imports."""
    for node in ast.walk(ast.parse(place.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield from [name for name in (whole, node.module) if name in known][:1]


def test_no_module_leads_back_to_itself() -> None:
    """Imports for types included: whoever reads one module of a circle has to read them all."""
    graph = arrows()
    size = len(graph)
    while ends := {name for name, known in graph.items() if not known & graph.keys()}:
        for name in ends:
            del graph[name]

    assert size > 250
    assert {} == graph
