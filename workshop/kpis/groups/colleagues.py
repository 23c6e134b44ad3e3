"""Groups behind which few colleagues stand: figures of so few watch people, so they stand together.

Court and works council care how many people a figure is about, not how many leads: of a region
that two people work, the conversion rate is their conversion rate. What protects persons when the
data know who is in charge is therefore counted in colleagues, not in cases.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from workshop.kpis.core.caveat import Caveat
from workshop.kpis.groups.fields import HOMES
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    import ibis

    from workshop.crm.crm import Crm
    from workshop.crm.engine import Engine
    from workshop.kpis.core.cases import Cases
    from workshop.kpis.core.scope import Scope
    from workshop.kpis.groups.dimension import Dimension

    Key = str | None
    Behind = Mapping[Key, Collection[str]]

TOGETHER = "few_colleagues"
"""Key of the group that those with too few colleagues make together."""
TOGETHER_LABEL = N_("Combined: too few colleagues each")
OWNER = "owner_id"


def few(groups: Collection[Key], behind: Sequence[Behind], fewest: int) -> bool:
    """Return whether too few colleagues stand behind these groups taken together.

    Args:
        groups: keys of groups.
        behind: for each table that knows it, group to its colleagues in charge; the tables are
            counted apart, for the same person has another hash in each.
        fewest: colleagues that a figure must be about. None at all are fine: it is about nobody.
    """
    counts = (len({who for key in groups for who in known.get(key, ())}) for known in behind)
    return any(0 < n < fewest for n in counts)


def kept_together(behind: Sequence[Behind], fewest: int) -> frozenset[Key]:
    """Return the keys of the groups that may not be shown apart.

    Those with too few colleagues, and as many more, the smallest first, as it takes until enough
    stand behind what the others leave of the total: else a subtraction would show it. If that is
    never so, all of them.
    """
    keys = {key for known in behind for key in known}
    apart = {key for key in keys if few({key}, behind, fewest)}
    others = sorted(keys - apart, key=lambda key: (_size(key, behind), key or ""))
    while others and few(apart, behind, fewest):
        apart.add(others.pop(0))
    return frozenset(apart)


def _size(key: Key, behind: Sequence[Behind]) -> tuple[bool, int]:
    """Return what sorts the group of fewest colleagues first, those of nobody last."""
    n = sum(len(known.get(key, ())) for known in behind)
    return not n, n


def guarded(scope: Scope, entity: str, cases: Cases, column: str) -> Cases | None:
    """Return the cases with the groups of a column put together that have too few colleagues.

    Args:
        scope: gives the data and how many colleagues are enough.
        entity: the canonical table a case is a row of.
        cases: with the group of each as text in `column`.
        column: what the groups stand in.

    Returns:
        The same cases where no group is touched; None where no group may be shown at all.
    """
    links = _links(scope, entity, cases.table)
    behind = [_colleagues(scope.engine, known, column) for known in links]
    fewest = scope.crm.fewest_colleagues
    together = kept_together(behind, fewest)
    if not together:
        return cases
    if few(together, behind, fewest):
        return None
    group = cases.table[column]
    named = group.isin([key for key in together if key is not None])
    touched = named | group.isnull() if None in together else named.fill_null(False)
    return replace(cases, table=cases.table.mutate(**{column: touched.ifelse(TOGETHER, group)}))


def few_colleagues(cases: Cases, shown: Cases | None, crm: Crm) -> Caveat | None:
    """Return the reservation about what `guarded` made of cases, or None where it changed none."""
    if shown is cases:
        return None
    code = TOGETHER if shown else "watches_colleagues"
    return Caveat(code, {"k": crm.fewest_colleagues})


def group_label(key: Key, by: Dimension) -> str:
    """Return the message that names a group, one of few colleagues included."""
    return TOGETHER_LABEL if key == TOGETHER else by.label_of(key)


def watches(scope: Scope, entity: str, cases: Cases, *columns: str) -> bool:
    """Return whether any group of these columns taken together has too few colleagues."""
    fewest = scope.crm.fewest_colleagues
    for known in _links(scope, entity, cases.table):
        cells = known.group_by(*columns).aggregate(n=known[OWNER].nunique())
        if scope.engine.value(cells.filter(cells.n.between(1, fewest - 1)).count()):
            return True
    return False


def _links(scope: Scope, entity: str, cases: ibis.Table) -> Iterator[ibis.Table]:
    """Yield the cases with their colleague in charge, once for each table that knows one."""
    crm = scope.crm
    for home in HOMES[entity]:
        if home == entity and OWNER in cases.columns:
            yield cases.filter(cases[OWNER].notnull())
        elif home == "contacts" and not crm.missing((f"{home}.{OWNER}", f"{home}.contact_id")):
            yield _lent(cases, crm.table(home))
    if entity != "deals" and not crm.missing((f"deals.{OWNER}", "deals.contact_id")):
        yield _lent(cases, crm.table("deals"))


def _lent(cases: ibis.Table, other: ibis.Table) -> ibis.Table:
    owned = other.filter(other[OWNER].notnull(), other.contact_id.notnull())
    pairs = owned.select("contact_id", OWNER).distinct()
    bare = cases.drop(OWNER) if OWNER in cases.columns else cases
    return bare.inner_join(pairs, "contact_id")


class _InCharge(NamedTuple):
    group: Key
    who: str


def _colleagues(engine: Engine, known: ibis.Table, column: str) -> dict[Key, set[str]]:
    pairs = known.select(group=known[column], who=known[OWNER]).distinct()
    behind: dict[Key, set[str]] = {}
    for pair in engine.rows(pairs, _InCharge):
        behind.setdefault(pair.group, set()).add(pair.who)
    return behind
