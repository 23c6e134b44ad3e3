"""Who gets the credit, as a page of text: a row a channel, a column a model, and the span."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.kpis.attribution import MODELS, NO_TOUCH
from workshop.kpis.said import aligned, caveat_lines
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.kpis.attribution import Attribution
    from workshop.words import Words

TITLES = {
    "won": N_("Credit for {n} won deals · touches of the {days} days before each was won"),
    "opened": N_("Credit for {n} won deals · touches of the {days} days before each was opened"),
}


def attribution_report(found: Attribution, words: Words) -> str:
    """Return the credit as plain text for a terminal, the span between the models last."""
    title = words(
        TITLES[found.before],
        n=words.number(found.conversions),
        days=words.number(found.lookback_days),
    )
    as_of = words("as of {day}", day=words.date(found.as_of))
    rows = [["", *(words(label) for label in MODELS.values()), words("from – to"), ""]]
    for one in found.credits:
        cells = [words.number(one.by[model], 1) for model in MODELS]
        span = f"{words.number(one.low, 1)} – {words.number(one.high, 1)}"
        rows.append([words(one.label), *cells, span, ""])
    if found.untouched and found.credits:
        rows.append([words(NO_TOUCH), *[words.number(found.untouched)] * len(MODELS), "", ""])
    table = aligned(rows) if found.credits else []
    return "\n".join([f"{title} · {as_of}", *table, *_message(found, words)])


def _message(found: Attribution, words: Words) -> list[str]:
    widest = found.widest
    lines = []
    if widest is not None:
        said = words(
            "{channel}: between {low} and {high} won deals, depending on who counts.",
            channel=words(widest.label),
            low=words.number(widest.low, 1),
            high=words.number(widest.high, 1),
        )
        lines.append(f"  {said}")
    return [*lines, *caveat_lines(found.caveats, words)]
