"""Small pieces of HTML. `Html` takes text in as text: only what stands in the code is markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import ipywidgets as w
from markupsafe import Markup
from traitlets import Instance

from workshop.charts.svg import svg
from workshop.side import MARKS, side_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import altair as alt

    from workshop.words import Words


BREAK = Markup("<br>")


class Html(Markup):
    """Markup that escapes whatever is put into it and is none; line breaks stay visible."""

    __slots__ = ()

    @classmethod
    def escape(cls, text: object, /) -> Self:
        """Return text as markup, a line break as ``<br>``; markup as it is."""
        if hasattr(text, "__html__"):
            return super().escape(text)
        return cls(BREAK.join(str(text).split("\n")))

    def each(self, texts: Iterable[object]) -> Self:
        """Return this template filled with one text after the other."""
        return type(self)().join(self.format(text) for text in texts)


def attribute(text: str) -> Html:
    """Return text for between the quotes of an attribute, where a line break is no ``<br>``."""
    return Html("{}").format(Markup.escape(text))


class Block(w.HTML):  # type: ignore[misc] # ipywidgets ships no types
    """A widget that shows HTML and refuses plain text."""

    value = Instance(Html, ()).tag(sync=True)


def block(content: Html, *classes: str) -> Block:
    """Return a widget that shows this HTML, with these style classes."""
    widget = Block(content)
    classed(widget, "ot-html", *classes)
    return widget


def heading(text: str) -> Block:
    """Return a section heading."""
    return block(Html("<h3>{}</h3>").format(text), "ot-heading")


def paragraph(text: str, *classes: str) -> Block:
    """Return a widget that shows a text, with these style classes."""
    return block(Html("<p>{}</p>").format(text), *classes)


def side_badge(side: str, words: Words) -> Html:
    """Return the side's shape and name in its colour."""
    badge = Html('<span class="ot-badge ot-{}">{} {}</span>')
    return badge.format(side, MARKS.get(side, "◆"), side_name(side, words))


def table(head: Sequence[str], body: Iterable[Sequence[str]], caption: str = "") -> Html:
    """Return a table; a cell is text or `Html`. First cells head their rows."""
    row = Html('<tr><th scope="row">{}</th>{}</tr>')
    return Html(
        '<div class="ot-scroll"><table class="ot-table">{}<thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>"
    ).format(
        Html("<caption>{}</caption>").format(caption) if caption else "",
        Html('<th scope="col">{}</th>').each(head),
        Html().join(row.format(first, Html("<td>{}</td>").each(rest)) for first, *rest in body),
    )


def figure(chart: alt.TopLevelMixin, words: Words, small_print: str = "") -> Html:
    """Return a chart as a figure whose accessible name is the chart's description."""
    return Html(
        '<figure class="ot-figure"><div role="img" aria-label="{}">{}</div>{}</figure>'
    ).format(
        attribute(getattr(chart, "description", "") or ""),
        # Drawn by Vega, which escapes the texts of a chart itself.
        Html(svg(chart, words)),
        Html("<figcaption>{}</figcaption>").format(small_print) if small_print else "",
    )


def figures(charts: Sequence[alt.TopLevelMixin], words: Words, small_print: str = "") -> Html:
    """Return sheets side by side, one caption below them; on a stage there is room for two.

    Args:
        charts: each is named by its own description.
        words: decides how numbers and dates are written.
        small_print: the caption; empty for none.
    """
    return Html('<figure class="ot-figures"><div class="ot-sheets">{}</div>{}</figure>').format(
        Html().join(figure(chart, words) for chart in charts),
        Html("<figcaption>{}</figcaption>").format(small_print) if small_print else "",
    )


def pairs(charts: Sequence[alt.TopLevelMixin]) -> list[Sequence[alt.TopLevelMixin]]:
    """Return sheets two by two, as a stage shows them; the last may stand alone."""
    return [charts[start : start + 2] for start in range(0, len(charts), 2)]


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
