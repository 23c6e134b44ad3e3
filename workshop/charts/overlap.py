"""Two rules on the same cases: what both cover, and what only one does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from workshop.charts.theme import BOTH, INK, SIDE_COLOURS, WIDTH

if TYPE_CHECKING:
    from workshop.terms.comparison import Comparison
    from workshop.words import Words

LABEL_SHARE = 0.07
"""A segment narrower than this share of the longest bar carries no label inside."""


def overlap_chart(comparison: Comparison, words: Words) -> alt.TopLevelMixin:
    """Return one bar a side: first the cases both cover, then those only this side covers."""
    names = {"sales": words("Sales"), "marketing": words("Marketing")}
    rows = [row for side in names for row in _segments(comparison, side, names[side], words)]
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("side:N", title=None, sort=list(names.values())),
        x=alt.X("start:Q", title=words("contacts"), axis=alt.Axis(tickCount=5, format=",d")),
        x2="end:Q",
    )
    bars = base.mark_bar(height=46, cornerRadius=4).encode(
        color=alt.Color("colour:N", scale=None), opacity=alt.value(1)
    )
    labels = (
        base.transform_filter("datum.label != ''")
        .mark_text(color="white", fontWeight="bold")
        .encode(x="middle:Q", x2=alt.Undefined, text="label:N")
    )
    totals = (
        base.transform_filter("datum.last")
        .mark_text(align="left", dx=8, color=INK, fontSize=20, fontWeight="bold")
        .encode(x="end:Q", x2=alt.Undefined, text="total:N")
    )
    chart: alt.TopLevelMixin = (bars + labels + totals).properties(
        width=WIDTH, height=150, description=_description(comparison, words)
    )
    return chart


def _segments(comparison: Comparison, side: str, name: str, words: Words) -> list[dict[str, Any]]:
    own = comparison.only_sales if side == "sales" else comparison.only_marketing
    longest = max(comparison.side(s).cases for s in ("sales", "marketing")) or 1
    both, end = comparison.both.cases, comparison.side(side).cases
    only = words("only {side}", side=name)
    parts = [(0, both, BOTH, words("both")), (both, end, SIDE_COLOURS[side], only)]
    return [
        {
            "side": name,
            "start": start,
            "end": stop,
            "middle": (start + stop) / 2,
            "colour": colour,
            "label": _label(text, stop - start, longest, words),
            "last": number == len(parts) - 1,
            "total": words.number(both + own.cases),
        }
        for number, (start, stop, colour, text) in enumerate(parts)
    ]


def _label(text: str, count: int, longest: int, words: Words) -> str:
    share = count / longest
    if share < LABEL_SHARE:
        return ""
    return f"{text}: {words.number(count)}" if share > 3 * LABEL_SHARE else words.number(count)


def _description(comparison: Comparison, words: Words) -> str:
    return words(
        "Sales covers {sales} contacts, Marketing {marketing}; {both} of them are the same.",
        sales=words.number(comparison.side("sales").cases),
        marketing=words.number(comparison.side("marketing").cases),
        both=words.number(comparison.both.cases),
    )
