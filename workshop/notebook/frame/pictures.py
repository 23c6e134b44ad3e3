"""Pictures as moments: two sheets a screen, and the small print after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.notebook.frame.moments import Moment, moment, to_read
from workshop.widgets.elements import block, figures, pairs, paragraph
from workshop.words import N_, both

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt
    import ipywidgets as w

    from workshop.words import Text, Words


def pictures(
    title: str,
    sheets: Sequence[alt.TopLevelMixin],
    words: Words,
    *above: w.Widget,
    notes: str = "",
    most: int | None = None,
) -> list[Moment]:
    """Return a moment for every two sheets.

    Args:
        title: of the moments, a message.
        sheets: in order.
        words: the language.
        above: what stands above the first two.
        notes: the small print, a moment of its own; empty for none.
        most: how many moments the stage shows; the page shows all. None for all of them.
    """
    runs = pairs(sheets)
    shown = [
        moment(_numbered(title, at, len(runs[:most])), *(above if at == 0 else ()), picture)
        for at, picture in enumerate(block(figures(run, words)) for run in runs)
    ]
    return [*shown[:most], *to_read(shown[most:] if most else []), *small_print(notes)]


def small_print(notes: str) -> list[Moment]:
    """Return the small print as a moment of its own; none where there is none."""
    return [moment(N_("Small print"), paragraph(notes, "ot-muted"))] if notes else []


def _numbered(title: str, at: int, of: int) -> Text:
    named = both(title)
    return named if of == 1 else {lang: f"{text} {at + 1}/{of}" for lang, text in named.items()}
