"""One customer's way through both teams: guess it, see it, tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from workshop.agenda import Beat
from workshop.charts.path import path_charts
from workshop.crm.schema import called
from workshop.journey.path.ball import NAMES
from workshop.journey.path.caveats import said
from workshop.journey.path.text import path_lines, wait_text
from workshop.notebook.frame.guessing import Guessing, guess_html
from workshop.notebook.frame.moments import Moment, moment, to_read
from workshop.notebook.frame.pictures import pictures
from workshop.story.act2.guesses import LONGEST, TOUCHES, path_questions
from workshop.story.act2.way import KEY, customers, longest, told, way
from workshop.widgets.elements import Html, block, paragraph
from workshop.widgets.fields import choice
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workshop.journey.path.examples import Example
    from workshop.journey.path.path import Path
    from workshop.room.state.question import Question
    from workshop.story.solo.persona import Persona


class OnePath(Guessing):
    """How does one customer come to us, and where does one wait?"""

    key = KEY
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "Someone became a customer after a long journey. How many touchpoints did it "
            "take, and how long was the longest silence? A guess will do."
        ),
        Beat.REVEAL: N_("One customer, both teams, one line. Read it from top to bottom."),
        Beat.TALK: N_("Tell this story the way the customer would tell it over dinner."),
    }

    def questions(self) -> list[Question]:
        return list(path_questions())

    def ahead(self) -> Iterable[Callable[[], object]]:
        return [*super().ahead(), self.path]

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        return {
            TOUCHES: {"value": persona.journey["touches"]},
            LONGEST: {"value": persona.journey["longest"]},
        }

    def reveal(self) -> list[Moment]:
        return [*self._way(), *self.guesses()]

    def talk(self) -> list[Moment]:
        path = self.path()
        asked = [
            self.words("What were we doing in the meantime? What would one call have changed?")
        ]
        wait = longest(path) if path else None
        if wait:
            asked.insert(
                0,
                self.words(
                    "The longest silence: {wait}. Who had the ball: {who}.",
                    wait=wait_text(wait, self.words),
                    who=self.words(NAMES[wait.ball]),
                ),
            )
        lines = Html("<p>{}</p>").each(asked)
        question = block(lines, "ot-question")
        return [
            moment(N_("The question"), question, self.timer(), style="ot-center"),
            *to_read(self._way()),
        ]

    def examples(self) -> list[Example]:
        """Return the customers there are to tell about."""
        return customers(self.stage)

    def chosen(self) -> Example | None:
        """Return the example on the table; None where the data has none at all."""
        return told(self.stage)

    def path(self) -> Path | None:
        """Return the way of the example on the table."""
        return way(self.stage)

    def _way(self) -> list[Moment]:
        one, path = self.chosen(), self.path()
        if one is None or path is None:
            return [moment(N_("The journey"), paragraph(self._lack(), "ot-panel"))]
        words = self.words
        known = [each for each in self.examples() if each.contact_id]
        options = [(words(each.title), each.key) for each in known]

        def keep(key: str) -> None:
            self.room.keep(f"{KEY}.example", {"key": key})
            self.redraw()

        picker = choice(words("Which customer?"), options, one.key, self.guarded(keep))
        currency = self.stage.crm.currency
        items = Html("<ol>{}</ol>").format(
            Html("<li>{}</li>").each(path_lines(path, words, currency))
        )
        head = Html('<h2 class="ot-finding">{}</h2>').format(self._finding(path))
        notes = " ".join(said(path.caveats, words))
        sheets = path_charts(path, words, currency)
        return [
            moment(N_("Guess and data"), block(head), block(self._guessed(path))),
            *pictures(N_("The journey"), sheets, words, notes=notes),
            *to_read(
                [
                    moment(N_("As a list"), block(items)),
                    moment(N_("Another customer"), picker, paragraph(words(one.why), "ot-muted")),
                ]
            ),
        ]

    def _guessed(self, path: Path) -> Html:
        """Return what people guessed beside what it was, as HTML."""
        touches, silence = path_questions()
        wait = longest(path)
        parts = [guess_html(self.room.state, touches, path.touches, self.words)]
        if wait:
            parts.append(guess_html(self.room.state, silence, wait.days, self.words))
        return Html("<div class='ot-tips'>{}</div>").format(Html().join(parts))

    def _finding(self, path: Path) -> str:
        words, wait = self.words, longest(path)
        touches = words.plural("{n} touchpoint", "{n} touchpoints", path.touches)
        days = round(path.days)
        told = words.plural(
            "{touches} in {n} day.", "{touches} in {n} days.", days, touches=touches
        )
        if wait is None:
            return told
        return told + " " + words("The longest silence: {wait}.", wait=wait_text(wait, words))

    def _lack(self) -> str:
        missing = dict.fromkeys(name for one in self.examples() for name in one.missing)
        if not missing:
            return self.words("No customer in this data has a story to tell.")
        return self.words(
            "A customer’s journey can’t be shown: the data lacks {columns}.",
            columns=called(missing, self.words),
        )
