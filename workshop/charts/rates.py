"""Shares with their intervals, one row each, named at the row and not in a legend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import altair as alt

from workshop.charts.theme import INK, NARROW

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.words import Words

ROW_HEIGHT = 54


@dataclass(frozen=True)
class Rate:
    """One row: its name, a share and its 95 % interval (0 to 1), its colour and shape."""

    name: str
    share: float
    low: float
    high: float
    colour: str
    shape: str = "circle"


def rates_chart(rates: Sequence[Rate], title: str, words: Words) -> alt.TopLevelMixin:
    """Return the rates as points on a common axis from zero, each with its interval."""
    values = [
        {**vars(rate), "label": words.percent(rate.share), "end": rate.high} for rate in rates
    ]
    base = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y("name:N", title=None, sort=[rate.name for rate in rates]),
        color=alt.Color("colour:N", scale=None),
    )
    axis = alt.Axis(format=".0%", tickCount=5, labelFlush=False)
    lines = base.mark_rule(strokeWidth=5, opacity=0.45).encode(
        x=alt.X("low:Q", title=title, axis=axis, scale=alt.Scale(zero=True)), x2="high:Q"
    )
    points = base.mark_point(filled=True, size=260, opacity=1).encode(
        x="share:Q", shape=alt.Shape("shape:N", scale=None)
    )
    labels = base.mark_text(align="left", dx=10, color=INK, fontSize=18, fontWeight="bold").encode(
        x="end:Q", text="label:N", color=alt.value(INK)
    )
    chart: alt.TopLevelMixin = (lines + points + labels).properties(
        width=NARROW,
        height=ROW_HEIGHT * max(len(values), 1),
        description=_description(rates, title, words),
    )
    return chart


def _description(rates: Sequence[Rate], title: str, words: Words) -> str:
    rows = (
        words(
            "{name} {share} ({low} to {high})",
            name=rate.name,
            share=words.percent(rate.share),
            low=words.percent(rate.low),
            high=words.percent(rate.high),
        )
        for rate in rates
    )
    return f"{title}: " + "; ".join(rows)
