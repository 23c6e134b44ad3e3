"""What somebody alone takes along: three questions to a real colleague of the other side."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from workshop.notebook.act4.drawn import finding
from workshop.story.act4.experiments import QUESTIONS
from workshop.widgets.elements import Html, block, classed, rows
from workshop.widgets.fields import text_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    import ipywidgets as w

    from workshop.notebook.frame.activity import Activity
    from workshop.story.act4.experiments import ExperimentTable

LATER = timedelta(days=30)
"""After so long the note to oneself asks what came of it."""


class Letter:
    """Three questions, in the words of whoever is alone.

    Args:
        activity: shows errors.
        table: keeps them.
        themes: what weighs most, first.
    """

    def __init__(self, activity: Activity, table: ExperimentTable, themes: Sequence[str]) -> None:
        self._activity, self._table, self._themes = activity, table, themes

    @property
    def questions(self) -> list[str]:
        """The questions that say something, as they stand."""
        return [text for text in self._table.letter(self._themes) if text.strip()]

    def fields(self) -> w.Widget:
        """Return a field for each question."""
        words = self._activity.words
        fields = []
        for place, text in enumerate(self._table.letter(self._themes)):
            save = self._activity.guarded(
                lambda typed, place=place: self._table.write_letter(place, typed)
            )
            label = words("Question {n} of {all}", n=place + 1, all=QUESTIONS)
            fields.append(text_field(label, text, save, area=True))
        return classed(rows(*fields), "ot-panel")

    def read(self) -> w.Widget:
        """Return the questions to read, and when to ask oneself what came of them."""
        words = self._activity.words
        day = words.date(self._activity.stage.today + LATER)
        head = finding(
            words("Three questions for somebody real"),
            words(
                "A note to yourself: by {day}, whom did you ask, and what did you hear?", day=day
            ),
        )
        items = Html("<li>{}</li>").each(self.questions)
        return rows(head, block(Html("<ol>{}</ol>").format(items), "ot-agreed"))
