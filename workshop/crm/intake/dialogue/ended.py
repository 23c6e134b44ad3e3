"""What the files leave open about how deals ended, as questions, and what they prove."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from workshop.crm.intake.doubt import NOTHING, STATUSES, Doubt, Topic
from workshop.crm.intake.rows.cells import STATUS, witnesses
from workshop.crm.intake.rows.oddities import named_people
from workshop.crm.intake.rows.outcome import NONE, OTHERS, STAGE, Evidence, cell_of
from workshop.crm.readings.sql import matches, name
from workshop.crm.recognise import value_meanings
from workshop.crm.schema import TABLES
from workshop.crm.traces import ROW

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from workshop.crm.intake.rows.outcome import Witnesses
    from workshop.crm.intake.rows.raw import Conventions, Raw
    from workshop.crm.mapping import TableMapping

DEALS = "deals"


class Rows(NamedTuple):
    """Rows with one entry of the status column: all, those decided otherwise, those past."""

    all: int
    decided: int
    past: int


@dataclass(frozen=True)
class Ended:
    """A table of deals, asked how they ended.

    Attributes:
        raw: its text, with the evidence.
        mapping: how it would be read, with proposals for entries nobody knows.
        said: what says in a row how the deal ended; entries nobody knows say nothing.
        unsure: the entries of the status column a person should look at.
        suggested: columns of dates that may say how a deal ended, with the role.
    """

    raw: Raw
    mapping: TableMapping
    said: Witnesses
    unsure: tuple[str, ...]
    suggested: Mapping[str, str]

    @classmethod
    def of(
        cls,
        raw: Raw,
        mapping: TableMapping,
        rules: Conventions,
        latest: datetime,
        *,
        unsure: tuple[str, ...],
        suggested: Mapping[str, str],
    ) -> Ended:
        """Return the table, asked without the meanings that are only proposed."""
        known = {k: v for k, v in mapping.values.get(STATUS, {}).items() if k not in unsure}
        sure = mapping.model_copy(update={"values": {**mapping.values, STATUS: known}})
        said = witnesses(raw, sure, rules, latest)
        return cls(raw, mapping, said, unsure, suggested)

    @property
    def settled(self) -> TableMapping:
        """The mapping with what is proven; evidence that says nothing here is left out of it."""
        values = dict(self.mapping.values.get(STATUS, {}))
        for entry, rows in self._entries().items():
            if entry in self.unsure and (rows.decided == rows.all or self._is_late(entry, rows)):
                values.pop(entry, None)
        updated = {**self.mapping.values, STATUS: values}
        return self.mapping.model_copy(
            update={
                "values": {key: one for key, one in updated.items() if one},
                "outcome": self.mapping.outcome if self._tells else None,
            }
        )

    @property
    def open_entries(self) -> dict[str, int]:
        """The entries of the status column that only a person can tell, with their rows."""
        entries = self._entries()
        undecided = {one: entries.get(one, Rows(0, 0, 0)) for one in self.unsure}
        return {one: n.all for one, n in undecided.items() if not n.all or n.decided < n.all}

    def doubts(self) -> Iterator[Doubt]:
        """Yield what a person should say besides what the entries mean."""
        if not self.mapping.outcome and STATUS not in self.mapping.columns:
            yield self._all_rows()
            return
        for column, role in self.suggested.items():
            options = ("won", "lost", NOTHING)
            rows = self._count(f"{cell_of(role)} is not null")
            yield self._doubt(Topic.FILLED, column, options, rows, proposed=role[:-3])
        yield from self._rivals()
        yield from self._given_up()
        yield from self._no()

    @property
    def _tells(self) -> bool:
        """Whether anything but the stage says something here."""
        if self.mapping.outcome is None:
            return False
        if self.mapping.outcome.columns.keys() - {"probability"}:
            return True
        decided = any(
            rows.decided for entry, rows in self._entries().items() if entry in self.unsure
        )
        return decided or bool(self._count(self.said.contradicts))

    def _is_late(self, entry: str, rows: Rows) -> bool:
        """Return whether a stage nobody knows would be open although its close date has come."""
        return bool(rows.past) and self.mapping.values[STATUS].get(entry) == "open"

    def _entries(self) -> dict[str, Rows]:
        if STATUS not in self.mapping.columns:
            return {}
        text, said = name(STATUS), self.said
        decided = f"count(*) filter ({said.status} is not null)"
        counted = self.raw.connection.execute(
            f"select {text}, count(*), {decided}, count(*) filter ({said.past})"  # noqa: S608
            f" from {self.raw.table} where {text} is not null group by 1"
        ).fetchall()
        people, rows = self._people(), dict[str, Rows]()
        for entry, *counts in counted:
            key = people.get(entry, entry)
            rows[key] = Rows(*map(sum, zip(rows.get(key, Rows(0, 0, 0)), counts, strict=True)))
        return rows

    def _people(self) -> dict[str, str]:
        """Return the entries of the status column that name somebody, with what stands instead."""
        field = TABLES[DEALS].field(STATUS)
        known = self.mapping.values.get(STATUS, {})
        return named_people(self.raw, field, known) if field else {}

    def _count(self, condition: str) -> int:
        return int(self.raw.one(n=f"count(*) filter ({condition})")["n"])

    def _doubt(
        self,
        topic: Topic,
        column: str,
        options: tuple[str, ...],
        rows: int,
        *,
        proposed: str = "",
        fallback: str | None = None,
        example: str = "",
        other: str = "",
    ) -> Doubt:
        return Doubt(
            topic,
            DEALS,
            column,
            STATUS,
            example,
            options,
            proposed,
            rows,
            guess=True,
            fallback=fallback,
            other=other,
        )

    def _all_rows(self) -> Doubt:
        """Return the question whether all deals of a file ended the same way."""
        stem = PurePath(self.mapping.file).stem
        meant = value_meanings(DEALS, STATUS, [stem])[0].get(stem, "")
        proposed = meant if meant != "open" else ""
        rows = self._count("true")
        options = (*STATUSES, NOTHING)
        return self._doubt(
            Topic.ALL_ROWS, self.mapping.file, options, rows, proposed=proposed, fallback=NOTHING
        )

    def _rivals(self) -> Iterator[Doubt]:
        rows = self._count(self.said.contradicts)
        if rows and STATUS in self.mapping.columns:
            told = f"{self.said.contradicts} and {self.said.stage} is not null"
            text = name(STATUS)
            first = f"first({text} order by {name(ROW)}) filter ({told})"
            example = self.raw.one(cell=first)["cell"]
            if example is not None:
                example = self._people().get(example, example)
                stage = self.mapping.columns[STATUS][0]
                others = ", ".join(self._others())
                options = (STAGE, OTHERS)
                yield self._doubt(Topic.RIVALS, stage, options, rows, example=example, other=others)

    def _others(self) -> Collection[str]:
        evidence = self.mapping.outcome.sources if self.mapping.outcome else ()
        return (*evidence, *self.mapping.columns.get("lost_reason", ()))

    def _given_up(self) -> Iterator[Doubt]:
        """Yield whether an inactive deal is lost, where nothing besides says so."""
        has = self.mapping.outcome.columns if self.mapping.outcome else {}
        names = (*has.get("active", ()), *has.get("archived", ()))
        if not names:
            return
        chance = f"coalesce({matches(cell_of('probability'), NONE)}, false)"
        proofs = [self.said.reason, f"coalesce({self.said.stage} = 'lost', false)"]
        proofs += [chance] if "probability" in has else []
        bare = self._count(f"{self.said.given_up} and not ({' or '.join(proofs)})")
        if bare:
            yield self._doubt(
                Topic.GIVEN_UP, names[0], ("lost", NOTHING), bare, other=", ".join(names[1:])
            )

    def _no(self) -> Iterator[Doubt]:
        """Yield what it means that nothing says won, where no other column can tell."""
        has = self.mapping.outcome.columns if self.mapping.outcome else {}
        names = has.get("won") or has.get("won_on") or ()
        rows = self._count(f"{self.said.stage} is null and {self.said.undecided}") if names else 0
        if rows and STATUS not in self.mapping.columns:
            yield self._doubt(Topic.NO, names[0], ("lost", "open"), rows)


def evidence_of(roles: Mapping[str, str], suggested: Mapping[str, str]) -> Evidence:
    """Return the evidence of these columns.

    Args:
        roles: role to its column.
        suggested: column to the role it may have.
    """
    told: dict[str, tuple[str, ...]] = {role: (column,) for role, column in roles.items()}
    for column, role in suggested.items():
        told[role] = (*told.get(role, ()), column)
    return Evidence.model_validate(told)


def answered_outcome(mapping: TableMapping, doubt: Doubt, answer: str) -> TableMapping:
    """Return the mapping with a question about how deals ended decided."""
    outcome = mapping.outcome or Evidence()
    match doubt.topic:
        case Topic.RIVALS:
            return _with(mapping, first=answer)
        case Topic.NO:
            return _with(mapping, no=answer)
        case Topic.GIVEN_UP if answer == NOTHING:
            return _with(mapping, active=(), archived=())
        case Topic.FILLED:
            kept = {
                role: tuple(one for one in getattr(outcome, role) if one != doubt.column)
                for role in ("won_on", "lost_on")
            }
            if answer != NOTHING:
                kept[f"{answer}_on"] = (*kept[f"{answer}_on"], doubt.column)
            return closed_by(_with(mapping, **kept), outcome)
        case Topic.ALL_ROWS if answer != NOTHING:
            constants = {**mapping.constants, STATUS: answer}
            return mapping.model_copy(update={"constants": constants})
    return mapping


def _with(mapping: TableMapping, **changes: object) -> TableMapping:
    outcome = (mapping.outcome or Evidence()).model_copy(update=changes)
    return mapping.model_copy(update={"outcome": outcome if outcome != Evidence() else None})


def closed_by(mapping: TableMapping, before: Evidence) -> TableMapping:
    """Return the mapping with the dates that say how a deal ended as its close date.

    Only where the close date was read from such dates, or from none.

    Args:
        mapping: with its evidence as it is now.
        before: the evidence as it was.
    """
    now = mapping.outcome or Evidence()
    columns = dict(mapping.columns)
    if not {*columns.get("closed_at", ())} <= {*before.won_on, *before.lost_on}:
        return mapping
    dates = (*now.won_on, *now.lost_on)
    columns.pop("closed_at", None)
    if dates:
        columns["closed_at"] = dates
    return mapping.model_copy(update={"columns": columns})
