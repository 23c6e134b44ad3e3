"""What the data cannot say yet, and which columns would bring it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workshop.kpis.catalogue.answers import KPIS, unsaid, unusable_money
from workshop.kpis.core.joins import lack_of
from workshop.kpis.core.scope import lacking

if TYPE_CHECKING:
    from workshop.kpis.core.caveat import Caveat
    from workshop.kpis.core.kpi import Kpi
    from workshop.kpis.core.scope import Scope


@dataclass(frozen=True)
class Lack:
    """KPIs that cannot be computed for one and the same reason.

    Attributes:
        kpis: their names, in the order of the catalogue.
        columns: that would have to be there (``"touchpoints.side"``); none where all are.
        why: what else keeps them from it: an assumption, ids that lead nowhere, currencies.
    """

    kpis: tuple[str, ...]
    columns: tuple[str, ...] = ()
    why: Caveat | None = None


def lacks(scope: Scope) -> list[Lack]:
    """Return the KPIs that cannot be computed: those first for which the fewest columns lack."""
    found: list[Lack] = []
    for one in KPIS.values():
        mine = _lack(one, scope)
        if mine is None:
            continue
        same = next((n for n, other in enumerate(found) if _alike(other, mine)), None)
        if same is None:
            found.append(mine)
        else:
            found[same] = replace(found[same], kpis=(*found[same].kpis, one.name))
    return sorted(found, key=lambda one: len(one.columns))


def _alike(one: Lack, other: Lack) -> bool:
    return ({*one.columns}, one.why) == ({*other.columns}, other.why)


def _lack(one: Kpi, scope: Scope) -> Lack | None:
    missing = one.lacking(scope)
    if not missing:
        assumption = unsaid(one, scope)
        return Lack((one.name,), why=assumption) if assumption else None
    money = unusable_money(missing, scope.crm)
    # What stands in the export without a date is enough on its own day.
    ways = (*one.needs, *(one.undated if scope.as_of >= scope.crm.as_of else ()))
    absent = tuple(scope.crm.absent(lacking(scope.crm, ways)))
    if absent and not money:
        return Lack((one.name,), absent)
    return Lack((one.name,), why=money or lack_of(scope.crm, missing))
