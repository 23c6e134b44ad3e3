"""How contacts reach sales, how fast a person from sales answers, and what the answer is."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from workshop.crm.sample.answers import ACCEPTED, REJECTED, SILENCE, Answers
from workshop.crm.sample.calendar import END, NEVER, OPEN_MINUTES, SLOW_MONTHS, advance, month_of
from workshop.crm.sample.gaming_target import SLOWER, clicked_away, under_target
from workshop.crm.sample.origin import ROLE_FIT, SOURCE_INTENT
from workshop.crm.sample.rng import Dice, Flags, Floats, Ints, sigmoid, weights
from workshop.crm.schema import ROLES

if TYPE_CHECKING:
    from workshop.crm.sample.behaviour import Behaviour
    from workshop.crm.sample.origin import People

HANDED_LOGIT, HANDED_IF_MARKETING, HANDED_IF_SALES = -2.45, 2.2, 0.8
HANDED_BY_SCORE, HANDED_BY_FIT = 0.012, 0.35
OWN_FIND = {
    "website": 0.0,
    "webinar": 0.0,
    "fair": 0.4,
    "newsletter": 0.0,
    "ads": 0.0,
    "vendor": 0.2,
    "call_blitz": -1.0,
    "referral": -0.8,
}
"""Change of the logit of a hand-over: what sales has found itself is rarely handed to it."""
MEDIAN_WAIT, WAIT_SPREAD, WAIT_BY_PULL = 0.2 * OPEN_MINUTES, 1.1, -0.5
DIRECT = {
    "website": 0.06,
    "webinar": 0.02,
    "fair": 0.12,
    "newsletter": 0.02,
    "ads": 0.03,
    "vendor": 0.05,
    "call_blitz": 1.0,
    "referral": 0.85,
}
"""Share of the most attractive, not handed over, whom sales contacts all the same."""
DIRECT_LOGIT, DIRECT_BY_PULL = 0.3, 1.6
ATTRACTIVE = {"fit": 0.45, "intent": 0.7, "need": 0.2, "means": 0.1}
GLANCE = {"role": 0.4, "source": 0.6, "need": 0.8}
"""What a salesperson sees at a glance; the good ones are called first."""
NEVER_LOGIT, NEVER_BY_GLANCE, NEVER_IF_SLOW = -1.8, -0.6, 0.6
MEDIAN_ANSWER, ANSWER_SPREAD, ANSWER_BY_GLANCE, SLOW_FACTOR = 600.0, 1.3, -0.9, 1.6
SILENT, SILENT_IF_NEVER = 0.10, 0.62
ACCEPT_LOGIT, ACCEPT_BY_PULL = 0.78, 0.9
MEDIAN_DECISION, DECISION_SPREAD = 1.2 * OPEN_MINUTES, 1.0
RECYCLED_SHARE = 0.14
MEDIAN_RECYCLING, RECYCLING_SPREAD = 65.0 * OPEN_MINUTES, 0.4
MEETING_LOGIT, MEETING_BY_PULL, MEDIAN_MEETING = -1.0, 0.8, 4.0 * OPEN_MINUTES


@dataclass(frozen=True)
class Work:
    """One entry per contact: what sales does with it; moments are NEVER where nothing is."""

    pull: Floats
    """Hidden: how attractive the contact looks to sales, about 0 in the middle."""
    first: Ints
    """First touch by a person from sales."""
    wait: Floats
    """Office minutes until that touch."""
    ready: Ints
    """From when on a deal may arise: worked, answered and not rejected."""
    accepted: Flags
    meeting: Ints
    answers: Answers


def _pull(people: People, doing: Behaviour) -> Floats:
    pull = ATTRACTIVE["fit"] * people.fit + ATTRACTIVE["intent"] * people.intent
    pull = pull + ATTRACTIVE["need"] * doing.need
    return pull + ATTRACTIVE["means"] * (doing.need & (doing.budget | doing.decides)) - 0.45


def _glance(people: People, doing: Behaviour) -> Floats:
    """Return how good each contact looks at a glance: nothing hidden goes into it."""
    glance = GLANCE["role"] * weights(ROLE_FIT, ROLES)[people.role]
    return glance + GLANCE["source"] * people.of(SOURCE_INTENT) + GLANCE["need"] * doing.need - 0.3


def _handed(dice: Dice, people: People, doing: Behaviour, pull: Floats) -> Ints:
    logit = HANDED_LOGIT + people.of(OWN_FIND) + HANDED_BY_FIT * people.fit
    logit = logit + HANDED_BY_SCORE * doing.score
    logit = logit + HANDED_IF_MARKETING * doing.marketing_rule + HANDED_IF_SALES * doing.sales_rule
    wait = dice.lognormal(MEDIAN_WAIT * np.exp(WAIT_BY_PULL * pull), WAIT_SPREAD)
    at = advance(doing.warm_at, 1 + wait)
    return np.where(dice.chance(sigmoid(logit)) & (at < END), at, NEVER)


def _answer(dice: Dice, since: Ints, handed: Ints, glance: Floats) -> tuple[Ints, Floats]:
    """Return when a person from sales first gets in touch, and after how many office minutes."""
    slow = np.isin(month_of(np.minimum(since, END)), SLOW_MONTHS)
    wait = dice.lognormal(MEDIAN_ANSWER * np.exp(ANSWER_BY_GLANCE * glance), ANSWER_SPREAD)
    wait = wait * np.where(slow, SLOW_FACTOR, 1.0) * np.where(under_target(handed), SLOWER, 1.0)
    never = dice.chance(sigmoid(NEVER_LOGIT + NEVER_BY_GLANCE * glance + NEVER_IF_SLOW * slow))
    first = advance(since, 2 + wait)
    return np.where(never | (first >= END), NEVER, first), wait


def _judge(dice: Dice, handed: Ints, first: Ints, pull: Floats) -> tuple[Ints, Ints]:
    """Return when sales decides on each hand-off, and how; silence is NEVER."""
    worked = first < END
    silent = dice.chance(np.where(worked, SILENT, SILENT_IF_NEVER))
    accepts = dice.chance(sigmoid(ACCEPT_LOGIT + ACCEPT_BY_PULL * pull)) & worked
    delay = dice.lognormal(np.full(len(handed), MEDIAN_DECISION), DECISION_SPREAD)
    decided = advance(np.where(worked, first, handed), 1 + delay)
    silent |= decided >= END
    outcome = np.where(silent, SILENCE, np.where(accepts, ACCEPTED, REJECTED))
    return np.where(silent, NEVER, decided), outcome


def _second_try(dice: Dice, first: Answers, pull: Floats) -> Answers:
    """Return the hand-offs of contacts that come back from the marketing side."""
    back = (first.outcome == REJECTED) & dice.chance(np.full(len(pull), RECYCLED_SHARE))
    rest = dice.lognormal(np.full(len(pull), MEDIAN_RECYCLING), RECYCLING_SPREAD)
    handed = advance(first.decided, rest)
    rows = np.flatnonzero(back & (handed < END))
    decided, outcome = _judge(dice, handed[rows], handed[rows], pull[rows])
    return Answers(first.contact[rows], handed[rows], decided, decided, outcome)


def _since(dice: Dice, people: People, handed: Ints, pull: Floats) -> Ints:
    keen = sigmoid(DIRECT_LOGIT + DIRECT_BY_PULL * pull)
    direct = dice.chance(people.of(DIRECT) * keen) & (handed >= END)
    return np.where(handed < END, handed, np.where(direct, people.created, NEVER))


def _meeting(dice: Dice, ready: Ints, pull: Floats) -> Ints:
    held = dice.chance(sigmoid(MEETING_LOGIT + MEETING_BY_PULL * pull)) & (ready < END)
    delay = dice.lognormal(np.full(len(pull), MEDIAN_MEETING), 0.7)
    at = advance(ready, 30 + delay)
    return np.where(held & (at < END), at, NEVER)


def _ready(n: int, first: Ints, answers: Answers) -> tuple[Ints, Flags]:
    """Return from when on each contact may become a deal, and whether sales said yes."""
    ready, accepted = first.copy(), np.zeros(n, dtype=np.bool_)
    decided = answers.outcome != SILENCE
    since = np.maximum(answers.decided, answers.worked)
    since = np.where(answers.outcome == ACCEPTED, since, NEVER)
    ready[answers.contact[decided]] = since[decided]
    accepted[answers.contact[answers.outcome == ACCEPTED]] = True
    return ready, accepted


def draw_work(seed: int, people: People, doing: Behaviour) -> Work:
    """Return how sales deals with these contacts."""
    dice, n = Dice(seed, "hand-over"), len(people)
    pull, glance = _pull(people, doing), _glance(people, doing)
    handed = _handed(dice, people, doing, pull)
    first, wait = _answer(dice, _since(dice, people, handed, pull), handed, glance)
    decided, outcome = _judge(dice, handed, first, pull)
    rows = np.flatnonzero(handed < END)
    honest = Answers(rows, handed[rows], first[rows], decided[rows], outcome[rows])
    tries = clicked_away(dice, honest)
    first[rows] = tries.worked
    again = clicked_away(dice, _second_try(dice, tries, pull[rows]))
    answers = Answers(
        *(
            np.concatenate((getattr(tries, one.name), getattr(again, one.name)))
            for one in fields(Answers)
        )
    )
    ready, accepted = _ready(n, first, answers)
    meeting = _meeting(dice, ready, pull)
    return Work(pull, first, wait, ready, accepted, meeting, answers)
