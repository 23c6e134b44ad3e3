"""The charter on disk: Markdown and HTML for people, JSON for the next quarter."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from workshop.colours import tokens
from workshop.errors import WorkshopError
from workshop.files import lay_down
from workshop.words import N_, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workshop.charter.document import Charter

DATA_FILE = "charter.json"
TEMPLATES = Path(__file__).parent / "templates"
MARKUP = re.compile(r"[\\`*_\[\]<>|~$&@]")
ADDRESS = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
LINE_START = re.compile(r"^(\d+(?=[.)](?:\s|$))|(?=[#+\-=]))")


def markdown(charter: Charter) -> str:
    """Return the charter as Markdown; what people wrote is escaped."""
    return _render("charter.md.j2", charter)


def html(charter: Charter) -> str:
    """Return the charter as one HTML page that needs nothing from elsewhere."""
    return _render("charter.html.j2", charter)


def export(charters: Iterable[Charter], data: str, folder: Path) -> list[Path]:
    """Write a charter and return the files.

    Args:
        charters: the charter in each language, written as Markdown and HTML.
        data: the same as JSON text, in no language.
        folder: where to.

    Raises:
        WorkshopError: if the folder cannot be written.
    """
    texts = {name: text for charter in charters for name, text in _pages(charter).items()}
    texts[DATA_FILE] = data
    # Half an emoji, cut off by a text field, must not keep a charter from its paper.
    return write(folder, {name: text.encode("utf-8", "replace") for name, text in texts.items()})


def write(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write what people take home and return the files.

    Args:
        folder: where to.
        files: name to content.

    Raises:
        WorkshopError: if the folder cannot be written.
    """
    try:
        return lay_down(folder, files)
    except OSError as error:
        raise WorkshopError(
            N_("The charter can’t be saved."),
            found="{folder}: {reason}",
            hint=N_(
                "Everything you decided is safe in the session. Make sure the folder "
                "can be written to, then try again."
            ),
            folder=folder,
            reason=error,
        ) from error


def _pages(charter: Charter) -> dict[str, str]:
    texts = {"md": markdown(charter), "html": html(charter)}
    return {f"charter_{charter.lang}.{kind}": text for kind, text in texts.items()}


def _render(template: str, charter: Charter) -> str:
    page = _environment().get_template(template)
    return page.render(charter=charter, words=Words(charter.lang), tokens=tokens())


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"plain": _plain, "quoted": _quoted, "fenced": _fenced}
    return environment


def _plain(text: str) -> str:
    """Return text on one line in which no character means markup, and no address is a link."""
    line = MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
    return LINE_START.sub(r"\1\\", ADDRESS.sub(r"\\\g<0>", line))


def _quoted(text: str) -> str:
    """Return text as a Markdown quotation, line by line."""
    return "\n".join(f"> {_plain(line)}" for line in text.splitlines() or [""])


def _fenced(code: str, language: str) -> str:
    """Return a Markdown code block that no backticks in the code can end."""
    longest = max(map(len, re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{code}\n{fence}"
