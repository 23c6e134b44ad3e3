"""What is wrong in the sample on purpose, as data: CRM exports look like that.

Everything is drawn clean first. Whatever breaks a rule of the tables is broken here and
nowhere else, so that tests and the data package know all of it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from workshop.crm.sample.columns import NOBODY
from workshop.crm.sample.rng import Dice

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.crm.sample.rng import Flags, Ints

Frames = dict[str, pd.DataFrame]


class Wrong(StrEnum):
    """What is wrong with a value."""

    FORM_DEFAULT = "form_default"
    OLD_NAME = "old_name"
    WRONG_YEAR = "wrong_year"
    NO_SUCH_DAY = "no_such_day"
    REPEATED = "repeated"
    GHOST = "ghost"


class Mess(NamedTuple):
    """One sort of mess.

    Attributes:
        table: the canonical table's name.
        field: the column it stands in; the key where whole rows are meant.
        wrong: see `Wrong`.
        rows: how many, in a company of up to 50,000 contacts; None where it is all of a kind.
    """

    table: str
    field: str
    wrong: Wrong
    rows: int | None


MESS = (
    Mess("accounts", "industry", Wrong.FORM_DEFAULT, 16),
    Mess("contacts", "source", Wrong.FORM_DEFAULT, 9),
    Mess("contacts", "role", Wrong.FORM_DEFAULT, 21),
    Mess("contacts", "created_at", Wrong.NO_SUCH_DAY, 3),
    Mess("touchpoints", "touchpoint_id", Wrong.REPEATED, 12),
    Mess("deals", "account_id", Wrong.GHOST, 5),
    Mess("deals", "closed_at", Wrong.WRONG_YEAR, 8),
    Mess("deals", "product", Wrong.OLD_NAME, None),
    Mess("deals", "lost_reason", Wrong.FORM_DEFAULT, 7),
)
FORM_DEFAULT = "Bitte wählen"
OLD_NAME, NEW_NAME, RENAMED_ON = "Managed Services", "managed", "2025-07-01"
"""One product under two names: the CRM got its list of products on that day."""
NO_SUCH_DAYS = ("1900-01-01T00:00", "1970-01-01T00:00", "2062-04-14T11:20")
"""An empty date, a date of zero, and two digits that changed places."""
YEAR = pd.Timedelta(days=365)
"""In January people still write the old year; that makes a deal end before it begins."""
AT_MOST = 8
"""In a tiny company no more than one row in so many is messy."""


def _anybody(frames: Frames, mess: Mess) -> Flags:
    return np.asarray(frames[mess.table][mess.field].notna())


def _old_product(frames: Frames, _: Mess) -> Flags:
    deals = frames["deals"]
    early = deals["created_at"] < pd.Timestamp(RENAMED_ON)
    return np.asarray(early & (deals["product"] == NEW_NAME))


def _nobody_worked_on(frames: Frames, _: Mess) -> Flags:
    """Return the contacts with whom nothing else would become impossible, too."""
    touches = frames["touchpoints"]
    worked = touches.loc[(touches["side"] == "sales") & touches["human"], "contact"]
    given, contacts = frames["handoffs"]["contact"], np.arange(len(frames["contacts"]))
    return ~np.isin(contacts, worked) & ~np.isin(contacts, given)


def _opened_mails(frames: Frames, _: Mess) -> Flags:
    return np.asarray(frames["touchpoints"]["kind"] == "newsletter")


def _everybody(frames: Frames, mess: Mess) -> Flags:
    return np.ones(len(frames[mess.table]), dtype=np.bool_)


MAY_BE: dict[Wrong, Callable[[Frames, Mess], Flags]] = {
    Wrong.FORM_DEFAULT: _anybody,
    Wrong.OLD_NAME: _old_product,
    Wrong.WRONG_YEAR: _anybody,
    Wrong.NO_SUCH_DAY: _nobody_worked_on,
    Wrong.REPEATED: _opened_mails,
    Wrong.GHOST: _everybody,
}
"""Which rows of its table a mess may fall on."""


def make_mess(seed: int, frames: Frames) -> Frames:
    """Return the tables with the mess in them; links are still positions, keys not there yet."""
    messy, dice = dict(frames), Dice(seed, "mess")
    for mess in MESS:
        rows = _rows(dice, MAY_BE[mess.wrong](frames, mess), mess.rows)
        messy[mess.table] = _spoilt(messy[mess.table], mess, rows)
    return messy


def _rows(dice: Dice, may_be: Flags, most: int | None) -> Ints:
    rows = np.flatnonzero(may_be)
    if most is None:
        return rows
    drawn = rows[np.argsort(dice.uniform(len(rows)), kind="stable")]
    return np.sort(drawn[: min(most, len(rows) // AT_MOST)])


def _spoilt(frame: pd.DataFrame, mess: Mess, rows: Ints) -> pd.DataFrame:
    if mess.wrong is Wrong.REPEATED:
        return pd.concat([frame, frame.iloc[rows]], ignore_index=True)
    name = "account" if mess.wrong is Wrong.GHOST else mess.field
    column = frame[name].copy()
    column.iloc[rows] = _wrong_values(mess.wrong, column.iloc[rows])
    return frame.assign(**{name: column})


def _wrong_values(wrong: Wrong, right: pd.Series[Any]) -> object:
    match wrong:
        case Wrong.FORM_DEFAULT:
            return FORM_DEFAULT
        case Wrong.OLD_NAME:
            return OLD_NAME
        case Wrong.WRONG_YEAR:
            return right - YEAR
        case Wrong.NO_SUCH_DAY:
            return pd.to_datetime(list(NO_SUCH_DAYS[: len(right)])).to_numpy()
        case _:
            return NOBODY
