"""Won deals with a negative amount: money that went back, and no win."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis

WON = "won"
REFUND = "refund"
"""The status of a won deal with a negative amount wherever wins are counted."""


def told_apart(deals: ibis.Table) -> ibis.Table:
    """Return the deals with those that are refunds told apart from the won ones by their status."""
    if not {"status", "value"} <= {*deals.columns}:
        return deals
    refund = ((deals.status == WON) & (deals.value < 0)).fill_null(False)
    return deals.mutate(status=refund.ifelse(REFUND, deals.status))
