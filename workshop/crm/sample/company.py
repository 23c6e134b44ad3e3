"""The whole sample company: every table, drawn in the order in which things happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workshop.crm.sample.accounts import account_frame, draw_accounts
from workshop.crm.sample.answers import handoff_frame
from workshop.crm.sample.behaviour import draw_behaviour
from workshop.crm.sample.campaigns import campaign_frame
from workshop.crm.sample.columns import with_keys
from workshop.crm.sample.contacts import contact_frame
from workshop.crm.sample.costs import cost_frame
from workshop.crm.sample.deals import deal_frame, draw_deals
from workshop.crm.sample.defects import make_mess
from workshop.crm.sample.handover import draw_work
from workshop.crm.sample.origin import draw_people
from workshop.crm.sample.touchpoints import draw_touches, touch_frame
from workshop.crm.schema import TABLES
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

USUAL_CONTACTS, FEWEST_CONTACTS = 4000, 100
SLICE = 50_000
"""So many contacts are drawn at once; a larger company comes in slices, or memory would end."""


def check_size(contacts: int) -> None:
    """Raise `WorkshopError` if no table of so few contacts would say anything."""
    if contacts < FEWEST_CONTACTS:
        raise WorkshopError(
            N_("The sample company needs at least {fewest} contacts."),
            found="{contacts}",
            fewest=FEWEST_CONTACTS,
            contacts=contacts,
        )


def make_sample(seed: int = 7, contacts: int = USUAL_CONTACTS) -> dict[str, pd.DataFrame]:
    """Return the sample company: one frame per canonical table, in the schema's order.

    Money is in euros, moments are local time of Europe/Berlin without a zone, from
    2024-10-01 to 2026-09-30. The same seed and number give the same company. What breaks
    the tables' own rules on purpose stands in `workshop.crm.sample.defects`.

    Args:
        seed: zero or more; another number is another company of the same kind.
        contacts: how many contacts; the other tables grow with them, campaigns do not.

    Raises:
        WorkshopError: if there are fewer than 100 contacts.
    """
    check_size(contacts)
    parts = list(slices(seed, contacts))
    if len(parts) == 1:
        return parts[0]
    return {
        name: pd.concat([part[name] for part in parts if name in part], ignore_index=True)
        for name in TABLES
    }


def slices(seed: int, contacts: int) -> Iterator[dict[str, pd.DataFrame]]:
    """Yield the tables of the sample company, a slice of at most 50,000 contacts at a time.

    Keys go on from slice to slice. Campaigns and costs belong to the whole company and come
    with the first slice only; no row of one slice points at a row of another.

    Args:
        seed: zero or more; each slice has its own stream of draws.
        contacts: of the whole company.
    """
    before = dict.fromkeys(TABLES, 0)
    for part, size in enumerate(slice_sizes(contacts)):
        one = _seed_of(seed, part)
        frames = make_mess(one, _draw(one, size))
        if part == 0:
            scale = contacts / USUAL_CONTACTS
            frames |= {"campaigns": campaign_frame(scale), "costs": cost_frame(seed, scale)}
        frames = {name: frames[name] for name in TABLES if name in frames}
        yield with_keys(frames, before, contacts)
        before = {name: n + len(frames.get(name, ())) for name, n in before.items()}


def slice_sizes(contacts: int) -> list[int]:
    """Return how many contacts each slice has: the same number, but for one."""
    parts = -(-contacts // SLICE)
    return [contacts // parts + (part < contacts % parts) for part in range(parts)]


def _seed_of(seed: int, part: int) -> int:
    if part == 0:
        return seed
    return int(np.random.SeedSequence([seed, part]).generate_state(1, np.uint64)[0])


def _draw(seed: int, contacts: int) -> dict[str, pd.DataFrame]:
    """Return the tables that grow with the contacts; links are positions."""
    accounts = draw_accounts(seed, contacts)
    people = draw_people(seed, contacts, accounts)
    doing = draw_behaviour(seed, people)
    work = draw_work(seed, people, doing)
    deals = draw_deals(seed, people, accounts, work)
    return {
        "accounts": account_frame(seed, accounts),
        "contacts": contact_frame(seed, people, doing, work, deals),
        "touchpoints": touch_frame(draw_touches(seed, people, doing, work, deals)),
        "handoffs": handoff_frame(seed, work.answers),
        "deals": deal_frame(seed, people, deals),
    }
