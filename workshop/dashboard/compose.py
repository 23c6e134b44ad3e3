"""From the data and the agreed lines to the dashboard: the same numbers as the command line's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from workshop.dashboard.document import (
    MOST_LINES,
    STATES,
    Counter,
    Dashboard,
    Figure,
    Line,
    State,
    Target,
    VersionMark,
)
from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import KPIS, ask, kpi
from workshop.kpis.catalogue.lacks import lacks
from workshop.kpis.catalogue.sql import kpi_sql
from workshop.kpis.core.quarter import quarter_of
from workshop.kpis.core.timing import calendar_caveat
from workshop.kpis.targets.prediction import is_sound
from workshop.kpis.targets.reach import reach
from workshop.kpis.targets.text import judgement_text, reach_text, verdict_label
from workshop.kpis.text.answers import ends, footing, headline
from workshop.kpis.text.lacks import lack_lines
from workshop.words import N_, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from workshop.kpis.core.kpi import Kpi
    from workshop.kpis.core.scope import Scope
    from workshop.kpis.core.value import KpiValue
    from workshop.kpis.targets.reach import Reach
    from workshop.words import Lang


class Signing(NamedTuple):
    """A version of the charter, as far as one number is concerned.

    Attributes:
        version: of the charter, counted from 1.
        day: it was signed on.
        target: from then on, in the KPI's unit; None where the version did not hold the number.
    """

    version: int
    day: date
    target: float | None = None


class Card(NamedTuple):
    """A number the dashboard shows.

    Attributes:
        name: key of the KPI.
        target: in its unit; None where none is agreed.
        sales_owner, marketing_owner: roles; empty where nobody is named.
        signings: the versions of the charter, the oldest first.
    """

    name: str
    target: float | None = None
    sales_owner: str = ""
    marketing_owner: str = ""
    signings: tuple[Signing, ...] = ()


def suggested(scope: Scope, usual: Sequence[str]) -> list[str]:
    """Return so many KPIs as are usual, of those that the data can say: joint ones before others.

    Where it can say none the usual ones stand there, each with what it lacks.
    """
    unsaid = {name for one in lacks(scope) for name in one.kpis}
    joint = [one.name for one in KPIS.values() if one.joint]
    order = dict.fromkeys((*usual, *joint, *KPIS))
    return [name for name in order if name not in unsaid][: len(usual)] or [*usual]


def compose(scope: Scope, cards: Sequence[Card], langs: Sequence[Lang]) -> list[Dashboard]:
    """Return the dashboard in each language; the numbers are asked for once.

    Args:
        scope: the data, and what counts as what, see `Scope`.
        cards: one to six numbers.
        langs: the languages.

    Raises:
        WorkshopError: if there are too few or too many lines, or a KPI that does not exist.
    """
    _check(cards)
    ones = [kpi(card.name) for card in cards]
    reaches = [reach(scope, one.name) for one in ones]
    answers = {one.name: near.total for one, near in zip(ones, reaches, strict=True)}
    for one in ones:
        if one.counter in KPIS and one.counter not in answers:
            answers[one.counter] = ask(KPIS[one.counter], scope)
    found = [
        _Found(card, one, near, kpi_sql(one, scope) or "", answers.get(one.counter))
        for card, one, near in zip(cards, ones, reaches, strict=True)
    ]
    return [_dashboard(scope, found, Words(lang)) for lang in langs]


class _Found(NamedTuple):
    """What is known about one line, before it is said in a language."""

    card: Card
    one: Kpi
    near: Reach
    sql: str
    beside: KpiValue | None

    @property
    def by_hours(self) -> bool:
        """Whether the number, or the one beside it, counts business hours."""
        return self.one.by_hours or (self.beside is not None and KPIS[self.one.counter].by_hours)


def _check(cards: Sequence[Card]) -> None:
    if 1 <= len(cards) <= MOST_LINES:
        return
    raise WorkshopError(
        N_("A dashboard shows one to {most} KPIs."),
        found="{n}",
        hint=N_("Three is plenty: nobody feels responsible for a number nobody looks at."),
        most=MOST_LINES,
        n=len(cards),
    )


def _dashboard(asked: Scope, found: Sequence[_Found], words: Words) -> Dashboard:
    lines = tuple(_line(one, words) for one in found)
    title, summary = _finding(lines, words)
    crm, day = asked.crm, words.date(asked.as_of)
    calendar = calendar_caveat(asked).text(words) if any(one.by_hours for one in found) else ""
    not_yet = tuple(lack_lines(lacks(asked), words))
    head = (words.lang, title, summary, crm.name, day, crm.currency)
    return Dashboard(*head, lines, calendar, not_yet)


def _line(found: _Found, words: Words) -> Line:
    one, near = found.one, found.near
    total = near.total
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
        _target(found.card.target, near, words),
        found.card.sales_owner,
        found.card.marketing_owner,
        _counter(found, words),
        points,
        (near.low or 0.0, near.high or 0.0) if ranged else None,
        "" if total.value is None else reach_text(near, words),
        found.sql,
        tuple(_marks(found, words)),
    )


def _marks(found: _Found, words: Words) -> Iterator[VersionMark]:
    """Yield the versions that were signed within the quarters that are shown."""
    places = {own.quarter: number for number, own in enumerate(found.near.quarters)}
    for signing in found.card.signings:
        quarter = quarter_of(signing.day)
        if quarter in places:
            whole = (quarter.last - quarter.first).days + 1
            part = ((signing.day - quarter.first).days + 1) / whole
            name = words("Charter {version}", version=words.number(signing.version))
            day = words.date(signing.day)
            yield VersionMark(places[quarter] + part, name, day, signing.target)


def _target(value: float | None, near: Reach, words: Words) -> Target | None:
    if value is None:
        return None
    judged, state = near.judge(value), _state_of(near, value)
    aim = _figure("", replace(near.total, value=value, low=None, high=None), words)
    said = words("Target {target}: {state}", target=aim.text, state=words(STATES[state]))
    why = "" if near.total.value is None else judgement_text(near, judged, words)
    return Target(value, aim.text, aim.bare, state, said, verdict_label(judged, words), why)


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


def _state_of(near: Reach, target: float) -> State:
    """Return how the last full quarter stands to a target, or the whole where there is none.

    Reached or not yet only where the interval leaves the target out; where it holds it, chance
    could decide.
    """
    last = near.last
    own = last.answer if last is not None and is_sound(last.answer) else near.total
    return _state(own, target, near.better)


def _state(one: KpiValue, target: float, better: str) -> State:
    # A sum over all the data has no interval, and is nothing to hold against one quarter.
    if one.low is None or one.high is None:
        return State.UNKNOWN
    low, high = one.low, one.high
    if better == "down":
        low, high, target = -high, -low, -target
    if low >= target:
        return State.REACHED
    return State.AHEAD if high < target else State.CLOSE


def _finding(lines: Sequence[Line], words: Words) -> tuple[str, str]:
    """Return the title of the page and the line below it."""
    aimed = [(line, line.target) for line in lines if line.target]
    n = len(aimed)
    if not aimed:
        n = len(lines)
        title = words.plural("One number for both of you", "{n} numbers for both of you", n)
        return title, words("No target set yet.")
    reached = sum(target.state is State.REACHED for _, target in aimed)
    title = words.plural(
        "Target reached", "{reached} of {n} targets reached", n, reached=words.number(reached)
    )
    if not reached:
        title = words.plural("Target not reached yet", "None of {n} targets reached yet", n)
    groups = []
    for state in State:
        names = [line.label for line, target in aimed if target.state is state]
        said = words(STATES[state])
        if names:
            groups.append(f"{said[:1].upper()}{said[1:]}: {', '.join(names)}")
    return title, " · ".join(groups)
