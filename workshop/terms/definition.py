"""Terms to agree on, and what each side means by them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from workshop.terms.rule import Criterion, Group, Op, Rule
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable


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


CRITERIA: dict[str, tuple[str, Criterion]] = {
    "form": (N_("has sent a form"), Criterion(field="form_sent", op=Op.IS_TRUE)),
    "webinar": (
        N_("has attended a webinar"),
        Criterion(field="webinars", op=Op.AT_LEAST, value=1.0),
    ),
    "score": (
        N_("has a marketing score of 40 or more"),
        Criterion(field="score", op=Op.AT_LEAST, value=40.0),
    ),
    "need": (N_("has a need we know of"), Criterion(field="need_known", op=Op.IS_TRUE)),
    "budget": (N_("has a budget we know of"), Criterion(field="budget_known", op=Op.IS_TRUE)),
    "decides": (N_("decides or helps to decide"), Criterion(field="decides", op=Op.IS_TRUE)),
    "soon": (
        N_("wants to buy within six months"),
        Criterion(field="months_to_buy", op=Op.AT_MOST, value=6.0),
    ),
}
"""Criteria one can tick on a phone: a key, the words after “a contact is a lead if it …”, and
what runs on the data."""


def ticked_rule(keys: Iterable[str], match: Literal["all", "any"]) -> Rule:
    """Return the rule of some ticked criteria: all of them must hold, or any one is enough.

    Args:
        keys: of `CRITERIA`.
        match: ``all`` or ``any``.
    """
    criteria: list[Criterion | Group] = [CRITERIA[key][1] for key in keys]
    return Rule(where=Group(match=match, criteria=criteria))
