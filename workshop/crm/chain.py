"""Ids that stand in no canonical table and lead from one to another: lead, contact, deal.

A CRM may keep one person in two rows, first as a lead and then as the contact the lead became,
and may name the deal in the lead's row, or in a list of contacts of deals, and not the other way
round. The canonical tables know persons: `contacts` has one row for each, by the key of the lead
where there is one, and a deal's ``contact_id`` is that key. The ids by which this is found out
are read beside the fields of the schema and end with the import.
"""

from __future__ import annotations

from dataclasses import replace

from workshop.crm.schema import TABLES, Field, Kind, Table
from workshop.words import N_

BECAME_CONTACT, BECAME_DEAL, WAS_LEAD = "became_contact", "became_deal", "was_lead"
ROLES = Table(
    "roles",
    N_("Deal contacts"),
    (
        Field("deal_id", Kind.ID, N_("Deal")),
        Field("contact_id", Kind.ID, N_("Contact")),
        Field("main", Kind.FLAG, N_("Main contact")),
    ),
)
"""A list of who has to do with which deal, such as Salesforce's OpportunityContactRole."""
CHAIN: dict[str, tuple[Field, ...]] = {
    "contacts": (
        Field(BECAME_CONTACT, Kind.ID, N_("Contact the lead became")),
        Field(BECAME_DEAL, Kind.ID, N_("Deal the lead became")),
        Field(WAS_LEAD, Kind.ID, N_("Lead the contact came from")),
    ),
}
"""Canonical table to the ids that are read beside its fields."""
READABLE: dict[str, Table] = {
    name: replace(table, fields=(*table.fields, *CHAIN.get(name, ())))
    for name, table in {**TABLES, ROLES.name: ROLES}.items()
}
"""Everything that can be read from a file: the canonical tables with the ids beside them."""
