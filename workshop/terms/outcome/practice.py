"""Practice against rule: what is handed over, and what the agreed rule says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from workshop.terms.outcome.cases_with_outcome import end_of
from workshop.terms.rules.compile import covers
from workshop.terms.rules.entity import rows
from workshop.terms.rules.knowable import check_knowable

if TYPE_CHECKING:
    from workshop.crm.crm import Crm
    from workshop.terms.rules.rule import Rule

NEEDS = ("handoffs.contact_id", "handoffs.handed_at", "contacts.contact_id", "contacts.created_at")
"""Columns without which nobody can say what was handed over."""


@dataclass(frozen=True)
class Practice:
    """What happened in a period, held against a rule as its fields stand on the data's day.

    Attributes:
        handed: contacts handed over in it that the data knows.
        fitting: those of them that the rule covers.
        covered: contacts first seen in it that the rule covers.
        never_handed: those of them that nobody has handed over so far.
    """

    handed: int
    fitting: int
    covered: int
    never_handed: int


class _Counts(NamedTuple):
    handed: int | None
    fitting: int | None
    covered: int | None
    never_handed: int | None


def practice(crm: Crm, rule: Rule, within: Any) -> Practice:
    """Return how practice and a rule about contacts meet, in one query.

    Args:
        crm: the data; it must have `NEEDS`.
        rule: about contacts.
        within: from a moment to whether it lies in the period, never null.

    Raises:
        WorkshopError: if the rule asks for a field that is not there, or not of that day.
    """
    check_knowable(crm, [rule])
    people = rows("contacts", crm.table, crm.tables, rule.field_names(), end_of(crm))
    given = crm.table("handoffs")
    dated = given.filter(given.contact_id.notnull(), given.handed_at.notnull())
    now = dated.mutate(now=within(dated.handed_at))
    handed = now.group_by("contact_id").aggregate(handed_now=now.now.max(), handed_ever=True)
    judged = people.mutate(fits=covers(rule, people), fresh=within(people.created_at))
    joined = judged.select("contact_id", "fits", "fresh").left_join(handed, "contact_id")
    was_now, ever = (joined[name].fill_null(False) for name in ("handed_now", "handed_ever"))
    asked = joined.fits & joined.fresh
    counts = crm.engine.row(
        joined.aggregate(
            handed=was_now.sum(),
            fitting=(was_now & joined.fits).sum(),
            covered=asked.sum(),
            never_handed=(asked & ~ever).sum(),
        ),
        _Counts,
    )
    return Practice(*(int(count or 0) for count in counts))
