"""Cards drawn one by one, each as unlike those already drawn as can be."""

from __future__ import annotations

from dataclasses import dataclass
from operator import ne
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from workshop.terms.outcome.example import Case

CLEAR_YES, CLEAR_NO = 0.8, 0.2
"""Share of the plausible rules from which, and up to which, a case is clear."""
TWINS = 0.4
"""Two cards are near twins where no more than this share of what they say differs."""
ALIKE = 0.5
"""Two numbers read alike where the smaller one is at least this share of the larger one."""
PROFILE = ("source", "role", "industry", "segment")
"""In these facts the cards of a draw vary most."""
WON = 1 / 3
"""The share of cases that won among the cards: rare in the data, but worth a talk."""
OUT_OF_MIX, OLD, BARE = 0.5, 0.5, 1.0
"""What a case loses whose fate is common already, that is long ago, or whose card says little."""


@dataclass(frozen=True, eq=False)
class Candidate:
    """A case that might become a card.

    Attributes:
        case: what would stand on it.
        votes: which of some plausible rules cover it.
        covered: whether the agreed rule does.
        near: whether one part or one step less or more of that rule would tip it.
        mature: whether its end is known.
        informed: whether its card says at least half of what it could.
        recent: whether a team still remembers it.
    """

    case: Case
    votes: tuple[bool, ...] = ()
    covered: bool = False
    near: bool = False
    mature: bool = True
    informed: bool = True
    recent: bool = True

    @property
    def key(self) -> str:
        """The case's id."""
        return self.case.key

    @property
    def share(self) -> float:
        """The share of the plausible rules that cover it, a half where there are none."""
        return sum(self.votes) / len(self.votes) if self.votes else 0.5

    @property
    def dispute(self) -> float:
        """From 0 where the rules agree to 1 where they are halved."""
        return 4 * self.share * (1 - self.share)

    @property
    def is_clear_yes(self) -> bool:
        """Whether nearly every rule covers it."""
        return self.share >= CLEAR_YES

    @property
    def is_clear_no(self) -> bool:
        """Whether hardly any rule covers it."""
        return self.share <= CLEAR_NO


class Draw:
    """Cards drawn so far."""

    def __init__(self, beside: Iterable[Case] = ()) -> None:
        """Begin a draw.

        Args:
            beside: cases that lie on the same table; no twin of theirs is drawn.
        """
        self.cards: list[Candidate] = []
        self._tabled = [case.facts for case in beside]
        self._gaps: dict[Candidate, tuple[int, float]] = {}

    @property
    def cases(self) -> list[Case]:
        """The cases drawn, in their order."""
        return [card.case for card in self.cards]

    def take(
        self,
        candidates: Iterable[Candidate],
        most: int,
        fit: Callable[[Candidate], float] = lambda one: one.dispute,
    ) -> None:
        """Draw the best candidates, as many as there are with a card of their own.

        No card is drawn twice that says the same, and near twins only where nothing else is left.

        Args:
            candidates: what may be drawn.
            most: how many at most.
            fit: how well one fits by itself, from 0 to 1.
        """
        # The latest first: `max` takes the first of equals.
        ordered = sorted(candidates, key=lambda one: (-one.case.seen.toordinal(), one.key))
        for _ in range(most):
            left = [one for one in ordered if self._gap(one) > 0]
            if not left:
                return
            self._add(max(left, key=lambda one: (self._gap(one) > TWINS, self._worth(one, fit))))

    def fill(self, candidates: Iterable[Candidate], until: int) -> None:
        """Draw cases on which the rules part until there are so many cards."""
        self.take(candidates, until - len(self.cards))

    def _add(self, card: Candidate) -> None:
        self.cards.append(card)
        self._tabled.append(card.case.facts)

    def _gap(self, one: Candidate) -> float:
        """Return how far its card is from the one on the table that reads most alike."""
        checked, nearest = self._gaps.get(one, (0, 1.0))
        fresh = self._tabled[checked:]
        found = min([nearest, *(gap(one.case.facts, facts) for facts in fresh)])
        self._gaps[one] = (len(self._tabled), found)
        return found

    def _worth(self, one: Candidate, fit: Callable[[Candidate], float]) -> float:
        malus = OLD * (not one.recent) + BARE * (not one.informed)
        mix = OUT_OF_MIX * (one.case.won is not self._wants_a_win())
        return fit(one) + self._unlike_votes(one) + self._variety(one) - mix - malus

    def _wants_a_win(self) -> bool:
        return sum(card.case.won for card in self.cards) < WON * (len(self.cards) + 1)

    def _unlike_votes(self, one: Candidate) -> float:
        """Return the share of rules that tell it from the card they tell least from it."""
        if not one.votes or not self.cards:
            return 0.0
        apart: list[int] = [sum(map(ne, one.votes, card.votes)) for card in self.cards]
        return min(apart) / len(one.votes)

    def _variety(self, one: Candidate) -> float:
        """Return how rare its profile is among the cards, 1 where nothing of it is there yet."""
        if not self.cards:
            return 0.0
        same: int = sum(
            card.case.facts.get(name) == one.case.facts.get(name)
            for card in self.cards
            for name in PROFILE
        )
        return 1 - same / (len(self.cards) * len(PROFILE))


def gap(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """Return which share of what two cards say differs: 0 where they read the same, 1 throughout.

    A flag that is not set and a count of zero are not said, like an unknown value.
    """
    said = {name for facts in (one, other) for name, value in facts.items() if value}
    if not said:
        return 0.0
    return sum(not _alike(one.get(name), other.get(name)) for name in said) / len(said)


def _alike(one: Any, other: Any) -> bool:
    if one == other:
        return True
    numbers = all(type(value) in (int, float) for value in (one, other))
    return numbers and min(one, other) > 0 and min(one, other) / max(one, other) >= ALIKE
