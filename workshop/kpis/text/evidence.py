"""The rows behind one KPI in words: for a terminal, for the notebook, and for a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from workshop.crm.intake.rows.errors import plain
from workshop.crm.intake.said import aside_line, aside_reason
from workshop.crm.schema import TABLES
from workshop.kpis.catalogue.answers import kpi
from workshop.kpis.explain.account import Role
from workshop.kpis.explain.listing import lines
from workshop.kpis.text.answers import written
from workshop.kpis.text.explained import REASONS
from workshop.spreadsheet import written as spread
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workshop.crm.traces import Traced
    from workshop.kpis.explain.explanation import Explanation, Group
    from workshop.kpis.explain.listing import Line, Spot
    from workshop.words import Words

SHOWN = 10
"""So many rows of each kind are shown; a file takes all."""
COUNTED_AND_ADDED = N_("In n and in the numerator")
IN_N = N_("In n")
ROLES: dict[Role, str] = {
    Role.NUMERATOR: N_("In the numerator, not in n"),
    Role.COUNTED: N_("In n, not in the numerator"),
    Role.BELOW: N_("In the denominator only"),
    Role.LEFT_OUT: N_("Left out"),
    Role.DOUBTED: N_("Looked up only"),
    Role.OUTSIDE: N_("Not asked about here"),
}
SHOWS: dict[str, str] = {
    "decided_at": N_("Succeeded"),
    "answered_at": N_("First answer"),
    "duration": N_("Took"),
    "day": N_("Days observed"),
    "age": N_("Days open"),
    "marketing_first": N_("First marketing touchpoint"),
    "marketing_last": N_("Last marketing touchpoint"),
    "sales_first": N_("First sales touchpoint"),
    "person_first": N_("First personal sales touchpoint"),
    "first_at": N_("First deal won"),
    "again_at": N_("Handed over again"),
    "source": N_("Source"),
}
"""What a formula found out about a row, beside the columns it has."""
IN_CSV = (N_("KPI"), N_("File"), N_("Row"), N_("Part"), N_("adds"), N_("decided by"), N_("with"))
"""Columns of a file with rows, before those of the fields."""


@dataclass(frozen=True)
class Section:
    """Rows of one file that are the same to a number.

    Attributes:
        title: what they are, and how many.
        rows: some of them, each as a line.
        more: how many are not among these.
    """

    title: str
    rows: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class Evidence:
    """The rows behind one number, in one language.

    Attributes:
        told: the number.
        traced: the data.
        words: the language.
    """

    told: Explanation
    traced: Traced
    words: Words

    def files(self, most: int = SHOWN) -> list[tuple[str, list[Section]]]:
        """Return each file with the rows in it that the number is made of or leaves out.

        Args:
            most: so many rows of each kind.
        """
        found: dict[str, list[Section]] = {}
        order = [*Role]
        for account in self.told.accounts:
            listed = lines(account, self.traced, most)
            groups = [group for group in self.told.groups if group.table == account.table]
            for group in sorted(groups, key=lambda each: (each.part, order.index(each.role))):
                if account.judges or group.role is not Role.OUTSIDE:
                    rows = tuple(self.line(one) for one in listed if _alike(one, group))
                    section = Section(self._title(group), rows, group.n - len(rows))
                    file = plain(self.traced.files[group.table, group.part])
                    found.setdefault(file, []).append(section)
        for part in self.told.aside:
            asides = [Section(aside_line(one, self.words), (), 0) for one in part.set_aside]
            found.setdefault(plain(part.source), []).extend(asides)
        return [*found.items()]

    def text(self) -> list[str]:
        """Return them as lines for a terminal."""
        said: list[str] = []
        for file, sections in self.files():
            said += ["", file]
            for section in sections:
                said += [f"  {section.title}", *(f"    {row}" for row in section.rows)]
                if section.rows and section.more:
                    said.append(f"    {self.more(section)}")
        return said

    def more(self, section: Section) -> str:
        """Return how many rows of a section are not shown."""
        return self.words("… and {n} more", n=self.words.number(section.more))

    def _title(self, group: Group) -> str:
        parts = [self.part(group), self.words.plural("{n} row", "{n} rows", group.n)]
        if group.role is Role.NUMERATOR:
            parts += self._added(group.table, group.adds)
        return " · ".join(parts)

    def _added(self, table: str, adds: float | None) -> list[str]:
        """Return what rows add to the numerator, where that is money."""
        if adds is None or not self.told.account(table).money:
            return []
        amount = self.words.money(adds, self.traced.crm.currency)
        return [self.words("adds {amount}", amount=amount)]

    def part(self, row: Line | Group) -> str:
        """Return what a row is to the number, and why: “Left out: no date”."""
        words = self.words
        name = ROLES[row.role]
        if row.role is Role.NUMERATOR and row.counted:
            name = COUNTED_AND_ADDED
        elif row.role is Role.COUNTED and not self._adds(row.table):
            name = IN_N
        why = [words(REASONS[code]) for code in row.codes]
        if row.kind is not None:
            field = next(field for field in TABLES[row.table].fields if field.closed)
            why.append(words(field.choice_label(row.kind)))
        if not why:
            return words(name)
        reasons = ", ".join(dict.fromkeys(why))
        return words("{part}: {reasons}", part=words(name), reasons=reasons)

    def _adds(self, table: str) -> bool:
        groups = (group for group in self.told.groups if group.table == table)
        return any(group.role is Role.NUMERATOR for group in groups)

    def line(self, line: Line) -> str:
        """Return one row: its number, what decided, and by which row of another file."""
        words = self.words
        said = [words("row {n}", n=line.spot.row)]
        for name, value in line.values.items():
            if value is not None:
                said.append(f"{self.label(line.table, name)} {self.value(line, name)}")
        if line.adds not in line.values.values():
            said += self._added(line.table, line.adds)
        if line.event:
            said.append(words("by {spot}", spot=self.spot(line.event)))
        said += [words("together with {spot}", spot=self.spot(other)) for other in line.also]
        return " · ".join(said)

    def spot(self, spot: Spot) -> str:
        """Return file and row."""
        return self.words("{file}, row {n}", file=plain(spot.file), n=spot.row)

    def label(self, table: str, name: str) -> str:
        """Return what people call what decided."""
        field = TABLES[table].field(name)
        return self.words(field.label if field else SHOWS[name])

    def value(self, line: Line, name: str) -> str:
        """Return what decided, as the language writes it; nothing where it is empty."""
        words, value = self.words, line.values[name]
        field = TABLES[line.table].field(name) or SOURCES.get(name)
        match value:
            case None:
                said = ""
            case bool():
                said = words("yes") if value else words("no")
            case datetime():
                said = _moment(value, words)
            case str():
                said = plain(words(field.choice_label(value)) if field else value)
            case _ if name == "duration":
                said = written(value, self.told.answer.unit, words)
            case _ if field and field.unit == "money":
                said = words.money(value, self.traced.crm.currency, 2)
            case _:
                said = words.number(value, 0 if value == round(value) else 1)
        return said

    def _cell(self, line: Line, name: str) -> str:
        """Return what decided for a spreadsheet, which sorts moments that begin with the year."""
        value = line.values[name]
        if isinstance(value, datetime):
            return value.isoformat(" ", "minutes")
        return self.value(line, name)

    def cells(self) -> Iterator[dict[str, str]]:
        """Return every row for a spreadsheet, heading to text; see `IN_CSV`."""
        words = self.words
        name = words(kpi(self.told.answer.name).label)
        for account in self.told.accounts:
            for one in lines(account, self.traced):
                adds = "" if one.adds is None else words.amount(one.adds)
                event = self.spot(one.event) if one.event else ""
                also = " · ".join(self.spot(other) for other in one.also)
                own = (name, one.spot.file, str(one.spot.row), self.part(one), adds, event, also)
                fields = {self.label(one.table, key): self._cell(one, key) for key in one.values}
                yield {**dict(zip(map(words, IN_CSV), map(plain, own), strict=True)), **fields}
        for part in self.told.aside:
            for group in part.set_aside:
                why = aside_reason(group, words)
                for row in group.rows:
                    spot = (name, part.source, str(row), why, "", "", "")
                    yield dict(zip(map(words, IN_CSV), map(plain, spot), strict=True))


SOURCES = {"source": TABLES["contacts"].field("source")}


def _alike(line: Line, group: Group) -> bool:
    own = (line.part, line.role, line.counted, line.codes, line.kind)
    return own == (group.part, group.role, group.counted, group.codes, group.kind)


def _moment(value: datetime, words: Words) -> str:
    day = words.date(value.date())
    if not (value.hour or value.minute):
        return day
    return words("{day}, {time}", day=day, time=f"{value:%H:%M}")


def spreadsheet(told: Sequence[Explanation], traced: Traced, words: Words) -> bytes:
    """Return the rows behind some numbers as CSV, all of them; no cell computes."""
    rows = [cells for one in told for cells in Evidence(one, traced, words).cells()]
    head = list(dict.fromkeys([*map(words, IN_CSV), *(name for row in rows for name in row)]))
    return spread(head, ([row.get(name, "") for name in head] for row in rows))
