"""Questions about money: multiples, currencies, and what a table of costs does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.intake.doubt import LEAVE_OUT, NO_COLUMN, YES, Doubt, Topic
from workshop.crm.intake.rows.factors import open_factors
from workshop.crm.readings.currencies import CODES, CROWN, CROWNS
from workshop.crm.recognise.costs import COSTS
from workshop.crm.schema import TABLES

if TYPE_CHECKING:
    from workshop.crm.intake.rows.currency import Money
    from workshop.crm.mapping import TableMapping
    from workshop.crm.recognise import Recognised


ONE_FOR_ALL = ("side", "kind")


def factor_doubts(table: str, mapping: TableMapping) -> list[Doubt]:
    """Return, for each header that speaks of thousands or millions, whether they are meant."""
    return [
        Doubt(Topic.FACTOR, table, one.column, one.field, "", (str(one.times), "1"), guess=True)
        for one in open_factors(table, mapping)
    ]


def currency_doubts(money: Money, others: tuple[str, ...] = ()) -> list[Doubt]:
    """Return the question in which currency amounts are, where that is open.

    Args:
        money: the amounts.
        others: currencies they may have been converted to.
    """
    options: tuple[str, ...] = ()
    if [*money.counts] == [CROWN]:
        options = CROWNS
    elif not money.counts:
        options = tuple(one for one in others if one in CODES)
    if not options:
        return []
    return [Doubt(Topic.CURRENCY, money.table, money.column, money.field, "", options, guess=True)]


def constant_doubts(found: Recognised, mapping: TableMapping) -> list[Doubt]:
    """Return what a person has to say once for every cost, because no column says it.

    Whose they are, and of what kind. Whose touchpoints are is asked by type, see `touched`.
    """
    asked = ONE_FOR_ALL if found.table == COSTS else ()
    doubts = []
    for key in asked:
        known = TABLES[found.table].field(key)
        if known and key not in mapping.fields:
            options = (*(value for value, _ in known.choices), NO_COLUMN)
            doubts.append(
                Doubt(Topic.CONSTANT, found.table, found.preview, key, "", options, guess=True)
            )
    return [*doubts, *_wide_doubts(mapping)]


def _wide_doubts(mapping: TableMapping) -> list[Doubt]:
    if not mapping.wide or mapping.wide.confirmed:
        return []
    columns, options = mapping.wide.named, (YES, LEAVE_OUT)
    return [Doubt(Topic.WIDE, COSTS, columns, options=options, guess=True)]
