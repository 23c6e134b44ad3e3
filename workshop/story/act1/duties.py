"""Who fills in what: the fields the agreed rules ask for, how full they are, whose they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workshop.agenda.course import DUTIES
from workshop.crm.schema import Stage as Known
from workshop.errors import WorkshopError
from workshop.room.state.question import Option, Sort
from workshop.side import LABELS, SIDES, as_side
from workshop.story.answers import answers_of
from workshop.story.decisions.decisions import Decisions
from workshop.story.decisions.small import FITTING, Duty, FieldDuties
from workshop.terms.lint.filled import filled
from workshop.terms.outcome.cases_with_outcome import known_cases
from workshop.terms.rules.derived import DERIVED
from workshop.terms.rules.entity import ENTITIES, fields
from workshop.words import N_, both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.crm.schema import Field
    from workshop.side import Side
    from workshop.story.context import Stage
    from workshop.terms.rules.entity import Entity

KEY = DUTIES
WHO, DRAFT = f"{KEY}.who", f"{KEY}.draft"
EARLY = (Known.CAPTURED, Known.BEFORE_HANDOVER)
"""What marketing can know of a contact."""


@dataclass(frozen=True)
class Line:
    """A field that an agreed rule asks for.

    Attributes:
        entity: what it is about.
        field: which one.
        filled: in how many cases something stands there.
        cases: all there are.
    """

    entity: Entity
    field: Field
    filled: int
    cases: int

    @property
    def key(self) -> str:
        """Names it; two entities may have a field of one name."""
        return f"{self.entity}.{self.field.name}"

    @property
    def share(self) -> float:
        """In which share of the cases something stands there; 0 where there are none."""
        return self.filled / self.cases if self.cases else 0.0


class DutyTable:
    """The fields on the table, and who fills them in.

    Args:
        stage: gives the room that keeps it, the agreed rules and the data.
    """

    def __init__(self, stage: Stage) -> None:
        self._stage, self._room = stage, stage.room

    def lines(self) -> list[Line]:
        """Return the fields the agreed rules ask for, each once; what is computed is none."""
        asked = self._asked()
        return self._stage.once((KEY, repr(asked)), lambda: self._count(asked))

    def share(self) -> float:
        """Return how full all of these fields are, taken together."""
        lines = self.lines()
        cases = sum(line.cases for line in lines)
        return sum(line.filled for line in lines) / cases if cases else 0.0

    def question(self) -> Sort | None:
        """Return the question who fills in each field; None where there is none."""
        items = tuple(Option(key=one.key, label=both(one.field.label)) for one in self.lines())
        if not items:
            return None
        classes = tuple(Option(key=side, label=both(LABELS[side])) for side in SIDES)
        prompt = both(N_("Who fills this in?"))
        return Sort(key=WHO, prompt=prompt, items=items, classes=classes, by_side=True)

    def says(self, side: Side) -> dict[str, Side]:
        """Return whom a side names for each field; not where it is divided, or may not be shown."""
        bodies = answers_of(self._room.state, WHO, side)
        return {line.key: named for line in self.lines() if (named := _most(line.key, bodies))}

    def side(self, line: Line) -> Side | None:
        """Return who fills in a field as it stands: chosen, or else named by both sides."""
        chosen = as_side(self._kept(line).get("side"))
        named = {self.says(side).get(line.key) for side in SIDES}
        return chosen or (named.pop() if len(named) == 1 else None)

    def by(self, line: Line) -> str:
        """Return by when a field is filled in as it stands; a key of `DEADLINES`."""
        kept = str(self._kept(line).get("by", ""))
        return kept if kept in FITTING[line.entity] else _usual(line)

    def keep(self, line: Line, **part: str) -> None:
        """Keep the ``side`` of a field, or the deadline (``by``)."""
        draft = self._room.state.draft(DRAFT)
        self._room.keep(DRAFT, draft | {line.key: self._kept(line) | part})

    def duties(self) -> tuple[Duty, ...]:
        """Return the duties as they stand.

        Raises:
            WorkshopError: if there is no field, or nobody fills one in.
        """
        lines = self.lines()
        if not lines:
            raise no_field(agreed=bool(Decisions.of(self._room.state).terms))
        return tuple(self._duty(line) for line in lines)

    def decision(self, objections: Iterable[str]) -> FieldDuties:
        """Return what is decided.

        Raises:
            WorkshopError: see `duties`.
        """
        return FieldDuties(duties=self.duties(), objections=tuple(objections))

    def _duty(self, line: Line) -> Duty:
        side = self.side(line)
        if side is None:
            raise WorkshopError(
                N_("Nobody fills in one of the fields yet."),
                found="{field}",
                hint=N_("Choose a side for it on the projector."),
                field=self._stage.words(line.field.label),
            )
        return Duty(
            entity=line.entity,
            field=line.field.name,
            side=side,
            by=self.by(line),
            filled=line.filled,
            cases=line.cases,
            as_of=self._stage.crm.as_of,
        )

    def _asked(self) -> dict[Entity, list[str]]:
        """Return what the rules are about, to the fields they ask for that somebody fills in."""
        rules = Decisions.of(self._room.state).rules.values()
        asked: dict[Entity, list[str]] = {}
        for entity in ENTITIES:
            computed = {one.field.name for one in DERIVED[entity]}
            names = [name for rule in rules if rule.entity == entity for name in rule.field_names()]
            found = [name for name in dict.fromkeys(names) if name not in computed]
            asked |= {entity: found} if found else {}
        return asked

    def _count(self, asked: dict[Entity, list[str]]) -> list[Line]:
        return [line for entity, names in asked.items() for line in self._count_of(entity, names)]

    def _count_of(self, entity: Entity, names: list[str]) -> list[Line]:
        crm = self._stage.crm
        table, known = known_cases(crm, entity), fields(entity)
        there = [known[name] for name in names if name in table.columns]
        found = filled(crm.engine, table, there) if there else []
        return [Line(entity, one.field, one.cases - one.empty, one.cases) for one in found]

    def _kept(self, line: Line) -> dict[str, Any]:
        kept: dict[str, Any] = self._room.state.draft(DRAFT).get(line.key, {})
        return kept


def persona_names(side: Side, lines: Iterable[Line]) -> dict[str, str]:
    """Return whom a persona names for each field: the other side, wherever it can.

    Args:
        side: the persona's.
        lines: the fields.
    """
    theirs = EARLY if side == "sales" else (Known.CAPTURED,)
    return {
        line.key: "marketing"
        if line.entity == "campaigns" or line.field.stage in theirs
        else "sales"
        for line in lines
    }


def no_field(*, agreed: bool) -> WorkshopError:
    """Return that there is nothing to fill in, and what to do about it.

    Args:
        agreed: whether a term is agreed at all.
    """
    if agreed:
        return WorkshopError(
            N_("None of your rules asks for a field that someone fills in."),
            hint=N_("There’s nothing to share out here. Go on to the next station."),
        )
    return WorkshopError(
        N_("No rule has been agreed yet, so no field is asked for."),
        hint=N_("Decide on a term first, then come back here."),
    )


def _most(key: str, bodies: Iterable[dict[str, Any]]) -> Side | None:
    named = Counter(body["sorted"][key] for body in bodies if key in body.get("sorted", {}))
    (first, most), *rest = named.most_common() or [("", 0)]
    return None if rest and rest[0][1] == most else as_side(first)


def _usual(line: Line) -> str:
    """Return by when a field is usually known."""
    if line.entity == "contacts":
        by = {Known.CAPTURED: "record", Known.BEFORE_HANDOVER: "handover"}
        return by.get(line.field.stage, "call")
    return "record" if line.field.stage is Known.CAPTURED else "day"
