"""How alike somebody who is alone and a persona sorted: two answers, and no agreement of teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.activities.mode import other_side
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.activities.solo.persona import Persona
    from workshop.terms.reproduction import Reproduction
    from workshop.words import Words

    Ratings = Mapping[str, Mapping[str, int]]

NO_TEAM = N_("An exercise: what one person and an invented one share says nothing about two teams.")


def own_ratings(ratings: Ratings, persona: Persona) -> Ratings:
    """Return how the person who is alone sorted, without what is played."""
    learner = other_side(persona.side)
    return {learner: ratings[learner]} if learner in ratings else {}


def alike(ratings: Ratings, persona: Persona, words: Words) -> str:
    """Return in a sentence how many cases both sorted alike.

    Args:
        ratings: side to case to rank.
        persona: who is played.
        words: the language.
    """
    own, played = ratings.get(other_side(persona.side), {}), ratings.get(persona.side, {})
    shared = [case for case in own if case in played]
    return words(
        "You and {name}, who is played by the kit, sorted {same} of {n} cases alike.",
        name=persona.name,
        same=words.number(sum(own[case] == played[case] for case in shared)),
        n=words.number(len(shared)),
    )


def reproduced(found: Reproduction, words: Words) -> str:
    """Return in how many cases a rule says what the person who is alone said."""
    return words(
        "The rule says the same as you in {fits} of {n} cases.",
        fits=words.number(len(found.matches)),
        n=words.number(found.n),
    )
