"""Imports that take seconds, done while the page is still loading."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module

HEAVY = ("workshop.activities", "ibis.backends.duckdb", "vl_convert")


def warm_up(modules: tuple[str, ...] = HEAVY) -> None:
    """Import what an act needs; silent when something is missing.

    Runs in the kernel before its first cell. An act that misses a library says so itself,
    in words a person understands.
    """
    for module in modules:
        with suppress(Exception):
            import_module(module)
