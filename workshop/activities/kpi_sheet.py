"""The KPI sheet: three numbers with targets and pairs of owners, checked before it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.kpis.catalogue import kpi
from workshop.kpis.said import footing, headline, written
from workshop.kpis.value import Unit
from workshop.words import LANGS, N_, Words

if TYPE_CHECKING:
    from workshop.kpis.value import KpiValue


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
    owners = {side: str(said.get(side, "")) for side in ("sales", "marketing")}
    target = said.get("target")
    return KpiDraft(said.get("name") or suggested, target, owners)


def agreed_kpis(drafts: list[KpiDraft], answers: dict[str, KpiValue]) -> list[dict[str, Any]]:
    """Return the sheet as it is recorded: worded in both languages, with the day's values.

    Raises:
        WorkshopError: if a KPI stands there twice, or a target or an owner is missing.
    """
    names = [draft.name for draft in drafts]
    for draft in drafts:
        _check(draft, names)
    return [_line(draft, answers[draft.name]) for draft in drafts]


def owners_label(line: dict[str, Any], words: Words) -> str:
    """Return the pair of owners of a recorded line."""
    return words(
        "{sales} (sales) and {marketing} (marketing)",
        sales=line["owners"]["sales"],
        marketing=line["owners"]["marketing"],
    )


def target_value(draft: KpiDraft) -> float:
    """Return the target in the unit of the KPI: a ratio between 0 and 1, not percent."""
    target = draft.target or 0.0
    return target / 100 if kpi(draft.name).unit is Unit.RATIO else target


def _check(draft: KpiDraft, names: list[str]) -> None:
    label = kpi(draft.name).label
    if names.count(draft.name) > 1:
        raise WorkshopError(N_("A KPI stands on the sheet twice."), found=label)
    if not draft.target or draft.target < 0:
        raise WorkshopError(N_("A target is missing."), found=label)
    if kpi(draft.name).unit is Unit.RATIO and draft.target > 100:  # noqa: PLR2004 - percent
        raise WorkshopError(
            N_("A target above 100 % cannot be reached."),
            found=N_("{target} %"),
            target=f"{draft.target:g}",
        )
    if not all(role.strip() for role in draft.owners.values()):
        raise WorkshopError(
            N_("A pair of owners is not complete."),
            found=label,
            hint=N_("One role of each side: two who will talk to each other about it."),
        )


def _line(draft: KpiDraft, answer: KpiValue) -> dict[str, Any]:
    languages = [Words(lang) for lang in LANGS]
    target = target_value(draft)
    return {
        "name": draft.name,
        "owners": {side: role.strip() for side, role in draft.owners.items()},
        "target_value": target,
        "target": {words.lang: written(target, answer.unit, words) for words in languages},
        "value": {words.lang: headline(answer, words) for words in languages},
        "footing": {words.lang: footing(answer, words) for words in languages},
        "caveats": {
            words.lang: [caveat.text(words) for caveat in answer.caveats] for words in languages
        },
    }
