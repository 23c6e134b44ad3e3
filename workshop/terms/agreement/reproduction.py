"""Does the agreed rule say what the people said when they sorted by hand?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.stats import Interval, wilson
from workshop.terms.agreement.moves import values_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from workshop.words import Words

LEAD = 1
"""The lowest class that counts as a yes: lead, above “not yet”."""
HALF = 0.5


@dataclass(frozen=True)
class Vote:
    """How people and rule see one case.

    Attributes:
        unit: the case.
        share: which share (0 to 1) of its people said yes.
        covered: whether the rule covers it.
    """

    unit: str
    share: float
    covered: bool

    @property
    def fits(self) -> bool:
        """Whether the rule says what most people said."""
        return self.covered == (self.share > HALF)


@dataclass(frozen=True)
class Reproduced:
    """In how many cases a rule says what most people said, as counts.

    Attributes:
        fits: cases where it does.
        n: cases with a majority.
        ties: cases where half said yes.
    """

    fits: int
    n: int
    ties: int

    @property
    def interval(self) -> Interval | None:
        """The 95 % Wilson interval of the share that fits, None without a case."""
        return wilson(self.fits, self.n) if self.n else None

    def text(self, words: Words) -> str:
        """Return in words in how many cases the rule says what most people said."""
        if not self.interval:
            return words("No case has a majority to measure the rule against.")
        text = words.plural(
            "The rule says the same as most of you in {fits} of {n} case (95% interval "
            "{low} to {high}).",
            "The rule says the same as most of you in {fits} of {n} cases (95% interval "
            "{low} to {high}).",
            self.n,
            fits=words.number(self.fits),
            low=words.percent(self.interval.low, 0),
            high=words.percent(self.interval.high, 0),
        )
        if not self.ties:
            return text
        tied = words.plural(
            "{n} case is a tie and doesn’t count.",
            "{n} cases are ties and don’t count.",
            self.ties,
        )
        return f"{text} {tied}"


@dataclass(frozen=True)
class Reproduction:
    """How well a rule says what most people said.

    Attributes:
        matches, misses: the cases where it does and where it does not, the clearest vote first.
        ties: cases where half said yes; no rule can be right or wrong about them.
    """

    matches: tuple[Vote, ...]
    misses: tuple[Vote, ...]
    ties: tuple[Vote, ...]

    @property
    def counts(self) -> Reproduced:
        """How many of each."""
        n = len(self.matches) + len(self.misses)
        return Reproduced(len(self.matches), n, len(self.ties))


def reproduction(
    votes: Mapping[str, Mapping[str, int]], covered: Collection[str], threshold_class: int = LEAD
) -> Reproduction:
    """Return how well a rule says what people said about the same cases.

    Args:
        votes: rater to case to class.
        covered: the cases among them that the rule covers.
        threshold_class: the lowest class that counts as a yes.
    """
    found = [
        Vote(unit, sum(value >= threshold_class for value in values) / len(values), unit in covered)
        for unit, values in values_of(votes).items()
    ]
    found.sort(key=lambda vote: (-abs(vote.share - HALF), vote.unit))
    decided = [vote for vote in found if vote.share != HALF]
    return Reproduction(
        matches=tuple(vote for vote in decided if vote.fits),
        misses=tuple(vote for vote in decided if not vote.fits),
        ties=tuple(vote for vote in found if vote.share == HALF),
    )
