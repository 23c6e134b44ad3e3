"""KPI answers in words and written numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.kpis.catalogue import kpi
from workshop.kpis.value import Unit

if TYPE_CHECKING:
    from workshop.kpis.value import KpiValue
    from workshop.words import Words


def written(value: float, unit: str, words: Words, *, digits: int = 1) -> str:
    """Return a number with its unit, the way the language writes it."""
    match unit:
        case Unit.RATIO:
            return words.percent(value, digits)
        case Unit.DAYS:
            return words("{number} days", number=_trim(value, words))
        case Unit.HOURS:
            return words("{number} business hours", number=_trim(value, words))
        case _:
            return words.money(value, unit)


def _bare(value: float, unit: str, words: Words) -> str:
    """Return the lower end of an interval: days and hours are named once, at the upper end."""
    if unit in (Unit.DAYS, Unit.HOURS):
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
    if answer.low is not None and answer.high is not None:
        low = _bare(answer.low, answer.unit, words)
        high = written(answer.high, answer.unit, words)
        parts.append(words("95 % interval {low} to {high}", low=low, high=high))
    parts.append(words("n = {n}", n=words.number(answer.n)))
    if answer.window_days:
        parts.append(words("window {days} days", days=answer.window_days))
    parts.append(words("as of {day}", day=words.date(answer.as_of)))
    return " · ".join(parts)


def report(answers: list[KpiValue], words: Words) -> str:
    """Return the answers as plain text for a terminal."""
    return "\n\n".join(_entry(answer, words) for answer in answers)


def _entry(answer: KpiValue, words: Words) -> str:
    one = kpi(answer.name)
    lines = [f"{words(one.label)}: {headline(answer, words, digits=2)}"]
    lines += [f"  {footing(answer, words)}", f"  {words(one.formula)}"]
    lines += [f"  ! {caveat.text(words)}" for caveat in answer.caveats]
    return "\n".join(lines)
