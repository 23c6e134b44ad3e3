"""The words sales and marketing share, as data: what each is about and what it may know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.crm.schema import Stage
from workshop.words import N_, Words, as_typed, both

if TYPE_CHECKING:
    from workshop.terms.rules.entity import Entity
    from workshop.words import Lang, Text


@dataclass(frozen=True)
class Term:
    """A word to agree on.

    Attributes:
        key: names it in the log.
        label: what people call it, in every language; a word of their own is as they typed it.
        entity: what it is about.
        opening: how its sentence begins, a message; the word itself fills ``{word}``.
        hint: how the sentence might end, a message.
        knows: the latest stage whose fields the definition may use without being circular.
        within: key of the term it has to lie inside, empty for none.
    """

    key: str
    label: Text
    entity: Entity
    opening: str
    hint: str
    knows: Stage
    within: str = ""

    def text(self, lang: Lang) -> str:
        """Return what it is called."""
        return self.label[lang]

    def begins(self, words: Words) -> str:
        """Return how its sentence begins, as the label of a field."""
        return words("In one sentence: {opening}", opening=self._opening(words))

    def whole(self, ending: str, words: Words) -> str:
        """Return its whole sentence.

        Args:
            ending: what people wrote; whoever wrote the beginning as well gets it once only.
            words: the language.
        """
        opening, end = self._opening(words).rstrip(" …"), ending.removeprefix("… ")
        return end if end.casefold().startswith(opening.casefold()) else f"{opening} {end}"

    def _opening(self, words: Words) -> str:
        # Not by `format`: a word of one's own may hold braces.
        return words(self.opening).replace("{word}", self.label[words.lang])


OPENINGS: dict[Entity, str] = {
    "contacts": N_("“{word}” fits a contact when …"),
    "campaigns": N_("“{word}” fits a campaign when …"),
    "deals": N_("“{word}” fits a deal when …"),
}
OWN_HINT = N_("… everyone at this table would say the same.")
BEFORE, AFTER, OUTCOME = Stage.BEFORE_HANDOVER, Stage.AFTER_HANDOVER, Stage.OUTCOME

TERMS: dict[str, Term] = {
    term.key: term
    for term in (
        Term(
            "lead",
            both(N_("Lead")),
            "contacts",
            N_("A contact is a lead when …"),
            N_("… we’d be glad to call them tomorrow morning."),
            BEFORE,
        ),
        Term(
            "mql",
            both(N_("MQL")),
            "contacts",
            N_("Marketing has qualified a contact (MQL) when …"),
            N_("… marketing would vouch for them."),
            BEFORE,
            within="lead",
        ),
        Term(
            "sal",
            both(N_("SAL")),
            "contacts",
            N_("Sales has accepted a contact (SAL) when …"),
            N_("… someone has said: I’ll take this one."),
            AFTER,
            within="mql",
        ),
        Term(
            "sql",
            both(N_("SQL")),
            "contacts",
            N_("Sales has qualified a contact (SQL) when …"),
            N_("… we’ve talked and there’s a project."),
            AFTER,
            within="sal",
        ),
        Term(
            "opportunity",
            both(N_("Opportunity")),
            "deals",
            N_("A deal is an opportunity when …"),
            N_("… we’d put it in the forecast."),
            AFTER,
        ),
        Term(
            "campaign",
            both(N_("Campaign")),
            "campaigns",
            N_("Something counts as a campaign when …"),
            N_("… it has an end and people can respond to it."),
            Stage.CAPTURED,
        ),
        Term(
            "success",
            both(N_("Success")),
            "campaigns",
            N_("A campaign is a success when …"),
            N_("… we’d do it again with our own money."),
            OUTCOME,
        ),
        Term(
            "customer",
            both(N_("Customer")),
            "contacts",
            N_("A contact is a customer when …"),
            N_("… the first order is signed."),
            OUTCOME,
        ),
        # What IT resellers and vendors quarrel about besides.
        Term(
            "sales_ready",
            both(N_("Sales-ready")),
            "contacts",
            N_("A contact is sales-ready when …"),
            N_("… sales can call without asking anyone first."),
            BEFORE,
            within="lead",
        ),
        Term(
            "quote",
            both(N_("Quote")),
            "deals",
            N_("What we have sent out is a quote when …"),
            N_("… there’s a price on it and someone asked for it."),
            AFTER,
        ),
        Term(
            "existing_customer",
            both(N_("Existing customer")),
            "contacts",
            N_("A contact is an existing customer when …"),
            N_("… they have bought before, and nobody would call them a lead."),
            OUTCOME,
            within="customer",
        ),
        Term(
            "partner",
            both(N_("Partner")),
            "contacts",
            N_("A contact is a partner when …"),
            N_("… they sell on what they buy from us."),
            BEFORE,
        ),
    )
}


def own_term(key: str, label: str, entity: Entity) -> Term:
    """Return a word of the group's own; what they typed is shown as it is, and never looked up."""
    # Nobody asked what their word may know, so nothing is called too late.
    return Term(key, as_typed(label), entity, OPENINGS[entity], OWN_HINT, OUTCOME)


def term_of(key: str, label: Text, entity: Entity) -> Term:
    """Return the term a room chose: one of `TERMS`, or else its own."""
    return TERMS.get(key) or Term(key, label, entity, OPENINGS[entity], OWN_HINT, OUTCOME)
