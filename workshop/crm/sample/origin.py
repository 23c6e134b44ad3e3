"""Who turns up, when, through which source, and what kind of person it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workshop.crm.sample.calendar import DAY, DAYS, liveliness, workdays
from workshop.crm.sample.campaigns import CAMPAIGNS, days_open, of_kind
from workshop.crm.sample.rng import Dice, Flags, Floats, Ints, weights
from workshop.crm.schema import ROLES, SOURCES

if TYPE_CHECKING:
    from workshop.crm.sample.accounts import Accounts

SOURCE_SHARES = {
    "website": 0.15,
    "webinar": 0.46,
    "fair": 0.07,
    "newsletter": 0.08,
    "ads": 0.07,
    "vendor": 0.06,
    "call_blitz": 0.05,
    "referral": 0.06,
}
ROLE_SHARES = {
    "management": 0.17,
    "it_lead": 0.22,
    "it_staff": 0.25,
    "purchasing": 0.13,
    "department": 0.17,
    "student": 0.06,
}
STUDENT_SOURCES = ("website", "webinar", "newsletter", "ads")
"""Nobody calls a student, and no partner refers one."""
ROLE_FIT = {
    "management": 0.7,
    "it_lead": 0.8,
    "it_staff": -0.1,
    "purchasing": 0.2,
    "department": -0.5,
    "student": -2.2,
}
SIZE_FIT, FIT_NOISE = 0.45, 0.5
SOURCE_INTENT = {
    "website": 0.2,
    "webinar": -0.45,
    "fair": 0.35,
    "newsletter": -0.25,
    "ads": -0.2,
    "vendor": 0.0,
    "call_blitz": 0.2,
    "referral": 1.1,
}
TWIN_SHARE, TWIN_DAYS = 0.01, 6
"""Share of contacts that are one we had already a few days ago, under another number."""
DAYTIME = (7 * 60, 22 * 60)
OFFICE = (8 * 60 + 30, 17 * 60)
OFFICE_SOURCES = ("fair", "call_blitz", "referral")


@dataclass(frozen=True)
class People:
    """One entry per contact, in order of arrival; choices as positions in the schema's lists."""

    account: Ints
    source: Ints
    campaign: Ints
    """Position in the campaigns, -1 for none."""
    role: Ints
    created: Ints
    fit: Floats
    """Hidden: how well the person suits us, about 0 in the middle, 1 a standard deviation."""
    intent: Floats
    """Hidden: how much the person wants to buy, on the same scale."""

    def __len__(self) -> int:
        return len(self.account)

    def of(self, table: dict[str, float]) -> Floats:
        """Return every contact's number from a table by source."""
        return weights(table, SOURCES)[self.source]


def _is_one_of(source: Ints, names: tuple[str, ...]) -> Flags:
    return np.array([value in names for value, _ in SOURCES])[source]


def _campaigns(dice: Dice, source: Ints) -> Ints:
    campaign = np.full(len(source), -1, dtype=np.int64)
    for position, (value, _) in enumerate(SOURCES):
        choices, mine = of_kind(value), source == position
        if len(choices):
            pull = np.array([CAMPAIGNS[i].pull for i in choices])
            campaign[mine] = choices[dice.pick(int(mine.sum()), pull)]
    return campaign


def _days(dice: Dice, source: Ints, campaign: Ints) -> Ints:
    """Draw each contact's day inside its campaign, livelier days more often."""
    windows = np.array([*map(days_open, range(len(CAMPAIGNS))), (0, DAYS)])[campaign]
    day, luck = np.zeros(len(source), dtype=np.int64), dice.uniform(len(source))
    office = _is_one_of(source, OFFICE_SOURCES)
    for mine, pull in ((office, workdays()), (~office, liveliness())):
        reached = np.concatenate(([0.0], np.cumsum(pull)))
        low, high = reached[windows[mine, 0]], reached[windows[mine, 1]]
        day[mine] = np.searchsorted(reached, low + luck[mine] * (high - low), "right") - 1
    return day


def _created(dice: Dice, source: Ints, campaign: Ints) -> Ints:
    office = _is_one_of(source, OFFICE_SOURCES)
    opens = np.where(office, OFFICE[0], DAYTIME[0])
    closes = np.where(office, OFFICE[1], DAYTIME[1])
    return _days(dice, source, campaign) * DAY + dice.between(opens, closes)


def _accounts(dice: Dice, n: int, accounts: int) -> Ints:
    """Give every account one contact and the rest to some accounts more than to others."""
    first = np.argsort(dice.uniform(min(n, accounts)))
    popularity = dice.lognormal(np.ones(accounts), 0.8)
    return np.concatenate((first, dice.pick(n - len(first), popularity)))


def _roles(dice: Dice, source: Ints) -> Ints:
    role = dice.pick(len(source), weights(ROLE_SHARES, ROLES))
    student = [value for value, _ in ROLES].index("student")
    grown_up = dice.pick(len(source), weights({**ROLE_SHARES, "student": 0.0}, ROLES))
    return np.where((role == student) & ~_is_one_of(source, STUDENT_SOURCES), grown_up, role)


def _twins(dice: Dice, source: Ints, created: Ints, accounts: int) -> tuple[Ints, Ints]:
    """Return contacts that are somebody we have already, and who that is."""
    website = np.flatnonzero(_is_one_of(source, ("website",)))
    website = website[website >= accounts]  # every account keeps its own first contact
    share = np.full(len(website), TWIN_SHARE / SOURCE_SHARES["website"])
    twins = website[dice.chance(share)]
    early = (created < (DAYS - TWIN_DAYS) * DAY) & ~_is_one_of(source, ("website",))
    return twins, dice.pick(len(twins), early.astype(np.float64))


def draw_people(seed: int, n: int, accounts: Accounts) -> People:
    """Return `n` contacts of these companies."""
    dice = Dice(seed, "people")
    source = dice.pick(n, weights(SOURCE_SHARES, SOURCES))
    campaign = _campaigns(dice, source)
    created = _created(dice, source, campaign)
    account, role = _accounts(dice, n, len(accounts)), _roles(dice, source)
    twins, originals = _twins(dice, source, created, len(accounts))
    account[twins], role[twins] = account[originals], role[originals]
    days = dice.between(np.ones(len(twins)), np.full(len(twins), float(TWIN_DAYS)))
    created[twins] = created[originals] + days * DAY
    order = np.lexsort((account, created))
    account, role, source = account[order], role[order], source[order]
    noise = FIT_NOISE * dice.normal(n)
    fit = weights(ROLE_FIT, ROLES)[role] + SIZE_FIT * accounts.size[account] + noise
    intent = weights(SOURCE_INTENT, SOURCES)[source] + dice.normal(n)
    return People(account, source, campaign[order], role, created[order], fit, intent)
