"""A target, judged by what there has been."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from workshop.kpis.said import written
from workshop.kpis.value import CAVEATS
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.kpis.reach import Reach
    from workshop.words import Words


class Verdict(StrEnum):
    """How a target stands to what there has been."""

    WITHIN = "within"
    EDGE = "edge"
    NEW = "new"


VERDICTS: dict[Verdict, str] = {
    Verdict.WITHIN: N_("within what you have had"),
    Verdict.EDGE: N_("at the edge"),
    Verdict.NEW: N_("never seen so far"),
}
SENTENCES: dict[Verdict, str] = {
    Verdict.WITHIN: N_("You have had that: your best of {k} quarters was {best}."),
    Verdict.EDGE: N_(
        "Better than your best of {k} quarters ({best}), and still what a good quarter can bring"
        " ({low} to {high})."
    ),
    Verdict.NEW: N_(
        "If you go on as before, a quarter brings {low} to {high}. What will you do differently?"
    ),
}
EASY = N_("Your last quarter was at least as good already ({last}).")
REASONS: dict[str, str] = {
    "no_quarters": N_(
        "This KPI is one sum over all the data; it has no quarters of its own to compare with."
    ),
    "few_quarters": N_(
        "Only {n} full quarters can be compared; below {least} nobody knows what a quarter brings."
    ),
    "small_quarter": N_(
        "The last quarter has too few cases ({n}); below {least} nobody knows what a quarter"
        " brings."
    ),
    "restless": N_(
        "Your quarters differ by more than chance: ask what changed before you set a target."
    ),
    "empty_range": N_(
        "Your quarters differ so much that no range says anything: ask what changed between them."
    ),
}
"""Codes of reservations about a range, each with the sentence it stands for."""
MESSAGES = CAVEATS | REASONS
"""What refuses the KPI itself refuses the range."""


@dataclass(frozen=True)
class Judgement:
    """What a target means.

    Attributes:
        verdict: None where nobody can know.
        is_easy: whether the last quarter was at least as good already.
        reach: what it was held against.
    """

    verdict: Verdict | None
    is_easy: bool
    reach: Reach

    def label(self, words: Words) -> str:
        """Return the verdict in a few words; empty without one."""
        return words(VERDICTS[self.verdict]) if self.verdict else ""

    def text(self, words: Words) -> str:
        """Return the verdict in sentences, or why there is none."""
        reach = self.reach
        if self.verdict is None:
            return reach.why.text(words, MESSAGES) if reach.why else ""
        low, high = reach.ends(words)
        best = written(reach.best or 0.0, reach.unit, words)
        found = words(
            SENTENCES[self.verdict], k=len(reach.comparable), best=best, low=low, high=high
        )
        if self.is_easy and reach.last:
            found += " " + words(
                EASY, last=written(reach.last.answer.value or 0, reach.unit, words)
            )
        return found

    def as_json(self, words: Words) -> dict[str, Any]:
        """Return plain data."""
        said = {"label": self.label(words), "text": self.text(words)}
        return {"verdict": self.verdict, "is_easy": self.is_easy, **said}
