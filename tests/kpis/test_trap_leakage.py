"""Trap: a definition that asks for what is only known afterwards finds what it looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.data.answers import answer, codes
from support.data.tables import contacts, crm, deals

from workshop.kpis.core.scope import Scope
from workshop.kpis.tables.funnel import funnel
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.terms.rules.entity import Entity


def rule(field: str, op: Op, entity: Entity = "contacts") -> Rule:
    return Rule(entity=entity, where=Group(criteria=[Criterion(field=field, op=op)]))


@pytest.mark.parametrize("name", ["lead_to_won", "lead_to_deal", "eventual_conversion"])
@pytest.mark.parametrize(
    ("field", "label"), [("meeting_held", "Meeting was held"), ("converted_at", "Became a deal")]
)
def test_a_circular_lead_gives_no_number(name: str, field: str, label: str) -> None:
    """“A lead is who had a meeting” converts splendidly; the field is named."""
    op = Op.IS_TRUE if field == "meeting_held" else Op.IS_KNOWN
    held = {"contacts": contacts(60, meeting_held=True), "deals": deals(60, "won")}
    found = answer(name, rule(field, op), **held)

    assert (None, ["leakage"]) == (found.value, list(codes(found)))
    assert label in found.caveats[0].text(Words("en"))


def test_a_circular_opportunity_gives_no_win_rate() -> None:
    """“An opportunity has no reason for losing” wins always."""
    circular = rule("lost_reason", Op.IS_MISSING, "deals")
    sold = deals(40, "won") + deals(40, "lost", lost_reason="price")
    found = answer("win_rate", terms={"opportunity": circular}, deals=sold)

    assert (None, ["leakage"]) == (found.value, list(codes(found)))


def test_a_circular_stage_has_no_number_in_the_funnel() -> None:
    """The others keep theirs."""
    terms = {"mql": rule("meeting_held", Op.IS_TRUE)}
    held = crm(contacts=contacts(60, meeting_held=True), deals=deals(30, "won"))
    levels = {one.stage.key: one for one in funnel(Scope.of(held, terms=terms)).levels}

    assert "leakage" == next(iter(codes(levels["mql"].overall)))
    assert (None, 0.5) == (levels["mql"].overall.value, levels["won"].overall.value)


def test_what_the_term_may_know_is_no_leakage() -> None:
    """A score stands there before anybody calls."""
    scored = Rule(where=Group(criteria=[Criterion(field="score", op=Op.AT_LEAST, value=5.0)]))
    found = answer("lead_to_won", scored, contacts=contacts(60, score=9.0), deals=deals(30, "won"))

    assert (0.5, {}) == (found.value, codes(found))
