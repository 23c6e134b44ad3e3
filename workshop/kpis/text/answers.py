"""KPI answers in words and written numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.kpis.catalogue.answers import kpi
from workshop.kpis.core.unit import PER_DAY, Unit
from workshop.kpis.core.value import BESIDES
from workshop.kpis.groups.group import Standing
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workshop.kpis.core.caveat import Caveat
    from workshop.kpis.core.value import KpiValue
    from workshop.kpis.groups.breakdown import Breakdown
    from workshop.kpis.groups.reasons import Reasons
    from workshop.words import Words

SHORT: dict[str, str] = {
    "small_n": N_("too few cases"),
    "no_cases": N_("no case"),
    "no_interval": N_("too few for an interval"),
    "immature_cohorts": N_("{n} not mature yet"),
    "left_truncated": N_("{n} from before the records"),
    "pending": N_("{n} still have time"),
    "not_due": N_("{n} not due yet"),
    "undecided": N_("{n} without an answer"),
    "silent": N_("{n} without an answer"),
    "never_answered": N_("{n} never answered"),
    "negative_durations": N_("{n} end before they begin"),
    "missing_dates": N_("{n} without a date"),
    "won_before_seen": N_("{n} won before"),
    "deal_before_seen": N_("{n} with an older deal"),
}
"""What reservations are called in a row that has room for a few words only."""
STANDINGS = {
    Standing.BEST: N_("best"),
    Standing.NOT_DISTINGUISHABLE: N_("in front, too close to call"),
    Standing.BEHIND: N_("behind"),
}
LASTING: dict[str, tuple[str, str]] = {
    Unit.DAYS: (N_("{number} day"), N_("{number} days")),
    Unit.HOURS: (N_("{number} business hour"), N_("{number} business hours")),
    Unit.MONTHS: (N_("{number} month"), N_("{number} months")),
}
"""How long something takes, in each unit of time: one, and any other number, 0.5 included."""


def written(value: float, unit: str, words: Words, *, digits: int = 1) -> str:
    """Return a number with its unit, the way the language writes it."""
    match unit:
        case Unit.RATIO:
            return words.percent(value, digits)
        case Unit.DAYS | Unit.HOURS | Unit.MONTHS:
            one, other = LASTING[unit]
            number = _trim(value, words)
            return words(one if number == "1" else other, number=number)
        case Unit.FACTOR | Unit.COUNT:
            return _trim(value, words)
        case _ if unit.endswith(PER_DAY):
            amount = words.money(value, unit.removesuffix(PER_DAY))
            return words("{amount} per day", amount=amount)
        case _:
            return words.money(value, unit)


def _bare(value: float, unit: str, words: Words) -> str:
    """Return the lower end of an interval: days and hours are named once, at the upper end."""
    if unit in LASTING:
        return _trim(value, words)
    return written(value, unit, words)


def _trim(value: float, words: Words) -> str:
    return words.number(value, 0 if round(value, 1) == round(value) else 1)


def headline(answer: KpiValue, words: Words, *, digits: int = 1) -> str:
    """Return the value, or a dash where there is none."""
    return "–" if answer.value is None else written(answer.value, answer.unit, words, digits=digits)


def footing(answer: KpiValue, words: Words) -> str:
    """Return what the value stands on: interval, n, window and as-of date."""
    parts = []
    if between := ends(answer, words):
        parts.append(words("95% interval {low} to {high}", low=between[0], high=between[1]))
    parts.append(words("n = {n}", n=words.number(answer.n)))
    if answer.window_days:
        parts.append(words("window {days} days", days=answer.window_days))
    parts.append(words("as of {day}", day=words.date(answer.as_of)))
    return " · ".join(parts)


def ends(answer: KpiValue, words: Words) -> tuple[str, str] | None:
    """Return both ends of the interval as they stand in a sentence, or None without one."""
    if answer.low is None or answer.high is None:
        return None
    return _bare(answer.low, answer.unit, words), written(answer.high, answer.unit, words)


def report(answers: list[KpiValue], words: Words) -> str:
    """Return the answers as plain text for a terminal."""
    return "\n\n".join(_entry(answer, words) for answer in answers)


def _entry(answer: KpiValue, words: Words) -> str:
    one = kpi(answer.name)
    lines = [f"{words(one.label)}: {headline(answer, words, digits=2)}"]
    lines += [f"  {footing(answer, words)}", *beside_lines(answer, words)]
    lines.append(f"  {words(one.formula)}")
    return "\n".join([*lines, *caveat_lines(answer.caveats, words)])


def beside_lines(answer: KpiValue, words: Words) -> list[str]:
    """Return each number to read with an answer as a line: name, value, interval, n."""
    lines = []
    for one in answer.beside:
        value = "–" if one.value is None else written(one.value, one.unit, words)
        parts = [f"{words(BESIDES[one.name])}: {value}"]
        if one.low is not None and one.high is not None:
            low, high = _bare(one.low, one.unit, words), written(one.high, one.unit, words)
            parts.append(words("95% interval {low} to {high}", low=low, high=high))
        parts.append(words("n = {n}", n=words.number(one.n)))
        lines.append("  + " + " · ".join(parts))
    return lines


def caveat_lines(caveats: Iterable[Caveat], words: Words) -> list[str]:
    """Return each reservation as a line of its own, none twice."""
    return list(dict.fromkeys(f"  ! {caveat.text(words)}" for caveat in caveats))


def breakdown_report(breakdown: Breakdown, words: Words) -> str:
    """Return a breakdown as plain text for a terminal, one aligned line for each group."""
    one, by = kpi(breakdown.total.name), breakdown.by
    rows = [_row(words("All"), breakdown.total, words)]
    for group in breakdown.groups:
        standing = words(STANDINGS[group.standing]) if group.standing else ""
        rows.append(_row(words(group.label), group.answer, words, standing))
    title = words("{kpi} by: {dimension}", kpi=words(one.label), dimension=words(by.label))
    caveats = caveat_lines((*breakdown.caveats, *breakdown.total.caveats), words)
    return "\n".join([title, *aligned(rows), *caveats])


def reasons_report(found: Reasons, words: Words) -> str:
    """Return the reasons for rejecting as plain text, each with the share up to and with it."""
    rows = [_row(words("Rejected hand-overs"), found.rejected, words)]
    for reason in found.reasons:
        so_far = "" if reason.so_far is None else f"Σ {words.percent(reason.so_far)}"
        rows.append(_row(words(reason.label), reason.share, words, so_far))
    return "\n".join([*aligned(rows), *caveat_lines(found.rejected.caveats, words)])


def _row(label: str, answer: KpiValue, words: Words, first: str = "") -> list[str]:
    between = ends(answer, words)
    span = words("{low} to {high}", low=between[0], high=between[1]) if between else ""
    notes = [first, *(c.text(words, SHORT) for c in answer.caveats if c.code in SHORT)]
    said = ", ".join(note for note in notes if note)
    return [label, headline(answer, words), span, _count(answer, words), said]


def _count(answer: KpiValue, words: Words) -> str:
    n = words.number(answer.n)
    if answer.numerator is None:
        return words("n = {n}", n=n)
    return words("{part} of {n}", part=words.number(answer.numerator), n=n)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows of cells as indented lines: the first and the last to the left, others right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for first, *middle, last in rows:
        cells = [cell.rjust(width) for cell, width in zip(middle, widths[1:], strict=False)]
        lines.append("  ".join(["", first.ljust(widths[0]), *cells, last]).rstrip())
    return lines
