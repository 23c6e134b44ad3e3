"""Data in which every deal is won: a list of contracts, or of customers. No rate comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.refunds import WON
from workshop.kpis.core.caveat import Caveat
from workshop.kpis.core.scope import LOST
from workshop.policy import MIN_N

if TYPE_CHECKING:
    from workshop.kpis.core.scope import Scope


def only_won(scope: Scope) -> Caveat | None:
    """Return the caveat that no deal of the whole data is lost although many are won, or None.

    Of `MIN_N` independent deals none is lost in a hundred cases by chance only where fewer than
    one of seven is ever lost (0.86 to the power of 30 is 0.01); such data keeps its wins only.
    """

    def find() -> Caveat | None:
        deals = scope.every_deal()
        won, lost = ((deals.status == one).fill_null(False).sum() for one in (WON, LOST))
        found = scope.engine.record(deals.aggregate(won=won, lost=lost))
        is_one_sided = (found["won"] or 0) >= MIN_N and not found["lost"]
        return Caveat("only_won", {"n": found["won"]}) if is_one_sided else None

    return scope.once("only_won", find)
