"""One line of the ritual sheet: which ritual, who invites, when, and when to let it be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as w

from workshop.day import read_day
from workshop.rituals.catalogue import catalogue
from workshop.rituals.ritual import CADENCES
from workshop.story.act5.ritual_sheet import OWN
from workshop.widgets.elements import Html, block, button, classed, heading
from workshop.widgets.fields import choice, labelled, text_field

if TYPE_CHECKING:
    from datetime import date

    from workshop.story.act5.rituals import RitualTable
    from workshop.story.frame.host import Host


class RitualPanel:
    """A line of the sheet while it is being written.

    Args:
        host: draws all lines, and shows errors.
        sheet: keeps the line.
        place: which line, counted from 0.
    """

    def __init__(self, host: Host, sheet: RitualTable, place: int) -> None:
        self._host, self._sheet, self._words, self._place = host, sheet, host.words, place
        self._draft = sheet.draft(place)
        self._free = block(Html(), "ot-muted")
        self.widget = classed(w.VBox(self._parts()), "ot-panel")
        self._look()

    def _parts(self) -> list[w.Widget]:
        words, draft = self._words, self._draft
        known = [(offer.name[words.lang], key) for key, offer in catalogue().items()]
        options = [*known, (words("One of your own"), OWN)]
        return [
            heading(words("Ritual {place}", place=self._place + 1)),
            choice(words("Which ritual?"), options, draft.key, self._host.guarded(self._choose)),
            *self._what(),
            self._field("host", words("Who invites? (a role)")),
            self._field("stand_in", words("Who stands in? (a role)")),
            *(self._when() if draft.has_day else []),
            self._field("stop_if", words("When do you let it be?"), hint=self._usual_stop()),
            *self._way_out(),
        ]

    def _what(self) -> list[w.Widget]:
        """Return what it is about: the catalogue's words, or fields for one of the group's own."""
        words, draft = self._words, self._draft
        if not draft.is_own:
            lines = catalogue()[draft.key].agenda[words.lang]
            cadence = words(CADENCES[draft.cadence])
            minutes = words.plural("{n} minute", "{n} minutes", draft.minutes)
            head = Html("<p>{}, {}</p>").format(cadence, minutes)
            return [block(head + Html("<ol>{}</ol>").format(Html("<li>{}</li>").each(lines)))]
        cadences = [(words(label), key) for key, label in CADENCES.items()]
        return [
            self._field("name", words("What do you call it?")),
            choice(words("How often?"), cadences, draft.cadence, self._host.guarded(self._turn)),
            self._field("agenda", words("Three lines of agenda"), area=True),
        ]

    def _when(self) -> list[w.Widget]:
        words = self._words
        first = w.DatePicker(value=_as_day(self._draft.first))

        def keep_day(change: dict[str, Any]) -> None:
            if change["new"]:
                self._keep("first", change["new"].isoformat())

        first.observe(self._host.guarded(keep_day), "value")
        return [
            labelled(first, words("First time")),
            self._free,
            self._field("at", words("Begins at"), hint="9:30"),
        ]

    def _field(self, part: str, label: str, *, area: bool = False, hint: str = "") -> w.Widget:
        def keep(text: str) -> None:
            self._keep(part, text)

        value = str(getattr(self._draft, part))
        return text_field(label, value, self._host.guarded(keep), area=area, hint=hint)

    def _keep(self, part: str, text: str) -> None:
        self._sheet.write(self._place, **{part: text})
        self._look()

    def _choose(self, key: str) -> None:
        self._sheet.write(self._place, key=key)
        self._host.redraw()

    def _turn(self, cadence: str) -> None:
        self._sheet.write(self._place, cadence=str(cadence))
        self._host.redraw()

    def _look(self) -> None:
        """Say where the first day is one on which nobody works."""
        words = self._words
        is_free = self._sheet.free_day(self._sheet.draft(self._place))
        text = words("That’s a day off. It begins with the next date.") if is_free else ""
        self._free.value = Html("<p>{}</p>").format(text) if text else Html()

    def _usual_stop(self) -> str:
        offer = catalogue().get(self._draft.key)
        return offer.stop_if[self._words.lang] if offer else ""

    def _close(self) -> None:
        self._sheet.close_line(self._place)
        self._host.redraw()

    def _way_out(self) -> list[w.Widget]:
        if not self._sheet.may_close():
            return []
        out = button(self._words("Remove this ritual"), "ot-quiet")
        out.on_click(self._host.guarded(lambda _: self._close()))
        return [out]


def _as_day(text: str) -> date | None:
    return read_day(text) if text else None
