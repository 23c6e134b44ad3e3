"""What a kernel does before its first cell: imports that take seconds, and a log of its own."""

from __future__ import annotations

import logging
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from workshop.logbook import Logbook

HEAVY = ("workshop.activities", "ibis.backends.duckdb", "vl_convert")


def begin(log: str) -> None:
    """Do it all.

    Args:
        log: the file that what is logged goes into.
    """
    keep_log(Path(log))
    warm_up()


def keep_log(file: Path) -> None:
    """Write what is logged into a file from now on.

    Otherwise it would stand on the page, below the act: Python writes what nobody takes to the
    error stream, and Jupyter shows that to whoever sits in front of the projector.
    """
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    root.addHandler(Logbook(file))


def warm_up(modules: tuple[str, ...] = HEAVY) -> None:
    """Import what an act needs; silent when something is missing.

    Runs in the kernel before its first cell. An act that misses a library says so itself,
    in words a person understands.
    """
    for module in modules:
        with suppress(Exception):
            import_module(module)
