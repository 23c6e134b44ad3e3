"""Sorting cases: once before the words are agreed, once after, and what moved in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from workshop.activities.activity import Activity
from workshop.activities.case_cards import case_option
from workshop.activities.covers import answered_or_covered, two_panels
from workshop.activities.forms import check_all, form
from workshop.activities.ratings import AFTER, BASELINE, ratings_of, sort_question
from workshop.activities.sorting_picture import (
    baseline_html,
    change_html,
    change_lines,
    echo_html,
    moved_html,
    split_figure,
)
from workshop.agenda import Beat, term_subjects
from workshop.agenda.course import AGAIN
from workshop.errors import WorkshopError
from workshop.room.question import Sort
from workshop.terms.case import cases
from workshop.terms.rule import Rule, parse_rule
from workshop.terms.sentence import rule_sentence
from workshop.terms.sorting import choose_cards, second_sorting
from workshop.widgets.html import block, button, esc
from workshop.words import LANGS, N_, Words

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.activities.mode import TwoSides
    from workshop.activities.solo.persona import Persona
    from workshop.room.question import Option, Question

INTO_THE_CHARTER = N_("Into the charter with it")
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

    def think(self) -> list[w.Widget]:
        if self.room.state.is_live:
            return []
        return [two_panels(self, self._panel, lambda side: check_all(self, side, [self.sort()]))]

    def _panel(self, side: TwoSides) -> list[w.Widget]:
        return [form(self, side, self.sort())]


class FirstSorting(_Sorting):
    """Twelve cases, sorted before anything is agreed: the baseline."""

    key = "arriving.cases"
    question = BASELINE
    shown_elsewhere: ClassVar[frozenset[str]] = frozenset({BASELINE})
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "Twelve people from the data. Not yet, lead, MQL or SQL? Your own gut, in silence."
        ),
        Beat.REVEAL: N_("This is how you sort before you have agreed on anything."),
    }

    def cards(self) -> list[Option]:
        return [case_option(case) for case in choose_cards(self.stage.crm)]

    def reveal(self) -> list[w.Widget]:
        state, words = self.room.state, self.words
        return [
            block(baseline_html(state, self.question, words), "ot-panel"),
            block(split_figure(state, self.sort(), words)),
        ]


class SecondSorting(_Sorting):
    """Fresh cases, sorted by the words just agreed, and three that are known already."""

    key = AGAIN
    question = AFTER
    decides = Beat.REVEAL
    shown_elsewhere: ClassVar[frozenset[str]] = frozenset({AFTER})
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_("New people from the data. Sort them by what you have just agreed on."),
        Beat.REVEAL: N_("Before and after. The band shows how much chance there is in it."),
        Beat.RECORDED: N_("This stands in the charter: what you agree on, and how far."),
    }

    def cards(self) -> list[Option]:
        before = ratings_of(self.room.state, BASELINE)
        chosen = second_sorting(self.stage.crm, before, self.rule())
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

    def think(self) -> list[w.Widget]:
        self.rule()
        return [block(self._reminder(), "ot-panel"), *super().think()]

    def reveal(self) -> list[w.Widget]:
        state, words = self.room.state, self.words
        record = button(words(INTO_THE_CHARTER) + " →", "ot-primary", "ot-onward")
        record.on_click(self.guarded(lambda _: self._record()))
        return [
            block(change_html(self, words)),
            block(moved_html(self, words), "ot-panel"),
            block(split_figure(state, self.sort(), words)),
            record,
        ]

    def advice(self) -> WorkshopError:
        hint = N_("On the projector, at the end of the page: “{record} →”.")
        record = self.words(INTO_THE_CHARTER)
        return WorkshopError(N_("Nothing is decided here yet."), hint=hint, record=record)

    def recorded(self) -> list[w.Widget]:
        return [block(change_html(self, self.words), "ot-panel")]

    def _record(self) -> None:
        self.record({lang: change_lines(self, Words(lang)) for lang in LANGS})

    def _measure(self) -> tuple[int, Rule]:
        for rank, key in enumerate(LADDER, 1):
            entry = self.room.state.decision(f"terms.{key}")
            if entry:
                return rank, parse_rule(entry["rule"])
        raise WorkshopError(
            N_("There is no agreed word to sort by yet."),
            hint=N_("Agree on Lead, MQL or SQL first: into these the cards are sorted."),
        )

    def _reminder(self) -> str:
        lines = []
        for name in term_subjects(self.room.state.decisions):
            entry: dict[str, Any] = self.room.state.decisions[name].body
            rule = parse_rule(entry["rule"])
            if rule.entity == "contacts":
                sentence, in_words = entry["sentence"], rule_sentence(rule, self.words)
                lines.append(
                    f"<blockquote>{esc(sentence)}</blockquote>"
                    f"<p class='ot-in-words'>{esc(in_words)}</p>"
                )
        return f"<h3>{esc(self.words('What you agreed on'))}</h3>" + "".join(lines)
