"""What the dashboard says in one line: which targets are reached, as far as chance lets one see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.dashboard.document import STATES, State
from workshop.kpis.prediction import is_sound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.dashboard.document import Line
    from workshop.kpis.reach import Reach
    from workshop.kpis.value import KpiValue
    from workshop.words import Words


def state_of(near: Reach, target: float) -> State:
    """Return how the last full quarter stands to a target, or the whole where there is none.

    Reached or not yet only where the interval leaves the target out; where it holds it, chance
    could decide.
    """
    last = near.last
    own = last.answer if last is not None and is_sound(last.answer) else near.total
    return _state(own, target, near.better)


def _state(one: KpiValue, target: float, better: str) -> State:
    # A sum over all the data has no interval, and is nothing to hold against one quarter.
    if one.low is None or one.high is None:
        return State.UNKNOWN
    low, high = one.low, one.high
    if better == "down":
        low, high, target = -high, -low, -target
    if low >= target:
        return State.REACHED
    return State.AHEAD if high < target else State.CLOSE


def finding(lines: Sequence[Line], words: Words) -> tuple[str, str]:
    """Return the title of the page and the line below it."""
    aimed = [(line, line.target) for line in lines if line.target]
    n = len(aimed)
    if not aimed:
        n = len(lines)
        title = words.plural("One number for both of you", "{n} numbers for both of you", n)
        return title, words("No target is set yet.")
    reached = sum(target.state is State.REACHED for _, target in aimed)
    title = words.plural(
        "Target reached", "{reached} of {n} targets reached", n, reached=words.number(reached)
    )
    if not reached:
        title = words.plural("Target not reached yet", "None of {n} targets reached yet", n)
    groups = []
    for state in State:
        names = [line.label for line, target in aimed if target.state is state]
        said = words(STATES[state])
        if names:
            groups.append(f"{said[:1].upper()}{said[1:]}: {', '.join(names)}")
    return title, " · ".join(groups)
