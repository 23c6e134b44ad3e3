"""What to type for the kit."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

SCRIPT, MODULE = "workshop", "python -m workshop"


def command() -> str:
    """Return what to type for the kit: as it was called, or the way that works everywhere.

    Some computers block the script that pip writes for a command, so no hint relies on it unless
    it has just been used.
    """
    return SCRIPT if Path(sys.argv[0]).stem == SCRIPT else MODULE


def for_terminal(word: object) -> str:
    """Return a name as this computer's terminal takes it: in quotation marks if it has blanks."""
    return subprocess.list2cmdline([str(word)]) if os.name == "nt" else shlex.quote(str(word))
