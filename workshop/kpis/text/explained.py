"""All KPIs on one page: the number, the rows in it, the rows left out and why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from workshop.crm.intake.report import KEPT
from workshop.crm.intake.rows.errors import plain
from workshop.crm.schema import TABLES
from workshop.kpis.catalogue.answers import kpi
from workshop.kpis.core.unit import Unit
from workshop.kpis.explain.account import USED, Role
from workshop.kpis.text.answers import aligned, headline
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workshop.crm.intake.report import Report
    from workshop.kpis.explain.explanation import Explanation, Group
    from workshop.kpis.explain.unused import Unused
    from workshop.words import Words

REASONS: dict[str, str] = {
    "immature_cohorts": N_("too young"),
    "left_truncated": N_("from before the records"),
    "pending": N_("still has time"),
    "not_due": N_("deadline not passed yet"),
    "undecided": N_("no answer"),
    "silent": N_("no answer yet"),
    "breach_never": N_("never answered"),
    "never_answered": N_("never answered"),
    "negative_durations": N_("ends before it begins"),
    "missing_dates": N_("no date"),
    "missing_value": N_("no value"),
    "missing_value_lost": N_("lost, without a value"),
    "unvalued_open": N_("no value"),
    "unvalued_deals": N_("no value"),
    "won_before_seen": N_("won before first seen"),
    "deal_before_seen": N_("deal before first seen"),
    "unlinked_wins": N_("won, without a known contact or date"),
    "unlinked_deals": N_("without a known contact or date"),
    "unlinked_customers": N_("neither account nor contact"),
    "young_customers": N_("first year not over"),
    "refunds": N_("refund"),
    "refunds_deducted": N_("refund, deducted"),
    "no_status": N_("no status"),
    "contradiction": N_("contradicts another entry"),
    "join_misses": N_("contact not in the data"),
    "unknown_source": N_("source counts for nobody"),
    "tied_touches": N_("first touchpoints at the same time"),
}
"""Reservations that count rows, in the few words that a row has room for."""
SHOWN = 8
"""So many rows of a file are named in one line."""


def overview(explained: Sequence[Explanation], currency: str, words: Words) -> list[str]:
    """Return one line for each KPI, and one below it about the rows that are left out.

    Args:
        explained: the KPIs.
        currency: of the amounts.
        words: the language.
    """
    head = ["", "", "n", words("numerator"), ""]
    table = aligned([head, *(_row(one, currency, words) for one in explained)])
    lines = [table[0]]
    for one, row in zip(explained, table[1:], strict=True):
        lines += [row, *(f"      {line}" for line in reasons(one, words))]
    return lines


def _row(one: Explanation, currency: str, words: Words) -> list[str]:
    answer = one.answer
    n = words.number(answer.n) if one.accounts else "–"
    return [
        words(kpi(answer.name).label),
        headline(answer, words),
        n,
        top(one, currency, words),
        answer.name,
    ]


def top(one: Explanation, currency: str, words: Words) -> str:
    """Return the numerator as it is written, a dash where the number has none."""
    answer = one.answer
    if answer.numerator is None:
        return "–"
    counts = answer.unit == Unit.RATIO and not any(a.money for a in one.accounts)
    return words.number(answer.numerator) if counts else words.money(answer.numerator, currency)


def reasons(one: Explanation, words: Words) -> list[str]:
    """Return why there is no number, what is left out and what counts with a reservation."""
    lines = []
    if one.answer.value is None:
        lines.append(one.answer.caveats[0].text(words))
    aside = next((c.values["n"] for c in one.answer.caveats if c.code == "set_aside"), 0)
    left = _counts((g for g in one.groups if g.role is Role.LEFT_OUT), words)
    if aside:
        left.append(words("set aside when read ({n})", n=words.number(aside)))
    minded = (g for g in one.groups if g.role in USED or g.role is Role.DOUBTED)
    if left:
        lines.append(words("left out: {reasons}", reasons=" · ".join(left)))
    if noted := _counts(minded, words):
        lines.append(words("counted, but: {reasons}", reasons=" · ".join(noted)))
    return lines


def _counts(groups: Iterable[Group], words: Words) -> list[str]:
    counts = Counter[str]()
    for group in groups:
        for code in dict.fromkeys(group.codes):
            counts[code] += group.n
    return [f"{words(REASONS[code])} ({words.number(n)})" for code, n in counts.most_common()]


def unused_lines(found: Sequence[Unused], report: Report, words: Words) -> list[str]:
    """Return, for each file, how many of its rows are in no KPI, which and why."""
    lines = [_unused(one, words) for one in found]
    for part in report.tables:
        n = sum(group.n for group in part.set_aside if group.reason not in KEPT)
        if n:
            said = words.plural(
                "{file}: {n} row set aside when it was read; the report says why",
                "{file}: {n} rows set aside when it was read; the report says why",
                n,
                file=plain(part.source),
            )
            lines.append(said)
    if not lines:
        return [words("Every row is used in a KPI.")]
    return [words("Not in any KPI:"), *(f"  {line}" for line in lines)]


def _unused(one: Unused, words: Words) -> str:
    facts = {
        "file": plain(one.file),
        "table": words(TABLES[one.table].label),
        "n": words.number(one.n),
        "of": words.number(one.of),
    }
    if one.looked_up:
        names = ", ".join(words(kpi(name).label) for name in one.looked_up)
        message = N_("{file}: no row is counted ({of}); looked up for: {names}")
        return words(message, **facts, names=names)
    if one.n == one.of:
        return words("{file}: none of its {of} rows; no KPI reads the table {table}", **facts)
    shown = ", ".join(map(str, one.rows[:SHOWN])) + (" …" if one.n > SHOWN else "")
    facts["rows"] = shown
    if not one.codes:
        return words("{file}: {n} of {of} rows (row {rows})", **facts)
    why = ", ".join(dict.fromkeys(words(REASONS[code]) for code in one.codes))
    return words("{file}: {n} of {of} rows (row {rows}): {reasons}", **facts, reasons=why)
