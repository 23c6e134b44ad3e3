"""The five beats of an activity."""

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
    Beat.TALK: N_("Discuss"),
    Beat.DECIDE: N_("Decide"),
    Beat.RECORDED: N_("On record"),
}
