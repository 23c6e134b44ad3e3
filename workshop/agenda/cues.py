"""Every cue there is: the agenda as data.

Only the presenter view shows the cues; the projector and the phones never do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.agenda import act0, act1, act2, act3, later

if TYPE_CHECKING:
    from workshop.agenda.cue import Cue

AGENDA: dict[str, dict[str, Cue]] = act0.CUES | act1.CUES | act2.CUES | act3.CUES | later.CUES
"""Activity to beat to cue; ``terms.*`` stands for every word."""


def cue(activity: str, beat: str) -> Cue | None:
    """Return what the facilitator needs in a step, or None where there is nothing to say."""
    family = f"{activity.partition('.')[0]}.*"
    return AGENDA.get(activity, AGENDA.get(family, {})).get(beat)
