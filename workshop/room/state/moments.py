"""The moments of a beat: what stands on the projector at once, and which of them stands there now.

Only what draws a beat knows how many screens it takes, so it keeps their titles in the room; the
presenter view and the page read them there. This is screen state, nobody's contribution.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, NonNegativeInt, ValidationError

from workshop.words import N_, Text

if TYPE_CHECKING:
    from workshop.room.state.state import RoomState

KEY = "room.moments"
"""The key under which they are kept."""
ASK, AGREE, RECORD, SKIP = "do.ask", "do.agree", "do.record", "do.skip"
CHOOSE, TAKE, SIGN, BEGIN = "do.choose", "do.take", "do.sign", "do.begin"
DEEDS: dict[str, str] = {
    ASK: N_("Ask the phones"),
    AGREE: N_("Nobody objects: record it"),
    RECORD: N_("Record it"),
    SKIP: N_("Carry on without answers"),
    CHOOSE: N_("Take the term most of you chose"),
    TAKE: N_("Take what most of you want"),
    SIGN: N_("Sign the charter"),
    BEGIN: N_("Make the top theme an experiment"),
}
"""Steps that do what a button on the projector does, and what they are called."""
CHOICE = "pick."
"""How a step begins that chooses something on offer; what it is called there follows."""
STEP = "moment."
"""How a step to a moment begins; its place follows, counted from 0."""


class Offered(BaseModel):
    """Something to choose in a beat, from the presenter view as well as at the keyboard.

    Attributes:
        step: what chooses it, see `CHOICE`.
        label: what it is called.
        note: its small print; empty where there is none.
        is_on: whether it is chosen.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    step: str
    label: Text
    note: Text = {}
    is_on: bool = False


class Moments(BaseModel):
    """The moments of one beat.

    Attributes:
        activity: whose beat it is.
        beat: which one.
        titles: what each moment is called, in order.
        place: the moment on the projector, counted from 0.
        deeds: what the facilitator may have done here from afar, keys of `DEEDS`.
        offers: what may be chosen here from afar.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    activity: str
    beat: str
    titles: tuple[Text, ...] = ()
    place: NonNegativeInt = 0
    deeds: tuple[str, ...] = ()
    offers: tuple[Offered, ...] = ()

    @property
    def next(self) -> int | None:
        """The place of the moment that follows; None at the last."""
        return self.place + 1 if self.place + 1 < len(self.titles) else None

    @property
    def previous(self) -> int | None:
        """The place of the moment before; None at the first."""
        return self.place - 1 if self.place else None


def moments_of(state: RoomState, activity: str, beat: str) -> Moments:
    """Return the moments of a beat as far as they are known; of another beat none are."""
    try:
        kept = Moments.model_validate(state.draft(KEY))
    except ValidationError:  # none were kept yet, or a row was damaged: the first moment it is
        return Moments(activity=activity, beat=beat)
    here = (kept.activity, kept.beat) == (activity, beat)
    return kept if here else Moments(activity=activity, beat=beat)


def is_shown(state: RoomState, activity: str, beat: str) -> bool:
    """Return whether the projector shows a beat already: only then its moments are known."""
    kept = state.draft(KEY)
    return (kept.get("activity"), kept.get("beat")) == (activity, beat)


def moment_step(place: int) -> str:
    """Return what a step to the moment at this place is called."""
    return f"{STEP}{place}"


def moment_place(step: str) -> int | None:
    """Return the place a step leads to; None if it is no step to a moment."""
    place = step.removeprefix(STEP)
    is_place = step.startswith(STEP) and place.isascii() and place.isdigit()
    return int(place) if is_place else None
