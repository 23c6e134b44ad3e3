"""One word of act 1: each side says what it means, both rules run on the data, one is agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from workshop.agenda import Beat, ChosenTerm, chosen_terms
from workshop.errors import WorkshopError
from workshop.notebook.act1.definition_fields import definition_fields
from workshop.notebook.act1.proposal import ProposalDesk
from workshop.notebook.act1.term_findings import findings_html
from workshop.notebook.act1.term_numbers import (
    conversion_figure,
    finding,
    numbers_table,
    overlap_figure,
)
from workshop.notebook.cases.case_cards import case_cards
from workshop.notebook.frame.activity import Activity
from workshop.notebook.frame.hidden import two_panels
from workshop.notebook.frame.moments import Moment, moment, to_read
from workshop.notebook.frame.on_record import on_record
from workshop.notebook.solo.reply import echo_html, open_objection
from workshop.side import SIDES
from workshop.story.act1.definitions import TermTable, agreed_term
from workshop.story.act1.questions import (
    answers_by_side,
    case_question,
    side_rule,
    think_questions,
)
from workshop.story.act1.talking_points import talking_points
from workshop.story.decisions.text import term_label, term_numbers, term_sentence
from workshop.story.frame.covering import both_covered, is_covered
from workshop.story.frame.few_phones import no_rule_by_phone
from workshop.terms.outcome.cases_with_outcome import check_needs
from workshop.terms.outcome.consequence import consequences_of
from workshop.terms.rules.compile import rule_sql
from workshop.terms.rules.entity import as_entity
from workshop.terms.rules.rule import Rule
from workshop.terms.rules.sentence import rule_sentence
from workshop.terms.rules.term import term_of
from workshop.widgets.elements import Html, block, button, columns, heading, side_badge
from workshop.words import LANGS, N_, Words, as_typed

if TYPE_CHECKING:
    from collections.abc import Callable

    import ipywidgets as w

    from workshop.room.state.question import Question
    from workshop.side import Side
    from workshop.story.context import Stage
    from workshop.story.decisions.types import AgreedTerm
    from workshop.story.solo.persona import Persona
    from workshop.terms.rules.term import Term
    from workshop.words import Text


class SharedTerm(Activity):
    """Agree on what a word means.

    Args:
        stage: what the activity stands on.
        move: takes people to another station.
        key: the activity, ``terms.`` and the word's key; by default Lead.
    """

    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "Each side on its own, in silence: what does “{word}” mean to you? One "
            "sentence and the criteria that go with it. No peeking."
        ),
        Beat.REVEAL: N_("Here they are, side by side, on the same data."),
        Beat.TALK: N_("Nobody has to win here. First understand, then decide."),
        Beat.DECIDE: N_(
            "Build one rule you can both live with: good enough for now, safe enough to try."
        ),
        Beat.RECORDED: N_(
            "This is your shared term now. It goes into the charter exactly as it is here."
        ),
    }

    def __init__(
        self, stage: Stage, move: Callable[[str], None] | None = None, key: str = "terms.lead"
    ) -> None:
        self.key = key
        self.term = _term(stage, key)
        self.table = TermTable(stage, self.term)
        super().__init__(stage, move)

    @property
    def word(self) -> str:
        """The word, in the language of this notebook."""
        return self.term.text(self.words.lang)

    def prompt(self, beat: Beat) -> str:
        return super().prompt(beat).replace("{word}", self.word)

    def asks(self, beat: Beat) -> list[Question]:
        if beat is Beat.THINK:
            return think_questions(self.term)
        if beat is Beat.TALK and (cases := self.table.cases()):
            return [case_question(self.term, cases)]
        return []

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        sentence = persona.sentences.get(self.term.key, persona.any_sentence)
        rule = self._persona_rule(persona)
        body: dict[str, object] = {"sentence": self.words(sentence), "rule": rule.data()}
        return {self._question("definition"): body}

    def echo(self, persona: Persona) -> list[w.Widget]:
        # What is proposed is answered beside its numbers, and anew with every change.
        return (
            [block(echo_html(self.table, persona, self.words))] if self.beat is Beat.REVEAL else []
        )

    def proposal_text(self) -> Text:
        proposal = self.table.proposal.standing()
        if not proposal.sentence.strip() or proposal.rule.is_empty:
            return as_typed("")
        return {
            lang: f"{proposal.sentence.strip()} ({rule_sentence(proposal.rule, Words(lang))})"
            for lang in LANGS
        }

    def complaint(self) -> WorkshopError | None:
        waiting = [side for side in SIDES if side_rule(self.room.state, self.term, side) is None]
        if not self.room.state.is_live:
            return both_covered(self, waiting)
        still = [side for side in waiting if not is_covered(self, side, Beat.THINK)]
        answered = answers_by_side(self.room.state, self.term)
        return no_rule_by_phone(self, still, answered) if still else None

    def enter(self, beat: Beat, *, at_last: bool = False) -> None:
        if self.complaint() is None:
            self._adopt()
        super().enter(beat, at_last=at_last)

    def _adopt(self) -> None:
        """Take a side's definition from its phones, where nobody wrote one at the keyboard."""
        for side in SIDES:
            rule = side_rule(self.room.state, self.term, side)
            if rule:
                self.table.adopt(side, rule)

    def think(self) -> list[Moment]:
        check_needs(self.stage.crm, self.term.entity)
        panels = two_panels(self, self._panel, self._check)
        return [moment(N_("One sentence, a few criteria"), panels, style="ot-work")]

    def reveal(self) -> list[Moment]:
        comparison = self.table.comparison()
        rules = self.table.rules()
        costs = consequences_of(comparison)
        headline = Html("<h2>{}</h2>").format(finding(comparison, self.word, self.words))
        return [
            moment(
                N_("The circles"),
                block(headline, "ot-finding"),
                block(overlap_figure(comparison, self.words)),
            ),
            self._both_definitions(),
            moment(
                N_("What each rule would mean"),
                heading(self.words("What each rule would mean")),
                block(numbers_table(comparison, costs, rules, self.words)),
            ),
            moment(
                N_("How many become customers"),
                block(conversion_figure(comparison, rules, self.words)),
            ),
            *self._findings(),
            *self._case_cards(),
        ]

    def talk(self) -> list[Moment]:
        points = Html("<p>{}</p>").each(talking_points(self.table, self.words))
        question = block(points, "ot-question")
        return [
            *self._case_cards(),
            moment(
                N_("The question"),
                self.audience.panels,
                question,
                self.timer(),
                style="ot-center",
            ),
            *to_read([self._both_definitions()]),
        ]

    def decide(self) -> list[Moment]:
        return ProposalDesk(self, self.table).draw(self._record)

    def recorded(self) -> list[Moment]:
        decided = self.decisions.term(self.term.key)
        title = N_("Your sentence")
        if decided is None:
            return on_record(self, None, title)
        version = self.decisions.versions[self.key]
        sentence = block(sentence_html(decided, self.words), "ot-agreed")
        entry = block(entry_card(decided, version, self.words), "ot-panel")
        return [
            *on_record(self, decided, title, sentence, style="ot-center"),
            moment(N_("The whole entry"), entry),
        ]

    def _both_definitions(self) -> Moment:
        cards = columns(*(self._definition_card(side) for side in SIDES))
        return moment(N_("Both definitions"), cards)

    def _record(self, objections: list[str]) -> None:
        proposal = self.table.proposal.standing()
        decided = agreed_term(self.stage, self.term, proposal, objections)
        self.record(decided, open_objection(self.table, proposal.rule))

    def _check(self, side: Side) -> None:
        definition = self.table.definition(side)
        if not definition.sentence.strip() or definition.rule.is_empty:
            raise WorkshopError(
                N_("The sentence or the first criterion is still missing here."),
                hint=N_("One sentence and one criterion will do for a start."),
            )

    def _panel(self, side: Side) -> list[w.Widget]:
        return definition_fields(
            self,
            self.table,
            self.table.definition(side),
            keep_sentence=lambda text: self.table.write(side, sentence=text),
            keep_rule=lambda rule: self.table.write(side, rule=rule.data()),
        )

    def _persona_rule(self, persona: Persona) -> Rule:
        fitting = self.table.templates()
        named = fitting.get(persona.templates.get(self.term.key, ""))
        if named:
            return named.rule
        rules = [one.rule for one in fitting.values()] or [Rule(entity=self.term.entity)]
        return rules[0 if persona.side == "sales" else -1]

    def _definition_card(self, side: Side) -> w.Widget:
        definition = self.table.definition(side)
        return block(
            Html("<h3>{}</h3><blockquote>{}</blockquote><p class='ot-in-words'>{}</p>").format(
                side_badge(side, self.words),
                definition.sentence or self.words("What most of you ticked"),
                rule_sentence(definition.rule, self.words),
            ),
            "ot-panel",
            f"ot-panel-{side}",
        )

    def _findings(self) -> list[Moment]:
        found = findings_html(
            {side: self.table.lint(rule) for side, rule in self.table.rules().items()}, self.words
        )
        title = N_("What to watch out for in these rules")
        return [moment(title, heading(self.words(title)), block(found))] if found else []

    def _case_cards(self) -> list[Moment]:
        """Return the cases in between, one on each screen: they are talked about one by one."""
        cases = self.table.cases()
        cards = [block(case_cards([case], self.word, self.words, fates=False)) for case in cases]
        tell = button(self.words("What became of them?"), "ot-quiet")

        def press(_: object) -> None:
            for case, card in zip(cases, cards, strict=True):
                card.value = case_cards([case], self.word, self.words, fates=True)
            tell.layout.display = "none"

        tell.on_click(self.guarded(press))
        title = self.words("The cases in between: only one side says “{word}”").replace(
            "{word}", self.word
        )
        return [
            moment(
                N_("The cases in between"),
                *([heading(title)] if at == 0 else []),
                card,
                *([tell] if at == len(cards) - 1 else []),
            )
            for at, card in enumerate(cards)
        ]

    def _question(self, part: str) -> str:
        return f"{self.key}.{part}"


def sentence_html(term: AgreedTerm, words: Words) -> Html:
    """Return what was agreed as one whole sentence, large enough to take a picture of, as HTML."""
    return Html('<p class="ot-eyebrow">{}</p><p class="ot-sentence">{}</p><p>{}</p>').format(
        term_label(term, words), term_sentence(term, words), rule_sentence(term.rule, words)
    )


def entry_card(term: AgreedTerm, version: int, words: Words) -> Html:
    """Return a recorded entry as HTML, with its SQL folded away."""
    review = words(
        "Version {n}, decided on {day}; up for review on {review}.",
        n=version,
        day=words.date(term.decided_on) if term.decided_on else "–",
        review=words.date(term.review_on),
    )
    return Html(
        "<h3>{}</h3><blockquote>{}</blockquote><p class='ot-in-words'>{}</p>"
        "<p><b>{}</b></p><p>{}</p><details><summary>{}</summary><pre>{}</pre></details>"
    ).format(
        term_label(term, words),
        term_sentence(term, words),
        rule_sentence(term.rule, words),
        term_numbers(term, words),
        review,
        words("The rule as SQL"),
        rule_sql(term.rule),
    )


def _term(stage: Stage, key: str) -> Term:
    chosen = {term.key: term for term in chosen_terms(stage.room.state.decision)}
    name = key.removeprefix("terms.")
    term = chosen.get(name) or ChosenTerm(name, as_typed(name), "contacts")
    return term_of(name, term.label, as_entity(term.entity))
