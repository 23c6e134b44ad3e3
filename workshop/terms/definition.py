"""Terms to agree on, and what each side means by them."""

from __future__ import annotations

from dataclasses import dataclass, field

from workshop.terms.rule import Criterion, Group, Op, Rule
from workshop.words import N_


@dataclass(frozen=True)
class Term:
    """A word both sides use: its key in the log, its name, and the question it raises."""

    key: str
    label: str
    question: str


LEAD = Term("lead", N_("Lead"), N_("When is a contact a lead?"))


@dataclass(frozen=True)
class Definition:
    """One side's meaning of a term: a sentence people say, and the rule data can run."""

    sentence: str = ""
    rule: Rule = field(default_factory=Rule)


def _all(*criteria: Criterion | Group) -> Rule:
    return Rule(where=Group(match="all", criteria=list(criteria)))


def _any(*criteria: Criterion | Group) -> Rule:
    return Rule(where=Group(match="any", criteria=list(criteria)))


TEMPLATES: dict[str, tuple[str, Rule]] = {
    "showed_interest": (
        N_("Showed interest: form, webinar or score"),
        _any(
            Criterion(field="form_sent", op=Op.IS_TRUE),
            Criterion(field="webinars", op=Op.AT_LEAST, value=1.0),
            Criterion(field="score", op=Op.AT_LEAST, value=40.0),
        ),
    ),
    "can_buy": (
        N_("Can buy: need, and budget or a say in the decision"),
        _all(
            Criterion(field="need_known", op=Op.IS_TRUE),
            Group(
                match="any",
                criteria=[
                    Criterion(field="budget_known", op=Op.IS_TRUE),
                    Criterion(field="decides", op=Op.IS_TRUE),
                ],
            ),
        ),
    ),
    "talk_soon": (
        N_("Wants to talk soon: buys within six months"),
        _all(Criterion(field="months_to_buy", op=Op.AT_MOST, value=6.0)),
    ),
}
"""Rules to start from; nobody has to invent the first criterion on a stage."""
