"""Act 2: how many sentences introduce us to a customer, and the one that both sides can say."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from workshop.agenda import Beat
from workshop.notebook.frame.consent import consent_panel
from workshop.notebook.frame.guessing import Guessing
from workshop.notebook.frame.moments import Moment, moment
from workshop.notebook.frame.on_record import on_record
from workshop.notebook.frame.sentences import sentence_desk
from workshop.room.state.moments import TAKE
from workshop.story.act2.line import ASKED, KEY, SENTENCE, LineTable, headline, shared_text
from workshop.story.solo.asides import ASIDES
from workshop.widgets.elements import Html, block, paragraph
from workshop.words import N_, as_typed

if TYPE_CHECKING:
    from workshop.room.state.question import Question
    from workshop.story.solo.persona import Persona
    from workshop.words import Text


class OneLine(Guessing):
    """One line that both sides can say."""

    key = KEY
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "The one sentence with which you introduce us to a customer. The way you say it, not "
            "the way the website puts it."
        ),
        Beat.REVEAL: N_("This is who we are, according to us."),
        Beat.TALK: N_("One company, more than one sentence."),
        Beat.DECIDE: N_("One line that both can say with a straight face."),
        Beat.RECORDED: N_("That’s how you introduce yourselves from now on, both of you."),
    }

    def questions(self) -> list[Question]:
        return [ASKED]

    def asks(self, beat: Beat) -> list[Question]:
        if beat is Beat.DECIDE:
            choice = self.table.choice()
            return [choice] if choice else []
        return super().asks(beat)

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        return {SENTENCE: {"text": self.words(ASIDES[persona.side].line)}}

    def proposal_text(self) -> Text:
        return as_typed(self.table.written().strip())

    def picture(self) -> tuple[object, ...]:
        # What is counted stands on the projector: it changes with a sentence that is hidden.
        counted = self.table.overlap() if self.beat is Beat.REVEAL else None
        return (*super().picture(), counted)

    def reveal(self) -> list[Moment]:
        found, words = self.table.overlap(), self.words
        head = block(Html("<h2>{}</h2>").format(headline(found, words)), "ot-finding")
        shared = paragraph(shared_text(found, words))
        return [moment(N_("How many companies?"), head, shared, style="ot-center"), *self.guesses()]

    def talk(self) -> list[Moment]:
        asked = self.words("What do both sides say? And what would the customer miss?")
        shared = shared_text(self.table.overlap(), self.words)
        question = Html("<p>{}</p>").each([asked, *([shared] if shared else [])])
        return [
            moment(
                N_("The question"),
                block(question, "ot-question"),
                self.timer(),
                style="ot-center",
            )
        ]

    def decide(self) -> list[Moment]:
        if self.room.state.is_live:
            self.offer(TAKE, self._take_chosen)
        desk = sentence_desk(self, self.table, [self.words("Your line")])
        consent = consent_panel(self, self._record)
        return [
            moment(N_("Which one?"), desk, style="ot-work"),
            moment(N_("Objections?"), self.audience.panels, consent, style="ot-work"),
        ]

    def recorded(self) -> list[Moment]:
        decided = self.decisions.line
        sentence = Html("<p class='ot-eyebrow'>{}</p><p class='ot-sentence'>{}</p>").format(
            self.words("How we introduce ourselves"), decided.text if decided else ""
        )
        agreed = block(sentence, "ot-agreed")
        return on_record(self, decided, N_("Your line"), agreed, style="ot-center")

    @property
    def table(self) -> LineTable:
        """The sentences, and the line that is chosen."""
        return LineTable(self.room)

    def _take_chosen(self) -> None:
        self.table.take_chosen()
        self.redraw()

    def _record(self, objections: list[str]) -> None:
        self.record(self.table.decision(objections))
