"""A what-if in words: never without the sentence that it is no promise."""

from __future__ import annotations

from math import floor, log10
from typing import TYPE_CHECKING

from workshop.kpis.core.caveat import CAVEATS
from workshop.kpis.core.timing import CALENDARS
from workshop.kpis.text.answers import written
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.kpis.whatif.effects import Effect, Span
    from workshop.kpis.whatif.what_if import WhatIf
    from workshop.words import Words

NO_PROMISE = N_(
    "This isn’t a promise. It’s what a quarter would bring if everything else stayed as it was."
)
EFFECTS: dict[str, str] = {
    "answered": N_("Quick answers, among the leads sales answers at all"),
    "accepted": N_("Accepted hand-overs"),
}
REASONS: dict[str, str] = {
    "choice": N_(
        "Part of this is selection: sales may be calling the promising ones first. The "
        "middle value credits the whole difference to the quick answer, so the range "
        "starts at zero."
    ),
    "may_be_chance": N_(
        "Quick and slow don’t differ by more than chance: the range includes zero."
    ),
    "not_alike": N_(
        "Too few answered leads to compare similar ones answered quickly and slowly; "
        "nothing is added."
    ),
    "no_touches": N_("The data doesn’t say when sales answered; nothing is added."),
    "no_handoffs": N_("The data doesn’t say what was handed over; nothing is added."),
    "between": N_(
        "Nobody knows the extra leads yet: they may lead to a win as often as today’s "
        "({share}), never, or anything in between. The middle value isn’t a finding."
    ),
    "few_accepted": N_(
        "Too few accepted leads ({n}) to say how often one leads to a win; nothing is added."
    ),
    "few_wins": N_("Won deals in these quarters: {n}. That’s too few for a forecast."),
    "few_quarters": N_(
        "The data holds only one full quarter, so it can’t say how much quarters vary."
    ),
    "no_quarters": N_("The data holds no full quarter."),
    "no_values": N_("The won deals have no value, so there’s no sum."),
    "as_given": N_(
        "The deal size is your assumption and stays fixed; only the number of wins has a range."
    ),
    **{code: CAVEATS[code] for code in ("missing_columns", "unjoined", "unlinked", *CALENDARS)},
}
"""Codes of reservations about a what-if, each with the sentence it stands for."""


def what_if_lines(found: WhatIf, words: Words) -> list[str]:
    """Return the answer as sentences: the start, each change, the sum, what limits it."""
    return list(_lines(found, words))


def _lines(found: WhatIf, words: Words) -> Iterator[str]:
    base = found.base
    if found.wins is not None and found.today is not None:
        yield words(
            "{first} to {last}: {wins} won deals and {leads} leads a quarter (n = {n}).",
            first=base.quarters[0].short,
            last=base.quarters[-1].short,
            wins=words.number(base.wins_per_quarter, 1),
            leads=words.number(base.leads_per_quarter),
            n=words.number(sum(base.wins)),
        )
        yield words(
            "By chance alone, a quarter like that has {span} wins.", span=_span(found.today, words)
        )
        for effect in found.effects:
            yield from _effect(effect, words)
        if found.effects:
            wins = words.number(found.wins.value, 1)
            yield words(
                "Then a quarter brings {span} wins, chance included ({wins} if every "
                "middle value were right).",
                wins=wins,
                span=_span(found.wins, words),
            )
        if found.value is not None:
            yield words("Won value per quarter: {span}.", span=_money(found.value, found, words))
    for caveat in found.caveats:
        yield caveat.text(words, REASONS)
    yield words(NO_PROMISE)


def _effect(effect: Effect, words: Words) -> Iterator[str]:
    low, value, high = (words.signed(one, 1) for one in effect.wins)
    if effect.today is not None:
        yield words(
            "{change}: {today} today, {wished} then: {value} wins a quarter ({low} to {high},"
            " n = {n}).",
            change=words(EFFECTS[effect.name]),
            today=words.percent(effect.today),
            wished=words.percent(effect.wished),
            value=value,
            low=low,
            high=high,
            n=words.number(effect.n),
        )
    for caveat in effect.caveats:
        yield caveat.text(words, REASONS)


def _span(span: Span, words: Words) -> str:
    return words("{low} to {high}", low=words.number(span.low), high=words.number(span.high))


def _money(span: Span, found: WhatIf, words: Words) -> str:
    currency = found.base.scope.crm.currency
    low, high = (written(_rounded(end), currency, words) for end in (span.low, span.high))
    return words("{low} to {high}", low=low, high=high)


def _rounded(amount: float) -> float:
    """Return an amount with two figures that count: more would look like knowledge."""
    return round(amount, 1 - floor(log10(amount))) if amount >= 1 else 0.0
