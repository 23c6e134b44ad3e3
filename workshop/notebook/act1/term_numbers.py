"""How a comparison of rules is shown: the finding, the circles, the numbers, the conversions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.charts.overlap import overlap_chart, overlap_table
from workshop.charts.rates import Rate, rates_chart
from workshop.charts.theme import SIDE_COLOURS, SIDE_SHAPES
from workshop.side import SIDES, side_name
from workshop.terms.outcome.comparison import is_circular
from workshop.terms.rules.entity import entity_count
from workshop.widgets.elements import Html, figure, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from workshop.stats import Interval
    from workshop.terms.outcome.comparison import Comparison, Tally
    from workshop.terms.outcome.consequence import Consequence
    from workshop.terms.rules.rule import Rule
    from workshop.words import Words


def finding(comparison: Comparison, word: str, words: Words) -> str:
    """Return what the comparison shows, in one sentence."""
    if not comparison.union:
        return words("No rule covers a single case yet.")
    said = words(
        "“{word}” covers {sales} for sales and {marketing} for marketing. You agree on {both}.",
        word="{word}",
        sales=entity_count(comparison.entity, comparison.rule("sales").cases, words),
        marketing=words.number(comparison.rule("marketing").cases),
        both=words.number(comparison.part(*SIDES).cases),
    )
    # Not by `format`: a word of the group's own may hold braces.
    return said.replace("{word}", word)


def overlap_figure(comparison: Comparison, words: Words) -> Html:
    """Return the two circles, areas true, with the same numbers as a table behind them."""
    head, body = overlap_table(comparison, words)
    data = Html("<details><summary>{}</summary>{}</details>").format(
        words("As a table"), table(head, body)
    )
    return figure(overlap_chart(comparison, words), words) + data


def numbers_table(
    comparison: Comparison,
    costs: Mapping[str, Consequence],
    rules: Mapping[str, Rule],
    words: Words,
) -> Html:
    """Return the numbers of each rule side by side, as HTML.

    Args:
        comparison: the rules on the same rows.
        costs: what each rule would mean for the work.
        rules: whose rule (sales, marketing, agreed) to the rule.
        words: the language.
    """
    head = ["", *(side_name(name, words) for name in rules)]
    tallies = {name: comparison.rule(name) for name in rules}
    top = max((one.interval.high for one in tallies.values() if one.interval), default=1.0)
    body = [
        [words("Cases"), *(words.number(one.cases) for one in tallies.values())],
        [
            words("Of all {n}", n=words.number(comparison.total.cases)),
            *(_share(one.cases, comparison.total.cases, words) for one in tallies.values()),
        ],
        [
            words("Won within {days} days", days=comparison.window_days),
            *(_conversion(tallies[name], rules[name], top, words) for name in rules),
        ],
        [
            words("Of all {n} ever won", n=words.number(comparison.total.ever_won)),
            *(_share(one.ever_won, comparison.total.ever_won, words) for one in tallies.values()),
        ],
        *_cost_rows({name: costs[name] for name in rules}, words),
    ]
    return table(head, body)


def _cost_rows(costs: dict[str, Consequence], words: Words) -> Iterator[list[str]]:
    known = list(costs.values())
    if all(one.per_week is not None for one in known):
        weeks = words.number(known[0].weeks)
        yield [
            words("New per week (mean of {n} weeks)", n=weeks),
            *(words.number(one.per_week or 0, 1) for one in known),
        ]
        yield [
            words("Work per week, at {n} minutes each", n=words.number(known[0].minutes)),
            *(words("{n} hours", n=words.number(one.hours_per_week or 0, 1)) for one in known),
        ]
    if all(one.wins for one in known):
        yield [
            words("Missed, of last year’s {n} wins", n=words.number(known[0].wins or 0)),
            *(words.number(one.missed or 0) for one in known),
        ]


def _share(part: int, whole: int, words: Words) -> str:
    return words.percent(part / whole) if whole else "–"


def _conversion(tally: Tally, rule: Rule, top: float, words: Words) -> str:
    if is_circular(rule):
        return words("tells you nothing: the rule asks about the outcome")
    if tally.conversion is None or tally.interval is None:
        return words("too few (n = {n})", n=words.number(tally.mature))
    spread = words(
        "{low} to {high}, n = {n}",
        low=words.percent(tally.interval.low),
        high=words.percent(tally.interval.high),
        n=words.number(tally.mature),
    )
    bar = _interval_bar(tally.conversion, tally.interval, top)
    return Html("<b>{}</b>{}<small>{}</small>").format(words.percent(tally.conversion), bar, spread)


def _interval_bar(value: float, between: Interval, top: float) -> Html:
    """Return an interval with its point, on the axis from zero to `top` that all rules share."""
    low, high, point = (f"{100 * x / top:.1f}%" for x in (*between, value))
    return Html(
        '<span class="ot-interval" aria-hidden="true">'
        '<i style="left:{};right:calc(100% - {})"></i><b style="left:{}"></b></span>'
    ).format(low, high, point)


def conversion_figure(comparison: Comparison, rules: Mapping[str, Rule], words: Words) -> Html:
    """Return the conversions with their intervals, as HTML; empty where none can be shown."""
    found = {name: comparison.rule(name) for name, rule in rules.items() if not is_circular(rule)}
    rates = [
        Rate(
            side_name(name, words),
            tally.conversion,
            *tally.interval,
            SIDE_COLOURS[name],
            SIDE_SHAPES.get(name, "diamond"),
        )
        for name, tally in found.items()
        if tally.conversion is not None and tally.interval is not None
    ]
    if not rates:
        return Html()
    title = words("Share won within {days} days", days=comparison.window_days)
    return figure(rates_chart(rates, title, words), words, small_print(comparison, words))


def small_print(comparison: Comparison, words: Words) -> str:
    """Return what the numbers stand on."""
    total = comparison.total
    return words(
        "95% Wilson intervals. Only cases that began at least {days} days before {day} "
        "({mature} of {all}); the others haven’t had enough time yet.",
        days=comparison.window_days,
        day=words.date(comparison.as_of),
        mature=words.number(total.mature),
        all=words.number(total.cases),
    )
