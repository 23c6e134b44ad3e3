"""The customer whose way is told: which one is on the table, and its longest silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.journey.path.examples import examples
from workshop.journey.path.path import path_of
from workshop.kpis.core.scope import Scope

if TYPE_CHECKING:
    from workshop.journey.path.examples import Example
    from workshop.journey.path.path import Path, Wait
    from workshop.story.context import Stage

KEY = "journey.path"
FIRST = "won_long"
"""The way that is guessed, where the data has one of this sort."""


def customers(stage: Stage) -> list[Example]:
    """Return the customers there are to tell about."""
    return stage.once(KEY, lambda: examples(Scope.of(stage.crm)))


def told(stage: Stage) -> Example | None:
    """Return the example on the table; None where the data has none at all."""
    there = {one.key: one for one in customers(stage) if one.contact_id}
    said_key = stage.room.state.draft(f"{KEY}.example").get("key", FIRST)
    return there.get(said_key) or next(iter(there.values()), None)


def way(stage: Stage) -> Path | None:
    """Return the way of the example on the table."""
    one, crm = told(stage), stage.crm
    if one is None or one.contact_id is None:
        return None
    contact = one.contact_id
    return stage.once((KEY, contact), lambda: path_of(Scope.of(crm), contact))


def longest(path: Path) -> Wait | None:
    """Return the longest silence on a way; None where there is none of a day or more."""
    waits = [wait for wait in path.waits if wait and wait.days >= 1]
    return max(waits, key=lambda wait: wait.days, default=None)
