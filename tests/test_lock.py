"""A session belongs to one program at a time, and to nobody once that has ended."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from workshop.errors import WorkshopError
from workshop.lock import held
from workshop.session import Session

if TYPE_CHECKING:
    from pathlib import Path

HOLDER = """
import sys
from pathlib import Path
from workshop.lock import held
from workshop.session import Session
with held(Session(Path(sys.argv[1])), "kit"):
    print("held", flush=True)
    sys.stdin.readline()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    """Start another program that holds the kit of a session."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    other: subprocess.Popen[str] = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        **pipes,  # type: ignore[call-overload]
    )
    assert other.stdout
    assert "held\n" == other.stdout.readline()
    return other


def ended(other: subprocess.Popen[str]) -> None:
    other.wait(timeout=120)
    for pipe in (other.stdin, other.stdout):
        assert pipe
        pipe.close()


def test_two_programs_never_hold_the_same_part(tmp_path: Path) -> None:
    """The second is refused with the folder's name, as long as the first lives; a part beside it
    is free, and a refused attempt holds nothing.
    """
    session, other = Session(tmp_path), holder(tmp_path)
    with pytest.raises(WorkshopError, match=f"already open.*{tmp_path}"), held(session, "kit"):
        pass
    with pytest.raises(WorkshopError) as refused, held(session, "room", "kit"):
        pass
    with held(session, "room"):
        # While the error lives, so does what it holds: nothing is let go of by chance.
        assert refused.value
    other.communicate("\n")
    ended(other)

    with held(session, "kit", "room"):
        pass


def test_a_killed_program_holds_nothing(tmp_path: Path) -> None:
    """After a power cut nobody has to delete a file by hand."""
    other = holder(tmp_path)
    other.kill()
    ended(other)

    with held(Session(tmp_path), "kit"):
        pass
