"""What the kit makes of an export by itself, said so that a person can agree or object."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from workshop.crm.intake.currency import currency_of
from workshop.crm.intake.doubt import doubtful
from workshop.crm.intake.glimpse import preview
from workshop.crm.intake.memory import memory
from workshop.crm.intake.raw import conventions, load_raw
from workshop.crm.intake.reader import value_sql
from workshop.crm.mapping import CrmMapping, TableMapping
from workshop.crm.readings import moments, numbers
from workshop.crm.readings.sql import literal, name
from workshop.crm.recognise import recognise, value_meanings
from workshop.crm.schema import TABLES, Kind
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.crm.export import Export
    from workshop.crm.readings.moments import Order
    from workshop.crm.recognise import Match, Recognised
    from workshop.crm.sheets import Sheet

NO_COLUMN = ""
"""The answer that a field has no column."""


NO_ANSWER = ""
"""What a value means that says nobody has answered yet."""
MAY_BE_SILENT = frozenset({("handoffs", "outcome")})


class Topic(StrEnum):
    """What a question to the person is about."""

    DECIMAL = "decimal"
    ORDER = "order"
    COLUMN = "column"
    VALUE = "value"


READ_BY = {Topic.DECIMAL: Kind.NUMBER, Topic.ORDER: Kind.MOMENT}
"""Which kind of cell reads anew when a question is answered."""


@dataclass(frozen=True)
class Doubt:
    """Something a person should decide.

    Attributes:
        topic: what it is about.
        table: canonical name.
        column: of the export.
        field: canonical field.
        example: a cell, or a value of a list.
        options: possible answers.
        proposed: the answer the kit would give, empty where it has none to give.
    """

    topic: Topic
    table: str
    column: str
    field: str = ""
    example: str = ""
    options: tuple[str, ...] = ()
    proposed: str = ""


@dataclass(frozen=True)
class Understood:
    """One column, with what a cell of it means.

    Attributes:
        table, field: canonical names.
        columns: of the export.
        cell: an example as it stands there.
        meaning: what it was read as: a number, a moment, yes or no, or a text.
    """

    table: str
    field: str
    columns: tuple[str, ...]
    cell: str
    meaning: Any


@dataclass(frozen=True)
class Proposal:
    """A mapping for an export, with what speaks for it and what is open.

    Attributes:
        mapping: how the kit would read it.
        sources: canonical table to the sheet it is read from.
        understood: examples, table by table.
        doubts: what a person should look at.
        owners: sheet to its columns that point at colleagues; not read unless switched on.
        personal: sheet to columns that hold personal data; never read.
        unknown: sheet to the reason why no table is read from it.
    """

    mapping: CrmMapping
    sources: Mapping[str, str]
    understood: tuple[Understood, ...]
    doubts: tuple[Doubt, ...]
    owners: Mapping[str, tuple[str, ...]]
    personal: Mapping[str, tuple[str, ...]]
    unknown: Mapping[str, str]


def propose(export: Export) -> Proposal:
    """Return how the kit would read an export.

    Raises:
        WorkshopError: if a file is no table, or nothing in it looks like a CRM.
    """
    sheets = {sheet.name: sheet for sheet in export.sheets()}
    recognition = recognise([preview(sheet) for sheet in sheets.values()])
    if not recognition.tables:
        raise WorkshopError(
            N_("Nothing in these files looks like a table of a CRM."),
            found="{files}",
            hint=N_("Export contacts or deals, with their ids and dates, one row for each."),
            files=", ".join(sheets) or "–",
        )
    looks = [_Look(found, sheets[found.preview]) for found in recognition.tables]
    currency = currency_of([(look.sheet, look.mapping) for look in looks])
    tables = {look.table: look.mapping for look in looks}
    return Proposal(
        mapping=CrmMapping.model_validate({"tables": tables, **currency}),
        sources={look.table: look.sheet.name for look in looks},
        understood=tuple(one for look in looks for one in look.understood()),
        doubts=tuple(doubt for look in looks for doubt in look.doubts()),
        owners={look.sheet.name: look.owners for look in looks if look.owners},
        personal={look.sheet.name: look.found.personal for look in looks if look.found.personal},
        unknown=recognition.left,
    )


class _Look:
    """One sheet, looked at: what it is, what its cells prove, what stays open."""

    def __init__(self, found: Recognised, sheet: Sheet) -> None:
        self.found, self.sheet, self.table = found, sheet, found.table
        columns = {match.field: match.columns for match in (*found.matches, *found.owners)}
        self.owners = tuple(one for match in found.owners for one in match.columns)
        self.unsure = dict(found.unsure_values)
        values = {key: dict(meanings) for key, meanings in found.values.items() if meanings}
        for field in TABLES[self.table].fields:
            if field.closed and field.name in columns:
                known, unsure = value_meanings(
                    self.table, field.name, self._entries(columns[field.name])
                )
                values[field.name], self.unsure[field.name] = known, unsure
        self.mapping = TableMapping(
            file=sheet.file, sheet=sheet.tab, columns=columns, values=values
        )
        connection = memory().con
        self.raw = load_raw(connection, sheet, self.table, self.mapping, owners=False)
        self.rules = conventions(self.raw, self.mapping, "UTC")

    def _entries(self, columns: tuple[str, ...]) -> set[str]:
        """Return every entry of a list of values, in the whole file."""
        entries: set[str] = set()
        for batch in self.sheet.batches(columns, []):
            for cells in batch.columns[1:]:
                entries |= {*cells.unique().to_pylist()}
        return entries - {None}

    def understood(self) -> list[Understood]:
        """Return an example of each column: the longest cell says most."""
        return [one for field in self.raw.fields if (one := self._example(field.name))]

    def _example(self, field: str) -> Understood | None:
        text = name(field)
        cell = self.raw.one(cell=f"first({text} order by length({text}) desc, {text})")["cell"]
        if cell is None:
            return None
        known = next(one for one in self.raw.fields if one.name == field)
        value = value_sql(self.raw, self.table, known, self.mapping, self.rules)
        same = f"filter ({text} = {literal(cell)})"
        meaning = self.raw.one(meaning=f"first({value}) {same}")["meaning"]
        return Understood(self.table, field, self.mapping.columns[field], cell, meaning)

    def doubts(self) -> list[Doubt]:
        """Return what a person should decide about this sheet."""
        return [*self._conventions(), *self._columns(), *self._values()]

    def _conventions(self) -> list[Doubt]:
        found = []
        for topic, kind, is_open, options in (
            (Topic.DECIMAL, Kind.NUMBER, self.rules.open_decimal, (",", ".")),
            (Topic.ORDER, Kind.MOMENT, self.rules.open_order, ("day_first", "month_first")),
        ):
            if is_open:
                column, cell = doubtful(self.raw, self.mapping, kind)
                found.append(Doubt(topic, self.table, column, "", cell, options))
        return found

    def _columns(self) -> list[Doubt]:
        return [self._column(match) for match in self.found.matches if not match.sure]

    def _column(self, match: Match) -> Doubt:
        first = match.columns[0]
        options = (first, *match.others, NO_COLUMN)
        return Doubt(Topic.COLUMN, self.table, first, match.field, "", options, first)

    def _values(self) -> list[Doubt]:
        found = []
        for key, values in self.unsure.items():
            field = TABLES[self.table].field(key)
            if field is None or not field.closed:
                continue
            options = tuple(value for value, _ in field.choices)
            if (self.table, key) in MAY_BE_SILENT:
                options = (*options, NO_ANSWER)
            column = self.mapping.columns[key][0]
            for value in values:
                proposed = self.mapping.values.get(key, {}).get(value, "")
                found.append(Doubt(Topic.VALUE, self.table, column, key, value, options, proposed))
        return found


def answered(proposal: Proposal, doubt: Doubt, answer: str) -> Proposal:
    """Return the proposal with one doubt decided.

    Args:
        proposal: with the doubt.
        doubt: one of its doubts.
        answer: one of the doubt's options.

    Raises:
        WorkshopError: if that is none of the options, or the table would have no column left.
    """
    if answer not in doubt.options:
        raise WorkshopError(
            N_("This is none of the answers."),
            found="{answer}",
            hint=N_("Answers: {options}"),
            answer=answer,
            options=", ".join(doubt.options),
        )
    tables = dict(proposal.mapping.tables)
    tables[doubt.table] = _decided(tables[doubt.table], doubt, answer)
    if not tables[doubt.table].columns:
        raise WorkshopError(
            N_("This table would have no column left."),
            found="{table}",
            hint=N_("Leave its file out instead."),
            table=doubt.table,
        )
    mapping = proposal.mapping.model_copy(update={"tables": tables})
    mapped = tables[doubt.table].columns
    left = tuple(
        one
        for one in proposal.doubts
        if one != doubt and not (one.table == doubt.table and one.field and one.field not in mapped)
    )
    said = tuple(_read_again(one, doubt, answer) for one in proposal.understood)
    return replace(proposal, mapping=mapping, doubts=left, understood=said)


def _read_again(one: Understood, doubt: Doubt, answer: str) -> Understood:
    """Return an example as it reads now that a convention is decided."""
    field = TABLES[one.table].field(one.field)
    if one.table != doubt.table or field is None or field.kind is not READ_BY.get(doubt.topic):
        return one
    cell = literal(one.cell)
    if doubt.topic is Topic.DECIMAL:
        sql = numbers.number(cell, "," if answer == "," else ".")
    else:
        order: Order = "day_first" if answer == "day_first" else "month_first"
        sql = moments.moment(cell, order, "UTC")
    row = memory().con.execute(f"select {sql}").fetchone()
    return replace(one, meaning=row[0] if row else None)


def _decided(one: TableMapping, doubt: Doubt, answer: str) -> TableMapping:
    match doubt.topic:
        case Topic.DECIMAL:
            return one.model_copy(update={"decimal": answer})
        case Topic.ORDER:
            return one.model_copy(update={"date_order": answer})
        case Topic.COLUMN if answer == doubt.proposed:
            return one
        case Topic.COLUMN:
            columns = {key: names for key, names in one.columns.items() if key != doubt.field}
            if answer != NO_COLUMN:
                columns[doubt.field] = (answer,)
            values = {key: said for key, said in one.values.items() if key in columns}
            return one.model_copy(update={"columns": columns, "values": values})
        case Topic.VALUE:
            values = {key: dict(meanings) for key, meanings in one.values.items()}
            values.setdefault(doubt.field, {})[doubt.example] = answer
            return one.model_copy(update={"values": values})
