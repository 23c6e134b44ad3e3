"""What acts 4 and 5 decide: experiments, for whom all this is, and the rituals that keep it."""

from __future__ import annotations

from pydantic import Field

from workshop.retro.experiment import Experiment  # noqa: TC001 - pydantic reads it
from workshop.rituals.ritual import Ritual  # noqa: TC001 - pydantic reads it
from workshop.story.decisions.record import Recorded


class AgreedExperiments(Recorded):
    """What is tried until the next time."""

    experiments: tuple[Experiment, ...]


class CustomerSentence(Recorded):
    """What the customer notices; it stands above everything else in the charter."""

    text: str = Field(min_length=1)


class AgreedRituals(Recorded):
    """The standing dates both teams keep.

    Attributes:
        rituals: in the order they were chosen.
        zone: time zone of the workshop's place, as IANA names it.
        holidays: country and region whose public holidays are skipped, such as ``DE-NW``; empty
            where none are.
        series: names their events in people's calendars, in this version and the next; empty in
            charters that were written by hand.
    """

    rituals: tuple[Ritual, ...] = Field(min_length=1)
    zone: str = "Europe/Berlin"
    holidays: str = ""
    series: str = ""
