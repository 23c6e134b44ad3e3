"""The first number of data of one's own, and the rows of the files behind any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.kpis.catalogue.answers import KPIS, kpi
from workshop.kpis.core.scope import Scope
from workshop.kpis.explain.explanation import explain, explain_all
from workshop.kpis.explain.unused import unused
from workshop.kpis.text.answers import headline
from workshop.kpis.text.evidence import Evidence
from workshop.kpis.text.explained import reasons, top, unused_lines
from workshop.widgets.elements import Html, block, classed, heading, paragraph, table
from workshop.widgets.fields import choice
from workshop.widgets.first_number import answer_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.crm.traces import Traced
    from workshop.words import Words

    Guard = Callable[[Callable[..., None]], Callable[..., None]]

NOTHING, EVERY = "", "*"
"""What is chosen before anybody has chosen, and the choice of all KPIs on one page."""


def rows_behind(traced: Traced, words: Words, guarded: Guard) -> w.VBox:
    """Return a choice of KPIs, and below it the rows that the chosen one is made of.

    Nothing is computed before somebody chooses, and nothing is written.

    Args:
        traced: the data in memory.
        words: the language.
        guarded: wraps a handler, so that its errors are shown.
    """
    place = classed(w.VBox(), "ot-rows")

    def show(name: str) -> None:
        place.children = [] if name == NOTHING else [block(_html(name, traced, words), "ot-wide")]

    options = [(words("Please choose"), NOTHING), (words("All KPIs on one page"), EVERY)]
    options += [(words(one.label), one.name) for one in KPIS.values()]
    intro = words("Choose a number: which rows of your files are in it, which aren’t, and why?")
    return classed(
        w.VBox(
            [
                heading(words("Every number, down to the row")),
                paragraph(intro),
                choice(words("KPI"), options, NOTHING, guarded(show)),
                place,
            ]
        ),
        "ot-rows",
    )


def _html(name: str, traced: Traced, words: Words) -> Html:
    if name == EVERY:
        return _page(traced, words)
    told = explain(kpi(name), Scope.of(traced.crm))
    evidence = Evidence(told, traced, words)
    parts = [answer_html(told.answer, words)]
    for file, sections in evidence.files():
        parts.append(Html("<h4>{}</h4>").format(file))
        for section in sections:
            if not section.rows:
                parts.append(Html("<p>{}</p>").format(section.title))
                continue
            more = [evidence.more(section)] if section.more else []
            rows = Html("<li>{}</li>").each([*section.rows, *more])
            template = Html("<details><summary>{}</summary><ul>{}</ul></details>")
            parts.append(template.format(section.title, rows))
    return Html().join(parts)


def _page(traced: Traced, words: Words) -> Html:
    scope = Scope.of(traced.crm)
    explained = explain_all(scope)
    head = [words("KPI"), "", "n", words("numerator"), ""]
    body = [
        [
            words(kpi(one.answer.name).label),
            headline(one.answer, words),
            words.number(one.answer.n) if one.accounts else "–",
            top(one, traced.crm.currency, words),
            "\n".join(reasons(one, words)),
        ]
        for one in explained
    ]
    first, *rest = unused_lines(unused(traced, scope, explained), traced.crm.report, words)
    left = Html("<p>{}</p><ul>{}</ul>").format(first, Html("<li>{}</li>").each(rest))
    return Html().join([table(head, body), left])
