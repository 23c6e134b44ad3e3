"""Act 1: each side says what a lead is, both rules run on the data, one is agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from workshop.activities.activity import Activity
from workshop.activities.consent import consent_panel
from workshop.activities.covers import SIDES, both_covered, two_panels
from workshop.activities.definition_fields import (
    definition_fields,
    rule_editor,
    sentence_field,
)
from workshop.activities.glossary import agreed_term, entry_card
from workshop.activities.term_picture import (
    case_cards,
    conversion_figure,
    finding,
    numbers_table,
    overlap_figure,
    talking_point,
)
from workshop.activities.term_questions import case_question, side_rule, think_questions
from workshop.agenda import Beat
from workshop.errors import WorkshopError
from workshop.terms.comparison import (
    WINDOW_DAYS,
    cases_in_between,
    check_needs,
    compare,
    tally,
)
from workshop.terms.definition import Definition
from workshop.terms.rule import Group, Rule, parse_rule
from workshop.terms.sentence import rule_sentence
from workshop.widgets.fields import choice
from workshop.widgets.html import block, button, classed, columns, esc, heading, side_badge
from workshop.words import LANGS, N_, Words, as_typed

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.activities.covers import TwoSides
    from workshop.room.question import Question
    from workshop.terms.comparison import Case, Comparison, Tally
    from workshop.widgets.criteria import RuleEditor
    from workshop.words import Text


class SharedTerms(Activity):
    """Agree on what a lead is."""

    key: ClassVar[str] = "terms.lead"
    prompts: ClassVar[dict[Beat, str]] = {
        Beat.THINK: N_(
            "Each side for itself, in silence: when is a contact a lead? One sentence, and the"
            " criteria that go with it. No peeking at the neighbour."
        ),
        Beat.REVEAL: N_("Here they are, side by side, on the same contacts."),
        Beat.TALK: N_("Nobody has to win here. First understand, then decide."),
        Beat.DECIDE: N_(
            "Build one rule you can both live with: good enough for now, safe enough to try."
        ),
        Beat.RECORDED: N_("This is your word now. It goes into the charter as it stands here."),
    }

    def asks(self, beat: Beat) -> list[Question]:
        if beat is Beat.THINK:
            return think_questions()
        if beat is Beat.TALK and (cases := self._cases()):
            return [case_question(cases)]
        return []

    def proposal_text(self) -> Text:
        proposal = self.proposal()
        if not proposal.sentence.strip() or proposal.rule.is_empty:
            return as_typed("")
        return {
            lang: f"{proposal.sentence.strip()} ({rule_sentence(proposal.rule, Words(lang))})"
            for lang in LANGS
        }

    def complaint(self) -> WorkshopError | None:
        waiting = [side for side in SIDES if side_rule(self.room.state, side) is None]
        return both_covered(self, waiting)

    def enter(self, beat: Beat) -> None:
        if self.complaint() is None:
            self._adopt()
        super().enter(beat)

    def _adopt(self) -> None:
        """Take a side's definition from its phones, where nobody wrote one at the keyboard."""
        for side in SIDES:
            rule = side_rule(self.room.state, side)
            own = self.room.state.item(self._question("definition"), side)
            if rule and (not own or own.get("adopted")):
                self.write(side, rule=rule.data(), adopted=True)

    def think(self) -> list[w.Widget]:
        check_needs(self.stage.crm)
        return [two_panels(self, self._panel, self._check)]

    def reveal(self) -> list[w.Widget]:
        comparison = self._comparison()
        sides: dict[str, Tally] = {side: comparison.side(side) for side in SIDES}
        numbers = numbers_table(sides, comparison.total, WINDOW_DAYS, self.words)
        return [
            block(f"<h2>{esc(finding(comparison, self.words))}</h2>", "ot-finding"),
            columns(*(self._definition_card(side) for side in SIDES)),
            block(overlap_figure(comparison, self.words)),
            heading(self.words("Whose leads become customers?")),
            block(numbers),
            block(conversion_figure(sides, comparison, self.words)),
            *self._case_cards(),
        ]

    def talk(self) -> list[w.Widget]:
        comparison = self._comparison()
        point = talking_point(comparison, self.words)
        return [
            block(f"<p>{esc(point)}</p>", "ot-question"),
            self.timer(),
            columns(*(self._definition_card(side) for side in SIDES)),
            *self._case_cards(),
        ]

    def decide(self) -> list[w.Widget]:
        proposal = self.proposal()
        comparison = self._comparison()
        picture = block(self.proposal_picture(proposal.rule, comparison), "ot-live")

        def keep(rule: Rule) -> None:
            self._keep_proposal(rule=rule.data())
            picture.value = self.proposal_picture(rule, comparison)

        editor = rule_editor(self, proposal.rule, keep)
        return [
            self._starts(editor),
            sentence_field(
                self, proposal.sentence, lambda text: self._keep_proposal(sentence=text)
            ),
            classed(columns(editor.widget, picture), "ot-cols-live"),
            consent_panel(self, self._record),
        ]

    def recorded(self) -> list[w.Widget]:
        entry = self.room.state.decision(self.key)
        change = button(self.words("Change it"), "ot-quiet")
        change.on_click(self.guarded(lambda _: self.enter(Beat.DECIDE)))
        return [block(entry_card(entry, self.words), "ot-panel"), change] if entry else []

    def definition(self, side: TwoSides) -> Definition:
        """Return what a side wrote so far."""
        return _definition(self.room.state.item(self._question("definition"), side))

    def proposal(self) -> Definition:
        """Return the proposal as it stands; it starts with what both sides cover already."""
        said = self.room.state.item(self._question("proposal"), "both")
        common = self._combined("all")
        return Definition(said.get("sentence", ""), parse_rule(said.get("rule", common.data())))

    def write(self, side: TwoSides, **part: Any) -> None:
        """Keep a side's sentence or rule (as data)."""
        question = self._question("definition")
        before = self.room.state.item(question, side)
        # Whatever is typed makes it the side's own; only what phones said may be said anew.
        self.room.say(question, side, before | {"adopted": False} | part, side)

    def start_from(self, start: str) -> Rule:
        """Return the rule a proposal may start from: sales, marketing, all or any of the two."""
        own: dict[str, Rule] = {side: self.definition(side).rule for side in SIDES}
        return own[start] if start in own else self._combined(start)

    def _combined(self, match: Any) -> Rule:
        groups = [self.definition(side).rule.where for side in SIDES]
        return Rule(where=Group(match=match, criteria=[g for g in groups if g.leaves()]))

    def _keep_proposal(self, **part: Any) -> None:
        question = self._question("proposal")
        before = self.room.state.item(question, "both")
        self.room.say(question, "both", before | part, "both")

    def _record(self, objections: list[str]) -> None:
        proposal = self.proposal()
        if not proposal.sentence.strip():
            raise WorkshopError(
                N_("The agreed rule has no sentence yet."),
                hint=N_("Say it in words people use: “A contact is a lead when …”"),
            )
        if proposal.rule.is_empty:
            raise WorkshopError(
                N_("The agreed rule has no criterion yet."),
                hint=N_("As it stands, everybody is a lead. Add what makes the difference."),
            )
        self.record(agreed_term(self.stage, proposal, objections))

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

    def _cases(self) -> list[Case]:
        rules = self.definition("sales").rule, self.definition("marketing").rule
        return cases_in_between(self.stage.crm, *rules)

    def _case_cards(self) -> list[w.Widget]:
        cases = self._cases()
        if not cases:
            return []
        cards = block(case_cards(cases, self.words, fates=False))
        tell = button(self.words("What became of them?"), "ot-quiet")

        def press(_: object) -> None:
            cards.value = case_cards(cases, self.words, fates=True)
            tell.layout.display = "none"

        tell.on_click(self.guarded(press))
        return [heading(self.words("The cases in between: only one of you says lead")), cards, tell]

    def _starts(self, editor: RuleEditor) -> w.Widget:
        options = [
            (self.words("Choose a start …"), ""),
            (self.words("What both of you call a lead"), "all"),
            (self.words("What at least one of you calls a lead"), "any"),
            (self.words("The rule of sales"), "sales"),
            (self.words("The rule of marketing"), "marketing"),
        ]
        load = self.guarded(lambda start: editor.load(self.start_from(start)) if start else None)
        return choice(self.words("Where do you start from?"), options, "", load)

    def _comparison(self) -> Comparison:
        sales, marketing = (self.definition(side).rule for side in SIDES)
        return compare(self.stage.crm, sales, marketing)

    def proposal_picture(self, rule: Rule, comparison: Comparison) -> str:
        """Return a proposal's numbers beside those of both sides, as HTML."""
        covered, total = tally(self.stage.crm, rule)
        tallies: dict[str, Tally] = {side: comparison.side(side) for side in SIDES}
        tallies["agreed"] = covered
        return numbers_table(tallies, total, WINDOW_DAYS, self.words) + conversion_figure(
            tallies, comparison, self.words
        )

    def _question(self, part: str) -> str:
        return f"{self.key}.{part}"


def _definition(said: dict[str, Any]) -> Definition:
    return Definition(said.get("sentence", ""), parse_rule(said.get("rule", {})))
