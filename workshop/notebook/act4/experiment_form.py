"""The form of one experiment, and what four weeks can show of the measure that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as w

from workshop.day import read_day
from workshop.errors import WorkshopError
from workshop.widgets.elements import Html, block, button, classed, columns, heading
from workshop.widgets.fields import choice, labelled, text_field

if TYPE_CHECKING:
    from workshop.notebook.frame.activity import Activity
    from workshop.story.act4.experiments import ExperimentTable


class ExperimentForm:
    """The fields of one experiment; what is typed is kept at once.

    Args:
        activity: shows errors, and draws again.
        table: keeps the experiments.
        place: which one, counted from 0.
    """

    def __init__(self, activity: Activity, table: ExperimentTable, place: int) -> None:
        self._activity, self._table, self._place = activity, table, place
        self._words = activity.words
        self._horizon = block(Html(), "ot-horizon")
        self._counted = w.VBox()
        self._today = w.VBox()
        self._show_measure()
        self.widget = classed(
            w.VBox([*self._head(), columns(self._left(), self._right())]), "ot-try"
        )

    def _head(self) -> list[w.Widget]:
        draft, words = self._table.draft(self._place), self._words
        title = words("Experiment {place}", place=self._place + 1)
        theme = str(draft.get("theme") or "")
        return [heading(f"{title} · {theme}" if theme else title)]

    def _left(self) -> w.Widget:
        words = self._words
        return self._panel(
            self._field("what", words("We’ll try …"), area=True),
            self._field("so_that", words("… so that …")),
            _pair(
                self._field("owner", words("Owner (a role)")),
                self._field("partner", words("With (other side)")),
            ),
            _pair(self._until(), self._field("done_when", words("Done when …"))),
        )

    def _right(self) -> w.Widget:
        words, table = self._words, self._table
        options = table.measures(words)
        chosen = table.chosen_measure(self._place)
        known = [key for _, key in options]
        picked = choice(
            words("We’ll see it in …"),
            options,
            chosen if chosen in known else known[0],
            self._activity.guarded(self._choose),
        )
        drop = button(words("Empty this one"), "ot-quiet", "ot-small")
        drop.on_click(self._activity.guarded(lambda _: self._drop()))
        stop = self._field("stop_if", words("We stop if …"))
        return self._panel(picked, self._counted, self._horizon, self._today, stop, drop)

    def _choose(self, chosen: str) -> None:
        self._table.choose_measure(self._place, chosen)
        self._show_measure()

    def _show_measure(self) -> None:
        words, kept = self._words, self._table.measure(self._place)
        counts = self._table.chosen_measure(self._place) == "count"
        said = self._measured("text", words("What do you count?"), kept)
        self._counted.children = [said] if counts else []
        self._today.children = [
            _pair(
                self._measured("today", words("Today …"), kept),
                self._measured("good", words("Good would be …"), kept),
            )
        ]
        self._horizon.value = self._horizon_html()

    def _horizon_html(self) -> Html:
        try:
            found = self._table.horizon(self._place)
        except (
            WorkshopError
        ) as error:  # the data cannot say; the experiment may be made all the same
            return Html("<p class='ot-muted'>{}</p>").format(error.parts(self._words)[0])
        if found is None:
            return Html()
        return Html("<p>{}</p>").format(found.text(self._words))

    def _drop(self) -> None:
        self._table.drop(self._place)
        self._activity.redraw()

    def _field(self, key: str, label: str, *, area: bool = False) -> w.Widget:
        save = self._activity.guarded(lambda text: self._table.write(self._place, **{key: text}))
        value = str(self._table.draft(self._place).get(key) or "")
        return text_field(label, value, save, area=area)

    def _measured(self, key: str, label: str, kept: dict[str, Any]) -> w.Widget:
        save = self._activity.guarded(
            lambda text: self._table.write_measure(self._place, **{key: text})
        )
        return text_field(label, str(kept.get(key) or ""), save)

    def _until(self) -> w.Widget:
        """Return the last day; a damaged one is left empty, and said when it is recorded."""
        written = str(self._table.draft(self._place)["until"])
        field = w.DatePicker(value=read_day(written))

        def keep(change: dict[str, Any]) -> None:
            if change["new"]:
                self._table.write(self._place, until=change["new"].isoformat())

        field.observe(self._activity.guarded(keep), "value")
        return labelled(field, self._words("Until"))

    def _panel(self, *parts: w.Widget) -> w.Widget:
        return classed(w.VBox(list(parts)), "ot-panel")


def _pair(one: w.Widget, other: w.Widget) -> w.Widget:
    """Return two short fields side by side."""
    return classed(w.Box([one, other]), "ot-pair")
