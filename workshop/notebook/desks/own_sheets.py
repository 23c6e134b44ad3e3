"""Own data whose headers nobody knows: what is in each sheet, and which column is which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.crm.intake.dialogue.explained import SHOWN_COLUMNS, doubt_line
from workshop.crm.intake.dialogue.sorting import sorted_by
from workshop.errors import WorkshopError
from workshop.widgets.elements import Html, block, button, classed, paragraph
from workshop.widgets.sheets import SheetQuestion, columns_html, unused_html
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from workshop.crm.intake.dialogue.sorting import Sorting
    from workshop.crm.intake.doubt import Doubt
    from workshop.words import Words

    Guarded = Callable[[Callable[..., None]], Callable[..., None]]


class OwnSheets:
    """One sheet after the other: its columns, what is in it, and which of them are which fields.

    Args:
        sorting: with questions.
        words: of the reader.
        guarded: shows the errors of a handler.
        done: gets the sorting once nothing is open.
        back: leads to the files.
    """

    def __init__(
        self,
        sorting: Sorting,
        words: Words,
        guarded: Guarded,
        done: Callable[[Sorting], None],
        back: Callable[[], None],
    ) -> None:
        self.words, self._done, self._back = words, done, back
        self._sorting, self._first = sorting, 0
        self._source = sorting.doubts[0].source
        self._asked: dict[tuple[str, str], SheetQuestion] = {}
        self._decide = guarded(self._answer)
        self._head = paragraph("", "ot-prompt")
        self._columns = block(Html(""), "ot-sheet")
        self._unused = block(Html(""))
        self._more = self._button(guarded(self._turn), "ot-quiet")
        self._next = self._button(guarded(self._go_on), "ot-primary", "ot-onward")
        self._before = self._button(guarded(self._go_back), "ot-quiet")
        self._rest = self._button(guarded(self._leave_out), "ot-quiet")
        self.widget = classed(w.VBox(), "ot-rows")
        self._show()

    def _button(self, press: Callable[..., None], *classes: str) -> w.Button:
        made = button("", *classes)
        made.on_click(lambda _: press())
        return made

    def _show(self) -> None:
        """Draw what has changed; what has not stays, and with it the focus of the keyboard."""
        words = self.words
        head = words(
            "You know more about {source} than we do. ({n} of {all})",
            source=self._source,
            n=self._sorting.asked.index(self._source) + 1,
            all=len(self._sorting.asked),
        )
        self._head.value = Html("<p>{}</p>").format(head)
        columns = self._sorting.columns(self._source)
        uses = self._sorting.uses(self._source)
        self._columns.value = columns_html(columns, self._first, uses, words)
        self._unused.value = unused_html(columns, uses, words) if uses else Html("")
        self._more.description = words("More columns")
        self._next.description = words("Right, carry on") + " →"
        self._before.description = "← " + words("Back")
        spare = len(self._sorting.to_leave_out)
        self._rest.description = words("Leave out these {n} files", n=spare)
        questions = [self._question(one) for one in self._sorting.of(self._source)]
        more = [self._more] if len(columns) > SHOWN_COLUMNS else []
        shown = [self._head, self._columns, *more, *questions]
        shown += [self._unused, self._next, *([self._rest] if spare > 1 else []), self._before]
        if [*self.widget.children] != shown:
            self.widget.children = shown

    def _question(self, doubt: Doubt) -> w.Widget:
        key = (doubt.source, doubt.field)
        if key not in self._asked:
            self._asked[key] = SheetQuestion(self.words, self._decide)
        self._asked[key].ask(doubt, told=self._sorting.is_told(doubt))
        return self._asked[key].widget

    def _answer(self, doubt: Doubt, answer: str) -> None:
        self._sorting = sorted_by(self._sorting, doubt, answer)
        self._show()

    def _turn(self) -> None:
        columns = self._sorting.columns(self._source)
        self._first = (
            self._first + SHOWN_COLUMNS if self._first + SHOWN_COLUMNS < len(columns) else 0
        )
        self._show()

    def _go_on(self) -> None:
        """Take what is proposed for this sheet; go on where that leaves nothing open."""
        seen = {one.field: one.proposed for one in self._sorting.of(self._source)}
        try:
            self._take(seen)
        finally:
            self._show()
        if not self._open():
            self._on()

    def _leave_out(self) -> None:
        self._sorting = self._sorting.without_the_rest()
        self._on()

    def _on(self) -> None:
        doubts = self._sorting.doubts
        if doubts:
            self._look_at(doubts[0].source)
        else:
            self._done(self._sorting)

    def _look_at(self, source: str) -> None:
        self._source, self._first = source, 0
        self._show()

    def _open(self) -> list[Doubt]:
        mine = self._sorting.of(self._source)
        return [one for one in mine if not self._sorting.is_told(one)]

    def _take(self, seen: Mapping[str, str]) -> None:
        """Take the proposals that somebody has seen; one that has changed is to be seen first."""
        while doubts := self._open():
            doubt = doubts[0]
            if seen.get(doubt.field) != doubt.proposed:
                return
            if not doubt.is_answered:
                raise WorkshopError(
                    N_("One question is still open."),
                    found="{question}",
                    hint=N_("Choose an answer; “None of these” counts too."),
                    question=doubt_line(doubt, self.words),
                )
            self._sorting = sorted_by(self._sorting, doubt, doubt.proposed)

    def _go_back(self) -> None:
        place = self._sorting.asked.index(self._source)
        if place:
            self._look_at(self._sorting.asked[place - 1])
        else:
            self._back()
