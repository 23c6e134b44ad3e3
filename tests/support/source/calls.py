"""What the package's own source says, read as a tree: calls, imports and texts."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "workshop"


def modules(root: Path = PACKAGE) -> list[Path]:
    """Return every Python file of the package."""
    return sorted(root.rglob("*.py"))


def calls(source: str | ast.AST, *names: str) -> Iterator[ast.Call]:
    """Yield the calls of a function or method by one of these names."""
    for node in ast.walk(ast.parse(source) if isinstance(source, str) else source):
        if isinstance(node, ast.Call):
            func = node.func
            name = getattr(func, "attr", getattr(func, "id", ""))
            if name in names:
                yield node


def placeholders(text: str) -> set[str]:
    """Return the names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}
