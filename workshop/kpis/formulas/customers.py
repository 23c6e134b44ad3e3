"""New customers: the first won deal of an account, or of a contact that has no account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from workshop.crm.refunds import WON
from workshop.crm.single import single
from workshop.crm.traces import traces

if TYPE_CHECKING:
    from workshop.kpis.core.scope import Scope

LINKS = ("contacts.contact_id", "contacts.account_id")
WINS = ("deals.status", "deals.closed_at")
CUSTOMERS = ((*WINS, "deals.account_id"), (*WINS, "deals.contact_id"))
"""What the data must have to know a new customer from an old one, as alternatives."""


def customer_deals(scope: Scope) -> ibis.Table:
    """Return the deals won by the as-of date, each with its customer.

    A customer is the account of the deal, else that of its contact, else the contact. The rule
    for Opportunity does not matter: who bought is a customer.

    Returns:
        The won deals with ``customer``, null where a deal belongs to nobody.
    """
    deals = scope.every_deal()
    won = deals.filter((deals.status == WON).fill_null(False), scope.known(deals.closed_at))
    account = won.account_id if "account_id" in won.columns else ibis.null("string")
    contact = won.contact_id if "contact_id" in won.columns else ibis.null("string")
    linked = won.mutate(own_account=account, own_contact=contact)
    if scope.crm.missing((*LINKS, "deals.contact_id")):
        found = linked.own_account
    else:
        contacts = scope.crm.table("contacts")
        people = single(contacts, "contact_id")
        theirs = people.select(person=people.contact_id, their_account=people.account_id)
        linked = linked.left_join(theirs, [("own_contact", "person")])
        found = ibis.coalesce(linked.own_account, linked.their_account)
    # An account and a contact may carry the same number.
    who = ibis.coalesce(ibis.literal("a:") + found, ibis.literal("c:") + linked.own_contact)
    return linked.mutate(customer=who)


def is_first(won: ibis.Table) -> Any:
    """Return whether a won deal is the first of its customer; of two at once it is one."""
    known = won.customer.notnull()
    order = [won.closed_at, *traces(won).values()]
    place = ibis.row_number().over(group_by=[won.customer], order_by=order)
    return known & (place == 0)


def unlinked(scope: Scope, won: ibis.Table) -> int:
    """Return how many won deals belong to nobody."""
    return int(scope.engine.value(won.customer.isnull().sum()) or 0)
