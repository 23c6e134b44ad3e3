"""A sheet as somebody looks at it who is to tell what is in it: its columns, and the questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.crm.intake.dialogue.explained import (
    SHOWN_COLUMNS,
    doubt_line,
    label,
    option_line,
    sample_cells,
)
from workshop.widgets.elements import Html, table
from workshop.widgets.fields import labelled
from workshop.widgets.intake import UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from workshop.crm.intake.dialogue.sorting import Use
    from workshop.crm.intake.doubt import Doubt, Sample
    from workshop.words import Words


def columns_html(
    columns: Sequence[Sample], first: int, uses: Mapping[str, Use], words: Words
) -> Html:
    """Return some columns of a sheet below each other, with examples and what they are read as.

    Args:
        columns: all of them.
        first: place of the first one shown.
        uses: column to what it is read as.
        words: of the reader.
    """
    shown = columns[first : first + SHOWN_COLUMNS]
    body = [[_named(one, uses.get(one.column), words), sample_cells(one, words)] for one in shown]
    last = first + len(shown)
    caption = words("Columns {first} to {last} of {n}", first=first + 1, last=last, n=len(columns))
    return table([words("Column"), words("for example")], body, caption)


def _named(one: Sample, use: Use | None, words: Words) -> Html:
    """Return the name of a column, with what it is read as below it."""
    if use is None:
        return Html("{}").format(one.column)
    read = label(use.table, use.field, words)
    return Html("{}<br><small>→ {}</small>").format(one.column, read)


def unused_html(columns: Sequence[Sample], uses: Mapping[str, Use], words: Words) -> Html:
    """Return the names of the columns that nothing is read from, nothing where there is none."""
    unused = ", ".join(one.column for one in columns if one.column not in uses)
    if not unused:
        return Html("")
    said = words("Not used: {columns}", columns=unused)
    return Html("<p class='ot-muted'>{}</p>").format(said)


class SheetQuestion:
    """A question about a sheet: a list to choose from. It may be asked anew and keeps the focus.

    Args:
        words: of the reader.
        decide: gets each answer with its question.
    """

    def __init__(self, words: Words, decide: Callable[[Doubt, str], None]) -> None:
        self._words, self._decide = words, decide
        self._doubt: Doubt | None = None
        self._field = w.Dropdown()
        self.widget = labelled(self._field, "")
        self._field.observe(lambda change: self._chosen(change["new"]), "value")

    def ask(self, doubt: Doubt, *, told: bool) -> None:
        """Ask a question, with its answer or proposal chosen."""
        options = [(option_line(doubt, one, self._words), one) for one in doubt.options]
        is_answered = told or doubt.is_answered
        if not is_answered:
            options = [(self._words("Please choose"), UNDECIDED), *options]
        self._doubt = None  # what changes now was chosen by nobody
        self._field.description = doubt_line(doubt, self._words)
        if [*self._field.options] != options:
            self._field.options = options
        self._field.value = doubt.proposed if is_answered else UNDECIDED
        self._doubt = doubt

    def _chosen(self, answer: str) -> None:
        if self._doubt is not None and answer != UNDECIDED:
            self._decide(self._doubt, answer)
