"""Two rules on the table: the panel shows what the rule is after each choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as w
import pytest
from support.acts.acting import defined
from support.acts.screen import choose, esc, every, text

from workshop.notebook.act1.merge_panel import MergePanel
from workshop.terms.merging.merge import consequence_of, merged_rule
from workshop.terms.outcome.comparison import tally
from workshop.terms.rules.entity import entity_count
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.terms.rules.sentence import rule_sentence

if TYPE_CHECKING:
    from workshop.notebook.act1.shared_term import SharedTerm
    from workshop.story.context import Stage

FIELD = "What happens to it?"
NEED = Criterion(field="need_known", op=Op.IS_TRUE)
EITHER = Group(
    match="any",
    criteria=[Criterion(field=name, op=Op.IS_TRUE) for name in ("budget_known", "decides")],
)


def score(value: float) -> Criterion:
    """Return a criterion about the score."""
    return Criterion(field="score", op=Op.AT_LEAST, value=value)


SALES = Rule(where=Group(criteria=[NEED, EITHER, score(60.0)]))
MARKETING = Rule(where=Group(criteria=[NEED, score(40.0)]))


class Table:
    """The panel for two rules, and what was kept of it."""

    def __init__(self, act: SharedTerm, chosen: dict[str, Any] | None = None) -> None:
        act.table.write("sales", sentence="x", rule=SALES.data())
        act.table.write("marketing", sentence="y", rule=MARKETING.data())
        self.merged, self.words = act.table.proposal.merged(), act.words
        self.kept: dict[str, Any] = {}
        self.panel = MergePanel(act, self.merged, chosen or {}, self._keep)
        self.widget = self.panel.widget

    def _keep(self, chosen: dict[str, Any]) -> None:
        self.kept = {key: dict(one) for key, one in chosen.items()}

    @property
    def rule(self) -> Rule:
        return merged_rule(self.merged, self.kept)

    def way(self, label: str, place: int = 0, **values: str) -> None:
        """Choose what becomes of a demand."""
        choose(self.widget, self.words(FIELD), self.words(label, **values), place)

    def boxes(self) -> list[w.Checkbox]:
        return [one for one in every(self.widget) if isinstance(one, w.Checkbox)]


@pytest.fixture
def table(stage: Stage) -> Table:
    """A common need, a dispute about the score, and one side's alternatives."""
    return Table(defined(stage))


def test_it_begins_with_everything_both_demand(table: Table) -> None:
    """The core stands above as settled; what is in dispute stays until somebody lets go of it."""
    shown, words = text(table.widget), table.words
    core = rule_sentence(Rule(where=Group(criteria=[NEED])), words)
    fields = [one for one in every(table.widget) if isinstance(one, w.Dropdown)]

    assert f"<li>{esc(core)}</li>" in shown
    assert ["stays", "stays"] == [one.value for one in fields]
    assert [True, True] == [one.value for one in table.boxes()]
    assert {} == table.kept
    assert Rule(where=Group(criteria=[NEED, score(60.0), EITHER])) == table.rule


@pytest.mark.parametrize(("side", "value"), [("sales", 60.0), ("marketing", 40.0)])
def test_of_two_values_one_sides_may_count(table: Table, side: str, value: float) -> None:
    """Chosen from the list, exactly that value is in the rule."""
    words = table.words
    clause = rule_sentence(Rule(where=Group(criteria=[score(value)])), words)
    name = words({"sales": "Sales", "marketing": "Marketing"}[side])
    table.way("As {side} puts it: {clause}", side=name, clause=clause)

    assert score(value) in table.rule.where.criteria


def test_a_demand_may_go_and_come_back(table: Table) -> None:
    """Nothing is lost by trying."""
    before = table.rule
    table.way("It goes")
    without = table.rule
    table.way("Both must apply, so the stricter one")

    assert "score" not in without.field_names()
    assert before == table.rule


def test_one_of_several_alternatives_may_go(table: Table) -> None:
    """A box less is an alternative less; with one left there is no “or” any more."""
    first, second = table.boxes()
    second.value = False

    assert {"need_known", "score", "budget_known"} == set(table.rule.field_names())
    second.value = True
    first.value = False
    assert {"need_known", "score", "decides"} == set(table.rule.field_names())


def test_a_demand_without_alternatives_goes_and_the_field_says_so(table: Table) -> None:
    """The panel never says “stays” of what is not in the rule, and “stays” brings it back whole."""
    whole = table.rule
    for box in table.boxes():
        box.value = False
    field = [one for one in every(table.widget) if isinstance(one, w.Dropdown)][1]
    gone, without = field.value, table.rule
    table.way("It stays", 1)

    assert "goes" == gone
    assert {"need_known", "score"} == set(without.field_names())
    assert [True, True] == [one.value for one in table.boxes()]
    assert whole == table.rule


def test_each_demand_says_what_it_costs_as_chosen(table: Table) -> None:
    """The numbers below are those of the rule as it stands, and follow every choice."""
    words = table.words
    table.way("It goes")
    step = consequence_of(table.panel._host.stage.crm, table.merged, table.kept)[1]
    said = words(
        "With it {kept}, without it {dropped}. It costs {wins} of {all} wins.",
        kept=entity_count("contacts", step.kept.cases, words),
        dropped=words.number(step.dropped.cases),
        wins=words.number(step.wins_lost),
        all=words.number(step.total.ever_won),
    )
    crm = table.panel._host.stage.crm

    assert step.kept.cases == tally(crm, table.rule)[0].cases
    assert esc(said) in text(table.widget)


def test_what_was_decided_is_marked(table: Table) -> None:
    """The group sees what is still open."""
    mark = f">{table.words('decided')}<"
    before = text(table.widget).count(mark)
    table.way("It goes")

    assert [0, 1] == [before, text(table.widget).count(mark)]


def test_a_choice_is_shown_again_as_it_was_made(stage: Stage) -> None:
    """A kernel that starts anew shows fields and boxes as people left them."""
    first = Table(defined(stage))
    first.way("It goes")
    first.boxes()[0].value = False
    again = Table(first.panel._host, first.kept)
    fields = [one.value for one in every(again.widget) if isinstance(one, w.Dropdown)]

    assert ["goes", "stays"] == fields
    assert [False, True] == [one.value for one in again.boxes()]


def test_without_a_shared_demand_one_starts_from_there(stage: Stage) -> None:
    """No empty list is called common; with nothing in dispute only the sentence is left."""
    act, words = defined(stage), stage.words
    apart = MergePanel(act, act.table.proposal.merged(), {}, lambda _: None)
    act.table.write("marketing", rule=act.table.rules()["sales"].data())
    same = MergePanel(act, act.table.proposal.merged(), {}, lambda _: None)
    nothing = "You don’t share a single requirement yet. That’s where you start."

    assert words(nothing) in text(apart.widget)
    assert words("You both ask for this already") not in text(apart.widget)
    assert words("No open points. All you need now is the sentence.") in text(same.widget)
    assert words(FIELD) not in text(same.widget)
