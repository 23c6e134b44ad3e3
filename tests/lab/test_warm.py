"""A kernel keeps what went wrong in it to a file: the page is for people."""

from __future__ import annotations

import gc
import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import psutil
import pytest

from workshop.lab.warm import warm_up

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """
import logging, sys
from pathlib import Path
from workshop.lab.warm import keep_log
keep_log(Path(sys.argv[1]))
try:
    raise ValueError("what somebody wrote")
except ValueError:
    logging.getLogger("workshop.widgets.guard").exception("A handler failed.")
logging.getLogger("asyncio").error("Task exception: %s", "what somebody wrote")
"""


def test_what_is_logged_goes_to_a_file_of_the_owner(tmp_path: Path) -> None:
    """Where it happened, and not a word of what anybody said; nothing on the streams."""
    log = tmp_path / "kernels.log"
    command = [sys.executable, "-c", SCRIPT, str(log)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    kept = log.read_text("utf-8")

    assert ("", "") == (done.stdout, done.stderr)
    assert "A handler failed.\n  builtins.ValueError\n    <string>:7 <module>" in kept
    assert "ERROR asyncio" in kept
    assert "somebody" not in kept
    assert 0o600 == stat.S_IMODE(log.stat().st_mode)


WATCHED = """
import sys, time
from workshop.lab.warm import end_with
end_with(int(sys.argv[1]), every=0.05)
print("watching", flush=True)
time.sleep(60)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows hands the kernel a handle of its parent")
def test_a_kernel_whose_server_died_before_it_looked_ends_too() -> None:
    """Killed at any moment, a kit leaves no kernel behind, whoever adopts the orphans here."""
    server = subprocess.Popen([sys.executable, "-c", ""])
    server.wait()
    kernel = subprocess.Popen([sys.executable, "-c", WATCHED, str(server.pid)])
    try:
        assert kernel.wait(timeout=120) == 1
    finally:
        kernel.kill()


@pytest.mark.skipif(os.name == "nt", reason="Windows hands the kernel a handle of its parent")
def test_a_kernel_stays_as_long_as_its_server() -> None:
    """A watch that ends what lives would be worse than none."""
    command = [sys.executable, "-c", WATCHED, str(os.getpid())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as kernel:
        assert kernel.stdout
        kernel.stdout.readline()
        try:
            with pytest.raises(psutil.TimeoutExpired):
                psutil.Process(kernel.pid).wait(timeout=0.5)
        finally:
            kernel.kill()


def test_garbage_is_looked_for_again_once_the_kernel_is_warm() -> None:
    """What an act needs is imported without looking; an afternoon of clicks is not."""
    warm_up(("no_such_module", "workshop.day"))

    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
