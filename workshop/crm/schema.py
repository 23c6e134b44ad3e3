"""The canonical CRM tables, as data: every field with its type, its words and its stage.

A field's stage says when somebody could have known its value. A definition of Lead that
uses a field filled after the hand-over is circular, and only this record can tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from workshop.side import LABELS, SIDES
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.words import Words


class Kind(StrEnum):
    """What a field holds; decides which questions a criterion may ask of it."""

    ID = "id"
    CHOICE = "choice"
    NUMBER = "number"
    FLAG = "flag"
    MOMENT = "moment"


class Stage(StrEnum):
    """When a field's value is known, from first contact to the end of the deal."""

    CAPTURED = "captured"
    BEFORE_HANDOVER = "before_handover"
    AFTER_HANDOVER = "after_handover"
    OUTCOME = "outcome"


TYPES = {
    Kind.ID: "string",
    Kind.CHOICE: "string",
    Kind.NUMBER: "float64",
    Kind.FLAG: "boolean",
    Kind.MOMENT: "timestamp",
}
"""How the data engine stores each kind; moments are local wall-clock time."""


@dataclass(frozen=True)
class Field:
    """One column of a canonical table."""

    name: str
    kind: Kind
    label: str
    stage: Stage = Stage.CAPTURED
    unit: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    """Known values with the message that names each; empty where any text may stand."""
    closed: bool = False
    """Whether formulas depend on the choices, so that no other value may pass the door."""
    personal: bool = False
    """Whether it points at a colleague: left out unless somebody switches it on."""

    def choice_label(self, value: str) -> str:
        """Return the message that names a value; an unknown value names itself."""
        return dict(self.choices).get(value, value)


@dataclass(frozen=True)
class Table:
    """One canonical table: its key column first."""

    name: str
    label: str
    fields: tuple[Field, ...]

    @property
    def key(self) -> Field:
        """The column that names a row."""
        return self.fields[0]

    @property
    def sample_fields(self) -> tuple[Field, ...]:
        """The columns the sample company has: all that point at nobody."""
        return tuple(field for field in self.fields if not field.personal)

    def field(self, name: str) -> Field | None:
        """Return the field of this name, or None."""
        return next((field for field in self.fields if field.name == name), None)


def _id(name: str, label: str) -> Field:
    return Field(name, Kind.ID, label)


def _owner() -> Field:
    return Field("owner_id", Kind.ID, N_("Record owner"), personal=True)


SOURCES = (
    ("website", N_("Website form")),
    ("webinar", N_("Webinar")),
    ("fair", N_("Trade fair")),
    ("newsletter", N_("Newsletter")),
    ("ads", N_("Online ads")),
    ("vendor", N_("Vendor promotion")),
    ("call_blitz", N_("Call blitz")),
    ("referral", N_("Referral")),
)
ROLES = (
    ("management", N_("Management")),
    ("it_lead", N_("Head of IT")),
    ("it_staff", N_("IT staff")),
    ("purchasing", N_("Purchasing")),
    ("department", N_("Other department")),
    ("student", N_("Student or applicant")),
)
INDUSTRIES = (
    ("manufacturing", N_("Manufacturing")),
    ("trade", N_("Retail and wholesale")),
    ("health", N_("Healthcare")),
    ("public", N_("Public sector")),
    ("services", N_("Services")),
    ("crafts", N_("Skilled trades")),
)
COUNTRIES = (("DE", N_("Germany")), ("AT", N_("Austria")), ("CH", N_("Switzerland")))
SEGMENTS = (("dealer", N_("Reseller or partner")), ("end_customer", N_("End customer")))
CAMPAIGN_KINDS = (
    ("fair", N_("Trade fair")),
    ("webinar", N_("Webinar")),
    ("newsletter", N_("Newsletter")),
    ("ads", N_("Always-on online ads")),
    ("vendor", N_("Vendor-funded promotion")),
    ("call_blitz", N_("Call blitz")),
)
SIDE_CHOICES = tuple((side, LABELS[side]) for side in SIDES)
TOUCH_KINDS = (
    ("form", N_("Form submitted")),
    ("auto_mail", N_("Automatic email")),
    ("newsletter", N_("Newsletter opened")),
    ("webinar", N_("Webinar attended")),
    ("fair_talk", N_("Trade fair conversation")),
    ("mail", N_("Personal email")),
    ("call", N_("Phone call")),
    ("meeting", N_("Meeting")),
)
REJECT_REASONS = (
    ("no_budget", N_("No budget")),
    ("no_need", N_("No need")),
    ("not_reachable", N_("Could not be reached")),
    ("wrong_person", N_("Wrong person")),
    ("too_small", N_("Too small")),
)
LOST_REASONS = (
    ("price", N_("Price")),
    ("competitor", N_("Competitor")),
    ("no_decision", N_("No decision")),
    ("timing", N_("Bad timing")),
)
PRODUCTS = (
    ("workplace", N_("Workplace devices")),
    ("server", N_("Servers and storage")),
    ("cloud", N_("Cloud services")),
    ("security", N_("Security")),
    ("managed", N_("Managed services")),
)
COST_KINDS = (
    ("people", N_("Staff")),
    ("media", N_("Media")),
    ("events", N_("Events")),
    ("tools", N_("Tools")),
)
B, A, O = Stage.BEFORE_HANDOVER, Stage.AFTER_HANDOVER, Stage.OUTCOME  # noqa: E741 - short rows

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "accounts",
            N_("Accounts"),
            (
                _id("account_id", N_("Account")),
                Field("segment", Kind.CHOICE, N_("Customer type"), choices=SEGMENTS),
                Field("country", Kind.CHOICE, N_("Country"), choices=COUNTRIES),
                Field("industry", Kind.CHOICE, N_("Industry"), choices=INDUSTRIES),
                Field("employees", Kind.NUMBER, N_("Employees"), unit=N_("people")),
            ),
        ),
        Table(
            "contacts",
            N_("Contacts"),
            (
                _id("contact_id", N_("Contact")),
                _id("account_id", N_("Account")),
                Field("created_at", Kind.MOMENT, N_("First seen")),
                Field("source", Kind.CHOICE, N_("Source"), choices=SOURCES),
                Field("role", Kind.CHOICE, N_("Role"), choices=ROLES),
                Field("form_sent", Kind.FLAG, N_("Submitted a form")),
                Field("newsletter", Kind.FLAG, N_("Gets the newsletter")),
                Field("webinars", Kind.NUMBER, N_("Webinars attended"), B),
                Field("downloads", Kind.NUMBER, N_("Downloads"), B),
                Field("web_visits", Kind.NUMBER, N_("Website visits in 30 days"), B),
                Field("score", Kind.NUMBER, N_("Marketing score"), B, N_("points")),
                Field("need_known", Kind.FLAG, N_("Need is known"), B),
                Field("budget_known", Kind.FLAG, N_("Budget is known"), B),
                Field("decides", Kind.FLAG, N_("Decides or has a say"), B),
                Field("months_to_buy", Kind.NUMBER, N_("Purchase timeframe"), B, N_("months")),
                Field("meeting_held", Kind.FLAG, N_("Meeting was held"), A),
                Field("converted_at", Kind.MOMENT, N_("Became a deal"), O),
                _owner(),
            ),
        ),
        Table(
            "campaigns",
            N_("Campaigns"),
            (
                _id("campaign_id", N_("Campaign")),
                Field("title", Kind.CHOICE, N_("Title")),
                Field("kind", Kind.CHOICE, N_("Campaign type"), choices=CAMPAIGN_KINDS),
                Field("starts_at", Kind.MOMENT, N_("Start")),
                Field("ends_at", Kind.MOMENT, N_("End")),
                Field("budget", Kind.NUMBER, N_("Budget"), unit=N_("money")),
                Field("target_list", Kind.FLAG, N_("Has a target list")),
                Field("response_path", Kind.FLAG, N_("Has its own way to respond")),
                Field("vendor_funded", Kind.FLAG, N_("Paid for by a vendor")),
            ),
        ),
        Table(
            "touchpoints",
            N_("Touchpoints"),
            (
                _id("touchpoint_id", N_("Touchpoint")),
                _id("contact_id", N_("Contact")),
                _id("campaign_id", N_("Campaign")),
                Field("happened_at", Kind.MOMENT, N_("Date and time")),
                Field("side", Kind.CHOICE, N_("Side"), choices=SIDE_CHOICES),
                Field("kind", Kind.CHOICE, N_("Touchpoint type"), choices=TOUCH_KINDS),
                Field("human", Kind.FLAG, N_("A person, not a machine")),
            ),
        ),
        Table(
            "handoffs",
            N_("Hand-overs"),
            (
                _id("handoff_id", N_("Hand-over")),
                _id("contact_id", N_("Contact")),
                Field("handed_at", Kind.MOMENT, N_("Handed over"), B),
                Field("decided_at", Kind.MOMENT, N_("Answered"), A),
                Field(
                    "outcome",
                    Kind.CHOICE,
                    N_("Sales’ answer"),
                    A,
                    choices=(("accepted", N_("Accepted")), ("rejected", N_("Rejected"))),
                    closed=True,
                ),
                Field("reason", Kind.CHOICE, N_("Reason for rejection"), A, choices=REJECT_REASONS),
            ),
        ),
        Table(
            "deals",
            N_("Deals"),
            (
                _id("deal_id", N_("Deal")),
                _id("account_id", N_("Account")),
                _id("contact_id", N_("Contact")),
                Field("created_at", Kind.MOMENT, N_("Deal opened"), A),
                Field("closed_at", Kind.MOMENT, N_("Deal closed"), O),
                Field(
                    "status",
                    Kind.CHOICE,
                    N_("Status"),
                    O,
                    choices=(("open", N_("Open")), ("won", N_("Won")), ("lost", N_("Lost"))),
                    closed=True,
                ),
                Field("value", Kind.NUMBER, N_("Value"), O, N_("money")),
                Field("product", Kind.CHOICE, N_("Product"), A, choices=PRODUCTS),
                Field("lost_reason", Kind.CHOICE, N_("Reason for loss"), O, choices=LOST_REASONS),
                _owner(),
            ),
        ),
        Table(
            "costs",
            N_("Costs"),
            (
                _id("cost_id", N_("Cost entry")),
                Field("month", Kind.MOMENT, N_("Month")),
                Field("side", Kind.CHOICE, N_("Side"), choices=SIDE_CHOICES),
                Field("kind", Kind.CHOICE, N_("Cost type"), choices=COST_KINDS),
                Field("amount", Kind.NUMBER, N_("Amount"), unit=N_("money")),
            ),
        ),
    )
}


def called(columns: Iterable[str], words: Words) -> str:
    """Return what people call columns: “Side” (Touchpoints), “Status” (Deals).

    Args:
        columns: canonical names, such as ``deals.status``.
        words: the language.
    """
    return ", ".join(_called(column, words) for column in columns)


def _called(column: str, words: Words) -> str:
    name, _, key = column.partition(".")
    table = TABLES.get(name)
    field = table.field(key) if table else None
    if not table or not field:
        return column
    return words("“{field}” ({table})", field=words(field.label), table=words(table.label))
