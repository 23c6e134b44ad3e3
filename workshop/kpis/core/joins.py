"""Why no number crosses a link whose ids are not found where they should lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.schema import TABLES
from workshop.kpis.core.caveat import Caveat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.crm.crm import Crm
    from workshop.crm.joins import Join


def lack_of(crm: Crm, missing: Sequence[str]) -> Caveat:
    """Return why there is no number: columns are not there, or their ids lead nowhere.

    Args:
        crm: the data.
        missing: what `Crm.missing` returned, not empty.
    """
    absent = crm.absent(missing)
    broken = [join for column in missing if (join := crm.broken_link(column))]
    if absent or not broken:
        return Caveat("missing_columns", {"columns": ", ".join(missing)})
    return _unjoined(min(broken, key=lambda one: one.hits / max(one.filled, 1)))


def _unjoined(worst: Join) -> Caveat:
    places = {
        "column": worst.column,
        "table": TABLES[worst.table].label,
        "home_column": worst.home_column,
        "home": TABLES[worst.home].label,
    }
    if not worst.filled:
        return Caveat("unlinked", places)
    return Caveat(
        "unjoined",
        {
            "n": worst.hits,
            "of": worst.filled,
            "example": worst.example,
            "home_example": worst.home_example,
            **places,
        },
    )
