"""Hand-overs that stand in the rows of persons: the day of the hand-over, and sales' answer."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from workshop.crm.columns import Columns  # noqa: TC001 - pydantic reads the annotation

DATES, STATUS = "dates", "status"
"""What counts where a date says yes and the status of the same person says no."""
HANDOFFS = "handoffs"
HANDED_AT, DECIDED_AT, OUTCOME = "handed_at", "decided_at", "outcome"
TOLD = (DECIDED_AT, OUTCOME)
"""The fields of a hand-over that follow from several columns."""
ACCEPTED, REJECTED = "accepted", "rejected"


class Handover(BaseModel):
    """How rows of persons are read as hand-overs: one for each row with a day of the hand-over.

    Attributes:
        answers: columns of dates that say yes; the first one since the hand-over is the answer.
        first: what counts where one of them says yes and the status no.
        confirmed: whether the columns mean this for sure, or a person has said so; else nothing is
            read.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    answers: Columns
    first: Literal["dates", "status"] | None = None
    confirmed: bool = True

    @property
    def loaded_as(self) -> dict[str, tuple[str, ...]]:
        """Under which names the dates that say yes are loaded, with the column of each."""
        return {f"answer {place}": (one,) for place, one in enumerate(self.answers)}
