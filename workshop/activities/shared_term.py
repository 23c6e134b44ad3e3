"""One word of act 1: each side says what it means, both rules run on the data, one is agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from workshop.activities.activity import Activity
from workshop.activities.case_cards import case_cards
from workshop.activities.covers import both_covered, is_covered, two_panels
from workshop.activities.definition_fields import definition_fields, offered_templates
from workshop.activities.few_phones import no_rule_by_phone
from workshop.activities.glossary import agreed_term, entry_card
from workshop.activities.mode import SIDES
from workshop.activities.proposal import ProposalDesk
from workshop.activities.solo.reply import echo_html, open_objection
from workshop.activities.talking import talking_points
from workshop.activities.term_findings import findings_html
from workshop.activities.term_numbers import (
    conversion_figure,
    finding,
    numbers_table,
    overlap_figure,
)
from workshop.activities.term_questions import (
    answers_by_side,
    case_question,
    side_rule,
    think_questions,
)
from workshop.agenda import Beat, chosen_terms
from workshop.errors import WorkshopError
from workshop.terms.case import cases_in_between
from workshop.terms.comparison import compare
from workshop.terms.consequence import consequences_of
from workshop.terms.definition import Definition
from workshop.terms.judged import check_needs
from workshop.terms.linter import lint
from workshop.terms.rule import Rule, parse_rule
from workshop.terms.sentence import rule_sentence
from workshop.terms.term import term_of
from workshop.widgets.html import block, button, columns, esc, heading, side_badge
from workshop.words import LANGS, N_, Words, as_typed

if TYPE_CHECKING:
    from collections.abc import Callable

    import ipywidgets as w

    from workshop.activities.mode import TwoSides
    from workshop.activities.solo.persona import Persona
    from workshop.activities.stage import Stage
    from workshop.room.question import Question
    from workshop.terms.case import Case
    from workshop.terms.comparison import Comparison
    from workshop.terms.finding import Finding
    from workshop.terms.term import Term
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
            "Each side for itself, in silence: what does “{word}” mean for you? One sentence, and"
            " the criteria that go with it. No peeking at the neighbour."
        ),
        Beat.REVEAL: N_("Here they are, side by side, on the same data."),
        Beat.TALK: N_("Nobody has to win here. First understand, then decide."),
        Beat.DECIDE: N_(
            "Build one rule you can both live with: good enough for now, safe enough to try."
        ),
        Beat.RECORDED: N_("This is your word now. It goes into the charter as it stands here."),
    }

    def __init__(
        self, stage: Stage, move: Callable[[str], None] | None = None, key: str = "terms.lead"
    ) -> None:
        self.key = key
        self.term = _term(stage, key)
        super().__init__(stage, move)

    @property
    def word(self) -> str:
        """The word, in the language of this notebook."""
        return self.term.text(self.words.lang)

    def prompt(self, beat: Beat) -> str:
        return self.words(self.prompts[beat]).replace("{word}", self.word)

    def asks(self, beat: Beat) -> list[Question]:
        if beat is Beat.THINK:
            return think_questions(self.term)
        if beat is Beat.TALK and (cases := self.cases()):
            return [case_question(self.term, cases)]
        return []

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:
        sentence = persona.sentences.get(self.term.key, persona.any_sentence)
        rule = self._persona_rule(persona)
        body: dict[str, object] = {"sentence": self.words(sentence), "rule": rule.data()}
        return {self._question("definition"): body}

    def echo(self, persona: Persona) -> list[w.Widget]:
        # What is proposed is answered beside its numbers, and anew with every change.
        return [block(echo_html(self, persona))] if self.beat is Beat.REVEAL else []

    def proposal_text(self) -> Text:
        proposal = self.proposal.standing()
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

    def enter(self, beat: Beat) -> None:
        if self.complaint() is None:
            self._adopt()
        super().enter(beat)

    def _adopt(self) -> None:
        """Take a side's definition from its phones, where nobody wrote one at the keyboard."""
        for side in SIDES:
            rule = side_rule(self.room.state, self.term, side)
            own = self.room.state.item(self._question("definition"), side)
            if rule and (not own or own.get("adopted")):
                self.write(side, rule=rule.data(), adopted=True)

    def think(self) -> list[w.Widget]:
        check_needs(self.stage.crm, self.term.entity)
        return [two_panels(self, self._panel, self._check)]

    def reveal(self) -> list[w.Widget]:
        comparison = self.comparison()
        rules = self.rules()
        costs = consequences_of(comparison)
        return [
            block(f"<h2>{esc(finding(comparison, self.word, self.words))}</h2>", "ot-finding"),
            columns(*(self._definition_card(side) for side in SIDES)),
            block(overlap_figure(comparison, self.words)),
            heading(self.words("What each rule would mean")),
            block(numbers_table(comparison, costs, rules, self.words)),
            block(conversion_figure(comparison, rules, self.words)),
            *self._findings(),
            *self._case_cards(),
        ]

    def talk(self) -> list[w.Widget]:
        points = talking_points(self)
        items = "".join(f"<p>{esc(point)}</p>" for point in points)
        return [
            block(items, "ot-question"),
            self.timer(),
            columns(*(self._definition_card(side) for side in SIDES)),
            *self._case_cards(),
        ]

    def decide(self) -> list[w.Widget]:
        return self.proposal.draw(self._record)

    def recorded(self) -> list[w.Widget]:
        entry = self.room.state.decision(self.key)
        change = button(self.words("Change it"), "ot-quiet")
        change.on_click(self.guarded(lambda _: self.enter(Beat.DECIDE)))
        version = self.room.state.decisions[self.key].version if entry else 0
        return [block(entry_card(entry, version, self.words), "ot-panel"), change] if entry else []

    @property
    def proposal(self) -> ProposalDesk:
        """What is proposed, and the desk to build it at."""
        return ProposalDesk(self)

    def definition(self, side: TwoSides) -> Definition:
        """Return what a side wrote so far."""
        return self.read(self.room.state.item(self._question("definition"), side))

    def read(self, said: dict[str, Any]) -> Definition:
        """Return a stored definition; an empty rule is about the word's entity."""
        empty = Rule(entity=self.term.entity)
        return Definition(said.get("sentence", ""), parse_rule(said.get("rule", empty.data())))

    def rules(self) -> dict[str, Rule]:
        """Return both sides' rules."""
        return {side: self.definition(side).rule for side in SIDES}

    def comparison(self) -> Comparison:
        """Return both sides' rules on the same rows."""
        return compare(self.stage.crm, self.rules())

    def cases(self) -> list[Case]:
        """Return the cases only one side calls by the word."""
        return cases_in_between(self.stage.crm, self.rules())

    def write(self, side: TwoSides, **part: Any) -> None:
        """Keep a side's sentence or rule (as data)."""
        question = self._question("definition")
        before = self.room.state.item(question, side)
        # Whatever is typed makes it the side's own; only what phones said may be said anew.
        self.room.say(question, side, before | {"adopted": False} | part, side)

    def agreed(self) -> dict[str, Rule]:
        """Return the rules of the words agreed so far, this one left out."""
        state = self.room.state
        entries = {
            key: state.decision(key)
            for key in state.decisions
            if key.startswith("terms.") and key != self.key
        }
        return {
            key.removeprefix("terms."): parse_rule(entry["rule"])
            for key, entry in entries.items()
            if entry and "rule" in entry
        }

    def lint(self, rule: Rule) -> list[Finding]:
        """Return what to mind in a rule for this word, beside the other agreed ones."""
        named = {one["key"]: one["label"] for one in chosen_terms(self.room.state.decision)}
        return lint(self.stage.crm, self.term, rule, self.agreed(), named)

    def _record(self, objections: list[str]) -> None:
        proposal = self.proposal.standing()
        if not proposal.sentence.strip():
            raise WorkshopError(
                N_("The agreed rule has no sentence yet."),
                hint=N_("Say it in words that people use at the table."),
            )
        if proposal.rule.is_empty:
            raise WorkshopError(
                N_("The agreed rule has no criterion yet."),
                hint=N_("As it stands, the word fits everything. Add what makes the difference."),
            )
        entry = agreed_term(self.stage, self.term, proposal, objections)
        self.record(entry | open_objection(self, proposal.rule))

    def _check(self, side: TwoSides) -> None:
        definition = self.definition(side)
        if not definition.sentence.strip() or definition.rule.is_empty:
            raise WorkshopError(
                N_("Here the sentence or the first criterion is still missing."),
                hint=N_("One sentence and one criterion are enough to begin."),
            )

    def _panel(self, side: TwoSides) -> list[w.Widget]:
        return definition_fields(
            self,
            self.definition(side),
            keep_sentence=lambda text: self.write(side, sentence=text),
            keep_rule=lambda rule: self.write(side, rule=rule.data()),
        )

    def _persona_rule(self, persona: Persona) -> Rule:
        fitting = offered_templates(self)
        named = fitting.get(persona.templates.get(self.term.key, ""))
        if named:
            return named.rule
        rules = [one.rule for one in fitting.values()] or [Rule(entity=self.term.entity)]
        return rules[0 if persona.side == "sales" else -1]

    def _definition_card(self, side: TwoSides) -> w.Widget:
        definition = self.definition(side)
        return block(
            f"<h3>{side_badge(side, self.words)}</h3>"
            f"<blockquote>{esc(definition.sentence or self.words('What most of you ticked'))}"
            "</blockquote>"
            f"<p class='ot-in-words'>{esc(rule_sentence(definition.rule, self.words))}</p>",
            "ot-panel",
            f"ot-panel-{side}",
        )

    def _findings(self) -> list[w.Widget]:
        found = findings_html(
            {side: self.lint(rule) for side, rule in self.rules().items()}, self.words
        )
        return [heading(self.words("What to mind in your rules")), block(found)] if found else []

    def _case_cards(self) -> list[w.Widget]:
        cases = self.cases()
        if not cases:
            return []
        cards = block(case_cards(cases, self.word, self.words, fates=False))
        tell = button(self.words("What became of them?"), "ot-quiet")

        def press(_: object) -> None:
            cards.value = case_cards(cases, self.word, self.words, fates=True)
            tell.layout.display = "none"

        tell.on_click(self.guarded(press))
        title = self.words("The cases in between: only one of you says “{word}”").replace(
            "{word}", self.word
        )
        return [heading(title), cards, tell]

    def _question(self, part: str) -> str:
        return f"{self.key}.{part}"


def _term(stage: Stage, key: str) -> Term:
    chosen = {one["key"]: one for one in chosen_terms(stage.room.state.decision)}
    name = key.removeprefix("terms.")
    one = chosen.get(name, {"label": as_typed(name), "entity": "contacts"})
    return term_of(name, one["label"], one["entity"])
