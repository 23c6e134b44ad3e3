"""How drawn positions become the columns of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from workshop.crm.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workshop.crm.sample.rng import Choices, Ints

NOBODY = -1
"""Position of what is not there."""


class Numbers(NamedTuple):
    """How the keys of a table are written.

    Attributes:
        letter: in front.
        digits: at least so many.
        per_contact: rows that one contact brings at the very most, on average.
    """

    letter: str
    digits: int
    per_contact: int = 1

    def width(self, contacts: int) -> int:
        """Return the digits of every key in a company of so many contacts."""
        return max(self.digits, len(str(self.per_contact * contacts)))


NUMBERS = {
    "accounts": Numbers("A", 4),
    "contacts": Numbers("C", 5),
    "campaigns": Numbers("K", 2, 0),
    "touchpoints": Numbers("T", 6, 10),
    "handoffs": Numbers("H", 4),
    "deals": Numbers("D", 4),
    "costs": Numbers("X", 4, 0),
}
LINKS = {"account": "accounts", "contact": "contacts", "campaign": "campaigns"}
"""Columns of positions, and the table whose rows they count."""


def keys(table: str, rows: Iterable[int], contacts: int) -> pd.Index[str]:
    """Return the keys of these rows of a table, counted from 0; `contacts` of the company."""
    letter, width = NUMBERS[table].letter, NUMBERS[table].width(contacts)
    return pd.Index([f"{letter}{row + 1:0{width}d}" for row in rows], dtype="str")


def named(choices: Choices, positions: Ints) -> pd.Series[str]:
    """Return the values at these positions of a list of choices; -1 gives a missing one."""
    values = pd.Series([value for value, _ in choices], dtype="str")
    return values.reindex(positions).reset_index(drop=True)


def with_keys(
    frames: Mapping[str, pd.DataFrame], before: Mapping[str, int], contacts: int
) -> dict[str, pd.DataFrame]:
    """Turn positions into keys and return the canonical columns in their order.

    Args:
        frames: one for each table, with its links as positions; `NOBODY` points at a missing
            campaign, or at an account that is not there.
        before: how many rows of each table have their keys already.
        contacts: of the whole company.
    """
    ids = {
        name: keys(name, range(before[name], before[name] + len(frame)), contacts)
        for name, frame in frames.items()
    }
    ids.setdefault("campaigns", keys("campaigns", range(before["campaigns"]), contacts))
    return {name: _canonical(name, frame, ids, contacts) for name, frame in frames.items()}


def _canonical(
    name: str, frame: pd.DataFrame, ids: Mapping[str, pd.Index[str]], contacts: int
) -> pd.DataFrame:
    columns: dict[str, Any] = {TABLES[name].key.name: ids[name]}
    for link, table in LINKS.items():
        if link in frame:
            found = pd.Series(ids[table], dtype="str").reindex(frame[link].to_numpy())
            if table == "accounts":
                found = found.fillna(keys(table, [NOBODY], contacts)[0])
            columns[f"{link}_id"] = found.to_numpy()
    return frame.assign(**columns)[[field.name for field in TABLES[name].sample_fields]]
