"""The charter on disk: Markdown and HTML for people, JSON for the next quarter."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workshop.errors import WorkshopError
from workshop.words import N_, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.charter.document import Charter

TEMPLATES = Path(__file__).parent / "templates"
MARKUP = re.compile(r"([\\`*_\[\]<>|~])")
LINE_START = re.compile(r"^([#+\-=]|\d+(?=[.)]))")


def markdown(charter: Charter) -> str:
    """Return the charter as Markdown; what people wrote is escaped."""
    return _render("charter.md.j2", charter, autoescape=False)


def html(charter: Charter) -> str:
    """Return the charter as one HTML page that needs nothing from elsewhere."""
    return _render("charter.html.j2", charter, autoescape=True)


def export(charters: Iterable[Charter], folder: Path) -> list[Path]:
    """Write each charter (one a language) as Markdown, HTML and JSON, and return the files.

    A file appears whole or not at all, so that an older charter survives a full disk.

    Raises:
        WorkshopError: if the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [path for charter in charters for path in _export_one(charter, folder)]
    except OSError as error:
        raise WorkshopError(
            N_("The charter cannot be written."),
            found="{folder}: {reason}",
            hint=N_("Everything you decided is safe in the session. Free the folder, try again."),
            folder=folder,
            reason=error.strerror,
        ) from error


def _export_one(charter: Charter, folder: Path) -> list[Path]:
    texts = {
        "md": markdown(charter),
        "html": html(charter),
        "json": json.dumps(charter.data_form(), ensure_ascii=False, indent=2) + "\n",
    }
    return [_write(folder / f"charter_{charter.lang}.{kind}", text) for kind, text in texts.items()]


def _write(path: Path, text: str) -> Path:
    draft = path.with_name(path.name + ".draft")
    draft.write_text(text, encoding="utf-8", newline="\n")
    return draft.replace(path)


def _render(template: str, charter: Charter, *, autoescape: bool) -> str:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=autoescape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["plain"] = _plain
    environment.filters["quoted"] = _quoted
    return environment.get_template(template).render(charter=charter, words=Words(charter.lang))


def _plain(text: str) -> str:
    """Return text on one line in which no character means markup."""
    return LINE_START.sub(r"\\\1", MARKUP.sub(r"\\\1", " ".join(text.split())))


def _quoted(text: str) -> str:
    """Return text as a Markdown quotation, line by line."""
    return "\n".join(f"> {_plain(line)}" for line in text.splitlines() or [""])
