"""Act 0, for those who would rather not say it: two reproaches, how true they are, two figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from workshop.agenda import Beat
from workshop.charts.dumbbell import Gap, dumbbell_charts
from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import KPIS, ask
from workshop.kpis.text.answers import footing, headline
from workshop.notebook.frame.guessing import Guessing
from workshop.notebook.frame.moments import Moment, moment
from workshop.notebook.frame.pictures import pictures, small_print
from workshop.side import MARKS, SIDES
from workshop.story.act0.reproaches import (
    KEY,
    QUESTIONS,
    REPROACHES,
    TRUEST,
    believed,
    questions,
    weekly,
)
from workshop.story.solo.asides import ASIDES
from workshop.widgets.elements import Html, block, paragraph
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workshop.kpis.core.value import KpiValue
    from workshop.room.state.question import Question
    from workshop.side import Side
    from workshop.story.act0.reproaches import Believed, Weekly
    from workshop.story.solo.persona import Persona
    from workshop.words import Words


class Reproaches(Guessing):
    """Said once, in the open; nothing is recorded."""

    key = KEY
    shown_elsewhere: ClassVar[frozenset[str]] = frozenset(one.key for one in QUESTIONS.values())
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("Two sentences that are said after the meeting. How true are they?"),
        Beat.REVEAL: N_("Who finds which sentence how true."),
        Beat.TALK: N_("Both sentences can be true. Neither is the whole story."),
    }

    def questions(self) -> list[Question]:
        return questions()

    def ahead(self) -> Iterable[Callable[[], object]]:
        return [*super().ahead(), self._won, self._weekly]

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        said = ASIDES[persona.side]
        values = {"sales": said.sales, "marketing": said.marketing}
        return {QUESTIONS[about].key: {"value": values[about]} for about in SIDES}

    def reveal(self) -> list[Moment]:
        words = self.words
        ends = words("not true at all (0)"), words("completely true (100)")
        charts = dumbbell_charts([self._gap(about) for about in SIDES], 0, TRUEST, ends, words)
        won = self._won()
        notes = " ".join(caveat.text(words) for caveat in won.caveats)
        return [
            *pictures(N_("How true?"), charts, words),
            moment(N_("Do we close them?"), block(self._closed(won)), style="ot-center"),
            moment(N_("Are there enough?"), block(self._enough()), style="ot-center"),
            *small_print(notes),
        ]

    def talk(self) -> list[Moment]:
        asked = self.words(
            "What would have to be the case for you to sign the other side’s sentence?"
        )
        question = paragraph(asked, "ot-question")
        return [moment(N_("The question"), question, self.timer(), style="ot-center")]

    def _gap(self, about: Side) -> Gap:
        found, said = believed(self.room.state, about), self.words(REPROACHES[about])
        return Gap(said, found.sales, found.marketing, found.total)

    def _won(self) -> KpiValue:
        return self.stage.once_agreed(KEY, lambda: ask(KPIS["lead_to_won"], self.stage.scope))

    def _weekly(self) -> Weekly:
        lead = self.stage.terms.get("lead")
        return self.stage.once_agreed((KEY, "weekly"), lambda: weekly(self.stage.crm, lead))

    def _closed(self, won: KpiValue) -> Html:
        words = self.words
        what = words(KPIS["lead_to_won"].label)
        return self._beside("sales", headline(won, words), what, footing(won, words))

    def _enough(self) -> Html:
        words = self.words
        agreed = "lead" in self.stage.terms
        what = words("new leads a week") if agreed else words("new contacts a week")
        try:
            found = self._weekly()
        except WorkshopError as error:
            fact, why, hint = error.parts(words)
            return self._beside("marketing", "–", what, f"{fact} {why} {hint}".strip())
        value = words.number(found.mean, 1)
        return self._beside("marketing", value, what, weekly_footing(found, words))

    def _beside(self, about: Side, value: str, what: str, stands_on: str) -> Html:
        """Return a figure of the data, and beside it how true people find the reproach."""
        words = self.words
        said = words("“{value}”", value=words(REPROACHES[about]))
        guesses = believed_text(believed(self.room.state, about), words)
        return Html(
            "<div class='ot-tip'><p>{}</p><p><b class='ot-truth'>{}</b> "
            "<span class='ot-unit'>{}</span></p><p>{}</p></div><p class='ot-muted'>{}</p>"
        ).format(said, value, what, guesses, stands_on)


def believed_text(found: Believed, words: Words) -> str:
    """Return how true people find it, by side where that may be shown."""
    sides = {"sales": found.sales, "marketing": found.marketing}
    known = [
        f"{MARKS[side]} {words.number(value)}" for side, value in sides.items() if value is not None
    ]
    if found.total is not None:
        known = [words.number(found.total)]
    if not known:
        return words("No answers.")
    return words("How true, of 100: {values}", values="   ".join(known))


def weekly_footing(found: Weekly, words: Words) -> str:
    """Return what the contacts a week stand on: interval, n, weeks, and the day."""
    parts = []
    if found.interval:
        low, high = (words.number(end, 1) for end in found.interval)
        parts.append(words("95% interval {low} to {high}", low=low, high=high))
    parts.append(words("n = {n}", n=words.number(found.cases)))
    parts.append(words("mean of {weeks} full weeks", weeks=words.number(found.weeks)))
    parts.append(words("as of {day}", day=words.date(found.as_of)))
    return " · ".join(parts)
