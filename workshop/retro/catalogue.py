"""The formats on offer: data, a file each beside this one, and those a team has put beside them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.reasons import Unfit
from workshop.retro.format import Format
from workshop.session import home
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent / "formats"
OWN = "own_"
"""How the key of a team's own format begins."""
MOST_OWN, MOST_BYTES = 30, 50_000
KEY_LENGTH = 30
HINT = N_(
    "It needs minutes, people, [[columns]] with a key, and a name, an invitation and every "
    "column’s label and question in [de] or [en]. The others are still on offer."
)


@dataclass(frozen=True)
class Catalogue:
    """What is on offer.

    Attributes:
        formats: by key, the kit's own first.
        troubles: why a team's own file is not among them.
    """

    formats: Mapping[str, Format]
    troubles: tuple[WorkshopError, ...] = ()

    def default(self, plan: str) -> str:
        """Return the key of the format a plan begins with; the first where it names none."""
        named = [key for key, one in self.formats.items() if plan in one.plans]
        return named[0] if named else next(iter(self.formats))


def own_folder() -> Path:
    """Return where a team puts formats of its own: beside the sessions."""
    return home() / "formats"


@cache
def shipped_formats() -> dict[str, Format]:
    """Return the kit's own formats by key, in the order they are offered."""
    files = sorted(FOLDER.glob("*.toml"))
    return {file.stem.partition("_")[2]: read_format(file) for file in files}


def catalogue(own: Path | None = None) -> Catalogue:
    """Return the kit's formats and a team's own; a file that is none spoils no other.

    Args:
        own: the team's folder; by default `own_folder`.
    """
    formats, troubles = dict(shipped_formats()), []
    for file in _own_files(own or own_folder()):
        try:
            formats[_own_key(file)] = read_format(file)
        except WorkshopError as error:
            troubles.append(error)
    return Catalogue(formats, tuple(troubles))


def read_format(file: Path) -> Format:
    """Return the format in a file.

    Read again only once it is written anew: the catalogue is asked for several times a look.

    Raises:
        WorkshopError: if it cannot be read, or is none.
    """
    try:
        written = file.stat()
        return _read(file, written.st_mtime_ns, written.st_size)
    except (OSError, ValueError) as error:  # what is no TOML, no UTF-8 or no format is one, too
        raise WorkshopError(
            N_("A file in the folder “formats” isn’t a retrospective format."),
            found="{file}: {reason}",
            hint=HINT,
            file=file.name,
            reason=error,
        ) from error


@lru_cache(maxsize=2 * MOST_OWN)
def _read(file: Path, written: int, size: int) -> Format:  # noqa: ARG001 - they name the version
    content = file.read_bytes()
    if len(content) > MOST_BYTES:
        raise Unfit(N_("more than {n} bytes"), n=MOST_BYTES)
    return Format.model_validate(tomllib.loads(content.decode("utf-8-sig")))


def _own_files(folder: Path) -> list[Path]:
    try:
        found = sorted(file for file in folder.glob("*.toml") if file.is_file())
    except OSError:  # nobody may look into it: then there are none
        return []
    return found[:MOST_OWN]


def _own_key(file: Path) -> str:
    plain = "".join(c if c.isascii() and c.isalnum() else "_" for c in file.stem.lower())
    return f"{OWN}{plain}"[:KEY_LENGTH]
