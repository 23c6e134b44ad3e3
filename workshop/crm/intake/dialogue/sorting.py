"""Which sheet is which table, and which column which field: what nothing recognises is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from workshop.crm.intake.doubt import NO_COLUMN, Doubt, Sample, Topic, check_option
from workshop.crm.intake.rows.glimpse import preview
from workshop.crm.recognise.assign import assigned
from workshop.crm.recognise.candidates import Sheet, candidates
from workshop.crm.recognise.costs import COSTS, wide_of
from workshop.crm.recognise.evidence import testimony
from workshop.crm.recognise.fit import LEAST
from workshop.crm.recognise.likely import likely_columns, likely_table
from workshop.crm.recognise.people.person_names import masked
from workshop.crm.recognise.people.screen import screen
from workshop.crm.recognise.recognition import sorted_out
from workshop.crm.recognise.tables import UNKNOWN
from workshop.crm.recognise.told import CUSTOMER, LOST_ON, NOT_USED, UNTOLD, WON_ON, Told
from workshop.crm.schema import TABLES, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from workshop.crm.recognise.profile import Profile
    from workshop.crm.source_files import Export

CONTACTS, DEALS, STATUS = "contacts", "deals", "status"
OFFERED = (CONTACTS, DEALS, "touchpoints", "handoffs", "accounts", "campaigns", COSTS)
"""What a sheet may be, the most frequent first."""
FIELDS: dict[str, tuple[str, ...]] = {
    "accounts": ("account_id", "industry", "employees"),
    CONTACTS: ("contact_id", "account_id", "created_at", "source"),
    "campaigns": ("campaign_id", "title", "kind", "starts_at", "budget"),
    "touchpoints": ("contact_id", "campaign_id", "happened_at", "side", "kind"),
    "handoffs": ("contact_id", "handed_at", "decided_at", "outcome", "reason"),
    DEALS: (
        *("contact_id", "account_id", "deal_id", STATUS, LOST_ON, "closed_at"),
        *("created_at", "value", "product", "lost_reason"),
    ),
    COSTS: ("month", "amount", "side", "kind"),
}
"""What is asked of a sheet of which a person has said what it is, in this order."""
NEEDED = frozenset(
    {
        *((CONTACTS, "created_at"), (DEALS, STATUS), (DEALS, "contact_id"), (DEALS, "closed_at")),
        *(("touchpoints", "contact_id"), ("touchpoints", "happened_at")),
        *(("handoffs", "contact_id"), ("handoffs", "handed_at")),
        *((COSTS, "month"), (COSTS, "amount")),
    }
)
"""Fields for which nobody answers by saying nothing."""
HOMES = {"contact_id": CONTACTS, "account_id": "accounts", "campaign_id": "campaigns"}
EXAMPLES = 3
LEAST_COLUMNS = 2
"""A sheet with fewer is a title, or a note."""


class Use(NamedTuple):
    """What a column is read as: a field of a table, or what tells of one (`WON_ON`)."""

    table: str
    field: str


@dataclass(frozen=True)
class Sorting:
    """The sheets of an export, sorted as far as they are known or a person has told.

    Attributes:
        sheets: each with what its cells look like.
        told: what a person has said.
    """

    sheets: tuple[Sheet, ...]
    told: Told = UNTOLD

    @cached_property
    def questions(self) -> tuple[Doubt, ...]:
        """Every question, sheet by sheet; what is answered is proposed as it was answered."""
        asked = [*self._of_sheets()]
        is_open = any(one.source not in self.told.tables for one in asked)
        for table in TABLES:
            for sheet in self._tables.get(table, ()):
                asked += [*self._of(table, sheet, is_open=is_open)]
        return tuple(asked)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """The questions that nobody has answered yet."""
        return tuple(one for one in self.questions if not self.is_told(one))

    @property
    def asked(self) -> tuple[str, ...]:
        """The sheets about which anything is asked, in the order in which people look at them."""
        return tuple(dict.fromkeys(one.source for one in self.questions))

    def of(self, source: str) -> tuple[Doubt, ...]:
        """Return the questions about a sheet."""
        return tuple(one for one in self.questions if one.source == source)

    def columns(self, source: str) -> tuple[Sample, ...]:
        """Return all columns of a sheet with their examples."""
        table = self._table_of(source)
        (sheet,) = (one for one in self._told_sheets if one.preview.name == source)
        return samples(sheet, table or CONTACTS)

    def uses(self, source: str) -> dict[str, Use]:
        """Return which columns of a sheet are read as what, as far as that is settled."""
        table = self._table_of(source)
        if not table:
            return {}
        (sheet,) = (one for one in self._told_sheets if one.preview.name == source)
        chosen = assigned(candidates(table, sheet))
        sure = {one.columns[0]: key for key, one in chosen.items() if one.sure}
        told = {column: key for key, column in sheet.told.items() if column}
        return {column: Use(table, key) for column, key in {**sure, **told}.items()}

    def _table_of(self, source: str) -> str:
        named = ((table, one) for table, parts in self._tables.items() for one in parts)
        return next((table for table, one in named if one.preview.name == source), "")

    def is_told(self, doubt: Doubt) -> bool:
        """Return whether a person has answered a question."""
        if doubt.topic is Topic.SHEET:
            return doubt.source in self.told.tables
        return doubt.field in self.told.of(doubt.source)

    @property
    def to_leave_out(self) -> tuple[Doubt, ...]:
        """The open questions about sheets that nobody needs: the export has others."""
        sheets = (one for one in self.doubts if one.topic is Topic.SHEET)
        return tuple(one for one in sheets if one.fallback == NOT_USED)

    def without_the_rest(self) -> Sorting:
        """Return the sorting with every sheet left out that is `to_leave_out`."""
        told = self.told
        for doubt in self.to_leave_out:
            told = told.with_table(doubt.source, NOT_USED)
        return replace(self, told=told)

    @cached_property
    def _told_sheets(self) -> tuple[Sheet, ...]:
        return tuple(one.with_told(self.told.of(one.preview.name)) for one in self.sheets)

    @cached_property
    def _known(self) -> tuple[dict[str, list[Sheet]], dict[str, str]]:
        tables, _, left = sorted_out(self._told_sheets, self.told)
        return tables, left

    @property
    def _tables(self) -> dict[str, list[Sheet]]:
        return self._known[0]

    def _of_sheets(self) -> Iterator[Doubt]:
        """Yield what each sheet is, of those that nothing recognises."""
        tables, left = self._known
        known = {one.preview.name: table for table, parts in tables.items() for one in parts}
        is_any_known = any(name not in self.told.tables for name in known)
        for sheet in self._told_sheets:
            name = sheet.preview.name
            unknown = left.get(name) == UNKNOWN and len(sheet.cells) >= LEAST_COLUMNS
            if unknown or name in self.told.tables:
                yield self._sheet(sheet, known, is_any_known=is_any_known)

    def _sheet(self, sheet: Sheet, known: Mapping[str, str], *, is_any_known: bool) -> Doubt:
        name = sheet.preview.name
        others = [one for one in self._told_sheets if one is not sheet]
        likely = likely_table(
            sheet, others, {key: one for key, one in known.items() if key != name}
        )
        guessed = likely.table or (NOT_USED if is_any_known else "")
        return Doubt(
            Topic.SHEET,
            "",
            name,
            example=likely.column,
            options=(*OFFERED, NOT_USED),
            proposed=self.told.tables.get(name, guessed),
            guess=True,
            fallback=NOT_USED if is_any_known else None,
            other=likely.home,
            source=name,
            samples=samples(sheet, likely.table or CONTACTS),
        )

    def _of(self, table: str, sheet: Sheet, *, is_open: bool) -> Iterator[Doubt]:
        """Yield which of its columns are which fields, of a sheet with a table.

        No column is proposed twice: what is proposed for one field is not offered to the next.
        """
        assumed: dict[str, str] = {}
        for field in self._fields(table, sheet, is_open=is_open):
            doubt = self._which(table, field, sheet.with_told({**assumed, **sheet.told}))
            if doubt:
                yield doubt
                assumed[field] = doubt.proposed

    def _fields(self, table: str, sheet: Sheet, *, is_open: bool) -> Iterator[str]:
        """Yield the fields to ask for; who became a customer, if no other sheet may tell."""
        chosen = assigned(candidates(table, sheet))
        if sheet.preview.name in self.told.tables:
            yield from (one for one in FIELDS[table] if self._is_asked(table, one, sheet))
        elif table == CONTACTS and (_undated(sheet, chosen) or "created_at" in sheet.told):
            yield "created_at"
        is_told = "converted_at" in chosen and CUSTOMER not in sheet.told
        if table == CONTACTS and DEALS not in self._tables and not is_told and not is_open:
            yield CUSTOMER

    def _is_asked(self, table: str, field: str, sheet: Sheet) -> bool:
        if field in HOMES and HOMES[field] != table:
            return self._keys(field) is not None
        if field == STATUS:
            return field in sheet.told or not testimony(sheet.cells, ()).deciding
        if field == LOST_ON:
            return bool(sheet.told.get(WON_ON))
        if field == "closed_at":
            return not sheet.told.get(WON_ON)
        if field == "amount":
            return wide_of(sheet, assigned(candidates(table, sheet))) is None
        return True

    def _keys(self, field: str) -> Profile | None:
        """Return the keys that a field leads to, None where the export has no such table."""
        for sheet in self._tables.get(HOMES[field], ()):
            chosen = assigned(candidates(HOMES[field], sheet)).get(field)
            if chosen:
                return sheet.cells[chosen.columns[0]]
        return None

    def _which(self, table: str, field: str, sheet: Sheet) -> Doubt | None:
        """Return which column holds a field, None where that is known or no column may be it."""
        leads = field in HOMES and HOMES[field] != table
        found = likely_columns(table, field, sheet, self._keys(field) if leads else None)
        told = sheet.told.get(field)
        if told is None and (found.sure or not found.offered):
            return None
        if field == STATUS and sheet.told.get(WON_ON):
            told = sheet.told[WON_ON]
        shown = (*dict.fromkeys((*found.offered, *((told,) if told else ()))),)
        return Doubt(
            Topic.WHICH,
            table,
            sheet.preview.name,
            field,
            options=(*shown, NO_COLUMN),
            proposed=found.proposed if told is None else told,
            guess=True,
            fallback=None if self._is_needed(table, field, sheet) else NO_COLUMN,
            source=sheet.preview.name,
            samples=tuple(one for one in samples(sheet, table) if one.column in shown),
        )

    def _is_needed(self, table: str, field: str, sheet: Sheet) -> bool:
        """Return whether saying nothing is no answer: there would be no number, or a wrong one."""
        if field == CUSTOMER:
            return not _dates(assigned(candidates(table, sheet)))
        return (table, field) in NEEDED and sheet.preview.name in self.told.tables


def _dates(chosen: Collection[str]) -> set[str]:
    """Return those of some fields of contacts that are moments."""
    return {one.name for one in TABLES[CONTACTS].fields if one.kind is Kind.MOMENT} & {*chosen}


def _undated(sheet: Sheet, chosen: Collection[str]) -> bool:
    """Return whether contacts have no date although a column of dates is there."""
    return not _dates(chosen) and any(one.dates >= LEAST for one in sheet.cells.values())


def samples(sheet: Sheet, table: str) -> tuple[Sample, ...]:
    """Return the columns of a sheet with their first different cells, but for what names people."""
    apart = screen(table, sheet.cells)
    hidden = apart.personal | apart.owners
    return tuple(
        Sample(column, (), hidden=True)
        if column in hidden
        else Sample(column, _first(sheet.preview.columns[column]))
        for column in sheet.cells
    )


def _first(cells: Iterable[str | None]) -> tuple[str, ...]:
    filled = (masked(cell) for cell in cells if cell)  # a projector may show it
    return tuple(dict.fromkeys(filled))[:EXAMPLES]


def sort_out(export: Export) -> Sorting:
    """Return the sheets of an export, with the questions what they are.

    Raises:
        WorkshopError: if a file is no table.
    """
    return Sorting(tuple(Sheet.of(preview(sheet)) for sheet in export.sheets()))


def sorted_by(sorting: Sorting, doubt: Doubt, answer: str) -> Sorting:
    """Return the sorting with one question answered.

    Args:
        sorting: with the question.
        doubt: one of its questions.
        answer: one of the question's options.

    Raises:
        WorkshopError: if that is none of the options.
    """
    check_option(doubt, answer)
    if doubt.topic is Topic.SHEET:
        return replace(sorting, told=sorting.told.with_table(doubt.source, answer))
    told = sorting.told
    if doubt.field != STATUS:
        return replace(sorting, told=told.with_columns(doubt.source, {doubt.field: answer}))
    sheet = next(one for one in sorting.sheets if one.preview.name == doubt.source)
    is_date = bool(answer) and sheet.cells[answer].dates >= LEAST
    columns = {STATUS: NO_COLUMN if is_date else answer, WON_ON: answer if is_date else NO_COLUMN}
    again = told.without(doubt.source, LOST_ON)  # it is asked of dates only
    return replace(sorting, told=again.with_columns(doubt.source, columns))
