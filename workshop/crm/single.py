"""One row a key, in any database."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis


def single(table: ibis.Table, key: str) -> ibis.Table:
    """Return one row for each known value of `key`, or a join on it would count cases twice.

    Where a key is repeated, each column holds the smallest of its known values: unlike "the
    first", every database has it, and it is the same one each time.
    """
    known = table.filter(table[key].notnull())
    return known.group_by(key).aggregate(
        **{name: known[name].min() for name in known.columns if name != key}
    )
