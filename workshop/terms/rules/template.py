"""Rules to start from, and criteria to tick on a phone: nobody has to invent the first one.

BANT (budget, authority, need, timing) and CHAMP (challenges first, then authority, money,
prioritisation) are the trade's names for two orders of asking; here each is a light rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.terms.rules.entity import Entity

SOON = 6.0
"""Months within which a purchase is called soon."""
WARM, HOT = 40.0, 60.0
"""Marketing scores from which a contact is called warm, or hot."""


@dataclass(frozen=True)
class Template:
    """A rule to start from.

    Attributes:
        key: its name in code.
        label: what it is called.
        rule: what runs on the data.
        term: key of the only term it is for; empty for any about the same entity.
    """

    key: str
    label: str
    rule: Rule
    term: str = ""


@dataclass(frozen=True)
class Tick:
    """A criterion to tick.

    Attributes:
        key: its name in code.
        label: the words after “it fits if …”.
        criterion: what runs on the data.
        entity: what it is about.
        term: key of the only term it is for; empty for any about the same entity.
    """

    key: str
    label: str
    criterion: Criterion
    entity: Entity = "contacts"
    term: str = ""


def _yes(field: str) -> Criterion:
    return Criterion(field=field, op=Op.IS_TRUE)


def _least(field: str, value: float) -> Criterion:
    return Criterion(field=field, op=Op.AT_LEAST, value=value)


def _all(*criteria: Criterion | Group, entity: Entity = "contacts") -> Rule:
    return Rule(entity=entity, where=Group(match="all", criteria=list(criteria)))


def _any(*criteria: Criterion | Group, entity: Entity = "contacts") -> Rule:
    return Rule(entity=entity, where=Group(match="any", criteria=list(criteria)))


def _either(*criteria: Criterion) -> Group:
    return Group(match="any", criteria=list(criteria))


FORM, NEED, BUDGET, SAY = (
    _yes(name) for name in ("form_sent", "need_known", "budget_known", "decides")
)
SOON_TO_BUY = Criterion(field="months_to_buy", op=Op.AT_MOST, value=SOON)
WEBINAR = _least("webinars", 1.0)
PARTNER = Criterion(field="segment", op=Op.ANY_OF, value=["dealer"])

TEMPLATES: dict[str, Template] = {
    template.key: template
    for template in (
        Template(
            "can_buy",
            N_("Can buy: need, plus budget or a say in the decision"),
            _all(NEED, _either(BUDGET, SAY)),
        ),
        Template(
            "bant",
            N_("BANT light: need, budget, a say, timing"),
            _all(NEED, BUDGET, SAY, SOON_TO_BUY),
        ),
        Template(
            "champ",
            N_("CHAMP light: need first, then a say, then money or urgency"),
            _all(NEED, SAY, _either(BUDGET, SOON_TO_BUY)),
        ),
        Template(
            "talk_soon", N_("Wants to talk soon: plans to buy within six months"), _all(SOON_TO_BUY)
        ),
        Template("form", N_("Submitted a form"), _all(FORM)),
        Template(
            "score",
            N_("High enough score: marketing score of at least 60"),
            _all(_least("score", HOT)),
        ),
        Template(
            "accepted",
            N_("Sales said yes"),
            _all(Criterion(field="answer", op=Op.ANY_OF, value=["accepted"])),
        ),
        Template("met", N_("There was a meeting"), _all(_yes("meeting_held"))),
        Template("customer", N_("At least one deal won"), _all(_least("deals_won", 1.0))),
        Template(
            "reading_customer",
            N_("Bought and reads on: a deal won and the newsletter"),
            _all(_least("deals_won", 1.0), _yes("newsletter")),
            "existing_customer",
        ),
        Template("partner", N_("Sells on: reseller or partner"), _all(PARTNER), "partner"),
        Template(
            "warm_partner",
            N_("Sells on and stays warm: reseller or partner with a score of at least 40"),
            _all(PARTNER, _least("score", WARM)),
            "partner",
        ),
        Template(
            "showed_interest",
            N_("Showed interest: form, webinar or score"),
            _any(FORM, WEBINAR, _least("score", WARM)),
        ),
        Template(
            "opportunity_bant",
            N_("Need, plus budget or a date"),
            _all(NEED, _either(BUDGET, SOON_TO_BUY), entity="deals"),
        ),
        Template("opportunity_met", N_("We’ve met"), _all(_yes("meeting_held"), entity="deals")),
        Template("opportunity_need", N_("There’s a need"), _all(NEED, entity="deals")),
        Template(
            "campaign_strict",
            N_("A start and an end, a target list and a way to respond"),
            _all(
                Criterion(field="ends_at", op=Op.IS_KNOWN),
                _yes("target_list"),
                _yes("response_path"),
                entity="campaigns",
            ),
        ),
        Template(
            "won_deal",
            N_("A success: at least one deal won afterwards"),
            _all(_least("deals_won", 1.0), entity="campaigns"),
        ),
        Template(
            "responses",
            N_("A success: at least 50 contacts answered"),
            _all(_least("responses", 50.0), entity="campaigns"),
        ),
        Template(
            "campaign_no_ads",
            N_("Everything except always-on ads and vendor-funded promotions (MDF)"),
            _all(
                Criterion(field="kind", op=Op.NONE_OF, value=["ads"]),
                Criterion(field="vendor_funded", op=Op.IS_FALSE),
                entity="campaigns",
            ),
        ),
        Template(
            "campaign_wide",
            N_("Anything with a budget or a target list"),
            _any(_least("budget", 1.0), _yes("target_list"), entity="campaigns"),
        ),
    )
}
"""Starting points. Of each entity the first is narrower than the last: a team alone plays both."""

TICKS: dict[str, Tick] = {
    tick.key: tick
    for tick in (
        Tick("form", N_("has filled in a form"), FORM),
        Tick("webinar", N_("has attended a webinar"), WEBINAR),
        Tick("score", N_("has a marketing score of 40 or more"), _least("score", WARM)),
        Tick("need", N_("has a need we know of"), NEED),
        Tick("budget", N_("has a budget we know of"), BUDGET),
        Tick("decides", N_("decides or has a say"), SAY),
        Tick("soon", N_("wants to buy within six months"), SOON_TO_BUY),
        Tick(
            "accepted",
            N_("was accepted by sales"),
            Criterion(field="answer", op=Op.ANY_OF, value=["accepted"]),
        ),
        Tick("met", N_("has met us"), _yes("meeting_held")),
        Tick("won", N_("has bought something"), _least("deals_won", 1.0)),
        Tick("partner", N_("sells on what we sell"), PARTNER, term="partner"),
        Tick("deal_need", N_("the need is known"), NEED, "deals"),
        Tick("deal_budget", N_("the budget is known"), BUDGET, "deals"),
        Tick("deal_say", N_("we’re talking to someone who decides"), SAY, "deals"),
        Tick("deal_soon", N_("they want to buy within six months"), SOON_TO_BUY, "deals"),
        Tick("deal_met", N_("there was a meeting"), _yes("meeting_held"), "deals"),
        Tick("deal_value", N_("the value is known"), _least("value", 1.0), "deals"),
        Tick(
            "has_end",
            N_("it has an end"),
            Criterion(field="ends_at", op=Op.IS_KNOWN),
            "campaigns",
        ),
        Tick("has_budget", N_("it has a budget"), _least("budget", 1.0), "campaigns"),
        Tick("has_list", N_("it has a target list"), _yes("target_list"), "campaigns"),
        Tick("has_path", N_("people can respond to it"), _yes("response_path"), "campaigns"),
        Tick(
            "own_money",
            N_("we pay for it ourselves, not with MDF"),
            Criterion(field="vendor_funded", op=Op.IS_FALSE),
            "campaigns",
        ),
        Tick(
            "no_ads",
            N_("it’s more than an always-on ad"),
            Criterion(field="kind", op=Op.NONE_OF, value=["ads"]),
            "campaigns",
        ),
        Tick(
            "answers", N_("at least 50 contacts answered"), _least("responses", 50.0), "campaigns"
        ),
        Tick("took", N_("sales accepted at least five"), _least("accepted", 5.0), "campaigns"),
        Tick("deal_won", N_("at least one deal was won"), _least("deals_won", 1.0), "campaigns"),
    )
}
"""What one can tick on a phone."""


def ticked_rule(
    keys: Iterable[str], match: Literal["all", "any"], entity: Entity = "contacts"
) -> Rule:
    """Return the rule of some ticked criteria: all of them must hold, or any one is enough.

    Args:
        keys: of `TICKS`.
        match: ``all`` or ``any``.
        entity: what the criteria are about.
    """
    criteria: list[Criterion | Group] = [TICKS[key].criterion for key in keys]
    return Rule(entity=entity, where=Group(match=match, criteria=criteria))
