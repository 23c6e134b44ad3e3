"""Sortings to measure agreement on: published ones, random ones, and ones with a known split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Mapping

_COLUMNS = "11_1 2232 3333 3333 2222 1234 4444 1121 2222 _555 __11 __3_"
CANONICAL = {
    f"observer {who}": {
        f"unit {place:02}": int(column[who])
        for place, column in enumerate(_COLUMNS.split(), 1)
        if column[who] != "_"
    }
    for who in range(4)
}
"""Four observers and twelve units, some values missing: K. Krippendorff (2011)."""
PARADOX = {
    "a": {f"{n}": int(n < 98) for n in range(100)},
    "b": {f"{n}": int(n < 96 or n >= 98) for n in range(100)},
}
"""96 of 100 cases with yes from both, and four with one yes."""
RATINGS = st.dictionaries(
    st.sampled_from(["ann", "ben", "cleo", "dora", "emil"]),
    st.dictionaries(st.sampled_from([f"case {n}" for n in range(8)]), st.integers(0, 3)),
    min_size=2,
)


def sorting(columns: str, prefix: str = "u") -> dict[str, dict[str, int]]:
    """Return ratings from one word a case, one digit a person; “_” for none."""
    words = columns.split()
    return {
        f"p{who}": {
            f"{prefix}{place:02}": int(word[who])
            for place, word in enumerate(words, 1)
            if word[who] != "_"
        }
        for who in range(len(words[0]))
    }


def sides(ratings: Mapping[str, object], sales: int) -> dict[str, str]:
    """Return the side of each person: the first so many are in sales."""
    return {who: "sales" if n < sales else "marketing" for n, who in enumerate(ratings)}
