"""How drawn positions become the columns of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from workshop.crm.sample.dice import Choices, Ints


def keys(letter: str, n: int, digits: int) -> pd.Index[str]:
    """Return `n` keys: a letter and a number from 1, at least so many digits wide."""
    width = max(digits, len(str(n)))
    return pd.Index([f"{letter}{i:0{width}d}" for i in range(1, n + 1)], dtype="str")


def named(choices: Choices, positions: Ints) -> pd.Series[str]:
    """Return the values at these positions of a list of choices; -1 gives a missing one."""
    values = pd.Series([value for value, _ in choices], dtype="str")
    return values.reindex(positions).reset_index(drop=True)
