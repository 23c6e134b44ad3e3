"""What the facilitator needs in one step: words, minutes, what to mind and what to cut."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from workshop.words import N_

ON_THE_SIDE = "side"
"""The key of the minutes of a station that no plan holds; people may go there all the same."""


class Minutes(NamedTuple):
    """How long a step takes: at least, as planned, at most."""

    least: int
    plan: int
    most: int


@dataclass(frozen=True)
class Cue:
    """What the facilitator needs in one step.

    Attributes:
        say: to be read aloud, word for word.
        minutes: of each plan (see `workshop.agenda.plan`); a plan not named leaves the step out.
            What no plan holds has those `ON_THE_SIDE`.
        watch: what to look out for.
        cut: what to leave out when late.
        worked: how one sees that it worked.
    """

    say: str
    minutes: dict[str, Minutes] = field(default_factory=dict)
    watch: str = ""
    cut: str = ""
    worked: str = ""

    def minutes_in(self, plan: str) -> Minutes | None:
        """Return how long the step takes in a plan, or on the side; None where it is left out."""
        return self.minutes.get(plan, self.minutes.get(ON_THE_SIDE))


def minutes(
    short: tuple[int, int, int] | None,
    team: tuple[int, int, int] | None,
    half_day: tuple[int, int, int] | None,
) -> dict[str, Minutes]:
    """Return the minutes of a step in each plan; None leaves it out."""
    found = {"45": short, "90": team, "240": half_day}
    return {key: Minutes(*one) for key, one in found.items() if one}


def on_the_side(least: int, plan: int, most: int) -> dict[str, Minutes]:
    """Return the minutes of a step that no plan holds."""
    return {ON_THE_SIDE: Minutes(least, plan, most)}


def consent(timeboxes: dict[str, Minutes]) -> Cue:
    """Return the cue for deciding by consent."""
    return Cue(
        N_(
            "Does anyone have a reasoned objection? The question isn’t whether you’d "
            "prefer something else, but whether this would do harm. Good enough for now, "
            "safe enough to try."
        ),
        timeboxes,
        N_("Silence isn’t consent: wait until the phones have answered."),
        N_("Take the proposal as it is and note the objections."),
        N_("Every objection is on record exactly as it was put."),
    )


ON_RECORD = Cue(
    N_(
        "It’s on record, and it’s yours. One of you reads it out, slowly. And then a round of "
        "applause for both sides."
    ),
    worked=N_("both sides clap."),
)
"""When something was decided, wherever it is: the moment to celebrate; it has no minutes."""
