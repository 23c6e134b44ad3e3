"""Random rules and random contacts, and what a rule says when read by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from workshop.crm.schema import TABLES, Kind
from workshop.terms.entity import fields
from workshop.terms.rule import OPS, Criterion, Group, Op, Rule

if TYPE_CHECKING:
    from workshop.crm.schema import Field

FIRST = date(2026, 1, 1)
WORDS = st.sampled_from(["webinar", "fair", "it_lead", "DE", "o'hara", 'a"b', "äöü", ""])
NUMBERS = st.sampled_from([-1.0, 0.0, 1.0, 2.5, 40.0])
DAYS = st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n))
VALUES = {
    Op.ANY_OF: st.lists(WORDS, max_size=3),
    Op.NONE_OF: st.lists(WORDS, max_size=3),
    Op.AT_LEAST: NUMBERS,
    Op.AT_MOST: NUMBERS,
    Op.SINCE: DAYS,
    Op.BEFORE: DAYS,
}


@st.composite
def criteria(draw: st.DrawFn) -> Criterion:
    """Draw one criterion that fits its field."""
    field = draw(st.sampled_from(list(fields("contacts").values())))
    op = draw(st.sampled_from(OPS[field.kind]))
    value = draw(VALUES[op]) if op in VALUES else None
    return Criterion(field=field.name, op=op, value=value)


def groups() -> st.SearchStrategy[Group]:
    """Draw a group, nested up to three deep."""
    match = st.sampled_from(["all", "any"])

    def around(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Group]:
        return st.builds(Group, match=match, criteria=st.lists(inner, max_size=3))

    return around(criteria() | around(criteria() | around(criteria())))


def rules() -> st.SearchStrategy[Rule]:
    """Draw a rule."""
    return groups().map(lambda group: Rule(where=group))


def cell(field: Field) -> st.SearchStrategy[Any]:
    """Draw a value of a field, or none."""
    known: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.CHOICE: WORDS,
        Kind.NUMBER: NUMBERS,
        Kind.FLAG: st.booleans(),
        Kind.MOMENT: DAYS.map(lambda day: datetime.combine(day, datetime.min.time())),
    }
    return st.none() | known[field.kind]


@st.composite
def people(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Draw contacts and their accounts; some contacts have no account."""
    accounts = [
        {"account_id": f"A{n}"} | draw(_cells("accounts")) for n in range(draw(st.integers(1, 3)))
    ]
    owner = st.sampled_from([a["account_id"] for a in accounts] + ["A9", None])
    contacts = [
        {"contact_id": f"C{n}", "account_id": draw(owner)} | draw(_cells("contacts"))
        for n in range(draw(st.integers(0, 8)))
    ]
    return contacts, accounts


def _cells(table: str) -> st.SearchStrategy[dict[str, Any]]:
    columns = {f.name: cell(f) for f in TABLES[table].fields if f.kind is not Kind.ID}
    return st.fixed_dictionaries(columns)


def holds(rule: Rule, case: dict[str, Any]) -> bool:
    """Return whether a rule covers a case, read by hand."""
    return _group(rule.where, case)


def _group(group: Group, case: dict[str, Any]) -> bool:
    every = [
        _group(part, case) if isinstance(part, Group) else _criterion(part, case)
        for part in group.criteria
        if not (isinstance(part, Group) and not part.leaves())
    ]
    # A group in which nobody named a criterion says nothing.
    return all(every) if group.match == "all" or not every else any(every)


def _criterion(criterion: Criterion, case: dict[str, Any]) -> bool:
    found: Any = case.get(criterion.field)
    value: Any = criterion.value
    if criterion.op is Op.IS_MISSING:
        return found is None
    if found is None or value == []:
        return False
    if isinstance(value, date):
        value = datetime.combine(value, datetime.min.time())
    return {
        Op.ANY_OF: lambda: found in value,
        Op.NONE_OF: lambda: found not in value,
        Op.AT_LEAST: lambda: found >= value,
        Op.AT_MOST: lambda: found <= value,
        Op.IS_TRUE: lambda: found is True,
        Op.IS_FALSE: lambda: found is False,
        Op.SINCE: lambda: found >= value,
        Op.BEFORE: lambda: found < value,
        Op.IS_KNOWN: lambda: True,
    }[criterion.op]()
