"""The proposal of one word: both rules merged, or built freely, with what it would mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.activities.consent import consent_panel
from workshop.activities.definition_fields import rule_editor, sentence_field
from workshop.activities.merge_panel import MergePanel
from workshop.activities.mode import SIDES
from workshop.activities.solo.reply import reply_html
from workshop.activities.term_findings import list_html
from workshop.activities.term_numbers import numbers_table, small_print
from workshop.terms.comparison import compare
from workshop.terms.consequence import consequences_of
from workshop.terms.definition import Definition
from workshop.terms.merge import merge, merged_rule
from workshop.terms.rule import Group, Rule, parse_rule
from workshop.terms.sentence import rule_sentence
from workshop.widgets.fields import choice
from workshop.widgets.html import block, button, classed, columns, esc, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    import ipywidgets as w

    from workshop.activities.shared_term import SharedTerm
    from workshop.terms.merge import Merge
    from workshop.widgets.criteria import RuleEditor


class ProposalDesk:
    """What is proposed for a word, and where it is built.

    It starts with everything both sides demand, which is what both already call by the word. From
    there the group lets go of one demand after the other; whoever wants to can build freely.

    Args:
        activity: the word.
    """

    def __init__(self, activity: SharedTerm) -> None:
        self._activity = activity
        self._words = activity.words
        self._question = f"{activity.key}.proposal"

    def standing(self) -> Definition:
        """Return the proposal as it stands."""
        said = self._said()
        if self._is_free():
            rule = parse_rule(said["rule"])
        else:
            rule = merged_rule(self.merged(), said.get("choice", {}))
        return Definition(said.get("sentence", ""), rule)

    def merged(self) -> Merge:
        """Return both sides' rules as demands, shared and disputed."""
        rules = self._activity.rules()
        return merge(rules["sales"], rules["marketing"])

    def keep(self, **part: Any) -> None:
        """Keep a part of the proposal: ``sentence``, ``choice``, ``rule`` or ``free``."""
        self._activity.room.say(self._question, "both", self._said() | part, "both")

    def draw(self, record: Callable[[list[str]], None]) -> list[w.Widget]:
        """Return the desk, with the question of consent below it.

        Args:
            record: gets the objections and stores the decision.
        """
        picture = block(self.picture(self.standing().rule), "ot-live")

        def show() -> None:
            picture.value = self.picture(self.standing().rule)

        builder = self._free(show) if self._is_free() else self._guided(show)
        return [
            sentence_field(
                self._activity, self.standing().sentence, lambda text: self.keep(sentence=text)
            ),
            classed(columns(rows(*builder), picture), "ot-cols-live"),
            consent_panel(self._activity, record),
        ]

    def picture(self, rule: Rule) -> str:
        """Return a proposal's sentence, numbers and findings beside both sides', as HTML."""
        activity, words = self._activity, self._words
        crm = activity.stage.crm
        rules = activity.rules() | {"agreed": rule}
        comparison = compare(crm, rules)
        costs = consequences_of(comparison)
        return (
            f"<p class='ot-in-words'>{esc(rule_sentence(rule, words))}</p>"
            + numbers_table(comparison, costs, rules, words)
            + f"<p><small>{esc(small_print(comparison, words))}</small></p>"
            + list_html(activity.lint(rule), words)
            + reply_html(activity, rules, costs)
        )

    def _said(self) -> dict[str, Any]:
        return self._activity.room.state.item(self._question, "both")

    def _is_free(self) -> bool:
        said = self._said()
        # Early sessions knew no list of demands: a rule without a choice was built freely.
        return bool(said.get("free", "rule" in said and "choice" not in said))

    def _guided(self, show: Callable[[], None]) -> list[w.Widget]:
        def keep(chosen: dict[str, Any]) -> None:
            self.keep(choice=chosen, free=False)
            show()

        panel = MergePanel(self._activity, self.merged(), self._said().get("choice", {}), keep)
        switch = self._switch(self._words("Build freely from here"), free=True)
        return [panel.widget, switch]

    def _free(self, show: Callable[[], None]) -> list[w.Widget]:
        def keep(rule: Rule) -> None:
            self.keep(rule=rule.data())
            show()

        editor = rule_editor(self._activity, self.standing().rule, keep)
        switch = self._switch(self._words("Back to the list of demands"), free=False)
        return [self._starts(editor), editor.widget, switch]

    def _switch(self, label: str, *, free: bool) -> w.Button:
        switch = button(label, "ot-quiet")

        def press(_: object) -> None:
            self.keep(free=free, rule=self.standing().rule.data())
            self._activity.redraw()

        switch.on_click(self._activity.guarded(press))
        return switch

    def _starts(self, editor: RuleEditor) -> w.Widget:
        words = self._words
        options = [
            (words("Choose a start …"), ""),
            (words("What both of you call so"), "all"),
            (words("What at least one of you calls so"), "any"),
            (words("The rule of sales"), "sales"),
            (words("The rule of marketing"), "marketing"),
        ]
        load = self._activity.guarded(
            lambda start: editor.load(self.start_from(start)) if start else None
        )
        return choice(words("Where do you start from?"), options, "", load)

    def start_from(self, start: str) -> Rule:
        """Return the rule a proposal may start from: sales, marketing, all or any of the two."""
        own = self._activity.rules()
        if start in own:
            return own[start]
        groups = [own[side].where for side in SIDES]
        match: Any = start
        where = Group(match=match, criteria=[group for group in groups if group.leaves()])
        return Rule(entity=self._activity.term.entity, where=where)
