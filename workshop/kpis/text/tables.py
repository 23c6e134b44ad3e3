"""Funnel, workload, consistency and credit in words: tables for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.kpis.formulas.attribution import MODELS, NO_TOUCH
from workshop.kpis.text.answers import aligned, caveat_lines, ends, headline
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.kpis.core.value import KpiValue
    from workshop.kpis.formulas.attribution import Attribution
    from workshop.kpis.tables.consistency import Consistency
    from workshop.kpis.tables.funnel import Funnel, Level
    from workshop.kpis.tables.workload import Workload
    from workshop.words import Words

HEADS = (N_("Stage"), N_("leads"), N_("of the previous stage"), N_("of all"), "", "")
TITLES = {
    "won": N_("Credit for {n} won deals · touchpoints in the {days} days before each was won"),
    "opened": N_(
        "Credit for {n} won deals · touchpoints in the {days} days before each was opened"
    ),
}


def funnel_report(found: Funnel, words: Words) -> str:
    """Return a funnel as plain text: each stage with step and overall conversion."""
    first = found.inquiries
    title = words(
        "From enquiry to won: one cohort, window {days} days, as of {day}",
        days=first.window_days,
        day=words.date(first.as_of),
    )
    rows = [[words(head) for head in HEADS]]
    rows.append([words("Enquiry"), words.number(first.n), "", "", "", ""])
    rows += [_level(one, words) for one in found.levels]
    caveats = [c for one in found.levels if one.overall.value is None for c in one.overall.caveats]
    return "\n".join([title, *aligned(rows), *caveat_lines((*first.caveats, *caveats), words)])


def _level(one: Level, words: Words) -> list[str]:
    there = "–" if one.overall.numerator is None else words.number(one.overall.numerator)
    skipped = words("{n} without the previous stage", n=words.number(one.skipped))
    return [
        words(one.stage.label),
        there,
        headline(one.step, words),
        headline(one.overall, words),
        _between(one.overall, words),
        skipped if one.skipped else "",
    ]


def _between(answer: KpiValue, words: Words) -> str:
    found = ends(answer, words)
    return words("{low} to {high}", low=found[0], high=found[1]) if found else ""


def workload_report(found: Workload, words: Words) -> str:
    """Return a workload as plain text: a line for each month, a column for each stage."""
    title = words("Workload: entries per month. No conversion rates: these aren’t the same people.")
    rows = [[words("Month"), *(words(label) for _, label in found.stages), ""]]
    for one in found.months:
        counts = [words.number(one.entries[key]) for key, _ in found.stages]
        rows.append([one.month, *counts, words("not over yet") if one.partial else ""])
    return "\n".join([title, *aligned(rows)])


def consistency_report(found: Consistency, words: Words) -> str:
    """Return the check of consistency as plain text: a line for each thing looked at."""
    title = words("Does it all add up? As of {day}", day=words.date(found.as_of))
    rows = [
        [
            words(one.text),
            words("{n} of {of}", n=words.number(one.n), of=words.number(one.of)),
            "!" if one.n else "",
        ]
        for one in found.findings
    ]
    return "\n".join([title, *(aligned(rows) if rows else [])])


def attribution_report(found: Attribution, words: Words) -> str:
    """Return the credit as plain text: a line for each channel, a column for each model."""
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
    return "\n".join([f"{title} · {as_of}", *table, *_said(found, words)])


def _said(found: Attribution, words: Words) -> list[str]:
    widest = found.widest
    lines = []
    if widest is not None:
        said = words(
            "{channel}: between {low} and {high} won deals, depending on who’s counting.",
            channel=words(widest.label),
            low=words.number(widest.low, 1),
            high=words.number(widest.high, 1),
        )
        lines.append(f"  {said}")
    return [*lines, *caveat_lines(found.caveats, words)]
