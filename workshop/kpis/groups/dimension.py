"""By what cases can be told apart: a field of theirs, the time they belong to, a wait."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from workshop.crm.schema import Field, Kind, Stage
from workshop.errors import WorkshopError
from workshop.kpis.formulas.waiting import BAND_LABELS, HUMAN_TOUCHES, with_band
from workshop.kpis.groups.fields import HOMES, grouping_fields, needs_of, with_field
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    import ibis

    from workshop.kpis.core.scope import Needs, Scope

    Add = Callable[[Scope, str, ibis.Table, str], ibis.Table]

EMPTY = N_("(empty)")
"""What a group is called whose field nobody filled in."""
YES_NO = {"true": N_("yes"), "false": N_("no")}
LATE: dict[str, tuple[Stage, ...]] = {
    "contacts": (Stage.AFTER_HANDOVER, Stage.OUTCOME),
    "handoffs": (Stage.AFTER_HANDOVER, Stage.OUTCOME),
    "deals": (Stage.OUTCOME,),
}
"""For cases of a table: the stages of fields that are filled in while the case is decided."""


@dataclass(frozen=True)
class Dimension:
    """One way to tell cases apart.

    Attributes:
        name: its key.
        label: what people call it.
        labels: what its values are called; a value that is not in it names itself.
        needs: for the cases of each table that it fits, what it needs; see `Needs`.
        add: from question, table of the cases, the cases and a name for the new column to the
            cases with their value in it, as text or null.
        stage: when its value is known.
        ordered: whether its values have an order of their own.
        cohorts: whether a group is everybody of one time.
        caveat: code of a reservation that always holds, or nothing.
    """

    name: str
    label: str
    labels: dict[str, str]
    needs: dict[str, Needs]
    add: Add
    stage: Stage = Stage.CAPTURED
    ordered: bool = False
    cohorts: bool = False
    caveat: str = ""

    def label_of(self, key: str | None) -> str:
        """Return the message that names a group."""
        return EMPTY if key is None else self.labels.get(key, key)

    def place_of(self, key: str | None) -> tuple[bool, int, str]:
        """Return what sorts groups in the dimension's own order, the empty one last."""
        known = list(self.labels)
        return key is None, known.index(key) if key in known else len(known), key or ""

    def is_late(self, entity: str) -> bool:
        """Return whether its value is filled in while such a case is decided, or after."""
        return self.stage in LATE[entity]


def _of_field(home: str, field: Field) -> Dimension:
    return Dimension(
        field.name,
        field.label,
        YES_NO if field.kind is Kind.FLAG else dict(field.choices),
        {e: needs_of(e, home, field.name) for e, homes in HOMES.items() if home in homes},
        partial(with_field, home=home, field=field.name),
        field.stage,
    )


def _month(moment: Any) -> Any:
    return moment.month().cast("string").lpad(2, "0")


def _quarter(moment: Any) -> Any:
    return "Q" + moment.quarter().cast("string")


def _half(moment: Any) -> Any:
    return (moment.quarter() <= 2).ifelse("H1", "H2")  # noqa: PLR2004 - quarters of a half-year


def _with_time(
    part: Callable[[Any], Any], _: Scope, __: str, cases: ibis.Table, name: str
) -> ibis.Table:
    moment = cases.moment
    return cases.mutate(**{name: moment.year().cast("string") + "-" + part(moment)})


def _of_time(name: str, label: str, part: Callable[[Any], Any]) -> Dimension:
    # The moment of a case is a column that its KPI needs anyway.
    needs: dict[str, Needs] = dict.fromkeys(HOMES, ((),))
    add = partial(_with_time, part)
    return Dimension(name, label, {}, needs, add, ordered=True, cohorts=True)


ANSWERED_WITHIN = Dimension(
    "answered_within",
    N_("First personal answer"),
    BAND_LABELS,
    {
        "contacts": ((*HUMAN_TOUCHES, "contacts.contact_id"),),
        "handoffs": ((*HUMAN_TOUCHES, "handoffs.contact_id"),),
        "deals": (
            (*HUMAN_TOUCHES, "deals.contact_id", "contacts.contact_id", "contacts.created_at"),
        ),
    },
    with_band,
    ordered=True,
    caveat="no_cause",
)
DIMENSIONS: dict[str, Dimension] = {
    dimension.name: dimension
    for dimension in (
        *(_of_field(home, field) for home, field in grouping_fields().values()),
        _of_time("month", N_("Month"), _month),
        _of_time("quarter", N_("Quarter"), _quarter),
        _of_time("half_year", N_("Half-year"), _half),
        ANSWERED_WITHIN,
    )
}


def dimensions(entity: str) -> list[Dimension]:
    """Return the dimensions that fit cases of a table, in a fixed order."""
    return [one for one in DIMENSIONS.values() if entity in one.needs]


def dimension(name: str, entity: str) -> Dimension:
    """Return the dimension of this name.

    Raises:
        WorkshopError: if there is none, or none that fits cases of this table.
    """
    fitting = {one.name: one for one in dimensions(entity)}
    if name not in fitting:
        raise WorkshopError(
            N_("This KPI’s cases can’t be grouped by that."),
            found="{name}",
            hint=N_("Possible: {known}"),
            name=name,
            known=", ".join(fitting),
        )
    return fitting[name]
