"""The five beats every activity has, and those that some do without."""

from __future__ import annotations

from enum import StrEnum

from workshop.words import N_


class Beat(StrEnum):
    """Where an activity is."""

    THINK = "think"
    REVEAL = "reveal"
    TALK = "talk"
    DECIDE = "decide"
    RECORDED = "recorded"


BEATS = tuple(Beat)
LABELS: dict[Beat, str] = {
    Beat.THINK: N_("Think"),
    Beat.REVEAL: N_("Reveal"),
    Beat.TALK: N_("Talk"),
    Beat.DECIDE: N_("Decide"),
    Beat.RECORDED: N_("Recorded"),
}
FEWER: dict[str, tuple[Beat, ...]] = {
    "arriving.quiz": (Beat.THINK, Beat.REVEAL),
    "arriving.bond": (Beat.THINK, Beat.REVEAL, Beat.TALK),
    "arriving.cases": (Beat.THINK, Beat.REVEAL),
    "terms.choice": (Beat.THINK,),
    "journey.path": (Beat.THINK, Beat.REVEAL, Beat.TALK),
    "journey.crowd": (Beat.THINK, Beat.REVEAL, Beat.TALK),
    "journey.clocks": (Beat.THINK, Beat.REVEAL, Beat.TALK),
    "kpis.desk": (Beat.THINK,),
    "kpis.board": (Beat.THINK,),
    "terms.again": (Beat.THINK, Beat.REVEAL, Beat.RECORDED),
}
"""Activities in which nothing is decided, or nothing is left to talk about."""


def beats_of(activity: str) -> tuple[Beat, ...]:
    """Return the beats of an activity, in order."""
    return FEWER.get(activity, BEATS)
