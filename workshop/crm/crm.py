"""The CRM tables that numbers are asked of, and what is known of them beside their rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from workshop.crm.intake.report import Report
from workshop.crm.joins import crossed, measured
from workshop.crm.schema import TABLES
from workshop.errors import WorkshopError
from workshop.policy import FEWEST_COLLEAGUES
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    import ibis

    from workshop.crm.days.calendar import Calendar
    from workshop.crm.engine import Engine
    from workshop.crm.joins import Join

Found = TypeVar("Found")


@dataclass(frozen=True)
class Crm:
    """Canonical tables, open for reading.

    Attributes:
        engine: what holds them and computes.
        name: what the data calls itself.
        currency: ISO 4217 code, ``XXX`` where the export does not say.
        as_of: the last day the data knows of.
        report: what became of the export's rows; empty where nobody imported them.
        fewest_colleagues: how many must stand behind a group for its figures to be shown.
        sides: for whom sources count that are none of the kit's own.
        unknowable: columns (``contacts.score``) that stand as of a later day than `as_of`: no date
            belongs to them, so no rule may ask for them, see `workshop.crm.days.as_of`.
        calendar: when the team works; None where nobody said it.
    """

    engine: Engine
    name: str
    currency: str
    as_of: date
    report: Report = field(default_factory=Report)
    fewest_colleagues: int = FEWEST_COLLEAGUES
    sides: Mapping[str, str] = field(default_factory=dict)
    unknowable: frozenset[str] = frozenset()
    calendar: Calendar | None = None
    _kept: dict[Any, ibis.Table] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    _looked_up: dict[Any, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    # A warehouse is far away: it is asked once what it has.
    _given: dict[str, ibis.Table] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def once(self, name: Any, make: Callable[[], ibis.Table]) -> ibis.Table:
        """Return the table that `make` describes, computed at its first use and kept.

        Only where the engine keeps tables, see `Engine.keep`; else it gets the expression again.
        """
        if name not in self._kept:
            self._kept[name] = self.engine.keep(make())
        return self._kept[name]

    def look_up(self, name: Any, find: Callable[[], Found]) -> Found:
        """Return what `find` finds about the data; it is asked for once and kept."""
        if name not in self._looked_up:
            self._looked_up[name] = find()
        found: Found = self._looked_up[name]
        return found

    def table(self, name: str) -> ibis.Table:
        """Return a canonical table as an Ibis expression.

        Raises:
            WorkshopError: if the data does not have it.
        """
        if name not in self.tables:
            raise WorkshopError(
                N_("The data has no table “{table}”."),
                found="{tables}",
                hint=N_("Import this table as well or work with the sample company."),
                table=name,
                tables=", ".join(sorted(self.tables)) or "–",
            )
        if name not in self._given:
            self._given[name] = self._open(name)
        return self._given[name]

    def _open(self, name: str) -> ibis.Table:
        return self.engine.table(name)

    @cached_property
    def tables(self) -> frozenset[str]:
        """The canonical tables there are."""
        return self.engine.names() & TABLES.keys()

    @property
    def set_aside(self) -> Mapping[str, int]:
        """Table to the number of the export's rows that were set aside when it was read."""
        return self.report.set_aside

    def missing(self, needs: Iterable[str]) -> list[str]:
        """Return which of the needed columns (``"deals.closed_at"``) the data cannot use.

        A column is not there, or it is there to lead to another table and its ids are not found
        there: see `unjoined`.
        """
        wanted = tuple(needs)
        if absent := self.absent(wanted):
            return absent
        broken = {f"{one.table}.{one.field}" for one in self.unjoined(wanted)}
        return [need for need in wanted if need in broken]

    def absent(self, needs: Iterable[str]) -> list[str]:
        """Return which of the needed columns the data does not have."""
        return [need for need in needs if not self._has(*need.split("."))]

    def unjoined(self, needs: Iterable[str]) -> list[Join]:
        """Return the links that columns are read across and that no number may cross.

        The shares are those of the import where there was one, and are measured once otherwise.
        """
        there = [need for need in needs if self._has(*need.split("."))]
        joins = [self._join(*one) for one in crossed(there, self.tables)]
        return [join for join in joins if join.broken]

    def broken_link(self, column: str) -> Join | None:
        """Return the link from a column (``"deals.contact_id"``) that was found to lead nowhere."""
        mine = (one for one in self._joins.values() if f"{one.table}.{one.field}" == column)
        return next((one for one in mine if one.broken), None)

    def _join(self, table: str, field: str, home: str) -> Join:
        if (table, field, home) not in self._joins:
            tables = {name: self.table(name) for name in (table, home)}
            # Nobody imported these tables, and what comes back from a warehouse is no row of it.
            self._joins[table, field, home] = measured(
                self.engine, tables, table, field, home
            ).by_form()
        return self._joins[table, field, home]

    @cached_property
    def _joins(self) -> dict[tuple[str, str, str], Join]:
        """What is known of links: each is asked for by many numbers."""
        return {(one.table, one.field, one.home): one for one in self.report.joins}

    def _has(self, table: str, column: str) -> bool:
        return column in self._columns.get(table, ())

    @cached_property
    def _columns(self) -> dict[str, frozenset[str]]:
        """Table to its columns: asked for so often that looking them up anew is felt."""
        return {name: frozenset(self.table(name).columns) for name in self.tables}
