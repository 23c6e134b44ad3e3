"""What sales says to what marketing hands over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workshop.crm.sample.calendar import to_moments
from workshop.crm.sample.columns import named
from workshop.crm.sample.rng import Dice, weights
from workshop.crm.schema import REJECT_REASONS

if TYPE_CHECKING:
    from workshop.crm.sample.rng import Ints

SILENCE, ACCEPTED, REJECTED = 0, 1, 2
OUTCOMES = (("", ""), ("accepted", ""), ("rejected", ""))
REASON_SHARE = 0.5
REASON_WEIGHTS = {
    "no_budget": 0.27,
    "no_need": 0.30,
    "not_reachable": 0.18,
    "wrong_person": 0.17,
    "too_small": 0.08,
}


@dataclass(frozen=True)
class Answers:
    """One entry per hand-off: whose, when, and what sales made of it."""

    contact: Ints
    handed: Ints
    worked: Ints
    """First touch by a person from sales after it, NEVER for none."""
    decided: Ints
    """NEVER where sales is silent."""
    outcome: Ints


def handoff_frame(seed: int, answers: Answers) -> pd.DataFrame:
    """Return the table of hand-offs in order of time; half of the rejections say no reason."""
    order = np.lexsort((answers.contact, answers.handed))
    dice, n, outcome = Dice(seed, "reasons"), len(order), answers.outcome[order]
    reason = dice.pick(n, weights(REASON_WEIGHTS, REJECT_REASONS))
    said = dice.chance(np.full(n, REASON_SHARE)) & (outcome == REJECTED)
    return pd.DataFrame(
        {
            "contact": answers.contact[order],
            "handed_at": to_moments(answers.handed[order]),
            "decided_at": to_moments(answers.decided[order]),
            "outcome": named(OUTCOMES, np.where(outcome > 0, outcome, -1)),
            "reason": named(REJECT_REASONS, np.where(said, reason, -1)),
        }
    )
