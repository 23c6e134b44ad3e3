"""What the dashboard says in one line: which targets are reached, as far as chance lets one see."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop.dashboard.document import STATES, State
from workshop.kpis.prediction import is_sound
from workshop.kpis.said import written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.dashboard.document import Line
    from workshop.kpis.reach import Reach
    from workshop.kpis.value import KpiValue
    from workshop.words import Words


class About(NamedTuple):
    """The number that is held against a target; `quarter` is empty where it is the whole."""

    answer: KpiValue
    quarter: str


def state_of(near: Reach, target: float) -> tuple[State, About]:
    """Return how the last full quarter stands to a target, or the whole where there is none.

    Reached or not yet only where the interval leaves the target out; where it holds it, chance
    could decide.
    """
    last = near.last
    about = About(near.total, "")
    if last is not None and is_sound(last.answer):
        about = About(last.answer, last.quarter.short)
    return _state(about.answer, target, near.better), about


def _state(one: KpiValue, target: float, better: str) -> State:
    if one.value is None:
        return State.UNKNOWN
    low, high = (one.value if end is None else end for end in (one.low, one.high))
    if better == "down":
        low, high, target = -high, -low, -target
    # A number met exactly is reached: nobody sees a difference.
    if low >= target or (one.low is None and -target == one.value):
        return State.REACHED
    return State.AHEAD if high < target else State.CLOSE


def state_text(state: State, about: About, target: str, words: Words) -> str:
    """Return the state in words, with the number it is about."""
    found = about.answer
    value = "–" if found.value is None else written(found.value, found.unit, words)
    return words(
        "{when}: {value}, target {target}, {state}",
        when=about.quarter or words("On the day"),
        value=value,
        target=target,
        state=words(STATES[state]),
    )


def finding(lines: Sequence[Line], words: Words) -> tuple[str, str]:
    """Return the title of the page and the line below it."""
    aimed = [line for line in lines if line.target]
    if not aimed:
        title = words.plural(
            "One number for both of you", "{n} numbers for both of you", len(lines)
        )
        return title, words("No target is set yet.")
    reached = sum(line.target.state is State.REACHED for line in aimed if line.target)
    if not reached:
        title = words.plural(
            "The target is not reached yet", "None of {n} targets reached yet", len(aimed)
        )
    else:
        title = words("{reached} of {n} targets reached", reached=reached, n=len(aimed))
    groups = []
    for state in State:
        names = [line.label for line in aimed if line.target and line.target.state is state]
        if names:
            said = words(STATES[state])
            groups.append(f"{said[:1].upper()}{said[1:]}: {', '.join(names)}")
    return title, " · ".join(groups)
