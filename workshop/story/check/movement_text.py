"""A movement in words: its verdict, the two answers, how far they lie apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workshop.charter.check_sheet import Evidence
from workshop.kpis.core.unit import Unit
from workshop.kpis.text.answers import ends, written
from workshop.story.check.types import Verdict
from workshop.words import MINUS, N_

if TYPE_CHECKING:
    from workshop.charter.check_sheet import Tone
    from workshop.kpis.core.value import KpiValue
    from workshop.story.check.types import Movement
    from workshop.words import Words

SAID: dict[tuple[Verdict, bool | None], str] = {
    (Verdict.MOVED, True): N_("moved: for the better"),
    (Verdict.MOVED, False): N_("moved: for the worse"),
    (Verdict.MOVED, None): N_("moved"),
    (Verdict.CANNOT_TELL, None): N_("can’t tell"),
    (Verdict.TOO_YOUNG, None): N_("too young"),
}
"""Three verdicts and no fourth; one that moved has a direction where there is a better one."""


def verdict_text(movement: Movement, words: Words) -> str:
    """Return what can be said of a movement in a few words."""
    return words(SAID[movement.verdict, movement.better])


def tone_of(movement: Movement) -> Tone:
    """Return how a line is coloured: ``good``, ``bad``, ``open`` or ``young``."""
    if movement.verdict is Verdict.TOO_YOUNG:
        return "young"
    if movement.better is None:
        return "open"
    return "good" if movement.better else "bad"


def evidence_of(movement: Movement, words: Words) -> Evidence:
    """Return both answers of a movement, and how far they lie apart."""
    before, since = movement.before, movement.since
    return Evidence(
        before=value_text(before, words),
        before_n=_n(before, words),
        since=value_text(since, words),
        since_n=_n(since, words),
        both=both_text(before, since, words),
        apart=apart_text(movement, words),
    )


def both_text(before: KpiValue, since: KpiValue, words: Words) -> str:
    """Return “19.3 → 8.4 hours”; a unit of time stands once, at the end."""
    if not (before.n or since.n):
        return ""
    if before.value is not None and since.value is not None:
        pair = replace(since, low=before.value, high=since.value)
        if between := ends(pair, words):
            return " → ".join(between)
    return " → ".join(value_text(one, words) for one in (before, since))


def apart_text(movement: Movement, words: Words) -> str:
    """Return the interval of the difference, or why there is none."""
    if movement.why:
        return movement.why.text(words)
    if movement.low is None or movement.high is None:
        return ""
    low, high = movement.low, movement.high
    if movement.since.unit == Unit.RATIO:
        points = [words.signed(100 * end, 1) for end in (low, high)]
        said = N_("Difference: {low} to {high} percentage points.")
        return words(said, low=points[0], high=points[1])
    ends_of = [_signed(end, movement.since.unit, words) for end in (low, high)]
    return words("Difference: {low} to {high}.", low=ends_of[0], high=ends_of[1])


def _signed(value: float, unit: str, words: Words) -> str:
    size = written(abs(value), unit, words)
    return size if size == written(0, unit, words) else ("+" if value > 0 else MINUS) + size


def value_text(answer: KpiValue, words: Words) -> str:
    """Return an answer; of few cases how many of how many, and no rate."""
    if answer.value is not None:
        return written(answer.value, answer.unit, words)
    if answer.numerator is not None and answer.n:
        n = words.number(answer.n)
        return words("{part} of {n}", part=words.number(answer.numerator), n=n)
    return "–"


def _n(answer: KpiValue, words: Words) -> str:
    return words("n = {n}", n=words.number(answer.n))
