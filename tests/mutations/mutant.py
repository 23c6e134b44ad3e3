"""One slip on purpose: where it is made, which promise it breaks, and which tests should notice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
GROUND = "ground"
"""Stands for the ground floor: modules that every room may know."""


class StrayError(ValueError):
    """The snippet to break does not occur exactly once: the code has changed."""


@dataclass(frozen=True)
class Mutant:
    """A slip somebody could make.

    Attributes:
        room: where, as in the map of the house; `GROUND` for the ground floor.
        file: below ``workshop``.
        before: a snippet that occurs exactly once in the file.
        after: what it becomes.
        rule: the promise that breaks, in a few words.
        tests: files or node ids below ``tests`` that should notice.
    """

    room: str
    file: str
    before: str
    after: str
    rule: str
    tests: tuple[str, ...]

    def place(self, root: Path = ROOT) -> Path:
        """Return the file in a checkout."""
        return root / "workshop" / self.file

    def broken(self, source: str) -> str:
        """Return the file's text with the slip in it.

        Raises:
            StrayError: if the snippet does not occur exactly once.
        """
        if (times := source.count(self.before)) != 1:
            message = f"{self.file}: {times} times instead of once: {self.before!r}"
            raise StrayError(message)
        return source.replace(self.before, self.after)
