"""The two sides of the table: who sits across, what they are called, their shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from workshop.words import N_

if TYPE_CHECKING:
    from workshop.words import Words

Side = Literal["sales", "marketing"]
"""A side that defines, promises and signs."""
PersonSide = Literal["sales", "marketing", "other"]
"""Where one person sits."""
Speaker = Literal["sales", "marketing", "other", "both"]
"""Who says something in the room."""
SIDES: tuple[Side, ...] = get_args(Side)
PERSON_SIDES: tuple[PersonSide, ...] = get_args(PersonSide)
LABELS: dict[str, str] = {
    "sales": N_("Sales"),
    "marketing": N_("Marketing"),
    "other": N_("Somewhere else"),
    "both": N_("Both"),
    "agreed": N_("Agreed"),
    "all": N_("All"),
}
"""What sides, and those that stand in their place in a picture, are called."""
MARKS = {"sales": "●", "marketing": "▲", "other": "■", "both": "◆"}
"""Each side has a shape beside its colour, for those who cannot tell the colours apart."""


def other_side(side: Side) -> Side:
    """Return the side across the table."""
    return "marketing" if side == "sales" else "sales"


def side_name(side: str, words: Words) -> str:
    """Return a side's name as people say it."""
    return words(LABELS[side])


def as_side(text: object) -> Side | None:
    """Return the side that a stored text names, or None where it names neither."""
    return next((side for side in SIDES if side == text), None)
