"""Whose pipeline is it: three rules for “sourced by marketing” side by side, and “influenced”.

Pipeline is the value of all deals opened by the as-of date, whatever became of them. Only what
had happened when a deal was opened decides about it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import ibis

from workshop.crm.single import single
from workshop.kpis.paths import by_then
from workshop.kpis.value import Caveat, KpiValue, counted
from workshop.stats import MIN_N, Interval, wilson
from workshop.words import N_, NO_CURRENCY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.kpis.question import Question

BY_MARKETING = ("website", "webinar", "fair", "newsletter", "ads", "vendor")
BY_OTHERS = ("call_blitz", "referral")
"""Values of the source field: who brought the contact, marketing or somebody else."""
DEALS = ("deals.contact_id", "deals.created_at", "deals.value")
BY_FIELD = (*DEALS, "contacts.contact_id", "contacts.source")
BY_TOUCH = (*DEALS, "touchpoints.contact_id", "touchpoints.happened_at", "touchpoints.side")
BY_PERSON = (*BY_TOUCH, "touchpoints.human")
NEEDS: dict[str, tuple[str, ...]] = {
    "sourced_by_field": BY_FIELD,
    "sourced_by_first_touch": BY_TOUCH,
    "sourced_before_sales": BY_PERSON,
    "influenced_pipeline": BY_TOUCH,
}
RULES: dict[str, str] = {
    "sourced_by_field": N_("by the source field"),
    "sourced_by_first_touch": N_("by the first touch"),
    "sourced_before_sales": N_("a marketing touch before sales"),
    "influenced_pipeline": N_("influenced"),
}
"""The rules, each with what it is called beside the others; the last is no way of sourcing."""


@dataclass(frozen=True)
class Share:
    """What one rule gives marketing.

    Attributes:
        deals: how many.
        value: what they are worth, in the data's currency.
        of_deals: how many there are.
        of_value: what all are worth.
    """

    deals: int
    value: float
    of_deals: int
    of_value: float

    @property
    def share(self) -> float | None:
        """The share of the deals (0 to 1), None below `MIN_N` of them."""
        return self.deals / self.of_deals if self.of_deals >= MIN_N else None

    @property
    def interval(self) -> Interval | None:
        """The 95 % Wilson interval of the share of the deals."""
        return wilson(self.deals, self.of_deals) if self.of_deals >= MIN_N else None

    @property
    def share_of_value(self) -> float | None:
        """The share of the value (0 to 1); a ratio of sums has no such interval."""
        return self.value / self.of_value if self.of_deals >= MIN_N and self.of_value > 0 else None


def shares(question: Question) -> dict[str, Share]:
    """Return what each rule of `RULES` gives marketing, for those the data can answer."""
    rules = answerable(question)
    if not rules:
        return {}
    got = _sums(question)
    return {
        rule: Share(got[f"{rule}_n"], got[f"{rule}_value"], got["n"], got["value"])
        for rule in rules
    }


def answerable(question: Question) -> list[str]:
    """Return the rules for which the data has the columns."""
    return [rule for rule in RULES if not question.crm.missing(NEEDS[rule])]


def pipeline(question: Question, answer: KpiValue) -> KpiValue:
    """Return the value of the deals that the rule of this answer's name gives to marketing.

    Their number is `n`; `numerator` and `denominator` are their value and that of all deals.
    """
    rule = answer.name
    got = _sums(question)
    filled = replace(
        answer,
        n=got[f"{rule}_n"],
        numerator=got[f"{rule}_value"],
        denominator=got["value"],
        window_days=_window(question, rule),
    ).noting(
        Caveat("no_currency") if question.crm.currency == NO_CURRENCY else None,
        counted(got["unvalued"], "unvalued_deals"),
        counted(got["unlinked"], "unlinked_deals"),
        counted(got[f"{rule}_open"], OPEN_CODES[rule]) if rule in OPEN_CODES else None,
        Caveat("never_add") if rule == "influenced_pipeline" else None,
    )
    if not got["n"]:
        return filled.refused(Caveat("no_cases"))
    return replace(filled, value=got[f"{rule}_value"])


@dataclass(frozen=True)
class Pipeline:
    """The formula of `pipeline`, with the one query behind all rules that the data can answer."""

    def expression(self, question: Question) -> ibis.Table:
        """Return the query: number and value of all deals and of those of each rule."""
        return _summed(question)

    def __call__(self, question: Question, answer: KpiValue) -> KpiValue:
        """Return the value of the deals that the rule of this answer's name gives to marketing."""
        return pipeline(question, answer)


OPEN_CODES = {"sourced_by_field": "unknown_source", "sourced_by_first_touch": "tied_touches"}
"""What is said about deals that a rule cannot decide about."""


def _window(question: Question, rule: str) -> int | None:
    return question.assumptions.influence_days if rule == "influenced_pipeline" else None


def _sums(question: Question) -> Mapping[str, Any]:
    """Return number and value of all deals and of those of each rule, in one query, kept."""
    rule = question.rule("opportunity")
    agreed = rule.to_yaml() if rule else ""
    key = ("sourced", question.as_of, question.assumptions.influence_days, agreed)
    kept = question.crm.once(key, lambda: _summed(question))
    return {name: value or 0 for name, value in kept.to_pyarrow().to_pylist()[0].items()}


def _summed(question: Question) -> ibis.Table:
    rules = answerable(question)
    judged = question.deals().mutate(worth=lambda deals: deals.value.fill_null(0.0))
    for add in dict.fromkeys(ADD[rule] for rule in rules):
        judged = add(question, judged)
    dated = judged.created_at.notnull()
    sums = {
        "n": dated.sum(),
        "value": judged.worth.sum(where=dated),
        "unvalued": (dated & judged.value.isnull()).sum(),
        "unlinked": (~dated | judged.contact_id.isnull()).sum(),
    }
    for rule in rules:
        mine, is_open = (dated & flag for flag in VERDICTS[rule](question, judged))
        sums[f"{rule}_n"] = mine.sum()
        sums[f"{rule}_value"] = judged.worth.sum(where=mine)
        sums[f"{rule}_open"] = is_open.sum()
    return judged.aggregate(**sums)


def _with_source(question: Question, deals: ibis.Table) -> ibis.Table:
    contacts = question.crm.table("contacts")
    people = single(contacts, "contact_id")
    sources = people.select(person=people.contact_id, source=people.source)
    return deals.left_join(sources, [("contact_id", "person")]).drop("person")


def _with_firsts(question: Question, deals: ibis.Table) -> ibis.Table:
    """Add when each side first touched a deal's contact, up to the moment the deal was opened."""
    touches = question.crm.table("touchpoints")
    known = touches.filter(question.known(touches.happened_at))
    human = known.human if "human" in known.columns else ibis.literal(True)
    seen = known.select(who="contact_id", at="happened_at", by="side", human=human)
    asked = deals.select("contact_id", "created_at").distinct()
    pairs = asked.inner_join(seen, [("contact_id", "who")])
    before = pairs.filter(by_then(pairs["at"], pairs.created_at))
    marketing, sales = before.by == "marketing", before.by == "sales"
    firsts = before.group_by(toucher=before.contact_id, opened=before.created_at).aggregate(
        marketing_first=before["at"].min(where=marketing),
        marketing_last=before["at"].max(where=marketing),
        sales_first=before["at"].min(where=sales),
        person_first=before["at"].min(where=sales & before.human),
    )
    joined = deals.left_join(firsts, [("contact_id", "toucher"), ("created_at", "opened")])
    return joined.drop("toucher", "opened")


def _by_field(_: Question, deals: ibis.Table) -> tuple[Any, Any]:
    known = deals.source.isin([*BY_MARKETING, *BY_OTHERS]).fill_null(False)
    return deals.source.isin(BY_MARKETING).fill_null(False), ~known


def _by_first_touch(_: Question, deals: ibis.Table) -> tuple[Any, Any]:
    touched = deals.marketing_first.notnull()
    earlier = (deals.marketing_first < deals.sales_first).fill_null(True)
    tied = (deals.marketing_first == deals.sales_first).fill_null(False)
    return touched & earlier, tied


def _before_sales(_: Question, deals: ibis.Table) -> tuple[Any, Any]:
    touched = deals.marketing_first.notnull()
    earlier = (deals.marketing_first < deals.person_first).fill_null(True)
    return touched & earlier, deals.contact_id.isnull()


def _influenced(question: Question, deals: ibis.Table) -> tuple[Any, Any]:
    window = ibis.interval(days=question.assumptions.influence_days)
    since = deals.marketing_last >= deals.created_at - window
    return since.fill_null(False), deals.contact_id.isnull()


ADD = {
    "sourced_by_field": _with_source,
    "sourced_by_first_touch": _with_firsts,
    "sourced_before_sales": _with_firsts,
    "influenced_pipeline": _with_firsts,
}
VERDICTS = {
    "sourced_by_field": _by_field,
    "sourced_by_first_touch": _by_first_touch,
    "sourced_before_sales": _before_sales,
    "influenced_pipeline": _influenced,
}
"""From the question and the deals to what is marketing's, and what the rule leaves open."""
