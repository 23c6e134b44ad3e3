"""Small pieces of HTML: escaped, labelled, side by side."""

from __future__ import annotations

import re

import altair as alt
import pytest

from workshop.widgets.elements import Html, block, figure, figures, pairs, side_badge, table
from workshop.words import LANGS, Words


def test_text_is_escaped_and_keeps_its_lines() -> None:
    """Whatever people typed stays text."""
    assert Html.escape('<b a="1">\n&') == "&lt;b a=&#34;1&#34;&gt;<br>&amp;"


@pytest.mark.parametrize("lang", LANGS)
def test_a_side_has_a_shape_beside_its_colour(lang: str) -> None:
    """Nothing is told by colour alone."""
    sales, marketing = (side_badge(side, Words(lang)) for side in ("sales", "marketing"))

    assert "●" in sales
    assert "▲" in marketing


def test_a_table_heads_its_rows_and_columns() -> None:
    """Screen readers say which row and column a number stands in."""
    built = table(["", "<Sales>"], [["Contacts", "12"]])

    assert '<th scope="col">&lt;Sales&gt;</th>' in built
    assert '<th scope="row">Contacts</th><td>12</td>' in built


def test_a_figure_is_named_by_its_description() -> None:
    """A picture says in words what it shows."""
    data = alt.Data(values=[{"a": 1}])
    chart = alt.Chart(data).mark_bar().encode(x="a:Q").properties(description='Two "bars"')
    built = figure(chart, Words("en"), "small <print>")

    assert 'aria-label="Two &#34;bars&#34;"' in built
    assert "small &lt;print&gt;" in built


def test_a_block_carries_its_classes() -> None:
    """The look hangs on class names."""
    assert {"ot-html", "ot-panel"} <= set(block(Html("<p>x</p>"), "ot-panel")._dom_classes)


def test_sheets_stand_together_each_with_its_name() -> None:
    """One caption below them; two at a time are one moment on the stage."""
    data = alt.Data(values=[{"a": 1}])
    bars = alt.Chart(data).mark_bar().encode(x="a:Q")
    sheets = [bars.properties(description=f"sheet {n}") for n in range(3)]
    built = figures(sheets, Words("en"), "small <print>")

    assert ["sheet 0", "sheet 1", "sheet 2"] == re.findall('aria-label="(sheet .)"', built)
    assert 1 == built.count("<figcaption>small &lt;print&gt;</figcaption>")
    assert "<figcaption>" not in figures(sheets, Words("en"))
    assert [sheets[:2], sheets[2:]] == pairs(sheets)
    assert [] == pairs([])
