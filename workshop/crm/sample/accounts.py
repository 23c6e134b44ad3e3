"""The companies behind the contacts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from workshop.crm.sample.columns import named
from workshop.crm.sample.rng import Dice, Floats, Ints, weights
from workshop.crm.schema import COUNTRIES, INDUSTRIES, SEGMENTS

CONTACTS_PER_ACCOUNT = 3.08
SEGMENT_SHARES = {"dealer": 0.22, "end_customer": 0.78}
COUNTRY_SHARES = {"DE": 0.76, "AT": 0.14, "CH": 0.10}
INDUSTRY_SHARES = {
    "manufacturing": 0.24,
    "trade": 0.20,
    "health": 0.12,
    "public": 0.12,
    "services": 0.22,
    "crafts": 0.10,
}
MEDIAN_EMPLOYEES = {"dealer": 14.0, "end_customer": 55.0}
EMPLOYEES_SPREAD = 1.15
MOST_EMPLOYEES = 5000
COMFORTABLE_SIZE = 60.0
"""A company of this size is a medium one for a Systemhaus: its size says nothing."""
MISSING_EMPLOYEES = 0.02


@dataclass(frozen=True)
class Accounts:
    """One entry per company; choices as positions in the schema's lists."""

    segment: Ints
    country: Ints
    industry: Ints
    employees: Ints
    size: Floats
    """0 at a comfortable size, plus or minus 1 for ten times more or less."""

    def __len__(self) -> int:
        return len(self.segment)


def draw_accounts(seed: int, contacts: int) -> Accounts:
    """Return the companies for so many contacts."""
    dice, n = Dice(seed, "accounts"), max(1, round(contacts / CONTACTS_PER_ACCOUNT))
    segment = dice.pick(n, weights(SEGMENT_SHARES, SEGMENTS))
    median = weights(MEDIAN_EMPLOYEES, SEGMENTS)[segment]
    employees = np.clip(np.rint(dice.lognormal(median, EMPLOYEES_SPREAD)), 1, MOST_EMPLOYEES)
    return Accounts(
        segment=segment,
        country=dice.pick(n, weights(COUNTRY_SHARES, COUNTRIES)),
        industry=dice.pick(n, weights(INDUSTRY_SHARES, INDUSTRIES)),
        employees=employees.astype(np.int64),
        size=np.log10(employees / COMFORTABLE_SIZE),
    )


def account_frame(seed: int, accounts: Accounts) -> pd.DataFrame:
    """Return the table of accounts, with the few gaps that every CRM has."""
    dice, n = Dice(seed, "account gaps"), len(accounts)
    unknown = dice.chance(np.full(n, MISSING_EMPLOYEES))
    return pd.DataFrame(
        {
            "segment": named(SEGMENTS, accounts.segment),
            "country": named(COUNTRIES, accounts.country),
            "industry": named(INDUSTRIES, accounts.industry),
            "employees": pd.Series(accounts.employees, dtype="Int64").mask(unknown),
        }
    )
