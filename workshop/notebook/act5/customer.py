"""Act 5, first station: the empty chair, a sentence about the customer, and the one above all."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from workshop.agenda import Beat
from workshop.charter.document import OPENING
from workshop.notebook.frame.guessing import Guessing
from workshop.notebook.frame.moments import Moment, moment
from workshop.notebook.frame.on_record import on_record
from workshop.notebook.frame.sentences import sentence_desk
from workshop.room.state.moments import RECORD, TAKE
from workshop.story.act5.customer import (
    ASKED,
    KEY,
    RECORD_IT,
    SENTENCE,
    CustomerTable,
    undecided,
)
from workshop.widgets.elements import Html, block, button
from workshop.words import N_

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.errors import WorkshopError
    from workshop.room.state.question import Question
    from workshop.story.solo.persona import Persona


class ForWhom(Guessing):
    """For whom is all this?"""

    key = KEY
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "Put an empty chair at the table. That’s your customer. What will they notice "
            "in three months?"
        ),
        Beat.REVEAL: N_("What your customer is to notice. Read it from the empty chair."),
        Beat.DECIDE: N_("Which sentence goes above everything else? It opens the charter."),
        Beat.RECORDED: N_("That’s who all this is for."),
    }

    def questions(self) -> list[Question]:
        return [ASKED]

    def asks(self, beat: Beat) -> list[Question]:
        if beat is Beat.DECIDE:
            choice = self.table.choice()
            return [choice] if choice else []
        return super().asks(beat)

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        return {SENTENCE: {"text": self.words(persona.customer)}}

    def reveal(self) -> list[Moment]:
        return self.guesses()

    def decide(self) -> list[Moment]:
        if self.room.state.is_live:
            self.offer(TAKE, self._take_chosen)
        self.offer(RECORD, self._record)
        return [
            moment(N_("Which one?"), self.audience.panels, self._choice(), style="ot-work"),
        ]

    def recorded(self) -> list[Moment]:
        decided = self.decisions.customer
        sentence = Html("<p class='ot-eyebrow'>{}</p><p class='ot-sentence'>{}</p>").format(
            self.words(OPENING), decided.text if decided else ""
        )
        agreed = block(sentence, "ot-agreed")
        return on_record(self, decided, N_("Your customer"), agreed, style="ot-center")

    def advice(self) -> WorkshopError:
        return undecided(self.words)

    @property
    def table(self) -> CustomerTable:
        """The sentences, and the one that is chosen."""
        return CustomerTable(self.room)

    def _take_chosen(self) -> None:
        self.table.take_chosen()
        self._record()

    def _record(self) -> None:
        self.record(self.table.decision())

    def _choice(self) -> w.Widget:
        words = self.words
        record = button(words(RECORD_IT), "ot-primary", "ot-onward")
        record.on_click(self.guarded(lambda _: self._record()))
        return sentence_desk(
            self, self.table, [words("Your sentence")], record, hint=words(OPENING)
        )
