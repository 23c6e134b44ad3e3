"""How it stands, drawn: the verdict, and where the sides are apart."""

from __future__ import annotations

from functools import partial
from statistics import fmean
from typing import TYPE_CHECKING, Any, ClassVar

from workshop.agenda import Beat
from workshop.charts.dumbbell import Gap, dumbbell_charts
from workshop.notebook.frame.activity import Activity
from workshop.notebook.frame.forms import check_all, form
from workshop.notebook.frame.hidden import two_panels
from workshop.notebook.frame.moments import Moment, moment
from workshop.notebook.frame.pictures import pictures
from workshop.room.views.projection import answers
from workshop.side import SIDES, other_side, side_name
from workshop.story.act0.bond import (
    DEGREES,
    HIGHEST,
    KEY,
    STATEMENTS,
    STATES,
    means,
    question,
    state_of,
)
from workshop.story.answers import answers_of, everybody
from workshop.story.cases.sorting import first_cards
from workshop.story.frame.covering import answered_or_covered
from workshop.story.solo.mode import across
from workshop.widgets.elements import Html, block, paragraph
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import altair as alt
    import ipywidgets as w

    from workshop.errors import WorkshopError
    from workshop.room.state.question import Question
    from workshop.side import Side
    from workshop.story.solo.persona import Persona
    from workshop.words import Words


class Bond(Activity):
    """Ten sentences about the two sides."""

    key = KEY
    shown_elsewhere: ClassVar[frozenset[str]] = frozenset({f"{KEY}.statements"})
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("Ten statements about the two of you. Say how it is, not how it should be."),
        Beat.REVEAL: N_("Look at the longest line first."),
        Beat.TALK: N_(
            "Take the statement with the longest line and tell each other a story about it."
        ),
    }

    def asks(self, beat: Beat) -> list[Question]:
        return [question()] if beat is Beat.THINK else []

    def ahead(self) -> Iterable[Callable[[], object]]:
        return [*super().ahead(), partial(first_cards, self.stage)]  # for the station after this

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        degrees = {key: str(degree) for key, degree in persona.bond.items()}
        return {question().key: {"sorted": degrees}}

    def echo(self, persona: Persona) -> list[w.Widget]:
        farthest = self._gaps()[0]
        if not _distance(farthest):
            return []
        text = self.words(
            "This is where you and {name} are furthest apart: “{sentence}” Ask a "
            "colleague from that side, a real one, how they see it.",
            name=persona.name,
            sentence=farthest.name,
        )
        return [paragraph(text, "ot-echo")]

    def complaint(self) -> WorkshopError | None:
        return answered_or_covered(self, question().key)

    def think(self) -> list[Moment]:
        if self.room.state.is_live:
            return []
        asked = question()
        panels = two_panels(
            self,
            lambda side: [form(self, side, asked)],
            lambda side: check_all(self, side, [asked]),
        )
        return [moment(N_("Ten statements"), panels, style="ot-work")]

    def reveal(self) -> list[Moment]:
        return [
            moment(N_("Your status"), block(self._verdict(), "ot-panel")),
            *pictures(N_("Where you’re apart"), self._sheets(), self.words, most=1),
        ]

    def talk(self) -> list[Moment]:
        gaps = self._gaps()
        apart = [gap for gap in gaps if gap.sales is not None and gap.marketing is not None]
        chosen = apart[0].name if apart else min(gaps, key=_mean).name if gaps else ""
        asked = self.words("When was it last like this, and when was it missing?")
        text = Html("<blockquote>{}</blockquote><p>{}</p>").format(chosen, asked)
        return [
            moment(N_("The question"), block(text, "ot-question"), self.timer(), style="ot-center")
        ]

    def state(self, side: Side | None = None) -> str | None:
        """Return the state of a side or of everybody; None where nobody may be shown."""
        means = self._means(side)
        return state_of(means) if means else None

    def _bodies(self, side: Side | None) -> list[dict[str, Any]]:
        room, key = self.room.state, question().key
        if side:
            return answers_of(room, key, side)
        return [one.body for one in everybody(room, key)]

    def _means(self, side: Side | None, *, shown: bool = False) -> dict[str, float]:
        """Return the mean of each sentence; `shown` to people, with no digit too many."""
        by_phone = shown and bool(answers(self.room.state, question().key))
        judged = (body["sorted"] for body in self._bodies(side) if body.get("sorted"))
        return means(judged, hide_one=by_phone)

    def _verdict(self) -> Html:
        words, found = self.words, self.state()
        if found is None:
            return Html("<p>{}</p>").format(words("No answers."))
        persona = across(self.room.state)
        if persona:
            return self._alone(persona)
        name, feeling = (words(text) for text in STATES[found])
        n = len(self._bodies(None))
        lines = [Html('<p class="ot-big">{}</p>').format(words("You say: {state}", state=name))]
        lines.append(Html("<p>{}</p>").format(feeling))
        for side in SIDES:
            own = self.state(side)
            if own:
                text = f"{side_name(side, words)}: {words(STATES[own][0])}"
                lines.append(Html("<p>{}</p>").format(text))
        return Html().join(lines) + Html("<p><small>{}</small></p>").format(_source(n, words))

    def _alone(self, persona: Persona) -> Html:
        """Return what somebody who is alone says, and beside it the persona: no word of a group."""
        words, (own, played) = self.words, map(self.state, (other_side(persona.side), persona.side))
        if own is None or played is None:
            return Html("<p>{}</p>").format(words("No answers."))
        name, feeling = (words(text) for text in STATES[own])
        other = words(
            "{name} (played by the kit): {state}", name=persona.name, state=words(STATES[played][0])
        )
        return Html('<p class="ot-big">{}</p><p>{}</p><p>{}</p><p><small>{}</small></p>').format(
            words("Your own view: {state}", state=name), feeling, other, _source(1, words)
        )

    def _gaps(self) -> list[Gap]:
        """Return both sides' means of each sentence, the farthest apart first."""
        sales, marketing = (self._means(side, shown=True) for side in SIDES)
        total = {} if sales and marketing else self._means(None, shown=True)
        found = [
            Gap(
                self.words(one.text),
                sales.get(key),
                marketing.get(key),
                total.get(key),
            )
            for key, one in STATEMENTS.items()
        ]
        return sorted(found, key=_distance, reverse=True)

    def _sheets(self) -> Sequence[alt.TopLevelMixin]:
        words = self.words
        return dumbbell_charts(
            self._gaps(),
            0,
            HIGHEST,
            (words(DEGREES["0"]), words(DEGREES[str(HIGHEST)])),
            words,
        )


def _distance(gap: Gap) -> float:
    if gap.sales is None or gap.marketing is None:
        return 0.0
    return abs(gap.sales - gap.marketing)


def _mean(gap: Gap) -> float:
    known = [one for one in (gap.sales, gap.marketing, gap.total) if one is not None]
    return fmean(known) if known else float(HIGHEST)


def _source(n: int, words: Words) -> str:
    return words(
        "How you see yourselves, not a test result; n = {n}. The four states come from "
        "Kotler, Rackham and Krishnaswamy, Harvard Business Review, July–August 2006; "
        "the statements and the interpretation are our own.",
        n=words.number(n),
    )
