"""Whether tables that were read row by row also hold together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import ibis

from workshop.crm.intake.report import Finding, Oddity
from workshop.crm.joins import HOMES, OPTIONAL_LINKS, Join, links
from workshop.crm.schema import TABLES, Kind
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from datetime import date

PAIRS = (
    ("deals", "created_at", "closed_at"),
    ("handoffs", "handed_at", "decided_at"),
    ("campaigns", "starts_at", "ends_at"),
)
"""Table, its beginning, its end."""
NO_VALUE = {
    "won": Oddity.NO_VALUE_WON,
    "lost": Oddity.NO_VALUE_LOST,
    "open": Oddity.NO_VALUE_OPEN,
}
TWIN_SECONDS = 7 * 86_400
MOST_VALUES = 500
"""Lists longer than this are not compared entry by entry."""


class Reference(NamedTuple):
    """A list of the values a field should have, from a file that is no CRM table.

    Attributes:
        file: what the file is called.
        values: what stands on the list.
    """

    file: str
    values: frozenset[str]


class Tables(NamedTuple):
    """Canonical tables to be checked.

    Attributes:
        table: gives one by name.
        present: the names there are.
        as_of: the last day that counts.
        joins: how well they are linked; measured here where nobody has.
    """

    table: Callable[[str], ibis.Table]
    present: Collection[str]
    as_of: date
    joins: Collection[Join] = ()

    def has(self, table: str, *columns: str) -> bool:
        """Return whether the table is there and has these columns."""
        return table in self.present and {*columns} <= {*self.table(table).columns}


def check(
    tables: Tables, references: Mapping[tuple[str, str], Reference] | None = None
) -> list[Finding]:
    """Return what does not hold together, in the order of the tables."""
    found = [
        *_negative(tables),
        *_contradictions(tables),
        *_undated_no(tables),
        *_links(tables),
        *_values(tables),
        *_future(tables),
        *_spellings(tables),
        *_unlisted(tables, references or {}),
        *_twins(tables),
    ]
    order = list(TABLES)
    return sorted(found, key=lambda finding: order.index(finding.table))


def _row(table: ibis.Table, **facts: Any) -> dict[str, Any]:
    row: dict[str, Any] = table.aggregate(**facts).to_pyarrow().to_pylist()[0]
    return {name: value or 0 for name, value in row.items()}


def _n(table: ibis.Table, condition: Any) -> int:
    return int(_row(table, n=condition.fill_null(False).sum())["n"])


def _negative(tables: Tables) -> Iterator[Finding]:
    for table, start, end in PAIRS:
        if tables.has(table, start, end):
            rows = tables.table(table)
            # By the day: many exports keep one of the two without a time.
            n = _n(rows, rows[end].date() < rows[start].date())
            if n:
                yield Finding(Oddity.NEGATIVE, table, n, names={"field": end, "other": start})


def _contradictions(tables: Tables) -> Iterator[Finding]:
    for table, one, other, says in (
        ("deals", "status", "closed_at", _ended_undated),
        ("deals", "status", "lost_reason", _reason_without_loss),
        ("handoffs", "outcome", "decided_at", _answered_undated),
        ("handoffs", "outcome", "reason", _reason_without_rejection),
    ):
        if tables.has(table, one, other):
            rows = tables.table(table)
            n = _n(rows, says(rows))
            if n:
                names = {"field": one, "other": other}
                yield Finding(Oddity.CONTRADICTION, table, n, names=names)


def _ended_undated(deals: ibis.Table) -> Any:
    return deals.status.isin(("won", "lost")) & deals.closed_at.isnull()


def _reason_without_loss(deals: ibis.Table) -> Any:
    return deals.lost_reason.notnull() & (deals.status == "won")


def _answered_undated(handoffs: ibis.Table) -> Any:
    # A no without a date is said in words of its own, see `_undated_no`.
    undated = handoffs.decided_at.isnull() & (handoffs.outcome == "accepted").fill_null(False)
    return undated | (handoffs.outcome.isnull() & handoffs.decided_at.notnull())


def _undated_no(tables: Tables) -> Iterator[Finding]:
    if tables.has("handoffs", "outcome", "decided_at"):
        rows = tables.table("handoffs")
        n = _n(rows, (rows.outcome == "rejected") & rows.decided_at.isnull())
        if n:
            yield Finding(Oddity.NO_DATE_OF_NO, "handoffs", n)


def _reason_without_rejection(handoffs: ibis.Table) -> Any:
    return handoffs.reason.notnull() & (handoffs.outcome == "accepted")


def _links(tables: Tables) -> Iterator[Finding]:
    for table in tables.present:
        for field in links(table, tables.table(table).columns):
            yield from _link(tables, table, field)


def _link(tables: Tables, table: str, key: str) -> Iterator[Finding]:
    rows, other = tables.table(table), HOMES[key]
    counts = _row(rows, all=rows.count(), linked=rows[key].count())
    empty = counts["all"] - counts["linked"]
    if empty and (table, key) not in OPTIONAL_LINKS:
        yield Finding(Oddity.NO_LINK, table, empty, counts["all"], {"field": key})
    if tables.has(other, key):
        join = _joined(tables, table, key, other)
        if join.misses:
            names = {"field": key, "other": other}
            if join.example:
                names |= {"column": join.column, "home_column": join.home_column}
                names |= {"example": join.example, "home_example": join.home_example}
            yield Finding(Oddity.JOIN_MISSES, table, join.misses, join.filled, names)


def _joined(tables: Tables, table: str, key: str, other: str) -> Join:
    for one in tables.joins:
        if (one.table, one.field, one.home) == (table, key, other):
            return one
    rows, known = tables.table(table), tables.table(other)
    misses = _n(rows, ~rows[key].isin(known.filter(known[key].notnull())[key]))
    counts = _row(rows, all=rows.count(), linked=rows[key].count())
    hits = counts["linked"] - misses
    return Join(table, key, other, counts["all"], counts["linked"], hits, key, key)


def _values(tables: Tables) -> Iterator[Finding]:
    if not tables.has("deals", "status", "value"):
        return
    deals = tables.table("deals")
    for status, oddity in NO_VALUE.items():
        # A won deal with a negative amount is a refund, see `oddities.refunds`.
        mine = (deals.status == status) & ((deals.value.fill_null(0) >= 0) | (status != "won"))
        missing = deals.value.isnull() if status == "open" else deals.value.fill_null(0) <= 0
        counts = _row(deals, of=mine.sum(), n=(mine & missing).sum())
        if counts["n"]:
            yield Finding(oddity, "deals", counts["n"], counts["of"])


def _future(tables: Tables) -> Iterator[Finding]:
    if tables.has("deals", "status", "closed_at"):
        deals = tables.table("deals")
        later = deals.closed_at.date() > ibis.date(tables.as_of.isoformat())
        n = _n(deals, deals.status.isin(("won", "lost")) & later)
        if n:
            yield Finding(Oddity.FUTURE, "deals", n)


def _spellings(tables: Tables) -> Iterator[Finding]:
    """Find values that differ in spaces, capitals and signs only, or say a known value aloud."""
    for table in tables.present:
        for field in TABLES[table].fields:
            if field.kind is Kind.CHOICE and tables.has(table, field.name):
                counts = _counts(tables.table(table), field.name)
                known = _said(field.choices) if len(counts) <= MOST_VALUES else {}
                yield from _alike(table, field.name, counts, known)


def _counts(rows: ibis.Table, column: str) -> dict[str, int]:
    """Return how often each value stands in a column, the most frequent first."""
    filled = rows.filter(rows[column].notnull())
    counted = filled.group_by(column).aggregate(n=filled.count())
    ordered = counted.order_by([counted.n.desc(), counted[column]]).limit(MOST_VALUES + 1)
    return {row[column]: row["n"] for row in ordered.to_pyarrow().to_pylist()}


def _alike(
    table: str, column: str, counts: Mapping[str, int], known: Mapping[str, str]
) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for value, n in counts.items():
        if not _plain(value):
            continue
        plain = known.get(_plain(value), _plain(value))
        twin = first.setdefault(plain, value)
        if twin != value:
            names = {"field": column, "value": value, "twin": twin}
            yield Finding(Oddity.SPELLINGS, table, n, counts[twin], names)


def _said(choices: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Return what people call the known values, each with the value it means."""
    said = {_plain(value): _plain(value) for value, _ in choices}
    for lang in LANGS:
        said |= {_plain(Words(lang)(label)): _plain(value) for value, label in choices}
    return said


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _unlisted(tables: Tables, references: Mapping[tuple[str, str], Reference]) -> Iterator[Finding]:
    for (table, column), reference in references.items():
        if not tables.has(table, column):
            continue
        plain = {_plain(value): value for value in reference.values if _plain(value)}
        for value, n in _counts(tables.table(table), column).items():
            if value not in reference.values:
                names = {"field": column, "value": value, "other": reference.file}
                close = plain.get(_plain(value), "")
                yield Finding(Oddity.UNLISTED, table, n, names=names | {"twin": close})


def _twins(tables: Tables) -> Iterator[Finding]:
    if not tables.has("contacts", "account_id", "role", "created_at"):
        return
    contacts = tables.table("contacts")
    told = contacts.filter(contacts.account_id.notnull(), contacts.role.notnull())
    before = told.created_at.lag().over(
        group_by=[told.account_id, told.role], order_by=told.created_at
    )
    gaps = told.mutate(gap=told.created_at.epoch_seconds() - before.epoch_seconds())
    n = _n(gaps, gaps.gap < TWIN_SECONDS)
    if n:
        yield Finding(Oddity.TWINS, "contacts", n)
