"""Files brought, questions answered, numbers asked: the way from an export to a KPI."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from support.exports.brought import TODAY, export
from workshop.crm.crm import Crm
from workshop.crm.ibis_engine import IbisEngine
from workshop.crm.intake.dialogue.answering import answered, as_proposed
from workshop.crm.intake.dialogue.proposal import propose
from workshop.crm.intake.load import take_in
from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.core.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.crm.intake.dialogue.proposal import Proposal
    from workshop.crm.intake.doubt import Doubt, Topic
    from workshop.crm.intake.load import Intake
    from workshop.crm.mapping import CrmMapping
    from workshop.kpis.core.value import KpiValue


def asked(found: Proposal, topic: Topic) -> dict[str, tuple[str, int]]:
    """Return the questions of a topic by their example: what is proposed, and the rows."""
    return {one.example: (one.proposed, one.rows) for one in found.doubts if one.topic is topic}


def questions(found: Proposal, topic: Topic) -> list[Doubt]:
    """Return the questions of a topic."""
    return [one for one in found.doubts if one.topic is topic]


def replied(found: Proposal, topic: Topic, answers: Mapping[str, str]) -> Proposal:
    """Return the proposal with questions of a topic answered, each by its example."""
    for doubt in questions(found, topic):
        if doubt in found.doubts and doubt.example in answers:
            found = answered(found, doubt, answers[doubt.example])
    return found


class Brought:
    """Files with a mapping: by default what is proposed, every question as the kit would have it.

    Args:
        files: name without ending to content.
        mapping: how they are read.
    """

    def __init__(self, files: Mapping[str, str], mapping: CrmMapping | None = None) -> None:
        self.files = export(**files)
        self.mapping = mapping or as_proposed(propose(self.files)).mapping
        self.intake: Intake = take_in(self.files, self.mapping, TODAY, private=True, thorough=True)

    @cached_property
    def crm(self) -> Crm:
        """The tables, open for reading."""
        engine, report = IbisEngine(self.intake.connection), self.intake.report
        sides = self.mapping.sides
        return Crm(
            engine, "x", "EUR", self.intake.as_of, report, sides=sides, unknowable=report.unknowable
        )

    def kpi(self, name: str) -> KpiValue:
        """Return a KPI's answer."""
        return ask(kpi(name), Scope.of(self.crm))

    def share(self, name: str) -> tuple[float | None, float | None]:
        """Return numerator and denominator of a KPI."""
        found = self.kpi(name)
        return found.numerator, found.denominator

    def oddities(self) -> dict[str, int]:
        """Return what the report says of rows, with how many."""
        return {one.code.value: one.n for one in self.intake.report.findings}
