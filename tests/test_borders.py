"""Who may know whom: the arrows between the rooms of the house."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest
from calls import PACKAGE, modules

if TYPE_CHECKING:
    from collections.abc import Iterator

EVERYBODY = {"errors", "words", "clock", "stats", "acts", "session"}
MAY_KNOW: dict[str, set[str]] = {
    "crm": set(),
    "terms": {"crm"},
    "kpis": {"crm", "terms"},
    "retro": set(),
    "charter": set(),
    "room": set(),
    "charts": {"crm", "terms", "kpis"},
    "widgets": {"charts", "crm", "terms"},
    "activities": {"charts", "widgets", "crm", "terms", "kpis", "retro", "charter", "room"},
    "lab": set(),
    "cli": {"crm", "kpis", "lab"},
}
"""Beside `EVERYBODY` and itself, a room imports these and no others."""
JUPYTER = ("ipywidgets", "IPython", "jupyter", "jupyterlab", "jupyter_core", "ipykernel")
PICTURES = ("altair", "vl_convert")
WEB = ("fastapi", "starlette", "uvicorn", "tornado")
MAY_USE: dict[str, tuple[str, ...]] = {
    "charts": PICTURES,
    "widgets": (*JUPYTER, *PICTURES),
    "activities": (*JUPYTER, *PICTURES),
    "lab": (*JUPYTER, "tornado"),
}


def imported(source: str) -> Iterator[str]:
    """Yield every module a source imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def trespasses(room: str, source: str) -> list[str]:
    """Return the imports of a source that its room may not have."""
    rooms = EVERYBODY | MAY_KNOW.get(room, set()) | {room}
    allowed = MAY_USE.get(room, ())
    found = []
    for name in imported(source):
        first, _, rest = name.partition(".")
        if first == "workshop" and rest and rest.split(".")[0] not in rooms:
            found.append(name)
        if first in (*JUPYTER, *PICTURES, *WEB) and first not in allowed:
            found.append(name)
    return found


@pytest.mark.parametrize("room", MAY_KNOW)
def test_a_room_imports_only_what_it_may_know(room: str) -> None:
    """The arrows of the house do not turn round."""
    places = [PACKAGE / f"{room}.py"] if room == "cli" else modules(PACKAGE / room)
    found = {str(place.name): trespasses(room, place.read_text("utf-8")) for place in places}

    assert places
    assert {} == {name: names for name, names in found.items() if names}


@pytest.mark.parametrize("name", sorted(EVERYBODY))
def test_what_everybody_uses_uses_no_room(name: str) -> None:
    """The ground floor knows nothing of the rooms above it."""
    source = (PACKAGE / f"{name}.py").read_text("utf-8")

    assert [] == trespasses(name, source)


def test_every_room_has_its_rule() -> None:
    """A new room says whom it may know."""
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}

    assert rooms <= set(MAY_KNOW)


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("terms", "import altair"),
        ("room", "from workshop.terms.rule import Rule"),
        ("crm", "def f():\n    from workshop.kpis import catalogue"),
        ("charter", "import ipywidgets as w"),
        ("widgets", "from workshop.activities.stage import Stage"),
    ],
)
def test_a_trespass_is_seen(room: str, source: str) -> None:
    """The check can fail, for imports inside functions, too."""
    assert trespasses(room, source)
