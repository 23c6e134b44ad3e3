"""Two clocks: the same business by day and by quarter, and what each of them does not show."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from workshop.activities.guessing import Guessing
from workshop.agenda import Beat
from workshop.charts.clocks import clocks_chart
from workshop.journey.blind import blind_spots
from workshop.journey.clock import clocks
from workshop.journey.notes import said
from workshop.room.question import Option, Single
from workshop.widgets.html import block, columns, esc, figure, side_badge
from workshop.words import N_, both

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.activities.solo.persona import Persona
    from workshop.journey.clock import Clocks
    from workshop.room.question import Question

KEY = "journey.clocks"
LOOKS = f"{KEY}.looks"
CLOCKS: dict[str, str] = {
    "today": N_("What comes in today"),
    "week": N_("This week"),
    "month": N_("The month so far"),
    "quarter": N_("The quarter"),
    "year": N_("The year's plan"),
}


class TwoClocks(Guessing):
    """By the day and by the quarter."""

    key = KEY
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("Monday, nine o'clock. What do you look at first?"),
        Beat.REVEAL: N_("The same business, seen on two clocks. Both are right."),
        Beat.TALK: N_(
            "Swap clocks for two minutes: sales explains the quarter, marketing explains today."
        ),
    }

    def questions(self) -> list[Question]:
        return [question()]

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        return {LOOKS: {"choice": persona.journey["clock"]}}

    def reveal(self) -> list[w.Widget]:
        return [*self.guesses(), block(self._picture()), *self._blind()]

    def talk(self) -> list[w.Widget]:
        asked = self.words("What does your clock hide from you? What would you like to see?")
        return [
            block(f"<p>{esc(asked)}</p>", "ot-question"),
            self.timer(),
            *self._blind(),
            block(self._picture()),
        ]

    def clocks(self) -> Clocks:
        """Return the business on both clocks, by the agreed rule for Lead if there is one."""
        stage = self.stage
        return stage.once_agreed(KEY, lambda: clocks(stage.crm, terms=stage.terms))

    def _picture(self) -> str:
        words, found = self.words, self.clocks()
        notes = " ".join(said(found.caveats, words))
        if found.missing:
            lack = words("Not shown: the data lacks {columns}.", columns=", ".join(found.missing))
            notes = f"{lack} {notes}".strip()
        return figure(clocks_chart(found, words), words, notes)

    def _blind(self) -> list[w.Widget]:
        """Return what each clock does not show; a number that cannot be had says why."""
        cards = []
        for spot in self.stage.once(f"{KEY}.blind", lambda: blind_spots(self.stage.crm)):
            found = spot.text(self.words)
            small = esc(" ".join(said(spot.answer.caveats, self.words)))
            told = (
                f"<p>{esc(found)}</p><p><small>{small}</small></p>" if found else f"<p>{small}</p>"
            )
            cards.append(
                block(
                    f"<h3>{side_badge(spot.side, self.words)}</h3>{told}",
                    "ot-panel",
                    f"ot-panel-{spot.side}",
                )
            )
        return [columns(*cards)] if cards else []


def question() -> Single:
    """Return the question which clock people live by."""
    options = tuple(Option(key=key, label=both(text)) for key, text in CLOCKS.items())
    prompt = both("Which of these do you look at first?")
    return Single(key=LOOKS, prompt=prompt, options=options, by_side=True)
