"""One workshop's folder: what lies where, and which version of the kit wrote it."""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EACCES
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.acts import notebooks
from workshop.clock import now
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = 1
HOME_VARIABLE = "WORKSHOP_HOME"
SESSION_VARIABLE = "WORKSHOP_SESSION"
LEASH_VARIABLE = "WORKSHOP_LEASH"
"""Set where a process ends when its standard input does."""
DATABASE_VARIABLE = "WORKSHOP_DATABASE"
"""Names a PostgreSQL that holds the contributions instead of the session's own file."""
DATA_VARIABLE = "WORKSHOP_DATA"
"""Names a database or a folder of Parquet files that holds the CRM tables of a session."""
PRIVATE = 0o700
"""Rights of a session's folder: what people said is nobody else's business."""
DEFAULT_NAME = "workshop"
RESERVED = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE)
"""Names that stand for devices on Windows, with any ending; a session moves between computers."""
NAME_PATTERN = re.compile(r"[\w][\w .-]{0,63}")


@dataclass(frozen=True)
class Session:
    """The folder of one workshop. Make one with `open_session`."""

    folder: Path

    @property
    def log(self) -> Path:
        """The event log, an SQLite file."""
        return self.folder / "room.sqlite"

    @property
    def crm(self) -> Path:
        """The CRM tables, a DuckDB file, written once and read only afterwards."""
        return self.folder / "crm.duckdb"

    @property
    def notebooks(self) -> Path:
        """Copies of the acts to run; answers never live there."""
        return self.folder / "notebooks"

    @property
    def charter(self) -> Path:
        """The exported charter, for people."""
        return self.folder / "charter"

    def lay_out_notebooks(self) -> None:
        """Copy the shipped acts afresh, so that a run never touches the originals.

        Raises:
            WorkshopError: if the folder cannot be written.
        """
        with _writing(self.folder):
            for source in notebooks():
                target = self.notebooks / source.parent.name / source.name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)


def home() -> Path:
    """Return the folder that holds all sessions (``WORKSHOP_HOME`` or ~/workshop-sessions)."""
    # Absolute: kernels work in other folders, and all must find the same session.
    return Path(os.environ.get(HOME_VARIABLE) or Path.home() / "workshop-sessions").absolute()


def session_folder(name: str) -> Path:
    """Return the folder of a session by its name.

    Raises:
        WorkshopError: if the name could leave the sessions' folder or confuse a file system.
    """
    if RESERVED.fullmatch(name):
        raise WorkshopError(
            N_("Windows reserves this name."),
            found="{name}",
            hint=N_("Choose another one, such as team-north-2026."),
            name=name,
        )
    if not NAME_PATTERN.fullmatch(name) or name.endswith((".", " ")):
        raise WorkshopError(
            N_("A session can’t have this name."),
            found="{name}",
            hint=N_("Letters, digits, spaces, dots and dashes, 64 at most: team-north-2026."),
            name=name,
        )
    return home() / name


def open_session(folder: Path) -> Session:
    """Open the session in `folder`, or begin one there; nothing already stored is changed.

    Raises:
        WorkshopError: if the folder cannot be written, or a newer kit wrote it.
    """
    manifest = folder / "session.json"
    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _make_private(folder)
        if not os.access(folder, os.W_OK):
            raise PermissionError(EACCES, "")
        if manifest.exists():
            _check_format(manifest)
        else:
            _begin(manifest)
    return Session(folder)


def session_here() -> Session:
    """Open the session a notebook belongs to: ``WORKSHOP_SESSION``, else the default one."""
    named = os.environ.get(SESSION_VARIABLE)
    return open_session(Path(named) if named else session_folder(DEFAULT_NAME))


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WorkshopError(
            N_("The session’s folder can’t be written to."),
            found="{folder}: {reason}",
            hint=N_("Choose another place: set WORKSHOP_HOME to a folder of your own."),
            folder=folder,
            reason=error,
        ) from error


def _make_private(folder: Path) -> None:
    """Keep other accounts of this computer out; elsewhere the home folder's own rights do."""
    if os.name == "posix" and folder.stat().st_uid == os.geteuid():
        folder.chmod(PRIVATE)


def _begin(manifest: Path) -> None:
    content = {"format": FORMAT, "begun": now().date().isoformat()}
    # Whole or not at all: a half-written manifest would lock its session for good.
    draft = manifest.with_suffix(f".{os.getpid()}.draft")
    draft.write_text(json.dumps(content) + "\n", encoding="utf-8")
    draft.replace(manifest)


def _format(manifest: Path) -> int:
    try:
        found = json.loads(manifest.read_text(encoding="utf-8"))["format"]
    except (ValueError, KeyError, TypeError):
        found = None
    if type(found) is int and found > 0:
        return found
    raise WorkshopError(
        N_("The session’s description can’t be read."),
        found="{file}",
        hint=N_("Choose another name with --session; nothing in the folder was changed."),
        file=manifest,
    )


def _check_format(manifest: Path) -> None:
    found = _format(manifest)
    if found > FORMAT:
        raise WorkshopError(
            N_("This session comes from a newer version of the kit."),
            found=N_("Format {theirs}; this kit knows {ours}."),
            hint=N_("Update the kit or choose another name with --session."),
            theirs=found,
            ours=FORMAT,
        )
