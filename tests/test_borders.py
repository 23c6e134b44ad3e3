"""Who may know whom: the arrows between the rooms of the house."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest
from calls import PACKAGE, modules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

EVERYBODY = {
    "errors",
    "words",
    "clock",
    "stats",
    "acts",
    "agenda",
    "session",
    "papers",
    "policy",
    "lock",
    "logbook",
}
MAY_KNOW: dict[str, set[str]] = {
    "crm": set(),
    "terms": {"crm"},
    "kpis": {"crm", "terms"},
    "retro": set(),
    "charter": set(),
    "room": set(),
    "journey": {"crm", "terms", "kpis"},
    "charts": {"crm", "terms", "kpis", "journey"},
    "dashboard": {"charts", "crm", "terms", "kpis"},
    "widgets": {"charts", "crm", "terms", "kpis", "journey", "room"},
    "activities": {
        *("charts", "widgets", "crm", "terms", "kpis", "journey", "retro", "charter", "room"),
        "dashboard",
    },
    "lab": set(),
    "privacy": set(),
    "cli": {"crm", "terms", "kpis", "dashboard", "lab", "room", "privacy"},
    "__main__": {"cli"},
    "__init__": {"activities"},
}
"""Beside `EVERYBODY` and itself, a room imports these and no others."""
JUPYTER = ("jupyter", "ipywidgets", "anywidget", "traitlets", "IPython", "ipykernel", "nbformat")
PICTURES = ("altair", "vl_convert")
WEB = ("fastapi", "starlette", "uvicorn", "tornado")
LIVE = ("fastapi", "starlette", "uvicorn")
MAY_USE: dict[str, tuple[str, ...]] = {
    "charts": PICTURES,
    "dashboard": PICTURES,
    "widgets": (*JUPYTER, *PICTURES),
    "activities": (*JUPYTER, *PICTURES),
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
        ("room", "from workshop.terms.rule import Rule"),
        ("crm", "def f():\n    from workshop.kpis import catalogue"),
        ("crm", "from workshop import kpis"),
        ("room", "from ..terms import rule"),
        ("retro", "import jupyter_client.manager"),
        ("kpis", "from traitlets.config import Config"),
        ("room", "import starlette.applications"),
        ("room/server", "from workshop.kpis import catalogue"),
        ("errors", "from workshop.crm.store import Crm"),
        ("activities", "from workshop.lab.server import serve"),
        ("charter", "import ipywidgets as w"),
        ("widgets", "from workshop.activities.stage import Stage"),
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
