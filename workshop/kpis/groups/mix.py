"""Groups as if they were mixed alike: is it the group, or what the group is made of?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import KPIS, ask, kpi
from workshop.kpis.core.cases import IMMATURE, OfCases
from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.unit import Unit
from workshop.kpis.formulas.left_truncation import LEFT_TRUNCATED
from workshop.kpis.groups.breakdown import formula_of, grouped, missing_columns
from workshop.kpis.groups.colleagues import few_colleagues, watches
from workshop.kpis.groups.dimension import dimension
from workshop.kpis.groups.standardisation import Count, pooled
from workshop.kpis.groups.standardised import Keys, Mix
from workshop.kpis.groups.strata import compared
from workshop.policy import MIN_N
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from workshop.crm.engine import Record
    from workshop.kpis.core.kpi import Kpi
    from workshop.kpis.core.scope import Scope

    Tallies = list[Record]

GROUP, STRATUM = "group", "stratum"
PAIR = 2


def same_mix(
    scope: Scope, kpi_name: str, by: str, across: Sequence[str], *, groups: Sequence[str] = ()
) -> Mix:
    """Return groups of cases compared as if every group had the same mix of strata.

    Cases without an entry make a stratum of their own, but no group that is compared.

    Args:
        scope: the data, and what counts as what, see `Scope`.
        kpi_name: a KPI that is a share.
        by: the dimension whose groups are compared.
        across: the dimensions whose values, taken together, make the strata.
        groups: keys of the groups; without any, all that are large enough for a rate.

    Raises:
        WorkshopError: if there is no such KPI, dimension or group, or the KPI is no share.
    """
    formula = _share_of(kpi(kpi_name))
    total = ask(kpi(kpi_name), scope)
    own = dimension(by, formula.entity)
    others = tuple(dimension(name, formula.entity) for name in across)
    empty = Mix(own, others, total)
    missing = missing_columns(scope.crm, total, formula, own, *others)
    if missing:
        return empty.noting(missing)
    strata = {f"{STRATUM}{place}": other for place, other in enumerate(others)}
    cases = grouped(scope, formula, **{GROUP: own}, **strata)
    if watches(scope, formula.entity, cases, GROUP, *strata):
        return empty.noting(few_colleagues(cases, None, scope.crm))
    tallies = cases.tallies(scope.engine, GROUP, *strata)
    late = any(one.is_late(formula.entity) for one in (own, *others))
    return _compared(tallies, empty, tuple(groups)).noting(
        _without_entry(tallies), Caveat("known_late") if late else None
    )


def _share_of(one: Kpi) -> OfCases:
    shares = [
        o.name for o in KPIS.values() if o.unit is Unit.RATIO and isinstance(o.compute, OfCases)
    ]
    if one.name in shares:
        return formula_of(one)
    raise WorkshopError(
        N_("Only shares of cases can be compared with the same mix."),
        found="{name}",
        hint=N_("KPIs: {known}"),
        name=one.name,
        known=", ".join(shares),
    )


def _compared(tallies: Tallies, empty: Mix, groups: tuple[str, ...]) -> Mix:
    counts = _counts(tallies)
    sizes = {key: pooled(list(own.values())).n for key, own in counts.items()}
    young = _young(tallies) if empty.by.cohorts else {}
    large = [key for key in sizes if sizes[key] >= MIN_N and key not in young]
    chosen = _known(groups, sizes) or tuple(sorted(large, key=empty.by.place_of))
    immature = sum(young.get(key, 0) for key in chosen)
    if immature:
        days = empty.total.window_days
        cut = next((c for c in empty.total.caveats if c.code == LEFT_TRUNCATED), None)
        return empty.noting(cut or counted(immature, IMMATURE, days=days))
    rest = {key: n for key, n in sizes.items() if key not in chosen}
    if len(chosen) < PAIR:
        largest = max((n for key, n in rest.items() if key not in young), default=0)
        return empty.noting(Caveat("small_n", {"n": largest, "least": MIN_N}))
    found = compared({key: counts[key] for key in chosen}, empty)
    return found if groups else found.noting(counted(sum(rest.values()), "groups_left_out"))


def _known(groups: tuple[str, ...], sizes: Collection[str]) -> tuple[str, ...]:
    """Return the groups asked for, each once; all of them have cases, and one is not alone."""
    strange = [name for name in groups if name not in sizes]
    chosen = tuple(dict.fromkeys(groups))
    if strange or len(chosen) == 1:
        raise WorkshopError(
            N_("There are no cases in this group.") if strange else N_("It takes two to compare."),
            found="{name}",
            hint=N_("Groups: {known}"),
            name=", ".join(strange or chosen),
            known=", ".join(sorted(sizes)) or "–",
        )
    return chosen


def _counts(tallies: Tallies) -> dict[str, dict[Keys, Count]]:
    """Return what each group has in each stratum, without groups that nobody named."""
    counts: dict[str, dict[Keys, Count]] = {}
    for tally in tallies:
        if tally["counted_cases"] and tally[GROUP] is not None:
            own = counts.setdefault(tally[GROUP], {})
            own[_keys(tally)] = Count(tally["successes"], tally["counted_cases"])
    return counts


def _keys(tally: dict[str, Any]) -> Keys:
    return tuple(value for name, value in tally.items() if name.startswith(STRATUM))


def _young(tallies: Tallies) -> dict[str, int]:
    """Return the groups with cases that cannot be judged (no time yet, no records), how many."""
    young: dict[str, int] = {}
    for tally in tallies:
        n = (tally.get(IMMATURE) or 0) + (tally.get(LEFT_TRUNCATED) or 0)
        if tally[GROUP] is not None and n:
            young[tally[GROUP]] = young.get(tally[GROUP], 0) + n
    return young


def _without_entry(tallies: Tallies) -> Caveat | None:
    blank = (t for t in tallies if None in (t[GROUP], *_keys(t)))
    return counted(sum(tally["counted_cases"] for tally in blank), "missing_category")
