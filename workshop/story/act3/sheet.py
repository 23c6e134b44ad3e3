"""The KPI sheet: three numbers with targets and pairs of owners, checked before it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import kpi
from workshop.kpis.core.unit import Unit
from workshop.side import SIDES
from workshop.story.decisions.types import AgreedKpi, Owners
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.kpis.core.value import KpiValue


@dataclass(frozen=True)
class KpiDraft:
    """One line of the sheet while it is being written.

    Attributes:
        name: the KPI's key.
        target: as people write it (percent for a ratio), or None.
        owners: side to role.
    """

    name: str
    target: float | None
    owners: dict[str, str]


def draft_from(said: dict[str, Any], suggested: str) -> KpiDraft:
    """Return the draft that was said so far; `suggested` is the KPI where none is chosen."""
    owners: dict[str, str] = {side: str(said.get(side, "")) for side in SIDES}
    target = said.get("target")
    return KpiDraft(said.get("name") or suggested, target, owners)


def agreed_kpis(drafts: list[KpiDraft], answers: dict[str, KpiValue]) -> tuple[AgreedKpi, ...]:
    """Return the sheet as it is recorded, with the day's values.

    Raises:
        WorkshopError: if a KPI stands there twice, or a target or an owner is missing.
    """
    names = [draft.name for draft in drafts]
    for draft in drafts:
        _check(draft, names)
    return tuple(_agreed(draft, answers[draft.name]) for draft in drafts)


def target_value(draft: KpiDraft) -> float:
    """Return the target in the unit of the KPI: a ratio between 0 and 1, not percent."""
    target = draft.target or 0.0
    return target / 100 if kpi(draft.name).unit is Unit.RATIO else target


def _check(draft: KpiDraft, names: list[str]) -> None:
    label = kpi(draft.name).label
    if names.count(draft.name) > 1:
        raise WorkshopError(N_("A KPI is on the sheet twice."), found=label)
    if not draft.target or draft.target < 0:
        raise WorkshopError(N_("A target is missing."), found=label)
    if kpi(draft.name).unit is Unit.RATIO and draft.target > 100:  # noqa: PLR2004 - percent
        raise WorkshopError(
            N_("A target above 100% can’t be reached."),
            found=N_("{target}%"),
            target=f"{draft.target:g}",
        )
    if not all(role.strip() for role in draft.owners.values()):
        raise WorkshopError(
            N_("A pair of owners isn’t complete yet."),
            found=label,
            hint=N_("One role from each side: two people who’ll talk to each other about it."),
        )


def _agreed(draft: KpiDraft, answer: KpiValue) -> AgreedKpi:
    roles = {side: role.strip() for side, role in draft.owners.items()}
    return AgreedKpi(
        name=draft.name, target=target_value(draft), owners=Owners(**roles), value=answer
    )
