"""Which file and column of an export holds what: data, written once, used each quarter."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationError,
    model_validator,
)

from workshop.crm.chain import READABLE
from workshop.crm.columns import Columns  # noqa: TC001
from workshop.crm.days.calendar import Calendar  # noqa: TC001 - pydantic reads the annotation
from workshop.crm.handover import DECIDED_AT, TOLD, Handover
from workshop.crm.intake.rows.outcome import Evidence  # noqa: TC001
from workshop.crm.readings.moments import Order  # noqa: TC001
from workshop.crm.readings.numbers import Decimal  # noqa: TC001
from workshop.crm.recognise.sources import SourceSide  # noqa: TC001
from workshop.crm.touch import HUMAN, SIDE, Touch
from workshop.crm.wide import Wide  # noqa: TC001
from workshop.errors import WorkshopError
from workshop.policy import FEWEST_COLLEAGUES, HIGHEST_THRESHOLD, LOWEST_THRESHOLD
from workshop.reasons import Unfit
from workshop.words import N_, NO_CURRENCY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Facts = TypeVar("Facts", bound="CrmFacts")
MAPPING_FILE = "mapping.yaml"
SPRING = datetime(2026, 3, 1)  # noqa: DTZ001 - a date format knows no zone
"""A day that only a pattern with year and month can write and read again."""


def _known_table(name: str) -> str:
    if name not in READABLE:
        raise Unfit(
            N_("unknown table “{name}”; known: {known}"), name=name, known=", ".join(READABLE)
        )
    return name


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Unfit(
            N_("unknown time zone “{name}”; expected something like Europe/Vienna"), name=name
        ) from None
    return name


def _date_pattern(pattern: str) -> str:
    try:
        works = datetime.strptime(SPRING.strftime(pattern), pattern)  # noqa: DTZ007 - see SPRING
    except ValueError:
        works = None
    if works is None or works.replace(tzinfo=None) != SPRING:
        raise Unfit(
            N_("“{pattern}” doesn’t make a date; expected a pattern like %d.%m.%Y"), pattern=pattern
        )
    return pattern


class TableMapping(BaseModel):
    """How one canonical table, or one part of it, is read from one file.

    Attributes:
        file: name of a CSV file or workbook below the data folder.
        sheet: of a workbook; the only one that has the columns where absent.
        columns: canonical field to the export's column, or to several of which the first filled
            one counts. What is not named here is not read.
        values: canonical field to a translation of the export's values.
        constants: canonical field to the one value it has in every row, where no column holds it.
        outcome: what says besides the status how a deal ended.
        some_rows: whether only those rows are the table's that say how they ended: a list of
            leads that names the customers among them.
        numbered: the canonical field that is the number of the row, where no column has an id.
        sides: a source's name to the side it counts for, where the kit does not know it.
        wide: columns that stand side by side and are one field.
        handover: how rows of persons are read as hand-overs.
        type_by: columns that together say of which type a touchpoint is.
        touches: such a type to whose touchpoint it is; the empty one where no column says it.
        only: a column of the export to the entries a row must have there to be one of the table.
        factors: canonical field to what its numbers are multiplied by, where the header says so:
            1000 for “TEUR”.
        day_numbers: whether numbers in a column of dates are days as Excel counts them.
        date_format: strptime pattern of every date in the file; recognised by shape where absent.
        date_order: of day and month where the year stands last; proven by the cells where absent.
        decimal: the sign before decimals; proven by the cells where absent.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: str = Field(min_length=1)
    sheet: str = ""
    columns: dict[str, Columns] = {}
    values: dict[str, dict[str, str]] = {}
    constants: dict[str, str] = {}
    outcome: Evidence | None = None
    some_rows: bool = False
    numbered: str = ""
    sides: dict[str, SourceSide] = {}
    wide: Wide | None = None
    handover: Handover | None = None
    type_by: Columns = ()
    touches: dict[str, Touch] = {}
    only: dict[str, tuple[str, ...]] = {}
    factors: dict[str, int] = {}
    day_numbers: bool = False
    date_format: Annotated[str, AfterValidator(_date_pattern)] | None = None
    date_order: Order | None = None
    decimal: Decimal | None = None

    @model_validator(mode="after")
    def _reads_something(self) -> Self:
        if not self.columns and not self.wide and not self.outcome:
            raise Unfit(N_("“columns” names none; expected at least one"))
        return self

    @property
    def fields(self) -> tuple[str, ...]:
        """Every canonical field that gets a value from anywhere."""
        told = ("status",) if self.outcome else ()
        wide = self.wide.fields if self.wide else ()
        answers = TOLD if self.handover else ()
        makers = (SIDE, HUMAN) if self.touches else ()
        counted = (self.numbered,) if self.numbered else ()
        every = (*self.columns, *self.constants, *told, *wide, *answers, *makers, *counted)
        return tuple(dict.fromkeys(every))

    @property
    def place(self) -> str:
        """What people call the sheet: ``deals.csv`` or ``export.xlsx › Tabelle1``."""
        return f"{self.file} › {self.sheet}" if self.sheet else self.file

    @property
    def sources(self) -> tuple[str, ...]:
        """Every column of the export that is read, each once."""
        evidence = self.outcome.sources if self.outcome else ()
        wide = self.wide.columns if self.wide else ()
        mapped = (name for names in self.columns.values() for name in names)
        answers = self.handover.answers if self.handover else ()
        every = (*mapped, *evidence, *wide, *answers, *self.type_by, *self.only)
        return tuple(dict.fromkeys(every))

    def columns_of(self, field: str) -> tuple[str, ...]:
        """Return the export's columns that hold a field, in their cells or as their headers."""
        if self.wide and field in self.wide.fields:
            return self.wide.columns
        if self.handover and field == DECIDED_AT:
            return self.handover.answers
        return self.columns.get(field, ())

    @property
    def is_settled(self) -> bool:
        """Whether nobody has to say first that the rows are what they may be."""
        return self.handover is None or self.handover.confirmed


def _shape(value: object) -> str:
    return "[parts]" if isinstance(value, (list, tuple)) else "[one]"


def _alone(value: object) -> object:
    """Return a table's one part as itself, so that it is written as it always was."""
    return value[0] if isinstance(value, (list, tuple)) and len(value) == 1 else value


Parts = Annotated[
    Annotated[TableMapping, Tag("[one]")]
    | Annotated[tuple[TableMapping, ...], Field(min_length=1), Tag("[parts]")],
    Discriminator(_shape),
    BeforeValidator(_alone),
]
"""One file, or several that are one table."""


class CrmFacts(BaseModel):
    """What holds for a whole export.

    Attributes:
        name: what it calls itself.
        currency: ISO 4217 code of every amount.
        as_of: the last day it knows of; the last day anything happened where absent.
        time_zone: of the team; moments with an offset (``…Z``) are turned to its clock.
        calendar: when the team works; the kit's own default, said beside each number, where absent.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = ""
    currency: str = Field(default=NO_CURRENCY, pattern="^[A-Z]{3}$")
    as_of: date | None = None
    time_zone: Annotated[str, AfterValidator(_known_zone)] = "Europe/Berlin"
    calendar: Calendar | None = None


class CrmMapping(CrmFacts):
    """A whole export.

    Attributes:
        owners: whether the columns that point at a colleague are read, too.
        fewest_colleagues: how many must stand behind a group for its figures to be shown.
        tables: canonical table to how it is read: from one file, or from several that together
            are the table. Where a key stands in two of them, the row of the first counts.
    """

    owners: bool = False
    fewest_colleagues: int = Field(
        default=FEWEST_COLLEAGUES, ge=LOWEST_THRESHOLD, le=HIGHEST_THRESHOLD
    )
    tables: dict[Annotated[str, AfterValidator(_known_table)], Parts] = Field(min_length=1)

    def parts(self, table: str) -> tuple[TableMapping, ...]:
        """Return the files a table is read from, the first one first."""
        found = self.tables[table]
        return (found,) if isinstance(found, TableMapping) else found

    def every_part(self) -> Iterator[tuple[str, TableMapping]]:
        """Yield each table with each file it is read from."""
        for table in self.tables:
            for one in self.parts(table):
                yield table, one

    @property
    def settled(self) -> CrmMapping:
        """The mapping without hand-overs that nobody has confirmed."""
        parts = {name: tuple(o for o in self.parts(name) if o.is_settled) for name in self.tables}
        return self.model_copy(update={"tables": {name: p for name, p in parts.items() if p}})

    @property
    def sides(self) -> dict[str, SourceSide]:
        """For whom the sources of contacts count that are none of the kit's own."""
        contacts = self.parts("contacts") if "contacts" in self.tables else ()
        return {source: side for one in contacts for source, side in one.sides.items()}

    def to_yaml(self) -> str:
        """Return the mapping as YAML, the form people read; `read_mapping` reads it back."""
        data = self.model_dump(mode="json", exclude_defaults=True)
        return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)


def read_mapping(path: Path) -> CrmMapping:
    """Return the mapping in a YAML or JSON file.

    Raises:
        WorkshopError: if the file is missing, is no YAML, or names what the kit does not know.
    """
    try:
        content: Any = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise unreadable(path, error) from error
    mapping = validated(content, path)
    for table, one in mapping.every_part():
        _check_fields(table, one)
    return mapping


def changed(mapping: CrmMapping, **facts: object) -> CrmMapping:
    """Return the mapping with some facts about the whole export changed.

    Raises:
        WorkshopError: if a fact is none that a mapping can hold.
    """
    return validated({**mapping.model_dump(), **facts}, "–")


def validated(content: object, path: Path | str) -> CrmMapping:
    """Return plain data from `path` as a mapping, or raise `WorkshopError`."""
    return checked(CrmMapping, content, path)


def checked(kind: type[Facts], content: object, path: Path | str) -> Facts:
    """Return plain data from `path` as this kind of facts, or raise `WorkshopError`."""
    try:
        return kind.model_validate(content)
    except ValidationError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path | str, reason: Exception) -> WorkshopError:
    """Return the error about a mapping, or a data package, that cannot be used."""
    return WorkshopError(
        N_("The mapping file can’t be used."),
        found="{file}: {reason}",
        hint=N_("Compare it with datasets/mappings/maven_crm.yaml, a complete example."),
        file=path,
        reason=reason,
    )


def _check_fields(table: str, mapping: TableMapping) -> None:
    for name in (*mapping.fields, *mapping.values, *mapping.factors):
        if READABLE[table].field(name) is None:
            raise WorkshopError(
                N_("The mapping names a field that the table “{table}” doesn’t have."),
                found="{name}",
                hint=N_("Fields of this table: {known}"),
                table=table,
                name=name,
                known=", ".join(field.name for field in READABLE[table].fields),
            )
