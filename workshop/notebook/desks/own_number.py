"""The first number of a team's own data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.kpis.catalogue.answers import kpi
from workshop.kpis.text.answers import footing, headline
from workshop.widgets.elements import Html

if TYPE_CHECKING:
    from workshop.kpis.core.value import KpiValue
    from workshop.words import Words


def number_html(answer: KpiValue, words: Words) -> Html:
    """Return a KPI's answer with its formula, what it rests on, and its reservations."""
    one = kpi(answer.name)
    caveats = Html("<li>{}</li>").each(c.text(words) for c in answer.caveats)
    return Html(
        "<h3>{}</h3><p class='ot-big'>{}</p><p>{}</p><p class='ot-muted'>{}</p>"
        "<ul class='ot-caveats'>{}</ul>"
    ).format(
        words(one.label),
        headline(answer, words),
        words(one.formula),
        footing(answer, words),
        caveats,
    )
