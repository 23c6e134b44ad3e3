"""Two clocks: the same business by day and by quarter, and what each of them does not show."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from workshop.agenda import Beat
from workshop.charts.clocks import clocks_charts
from workshop.crm.schema import called
from workshop.journey.clocks.blind_spots import blind_spots
from workshop.journey.clocks.two_clocks import clocks
from workshop.journey.path.caveats import said
from workshop.kpis.core.scope import Scope
from workshop.notebook.frame.guessing import Guessing
from workshop.notebook.frame.moments import Moment, moment, to_read
from workshop.notebook.frame.pictures import pictures, small_print
from workshop.story.act2.guesses import LOOKS, clock_question
from workshop.widgets.elements import Html, block, columns, paragraph, side_badge
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import ipywidgets as w

    from workshop.journey.clocks.blind_spots import BlindSpot
    from workshop.journey.clocks.two_clocks import Clocks
    from workshop.room.state.question import Question
    from workshop.story.solo.persona import Persona

KEY = "journey.clocks"


class TwoClocks(Guessing):
    """By the day and by the quarter."""

    key = KEY
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("Monday, nine o’clock. What do you look at first?"),
        Beat.REVEAL: N_("The same business on two clocks. Both tell the right time."),
        Beat.TALK: N_(
            "Swap clocks for two minutes: sales explains the quarter, marketing explains today."
        ),
    }

    def questions(self) -> list[Question]:
        return [clock_question()]

    def ahead(self) -> Iterable[Callable[[], object]]:
        return [*super().ahead(), self.clocks, self._spots]

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        return {LOOKS: {"choice": persona.journey["clock"]}}

    def reveal(self) -> list[Moment]:
        return [*self._pictures(), *self.guesses()]

    def talk(self) -> list[Moment]:
        asked = self.words("What does your clock hide from you? What would you like to see?")
        question = paragraph(asked, "ot-question")
        return [
            moment(N_("The question"), question, self.timer(), style="ot-center"),
            *to_read(self._pictures()),
        ]

    def _pictures(self) -> list[Moment]:
        words, found, blind = self.words, self.clocks(), self._blind()
        notes = " ".join(said(found.caveats, words))
        if found.missing:
            columns_ = called(found.missing, words)
            lack = words("Not shown: the data lacks {columns}.", columns=columns_)
            notes = f"{lack} {notes}".strip()
        return [
            *pictures(N_("Both clocks"), clocks_charts(found, words), words),
            *([moment(N_("What each clock hides"), *blind)] if blind else []),
            *small_print(notes),
        ]

    def clocks(self) -> Clocks:
        """Return the business on both clocks, by the agreed rule for Lead if there is one."""
        stage = self.stage
        return stage.once_agreed(KEY, lambda: clocks(stage.scope))

    def _spots(self) -> Sequence[BlindSpot]:
        crm = self.stage.crm
        return self.stage.once(f"{KEY}.blind", lambda: blind_spots(Scope.of(crm)))

    def _blind(self) -> list[w.Widget]:
        """Return what each clock does not show; a number that cannot be had says why."""
        cards = []
        for spot in self._spots():
            found = spot.text(self.words)
            small = " ".join(said(spot.answer.caveats, self.words))
            told = (
                Html("<p>{}</p><p><small>{}</small></p>").format(found, small)
                if found
                else Html("<p>{}</p>").format(small)
            )
            cards.append(
                block(
                    Html("<h3>{}</h3>{}").format(side_badge(spot.side, self.words), told),
                    "ot-panel",
                    f"ot-panel-{spot.side}",
                )
            )
        return [columns(*cards)] if cards else []
