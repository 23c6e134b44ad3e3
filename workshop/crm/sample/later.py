"""The sample company five weeks later: the same rows, what time did to them, and new ones.

The five weeks are those of the autumn before, a year of whole weeks later: the same weekdays, the
same season, other keys. What is planted beside that is written down here and nowhere else:

- sales answers most hand-overs within hours, as if somebody had promised it;
- marketing hands over much of it without asking, so facts are missing and fewer fit a rule;
- sales has no target for accepting any more, and says no again;
- open deals that lay there for months are closed as lost within three days, at the end of October.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workshop.crm.sample.columns import keys
from workshop.crm.sample.company import USUAL_CONTACTS, make_sample
from workshop.crm.sample.rng import Dice
from workshop.crm.schema import TABLES

if TYPE_CHECKING:
    from workshop.crm.sample.rng import Flags

Frames = dict[str, pd.DataFrame]
LATER_AS_OF = date(2026, 11, 4)
FIRST, END = pd.Timestamp("2026-10-01"), pd.Timestamp("2026-11-05")
YEAR = pd.Timedelta(weeks=52)
"""A year of whole weeks: a Monday stays one."""
QUICK, CARELESS = 0.72, 0.6
"""Share of the new hand-overs answered within hours; share handed over without asking."""
CLEANED, CLEANED_FROM, OLD = 0.85, pd.Timestamp("2026-10-27 09:00"), pd.Timedelta(days=100)
"""Share of the deals older than that, and when somebody began to close them as lost."""
ENDED, WON_OF_ENDED = 0.5, 0.55
"""Share of the younger ones that end in these weeks as deals do, and how many of those are won."""
DAYS, CLOSES = 30, pd.Timedelta(hours=16)
"""Deals end within so many days from the first of October on, in the afternoon of a workday."""
COST_RISE = 1.03
FRIDAY, LATEST_CALL, MORNING = 4, 15, pd.Timedelta(hours=9, minutes=30)
"""The last day of the week, the hour from which on nobody is called the same day, and when the
next one begins."""


def make_later_sample(seed: int = 7, contacts: int = USUAL_CONTACTS) -> Frames:
    """Return the sample company as of `LATER_AS_OF`: one frame per table, in the schema's order.

    Every row of `make_sample` is in it under its key, and only open deals have changed.

    Args:
        seed: zero or more, as for `make_sample`.
        contacts: how many contacts the first export has.

    Raises:
        WorkshopError: if there are fewer than 100 contacts.
    """
    first, dice = make_sample(seed, contacts), Dice(seed, "later")
    new = _hurried(
        _careless(_autumn(first, contacts), dice), dice, len(first["touchpoints"]), contacts
    )
    first["deals"] = _cleaned(first["deals"], dice)
    return {
        name: pd.concat([frame, new[name]], ignore_index=True).astype(frame.dtypes)
        if name in new
        else frame
        for name, frame in first.items()
    }


def _autumn(first: Frames, contacts: int) -> Frames:
    """Return the rows of five weeks a year before, moved, with keys that go on."""
    people = _moved(first["contacts"], "created_at")
    before = dict(
        zip(
            people["contact_id"],
            keys("contacts", _next(first["contacts"], people), contacts),
            strict=True,
        )
    )
    new: Frames = {"contacts": people.assign(contact_id=people["contact_id"].map(before))}
    for name, moment in (
        ("touchpoints", "happened_at"),
        ("handoffs", "handed_at"),
        ("deals", "created_at"),
    ):
        own = first[name][first[name]["contact_id"].isin(before)]
        rows = own.assign(**{moment: own[moment] + YEAR})
        rows = rows[(rows[moment] >= FIRST) & (rows[moment] < END)].copy()
        rows["contact_id"] = rows["contact_id"].map(before)
        rows[TABLES[name].key.name] = list(keys(name, _next(first[name], rows), contacts))
        new[name] = rows
    new["touchpoints"] = _still_running(new["touchpoints"], first["campaigns"])
    new["handoffs"] = _not_yet(new["handoffs"], "decided_at", {"outcome": None, "reason": None})
    new["deals"] = _not_yet(new["deals"], "closed_at", {"status": "open", "lost_reason": None})
    new["contacts"] = _met(new)
    new["costs"] = _october(first["costs"], contacts)
    return new


def _still_running(touches: pd.DataFrame, campaigns: pd.DataFrame) -> pd.DataFrame:
    """Return touches of the campaigns that have no end; the others are over by now."""
    running = campaigns.loc[campaigns["ends_at"].isna(), "campaign_id"]
    kept = touches["campaign_id"].where(touches["campaign_id"].isin(running))
    return touches.assign(campaign_id=kept)


def _moved(frame: pd.DataFrame, moment: str) -> pd.DataFrame:
    at = frame[moment] + YEAR
    return frame[(at >= FIRST) & (at < END)].assign(**{moment: at}).copy()


def _next(frame: pd.DataFrame, rows: pd.DataFrame) -> range:
    return range(len(frame), len(frame) + len(rows))


def _not_yet(frame: pd.DataFrame, moment: str, instead: dict[str, Any]) -> pd.DataFrame:
    """Return rows in which what comes after the last day has not happened."""
    at = frame[moment] + YEAR
    open_ = ~(at < END)
    frame = frame.assign(**{moment: at.where(~open_)})
    for name, value in instead.items():
        frame.loc[open_, name] = value
    return frame


def _met(new: Frames) -> pd.DataFrame:
    """Return the contacts, with meetings and conversions that have happened."""
    people, touches, deals = new["contacts"], new["touchpoints"], new["deals"]
    met = touches.loc[touches["kind"] == "meeting", "contact_id"]
    opened = deals.groupby("contact_id")["created_at"].min()
    converted = people["contact_id"].map(opened)
    return people.assign(meeting_held=people["contact_id"].isin(met), converted_at=converted)


def _october(costs: pd.DataFrame, contacts: int) -> pd.DataFrame:
    rows = costs[costs["month"] == FIRST - pd.DateOffset(years=1)].copy()
    rows["month"], rows["amount"] = FIRST, (rows["amount"] * COST_RISE).round().astype(np.int64)
    rows["cost_id"] = list(keys("costs", _next(costs, rows), contacts))
    return rows


def _careless(new: Frames, dice: Dice) -> Frames:
    """Return the rows with much of what is handed over as nobody had asked."""
    people, handed = new["contacts"], set(new["handoffs"]["contact_id"])
    given = people["contact_id"].isin(handed).to_numpy()
    careless: Flags = given & dice.chance(np.full(len(people), CARELESS))
    people = people.copy()
    people.loc[careless, ["need_known", "budget_known", "decides"]] = False
    people.loc[careless, "months_to_buy"] = pd.NA
    people.loc[careless, "role"] = None
    return new | {"contacts": people}


def _hurried(new: Frames, dice: Dice, touches: int, contacts: int) -> Frames:
    """Return the rows with a call soon after most hand-overs."""
    given = new["handoffs"][dice.chance(np.full(len(new["handoffs"]), QUICK))]
    minutes = pd.to_timedelta(
        dice.between(np.full(len(given), 20.0), np.full(len(given), 110.0)), unit="m"
    )
    soon = given["handed_at"] + minutes
    days = given["handed_at"].to_numpy().astype("datetime64[D]")
    workday = pd.Series(np.busday_offset(days, 1, roll="backward"), index=given.index)
    tomorrow = workday.astype(given["handed_at"].dtype) + MORNING + minutes
    late = (given["handed_at"].dt.hour >= LATEST_CALL) | (
        given["handed_at"].dt.day_of_week > FRIDAY
    )
    at = soon.where(~late, tomorrow)
    there = (at < END).to_numpy()
    old = new["touchpoints"]
    calls = pd.DataFrame(
        {
            "contact_id": given["contact_id"].to_numpy()[there],
            "happened_at": at.to_numpy()[there],
            "side": "sales",
            "kind": "call",
            "human": True,
        }
    )
    start = touches + len(old)
    calls["touchpoint_id"] = list(keys("touchpoints", range(start, start + len(calls)), contacts))
    return new | {"touchpoints": pd.concat([old, calls], ignore_index=True)}


def _cleaned(deals: pd.DataFrame, dice: Dice) -> pd.DataFrame:
    """Return the deals of the first export: the old ones are cleaned up, others simply end."""
    deals = deals.copy()
    n, open_ = len(deals), (deals["status"] == "open").to_numpy()
    old = open_ & (deals["created_at"] < CLEANED_FROM - OLD).to_numpy()
    lost: Flags = old & dice.chance(np.full(n, CLEANED))
    minutes = dice.between(np.zeros(n), np.full(n, 3 * 24 * 60.0))
    cleaned = CLEANED_FROM + pd.to_timedelta(minutes, unit="m").round("h")
    deals.loc[lost, ["status", "lost_reason"]] = ["lost", "no_decision"]
    deals.loc[lost, "closed_at"] = cleaned[lost]
    ended: Flags = open_ & ~old & dice.chance(np.full(n, ENDED))
    won: Flags = ended & dice.chance(np.full(n, WON_OF_ENDED))
    begun = np.datetime64(FIRST, "D") + dice.between(np.zeros(n), np.full(n, float(DAYS)))
    at = pd.DatetimeIndex(np.busday_offset(begun, 0, roll="forward")) + CLOSES
    deals.loc[ended, "status"] = np.where(won, "won", "lost")[ended]
    deals.loc[ended & ~won, "lost_reason"] = "price"
    deals.loc[ended, "closed_at"] = at[ended]
    return deals
