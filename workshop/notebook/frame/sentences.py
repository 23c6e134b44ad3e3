"""Sentences to choose from, drawn: a field for each that is chosen, and a card for each written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.widgets.elements import button, classed, paragraph, rows
from workshop.widgets.fields import text_field

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.story.frame.host import Host
    from workshop.story.frame.sentences import Candidate, SentenceTable


def sentence_desk(
    activity: Host, table: SentenceTable, labels: Sequence[str], *below: w.Widget, hint: str = ""
) -> w.Widget:
    """Return the fields of what is chosen, and the sentences it may be chosen from.

    Args:
        activity: shows errors, and draws again when a sentence is taken.
        table: keeps what is chosen.
        labels: of the fields, one a place.
        below: what stands under the fields, such as a button that records.
        hint: a grey example in an empty field.
    """

    def field(place: int, label: str) -> w.Widget:
        save = activity.guarded(lambda text: table.write(text, place))
        return text_field(label, table.written(place), save, area=True, hint=hint)

    def card(one: Candidate) -> w.Widget:
        def press(_: object) -> None:
            table.take(one.text)
            activity.redraw()

        take = button(activity.words("Take this sentence"), "ot-quiet", "ot-small")
        take.on_click(activity.guarded(press))
        return classed(w.HBox([paragraph(one.text), take]), "ot-sticky")

    fields = [field(place, label) for place, label in enumerate(labels)]
    # In a box of its own kind: on the stage a button in `rows` leaves the lead to the bar.
    panel = classed(w.VBox([*fields, *below]), "ot-panel")
    return rows(panel, *map(card, table.candidates()))
