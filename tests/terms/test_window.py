"""One window: rules, KPIs, the journey and the terminal give a case the same time."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from calls import PACKAGE, modules

if TYPE_CHECKING:
    from pathlib import Path


def says_the_window(place: Path) -> bool:
    """Return whether a module sets the window itself."""
    return any(
        isinstance(node, ast.Assign)
        and "WINDOW_DAYS" in [name.id for name in node.targets if isinstance(name, ast.Name)]
        for node in ast.walk(ast.parse(place.read_text(encoding="utf-8")))
    )


def test_one_module_says_it() -> None:
    """Whoever changes it there changes it everywhere."""
    found = [str(place.relative_to(PACKAGE)) for place in modules() if says_the_window(place)]

    assert ["terms/window.py"] == found
