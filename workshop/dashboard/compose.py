"""From the data and the agreed lines to the dashboard: the same numbers as the command line's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from workshop.dashboard.document import (
    MOST_LINES,
    STATES,
    Counter,
    Dashboard,
    Figure,
    Line,
    Target,
)
from workshop.dashboard.finding import finding, state_of
from workshop.errors import WorkshopError
from workshop.kpis.catalogue import KPIS, NOBODY_SAID, NOTHING_AGREED, answer, kpi, pose
from workshop.kpis.prediction import is_sound
from workshop.kpis.reach import reach
from workshop.kpis.said import ends, footing, headline
from workshop.kpis.sql import kpi_sql
from workshop.terms.window import WINDOW_DAYS
from workshop.words import N_, Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from workshop.crm.store import Crm
    from workshop.dashboard.document import AgreedLine
    from workshop.kpis.assumptions import Assumptions
    from workshop.kpis.catalogue import Terms
    from workshop.kpis.kpi import Kpi
    from workshop.kpis.question import Question
    from workshop.kpis.reach import Reach
    from workshop.kpis.value import KpiValue
    from workshop.words import Lang


def compose(
    crm: Crm,
    agreed: Sequence[AgreedLine],
    langs: Sequence[Lang],
    *,
    terms: Terms = NOTHING_AGREED,
    as_of: date | None = None,
    window_days: int = WINDOW_DAYS,
    assumptions: Assumptions = NOBODY_SAID,
) -> list[Dashboard]:
    """Return the dashboard in each language; the numbers are asked for once.

    Args:
        crm: the data.
        agreed: one to six lines as the KPI sheet records them.
        langs: the languages.
        terms: as in `ask`.
        as_of: as in `ask`.
        window_days: as in `ask`.
        assumptions: as in `ask`.

    Raises:
        WorkshopError: if there are too few or too many lines, or a KPI that does not exist.
    """
    _check(agreed)
    asked = pose(crm, terms=terms, as_of=as_of, window_days=window_days, assumptions=assumptions)
    ones = [kpi(line["name"]) for line in agreed]
    reaches = [
        reach(
            crm,
            one.name,
            terms=terms,
            as_of=as_of,
            window_days=window_days,
            assumptions=assumptions,
        )
        for one in ones
    ]
    answers = {one.name: near.total for one, near in zip(ones, reaches, strict=True)}
    for one in ones:
        if one.counter in KPIS and one.counter not in answers:
            answers[one.counter] = answer(KPIS[one.counter], asked)
    found = [
        _Found(said, one, near, kpi_sql(one, asked) or "", answers.get(one.counter))
        for said, one, near in zip(agreed, ones, reaches, strict=True)
    ]
    return [_dashboard(asked, found, Words(lang)) for lang in langs]


class _Found(NamedTuple):
    """What is known about one line, before it is said in a language."""

    said: AgreedLine
    one: Kpi
    near: Reach
    sql: str
    beside: KpiValue | None


def _check(agreed: Sequence[AgreedLine]) -> None:
    if 1 <= len(agreed) <= MOST_LINES:
        return
    raise WorkshopError(
        N_("A dashboard shows one to {most} numbers."),
        found="{n}",
        hint=N_("Three are enough: what nobody looks at, nobody answers for."),
        most=MOST_LINES,
        n=len(agreed),
    )


def _dashboard(asked: Question, found: Sequence[_Found], words: Words) -> Dashboard:
    lines = tuple(_line(one, words) for one in found)
    title, summary = finding(lines, words)
    crm, day = asked.crm, words.date(asked.as_of)
    return Dashboard(words.lang, title, summary, crm.name, day, crm.currency, lines)


def _line(found: _Found, words: Words) -> Line:
    one, near = found.one, found.near
    total = near.total
    owners: dict[str, Any] = found.said.get("owners") or {}
    ranged = near.low is not None and near.high is not None
    whole = _figure(words("all data"), total, words)
    points = tuple(_figure(own.quarter.short, own.answer, words) for own in near.quarters)
    return Line(
        one.name,
        words(one.label),
        total.unit,
        whole,
        points[-1] if near.last and is_sound(near.last.answer) else whole,
        footing(total, words),
        words(one.formula),
        words(one.says),
        tuple(dict.fromkeys(caveat.text(words) for caveat in total.caveats)),
        total.missing,
        _target(found.said.get("target_value"), near, words),
        str(owners.get("sales") or "").strip(),
        str(owners.get("marketing") or "").strip(),
        _counter(found, words),
        points,
        (near.low or 0.0, near.high or 0.0) if ranged else None,
        "" if total.value is None else near.said(words),
        found.sql,
    )


def _target(value: float | None, near: Reach, words: Words) -> Target | None:
    if value is None:
        return None
    judged, state = near.judge(value), state_of(near, value)
    aim = _figure("", replace(near.total, value=value, low=None, high=None), words)
    said = words("Target {target}: {state}", target=aim.text, state=words(STATES[state]))
    why = "" if near.total.value is None else judged.text(words)
    return Target(value, aim.text, aim.bare, state, said, judged.label(words), why)


def _counter(found: _Found, words: Words) -> Counter | None:
    if found.beside is None:
        return None
    name, value = found.one.counter, found.beside.value
    return Counter(name, words(KPIS[name].label), value, headline(found.beside, words))


def _figure(period: str, one: KpiValue, words: Words) -> Figure:
    # The lower end of an interval is written without its unit; so is what stands in a chart.
    bare = ends(replace(one, low=one.value, high=one.value), words)
    between = ends(one, words)
    return Figure(
        period,
        one.value,
        one.low,
        one.high,
        one.n,
        headline(one, words),
        bare[0] if bare else "–",
        words("{low} to {high}", low=between[0], high=between[1]) if between else "",
        words("n = {n}", n=words.number(one.n)),
    )
