"""The way through an activity: from moment to moment, from beat to beat, and on to the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from workshop.agenda import BEATS, Beat, known_station
from workshop.errors import WorkshopError
from workshop.notebook.frame.beat_bar import beat_label
from workshop.notebook.frame.moments import Reel
from workshop.room.state.moments import SKIP, Moments, moment_place, moments_of
from workshop.room.views.planning import station_behind
from workshop.room.views.presenting import next_step
from workshop.room.views.projection import BACK
from workshop.story.decisions.decisions import Decisions
from workshop.story.frame.consent import beside, undecided
from workshop.story.frame.covering import UnansweredError, skip
from workshop.story.frame.host import Host
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.notebook.frame.audience import Audience
    from workshop.room.state.moments import Offered
    from workshop.story.decisions.record import Recorded
    from workshop.story.solo.objection import Objection


class Walk(Host):
    """Where an activity is, and every way from there; what it looks like is drawn elsewhere.

    Attributes:
        key: names the activity in the agenda and in the room.
        decides: the beat in which a decision is recorded.
        audience: the phones.
    """

    key: str
    decides: ClassVar[Beat] = Beat.DECIDE
    audience: Audience

    def __init__(self) -> None:
        self._reel = Reel()
        self._deeds: dict[str, Callable[[], None]] = {}
        self._offers: dict[str, tuple[Offered, Callable[[], None]]] = {}
        self._turned: list[Callable[[], None]] = []
        self._warned = False  # whether somebody was told that nobody has answered yet
        self._at_last = False  # whether the beat begins at its last moment: people came back

    @property
    def beat(self) -> Beat:
        """The beat the activity is in, as the room knows it."""
        return Beat(self.room.state.beats.get(self.key, self.beats[0]))

    @property
    def beats(self) -> tuple[Beat, ...]:
        """The beats it has."""
        station = known_station(self.key)
        return station.beats if station else BEATS

    @property
    def furthest(self) -> Beat:
        """The furthest beat people may go to by themselves."""
        if self.complaint() is not None:
            return Beat.THINK
        decided = self.room.state.decision(self.subject) is not None
        return [beat for beat in self.beats if decided or beat is not Beat.RECORDED][-1]

    @property
    def subject(self) -> str:
        """The decision this activity leads to."""
        return self.key

    @property
    def decisions(self) -> Decisions:
        """What the room has decided so far."""
        return Decisions.of(self.room.state)

    def complaint(self) -> WorkshopError | None:
        """Return what is missing before the answers can be revealed, or None."""
        return None

    def advice(self) -> WorkshopError:
        """Return that nothing is decided yet, and which buttons here lead on."""
        return undecided(self)

    def leave(self, to: str) -> None:
        """Take people to another station of the act, or to the act that follows."""
        raise NotImplementedError

    def hurry(self) -> None:
        """Say on the projector that it goes on in a moment."""
        raise NotImplementedError

    def step(self, to: str) -> None:
        """Take a step.

        Args:
            to: see `workshop.room.commands.steps.ask_step`.

        Raises:
            WorkshopError: if something is still missing before it.
        """
        place = moment_place(to)
        if place is not None:
            self.show(place)
        elif to in self._deeds:
            self._deeds[to]()
        elif to in self._offers:
            self._offers[to][1]()
        elif to == BACK:
            self.back()
        elif to in BEATS:
            self.enter(Beat(to))
        else:
            self.leave(to)

    def forward(self) -> None:
        """Go on: to the next moment, else to where the plan leads.

        Raises:
            WorkshopError: if something is still missing before it.
        """
        step = next_step(self.room.state, self.words)
        if step:
            self.step(step["to"])

    def back(self) -> None:
        """Go back: to the moment before, else to the beat or the station before.

        Raises:
            WorkshopError: if nothing of the act comes before.
        """
        previous = self.moments.previous
        at = self.beats.index(self.beat)
        before = station_behind(self.room.state, self.key)
        if previous is not None:
            self.show(previous)
        elif at:
            self.enter(self.beats[at - 1], at_last=True)
        elif before:
            self.leave(before.key)
        else:
            raise WorkshopError(N_("This is where the act begins."))

    @property
    def moments(self) -> Moments:
        """The moments of the present beat, and which of them is on the projector."""
        return moments_of(self.room.state, self.key, self.beat)

    def show(self, place: int) -> None:
        """Put a moment of the present beat on the projector, counted from 0."""
        shown = Moments(
            activity=self.key,
            beat=self.beat,
            titles=self._reel.titles,
            place=place,
            deeds=tuple(self._deeds),
            offers=tuple(offered for offered, _ in self._offers.values()),
        )
        is_here = self.room.state.activity == self.key  # an act left behind says nothing any more
        if is_here and (shown != self.moments or self.room.state.step):
            self.room.show_moment(shown)
        self._reel.turn(place)
        for turned in self._turned:
            turned()

    def offer(self, deed: str, do: Callable[[], None]) -> None:
        """Let the facilitator have this done from afar, until the beat is drawn again.

        Args:
            deed: key of `workshop.room.state.moments.DEEDS`.
            do: does it; raises `WorkshopError` where something is missing.
        """
        self._deeds[deed] = do

    def offer_choice(self, offered: Offered, do: Callable[[], None]) -> None:
        """Let the facilitator choose this from afar, until the beat is drawn again.

        Args:
            offered: what it is.
            do: does it; raises `WorkshopError` where something is missing.
        """
        self._offers[offered.step] = (offered, do)

    def whenever_turned(self, do: Callable[[], None]) -> None:
        """Let this be done with every new moment, until the beat is drawn again."""
        self._turned.append(do)

    def enter(self, beat: Beat, *, at_last: bool = False) -> None:
        """Go to a beat.

        Args:
            beat: which one.
            at_last: whether to begin at its last moment.

        Raises:
            WorkshopError: if something is still missing before it.
        """
        complaint = self.complaint()
        if beat is not Beat.THINK and complaint is not None and not self._goes_without(complaint):
            raise complaint
        if beat is Beat.RECORDED and self.room.state.decision(self.subject) is None:
            raise self._undecided()
        self._warned, self._at_last = False, at_last
        self.hurry()
        self.room.enter_beat(self.key, beat)
        self.audience.ask(beat)
        self.redraw()

    def record(self, decision: Recorded, objection: Objection | None = None) -> None:
        """Record a decision and show it, with the day, earlier rounds and who was played in it.

        Args:
            decision: what is decided.
            objection: what the persona has against it.
        """
        told = {"decided_on": self.stage.today} | beside(self, objection)
        self.room.decide(self.subject, decision.model_copy(update=told).model_dump(mode="json"))
        self.enter(Beat.RECORDED)

    def _offer_to_skip(self) -> None:
        """Let the facilitator carry on where nobody has answered."""
        at = self.beats.index(self.beat)
        following = self.beats[at + 1] if at + 1 < len(self.beats) else None
        if following and isinstance(self.complaint(), UnansweredError):

            def go_on() -> None:
                if isinstance(self.complaint(), UnansweredError):
                    skip(self)
                self.enter(following)

            self.offer(SKIP, go_on)

    def _begins_at(self) -> int:
        """Return the moment a newly drawn beat begins at."""
        last = len(self._reel.titles) - 1
        place = last if self._at_last else self.moments.place
        self._at_last = False
        return max(0, min(place, last))

    def _undecided(self) -> WorkshopError:
        if self.beat is self.decides:
            return self.advice()
        return WorkshopError(
            N_("Nothing has been decided here yet."),
            hint=N_("Go to “{step}” first: that’s where it’s recorded."),
            step=beat_label(self.beats, self.decides, self.words),
        )

    def _goes_without(self, complaint: WorkshopError) -> bool:
        """Return whether people go on without answers: who asks for it a second time, means it."""
        if not isinstance(complaint, UnansweredError):
            return False
        if self._warned:
            skip(self)
        self._warned = not self._warned
        return not self._warned
