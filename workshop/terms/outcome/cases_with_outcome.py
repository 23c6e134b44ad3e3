"""Every case with what became of it, and for each rule whether it covers it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

import ibis

from workshop.crm.days.as_of import end_of_day
from workshop.errors import WorkshopError
from workshop.policy import WINDOW_DAYS
from workshop.terms.outcome.outcome import NEEDS, with_fate
from workshop.terms.rules.compile import covers
from workshop.terms.rules.entity import rows
from workshop.terms.rules.knowable import check_knowable
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from workshop.crm.crm import Crm
    from workshop.crm.engine import Engine
    from workshop.terms.rules.entity import Entity
    from workshop.terms.rules.rule import Rule

MOST_WEEKS = 52
"""A mean of the last full weeks looks back a year at most."""


def check_needs(crm: Crm, entity: Entity = "contacts") -> None:
    """Raise `WorkshopError` if the data cannot say what becomes of the entity."""
    broken = crm.unjoined(NEEDS[entity])
    if broken and not crm.absent(NEEDS[entity]):
        raise WorkshopError(
            N_("This data can’t show what becomes of a contact, a deal or a campaign."),
            found=N_(
                "Of {of} IDs in “{column}”, {n} are found in “{home_column}”. Here they "
                "look like “{example}”, there like “{home_example}”."
            ),
            hint=N_("Export both tables with the same key or name its column in the mapping."),
            of=broken[0].filled,
            n=broken[0].hits,
            column=broken[0].column,
            home_column=broken[0].home_column,
            example=broken[0].example or "–",
            home_example=broken[0].home_example or "–",
        )
    missing = crm.missing(NEEDS[entity])
    if missing:
        raise WorkshopError(
            N_("This data can’t show what becomes of a contact, a deal or a campaign."),
            found=N_("Missing: {columns}"),
            hint=N_("Import these columns as well or play this act with the sample company."),
            columns=", ".join(missing),
        )


def end_of(crm: Crm) -> datetime:
    """Return the first moment that the data does not know any more."""
    return end_of_day(crm.as_of)


def judged_cases(
    crm: Crm, entity: Entity, rules: Mapping[str, Rule], window_days: int = WINDOW_DAYS
) -> ibis.Table:
    """Return every case with its fields, its fate, and for each rule whether it covers it.

    Fields and fates do not depend on the rules and are computed once.

    Raises:
        WorkshopError: see `check_needs`, `check_knowable` and `covers`.

    Returns:
        One row a case, with ``began_at``, ``mature``, ``has_won``, ``won_in_time`` and a column
        ``rule0``, ``rule1`` … for each rule, in their order.
    """
    check_knowable(crm, rules.values())
    table = known_cases(crm, entity, window_days)
    return table.mutate(
        **{column: covers(rules[name], table) for column, name in rule_columns(rules).items()}
    )


def known_cases(crm: Crm, entity: Entity, window_days: int = WINDOW_DAYS) -> ibis.Table:
    """Return every case that began by the as-of day with all its fields and its fate, kept."""
    check_needs(crm, entity)

    def make() -> ibis.Table:
        end = end_of(crm)
        wide = rows(entity, crm.table, crm.tables, None, end)
        fated = with_fate(wide, entity, crm.table, end, window_days)
        return with_recent(crm.engine, fated, end)

    return crm.once(("cases", entity, window_days), make)


def with_recent(engine: Engine, cases: ibis.Table, end: datetime) -> ibis.Table:
    """Return the cases with ``weeks`` and ``recent``.

    ``weeks`` is how many full weeks before `end` the data has cases of, at most a year, the same
    in every row; ``recent`` is whether a case began in them.
    """
    weeks = _full_weeks(engine, cases, end)
    began = _since(cases, end - timedelta(weeks=weeks))
    return cases.mutate(weeks=ibis.literal(weeks, "int64"), recent=began.fill_null(False))


class _Span(NamedTuple):
    first: datetime | None
    older: bool | None


def _full_weeks(engine: Engine, cases: ibis.Table, end: datetime) -> int:
    in_year = _since(cases, end - timedelta(weeks=MOST_WEEKS))
    # Odd dates such as 1970 say nothing about how far the data goes back; the year before does.
    in_two = _since(cases, end - timedelta(weeks=2 * MOST_WEEKS))
    span = engine.row(
        cases.aggregate(first=cases.began_at.min(where=in_year), older=(in_two & ~in_year).any()),
        _Span,
    )
    if span.first is None:
        return 0
    return MOST_WEEKS if span.older else int((end - span.first) / timedelta(weeks=1))


def _since(cases: ibis.Table, moment: datetime) -> ibis.ir.BooleanValue:
    return cases.began_at >= ibis.timestamp(moment.isoformat())


def rule_columns(rules: Iterable[str]) -> dict[str, str]:
    """Return the column of each rule; a rule may be called like a field."""
    return {f"rule{place}": name for place, name in enumerate(rules)}


def entity_of(rules: Mapping[str, Rule]) -> Entity:
    """Return what some rules are about.

    Raises:
        WorkshopError: if that is not one and the same thing.
    """
    found = {rule.entity for rule in rules.values()}
    if len(found) != 1:
        raise WorkshopError(
            N_("Rules about different things can’t be compared."),
            found="{entities}",
            hint=N_("Compare contacts with contacts, deals with deals, campaigns with campaigns."),
            entities=", ".join(sorted(found)) or "–",
        )
    return found.pop()
