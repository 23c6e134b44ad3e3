"""KPIs as cards: the value, what it stands on, who feels it, and how it is cheated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.kpis.catalogue import KPIS, kpi, pose
from workshop.kpis.said import beside_lines, footing, headline
from workshop.kpis.sql import kpi_sql
from workshop.kpis.unit import Unit
from workshop.widgets.html import esc, side_badge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workshop.crm.store import Crm
    from workshop.kpis.kpi import Kpi
    from workshop.kpis.value import KpiValue
    from workshop.terms.rule import Rule
    from workshop.words import Words


def value_card(answer: KpiValue, wanted: Iterable[str], sql: str | None, words: Words) -> str:
    """Return a KPI's answer with formula, n, interval and caveats, as HTML.

    Args:
        answer: the value.
        wanted: the sides that chose it at the keyboard.
        sql: the query behind it; None where it takes several.
        words: the language.
    """
    one = kpi(answer.name)
    number, _, unit = headline(answer, words).partition(" ")
    badges = " ".join(side_badge(side, words) for side in wanted)
    caveats = "".join(f"<li>{esc(c.text(words))}</li>" for c in answer.caveats)
    beside = "".join(
        f"<p class='ot-muted'>{esc(line.strip(' +'))}</p>" for line in beside_lines(answer, words)
    )
    return (
        f'<article class="ot-card"><h4>{esc(words(one.label))}</h4>'
        f'<p class="ot-big">{esc(number)} <span class="ot-unit">{esc(unit)}</span></p>'
        f'<p class="ot-muted">{esc(footing(answer, words))}</p>{beside}'
        f"<p>{esc(words(one.formula))}</p><ul class='ot-caveats'>{caveats}</ul>"
        f"<p>{badges}</p>{_behind(answer, sql, words)}</article>"
    )


def _behind(answer: KpiValue, sql: str | None, words: Words) -> str:
    """Return what a sceptic wants to see: the fraction, and the query."""
    parts = []
    if answer.numerator is not None and answer.denominator:
        part, whole = words.number(answer.numerator), words.number(answer.denominator)
        # Costs are no part of customers.
        is_part = answer.unit == Unit.RATIO or answer.value == answer.numerator
        said = words("{part} of {whole}", part=part, whole=whole)
        parts.append(f"<p>{esc(said if is_part else f'{part} ÷ {whole}')}</p>")
    if sql:
        parts.append(f"<pre>{esc(sql)}</pre>")
    if not parts:
        return ""
    return (
        f"<details><summary>{esc(words('How it is computed'))}</summary>{''.join(parts)}</details>"
    )


def cheat_card(one: Kpi, answers: Mapping[str, KpiValue], words: Words) -> str:
    """Return how a KPI is cheated, folded away, with the KPI to look at beside it."""
    beside = ""
    if one.counter in KPIS:
        other = KPIS[one.counter]
        value = f": {headline(answers[other.name], words)}" if other.name in answers else ""
        said = words("Look at it together with: {kpi}", kpi=words(other.label))
        beside = f"<p><b>{esc(said + value)}</b></p>"
    return (
        f'<article class="ot-card"><h4>{esc(words(one.label))}</h4>'
        f"<details><summary>{esc(words('How it is cheated'))}</summary>"
        f"<p>{esc(words(one.cheat))}</p>{beside}</details></article>"
    )


def sql_of(crm: Crm, name: str, terms: Mapping[str, Rule]) -> str | None:
    """Return the query behind a KPI; None where it takes several, or nothing is computed."""
    return kpi_sql(kpi(name), pose(crm, terms=terms))
