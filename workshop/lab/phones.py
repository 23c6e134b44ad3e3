"""The room's server as a process of its own beside JupyterLab: a phone can never reach a kernel."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING

from workshop.session import LEASH_VARIABLE
from workshop.words import N_, Words

if TYPE_CHECKING:
    from workshop.session import Session
    from workshop.words import Lang

STOP_SECONDS = 5
BAD_INPUT = 2
ALONE = N_("The acts carry on without phones; restart the kit to let them in.")


@dataclass
class Phones:
    """A room's server, kept running.

    Attributes:
        session: whose room it is.
        lang: of the lines it prints.
        cap: how many phones may come in; the usual number, if None.
        network: how they reach it, as arguments of `workshop room`.
    """

    session: Session
    lang: Lang
    cap: int | None = None
    network: tuple[str, ...] = ()
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _is_given_up: bool = field(default=False, init=False)

    def keep_running(self, terminal: IO[str]) -> None:
        """Start it if it does not run; call this now and then, and a crash is soon over.

        Args:
            terminal: where its lines are printed.
        """
        if self._process is None or (
            # Bad input is not cured by trying again.
            self._process.poll() not in (None, 0, BAD_INPUT)
        ):
            self._let_go()
            self._process = subprocess.Popen(  # noqa: S603 - this very interpreter
                self._command(),
                stdin=subprocess.PIPE,
                stdout=terminal.fileno(),
                stderr=terminal.fileno(),
                env={**os.environ, LEASH_VARIABLE: "1"},
            )
        elif self._process.returncode == BAD_INPUT and not self._is_given_up:
            self._is_given_up = True
            terminal.write(f"{Words(self.lang)(ALONE)}\n")
            terminal.flush()

    def stop(self) -> None:
        """Stop it: it ends when its standard input does, also if we are killed."""
        if self._process is None:
            return
        self._let_go()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _let_go(self) -> None:
        if self._process and self._process.stdin:
            self._process.stdin.close()

    def _command(self) -> list[str]:
        cap = [] if self.cap is None else [f"--cap={self.cap}"]
        name = f"--session={self.session.folder.name}"
        command = [sys.executable, "-m", "workshop", "room"]
        return [*command, name, f"--lang={self.lang}", *self.network, *cap]
