"""Two rules become one: nothing is lost on the way, and every demand has its price."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.data.rules import holds, rules_about
from support.data.tables import contacts, crm, deals
from support.data.worlds import World, seen, worlds
from support.exports.exports import refusal
from support.run.profiles import examples

from workshop.errors import WorkshopError
from workshop.terms.merging.merge import SIDES, consequence_of, merge, merged_rule
from workshop.terms.outcome.comparison import tally
from workshop.terms.rules.entity import ENTITIES
from workshop.terms.rules.rule import MAX_DEPTH, Criterion, Group, Op, Rule

if TYPE_CHECKING:
    from workshop.terms.merging.merge import Choice, Merge

pytestmark = pytest.mark.usefixtures("any_link")
FORM, NEED, BUDGET, SAY = (
    Criterion(field=name, op=Op.IS_TRUE)
    for name in ("form_sent", "need_known", "budget_known", "decides")
)
FEW = ("score", "source", "decides", "created_at")
"""With few fields two random rules often ask the same."""
PAIRS = st.sampled_from(ENTITIES).flatmap(
    lambda entity: st.tuples(rules_about(entity), rules_about(entity))
) | st.tuples(rules_about("contacts", FEW), rules_about("contacts", FEW))


def rule(*parts: Criterion | Group, match: Any = "all") -> Rule:
    return Rule(where=Group(match=match, criteria=list(parts)))


def score(op: Op, value: float) -> Criterion:
    return Criterion(field="score", op=op, value=value)


def sources(op: Op, *values: str) -> Criterion:
    return Criterion(field="source", op=op, value=list(values))


@st.composite
def choices(draw: st.DrawFn, merged: Merge) -> Choice:
    """Return something said about some demands."""
    said: dict[str, dict[str, Any]] = {}
    for demand in merged.demands:
        places = st.lists(st.integers(0, max(0, len(demand.alternatives) - 1)), unique=True)
        said[demand.id] = draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "kept": st.booleans(),
                    "alternatives": places,
                    "value_of": st.sampled_from([*SIDES, "nobody"]),
                },
            )
        )
    return said


@given(PAIRS, worlds())
@settings(max_examples=examples(20))
def test_without_a_choice_it_covers_what_both_cover(pair: tuple[Rule, Rule], world: World) -> None:
    """The start of the talk is what nobody has to give up."""
    merged = merged_rule(merge(*pair))
    cases = seen(world, merged.entity)

    assert [all(holds(one.where, row) for one in pair) for row in cases] == [
        holds(merged.where, row) for row in cases
    ]


@given(PAIRS, worlds(), st.data())
@settings(max_examples=examples(16))
def test_dropping_a_demand_never_loses_a_case(
    pair: tuple[Rule, Rule], world: World, data: st.DataObject
) -> None:
    """Whatever else is chosen: who asks for less covers all that was covered, and maybe more."""
    merged = merge(*pair)
    choice = data.draw(choices(merged))
    kept = merged_rule(merged, choice)
    for demand in merged.demands:
        dropped = merged_rule(merged, {**choice, demand.id: {"kept": False}})
        lost = [
            row
            for row in seen(world, merged.entity)
            if holds(kept.where, row) and not holds(dropped.where, row)
        ]

        assert [] == lost


@given(PAIRS, worlds(), st.data())
@settings(max_examples=examples(8))
def test_the_price_of_a_demand_is_that_of_the_rules_with_and_without_it(
    pair: tuple[Rule, Rule], world: World, data: st.DataObject
) -> None:
    """One query for all demands says the same as running each rule by itself."""
    held, merged = crm(**world), merge(*pair)
    choice = data.draw(choices(merged))
    for step in consequence_of(held, merged, choice):
        own = choice[step.demand.id]

        def run(changed: dict[str, Any], name: str = step.demand.id) -> Any:
            return tally(held, merged_rule(merged, {**choice, name: changed}))

        in_full = own.get("alternatives") == [] and not step.demand.values
        kept = {} if in_full else {**own, "kept": True}

        assert (step.kept, step.total) == run(kept)
        assert step.dropped == run({"kept": False})[0]
        assert step.cases_lost >= step.wins_lost >= 0


@given(PAIRS)
@settings(max_examples=examples(20))
def test_sides_can_be_swapped(pair: tuple[Rule, Rule]) -> None:
    """Who speaks first decides nothing: the same demands with the sides exchanged."""
    one, other = merge(*pair), merge(*reversed(pair))
    swap = dict(zip(SIDES, reversed(SIDES), strict=True))

    assert {(d.id, d.sides, d.core) for d in one.demands} == {
        (d.id, frozenset(swap[side] for side in d.sides), d.core) for d in other.demands
    }


@given(PAIRS)
@settings(max_examples=examples(16))
def test_a_rule_merged_with_itself_has_no_dispute(pair: tuple[Rule, Rule]) -> None:
    """Who agrees is done: all of it is core, each demand has a name of its own."""
    same, two = merge(pair[0], pair[0]), merge(*pair)
    names = [demand.id for demand in two.demands]

    assert () == same.disputed
    assert sorted(set(names)) == sorted(names)


def test_core_first_then_values_then_what_one_side_demands() -> None:
    """The table begins with what it agrees on."""
    either = Group(match="any", criteria=[BUDGET, SAY])
    sales = rule(NEED, either, score(Op.AT_LEAST, 60.0))
    marketing = rule(score(Op.AT_LEAST, 40.0), FORM, Group(match="any", criteria=[SAY, BUDGET]))
    found = merge(sales, marketing)

    assert [
        ({"sales", "marketing"}, True),
        ({"sales", "marketing"}, False),
        ({"sales"}, False),
        ({"marketing"}, False),
    ] == [(demand.sides, demand.core) for demand in found.demands]
    assert "score.at_least" == found.disputed[0].id
    assert {"sales": 60.0, "marketing": 40.0} == {
        side: one.value for side, one in found.disputed[0].values.items()
    }


@pytest.mark.parametrize(
    ("sales", "marketing", "stricter"),
    [
        (score(Op.AT_LEAST, 60.0), score(Op.AT_LEAST, 40.0), [60.0]),
        (score(Op.AT_MOST, 60.0), score(Op.AT_MOST, 40.0), [40.0]),
        (sources(Op.ANY_OF, "fair", "ads"), sources(Op.ANY_OF, "ads", "web"), [["ads"]]),
        (sources(Op.ANY_OF, "fair"), sources(Op.ANY_OF, "ads"), [["fair"], ["ads"]]),
        (sources(Op.NONE_OF, "fair"), sources(Op.NONE_OF, "ads", "fair"), [["fair", "ads"]]),
        (sources(Op.NONE_OF, "fair"), sources(Op.NONE_OF), [["fair"], []]),
    ],
)
def test_of_two_values_the_stricter_one_counts(
    sales: Criterion, marketing: Criterion, stricter: list[Any]
) -> None:
    """Until the group says whose; lists without a common value stand side by side."""
    merged = merge(rule(sales), rule(marketing))
    (demand,) = merged.demands
    values = {
        side: [leaf.value for leaf in merged_rule(merged, choice).where.leaves()]
        for side, choice in {
            "nobody": {},
            "sales": {demand.id: {"value_of": "sales"}},
            "marketing": {demand.id: {"value_of": "marketing"}},
        }.items()
    }

    assert {"nobody": stricter, "sales": [sales.value], "marketing": [marketing.value]} == values


def test_asked_twice_by_one_side_it_is_no_pair() -> None:
    """Between 20 and 60 from one side and from 40 from the other is not one question."""
    twice = rule(score(Op.AT_LEAST, 20.0), score(Op.AT_LEAST, 60.0))
    found = merge(twice, rule(score(Op.AT_LEAST, 40.0)))

    assert [{}] * 3 == [demand.values for demand in found.demands]


def test_alternatives_can_go_one_by_one() -> None:
    """One of three goes and two stay in a group; one that stays stands alone; none is no demand."""
    merged = merge(rule(FORM, NEED, SAY, match="any"), rule(BUDGET))
    demand = next(one for one in merged.demands if one.alternatives != (BUDGET,))
    names = [one.field for one in demand.alternatives if isinstance(one, Criterion)]

    def left(*places: int) -> list[str]:
        chosen = merged_rule(merged, {demand.id: {"alternatives": list(places)}})
        return [leaf.field for leaf in chosen.where.leaves() if leaf != BUDGET]

    assert sorted(["form_sent", "need_known", "decides"]) == sorted(names)
    assert [names[:2], names[2:], []] == [left(0, 1), left(2), left()]


def test_a_choice_about_what_is_not_there_is_passed_over() -> None:
    """Somebody changed a rule since; what was said about the old one does no harm."""
    merged = merge(rule(FORM), rule(NEED))

    assert merged_rule(merged) == merged_rule(merged, {"gone": {"kept": False}})


def test_everything_dropped_covers_everybody() -> None:
    """An empty rule is a rule."""
    merged = merge(rule(FORM), rule(NEED))

    assert merged_rule(merged, {one.id: {"kept": False} for one in merged.demands}).is_empty


def test_a_step_says_what_the_demand_costs() -> None:
    """Three of four contacts have a need, and two of three wins."""
    people = [{**row, "need_known": n > 0, "form_sent": True} for n, row in enumerate(contacts(4))]
    held = crm(contacts=people, deals=deals(3, "won"))
    (step,) = consequence_of(held, merge(rule(FORM), rule(FORM, NEED)))

    assert (1, 1, 4) == (step.cases_lost, step.wins_lost, step.total.cases)
    assert (3, 4) == (step.kept.cases, step.dropped.cases)


def test_what_was_chosen_away_is_priced_in_full() -> None:
    """Whoever unticked every alternative still sees what they would cost."""
    people = [{**row, "need_known": n > 0} for n, row in enumerate(contacts(4))]
    merged = merge(Rule(), rule(NEED, FORM, match="any"))
    (demand,) = merged.demands
    (step,) = consequence_of(
        crm(contacts=people, deals=[]), merged, {demand.id: {"alternatives": []}}
    )

    assert (3, 4, 1) == (step.kept.cases, step.dropped.cases, step.cases_lost)


def test_without_dispute_nothing_is_asked() -> None:
    """Not even the data."""
    assert [] == consequence_of(crm(), merge(rule(FORM), rule(FORM)))


def test_rules_about_different_things_do_not_merge() -> None:
    """A contact is no deal."""
    error = refusal(merge, Rule(), Rule(entity="deals"))

    assert "These two rules are about different things and can’t become one." == error.fact


def test_too_deep_is_said_and_not_a_crash() -> None:
    """The deepest rule merges with itself; beside another demand it would be one level too deep."""
    deepest = Group(match="any", criteria=[FORM, NEED])
    matches: list[Any] = ["all", "any", "all", "any"]
    for match in matches:
        deepest = Group(match=match, criteria=[deepest, SAY])
    deep = Rule(where=deepest)

    assert MAX_DEPTH == deepest.depth() == merged_rule(merge(deep, deep)).where.depth()
    with pytest.raises(WorkshopError, match="nested too deep"):
        merged_rule(merge(deep, rule(BUDGET)))
