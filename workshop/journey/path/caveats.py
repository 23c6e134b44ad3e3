"""Reservations about journeys, in words; those that KPIs know as well are said alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.kpis.core.caveat import CAVEATS
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.kpis.core.caveat import Caveat
    from workshop.words import Words

NOTES: dict[str, str] = {
    **CAVEATS,
    "undated": N_("Entries without a date aren’t on the line ({n})."),
    "ends_too_early": N_("Left out: deals closed before they were opened ({n})."),
    "steps_before_seen": N_(
        "Not counted: steps dated before the contact was first seen (contacts: {n})."
    ),
    "left_out_young": N_(
        "Left out: contacts younger than {days} days ({n}); their time isn’t up yet."
    ),
    "only_who_went_on": N_(
        "Only the days of contacts who moved on are counted; those still waiting have "
        "already waited longer."
    ),
    "turn_is_assumed": N_(
        "Nobody keeps a record of who has the ball. The kit’s rule: marketing until the "
        "hand-over or until sales gets in touch, then sales, and marketing again after a "
        "rejection. While a deal is open, the customer has it for 30 days after each "
        "touchpoint with sales, then sales again."
    ),
    "only_moved_on": N_(
        "Only the waiting days of contacts who got beyond marketing are counted; those "
        "who are just reading what we send ({n}) aren’t waiting."
    ),
    "no_contact": N_("Not counted: entries without a known contact ({n})."),
    "silence_is_a_no": N_(
        "“No answer” means nothing came back within {days} business days of the "
        "hand-over. From then on it counts as a no."
    ),
    "not_due_yet": N_("Not counted: their deadline hasn’t passed yet ({n})."),
    "as_known_today": N_(
        "This counts what the data knows today; nobody kept a record of what was known "
        "on the day of the hand-over."
    ),
    "young_quarter": N_("Too young: not everyone in it has had {days} days yet."),
    "no_measure": N_("The data can’t show whether this promise is kept: ask each other."),
    "longer_span": N_(
        "A single quarter has too few cases, so these are the last {quarters} quarters."
    ),
}
"""Stable codes, each with the sentence it stands for."""


def said(caveats: Iterable[Caveat], words: Words) -> list[str]:
    """Return reservations as sentences."""
    return [caveat.text(words, NOTES) for caveat in caveats]
