"""How a comparison of rules is shown: the finding, the numbers, the pictures, the cases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.charts.overlap import overlap_chart
from workshop.charts.rates import Rate, rates_chart
from workshop.charts.theme import SIDE_COLOURS, SIDE_SHAPES
from workshop.crm.schema import Field, Kind
from workshop.terms.entity import fields
from workshop.widgets.html import MARKS, esc, figure, side_name, table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from workshop.terms.comparison import Case, Comparison, Tally
    from workshop.words import Words

WHO = ("role", "industry", "country")
CLOSE, FAR = 0.8, 1.5
"""Overlap from which two rules count as nearly one; ratio from which one casts a wider net."""


def finding(comparison: Comparison, words: Words) -> str:
    """Return what the comparison shows, in one sentence."""
    if not comparison.union:
        return words("No rule covers anybody yet.")
    return words(
        "For sales {sales} contacts are leads, for marketing {marketing}."
        " You agree on {both} of them.",
        sales=words.number(comparison.side("sales").cases),
        marketing=words.number(comparison.side("marketing").cases),
        both=words.number(comparison.both.cases),
    )


def talking_point(comparison: Comparison, words: Words) -> str:
    """Return the question that fits what was found."""
    sales, marketing = (comparison.side(side).cases for side in ("sales", "marketing"))
    if not sales or not marketing:
        return words("One of you calls nobody a lead. Is that what you wanted to say?")
    if (comparison.overlap or 0) >= CLOSE:
        return words("You are nearly at one. Who are the few you still see differently?")
    if max(sales, marketing) >= FAR * min(sales, marketing):
        wide, narrow = ("sales", "marketing") if sales > marketing else ("marketing", "sales")
        return words(
            "{wide} casts the wider net. What does {narrow} see in a contact before saying yes –"
            " and which wins would that cost?",
            wide=side_name(wide, words),
            narrow=side_name(narrow, words),
        )
    return words(
        "You call about as many contacts a lead, but not the same ones."
        " What does each of you look at first?"
    )


def numbers_table(tallies: dict[str, Tally], total: Tally, window_days: int, words: Words) -> str:
    """Return the numbers of each rule side by side, as HTML.

    Args:
        tallies: whose rule (sales, marketing, agreed) to its tally.
        total: the tally of all contacts.
        window_days: the time a contact had to win.
        words: the language.
    """
    head = ["", *(side_name(side, words) for side in tallies)]
    body = [
        [words("Contacts"), *(words.number(t.cases) for t in tallies.values())],
        [
            words("Of all {n} contacts", n=words.number(total.cases)),
            *(
                words.percent(t.cases / total.cases) if total.cases else "–"
                for t in tallies.values()
            ),
        ],
        [
            words("Won within {days} days", days=window_days),
            *(_conversion(t, words) for t in tallies.values()),
        ],
        [
            words("Of all {n} that ever won", n=words.number(total.ever_won)),
            *(
                words.percent(t.ever_won / total.ever_won) if total.ever_won else "–"
                for t in tallies.values()
            ),
        ],
    ]
    return table(head, body)


def _conversion(tally: Tally, words: Words) -> str:
    if tally.conversion is None or tally.interval is None:
        return words("too few (n = {n})", n=words.number(tally.mature))
    spread = words(
        "{low} to {high}, n = {n}",
        low=words.percent(tally.interval.low),
        high=words.percent(tally.interval.high),
        n=words.number(tally.mature),
    )
    return f"<b>{words.percent(tally.conversion)}</b><br><small>{esc(spread)}</small>"


def numbers_line(tally: Tally, total: Tally, as_of: date, words: Words) -> str:
    """Return a rule's numbers at the time of the decision, in one plain sentence."""
    if tally.conversion is None or tally.interval is None:
        rate = words("too few to say how many win")
    else:
        rate = words(
            "{share} of them won in time (95 % interval {low} to {high}, n = {n})",
            share=words.percent(tally.conversion),
            low=words.percent(tally.interval.low),
            high=words.percent(tally.interval.high),
            n=words.number(tally.mature),
        )
    return words(
        "{cases} of {all} contacts; {rate}; as of {day}",
        cases=words.number(tally.cases),
        all=words.number(total.cases),
        rate=rate,
        day=words.date(as_of),
    )


def overlap_figure(comparison: Comparison, words: Words) -> str:
    """Return the two bars with their key, as HTML."""
    key = " ".join(
        f'<span class="ot-badge ot-{part}">■ {esc(text)}</span>'
        for part, text in (
            ("both", words("both")),
            ("sales", words("only {side}", side=words("Sales"))),
            ("marketing", words("only {side}", side=words("Marketing"))),
        )
    )
    return f'<p class="ot-key">{key}</p>' + figure(overlap_chart(comparison, words), words)


def conversion_figure(tallies: dict[str, Tally], comparison: Comparison, words: Words) -> str:
    """Return the conversions with their intervals, as HTML; empty where none can be shown."""
    rates = [
        Rate(
            side_name(side, words),
            tally.conversion,
            *tally.interval,
            SIDE_COLOURS[side],
            SIDE_SHAPES.get(side, "diamond"),
        )
        for side, tally in tallies.items()
        if tally.conversion is not None and tally.interval is not None
    ]
    if not rates:
        return ""
    title = words("Share that won within {days} days", days=comparison.window_days)
    return figure(rates_chart(rates, title, words), words, small_print(comparison, words))


def small_print(comparison: Comparison, words: Words) -> str:
    """Return what the numbers stand on."""
    total = comparison.total
    return words(
        "95 % intervals after Wilson. Only contacts first seen at least {days} days before"
        " {day} ({mature} of {all}); the others have not had their time yet.",
        days=comparison.window_days,
        day=words.date(comparison.as_of),
        mature=words.number(total.mature),
        all=words.number(total.cases),
    )


def case_cards(cases: Iterable[Case], words: Words, *, fates: bool) -> str:
    """Return the cases in between as cards, as HTML; `fates` tells what became of them."""
    cards = "".join(_case_card(case, words, fates=fates) for case in cases)
    return f'<div class="ot-cards">{cards}</div>'


def _case_card(case: Case, words: Words, *, fates: bool) -> str:
    profile = " · ".join(case_profile(case.facts, words))
    facts = "".join(f"<li>{esc(fact)}</li>" for fact in case_facts(case.facts, words))
    who = words("Only {side} says lead", side=side_name(case.side, words))
    fate = words("Later: won") if case.won else words("Later: not won")
    ending = f'<p class="ot-fate">{esc(fate)}</p>' if fates else ""
    seen = words("first seen {day}", day=words.date(case.seen))
    return (
        f'<article class="ot-card ot-edge-{esc(case.side)}">'
        f'<h4 class="ot-badge ot-{esc(case.side)}">'
        f"{MARKS[case.side]} {esc(who)}</h4><p><b>{esc(profile)}</b></p>"
        f"<ul>{facts}</ul><p class='ot-muted'>{esc(case.key)} · {esc(seen)}</p>{ending}</article>"
    )


def case_profile(facts: dict[str, Any], words: Words) -> list[str]:
    """Return who the case is: role, industry, country, size, as far as they are known."""
    known = fields("contacts")
    named = [words(known[name].choice_label(facts[name])) for name in WHO if name in facts]
    size = facts.get("employees")
    return [*named, words("{n} people", n=words.number(size))] if size else named


def case_facts(facts: dict[str, Any], words: Words) -> list[str]:
    """Return what was known of a case beside who it is: what holds, and counts above zero."""
    known = fields("contacts")
    rest = {name: v for name, v in facts.items() if name not in (*WHO, "employees")}
    said = (_fact(known[name], value, words) for name, value in rest.items())
    return [fact for fact in said if fact]


def _fact(field: Field, value: Any, words: Words) -> str:
    label = words(field.label)
    match field.kind:
        case Kind.FLAG:
            return label if value else ""
        case Kind.NUMBER:
            unit = f" {words(field.unit)}" if field.unit else ""
            return f"{label}: {words.number(value)}{unit}" if value else ""
        case Kind.MOMENT:
            return f"{label}: {words.date(value)}"
        case _:
            return f"{label}: {words(field.choice_label(str(value)))}"
