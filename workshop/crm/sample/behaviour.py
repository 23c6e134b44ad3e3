"""What contacts do before anybody hands them over, and what is then known about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workshop.crm.sample.calendar import DAY, END, NEVER
from workshop.crm.sample.campaigns import STARTS, of_kind
from workshop.crm.sample.rng import Dice, Flags, Floats, Ints, sigmoid, weights
from workshop.crm.schema import ROLES, SOURCES

if TYPE_CHECKING:
    from workshop.crm.sample.origin import People

FORM_LOGIT = {
    "website": 9.0,
    "webinar": -1.9,
    "fair": -2.3,
    "newsletter": -1.3,
    "ads": 0.7,
    "vendor": -0.1,
    "call_blitz": -3.2,
    "referral": -2.6,
}
FORM_BY_INTENT = 0.6
FORM_AT_ONCE = ("website", "ads", "vendor")
FORM_WITHIN_DAYS = 10.0
ATTENDS_OWN_WEBINAR = 0.58
OTHER_WEBINAR_LOGIT = -2.1
WEBINAR_WINDOW = 60 * DAY
"""Webinars in the first weeks count; after that the matter is decided either way."""
SUBSCRIBES = {
    "website": 0.45,
    "webinar": 0.8,
    "fair": 0.35,
    "newsletter": 1.0,
    "ads": 0.4,
    "vendor": 0.5,
    "call_blitz": 0.1,
    "referral": 0.15,
}
ONLINE = {
    "website": 1.0,
    "webinar": 1.0,
    "fair": 0.6,
    "newsletter": 1.0,
    "ads": 0.9,
    "vendor": 0.8,
    "call_blitz": 0.35,
    "referral": 0.4,
}
"""How much of their interest people of a source show where a tracker can see it."""
STUDY = {
    "management": 0.7,
    "it_lead": 1.0,
    "it_staff": 1.4,
    "purchasing": 0.7,
    "department": 0.8,
    "student": 2.2,
}
"""How much people of a role read and download: curiosity, not need."""
DOWNLOADS, VISITS, BY_INTENT = 0.6, 2.6, 0.35
POINTS = {"form": 12.0, "webinar": 14.0, "download": 6.0, "visit": 2.0, "newsletter": 4.0}
MOST_POINTS = 100.0
MARKETING_SCORE = 40
ASKED = {
    "website": -0.4,
    "webinar": -1.5,
    "fair": -0.7,
    "newsletter": -2.2,
    "ads": -0.8,
    "vendor": -0.6,
    "call_blitz": -0.8,
    "referral": -0.1,
}
"""How likely (as a logit) somebody has asked before a hand-over: people ask, forms do not."""
NEED_BY_INTENT, NEED_BY_FIT = 0.9, 0.25
BUDGET_LOGIT, BUDGET_BY_INTENT, BUDGET_IF_NEED = -2.4, 0.45, 1.3
DECIDES_LOGIT = {
    "management": 1.6,
    "it_lead": 0.9,
    "it_staff": -1.3,
    "purchasing": 0.1,
    "department": -1.9,
    "student": -6.0,
}
MONTHS_KNOWN_IF_NEED, MONTHS_KNOWN = 0.88, 0.06
MEDIAN_MONTHS, MONTHS_SPREAD, MONTHS_BY_INTENT, MOST_MONTHS = 5.0, 0.6, -0.35, 24


@dataclass(frozen=True)
class Behaviour:
    """One entry per contact."""

    form_at: Ints
    """Minute of the first form, NEVER for none."""
    attended: Flags
    """One column per webinar, in the order of `of_kind("webinar")`."""
    newsletter: Flags
    downloads: Ints
    visits: Ints
    score: Ints
    need: Flags
    budget: Flags
    decides: Flags
    months: Floats
    """Not a number where nobody knows."""
    warm_at: Ints
    """Hidden: the last minute of form and webinars; before it nobody hands over."""

    @property
    def form_sent(self) -> Flags:
        """Whether a form has come."""
        return self.form_at < END

    @property
    def webinars(self) -> Ints:
        """How many webinars were attended."""
        webinars: Ints = self.attended.sum(axis=1, dtype=np.int64)
        return webinars

    @property
    def marketing_rule(self) -> Flags:
        """What marketing would call a lead: somebody who has done something."""
        return self.form_sent | (self.webinars >= 1) | (self.score >= MARKETING_SCORE)

    @property
    def sales_rule(self) -> Flags:
        """What sales would call a lead: somebody with a need and the means."""
        return self.need & (self.budget | self.decides)


def _forms(dice: Dice, people: People) -> Ints:
    n = len(people)
    sends = dice.chance(sigmoid(people.of(FORM_LOGIT) + FORM_BY_INTENT * people.intent))
    days = FORM_WITHIN_DAYS * dice.uniform(n)
    at_once = people.of({value: float(value in FORM_AT_ONCE) for value, _ in SOURCES}) > 0
    form_at = people.created + np.where(at_once, 0.0, 1 + days * DAY).astype(np.int64)
    return np.where(sends & (form_at < END), form_at, NEVER)


def _webinars(dice: Dice, people: People, newsletter: Flags) -> Flags:
    """Draw who sat in which webinar, among those held after the person turned up."""
    webinars, columns = of_kind("webinar"), []
    for webinar in webinars:
        gap = STARTS[webinar] - people.created
        likely = sigmoid(OTHER_WEBINAR_LOGIT + 0.4 * people.intent + 0.5 * newsletter)
        likely = np.where(people.campaign == webinar, ATTENDS_OWN_WEBINAR, likely)
        columns.append(dice.chance(likely) & (gap > 0) & (gap < WEBINAR_WINDOW))
    return np.column_stack(columns)


def _score(form: Flags, webinars: Ints, downloads: Ints, visits: Ints, mails: Flags) -> Ints:
    points = POINTS["form"] * form + POINTS["webinar"] * webinars
    points = points + POINTS["download"] * downloads + POINTS["visit"] * visits
    points = points + POINTS["newsletter"] * mails
    score: Ints = np.minimum(points, MOST_POINTS).astype(np.int64)
    return score


def _months(dice: Dice, people: People, need: Flags) -> Floats:
    known = dice.chance(np.where(need, MONTHS_KNOWN_IF_NEED, MONTHS_KNOWN))
    median = MEDIAN_MONTHS * np.exp(MONTHS_BY_INTENT * people.intent)
    months = np.clip(np.rint(dice.lognormal(median, MONTHS_SPREAD)), 0, MOST_MONTHS)
    return np.where(known, months, np.nan)


def _warm_at(people: People, form_at: Ints, attended: Flags) -> Ints:
    starts = STARTS[of_kind("webinar")]
    last = np.where(attended, starts + 60, 0).max(axis=1)
    form = np.where(form_at < END, form_at, 0)
    warm: Ints = np.maximum(people.created, np.maximum(form, last))
    return warm


def draw_behaviour(seed: int, people: People) -> Behaviour:
    """Return what these contacts do and tell before a hand-over."""
    dice, study = Dice(seed, "behaviour"), weights(STUDY, ROLES)[people.role]
    newsletter, form_at = dice.chance(people.of(SUBSCRIBES)), _forms(dice, people)
    attended = _webinars(dice, people, newsletter)
    online = people.of(ONLINE) * study * np.exp(BY_INTENT * people.intent)
    downloads, visits = dice.count(DOWNLOADS * online), dice.count(VISITS * online)
    asked = people.of(ASKED) + NEED_BY_INTENT * people.intent + NEED_BY_FIT * people.fit
    need = dice.chance(sigmoid(asked))
    budget = BUDGET_LOGIT + BUDGET_BY_INTENT * people.intent + BUDGET_IF_NEED * need
    score = _score(form_at < END, attended.sum(axis=1), downloads, visits, newsletter)
    return Behaviour(
        form_at=form_at,
        attended=attended,
        newsletter=newsletter,
        downloads=downloads,
        visits=visits,
        score=score,
        need=need,
        budget=dice.chance(sigmoid(budget)),
        decides=dice.chance(sigmoid(weights(DECIDES_LOGIT, ROLES)[people.role])),
        months=_months(dice, people, need),
        warm_at=_warm_at(people, form_at, attended),
    )
