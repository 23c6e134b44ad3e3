"""What is within reach, in words: the range of the next quarter, and what a target means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workshop.kpis.core.caveat import CAVEATS
from workshop.kpis.targets.reach import Verdict
from workshop.kpis.text.answers import ends, written
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.kpis.targets.reach import Judgement, Reach
    from workshop.words import Words

VERDICTS: dict[Verdict, str] = {
    Verdict.WITHIN: N_("done before"),
    Verdict.EDGE: N_("ambitious"),
    Verdict.NEW: N_("new territory"),
}
SENTENCES: dict[Verdict, str] = {
    Verdict.WITHIN: N_("You’ve done that before: your best of {k} quarters was {best}."),
    Verdict.EDGE: N_(
        "Better than your best of {k} quarters ({best}), but still within what a good "
        "quarter can bring ({low} to {high})."
    ),
    Verdict.NEW: N_(
        "Carry on as before and you can expect {low} to {high} a quarter. What will you "
        "do differently?"
    ),
}
EASY = N_("Your last quarter was already at least that good ({last}).")
REASONS: dict[str, str] = {
    "no_quarters": N_("This KPI is one sum over all the data; it can’t be compared by quarter."),
    "few_quarters": N_(
        "Full quarters to compare: only {n}. With fewer than {least}, there’s no telling "
        "what to expect from a quarter."
    ),
    "small_quarter": N_(
        "The last quarter has too few cases ({n}); with fewer than {least}, there’s no "
        "telling what to expect from a quarter."
    ),
    "restless": N_(
        "Your quarters vary by more than chance: ask what changed before you set a target."
    ),
    "empty_range": N_(
        "Your quarters are so far apart that no range would mean anything: ask what "
        "changed between them."
    ),
}
"""Codes of reservations about a range, each with the sentence it stands for."""
MESSAGES = CAVEATS | REASONS
"""What refuses the KPI itself refuses the range."""


def reach_text(reach: Reach, words: Words) -> str:
    """Return in sentences what the last quarter was and what the next can bring, or why not."""
    if reach.why or not reach.last or reach.last.answer.value is None:
        return reach.why.text(words, MESSAGES) if reach.why else ""
    low, high = _ends(reach, words)
    found = words(
        "{quarter}: {last}. If nothing changes, expect {low} to {high} next quarter.",
        quarter=reach.last.quarter.short,
        last=written(reach.last.answer.value, reach.unit, words),
        low=low,
        high=high,
    )
    return " ".join([found, *(one.text(words, MESSAGES) for one in reach.caveats)])


def verdict_label(judgement: Judgement, words: Words) -> str:
    """Return the verdict in a few words; empty without one."""
    return words(VERDICTS[judgement.verdict]) if judgement.verdict else ""


def judgement_text(reach: Reach, judgement: Judgement, words: Words) -> str:
    """Return the verdict on a target in sentences, or why there is none."""
    if judgement.verdict is None:
        return reach.why.text(words, MESSAGES) if reach.why else ""
    low, high = _ends(reach, words)
    best = written(reach.best or 0.0, reach.unit, words)
    sentence = SENTENCES[judgement.verdict]
    found = words(sentence, k=len(reach.comparable), best=best, low=low, high=high)
    if judgement.is_easy and reach.last:
        last = written(reach.last.answer.value or 0, reach.unit, words)
        found += " " + words(EASY, last=last)
    return found


def _ends(reach: Reach, words: Words) -> tuple[str, str]:
    """Return both ends of the range as they stand in a sentence; dashes without one."""
    filled = replace(reach.total, low=reach.low, high=reach.high)
    return ends(filled, words) or ("–", "–")
