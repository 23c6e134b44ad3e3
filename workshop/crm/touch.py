"""Whose contact an activity is, and whether a person or a machine made it."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from workshop.words import N_

Touch = Literal["sales_person", "sales_machine", "marketing_person", "marketing_machine", "none"]
"""What an activity of some type is; ``none`` is no contact at all, such as a note."""
TOUCHES: tuple[Touch, ...] = get_args(Touch)
NO_TOUCH: Touch = "none"
TOUCHPOINTS = "touchpoints"
SIDE, HUMAN = "side", "human"
BETWEEN = " · "
"""Stands between the parts of a type that is read from several columns."""


class Maker(NamedTuple):
    """Who made a contact.

    Attributes:
        side: key of the side.
        human: ``true`` for a person, ``false`` for a machine.
    """

    side: str
    human: str


MAKERS: dict[Touch, Maker] = {
    "sales_person": Maker("sales", "true"),
    "sales_machine": Maker("sales", "false"),
    "marketing_person": Maker("marketing", "true"),
    "marketing_machine": Maker("marketing", "false"),
}
LABELS: dict[Touch, str] = {
    "sales_person": N_("Sales, personal"),
    "sales_machine": N_("Sales, automatic"),
    "marketing_person": N_("Marketing, personal"),
    "marketing_machine": N_("Marketing, automatic"),
    "none": N_("Not a touchpoint. Leave it out."),
}
