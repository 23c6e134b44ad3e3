"""The table of contacts: what is known about each person, and what came of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workshop.crm.sample.calendar import END, NEVER, to_moments
from workshop.crm.sample.columns import named
from workshop.crm.sample.rng import Dice
from workshop.crm.schema import ROLES, SOURCES

if TYPE_CHECKING:
    from workshop.crm.sample.behaviour import Behaviour
    from workshop.crm.sample.deals import Deals
    from workshop.crm.sample.handover import Work
    from workshop.crm.sample.origin import People
    from workshop.crm.sample.rng import Ints

MISSING_ROLE, MISSING_SOURCE = 0.02, 0.02


def contact_frame(
    seed: int, people: People, doing: Behaviour, work: Work, deals: Deals
) -> pd.DataFrame:
    """Return the table of contacts, with the few gaps that every CRM has."""
    dice, n = Dice(seed, "contact gaps"), len(people)
    no_role = dice.chance(np.full(n, MISSING_ROLE))
    no_source = dice.chance(np.full(n, MISSING_SOURCE))
    return pd.DataFrame(
        {
            "account": people.account,
            "created_at": to_moments(people.created),
            "source": named(SOURCES, np.where(no_source, -1, people.source)),
            "role": named(ROLES, np.where(no_role, -1, people.role)),
            "form_sent": doing.form_sent,
            "newsletter": doing.newsletter,
            "webinars": doing.webinars,
            "downloads": doing.downloads,
            "web_visits": doing.visits,
            "score": doing.score,
            "need_known": doing.need,
            "budget_known": doing.budget,
            "decides": doing.decides,
            "months_to_buy": pd.Series(doing.months).astype("Int64"),
            "meeting_held": work.meeting < END,
            "converted_at": to_moments(_converted(n, deals)),
        }
    )


def _converted(n: int, deals: Deals) -> Ints:
    """Return when each contact became a deal, NEVER for most."""
    converted = np.full(n, NEVER, dtype=np.int64)
    converted[deals.contact] = deals.created
    return converted
