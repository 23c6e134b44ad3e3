"""The proposal of one word: both rules merged, or built freely, with what it would mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.notebook.act1.definition_fields import rule_editor, sentence_field
from workshop.notebook.act1.merge_panel import MergePanel
from workshop.notebook.act1.term_findings import list_html
from workshop.notebook.act1.term_numbers import numbers_table, small_print
from workshop.notebook.frame.consent import consent_panel
from workshop.notebook.frame.moments import Moment, moment
from workshop.notebook.solo.reply import reply_html
from workshop.terms.outcome.consequence import consequences_of
from workshop.terms.rules.sentence import rule_sentence
from workshop.widgets.elements import Html, block, button, classed, columns, rows
from workshop.widgets.fields import choice
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    import ipywidgets as w

    from workshop.notebook.frame.activity import Activity
    from workshop.story.act1.definitions import TermTable
    from workshop.terms.rules.rule import Rule
    from workshop.widgets.criteria import RuleEditor


class ProposalDesk:
    """Where a proposal is built.

    Args:
        host: the activity that shows it.
        table: the word and both definitions.
    """

    def __init__(self, host: Activity, table: TermTable) -> None:
        self._host = host
        self._table = table
        self._words = host.words
        self._proposal = table.proposal

    def draw(self, record: Callable[[list[str]], None]) -> list[Moment]:
        """Return the desk, and after it the question of consent.

        Args:
            record: gets the objections and stores the decision.
        """
        picture = block(self.picture(self._proposal.standing().rule), "ot-live")

        def show() -> None:
            picture.value = self.picture(self._proposal.standing().rule)

        builder = self._free(show) if self._proposal.is_free else self._guided(show)
        sentence = sentence_field(
            self._host,
            self._table.term,
            self._proposal.standing().sentence,
            lambda text: self._proposal.keep(sentence=text),
        )
        desk = classed(columns(rows(*builder), picture), "ot-cols-live")
        consent = consent_panel(self._host, record)
        return [
            moment(N_("The proposal"), sentence, desk, style="ot-work"),
            moment(N_("Objections?"), self._host.audience.panels, consent, style="ot-work"),
        ]

    def picture(self, rule: Rule) -> Html:
        """Return a proposal's sentence, numbers and findings beside both sides', as HTML."""
        table, words = self._table, self._words
        rules = table.rules() | {"agreed": rule}
        comparison = table.comparison(agreed=rule)
        costs = consequences_of(comparison)
        return (
            Html("<p class='ot-in-words'>{}</p>").format(rule_sentence(rule, words))
            + numbers_table(comparison, costs, rules, words)
            + Html("<p><small>{}</small></p>").format(small_print(comparison, words))
            + list_html(table.lint(rule), words)
            + reply_html(table, rules, costs, words)
        )

    def _guided(self, show: Callable[[], None]) -> list[w.Widget]:
        def keep(chosen: dict[str, Any]) -> None:
            self._proposal.keep(choice=chosen, free=False)
            show()

        panel = MergePanel(self._host, self._proposal.merged(), self._proposal.choice, keep)
        switch = self._switch(self._words("Build freely from here"), free=True)
        return [panel.widget, switch]

    def _free(self, show: Callable[[], None]) -> list[w.Widget]:
        def keep(rule: Rule) -> None:
            self._proposal.keep(rule=rule.data())
            show()

        editor = rule_editor(self._host, self._proposal.standing().rule, keep)
        switch = self._switch(self._words("Back to the list of requirements"), free=False)
        return [self._starts(editor), editor.widget, switch]

    def _switch(self, label: str, *, free: bool) -> w.Button:
        switch = button(label, "ot-quiet")

        def press(_: object) -> None:
            self._proposal.keep(free=free, rule=self._proposal.standing().rule.data())
            self._host.redraw()

        switch.on_click(self._host.guarded(press))
        return switch

    def _starts(self, editor: RuleEditor) -> w.Widget:
        words = self._words
        options = [
            (words("Choose a starting point …"), ""),
            (words("What both sides call this"), "all"),
            (words("What at least one side calls this"), "any"),
            (words("Sales’ rule"), "sales"),
            (words("Marketing’s rule"), "marketing"),
        ]
        load = self._host.guarded(
            lambda start: editor.load(self._proposal.start_from(start)) if start else None
        )
        return choice(words("Starting point"), options, "", load)
