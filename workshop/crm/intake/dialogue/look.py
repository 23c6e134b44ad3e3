"""One sheet of an export, looked at: what it is, what its cells prove, what stays open."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from workshop.clock import now
from workshop.crm.chain import READABLE
from workshop.crm.intake.dialogue.asked import constant_doubts, currency_doubts, factor_doubts
from workshop.crm.intake.dialogue.ended import (
    DEALS,
    Ended,
    closed_by,
    evidence_of,
)
from workshop.crm.intake.dialogue.handed import handed_doubts, handed_notes, status_meanings
from workshop.crm.intake.dialogue.note import cost_notes, kind_notes, money_note, row_notes
from workshop.crm.intake.dialogue.people import nameless_meanings, person_doubts
from workshop.crm.intake.dialogue.sources import (
    CONTACTS,
    SOURCE,
    known_sides,
    source_doubts,
    unnamed_sources,
)
from workshop.crm.intake.dialogue.touched import happened, happened_doubts, touch_doubts
from workshop.crm.intake.doubt import (
    LEAVE_OUT,
    MAY_BE_SILENT,
    NO_ANSWER,
    NO_COLUMN,
    NO_CUSTOMER,
    YES,
    Doubt,
    Topic,
)
from workshop.crm.intake.rows.cells import STATUS, value_sql
from workshop.crm.intake.rows.currency import converted, monies, proven_currency
from workshop.crm.intake.rows.errors import EITHER, NUMBERED, THREE, doubtful
from workshop.crm.intake.rows.memory import memory
from workshop.crm.intake.rows.oddities import named_people
from workshop.crm.intake.rows.raw import conventions, load_raw
from workshop.crm.mapping import TableMapping
from workshop.crm.readings.choices import nothing
from workshop.crm.readings.sql import literal, name, one_of
from workshop.crm.recognise import who_became_a_customer
from workshop.crm.recognise.people.person_names import masked
from workshop.crm.recognise.people.surnames import NOBODY
from workshop.crm.touch import TOUCHPOINTS

if TYPE_CHECKING:
    from workshop.crm.recognise import Match, Recognised
    from workshop.crm.schema import Field
    from workshop.crm.sheets import Sheet


@dataclass(frozen=True)
class Understood:
    """One column, with what a cell of it means.

    Attributes:
        table, field: canonical names.
        columns: of the export.
        cell: an example as it stands there.
        meaning: what it was read as: a number, a moment, yes or no, or a text.
        source: the sheet it stands in.
    """

    table: str
    field: str
    columns: tuple[str, ...]
    cell: str
    meaning: Any
    source: str = ""


class Look:
    """One sheet, looked at: what it is, what its cells prove, what stays open."""

    def __init__(self, found: Recognised, sheet: Sheet, people: frozenset[str] = NOBODY) -> None:
        self.found, self.sheet, self.table = found, sheet, found.table
        named = [match for match in found.matches if not match.stand_in]
        columns = {match.field: match.columns for match in (*named, *found.owners)}
        self.owners = tuple(one for match in found.owners for one in match.columns)
        self.unsure = dict(found.unsure_values)
        self.sides: list[Doubt] = []
        values = {key: dict(meanings) for key, meanings in found.values.items() if meanings}
        for field in READABLE[self.table].fields:
            if field.closed and field.name in columns:
                entries = self._entries(columns[field.name])
                if found.handover:
                    values[field.name] = status_meanings(masked(one, people) for one in entries)
                    continue
                known, unsure = self._meanings(field, entries, people)
                values[field.name], self.unsure[field.name] = known, unsure
        self.mapping = TableMapping(
            file=sheet.file,
            sheet=sheet.tab,
            columns=columns,
            values=values,
            constants={**found.constants, **({"kind": found.of_kind} if found.of_kind else {})},
            wide=found.wide,
            handover=found.handover,
            type_by=found.type_by,
            only={found.done: happened(sheet, found.done)} if found.done else {},
            some_rows=found.some_rows,
            numbered=found.numbered,
        )
        self.notes = [
            *cost_notes(found, self.mapping),
            *handed_notes(self.mapping),
            *kind_notes(found, self.mapping),
            *row_notes(found),
        ]
        self.currencies: list[Doubt] = []
        self.currency = ""
        self._settle_money()
        if self.table == DEALS:
            self._add_evidence()
        connection = memory().con
        self.raw = load_raw(
            connection, sheet, self.table, self.mapping, owners=False, people=people
        )
        self.rules = conventions(self.raw, self.mapping, "UTC")
        is_asked = self.table == DEALS and not found.some_rows
        self.ended = self._asked_how_they_ended() if is_asked else None
        if self.ended:
            self.mapping = self.ended.settled

    def _meanings(
        self, field: Field, entries: set[str], people: frozenset[str]
    ) -> tuple[dict[str, str], tuple[str, ...]]:
        """Return what the entries of a list mean, and those a person should look at."""
        if self.found.some_rows:
            return who_became_a_customer({masked(one, people) for one in entries})
        return nameless_meanings(self.table, field, entries, people)

    def _settle_money(self) -> None:
        """Take amounts in one currency where others stand in several; ask where a sign is open."""
        for money in monies([(self.sheet, self.mapping)]):
            if not money.is_mixed:
                self.currencies += currency_doubts(money)
            elif other := converted(self.sheet, self.mapping, money):
                self.notes.append(money_note(money, other))
                columns = {**self.mapping.columns, money.field: (other.column,)}
                self.mapping = self.mapping.model_copy(update={"columns": columns})
                self.currency = proven_currency(self.sheet, money, other)
                if not self.currency:
                    self.currencies += currency_doubts(other, tuple(sorted(money.counts)))

    def _add_evidence(self) -> None:
        """Add what says besides the status how a deal ended."""
        evidence = evidence_of(self.found.evidence, self.found.suggested)
        if evidence.columns or "lost_reason" in self.mapping.columns:
            mapping = self.mapping.model_copy(update={"outcome": evidence})
            self.mapping = closed_by(mapping, evidence)

    def give_sources_to_sides(self) -> None:
        """Look for whom the sources of contacts count; asked only where deals may come of them."""
        if self.table == CONTACTS and SOURCE in self.mapping.columns:
            sources = unnamed_sources(self.raw, self.mapping)
            self.sides = source_doubts(sources, self.mapping.columns[SOURCE][0])
            self.mapping = self.mapping.model_copy(update={"sides": known_sides(sources)})

    def _asked_how_they_ended(self) -> Ended:
        latest = datetime.combine(now().date() + timedelta(days=1), datetime.min.time())
        unsure = self.unsure.get(STATUS, ())
        told = self.found.suggested
        found = Ended.of(self.raw, self.mapping, self.rules, latest, unsure=unsure, suggested=told)
        if STATUS in self.unsure:
            self.unsure[STATUS] = tuple(found.open_entries)
        return found

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
        columns = self.mapping.columns_of(field)
        if not columns:
            return None
        text = name(field)
        most = f"{nothing(text)}, length({text}) desc, {text}"
        if self.found.some_rows:
            bought = [one for one, meant in self.mapping.values.get(field, {}).items() if meant]
            most = f"not {one_of(text, bought)}, {most}"
        cell = self.raw.one(cell=f"first({text} order by {most})")["cell"]
        if cell is None:
            return None
        known = next(one for one in self.raw.fields if one.name == field)
        value = value_sql(self.raw, self.table, known, self.mapping, self.rules)
        if self.ended and field == STATUS:
            value = f"coalesce({value}, {self.ended.said.status})"
        same = f"filter ({text} = {literal(cell)})"
        meaning = self.raw.one(meaning=f"first({value}) {same}")["meaning"]
        shown = masked(cell, self.raw.people)  # a projector may show it
        return Understood(self.table, field, columns, shown, meaning, self.sheet.name)

    def doubts(self) -> list[Doubt]:
        """Return what a person should decide about this sheet."""
        ended = self.ended.doubts() if self.ended else ()
        people = person_doubts(self.raw, self.table, self.mapping)
        found = [
            *(*self._conventions(), *self._columns(), *self._values()),
            *(*ended, *self.sides, *people, *self.currencies),
            *handed_doubts(self.found, self.raw, self.mapping, self.rules),
            *self._touches(),
            *factor_doubts(self.table, self.mapping),
            *constant_doubts(self.found, self.mapping),
        ]
        return [replace(one, source=self.sheet.name) for one in found]

    def _touches(self) -> list[Doubt]:
        if self.table != TOUCHPOINTS:
            return []
        unsure = happened_doubts(self.sheet, self.found.done) if self.found.done else ()
        return [*unsure, *touch_doubts(self.raw, self.mapping)]

    def read_as(self, other: Look) -> None:
        """Write dates as another table of the same sheet proves that they are written."""
        if self.rules.open_order and other.rules.order:
            self.mapping = self.mapping.model_copy(update={"date_order": other.rules.order})
            self.rules = conventions(self.raw, self.mapping, "UTC")

    @property
    def is_empty(self) -> bool:
        """Whether no row of the sheet is any of this table."""
        return not self.raw.one(n="count(*)")["n"]

    def _conventions(self) -> list[Doubt]:
        found = []
        for topic, shape, is_open, options in (
            (Topic.DECIMAL, THREE, self.rules.open_decimal, (",", ".")),
            (Topic.ORDER, EITHER, self.rules.open_order, ("day_first", "month_first")),
            (Topic.DAYS, NUMBERED, self.rules.open_days, (YES, LEAVE_OUT)),
        ):
            if is_open:
                column, cell = doubtful(self.raw, self.mapping, shape)
                found.append(Doubt(topic, self.table, column, "", cell, options, guess=True))
        return found

    def _columns(self) -> list[Doubt]:
        return [self._column(match) for match in self.found.matches if not match.sure]

    def _column(self, match: Match) -> Doubt:
        first = match.columns[0]
        options = (first, *match.others, NO_COLUMN)
        if match.stand_in:
            asked = Doubt(Topic.COLUMN, self.table, first, match.field, options=options)
            return replace(asked, proposed=NO_COLUMN, fallback=NO_COLUMN)
        return Doubt(Topic.COLUMN, self.table, first, match.field, "", options, first)

    def _values(self) -> list[Doubt]:
        found = []
        for key, values in self.unsure.items():
            field = READABLE[self.table].field(key)
            if field is None or not field.closed:
                continue
            options = tuple(value for value, _ in field.choices)
            if (self.table, key) in MAY_BE_SILENT:
                options = (*options, NO_ANSWER)
            column = self.mapping.columns[key][0]
            rows = self._rows(field)
            asked = Doubt(Topic.VALUE, self.table, column, key, options=options, guess=True)
            if self.found.some_rows:
                asked = replace(asked, topic=Topic.CUSTOMER, options=(YES, NO_CUSTOMER))
            for value in values:
                meant = self.mapping.values.get(key, {}).get(value, "")
                proposed = meant if meant in asked.options else ""
                n = rows.get(value, 0)
                found.append(replace(asked, example=value, proposed=proposed, rows=n))
        return found

    def _rows(self, field: Field) -> dict[str, int]:
        """Return how many rows hold each entry of a field, names taken out of it."""
        text = name(field.name)
        counted = self.raw.connection.table(self.raw.table).filter(f"{text} is not null")
        known = self.mapping.values.get(field.name, {})
        people, rows = named_people(self.raw, field, known), Counter[str]()
        for entry, n in counted.aggregate(f"{text}, count(*)").fetchall():
            rows[people.get(entry, entry)] += n
        return rows
