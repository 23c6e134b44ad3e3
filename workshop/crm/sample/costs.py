"""What both sides cost, month by month."""

from __future__ import annotations

import numpy as np
import pandas as pd

from workshop.crm.sample.calendar import DAY, END, FIRST_DAY
from workshop.crm.sample.campaigns import CAMPAIGNS, ENDS, STARTS, budgets
from workshop.crm.sample.rng import Dice, Floats

MONTHLY = {
    ("sales", "people"): 26500.0,
    ("sales", "events"): 900.0,
    ("sales", "tools"): 1400.0,
    ("marketing", "people"): 15500.0,
    ("marketing", "tools"): 1900.0,
}
"""Euros a month that do not depend on campaigns."""
CAMPAIGN_COSTS = {
    "ads": ("marketing", "media"),
    "newsletter": ("marketing", "media"),
    "vendor": ("marketing", "media"),
    "webinar": ("marketing", "events"),
    "fair": ("marketing", "events"),
    "call_blitz": ("marketing", "events"),
}
"""Where the budget of a campaign is booked, spread over its days."""
YEARLY_RISE, MONTHLY_NOISE = 0.03, 0.04
MONTHS = 24
FIRST_MONTH = FIRST_DAY.astype("datetime64[M]")


def _campaign_costs(scale: float) -> dict[tuple[str, str], Floats]:
    firsts = (FIRST_MONTH + np.arange(MONTHS + 1)).astype("datetime64[D]")
    edges = (firsts - FIRST_DAY).astype(np.int64)
    costs: dict[tuple[str, str], Floats] = {}
    for row, start, end, budget in zip(CAMPAIGNS, STARTS, ENDS, budgets(scale), strict=True):
        first, last = start // DAY, min(end, END - 1) // DAY + 1
        days = np.clip(edges[1:], first, last) - np.clip(edges[:-1], first, last)
        booked = CAMPAIGN_COSTS[row.kind]
        costs[booked] = costs.get(booked, np.zeros(MONTHS)) + budget * days / days.sum()
    return costs


def _fixed_costs(seed: int, scale: float) -> dict[tuple[str, str], Floats]:
    dice = Dice(seed, "costs")
    rise: Floats = np.power(1 + YEARLY_RISE, np.arange(MONTHS) // 12)
    return {
        booked: scale * amount * rise * np.exp(MONTHLY_NOISE * dice.normal(MONTHS))
        for booked, amount in MONTHLY.items()
    }


def cost_frame(seed: int, scale: float) -> pd.DataFrame:
    """Return the table of costs in whole euros; `scale` is 1 for 4,000 contacts.

    A month in which nothing was spent on a kind has no row.
    """
    fixed, campaigns = _fixed_costs(seed, scale), _campaign_costs(scale)
    total = {
        booked: fixed.get(booked, np.zeros(MONTHS)) + campaigns.get(booked, np.zeros(MONTHS))
        for booked in sorted({*fixed, *campaigns})
    }
    months = (FIRST_MONTH + np.arange(MONTHS)).astype("datetime64[us]")
    rows = [
        (month, side, kind, round(float(amount)))
        for (side, kind), amounts in total.items()
        for month, amount in zip(months, amounts, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["month", "side", "kind", "amount"])
    return frame[frame["amount"] > 0].sort_values(["month", "side", "kind"], ignore_index=True)
