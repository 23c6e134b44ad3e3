"""Which cases a room sorts: those rules part on and a few clear ones, then those near the rule."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from workshop.terms.agreement.moves import values_of
from workshop.terms.agreement.split import disputed
from workshop.terms.cards.candidates import candidates
from workshop.terms.cards.draw import Draw
from workshop.terms.outcome.example import cases

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.crm.crm import Crm
    from workshop.terms.cards.draw import Candidate
    from workshop.terms.outcome.example import Case
    from workshop.terms.rules.rule import Rule

CARDS = 12
KNOWN = 3
"""Cases of the first sorting that come back in the second."""
CLEAR, NEAR = 2, 3
"""How many clear cases, and how many that just miss the rule, on either side."""


def choose_cards(crm: Crm) -> list[Case]:
    """Return the contacts that a room sorts before it has agreed on anything.

    Two clear ones on either side and eight on which plausible rules part, mature and of the last
    year as far as there are such; they differ in who they are and in what became of them. The
    order gives nothing away, and the same data gives the same cards.

    Returns:
        Twelve cases; fewer where the data has not so many with different cards.

    Raises:
        WorkshopError: see `check_needs`.
    """
    pool = candidates(crm)
    draw = Draw()
    own = _ripe(pool)
    draw.take([one for one in own if one.is_clear_yes], CLEAR, lambda one: one.share)
    draw.take([one for one in own if one.is_clear_no], CLEAR, lambda one: -one.share)
    draw.fill(own, CARDS)
    draw.fill(pool, CARDS)
    return _mixed(draw.cases)


def second_sorting(crm: Crm, before: Mapping[str, Mapping[str, int]], rule: Rule) -> list[Case]:
    """Return the contacts that a room sorts after it has agreed on a rule.

    Twelve fresh ones, chosen as `choose_cards` does, half of them covered by the rule, with near
    misses on either side; and the three that were most disputed in the first sorting.

    Args:
        crm: the data.
        before: rater to case to class, of the first sorting.
        rule: about contacts; passed over where it asks for a field that this data lacks.

    Returns:
        The cases, the known ones among the fresh ones; fewer where the data has not so many.

    Raises:
        WorkshopError: see `check_needs`.
    """
    sorted_already = {case for one in before.values() for case in one}
    shown = {case.key for case in choose_cards(crm)}
    known = cases(crm, _most_disputed(before))
    pool = candidates(crm, rule, sorted_already | shown)
    draw = Draw(known)
    own = _ripe(pool)
    for covered in (True, False):
        _take_side(draw, [one for one in own if one.covered is covered], covered=covered)
    draw.fill(own, CARDS)
    draw.fill(pool, CARDS)
    return _mixed([*known, *draw.cases])


def _take_side(draw: Draw, side: list[Candidate], *, covered: bool) -> None:
    """Take half of the cards from one side of the rule."""
    until = len(draw.cases) + CARDS // 2
    clear = [one for one in side if (one.is_clear_yes if covered else one.is_clear_no)]
    draw.take([one for one in side if one.near], NEAR)
    draw.take(clear, 1)
    draw.fill(side, until)


def _most_disputed(before: Mapping[str, Mapping[str, int]]) -> list[str]:
    given = values_of(before)
    return sorted(given, key=lambda case: (-(disputed(given[case]) or 0.0), case))[:KNOWN]


def _ripe(pool: list[Candidate]) -> list[Candidate]:
    """Return the candidates whose end is known, or all where those are too few."""
    ripe = [one for one in pool if one.mature]
    return ripe if len(ripe) >= CARDS else pool


def _mixed(found: list[Case]) -> list[Case]:
    """Return the cases in an order that has nothing to do with what they are."""
    return sorted(found, key=lambda case: sha256(case.key.encode()).digest())
