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
    "undated": N_("Entries without a date are not on the line ({n})."),
    "ends_too_early": N_("Left out: deals that were closed before they were opened ({n})."),
    "steps_before_seen": N_(
        "Not counted: steps that lie before the contact was first seen (with {n} contacts)."
    ),
    "left_out_young": N_(
        "Left out: contacts younger than {days} days ({n}); they have not had their time yet."
    ),
    "only_who_went_on": N_(
        "Days are those of the ones who went on; who stands still has waited longer."
    ),
    "turn_is_assumed": N_(
        "Nobody writes down whose turn it is. The kit says: marketing's until the hand-over or"
        " until sales gets in touch, then that of sales, after a rejection marketing's again;"
        " with an open deal the customer's for 30 days after each touch by sales, then that of"
        " sales."
    ),
    "only_moved_on": N_(
        "The days are those of contacts that went beyond marketing; who only reads along ({n})"
        " is not waiting."
    ),
    "no_contact": N_("Not counted: entries without a known contact ({n})."),
    "silence_is_a_no": N_(
        "“No answer” means: nothing was heard within {days} business days of the hand-over. From"
        " then on it counts as a no."
    ),
    "not_due_yet": N_("Not counted: their time is not up yet ({n})."),
    "as_known_today": N_(
        "Counted is what the data knows today; what was known on the day of the hand-over, nobody"
        " has kept."
    ),
    "young_quarter": N_("Too young: somebody in it has not had {days} days yet."),
    "no_measure": N_(
        "This promise has no measure in the data: ask each other whether it was kept."
    ),
    "longer_span": N_("One quarter has too few; these are the last {quarters} quarters."),
}
"""Stable codes, each with the sentence it stands for."""


def said(caveats: Iterable[Caveat], words: Words) -> list[str]:
    """Return reservations as sentences."""
    return [caveat.text(words, NOTES) for caveat in caveats]
