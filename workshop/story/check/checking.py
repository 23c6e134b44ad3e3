"""`workshop check`: every sentence of a charter, held against data again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.days.as_of import end_of_day
from workshop.crm.days.earlier import as_it_stood
from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import KPIS, kpi
from workshop.kpis.change.same_mix import same_mix_checks
from workshop.kpis.core.caveat import Caveat
from workshop.kpis.core.scope import Scope, known_day
from workshop.story.check.comparisons import Comparisons, since_charter
from workshop.story.check.terms import checked_term, lack_of_rule, look_at_term
from workshop.story.check.types import (
    Check,
    CheckedExperiment,
    CheckedKpi,
    CheckedPromise,
    CounterKpi,
    Days,
    Mixed,
    Movement,
)
from workshop.story.decisions.decisions import SIGNED
from workshop.terms.rules.term import TERMS
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from workshop.crm.crm import Crm
    from workshop.kpis.change.change import Change
    from workshop.kpis.core.period import Period
    from workshop.retro.experiment import Experiment
    from workshop.story.charter import CharterData
    from workshop.story.decisions.decisions import Decisions
    from workshop.story.decisions.types import AgreedKpi, AgreedTerm

ALIKE = 2
"""Of a company's own data, this many times as many cases up to the same day are no correction."""
MONEY = 3
"""Letters of a currency's code."""


def check(charter: CharterData, crm: Crm, as_of: date | None = None) -> Check:
    """Return a charter, checked against data.

    All differences that are judged share one error: their intervals hold at once in 95 % of all
    checks, see `workshop.stats.simultaneous_z`.

    Args:
        charter: what was decided.
        crm: the data, as old as the charter's own or newer.
        as_of: nothing later counts; the data's own last day by default.

    Raises:
        WorkshopError: if nothing is decided, the data ends before the charter's own, or it does
            not know the day.
    """
    day = known_day(crm, as_of)
    crm = as_it_stood(crm, day or crm.as_of)
    decisions = charter.decisions
    _refuse(charter, crm)
    rules = {
        key: rule
        for key, rule in decisions.rules.items()
        if key in TERMS and TERMS[key].entity == rule.entity
    }
    signed = decisions.signed
    since = since_charter(signed.decided_on if signed else None, charter.source.as_of, crm.as_of)
    lost = {key: rule for key, rule in rules.items() if lack_of_rule(rule, crm)}
    running = {key: rule for key, rule in rules.items() if key not in lost}
    compared = Comparisons(Scope.of(crm, terms=running), since, lost)
    _look_at_all(decisions, compared)
    return Check(
        team=signed.team if signed else "",
        version=decisions.versions.get(SIGNED, 0),
        signed_on=signed.decided_on if signed else None,
        data=crm.name,
        as_of=crm.as_of,
        since=_days(since),
        before=_days(compared.before),
        comparisons=compared.count,
        kpis=tuple(_kpi(one, compared) for one in _kpis(decisions)),
        promises=tuple(_promises(decisions, compared)),
        terms=tuple(checked_term(one, decisions.rules, compared) for one in decisions.terms),
        experiments=tuple(_experiment(one, compared) for one in _experiments(decisions)),
        rituals=decisions.rituals.rituals if decisions.rituals else (),
        doubts=tuple(_doubts(charter, crm)),
    )


def _refuse(charter: CharterData, crm: Crm) -> None:
    if charter.decisions.is_empty:
        raise WorkshopError(
            N_("There’s nothing in this charter to check."),
            found=N_("no term, no promise, no KPI, no experiment"),
            hint=N_("Check a charter that holds decisions, from a session or a charter.json."),
        )
    if crm.as_of < charter.source.as_of:
        raise WorkshopError(
            N_("This data ends before the data the charter was decided on."),
            found=N_("as of {day}; the charter’s data: as of {then}"),
            hint=N_("Export again, as far as today, with the same mapping."),
            day=crm.as_of,
            then=charter.source.as_of,
        )


def _look_at_all(decisions: Decisions, compared: Comparisons) -> None:
    """Look at every difference before one is judged: how wide the intervals are depends on all."""
    for one in _kpis(decisions):
        compared.kpi(one.name)
        if counter := kpi(one.name).counter:
            compared.kpi(counter)
    for promised in decisions.promises.promises if decisions.promises else ():
        compared.promise(promised.key, promised.limit)
    for term in decisions.terms:
        look_at_term(term, compared)
    for tried in _experiments(decisions):
        _measured(tried, compared)


def _days(period: Period | None) -> Days | None:
    return Days(first=period.first, last=period.last) if period else None


def _kpis(decisions: Decisions) -> tuple[AgreedKpi, ...]:
    return decisions.kpis.kpis if decisions.kpis else ()


def _experiments(decisions: Decisions) -> tuple[Experiment, ...]:
    return decisions.experiments.experiments if decisions.experiments else ()


def _kpi(agreed: AgreedKpi, compared: Comparisons) -> CheckedKpi:
    known = kpi(agreed.name)
    movement = compared.movement(compared.kpi(agreed.name), known.better)
    counter = None
    if known.counter:
        beside = compared.kpi(known.counter)
        moved = compared.movement(beside, KPIS[known.counter].better)
        counter = CounterKpi(name=known.counter, movement=moved)
    return CheckedKpi(
        agreed=agreed,
        movement=movement,
        reached=_reached(agreed, movement, known.better),
        mixes=tuple(_mixes(agreed.name, movement, compared)),
        counter=counter,
    )


def _mixes(name: str, movement: Movement, compared: Comparisons) -> Iterator[Mixed]:
    if not movement.better or compared.since is None:
        return
    known, stretches = kpi(name), compared.stretches
    for one in same_mix_checks(compared.scope, known, compared.since, stretches):
        yield Mixed(by=one.by, holds=one.holds(known.better))


def _reached(agreed: AgreedKpi, movement: Movement, better: str) -> bool | None:
    """Return whether the number since reaches or misses its target with the whole interval."""
    now, target = movement.since, agreed.target
    known = agreed.value is None or agreed.value.unit == now.unit
    if target is None or now.low is None or now.high is None or better == "none" or not known:
        return None
    # On the scale on which more is better.
    low, high = (now.low, now.high) if better == "up" else (-now.high, -now.low)
    goal = target if better == "up" else -target
    if low >= goal:
        return True
    return False if high < goal else None


def _promises(decisions: Decisions, compared: Comparisons) -> Iterator[CheckedPromise]:
    for promised in decisions.promises.promises if decisions.promises else ():
        one = compared.promise(promised.key, promised.limit)
        movement = compared.movement(one) if one else None
        yield CheckedPromise(promised=promised, movement=movement)


def _experiment(tried: Experiment, compared: Comparisons) -> CheckedExperiment:
    measured = _measured(tried, compared)
    better = KPIS[tried.measure.key].better if tried.measure.kind == "kpi" else "up"
    return CheckedExperiment(
        experiment=tried,
        is_over=tried.until <= compared.scope.as_of,
        movement=compared.movement(measured, better) if measured else None,
    )


def _measured(tried: Experiment, compared: Comparisons) -> Change | None:
    measure = tried.measure
    if measure.kind == "kpi" and measure.key in KPIS:
        return compared.kpi(measure.key)
    if measure.kind == "promise":
        return compared.promise(measure.key, measure.limit)
    return None


def _doubts(charter: CharterData, crm: Crm) -> Iterator[Caveat]:
    for term in charter.decisions.terms:
        if other := _other_company(term, crm):
            yield other
            break
    units = {one.value.unit for one in _kpis(charter.decisions) if one.value}
    foreign = {unit for unit in units if len(unit) == MONEY and unit.isupper()} - {crm.currency}
    if foreign:
        yield Caveat("currency_changed", {"then": ", ".join(sorted(foreign)), "now": crm.currency})


def _other_company(term: AgreedTerm, crm: Crm) -> Caveat | None:
    """Return the caveat that up to the charter's day this data holds far more or fewer cases."""
    entity, numbers = term.rule.entity, term.numbers
    if numbers is None or crm.missing((f"{entity}.created_at",)):
        return None
    table = crm.table(entity)
    until = table.filter(table.created_at < end_of_day(numbers.as_of))
    now, then = int(crm.engine.value(until.count()) or 0), numbers.total.cases
    if then <= now * ALIKE and now <= then * ALIKE:
        return None
    return Caveat("other_company", {"now": now, "then": then, "day": numbers.as_of})
