"""The first number that somebody's own data give, and what they do not say yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.kpis.catalogue.answers import conversion, kpi
from workshop.kpis.catalogue.lacks import lacks
from workshop.kpis.text.answers import footing, headline
from workshop.kpis.text.lacks import NOT_YET, lack_lines
from workshop.widgets.elements import Html

if TYPE_CHECKING:
    from workshop.kpis.core.scope import Scope
    from workshop.kpis.core.value import KpiValue
    from workshop.words import Words


def first_number_html(scope: Scope, words: Words) -> Html:
    """Return what a newcomer wants to see first, large, with all that is to be said of it."""
    return answer_html(conversion(scope), words)


def answer_html(answer: KpiValue, words: Words) -> Html:
    """Return an answer large, with its formula, its n and its caveats."""
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


def not_yet_html(scope: Scope, words: Words) -> Html:
    """Return the KPIs these data cannot say, each with what would bring it; the nearest first."""
    lines = lack_lines(lacks(scope), words)
    if not lines:
        return Html("").format()
    return Html("<h3>{}</h3><ul>{}</ul>").format(words(NOT_YET), Html("<li>{}</li>").each(lines))
