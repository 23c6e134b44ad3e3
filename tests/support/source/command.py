"""The command line as a person uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.cli import main

if TYPE_CHECKING:
    import pytest


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Return exit code, what was printed, and what was complained."""
    code = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return code, said.out, said.err
