"""What a kernel does before its first cell: imports that take seconds, a log of its own, an end."""

from __future__ import annotations

import gc
import logging
import os
import threading
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from workshop.logbook import Logbook

HEAVY = ("workshop.notebook", "ibis.backends.duckdb", "vl_convert")


def begin(log: str) -> None:
    """Do it all.

    Args:
        log: the file that what is logged goes into.
    """
    end_with(int(os.environ.get("JPY_PARENT_PID") or 0))
    keep_log(Path(log))
    warm_up()


def end_with(server: int, every: float = 1.0) -> None:
    """End this process once the server that started it is gone.

    The kernel has a watch of its own, but it begins late: a server killed while Python is still
    starting is taken for none, and the kernel then only ends if process 1 adopts it, which a
    container with an init of its own does not grant.

    Args:
        server: the server's process id; 0 where nobody said, and nothing is watched. On Windows
            the kernel holds the handle of its parent, which needs no second watch.
        every: seconds between two looks.
    """
    if not server or os.name == "nt":
        return

    def watch() -> None:
        while os.getppid() == server:
            time.sleep(every)
        os._exit(1)

    threading.Thread(target=watch, name="end-with-server", daemon=True).start()


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
    # What is being imported is no garbage: to look through it again and again takes a quarter of
    # the time, and to look through it later makes a click wait.
    gc.disable()
    try:
        for module in modules:
            with suppress(Exception):
                import_module(module)
    finally:
        gc.freeze()
        gc.enable()
