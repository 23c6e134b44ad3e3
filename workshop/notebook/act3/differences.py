"""End of act 3: two lists side by side, and three sentences in which both stay different."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from workshop.agenda import Beat
from workshop.notebook.frame.consent import consent_panel
from workshop.notebook.frame.guessing import Guessing
from workshop.notebook.frame.moments import Moment, moment
from workshop.notebook.frame.on_record import on_record
from workshop.notebook.frame.sentences import sentence_desk
from workshop.room.state.moments import TAKE
from workshop.story.act3.differences import (
    DIFFERENT,
    KEY,
    LISTS,
    SAME,
    DifferenceTable,
    questions,
)
from workshop.story.answers import texts_of
from workshop.story.solo.asides import ASIDES
from workshop.widgets.elements import Html, block, columns
from workshop.words import N_, as_typed

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.room.state.question import Question
    from workshop.story.solo.persona import Persona
    from workshop.words import Text


class SameAndDifferent(Guessing):
    """Harmony is not sameness."""

    key = KEY
    shown_elsewhere: ClassVar[frozenset[str]] = frozenset(LISTS)
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("Two lists. Where do we have to be the same? Where would that be a loss?"),
        Beat.REVEAL: N_("Side by side. What stands in both?"),
        Beat.DECIDE: N_("Three things in which you stay different, on purpose."),
        Beat.RECORDED: N_("That’s where you complement each other."),
    }

    def questions(self) -> list[Question]:
        return questions()

    def asks(self, beat: Beat) -> list[Question]:
        if beat is Beat.DECIDE:
            choice = self.table.choice()
            return [choice] if choice else []
        return super().asks(beat)

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        said = ASIDES[persona.side]
        return {
            SAME: {"text": self.words(said.same)},
            DIFFERENT: {"text": self.words(said.different)},
        }

    def proposal_text(self) -> Text:
        return as_typed("\n".join(self.table.texts()))

    def picture(self) -> tuple[object, ...]:
        # Both lists are drawn here: they change with a sentence that is hidden.
        lists = [texts_of(self.room.state, key) for key in LISTS]
        return (*super().picture(), lists if self.beat is Beat.REVEAL else None)

    def reveal(self) -> list[Moment]:
        return [moment(N_("Two lists"), columns(*map(self._list, LISTS)), style="ot-work")]

    def decide(self) -> list[Moment]:
        if self.room.state.is_live:
            self.offer(TAKE, self._take_chosen)
        labels = [
            self.words("We stay different in … ({place})", place=place + 1)
            for place in range(self.table.places)
        ]
        desk = sentence_desk(self, self.table, labels)
        consent = consent_panel(self, self._record)
        return [
            moment(N_("Which three?"), desk, style="ot-work"),
            moment(N_("Objections?"), self.audience.panels, consent, style="ot-work"),
        ]

    def recorded(self) -> list[Moment]:
        decided = self.decisions.differences
        head = Html("<p class='ot-eyebrow'>{}</p>").format(self.words("Where we stay different"))
        items = Html("<li>{}</li>").each(decided.differences if decided else ())
        agreed = block(head + Html("<ol class='ot-rules'>{}</ol>").format(items), "ot-agreed")
        return on_record(self, decided, N_("Where we stay different"), agreed)

    @property
    def table(self) -> DifferenceTable:
        """Where being the same would be a loss, and what is chosen of it."""
        return DifferenceTable(self.room)

    def _list(self, key: str) -> w.Widget:
        items = Html("<li>{}</li>").each(texts_of(self.room.state, key))
        empty = Html("<p>{}</p>").format(self.words("No answers."))
        head = Html("<h3>{}</h3>").format(self.words(LISTS[key]))
        return block(head + (Html("<ul>{}</ul>").format(items) if items else empty), "ot-panel")

    def _take_chosen(self) -> None:
        self.table.take_chosen()
        self.redraw()

    def _record(self, objections: list[str]) -> None:
        self.record(self.table.decision(objections))
