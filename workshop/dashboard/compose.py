"""From the data and the agreed lines to the dashboard: the same numbers as the command line's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from workshop.dashboard.document import (
    MOST_LINES,
    Counter,
    Dashboard,
    Line,
    Point,
    Target,
)
from workshop.dashboard.finding import finding, state_of, state_text
from workshop.errors import WorkshopError
from workshop.kpis.catalogue import KPIS, NOBODY_SAID, NOTHING_AGREED, answer, kpi, pose
from workshop.kpis.question import WINDOW_DAYS
from workshop.kpis.reach import reach
from workshop.kpis.said import ends, footing, headline, written
from workshop.kpis.sql import kpi_sql
from workshop.words import N_, Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from workshop.crm.store import Crm
    from workshop.dashboard.document import AgreedLine
    from workshop.kpis.assumptions import Assumptions
    from workshop.kpis.catalogue import Terms
    from workshop.kpis.kpi import Kpi
    from workshop.kpis.quarters import OwnQuarter
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
    answers = {one.name: found.total for one, found in zip(ones, reaches, strict=True)}
    for one in ones:
        if one.counter in KPIS and one.counter not in answers:
            answers[one.counter] = answer(KPIS[one.counter], asked)
    queries = [kpi_sql(one, asked) or "" for one in ones]
    return [
        _dashboard(asked, agreed, list(zip(ones, reaches, queries, strict=True)), answers, lang)
        for lang in langs
    ]


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


def _dashboard(
    asked: Question,
    agreed: Sequence[AgreedLine],
    found: Sequence[tuple[Kpi, Reach, str]],
    answers: Mapping[str, KpiValue],
    lang: Lang,
) -> Dashboard:
    words = Words(lang)
    lines = tuple(
        _line(said, one, near, sql, answers, words)
        for said, (one, near, sql) in zip(agreed, found, strict=True)
    )
    title, summary = finding(lines, words)
    crm = asked.crm
    return Dashboard(lang, title, summary, crm.name, words.date(asked.as_of), crm.currency, lines)


def _line(
    said: AgreedLine,
    one: Kpi,
    near: Reach,
    sql: str,
    answers: Mapping[str, KpiValue],
    words: Words,
) -> Line:
    total = near.total
    number, _, unit = headline(total, words).partition(" ")
    owners: dict[str, Any] = said.get("owners") or {}
    ranged = near.low is not None and near.high is not None
    return Line(
        one.name,
        words(one.label),
        total.unit,
        total.value,
        total.low,
        total.high,
        total.n,
        number,
        unit,
        _interval(total, words),
        words("n = {n}", n=words.number(total.n)),
        footing(total, words),
        words(one.formula),
        words(one.says),
        tuple(dict.fromkeys(caveat.text(words) for caveat in total.caveats)),
        total.missing,
        _target(said.get("target_value"), near, words),
        str(owners.get("sales") or "").strip(),
        str(owners.get("marketing") or "").strip(),
        _counter(one, answers, words),
        tuple(_point(own, words) for own in near.quarters),
        (near.low or 0.0, near.high or 0.0) if ranged else None,
        "" if total.value is None else near.said(words),
        sql,
    )


def _interval(one: KpiValue, words: Words) -> str:
    between = ends(one, words)
    return words("{low} to {high}", low=between[0], high=between[1]) if between else ""


def _target(value: float | None, near: Reach, words: Words) -> Target | None:
    if value is None:
        return None
    judged = near.judge(value)
    text = written(value, near.unit, words)
    state, about = state_of(near, value)
    standing = state_text(state, about, text, words)
    return Target(value, text, state, standing, judged.label(words), judged.text(words))


def _counter(one: Kpi, answers: Mapping[str, KpiValue], words: Words) -> Counter | None:
    if one.counter not in answers:
        return None
    beside = answers[one.counter]
    label = words(KPIS[one.counter].label)
    return Counter(one.counter, label, beside.value, headline(beside, words))


def _point(own: OwnQuarter, words: Words) -> Point:
    found = own.answer
    # The lower end of an interval is written without its unit; so is what stands in a chart.
    bare = ends(replace(found, low=found.value, high=found.value), words)
    return Point(
        own.quarter.short,
        headline(found, words),
        bare[0] if bare else "–",
        _interval(found, words),
        words.number(found.n),
        found.value,
        found.low,
        found.high,
    )
