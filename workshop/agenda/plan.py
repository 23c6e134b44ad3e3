"""Plans: how long each step takes in 45 minutes, in 90, and in half a day."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop.acts import ACTS, act_after
from workshop.agenda.beat import Beat
from workshop.agenda.course import all_stations, cue
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from workshop.acts import Act
    from workshop.agenda.course import Decided
    from workshop.agenda.cue import Minutes
    from workshop.agenda.station import Station


@dataclass(frozen=True)
class Plan:
    """A length of time and what it is good for; its minutes stand in the cues.

    Attributes:
        key: names the plan in the cues and in the room.
        minutes: of the whole, breaks included.
        label: what it is for.
        ending: what to say when it is over.
        cuts: the stations it can do without, the first to be left out first.
        breaks: station to the minutes of the break behind it.
    """

    key: str
    minutes: int
    label: str
    ending: str
    cuts: tuple[str, ...]
    breaks: Mapping[str, int] = field(default_factory=dict)


PLANS: dict[str, Plan] = {
    plan.key: plan
    for plan in (
        Plan(
            "45",
            45,
            N_("45 minutes: check-in and one shared term"),
            N_(
                "That’s it. Thank everyone, have the term read out once more, and say when "
                "you’ll go on: the numbers and the charter are still to come."
            ),
            ("retro.collect", "arriving.quiz", "terms.again"),
        ),
        Plan(
            "90",
            90,
            N_("90 minutes: one term, three KPIs, a signed charter"),
            N_(
                "That’s it. Thank everyone, put up the charter where both teams see it, and "
                "fix the day on which you’ll look at it again."
            ),
            ("arriving.cases", "arriving.quiz", "retro.themes", "retro.try", "retro.collect"),
        ),
        Plan(
            "240",
            240,
            N_("Half a day: all six acts, one term, one break"),
            N_(
                "That’s it. Thank everyone, put up the charter where both teams see it, and "
                "fix the day on which you’ll look at it again."
            ),
            (
                "journey.clocks",
                "kpis.desk",
                "journey.crowd",
                "kpis.board",
                "retro.why",
                "arriving.bond",
            ),
            breaks={"terms.again": 20},
        ),
    )
}
USUAL = "240"
"""The plan of whoever chose none: it leaves out only what stands on the side."""


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
            if slots and slots[-1].activity != activity:
                begins += PLANS[plan].breaks.get(slots[-1].activity, 0)
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


def due(plan: str, decided: Decided, activity: str, beat: str) -> int | None:
    """Return the minute at which a step should be over; None where the plan leaves it out.

    What is on record takes no minutes of its own: it is due when its station is.
    """
    found = [one for one in schedule(plan, decided) if one.activity == activity]
    here = [one for one in found if one.beat == beat]
    if beat == Beat.RECORDED:
        here = found
    return here[-1].begins + here[-1].minutes.plan if here else None


def station_minutes(plan: str, decided: Decided, activity: str) -> int:
    """Return how many minutes a plan has for a station; 0 where it leaves it out."""
    return sum(one.minutes.plan for one in schedule(plan, decided) if one.activity == activity)


def ahead(decided: Decided, activity: str) -> tuple[Station, ...]:
    """Return the stations that come after this one, of all acts."""
    known = all_stations(decided)
    keys = [station.key for station in known]
    return known[keys.index(activity) + 1 :] if activity in keys else ()


def next_cut(plan: str, decided: Decided, activity: str, out: Collection[str]) -> Station | None:
    """Return the station to leave out next when a room is late; None where nothing can go.

    Args:
        plan: key of `PLANS`; it says in which order stations go.
        decided: knows which words the group chose.
        activity: where the room is; only what lies ahead can still be left out.
        out: what is left out already.
    """
    later = {station.key: station for station in ahead(decided, activity)}
    return next((later[key] for key in PLANS[plan].cuts if key in later and key not in out), None)


def following(
    plan: str, decided: Decided, activity: str, beat: str, out: Collection[str] = ()
) -> tuple[str, str] | None:
    """Return the step after this one (activity, beat) that the plan does not leave out.

    What was decided is always shown before the next activity begins, and whoever is at a station
    that the plan leaves out is led through it all the same. None after the last step.

    Args:
        plan: key of `PLANS`.
        decided: knows which words the group chose.
        activity: where the room is.
        beat: in which of its beats.
        out: stations of the plan that this room passes over.
    """
    steps = list(_steps(decided))
    if (activity, beat) not in steps:
        return None
    planned = {(one.activity, one.beat) for one in schedule(plan, decided)}
    planned = {step for step in planned if step[0] not in out}
    if activity not in {step[0] for step in planned}:
        planned |= {step for step in steps if step[0] == activity}
    later = steps[steps.index((activity, beat)) + 1 :]
    shown = (activity, Beat.RECORDED)
    return next((one for one in later if one in planned or one == shown), None)


def next_act(plan: str, decided: Decided, key: str, out: Collection[str] = ()) -> Act | None:
    """Return the act that a plan leads to from another one; None after its last.

    Args:
        plan: key of `PLANS`; acts without a step in it are passed over.
        decided: knows which words the group chose.
        key: of the act one comes from, or of a desk beside the acts.
        out: stations of the plan that this room passes over.
    """
    after = act_after(key)
    if after is None:
        return None
    slots = schedule(plan, decided)
    planned = {slot.activity.partition(".")[0] for slot in slots if slot.activity not in out}
    later = ACTS[ACTS.index(after) :]
    return next((one for one in later if one.activity in planned), None)
