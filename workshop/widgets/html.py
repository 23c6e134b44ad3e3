"""Small pieces of HTML. Whatever people typed goes through `esc` before it gets here."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.charts.svg import svg

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import altair as alt

    from workshop.words import Words

MARKS = {"sales": "●", "marketing": "▲", "other": "■", "both": "◆"}
"""Each side has a shape beside its colour, for those who cannot tell the colours apart."""


def esc(text: object) -> str:
    """Return text safe inside HTML; line breaks stay visible."""
    return escape(str(text), quote=True).replace("\n", "<br>")


def block(content: str, *classes: str) -> w.HTML:
    """Return a widget that shows this HTML (already escaped), with these style classes."""
    widget = w.HTML(content)
    for name in ("ot-html", *classes):
        widget.add_class(name)
    return widget


def heading(text: str) -> w.HTML:
    """Return a section heading; `text` is plain."""
    return block(f"<h3>{esc(text)}</h3>", "ot-heading")


def side_name(side: str, words: Words) -> str:
    """Return a side's name as people say it."""
    return {
        "sales": words("Sales"),
        "marketing": words("Marketing"),
        "other": words("Somewhere else"),
        "both": words("Both"),
        "agreed": words("Agreed"),
    }[side]


def entity_count(entity: str, n: int, words: Words) -> str:
    """Return a number of cases with what they are, such as “4,000 contacts”."""
    if entity == "campaigns":
        return words.plural("{n} campaign", "{n} campaigns", n)
    if entity == "deals":
        return words.plural("{n} deal", "{n} deals", n)
    return words.plural("{n} contact", "{n} contacts", n)


def side_badge(side: str, words: Words) -> str:
    """Return the side's shape and name in its colour, as HTML."""
    name = esc(side_name(side, words))
    return f'<span class="ot-badge ot-{side}">{MARKS.get(side, "◆")} {name}</span>'


def table(head: Sequence[str], body: Iterable[Sequence[str]], caption: str = "") -> str:
    """Return an HTML table; cells are HTML, head and caption plain. First cells head their rows."""
    columns = "".join(f'<th scope="col">{esc(cell)}</th>' for cell in head)
    rows = "".join(
        f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>"
        for first, *rest in body
    )
    title = f"<caption>{esc(caption)}</caption>" if caption else ""
    return (
        f'<div class="ot-scroll"><table class="ot-table">{title}<thead><tr>{columns}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def figure(chart: alt.TopLevelMixin, words: Words, small_print: str = "") -> str:
    """Return a chart as a figure whose accessible name is the chart's description."""
    name = esc(getattr(chart, "description", "") or "")
    note = f"<figcaption>{esc(small_print)}</figcaption>" if small_print else ""
    return (
        f'<figure class="ot-figure"><div role="img" aria-label="{name}">{svg(chart, words)}</div>'
        f"{note}</figure>"
    )


def columns(*children: w.Widget) -> w.Box:
    """Return the children side by side, one below the other where the page is narrow."""
    return classed(w.Box(list(children)), "ot-cols")


def rows(*children: w.Widget) -> w.VBox:
    """Return the children one below the other."""
    return classed(w.VBox(list(children)), "ot-rows")


def classed(widget: w.DOMWidget, *classes: str) -> w.DOMWidget:
    """Return the same widget with these style classes."""
    for name in classes:
        widget.add_class(name)
    return widget


def button(label: str, *classes: str, tooltip: str = "") -> w.Button:
    """Return a button in our look; ``ot-primary`` for the one that leads on."""
    return classed(w.Button(description=label, tooltip=tooltip or label), "ot-button", *classes)
