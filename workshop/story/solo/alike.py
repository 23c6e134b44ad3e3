"""How alike somebody who is alone and a persona sorted: two answers, and no agreement of teams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.side import other_side
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.story.solo.persona import Persona
    from workshop.terms.agreement.reproduction import Reproduced
    from workshop.words import Words

    Ratings = Mapping[str, Mapping[str, int]]

NO_TEAM = N_("An exercise: what you share with an invented person says nothing about two teams.")


@dataclass(frozen=True)
class Alike:
    """How many cases two people sorted alike.

    Attributes:
        same: cases both put into the same class.
        n: cases both sorted.
    """

    same: int
    n: int

    def text(self, name: str, words: Words) -> str:
        """Return it as a sentence; `name` is that of the persona."""
        return words(
            "You and {name} (played by the kit) sorted {same} of {n} cases the same way.",
            name=name,
            same=words.number(self.same),
            n=words.number(self.n),
        )


def own_ratings(ratings: Ratings, persona: Persona) -> Ratings:
    """Return how the person who is alone sorted, without what is played."""
    learner = other_side(persona.side)
    return {learner: ratings[learner]} if learner in ratings else {}


def alike(ratings: Ratings, persona: Persona) -> Alike:
    """Return how many cases both sorted alike.

    Args:
        ratings: side to case to rank.
        persona: who is played.
    """
    own, played = ratings.get(other_side(persona.side), {}), ratings.get(persona.side, {})
    shared = [case for case in own if case in played]
    return Alike(sum(own[case] == played[case] for case in shared), len(shared))


def reproduced_alone(counts: Reproduced, words: Words) -> str:
    """Return in how many cases a rule says what the person who is alone said."""
    return words(
        "The rule agrees with you in {fits} of {n} cases.",
        fits=words.number(counts.fits),
        n=words.number(counts.n),
    )
