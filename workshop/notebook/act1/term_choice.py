"""Which words are defined today: one to four of those offered, or words of the group's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets as w

from workshop.agenda import Beat
from workshop.agenda.course import CHOICE, station_after
from workshop.notebook.frame.activity import Activity
from workshop.notebook.frame.moments import Moment, moment
from workshop.room.state.moments import CHOOSE
from workshop.story.act1.choice import MOST, ChoiceTable
from workshop.terms.rules.entity import ENTITIES
from workshop.widgets.elements import button, classed, columns, paragraph, rows
from workshop.widgets.fields import choice, text_field
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.room.state.question import Question
    from workshop.terms.rules.entity import Entity
    from workshop.terms.rules.term import Term

ABOUT: dict[Entity, str] = {
    "contacts": N_("It’s about contacts"),
    "campaigns": N_("It’s about campaigns"),
    "deals": N_("It’s about deals"),
}


class TermChoice(Activity):
    """Choose the words to agree on."""

    key = CHOICE
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "Which terms do you want to agree on? Allow about half an hour for each. "
            "Start with “Lead”: everything else depends on it."
        )
    }

    def asks(self, beat: Beat) -> list[Question]:
        return [self.table.question()] if beat is Beat.THINK else []

    def think(self) -> list[Moment]:
        self.offer(CHOOSE, self._choose_wanted)
        boxes = {key: self._box(key, term) for key, term in self.table.offered().items()}
        board = classed(w.Box(list(boxes.values())), "ot-chips", "ot-words")
        go = button(self.words("These are our terms") + " →", "ot-primary", "ot-onward")

        def press(_: object) -> None:
            self._choose([key for key, box in boxes.items() if box.value])

        go.on_click(self.guarded(press))
        return [moment(N_("Pick your terms"), board, go, self._own_word(boxes), style="ot-work")]

    def _choose(self, keys: list[str]) -> None:
        self.table.choose(keys)
        following = station_after(self.key, self.room.state.decision)
        if following:
            self.leave(following.key)

    def _choose_wanted(self) -> None:
        """Take the word of most phones; where none has answered, those that are ticked."""
        wanted = self.table.wanted()
        self._choose([wanted] if wanted else list(self.table.chosen()))

    def _onward(self, beat: Beat) -> list[w.Widget]:  # noqa: ARG002 - the choice itself leads on
        return []

    @property
    def table(self) -> ChoiceTable:
        """The words on the table."""
        return ChoiceTable(self.room)

    def _box(self, key: str, term: Term) -> w.Checkbox:
        label = term.text(self.words.lang)
        return w.Checkbox(value=key in self.table.chosen(), description=label, indent=False)

    def _own_word(self, boxes: dict[str, w.Checkbox]) -> w.Widget:
        words = self.words
        draft: dict[str, Any] = {"label": "", "entity": "contacts"}
        options = [(words(ABOUT[entity]), entity) for entity in ENTITIES]
        label = text_field(words("A term of your own"), "", lambda text: draft.update(label=text))
        about = choice(
            words("What’s it about?"), options, "contacts", lambda to: draft.update(entity=to)
        )
        add = button(words("Add this term"), "ot-quiet")

        def press(_: object) -> None:
            self.table.add(draft["label"], draft["entity"])
            chosen = [key for key, box in boxes.items() if box.value]
            if len(chosen) < MOST:
                self.table.choose([*chosen, list(self.table.offered())[-1]])
            self.redraw()

        add.on_click(self.guarded(press))
        hint = words("For example “Partner lead” or “Active customer”.")
        return classed(
            rows(columns(label, about), paragraph(hint, "ot-muted"), add),
            "ot-panel",
        )
