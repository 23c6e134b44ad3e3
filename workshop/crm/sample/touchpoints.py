"""Every touch the CRM has recorded, from both sides, by people and by machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from workshop.crm.sample.calendar import DAY, END, advance, to_moments
from workshop.crm.sample.campaigns import CAMPAIGNS, ENDS, STARTS, of_kind
from workshop.crm.sample.columns import named
from workshop.crm.sample.rng import Dice, Floats, Ints
from workshop.crm.schema import SIDE_CHOICES, TOUCH_KINDS

if TYPE_CHECKING:
    from workshop.crm.sample.behaviour import Behaviour
    from workshop.crm.sample.deals import Deals
    from workshop.crm.sample.handover import Work
    from workshop.crm.sample.origin import People

KINDS = [value for value, _ in TOUCH_KINDS]
SALES, MARKETING = 0, 1
HUMAN_KINDS = ("webinar", "fair_talk", "mail", "call", "meeting")
AUTO_MAIL_SHARE, AUTO_MAIL_MINUTES = 0.92, (1, 5)
AUTO_MAIL_FROM_SALES = 0.6
"""Share of automatic mails that go out in the name of a salesperson who knows nothing of it."""
FORMS_PER_DOWNLOAD, FORM_DAYS = 0.5, 90
OPENS_PER_MONTH, OPENS_BY_INTENT, MOST_MONTHS = 0.7, 0.3, 10
SERIES_SHARE = 0.5
CARE_MAILS = 0.35
FIRST_IS_CALL = 0.62
FOLLOW_UPS, FOLLOW_UPS_IF_DEAL, FOLLOW_UP_DAYS = 1.2, 3.5, 35
FOLLOW_UP_KINDS = np.array([KINDS.index("mail"), KINDS.index("call"), KINDS.index("meeting")])
FOLLOW_UP_SHARES = np.array([0.55, 0.38, 0.07])


class Touches(NamedTuple):
    """Touches of one sort; kind, side and campaign may be one number for all of them."""

    contact: Ints
    moment: Ints
    kind: Ints | int
    side: Ints | int
    campaign: Ints | int = -1


def _origins(people: People, doing: Behaviour) -> list[Touches]:
    """Return how contacts without a form came to be known."""
    # A call centre rings for marketing: its calls bring contacts and answer nobody.
    talks = {"fair": ("fair_talk", MARKETING), "call_blitz": ("call", MARKETING)}
    touches = []
    for source, (kind, side) in talks.items():
        rows = np.flatnonzero(np.isin(people.campaign, of_kind(source)))
        at, campaign = people.created[rows], people.campaign[rows]
        touches.append(Touches(rows, at, KINDS.index(kind), side, campaign))
    rows = np.flatnonzero(doing.form_at < END)
    at, campaign = doing.form_at[rows], people.campaign[rows]
    return [*touches, Touches(rows, at, KINDS.index("form"), MARKETING, campaign)]


def _more_forms(dice: Dice, doing: Behaviour) -> Touches:
    mean: Floats = FORMS_PER_DOWNLOAD * doing.downloads.astype(np.float64)
    count = dice.count(mean) * (doing.form_at < END)
    rows = np.repeat(np.arange(len(count)), count)
    at = _in_daytime(dice, doing.form_at[rows], np.full(len(rows), FORM_DAYS))
    return Touches(rows, at, KINDS.index("form"), MARKETING)


def _in_daytime(dice: Dice, since: Ints, days: Ints) -> Ints:
    """Return a moment between 7 and 21 o'clock on one of the days after `since`."""
    day = since // DAY + 1 + dice.between(np.zeros(len(days)), days)
    return day * DAY + dice.between(np.full(len(days), 420.0), np.full(len(days), 1260.0))


def _auto_mails(dice: Dice, forms: Touches) -> Touches:
    rows = np.flatnonzero(dice.chance(np.full(len(forms.moment), AUTO_MAIL_SHARE)))
    low, high = AUTO_MAIL_MINUTES
    delay = dice.between(np.full(len(rows), float(low)), np.full(len(rows), float(high)))
    from_sales = dice.chance(np.full(len(rows), AUTO_MAIL_FROM_SALES))
    side = np.where(from_sales, SALES, MARKETING)
    contact, at = forms.contact[rows], forms.moment[rows] + delay
    return Touches(contact, at, KINDS.index("auto_mail"), side)


def _webinars(doing: Behaviour) -> Touches:
    webinars = of_kind("webinar")
    rows, columns = np.nonzero(doing.attended)
    campaign = webinars[columns]
    return Touches(rows, STARTS[campaign], KINDS.index("webinar"), MARKETING, campaign)


def _opens(dice: Dice, people: People, doing: Behaviour) -> Touches:
    months = np.minimum((END - people.created) / (30 * DAY), MOST_MONTHS)
    mean = OPENS_PER_MONTH * months * np.exp(OPENS_BY_INTENT * people.intent)
    rows = np.repeat(np.arange(len(people)), dice.count(mean) * doing.newsletter)
    at = _in_daytime(dice, people.created[rows], np.ceil(months[rows] * 30).astype(np.int64))
    campaign = _issue(dice, at)
    return Touches(rows, at, KINDS.index("newsletter"), MARKETING, campaign)


def _issue(dice: Dice, at: Ints) -> Ints:
    """Return the newsletter opened at each moment: a series while it runs, else the usual one."""
    usual = next(i for i in of_kind("newsletter") if not CAMPAIGNS[i].ends)
    issue = np.full(len(at), usual, dtype=np.int64)
    for series in of_kind("newsletter"):
        runs = (at > STARTS[series]) & (at < ENDS[series]) & (series != usual)
        issue[runs & dice.chance(np.full(len(at), SERIES_SHARE))] = series
    return issue


def _care(dice: Dice, people: People, doing: Behaviour) -> Touches:
    """Return personal mails from marketing, mostly to those it calls leads."""
    count = dice.count(np.where(doing.marketing_rule, CARE_MAILS, CARE_MAILS / 5))
    rows = np.repeat(np.arange(len(people)), count)
    days = np.full(len(rows), FOLLOW_UP_DAYS)
    at = advance(_in_daytime(dice, doing.warm_at[rows], days), _some_minutes(dice, len(rows)))
    return Touches(rows, at, KINDS.index("mail"), MARKETING)


def _some_minutes(dice: Dice, n: int) -> Floats:
    return 240 * dice.uniform(n)


def _first_touches(dice: Dice, work: Work) -> Touches:
    """Return the first touch of a person from sales, and the one after a second hand-over."""
    first, answers = np.flatnonzero(work.first < END), work.answers
    again = pd.Series(answers.contact).duplicated().to_numpy() & (answers.worked < END)
    rows = np.concatenate((first, answers.contact[again]))
    at = np.concatenate((work.first[first], answers.worked[again]))
    call = dice.chance(np.full(len(rows), FIRST_IS_CALL))
    kind = np.where(call, KINDS.index("call"), KINDS.index("mail"))
    return Touches(rows, at, kind, SALES)


def _follow_ups(dice: Dice, work: Work, deals: Deals) -> Touches:
    """Return what sales does after its first touch, more and longer where a deal is at stake."""
    n = len(work.first)
    until = np.minimum(np.where(work.first < END, work.first, 0) + FOLLOW_UP_DAYS * DAY, END)
    until[deals.contact] = np.minimum(deals.closed, END)
    mean = np.full(n, FOLLOW_UPS)
    mean[deals.contact] = FOLLOW_UPS_IF_DEAL
    rows = np.repeat(np.arange(n), dice.count(mean) * (work.first < END))
    span = np.maximum(until[rows] - work.first[rows], 1)
    at = work.first[rows] + (dice.uniform(len(rows)) * span).astype(np.int64)
    kind = FOLLOW_UP_KINDS[dice.pick(len(rows), FOLLOW_UP_SHARES)]
    # A meeting that the contact's own column does not know would contradict it.
    kind[work.meeting[rows] >= END] = KINDS.index("mail")
    return Touches(rows, advance(at, 1 + _some_minutes(dice, len(rows))), kind, SALES)


def _meetings(work: Work) -> Touches:
    rows = np.flatnonzero(work.meeting < END)
    return Touches(rows, work.meeting[rows], KINDS.index("meeting"), SALES)


def draw_touches(seed: int, people: People, doing: Behaviour, work: Work, deals: Deals) -> Touches:
    """Return all touches up to the as-of date, in order of time."""
    dice = Dice(seed, "touchpoints")
    origins, forms = _origins(people, doing), _more_forms(dice, doing)
    first = origins[-1]
    asked = Touches(
        np.concatenate((first.contact, forms.contact)),
        np.concatenate((first.moment, forms.moment)),
        0,
        0,
    )
    parts = [
        *(*origins, forms, _auto_mails(dice, asked), _webinars(doing)),
        *(_opens(dice, people, doing), _care(dice, people, doing)),
        *(_first_touches(dice, work), _follow_ups(dice, work, deals), _meetings(work)),
    ]
    full = [[np.broadcast_to(column, part.moment.shape) for column in part] for part in parts]
    columns = [np.concatenate(column) for column in zip(*full, strict=True)]
    order = np.lexsort((*columns[2:], columns[0], columns[1]))
    order = order[columns[1][order] < END]
    rows = np.column_stack([column[order] for column in columns])
    # By chance a person does the same thing twice within a minute; a CRM notes it once.
    new = np.append(True, (rows[1:] != rows[:-1]).any(axis=1))
    return Touches(*rows[new].T)


def touch_frame(touches: Touches) -> pd.DataFrame:
    """Return the table of touchpoints."""
    kind = named(TOUCH_KINDS, np.asarray(touches.kind))
    return pd.DataFrame(
        {
            "contact": touches.contact,
            "campaign": touches.campaign,
            "happened_at": to_moments(touches.moment),
            "side": named(SIDE_CHOICES, np.asarray(touches.side)),
            "kind": kind,
            "human": kind.isin(HUMAN_KINDS),
        }
    )
