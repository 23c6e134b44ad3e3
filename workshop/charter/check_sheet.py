"""A charter held against data, ready to be shown: every sentence with what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from workshop.words import Lang

Tone = Literal["good", "bad", "open", "young"]
"""How a line is coloured; what it says stands in words beside it."""


@dataclass(frozen=True)
class Evidence:
    """What a verdict stands on, as text.

    Attributes:
        before, since: the two answers; a dash where there is none.
        before_n, since_n: of how many cases.
        both: before and since in a few words; empty where there is none of them.
        apart: the interval of the difference, or why there is none.
    """

    before: str
    before_n: str
    since: str
    since_n: str
    both: str
    apart: str


@dataclass(frozen=True)
class CheckLine:
    """One sentence of the charter.

    Attributes:
        label: what was decided.
        verdict: what can be said of it, in a few words.
        tone: see `Tone`.
        evidence: None where nothing is compared.
        notes: what else there is to say, a sentence each.
    """

    label: str
    verdict: str
    tone: Tone
    evidence: Evidence | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class CheckSheet:
    """A check in one language.

    Attributes:
        lang: the language.
        team: as people typed it; empty where nobody was asked.
        title: what was checked, and as of when.
        about: which days are compared, on what data.
        headline: how much moved, in one sentence.
        topics: what needs talking about; empty where nothing does.
        kpis, promises, terms, experiments: the lines, in the charter's order.
        rituals: names of the standing dates, which no data knows.
        method: how verdicts are reached, and what they cannot tell.
    """

    lang: Lang
    team: str
    title: str
    about: str
    headline: str
    topics: tuple[str, ...]
    kpis: tuple[CheckLine, ...]
    promises: tuple[CheckLine, ...]
    terms: tuple[CheckLine, ...]
    experiments: tuple[CheckLine, ...]
    rituals: tuple[str, ...]
    method: str
