"""A kernel keeps what went wrong in it to a file: the page is for people."""

from __future__ import annotations

import stat
import subprocess
import sys
from typing import TYPE_CHECKING

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
