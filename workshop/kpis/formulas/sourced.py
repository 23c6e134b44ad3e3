"""Whose pipeline is it: three rules for “sourced by marketing” side by side, and “influenced”.

Pipeline is the value of all deals opened by the as-of date, whatever became of them. Only what
had happened when a deal was opened decides about it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import ibis

from workshop.crm.single import single
from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.ledger import Ledger, amount_where
from workshop.kpis.formulas.paths import by_then
from workshop.policy import MIN_N
from workshop.stats import Interval, wilson
from workshop.words import N_, NO_CURRENCY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.kpis.core.ledger import Ledgers
    from workshop.kpis.core.scope import Scope
    from workshop.kpis.core.value import KpiValue

BY_MARKETING = ("website", "webinar", "fair", "newsletter", "ads", "vendor")
BY_OTHERS = ("call_blitz", "referral")
"""Values of the source field: who brought the contact, marketing or somebody else. What the import
was told about other sources stands in `Crm.sides`."""
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
    "sourced_by_field": N_("by source field"),
    "sourced_by_first_touch": N_("by first touchpoint"),
    "sourced_before_sales": N_("marketing there before sales"),
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


def shares(scope: Scope) -> dict[str, Share]:
    """Return what each rule of `RULES` gives marketing, for those the data can answer."""
    rules = answerable(scope)
    if not rules:
        return {}
    got = _sums(scope)
    return {
        rule: Share(got[f"{rule}_n"], got[f"{rule}_value"], got["n"], got["value"])
        for rule in rules
    }


def answerable(scope: Scope) -> list[str]:
    """Return the rules for which the data has the columns."""
    return [rule for rule in RULES if not scope.crm.missing(NEEDS[rule])]


def pipeline(scope: Scope, answer: KpiValue) -> KpiValue:
    """Return the value of the deals that the rule of this answer's name gives to marketing.

    Their number is `n`; `numerator` and `denominator` are their value and that of all deals.
    """
    rule = answer.name
    got = _sums(scope)
    filled = replace(
        answer,
        n=got[f"{rule}_n"],
        numerator=got[f"{rule}_value"],
        denominator=got["value"],
        window_days=_window(scope, rule),
    ).noting(
        Caveat("no_currency") if scope.crm.currency == NO_CURRENCY else None,
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
    """The formula of `pipeline`, with the one query behind all rules that the data can answer.

    Attributes:
        rule: a key of `RULES`.
    """

    rule: str

    def expression(self, scope: Scope) -> ibis.Table:
        """Return the query: number and value of all deals and of those of each rule."""
        return _summed(scope)

    def ledgers(self, scope: Scope) -> Ledgers:
        """Return the deals behind the value: all of them are the denominator."""
        judged, rule = _judged(scope), self.rule
        rows = judged.mutate(
            adds=amount_where(judged[rule], judged.worth),
            below=amount_where(judged.dated, judged.worth),
            unvalued_deals=judged.unvalued,
            unlinked_deals=judged.unlinked,
        )
        codes: tuple[str, ...] = ("unvalued_deals", "unlinked_deals")
        if rule in OPEN_CODES:
            rows = rows.mutate(**{OPEN_CODES[rule]: judged[f"{rule}_open"]})
            codes = (*codes, OPEN_CODES[rule])
        shows = SHOWS[rule]
        return (Ledger("deals", rows, rule, "adds", "below", money=True, notes=codes, shows=shows),)

    def __call__(self, scope: Scope, answer: KpiValue) -> KpiValue:
        """Return the value of the deals that the rule of this answer's name gives to marketing."""
        return pipeline(scope, answer)


SHOWS = {
    "sourced_by_field": ("source",),
    "sourced_by_first_touch": ("marketing_first", "sales_first"),
    "sourced_before_sales": ("marketing_first", "person_first"),
    "influenced_pipeline": ("marketing_last",),
}
"""What of a deal's contact decides."""
OPEN_CODES = {"sourced_by_field": "unknown_source", "sourced_by_first_touch": "tied_touches"}
"""What is said about deals that a rule cannot decide about."""


def _window(scope: Scope, rule: str) -> int | None:
    return scope.assumptions.influence_days if rule == "influenced_pipeline" else None


def _sums(scope: Scope) -> Mapping[str, Any]:
    """Return number and value of all deals and of those of each rule, in one query, kept."""
    rule = scope.rule("opportunity")
    agreed = rule.to_yaml() if rule else ""
    key = ("sourced", scope.as_of, scope.assumptions.influence_days, agreed)
    kept = scope.crm.once(key, lambda: _summed(scope))
    return {name: value or 0 for name, value in scope.engine.record(kept).items()}


def _summed(scope: Scope) -> ibis.Table:
    judged = _judged(scope)
    sums = {
        "n": judged.dated.sum(),
        "value": judged.worth.sum(where=judged.dated),
        "unvalued": judged.unvalued.sum(),
        "unlinked": judged.unlinked.sum(),
    }
    for rule in answerable(scope):
        sums[f"{rule}_n"] = judged[rule].sum()
        sums[f"{rule}_value"] = judged.worth.sum(where=judged[rule])
        sums[f"{rule}_open"] = judged[f"{rule}_open"].sum()
    return judged.aggregate(**sums)


def _judged(scope: Scope) -> ibis.Table:
    """Return the deals with what each rule says: a flag of its name, one for what it leaves open.

    Those without a date (``dated``) are marketing's by no rule.
    """
    rules = answerable(scope)
    judged = scope.deals().mutate(worth=lambda deals: deals.value.fill_null(0.0))
    for add in dict.fromkeys(ADD[rule] for rule in rules):
        judged = add(scope, judged)
    dated = judged.created_at.notnull()
    marks = {
        "dated": dated,
        "unvalued": dated & judged.value.isnull(),
        "unlinked": ~dated | judged.contact_id.isnull(),
    }
    for rule in rules:
        mine, is_open = VERDICTS[rule](scope, judged)
        marks |= {rule: dated & mine, f"{rule}_open": dated & is_open}
    return judged.mutate(**marks)


def _with_source(scope: Scope, deals: ibis.Table) -> ibis.Table:
    contacts = scope.crm.table("contacts")
    people = single(contacts, "contact_id")
    sources = people.select(person=people.contact_id, source=people.source)
    return deals.left_join(sources, [("contact_id", "person")]).drop("person")


def _with_firsts(scope: Scope, deals: ibis.Table) -> ibis.Table:
    """Add when each side first touched a deal's contact, up to the moment the deal was opened."""
    touches = scope.crm.table("touchpoints")
    known = touches.filter(scope.known(touches.happened_at))
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


def _by_field(scope: Scope, deals: ibis.Table) -> tuple[Any, Any]:
    sides = scope.crm.sides
    marketing = [*BY_MARKETING, *(one for one, side in sides.items() if side == "marketing")]
    known = deals.source.isin([*marketing, *BY_OTHERS, *sides]).fill_null(False)
    return deals.source.isin(marketing).fill_null(False), ~known


def _by_first_touch(_: Scope, deals: ibis.Table) -> tuple[Any, Any]:
    touched = deals.marketing_first.notnull()
    earlier = (deals.marketing_first < deals.sales_first).fill_null(True)
    tied = (deals.marketing_first == deals.sales_first).fill_null(False)
    return touched & earlier, tied


def _before_sales(_: Scope, deals: ibis.Table) -> tuple[Any, Any]:
    touched = deals.marketing_first.notnull()
    earlier = (deals.marketing_first < deals.person_first).fill_null(True)
    return touched & earlier, deals.contact_id.isnull()


def _influenced(scope: Scope, deals: ibis.Table) -> tuple[Any, Any]:
    window = ibis.interval(days=scope.assumptions.influence_days)
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
