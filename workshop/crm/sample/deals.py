"""Which contacts become deals, what those are worth and how they end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workshop.crm.sample.calendar import (
    DAY,
    END,
    NEVER,
    OPEN_MINUTES,
    advance,
    day_of,
    quarter_of,
    to_moments,
)
from workshop.crm.sample.columns import named
from workshop.crm.sample.rng import Dice, Flags, Floats, Ints, sigmoid, weights
from workshop.crm.schema import LOST_REASONS, PRODUCTS, SOURCES

if TYPE_CHECKING:
    from workshop.crm.sample.accounts import Accounts
    from workshop.crm.sample.handover import Work
    from workshop.crm.sample.origin import People

DEAL_LOGIT, DEAL_BY_PULL, DEAL_IF_ACCEPTED, DEAL_IF_MEETING = 0.5, 1.1, 0.3, 0.9
SPEED_ON_DEAL, SPEED_ON_WIN, USUAL_WAIT = -0.31, -0.38, 400.0
"""Effect of waiting e times longer than usual, as a logit; here it is causal, by our own hand."""
MEDIAN_OPENING, OPENING_SPREAD = 5.0 * OPEN_MINUTES, 0.8
WIN_LOGIT, WIN_BY_PULL = -1.0, 0.6
WIN_BY_SOURCE = {
    "website": 0.1,
    "webinar": -2.3,
    "fair": 0.5,
    "newsletter": -0.1,
    "ads": -0.3,
    "vendor": -0.1,
    "call_blitz": -0.3,
    "referral": 0.5,
}
BETTER_SINCE = "2025-07-01"
BETTER, BETTER_WEBINARS = 0.5, 1.2
"""From that day on more contacts of every source become deals, and more deals are won."""
STALE_SHARE = 0.14
"""Share of the deals that are lost in truth but that nobody has closed."""
PRODUCT_SHARES = {
    "workplace": 0.34,
    "server": 0.16,
    "cloud": 0.20,
    "security": 0.18,
    "managed": 0.12,
}
MEDIAN_VALUE = {
    "workplace": 14000.0,
    "server": 26000.0,
    "cloud": 9000.0,
    "security": 15000.0,
    "managed": 24000.0,
}
VALUE_SPREAD, VALUE_BY_SIZE, LEAST_VALUE = 0.75, 0.7, 500
OPEN_VALUE_KNOWN = 0.85
MEDIAN_WON, MEDIAN_LOST, CYCLE_SPREAD = 37.0 * OPEN_MINUTES, 25.0 * OPEN_MINUTES, 0.6
CYCLE_BY_VALUE, USUAL_VALUE = 0.12, 15000.0
LOST_REASON_KNOWN = 0.82
LOST_REASON_WEIGHTS = {"price": 0.34, "competitor": 0.24, "no_decision": 0.26, "timing": 0.16}
OPEN, WON, LOST = 0, 1, 2
STATUS = (("open", ""), ("won", ""), ("lost", ""))


@dataclass(frozen=True)
class Deals:
    """One entry per deal, in order of its opening; `closed` is NEVER while it is open."""

    contact: Ints
    created: Ints
    closed: Ints
    status: Ints
    value: Ints
    product: Ints

    def __len__(self) -> int:
        return len(self.contact)


def _better(people: People) -> Floats:
    gain = people.of({source: BETTER for source, _ in SOURCES} | {"webinar": BETTER_WEBINARS})
    return np.where(people.created >= day_of(BETTER_SINCE) * DAY, gain, 0.0)


def _evenly(dice: Dice, people: People, wait: Floats, likely: Floats) -> Flags:
    """Return who is lucky: of one source, quarter and wait as many as can be expected.

    With four thousand contacts, chance alone would hide a story from every third seed.
    """
    order = np.lexsort((wait, quarter_of(people.created), people.source))
    lucky = np.zeros(len(order), dtype=np.bool_)
    lucky[order] = dice.even(likely[order])
    return lucky


def _opened(dice: Dice, people: People, work: Work) -> Ints:
    met = work.meeting < END
    logit = DEAL_LOGIT + DEAL_BY_PULL * work.pull + DEAL_IF_MEETING * met
    logit = logit + DEAL_IF_ACCEPTED * work.accepted
    logit = logit + SPEED_ON_DEAL * np.log(work.wait / USUAL_WAIT) + _better(people)
    since = np.where(met, work.meeting, work.ready)
    at = advance(since, 1 + dice.lognormal(np.full(len(met), MEDIAN_OPENING), OPENING_SPREAD))
    likely = np.where(work.ready < END, sigmoid(logit), 0.0)
    return np.where(_evenly(dice, people, work.wait, likely), at, NEVER)


def _wins(dice: Dice, people: People, work: Work, opened: Flags) -> Flags:
    logit = WIN_LOGIT + WIN_BY_PULL * work.pull + people.of(WIN_BY_SOURCE) + _better(people)
    logit = logit + SPEED_ON_WIN * np.log(work.wait / USUAL_WAIT)
    return _evenly(dice, people, work.wait, np.where(opened, sigmoid(logit), 0.0))


def _values(dice: Dice, size: Floats, product: Ints) -> Ints:
    median = weights(MEDIAN_VALUE, PRODUCTS)[product] * np.exp(VALUE_BY_SIZE * size)
    value = np.rint(dice.lognormal(median, VALUE_SPREAD) / 10) * 10
    euros: Ints = np.maximum(value, LEAST_VALUE).astype(np.int64)
    return euros


def _closed(dice: Dice, created: Ints, value: Ints, wins: Flags) -> Ints:
    median = np.where(wins, MEDIAN_WON, MEDIAN_LOST) * (value / USUAL_VALUE) ** CYCLE_BY_VALUE
    closed = advance(created, OPEN_MINUTES + dice.lognormal(median, CYCLE_SPREAD))
    stale = dice.chance(np.full(len(created), STALE_SHARE)) & ~wins
    return np.where(stale | (closed >= END), NEVER, closed)


def draw_deals(seed: int, people: People, accounts: Accounts, work: Work) -> Deals:
    """Return the deals that come of these contacts."""
    dice = Dice(seed, "deals")
    opened = _opened(dice, people, work)
    contact = np.flatnonzero(opened < END)
    contact = contact[np.argsort(opened[contact], kind="stable")]
    created, n = opened[contact], len(contact)
    product = dice.pick(n, weights(PRODUCT_SHARES, PRODUCTS))
    value = _values(dice, accounts.size[people.account[contact]], product)
    wins = _wins(dice, people, work, opened < END)[contact]
    closed = _closed(dice, created, value, wins)
    status = np.where(closed >= END, OPEN, np.where(wins, WON, LOST))
    return Deals(contact, created, closed, status, value, product)


def deal_frame(seed: int, people: People, deals: Deals) -> pd.DataFrame:
    """Return the table of deals; a reason stands only beside lost ones, and not beside all."""
    dice, n = Dice(seed, "deal gaps"), len(deals)
    reason = dice.pick(n, weights(LOST_REASON_WEIGHTS, LOST_REASONS))
    said = dice.chance(np.full(n, LOST_REASON_KNOWN)) & (deals.status == LOST)
    valued = dice.chance(np.full(n, OPEN_VALUE_KNOWN)) | (deals.status != OPEN)
    return pd.DataFrame(
        {
            "account": people.account[deals.contact],
            "contact": deals.contact,
            "created_at": to_moments(deals.created),
            "closed_at": to_moments(deals.closed),
            "status": named(STATUS, deals.status),
            "value": pd.Series(deals.value, dtype="Int64").where(valued),
            "product": named(PRODUCTS, deals.product),
            "lost_reason": named(LOST_REASONS, np.where(said, reason, -1)),
        }
    )
