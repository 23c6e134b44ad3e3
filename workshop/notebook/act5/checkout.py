"""Check-out, the last station of every plan: three questions, a thank-you, what to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from workshop.agenda import Beat
from workshop.notebook.act5.scan import scan_code
from workshop.notebook.frame.guessing import Guessing
from workshop.notebook.frame.moments import Moment, moment
from workshop.room.views.planning import plan_of
from workshop.story.act5.checkout import KEY, moved, questions
from workshop.story.act5.exporting import keep_ready
from workshop.story.act5.handouts import charter_page
from workshop.widgets.elements import paragraph
from workshop.words import N_

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.room.state.question import Question
    from workshop.story.solo.persona import Persona


SHORT = "45"
"""The plan that ends after act 1."""


class CheckOut(Guessing):
    """What was it worth, and what do you take along?"""

    key = KEY
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("Three questions before you go. No names."),
        Beat.REVEAL: N_("That’s how you leave."),
    }

    def questions(self) -> list[Question]:
        return questions()

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        asked = questions()
        answers: tuple[dict[str, object], ...] = (
            {"value": 4},
            {"value": 4},
            {"text": self.words(persona.leaves)},
        )
        return {one.key: answer for one, answer in zip(asked, answers, strict=True)}

    def reveal(self) -> list[Moment]:
        told = moved(self.room.state, self.words)
        compared = [moment(N_("Then and now"), paragraph(told, "ot-question"))] if told else []
        return [*self.guesses(), *self.audience.moments(Beat.REVEAL), *compared, *self._end()]

    def _end(self) -> list[Moment]:
        """Return what is taken along, and the last words."""
        along = self._along()
        taking = [moment(N_("Take it with you"), *along)] if along else []
        thanks = paragraph(self._farewell(), "ot-question")
        return [*taking, moment(N_("The end"), thanks, style="ot-center")]

    def _along(self) -> list[w.Widget]:
        """Return the QR code of the charter; unsigned it is a draft, and says so."""
        if self.decisions.is_empty:
            return []
        keep_ready(self.stage)
        return scan_code(self, charter_page(self.words.lang))

    def _farewell(self) -> str:
        words, signed = self.words, self.decisions.signed
        if signed and signed.reunion_on:
            return words(
                "Take a photo, put a print on the wall, the date is in the calendar. See you at "
                "the reunion on {day}!",
                day=words.date(signed.reunion_on),
            )
        if signed:
            return words("Take a photo, put a print on the wall – and thank each other.")
        if plan_of(self.room.state) == SHORT:
            return words("One term is agreed. The numbers and the charter are still to come.")
        return words("Thank you – and thank each other.")
