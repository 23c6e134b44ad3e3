"""Random rules, random contacts, and what plain Python says about both."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st

from workshop.crm.schema import Field, Kind
from workshop.terms.entity import fields
from workshop.terms.rule import OPS, Criterion, Group, Op, Rule

FIELDS = fields("contacts")
DAYS = st.dates(date(2025, 1, 1), date(2027, 1, 1))
NUMBERS = st.one_of(st.integers(-3, 60).map(float), st.sampled_from([0.1, 0.3, 2.5, 1e9]))
TEXTS = st.sampled_from(["fair", "ads", "", "O'Neil", "Größe", "a;b", "50%", '"x"', "\\", "null"])
ACCOUNT = ("segment", "country", "industry", "employees")


def cell(field: Field) -> st.SearchStrategy[Any]:
    """Return values of a field, a third of them missing."""
    known: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.CHOICE: TEXTS.filter(bool),
        Kind.NUMBER: NUMBERS,
        Kind.FLAG: st.booleans(),
        Kind.MOMENT: st.datetimes(datetime.fromisoformat("2025-01-01"), max_value=_END),
    }
    return st.one_of(st.none(), known[field.kind], known[field.kind])


_END = datetime.fromisoformat("2027-01-01")


@st.composite
def criteria(draw: st.DrawFn) -> Criterion:
    """Return a criterion that fits its field."""
    name = draw(st.sampled_from(sorted(FIELDS)))
    op = draw(st.sampled_from(OPS[FIELDS[name].kind]))
    values: dict[Op, st.SearchStrategy[Any]] = {
        Op.ANY_OF: st.lists(TEXTS, max_size=3),
        Op.NONE_OF: st.lists(TEXTS, max_size=3),
        Op.AT_LEAST: NUMBERS,
        Op.AT_MOST: NUMBERS,
        Op.SINCE: DAYS,
        Op.BEFORE: DAYS,
    }
    return Criterion(field=name, op=op, value=draw(values.get(op, st.none())))


def groups(depth: int = 3) -> st.SearchStrategy[Group]:
    """Return groups of criteria and of smaller groups; some are empty."""
    part: st.SearchStrategy[Any] = criteria()
    if depth > 1:
        part = st.one_of(part, groups(depth - 1))
    return st.builds(
        Group, match=st.sampled_from(["all", "any"]), criteria=st.lists(part, max_size=3)
    )


RULES = groups().map(lambda where: Rule(where=where))


@st.composite
def people(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Return contacts and their accounts; some accounts are missing, some stand there twice."""
    own = {name: cell(field) for name, field in FIELDS.items() if name not in ACCOUNT}
    lent = {name: cell(FIELDS[name]) for name in ACCOUNT}
    account = st.sampled_from(["A", "B", "C", None])
    rows = draw(st.lists(st.fixed_dictionaries({"account_id": account, **own}), max_size=8))
    accounts = draw(st.lists(st.fixed_dictionaries(lent), min_size=2, max_size=2))
    named = [{"account_id": key, **row} for key, row in zip("AB", accounts, strict=True)]
    return {
        "contacts": [{"contact_id": f"C{n}", **row} for n, row in enumerate(rows)],
        "accounts": named + named[: draw(st.integers(0, 2))],
    }


def beside(data: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return each contact with its account's fields."""
    accounts = {row["account_id"]: row for row in data["accounts"]}
    return [{**accounts.get(row["account_id"], {}), **row} for row in data["contacts"]]


def holds(part: Criterion | Group, row: dict[str, Any]) -> bool:
    """Return whether a case is covered, the slow and obvious way."""
    if isinstance(part, Group):
        said = [holds(p, row) for p in part.criteria if isinstance(p, Criterion) or p.leaves()]
        return not said or (all(said) if part.match == "all" else any(said))
    return _criterion(part, row.get(part.field))


def _criterion(criterion: Criterion, value: Any) -> bool:  # noqa: PLR0911 - one line an operator
    asked: Any = criterion.value
    if criterion.op is Op.IS_MISSING or value is None:
        return criterion.op is Op.IS_MISSING and value is None
    match criterion.op:
        case Op.ANY_OF:
            return value in asked
        case Op.NONE_OF:
            return bool(asked) and value not in asked
        case Op.AT_LEAST:
            return bool(value >= asked)
        case Op.AT_MOST:
            return bool(value <= asked)
        case Op.SINCE:
            return bool(value.date() >= asked)
        case Op.BEFORE:
            return bool(value.date() < asked)
        case Op.IS_TRUE | Op.IS_FALSE:
            return value is (criterion.op is Op.IS_TRUE)
        case _:
            return True
