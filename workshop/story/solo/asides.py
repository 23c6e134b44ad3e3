"""What the personas say at the small stations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.side import Side


@dataclass(frozen=True)
class Aside:
    """What a persona says at the small stations.

    Attributes:
        sales, marketing: how true they find the reproach to that side, 0 to 100.
        fills: what they say about fields that are empty.
        line: with which they introduce the company.
        same, different: where both sides have to be the same, and where it would be a loss.
        audience: for whom they would make the next campaign.
        hours: a week they think sales has for it.
    """

    sales: int
    marketing: int
    fills: str
    line: str
    same: str
    different: str
    audience: str
    hours: int


ASIDES: Mapping[Side, Aside] = {
    "sales": Aside(
        sales=20,
        marketing=75,
        fills=N_("If it’s empty when I pick up the phone, I ask it all over again. They notice."),
        line=N_("We keep your IT running, and if it does stop, someone here picks up the phone."),
        same=N_("What I promise on the phone and what it says on the website."),
        different=N_("I decide in the middle of a call, without anyone approving it first."),
        audience=N_("Customers whose servers drop out of support next year."),
        hours=6,
    ),
    "marketing": Aside(
        sales=80,
        marketing=30,
        fills=N_("I can only fill in what a form asks for. The rest they tell you on the phone."),
        line=N_("IT that simply runs: consulting, operations and support from one place."),
        same=N_("What a lead is. Otherwise everyone counts their own."),
        different=N_("I think in quarters. Someone has to sow before anyone can reap."),
        audience=N_("Heads of IT at firms of 50 to 250 people who were in our last webinar."),
        hours=12,
    ),
}
