"""The dashboard as one HTML page that needs nothing from elsewhere, no script either."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from workshop.charts.svg import svg
from workshop.colours import tokens
from workshop.dashboard.document import MARKS
from workshop.dashboard.drawing import bullet_of, trend_of
from workshop.kpis.text.lacks import NOT_YET
from workshop.words import Words

if TYPE_CHECKING:
    import altair as alt

    from workshop.dashboard.document import Dashboard, Line

TEMPLATES = Path(__file__).parent / "templates"
NAMESPACES = re.compile(r' xmlns(?::\w+)?="[^"]*"')


@dataclass(frozen=True)
class Picture:
    """A chart on the page: its accessible name, and the drawing as markup that Vega made."""

    name: str
    drawing: str


def page(dashboard: Dashboard) -> str:
    """Return the page; what people wrote is escaped."""
    words = Words(dashboard.lang)
    cards = [
        (line, _drawn(bullet_of(line, words), words), _trend(line, words))
        for line in dashboard.lines
    ]
    template = _environment().get_template("dashboard.html.j2")
    return template.render(
        dashboard=dashboard,
        cards=cards,
        words=words,
        marks=MARKS,
        tokens=tokens(),
        not_yet=NOT_YET,
    )


def _trend(line: Line, words: Words) -> Picture | None:
    return _drawn(trend_of(line, words), words)


def _drawn(chart: alt.TopLevelMixin | None, words: Words) -> Picture | None:
    if chart is None:
        return None
    # Inside of HTML an SVG needs no namespace, and so the page names no address at all.
    drawing = NAMESPACES.sub("", svg(chart, words))
    return Picture(str(getattr(chart, "description", "")), drawing)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
