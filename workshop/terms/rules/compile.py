"""Rules as Ibis expressions: written once, run on DuckDB here and on a warehouse elsewhere."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any

import ibis
from sqlglot import exp, parse_one

from workshop.crm.engine import sql_of
from workshop.crm.schema import TABLES
from workshop.errors import WorkshopError
from workshop.terms.rules.entity import blank, key_of, rows, tables_for
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

TESTS: dict[Op, Callable[[Any, Any], Any]] = {
    Op.ANY_OF: lambda column, value: column.isin(value),
    Op.NONE_OF: lambda column, value: column.notin(value),
    Op.AT_LEAST: lambda column, value: column >= value,
    Op.AT_MOST: lambda column, value: column <= value,
    Op.IS_TRUE: lambda column, _: column,
    Op.IS_FALSE: lambda column, _: ~column,
    Op.SINCE: lambda column, value: column >= ibis.timestamp(value.isoformat()),
    Op.BEFORE: lambda column, value: column < ibis.timestamp(value.isoformat()),
    Op.IS_KNOWN: lambda column, _: column.notnull(),
    Op.IS_MISSING: lambda column, _: column.isnull(),
}


def covers(rule: Rule, table: ibis.Table) -> ibis.ir.BooleanValue:
    """Return, for each row of the entity's table, whether the rule covers it; never null.

    Raises:
        WorkshopError: if the table lacks a field the rule asks for.
    """
    absent = [name for name in rule.field_names() if name not in table.columns]
    if absent:
        raise WorkshopError(
            N_("This data doesn’t have a field the rule asks for."),
            found="{names}",
            hint=N_("Take the criterion out or import the column as well."),
            names=", ".join(absent),
        )
    return _group(rule.where, table)


def rule_sql(rule: Rule, dialect: str = "duckdb", end: datetime | None = None) -> str:
    """Return the rule as a SELECT of the covered cases' keys, in any dialect Ibis speaks.

    It names only the tables and columns that the rule needs, so that people can read it.

    Args:
        rule: what to say.
        dialect: of SQL, as Ibis names it.
        end: computed fields know nothing from this moment on; None counts all there is.
    """
    needed = tables_for(rule.entity, rule.field_names(), dated=end is not None)
    if rule.is_empty:
        # A table of nothing but its key would be selected as a star, so as all columns there are.
        needed[rule.entity] = {field.name for field in TABLES[rule.entity].fields}
    table = rows(
        rule.entity,
        lambda name: blank(name, needed[name]),
        needed,
        rule.field_names(),
        end,
    )
    chosen = table.filter(covers(rule, table)).select(key_of(rule.entity))
    return sql_of(chosen, dialect)


def row_condition(rule: Rule, dialect: str = "duckdb") -> str | None:
    """Return a rule as a condition on one row of its entity's own table.

    Args:
        rule: what to say.
        dialect: of SQL, as Ibis names it.

    Returns:
        A Boolean expression over that table's columns; None where the rule asks for nothing, or
        for what stands in other tables.
    """
    names = rule.field_names()
    if not names or set(tables_for(rule.entity, names)) != {rule.entity}:
        return None
    where = parse_one(rule_sql(rule, dialect), dialect=dialect).find(exp.Where)
    if where is None:
        return None
    for column in where.find_all(exp.Column):
        column.set("table", None)
    return str(where.this.sql(dialect=dialect))


def _group(group: Group, table: ibis.Table) -> Any:
    # A group in which nobody has named a criterion yet says nothing, as in the rule's sentence.
    parts = [
        _group(part, table) if isinstance(part, Group) else _criterion(part, table)
        for part in group.criteria
        if not (isinstance(part, Group) and not part.leaves())
    ]
    if not parts:
        return ibis.literal(True)
    return reduce(and_ if group.match == "all" else or_, parts)


def _criterion(criterion: Criterion, table: ibis.Table) -> Any:
    if isinstance(criterion.value, list) and not criterion.value:
        return ibis.literal(False)  # nothing is chosen yet, nothing is covered
    answer = TESTS[criterion.op](table[criterion.field], criterion.value)
    return answer.fill_null(False)
