"""Whatever gives numbers does so through the engine alone, and all it needs there is SQL as text.

The other engine holds tables that belong to no backend, so that a module which computes behind the
engine's back fails here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.data.journeys import sample
from support.data.texts import TextEngine, by_text

from workshop.crm.schema import TABLES
from workshop.journey.clocks.blind_spots import blind_spots
from workshop.journey.clocks.two_clocks import clocks
from workshop.journey.crowd import crowd
from workshop.journey.path.examples import examples
from workshop.journey.path.path import path_of
from workshop.journey.promises.handover import handover
from workshop.journey.promises.promise import PROMISES
from workshop.journey.promises.sandbox import sandbox
from workshop.kpis.catalogue.answers import KPIS, ask
from workshop.kpis.core.assumptions import Assumptions
from workshop.kpis.core.scope import Scope, first_day
from workshop.kpis.formulas.attribution import attribution
from workshop.kpis.formulas.sourced import shares
from workshop.kpis.groups.breakdown import breakdown
from workshop.kpis.groups.mix import same_mix
from workshop.kpis.groups.reasons import reasons
from workshop.kpis.tables.consistency import consistency
from workshop.kpis.tables.funnel import funnel
from workshop.kpis.tables.workload import workload
from workshop.kpis.targets.quarters import own_quarters
from workshop.kpis.whatif.base import baseline
from workshop.terms.cards.choose import choose_cards
from workshop.terms.lint.linter import lint
from workshop.terms.lint.sensitivity import sensitivity
from workshop.terms.outcome.comparison import compare, count
from workshop.terms.outcome.example import cases_in_between
from workshop.terms.rules.entity import ENTITIES, key_of, rows
from workshop.terms.rules.template import TEMPLATES
from workshop.terms.rules.term import TERMS as WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.crm.crm import Crm

    Both = tuple[Crm, Crm]

AGREED = {"lead": TEMPLATES["can_buy"].rule, "mql": TEMPLATES["showed_interest"].rule}
SAID = Assumptions(
    goal=3e6, gross_margin=0.3, monthly_revenue_per_account=2000.0, marketing_share=0.4
)
ASKED: dict[str, Callable[[Scope], Any]] = {
    "first day": lambda scope: first_day(scope.crm),
    "breakdown": lambda scope: breakdown(scope, "lead_to_deal", "source"),
    "mix": lambda scope: same_mix(scope, "lead_to_deal", "source", ("segment",)),
    "reasons": reasons,
    "funnel": funnel,
    "workload": workload,
    "consistency": consistency,
    "quarters": lambda scope: own_quarters(KPIS["win_rate"], scope, 4),
    "credit": attribution,
    "sourced": shares,
    "clocks": clocks,
    "blind spots": blind_spots,
    "crowd": crowd,
    "handover": handover,
    "promises": lambda scope: [sandbox(scope, one) for one in PROMISES],
    "examples": examples,
    "cards": lambda scope: choose_cards(scope.crm),
}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    """Return the sample company as it is opened, and where only SQL as text gets through."""
    return sample(), by_text(sample(), tmp_path_factory.mktemp("tables"))


def scopes(both: Both) -> tuple[Scope, Scope]:
    here, there = (Scope.of(crm, terms=AGREED, assumptions=SAID) for crm in both)
    return here, there


def near(value: Any) -> Any:
    """Return numbers to nine digits: sums of money may be added up in another order."""
    return pytest.approx(value, rel=1e-9) if isinstance(value, float) else value


def same(here: Any, there: Any) -> bool:
    """Return whether two answers say the same, field by field."""
    if isinstance(here, float):
        return bool(near(here) == there)
    if isinstance(here, (list, tuple)):
        return len(here) == len(there) and all(map(same, here, there))
    if isinstance(here, dict):
        return here.keys() == there.keys() and all(same(here[key], there[key]) for key in here)
    if hasattr(here, "__dataclass_fields__") and not isinstance(here, type):
        return type(here) is type(there) and all(
            same(getattr(here, name), getattr(there, name))
            for name, field in here.__dataclass_fields__.items()
            if field.compare
        )
    return bool(here == there)


@pytest.mark.parametrize("name", KPIS)
def test_a_kpi_is_the_same(both: Both, name: str) -> None:
    """By the agreed rules: value, interval, n and every caveat."""
    here, there = (ask(KPIS[name], scope) for scope in scopes(both))

    assert same(here, there), (here, there)


@pytest.mark.parametrize("name", ASKED)
def test_what_is_shown_beside_kpis_is_the_same(both: Both, name: str) -> None:
    """Tables, groups, ways, clocks, promises and cards."""
    here, there = (ASKED[name](scope) for scope in scopes(both))

    assert here
    assert same(here, there), (here, there)


def test_every_example_s_way_is_the_same(both: Both) -> None:
    """Single rows come back whole, in order, with their business hours."""
    here, there = scopes(both)
    told = [one.contact_id for one in examples(here) if one.contact_id]

    assert told
    for contact in told:
        assert same(path_of(here, contact), path_of(there, contact))


def test_what_if_starts_from_the_same(both: Both) -> None:
    """Quarters, values of deals, and what tells quick answers from slow ones."""
    here, there = (baseline(scope) for scope in scopes(both))

    assert same(
        (here.quarters, here.leads, here.wins, sorted(here.values), here.conversion),
        (there.quarters, there.leads, there.wins, sorted(there.values), there.conversion),
    )
    assert same(here.answering(8), there.answering(8))
    assert same(here.accepting(), there.accepting())


@pytest.mark.parametrize("entity", ENTITIES)
def test_rules_cover_the_same_and_part_on_the_same(both: Both, entity: str) -> None:
    """Every template: counts, overlaps, fates, and the single cases in between."""
    rules = {key: one.rule for key, one in TEMPLATES.items() if one.rule.entity == entity}
    here, there = both

    for rule in rules.values():
        assert count(here, rule) == count(there, rule)
    assert compare(here, rules) == compare(there, rules)
    if len(rules) > 1:
        pair = dict(list(rules.items())[:2])
        assert cases_in_between(here, pair) == cases_in_between(there, pair)


@pytest.mark.parametrize("entity", ENTITIES)
def test_every_row_with_every_field_is_the_same(both: Both, entity: Any) -> None:
    """Computed fields included, to the last case."""

    def every(crm: Crm) -> list[dict[str, Any]]:
        cases = rows(entity, crm.table, crm.tables)
        return crm.engine.records(cases.order_by(key_of(entity)))

    here, there = map(every, both)

    assert len(here) > len(TABLES)
    assert same(here, there)


def test_what_to_mind_in_a_rule_is_the_same(both: Both) -> None:
    """The smallest step of each threshold is read from the data as well."""
    here, there = both
    rule = TEMPLATES["score"].rule

    assert same(sensitivity(here, rule), sensitivity(there, rule))
    assert lint(here, WORDS["mql"], rule, AGREED) == lint(there, WORDS["mql"], rule, AGREED)


def test_it_did_go_through_the_text(both: Both) -> None:
    """Or the other engine would not have been asked at all."""
    engine = both[1].engine
    assert isinstance(engine, TextEngine)
    before = engine.sent
    count(both[1], AGREED["lead"])

    assert before + 1 == engine.sent
