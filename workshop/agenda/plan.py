"""Plans: how long each step takes in 45 minutes, in 90, and in half a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.acts import ACTS, act_after
from workshop.agenda.beat import Beat
from workshop.agenda.course import all_stations, cue
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.acts import Act
    from workshop.agenda.course import Decided
    from workshop.agenda.cue import Minutes


@dataclass(frozen=True)
class Plan:
    """A length of time and what it is good for; its minutes stand in the cues.

    Attributes:
        key: names the plan in the cues and in the room.
        minutes: of the whole, breaks included.
        label: what it is for.
        breaks: minutes without a step in it.
    """

    key: str
    minutes: int
    label: str
    breaks: int = 0


PLANS: dict[str, Plan] = {
    plan.key: plan
    for plan in (
        Plan("45", 45, N_("45 minutes: check-in and one shared term")),
        Plan("90", 90, N_("90 minutes: one term, three KPIs, a signed charter")),
        Plan("240", 240, N_("Half a day: every station, one term, one break"), breaks=20),
    )
}
USUAL = "240"
"""The plan of whoever chose none: nothing is left out."""


@dataclass(frozen=True)
class Slot:
    """One step of a plan, with the minute it begins at when all goes as planned."""

    activity: str
    beat: str
    minutes: Minutes
    begins: int


def schedule(plan: str, decided: Decided) -> list[Slot]:
    """Return the steps of a plan in order; a station the plan leaves out is not in it.

    Args:
        plan: key of `PLANS`.
        decided: knows which words the group chose.
    """
    slots: list[Slot] = []
    begins = 0
    for activity, beat in _steps(decided):
        found = cue(activity, beat)
        if found and plan in found.minutes:
            slots.append(Slot(activity, beat, found.minutes[plan], begins))
            begins += found.minutes[plan].plan
    return slots


def _steps(decided: Decided) -> Iterator[tuple[str, str]]:
    for station in all_stations(decided):
        for beat in station.beats:
            yield station.key, beat


def slot_of(plan: str, decided: Decided, activity: str, beat: str) -> Slot | None:
    """Return where a step stands in a plan, or None where the plan leaves it out."""
    found = schedule(plan, decided)
    return next((one for one in found if (one.activity, one.beat) == (activity, beat)), None)


def following(plan: str, decided: Decided, activity: str, beat: str) -> tuple[str, str] | None:
    """Return the step after this one (activity, beat) that the plan does not leave out.

    What was decided is always shown before the next activity begins. None after the last step.
    """
    steps = list(_steps(decided))
    if (activity, beat) not in steps:
        return None
    planned = {(one.activity, one.beat) for one in schedule(plan, decided)}
    later = steps[steps.index((activity, beat)) + 1 :]
    shown = (activity, Beat.RECORDED)
    return next((one for one in later if one in planned or one == shown), None)


def next_act(plan: str, decided: Decided, key: str) -> Act | None:
    """Return the act that a plan leads to from another one; None after the last.

    Args:
        plan: key of `PLANS`; acts without a step in it are passed over.
        decided: knows which words the group chose.
        key: of the act one comes from, or of a desk beside the acts.
    """
    after = act_after(key)
    if after is None:
        return None
    planned = {slot.activity.partition(".")[0] for slot in schedule(plan, decided)}
    later = ACTS[ACTS.index(after) :]
    return next((one for one in later if one.activity in planned), after)
