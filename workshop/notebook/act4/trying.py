"""What is tried for four weeks: ideas in silence, one to three experiments, and the objections."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

import ipywidgets as w

from workshop.agenda import Beat
from workshop.notebook.act4.drawn import finding
from workshop.notebook.act4.experiment_form import ExperimentForm
from workshop.notebook.act4.letter import Letter
from workshop.notebook.frame.activity import Activity
from workshop.notebook.frame.consent import consent_panel
from workshop.notebook.frame.forms import check_all, form
from workshop.notebook.frame.hidden import two_panels
from workshop.notebook.frame.moments import Moment, moment
from workshop.notebook.frame.on_record import on_record
from workshop.retro.experiment import MAX_EXPERIMENTS
from workshop.room.state.moments import CHOICE, RECORD, Offered
from workshop.room.state.text import beginning
from workshop.story.act4.experiments import IDEA, KEY, ExperimentTable, idea_question
from workshop.story.act4.themes import ThemeTable
from workshop.story.decisions.later import AgreedExperiments
from workshop.story.decisions.text import measure_text
from workshop.story.frame.covering import answered_or_covered
from workshop.story.solo.mode import learner
from workshop.widgets.elements import Html, block, button, classed, paragraph
from workshop.words import LANGS, N_, Words, as_typed

if TYPE_CHECKING:
    from workshop.errors import WorkshopError
    from workshop.retro.experiment import Experiment
    from workshop.room.state.question import Question
    from workshop.story.solo.persona import Persona
    from workshop.words import Text

MOST_IDEAS = 12
"""So many ideas stand on one screen; all of them are on the page."""
SHORT = 90


class Trying(Activity):
    """Decide what is tried until the next time."""

    key = KEY
    shown_elsewhere: ClassVar[frozenset[str]] = frozenset({IDEA})
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "One small experiment: four weeks, in your own hands. No wishes to third parties."
        ),
        Beat.REVEAL: N_("Your ideas. Which one would you start tomorrow?"),
        Beat.DECIDE: N_("One to three experiments. It’s an experiment, not a law."),
        Beat.RECORDED: N_("You’re trying this. It’s the first thing on the table at the reunion."),
    }

    def asks(self, beat: Beat) -> list[Question]:
        return [idea_question()] if beat is Beat.THINK and not self._is_alone else []

    def picture(self) -> tuple[object, ...]:
        begun = tuple(self.table.begun()) if self.beat in (Beat.REVEAL, Beat.DECIDE) else ()
        ideas = tuple(self.table.ideas()) if self.beat is Beat.REVEAL else ()
        return *super().picture(), begun, ideas

    def complaint(self) -> WorkshopError | None:
        return None if self._is_alone else answered_or_covered(self, IDEA)

    def echo(self, persona: Persona) -> list[w.Widget]:
        return [paragraph(self.words(persona.idea), "ot-echo")] if self.beat is Beat.REVEAL else []

    def proposal_text(self) -> Text:
        if self._is_alone:
            return as_typed("\n".join(self.letter.questions))
        made = self.table.experiments() if self.table.begun() else []
        return {lang: "\n\n".join(_in_words(one, Words(lang)) for one in made) for lang in LANGS}

    def think(self) -> list[Moment]:
        if self._is_alone:
            return [moment(N_("Three questions"), self.letter.fields(), style="ot-work")]
        if self.room.state.is_live:
            return []
        asked = idea_question()
        panels = two_panels(
            self,
            lambda side: [form(self, side, asked)],
            lambda side: check_all(self, side, [asked]),
        )
        return [moment(N_("Your ideas"), panels, style="ot-work")]

    def reveal(self) -> list[Moment]:
        if self._is_alone:
            return [moment(N_("Three questions"), self.letter.read(), style="ot-work")]
        ideas, words = self.table.ideas(), self.words
        if not ideas:
            told = words("No ideas yet. Say them out loud, and write one down in the next step.")
            return [moment(N_("Your ideas"), finding(told))]
        for at, idea in enumerate(ideas[:MOST_IDEAS]):
            offered = Offered(step=f"{CHOICE}idea-{at}", label=as_typed(beginning(idea, SHORT)))
            self.offer_choice(offered, partial(self.take, idea))
        head = finding(words("What would you start tomorrow?"))
        shown = [self._idea(idea) for idea in ideas]
        first = classed(w.Box(shown[:MOST_IDEAS]), "ot-ideas")
        rest = classed(w.Box(shown[MOST_IDEAS:]), "ot-ideas")
        more = [moment(N_("More ideas"), rest, style="ot-work")] if rest.children else []
        return [moment(N_("Your ideas"), head, first, style="ot-work"), *more]

    def decide(self) -> list[Moment]:
        if self._is_alone:
            return self._decide_alone()
        places = self.table.begun() or [0]
        title = {place: self.words("Experiment {place}", place=place + 1) for place in places}
        forms = [
            moment(
                as_typed(title[place]),
                ExperimentForm(self, self.table, place).widget,
                *(self._another(places) if place == places[-1] else []),
                style="ot-work",
            )
            for place in places
        ]
        consent = consent_panel(self, self._record)
        harm = finding(self.words("Would it do harm?"))
        last = moment(N_("Objections?"), harm, self.audience.panels, consent, style="ot-work")
        return [*forms, last]

    def recorded(self) -> list[Moment]:
        decided = self.decisions.experiments
        made = decided.experiments if decided else ()
        if not made:
            return on_record(
                self, decided, N_("Three questions"), self.letter.read(), style="ot-work"
            )
        cards = Html('<div class="ot-cards">{}</div>').format(
            Html().join(experiment_html(one, self.words) for one in made)
        )
        shown = on_record(self, decided, N_("Your experiments"), block(cards), style="ot-work")
        # How the phones answered comes after what was decided.
        if self.audience.panels.children:
            shown.append(moment(N_("Objections?"), self.audience.panels))
        return shown

    @property
    def table(self) -> ExperimentTable:
        """The ideas and the experiments."""
        return ExperimentTable(self.stage)

    @property
    def letter(self) -> Letter:
        """What somebody alone takes to a real colleague instead."""
        top = [ThemeTable(self.stage).pile(one.theme) for one in ThemeTable(self.stage).heaviest()]
        themes = [pile.name[self.words.lang] for pile in top if pile]
        return Letter(self, self.table, themes)

    def take(self, idea: str) -> None:
        """Make an idea an experiment.

        Raises:
            WorkshopError: if three are begun already.
        """
        self.table.begin(what=idea)
        self.redraw()

    @property
    def _is_alone(self) -> bool:
        return learner(self.room.state) is not None

    def _another(self, places: list[int]) -> list[w.Widget]:
        free = [place for place in range(MAX_EXPERIMENTS) if place not in places]
        if not free or not self.table.begun():
            return []
        more = button(self.words("Another experiment"), "ot-quiet")

        def begin(_: object) -> None:
            self.table.write(free[0], what=self.words("We’ll try …"))
            self.redraw()

        more.on_click(self.guarded(begin))
        return [more]

    def _idea(self, idea: str) -> w.Widget:
        words = self.words
        taken = any(self.table.draft(place).get("what") == idea for place in self.table.begun())
        label = words("✓ begun") if taken else words("Take this one")
        take = button(
            label, "ot-quiet" if taken else "ot-primary", "ot-small", tooltip=f"{label}: {idea}"
        )
        take.on_click(self.guarded(lambda _: self.take(idea)))
        return classed(w.HBox([paragraph(idea), take]), "ot-sticky")

    def _record(self, objections: list[str]) -> None:
        self.record(self.table.decision(objections))

    def _decide_alone(self) -> list[Moment]:
        """Somebody alone promises nothing for others: the questions go with them."""

        def keep() -> None:
            self.record(AgreedExperiments(experiments=()))

        self.offer(RECORD, keep)
        done = button(self.words("Record it"), "ot-primary", "ot-onward")
        done.on_click(self.guarded(lambda _: keep()))
        told = self.words(
            "Nobody else has agreed to anything here, so there’s no experiment. Take the questions "
            "to somebody real."
        )
        parts = [self.letter.read(), paragraph(told, "ot-muted"), done]
        return [moment(N_("Three questions"), *parts, style="ot-work")]


def experiment_html(one: Experiment, words: Words) -> Html:
    """Return an experiment as a card: what, so that, seen in, who, until when."""
    rows = [
        (words("so that"), one.so_that),
        (words("Seen in"), measure_text(one.measure, words)),
        (words("Today"), one.measure.today),
        (words("Good would be"), one.measure.good),
        (words("Owners"), words("{owner} with {partner}", owner=one.owner, partner=one.partner)),
        (words("Until"), words.date(one.until)),
        (words("Done when"), one.done_when),
        (words("Stop if"), one.stop_if),
    ]
    told = Html().join(
        Html("<dt>{}</dt><dd>{}</dd>").format(label, text) for label, text in rows if text
    )
    return Html(
        '<article class="ot-card"><h4>{}</h4><dl class="ot-facts-list">{}</dl></article>'
    ).format(one.what, told)


def _in_words(one: Experiment, words: Words) -> str:
    return words(
        "{what}: {owner} with {partner}, until {day}; seen in: {measure}; done when {done_when}",
        what=one.what,
        owner=one.owner,
        partner=one.partner,
        day=words.date(one.until),
        measure=measure_text(one.measure, words),
        done_when=one.done_when,
    )
