"""A picture of data that holds nothing to draw: it says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.charts.sheet import Label, sheet
from workshop.charts.theme import MUTED, PAGE
from workshop.kpis.value import CAVEATS

if TYPE_CHECKING:
    import altair as alt

    from workshop.words import Words


def blank(words: Words) -> alt.TopLevelMixin:
    """Return a sheet that says that there is no case to draw."""
    said = words(CAVEATS["no_cases"])
    return sheet([Label(PAGE / 2, 30, said, MUTED, align="center")], 60, said)
