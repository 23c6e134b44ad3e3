"""Sorting cases: once before the words are agreed, once after, and what moved in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from workshop.agenda import Beat
from workshop.agenda.course import AGAIN
from workshop.errors import WorkshopError
from workshop.notebook.cases.sorting_picture import (
    baseline_html,
    change_html,
    echo_html,
    moved_html,
    small_print_html,
    split_sheets,
)
from workshop.notebook.frame.activity import Activity
from workshop.notebook.frame.forms import check_all, form
from workshop.notebook.frame.hidden import two_panels
from workshop.notebook.frame.moments import Moment, moment
from workshop.notebook.frame.pictures import pictures
from workshop.room.state.moments import RECORD
from workshop.room.state.question import Sort
from workshop.story.cases.case_text import case_option
from workshop.story.cases.ratings import AFTER, BASELINE, ratings_of, sort_question
from workshop.story.cases.sorting import SortedAgain, first_cards, sorted_twice
from workshop.story.decisions.text import term_sentence
from workshop.story.frame.covering import answered_or_covered
from workshop.terms.cards.choose import second_sorting
from workshop.terms.outcome.example import cases
from workshop.terms.rules.sentence import rule_sentence
from workshop.widgets.elements import Html, block, button
from workshop.words import N_

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.room.state.question import Option, Question
    from workshop.side import Side
    from workshop.story.solo.persona import Persona
    from workshop.terms.rules.rule import Rule

INTO_THE_CHARTER = N_("Add it to the charter")
LADDER = ("lead", "mql", "sql")
"""Words a sorting can be held against, by the rank from which the word fits."""


class _Sorting(Activity):
    """Everybody sorts the same cases, alone."""

    question: ClassVar[str]

    def cards(self) -> list[Option]:
        """Return the cases to sort, as options."""
        raise NotImplementedError

    def sort(self) -> Sort:
        """Return the question; once asked it stays the same, whatever is decided later."""
        asked = self.room.state.questions.get(self.question)
        if asked and isinstance(asked.question, Sort):
            return asked.question
        return sort_question(self.question, self.cards())

    def asks(self, beat: Beat) -> list[Question]:
        return [self.sort()] if beat is Beat.THINK else []

    def complaint(self) -> WorkshopError | None:
        return answered_or_covered(self, self.question)

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        found = cases(self.stage.crm, [item.key for item in self.sort().items])
        return {
            self.question: {"sorted": {one.key: persona.sorts(one.facts).kind for one in found}}
        }

    def echo(self, persona: Persona) -> list[w.Widget]:
        found = cases(self.stage.crm, [item.key for item in self.sort().items])
        mine = ratings_of(self.room.state, self.question)
        own = next((one for rater, one in mine.items() if rater != persona.side), {})
        return [block(echo_html(persona, found, own, self.words), "ot-echo")]

    def think(self) -> list[Moment]:
        if self.room.state.is_live:
            return []
        panels = two_panels(self, self._panel, lambda side: check_all(self, side, [self.sort()]))
        return [moment(N_("Sort"), panels, style="ot-work")]

    def _split(self) -> list[Moment]:
        """Return how the cases were sorted; the stage shows those you differ most about."""
        sheets = split_sheets(self.room.state, self.sort(), self.words)
        return pictures(N_("Case by case"), sheets, self.words, most=1)

    def _panel(self, side: Side) -> list[w.Widget]:
        return [form(self, side, self.sort())]


class FirstSorting(_Sorting):
    """Twelve cases, sorted before anything is agreed: the baseline."""

    key = "arriving.cases"
    question = BASELINE
    shown_elsewhere: ClassVar[frozenset[str]] = frozenset({BASELINE})
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "Twelve people from the data. Not yet, lead, MQL or SQL? Go with your gut, in silence."
        ),
        Beat.REVEAL: N_("This is how you sort before you’ve agreed on anything."),
    }

    def cards(self) -> list[Option]:
        return [case_option(case) for case in first_cards(self.stage)]

    def reveal(self) -> list[Moment]:
        found = baseline_html(self.room.state, self.question, self.words)
        return [
            moment(N_("How far you agree"), block(found)),
            *self._split(),
        ]


class SecondSorting(_Sorting):
    """Fresh cases, sorted by the words just agreed, and three that are known already."""

    key = AGAIN
    question = AFTER
    decides = Beat.REVEAL
    shown_elsewhere: ClassVar[frozenset[str]] = frozenset({AFTER})
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("New people from the data. Sort them by the term you’ve just agreed on."),
        Beat.REVEAL: N_("Before and after. The band shows how much chance is in it."),
        Beat.RECORDED: N_("This goes into the charter: what you agree on, and how far."),
    }

    def cards(self) -> list[Option]:
        before = ratings_of(self.room.state, BASELINE)
        rule = self.rule()
        chosen = self.stage.once(
            (self.key, repr(before), rule.model_dump_json()),
            lambda: second_sorting(self.stage.crm, before, rule),
        )
        return [case_option(case) for case in chosen]

    def rule(self) -> Rule:
        """Return the rule the sorting is held against: the first agreed one about contacts.

        Raises:
            WorkshopError: if no word about contacts is agreed yet.
        """
        return self._measure()[1]

    def rank(self) -> int:
        """Return the rank from which a case counts as fitting that rule."""
        return self._measure()[0]

    def think(self) -> list[Moment]:
        self.rule()
        return [moment(N_("Your term"), block(self._reminder(), "ot-panel")), *super().think()]

    def reveal(self) -> list[Moment]:
        words = self.words
        record = button(words(INTO_THE_CHARTER) + " →", "ot-primary", "ot-onward")
        record.on_click(self.guarded(lambda _: self._record()))
        self.offer(RECORD, self._record)
        moves = moved_html(self.again(), words)
        return [
            moment(N_("Before and after"), block(change_html(self.again(), words))),
            *([moment(N_("What moved"), block(moves, "ot-panel"))] if moves else []),
            *self._split(),
            self._small_print(),
            moment(N_("Into the charter"), record, style="ot-center"),
        ]

    def _small_print(self) -> Moment:
        small = block(small_print_html(self.again(), self.words))
        return moment(N_("How it was worked out"), small, style="ot-reading")

    def advice(self) -> WorkshopError:
        hint = N_("On the projector, at the bottom of the page: “{record} →”.")
        record = self.words(INTO_THE_CHARTER)
        return WorkshopError(N_("Nothing has been decided here yet."), hint=hint, record=record)

    def recorded(self) -> list[Moment]:
        change = block(change_html(self.again(), self.words))
        return [moment(N_("Before and after"), change), self._small_print()]

    def _record(self) -> None:
        again = self.again()
        self.record(sorted_twice(again))

    def again(self) -> SortedAgain:
        """Return both sortings with what the second is held against."""
        rank, rule = self._measure()
        return SortedAgain(self.room.state, self.stage.crm, self.sort(), rule, rank)

    def _measure(self) -> tuple[int, Rule]:
        for rank, key in enumerate(LADDER, 1):
            decided = self.decisions.term(key)
            if decided:
                return rank, decided.rule
        raise WorkshopError(
            N_("There’s no agreed term to sort by yet."),
            hint=N_("Agree on Lead, MQL or SQL first: those are what the cards are sorted into."),
        )

    def _reminder(self) -> Html:
        lines = []
        for term in self.decisions.terms:
            if term.rule.entity == "contacts":
                in_words = rule_sentence(term.rule, self.words)
                lines.append(
                    Html("<blockquote>{}</blockquote><p class='ot-in-words'>{}</p>").format(
                        term_sentence(term, self.words), in_words
                    )
                )
        return Html("<h3>{}</h3>").format(self.words("What you agreed on")) + Html().join(lines)
