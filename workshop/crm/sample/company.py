"""The whole sample company: every table, drawn in the order in which things happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workshop.crm.sample.accounts import account_frame, account_ids, draw_accounts
from workshop.crm.sample.behaviour import Behaviour, draw_behaviour
from workshop.crm.sample.campaigns import campaign_frame, campaign_ids
from workshop.crm.sample.columns import keys, named
from workshop.crm.sample.costs import cost_frame
from workshop.crm.sample.deals import deal_frame, draw_deals
from workshop.crm.sample.dice import Dice, weights
from workshop.crm.sample.handover import (
    REASON_SHARE,
    REASON_WEIGHTS,
    REJECTED,
    Answers,
    Work,
    draw_work,
)
from workshop.crm.sample.moments import END, to_moments
from workshop.crm.sample.origin import People, draw_people
from workshop.crm.sample.touchpoints import draw_touches, touch_frame
from workshop.crm.schema import REJECT_REASONS, ROLES, SOURCES, TABLES
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.crm.sample.dice import Ints

USUAL_CONTACTS, FEWEST_CONTACTS = 4000, 100
MISSING_ROLE, MISSING_SOURCE = 0.02, 0.02
OUTCOMES = (("", ""), ("accepted", ""), ("rejected", ""))


def _contact_frame(seed: int, people: People, doing: Behaviour, work: Work) -> pd.DataFrame:
    dice, n = Dice(seed, "contact gaps"), len(people)
    no_role = dice.chance(np.full(n, MISSING_ROLE))
    no_source = dice.chance(np.full(n, MISSING_SOURCE))
    return pd.DataFrame(
        {
            "contact": np.arange(n),
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
        }
    )


def _handoff_frame(seed: int, answers: Answers) -> pd.DataFrame:
    order = np.lexsort((answers.contact, answers.handed))
    dice, n, outcome = Dice(seed, "reasons"), len(order), answers.outcome[order]
    reason = dice.pick(n, weights(REASON_WEIGHTS, REJECT_REASONS))
    said = dice.chance(np.full(n, REASON_SHARE)) & (outcome == REJECTED)
    return pd.DataFrame(
        {
            "handoff_id": keys("H", n, 4),
            "contact": answers.contact[order],
            "handed_at": to_moments(answers.handed[order]),
            "decided_at": to_moments(answers.decided[order]),
            "outcome": named(OUTCOMES, np.where(outcome > 0, outcome, -1)),
            "reason": named(REJECT_REASONS, np.where(said, reason, -1)),
        }
    )


def _with_keys(name: str, frame: pd.DataFrame, links: dict[str, pd.Index[str]]) -> pd.DataFrame:
    """Turn positions into keys and return the canonical columns in their order."""
    for noun, ids in links.items():
        if noun in frame:
            positions: Ints = frame[noun].to_numpy(dtype=np.int64)
            found = pd.Series(ids, dtype="str").reindex(positions)
            frame[f"{noun}_id"] = found.to_numpy()
    return frame[[field.name for field in TABLES[name].fields]]


def make_sample(seed: int = 7, contacts: int = USUAL_CONTACTS) -> dict[str, pd.DataFrame]:
    """Return the sample company: one frame per canonical table, in the schema's order.

    Money is in euros, moments are local time of Europe/Berlin without a zone, from
    2024-10-01 to 2026-09-30. The same seed and number give the same company.

    Args:
        seed: zero or more; another number is another company of the same kind.
        contacts: how many contacts; the other tables grow with them, campaigns do not.

    Raises:
        WorkshopError: if there are fewer than 100 contacts.
    """
    if contacts < FEWEST_CONTACTS:
        raise WorkshopError(
            N_("The sample company needs at least {fewest} contacts."),
            found="{contacts}",
            fewest=FEWEST_CONTACTS,
            contacts=contacts,
        )
    accounts, scale = draw_accounts(seed, contacts), contacts / USUAL_CONTACTS
    people = draw_people(seed, contacts, accounts)
    doing = draw_behaviour(seed, people)
    work = draw_work(seed, people, doing)
    deals = draw_deals(seed, people, accounts, work)
    frames = {
        "accounts": account_frame(seed, accounts),
        "contacts": _contact_frame(seed, people, doing, work),
        "campaigns": campaign_frame(scale),
        "touchpoints": touch_frame(draw_touches(seed, people, doing, work, deals)),
        "handoffs": _handoff_frame(seed, work.answers),
        "deals": deal_frame(seed, people, deals),
        "costs": cost_frame(seed, scale),
    }
    links = {
        "account": account_ids(len(accounts)),
        "contact": keys("C", contacts, 5),
        "campaign": pd.Index(campaign_ids(), dtype="str"),
    }
    return {name: _with_keys(name, frames[name], links) for name in TABLES}
