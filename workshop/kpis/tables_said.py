"""Funnel, workload and consistency in words: tables for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.kpis.said import aligned, caveat_lines, ends, headline
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.kpis.consistency import Consistency
    from workshop.kpis.funnel import Funnel, Level
    from workshop.kpis.value import KpiValue
    from workshop.kpis.workload import Workload
    from workshop.words import Words

HEADS = (N_("Stage"), N_("leads"), N_("of the stage before"), N_("of all"), "", "")


def funnel_report(found: Funnel, words: Words) -> str:
    """Return a funnel as plain text: each stage with step and overall conversion."""
    first = found.inquiries
    title = words(
        "From inquiry to won: one cohort, window {days} days, as of {day}",
        days=first.window_days,
        day=words.date(first.as_of),
    )
    rows = [[words(head) for head in HEADS]]
    rows.append([words("Inquiry"), words.number(first.n), "", "", "", ""])
    rows += [_level(one, words) for one in found.levels]
    caveats = [c for one in found.levels if one.overall.value is None for c in one.overall.caveats]
    return "\n".join([title, *aligned(rows), *caveat_lines((*first.caveats, *caveats), words)])


def _level(one: Level, words: Words) -> list[str]:
    there = "–" if one.overall.numerator is None else words.number(one.overall.numerator)
    skipped = words("{n} without the stage before", n=words.number(one.skipped))
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
    title = words("Workload: entries by month. No conversions: these are not the same people.")
    rows = [[words("Month"), *(words(label) for _, label in found.stages), ""]]
    for one in found.months:
        counts = [words.number(one.entries[key]) for key, _ in found.stages]
        rows.append([one.month, *counts, words("not over yet") if one.partial else ""])
    return "\n".join([title, *aligned(rows)])


def consistency_report(found: Consistency, words: Words) -> str:
    """Return the check of consistency as plain text: a line for each thing looked at."""
    title = words("Does it hold together? As of {day}", day=words.date(found.as_of))
    rows = [
        [
            words(one.text),
            words("{n} of {of}", n=words.number(one.n), of=words.number(one.of)),
            "!" if one.n else "",
        ]
        for one in found.findings
    ]
    return "\n".join([title, *(aligned(rows) if rows else [])])
