"""The charter as a page: HTML that needs nothing from elsewhere, and Markdown."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from workshop.charter.annex import annex
from workshop.charter.fit import fitted
from workshop.charter.legible import legible
from workshop.charter.wording import posters
from workshop.colours import tokens
from workshop.side import MARKS
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.charter.document import Charter

TEMPLATES = Path(__file__).parent / "templates"
MARKUP = re.compile(r"[\\`*_\[\]<>|~$&@]")
ADDRESS = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
LINE_START = re.compile(r"^(\d+(?=[.)](?:\s|$))|(?=[#+\-=]))")


def markdown(charter: Charter) -> str:
    """Return the charter as Markdown; what people wrote is escaped."""
    readable = legible(charter)
    page = environment().get_template("charter.md.j2")
    poster, words = posters(readable)[0], Words(charter.lang)
    return page.render(poster=poster, annex=annex(readable), words=words, marks=MARKS)


def html(charter: Charter) -> str:
    """Return the charter as one HTML page: the poster first, the annex behind it.

    Printed, the poster is one landscape page of A4; the annex has pages of its own.
    """
    readable = legible(charter)
    poster, size, weights = fitted(posters(readable))
    return (
        environment()
        .get_template("charter.html.j2")
        .render(
            lang=charter.lang,
            poster=poster,
            size=size,
            columns=" ".join(f"{weight}fr" for weight in weights) or "1fr",
            annex=annex(readable),
            words=Words(charter.lang),
            tokens=tokens(),
            marks=MARKS,
        )
    )


def plain(text: str) -> str:
    """Return text on one line in which no character means markup, and no address is a link."""
    line = MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
    return LINE_START.sub(r"\1\\", ADDRESS.sub(r"\\\g<0>", line))


@cache
def environment() -> Environment:
    """Return what fills the templates of this room; HTML is escaped."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"plain": plain, "quoted": _quoted, "fenced": _fenced}
    return environment


def _quoted(text: str) -> str:
    """Return text as a Markdown quotation, line by line."""
    return "\n".join(f"> {plain(line)}" for line in text.splitlines() or [""])


def _fenced(code: str, language: str) -> str:
    """Return a Markdown code block that no backticks in the code can end."""
    longest = max(map(len, re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{code}\n{fence}"
