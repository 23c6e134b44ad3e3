"""The five beats that every activity has, as states of one class."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import ipywidgets as w

from workshop.acts import act_of
from workshop.agenda import BEATS, Beat, known_station
from workshop.errors import WorkshopError
from workshop.notebook.frame.audience import Audience
from workshop.notebook.frame.beat_bar import beat_bar, beat_label
from workshop.notebook.frame.handler import handled
from workshop.notebook.frame.navigation import act_onward, leap
from workshop.notebook.frame.planned_timer import planned_timer
from workshop.notebook.solo.hints import hints
from workshop.notebook.solo.prompts import alone
from workshop.room.views.presenting import next_step
from workshop.room.views.projection import NEXT
from workshop.story.decisions.decisions import Decisions, check_decision
from workshop.story.frame.consent import beside, undecided
from workshop.story.frame.covering import UnansweredError, skip
from workshop.story.solo.playing import play
from workshop.widgets.elements import Html, block, button, classed, paragraph, rows
from workshop.widgets.guard import Notice, guarded
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.room.state.question import Question
    from workshop.story.context import Stage
    from workshop.story.decisions.record import Recorded
    from workshop.story.solo.objection import Objection
    from workshop.story.solo.persona import Persona
    from workshop.widgets.timer import Timer
    from workshop.words import Text


ONWARD: dict[Beat, str] = {
    Beat.THINK: N_("Reveal"),
    Beat.REVEAL: N_("Discuss it"),
    Beat.TALK: N_("Decide"),
}
"""What the button that leads on is called; a decision leads on by being recorded."""


class Activity:
    """One activity: think, reveal, talk, decide, recorded.

    A subclass names its `key`, gives each beat a `prompts` line, and draws each beat in a
    method named after it; see `workshop.agenda.station.Station` for those that do without some.
    What people enter goes into the room at once; from there it can be drawn again at any time.

    Args:
        stage: what the activity stands on.
        move: takes people to another station of the act; ``next`` is the act that follows.
    """

    key: str
    prompts: ClassVar[dict[Beat, str]]
    is_first: ClassVar[bool] = False
    decides: ClassVar[Beat] = Beat.DECIDE
    """The beat in which a decision is recorded."""
    shown_elsewhere: ClassVar[frozenset[str]] = frozenset()
    """Questions whose answers an activity shows in a way of its own."""

    def __init__(self, stage: Stage, move: Callable[[str], None] | None = None) -> None:
        self.stage = stage
        self.words = stage.words
        self.room = stage.room
        self.notice = Notice(self.words)
        self.widget = classed(w.VBox(), "ot-activity")
        self.audience = Audience(self)
        self._leap = block(Html())
        self._move = move or self._leave
        self._timers: list[Timer] = []
        self._drawn: object = None
        self._warned = False  # whether somebody was told that nobody has answered yet
        self.guarded(self._open)()

    @property
    def beat(self) -> Beat:
        """The beat the activity is in, as the room knows it."""
        return Beat(self.room.state.beats.get(self.key, Beat.THINK))

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

    def prompt(self, beat: Beat) -> str:
        """Return the line above a beat."""
        return alone(self, beat) or self.words(self.prompts[beat])

    def proposal_text(self) -> Text:
        """Return what is to be decided, in words; phones are asked for objections to it."""
        raise NotImplementedError

    def complaint(self) -> WorkshopError | None:
        """Return what is missing before the answers can be revealed, or None."""
        return None

    def asks(self, beat: Beat) -> list[Question]:  # noqa: ARG002 - most beats ask nothing
        """Return what everybody's phone is asked in a beat; leaving the beat reveals it."""
        return []

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:  # noqa: ARG002 - few play
        """Return what a persona says here, question to answer, when somebody learns alone."""
        return {}

    def plays(self, persona: Persona) -> list[tuple[str, dict[str, object]]]:  # noqa: ARG002 - few
        """Return what a persona lays on the table here beside its answers: subject and body."""
        return []

    def echo(self, persona: Persona) -> list[w.Widget]:  # noqa: ARG002 - few have one
        """Draw what a persona says to the answers of somebody who learns alone."""
        return []

    def think(self) -> list[w.Widget]:
        """Draw the beat in which each side writes alone."""
        raise NotImplementedError

    def reveal(self) -> list[w.Widget]:
        """Draw the beat in which the answers stand side by side."""
        raise NotImplementedError

    def talk(self) -> list[w.Widget]:
        """Draw the beat of the conversation."""
        raise NotImplementedError

    def decide(self) -> list[w.Widget]:
        """Draw the beat of the proposal and the consent."""
        raise NotImplementedError

    def recorded(self) -> list[w.Widget]:
        """Draw what went into the charter."""
        raise NotImplementedError

    def enter(self, beat: Beat) -> None:
        """Go to a beat.

        Raises:
            WorkshopError: if something is still missing before it.
        """
        complaint = self.complaint()
        if beat is not Beat.THINK and complaint is not None and not self._goes_without(complaint):
            raise complaint
        if beat is Beat.RECORDED and self.room.state.decision(self.subject) is None:
            raise self._undecided()
        self._warned = False
        self.room.enter_beat(self.key, beat)
        self.audience.ask(beat)
        self.redraw()

    def advice(self) -> WorkshopError:
        """Return that nothing is decided yet, and which buttons here lead on."""
        return undecided(self)

    @property
    def decisions(self) -> Decisions:
        """What the room has decided so far."""
        return Decisions.of(self.room.state)

    def record(self, decision: Recorded, objection: Objection | None = None) -> None:
        """Record a decision and show it, with the day, earlier rounds and who was played in it.

        Args:
            decision: what is decided.
            objection: what the persona has against it.
        """
        told = {"decided_on": self.stage.today} | beside(self, objection)
        self.room.decide(self.subject, decision.model_copy(update=told).model_dump(mode="json"))
        self.enter(Beat.RECORDED)

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

    def guarded(self, handler: Callable[..., None]) -> Callable[..., None]:
        """Return the handler with its errors shown in this activity; see `handled`."""
        return handled(self.room, self.notice, handler)

    def redraw(self) -> None:
        """Draw the present beat from what the room knows."""
        guarded(self.notice, self._draw)()

    def timer(self, *, quiet: bool = False) -> w.Widget:
        """Return the activity's timer; the phones and the presenter view show the same.

        Args:
            quiet: whether it is only seen while it runs.
        """
        timer = planned_timer(self, quiet=quiet)
        self._timers.append(timer)
        return timer.widget

    def picture(self) -> tuple[object, ...]:
        """Return what the drawing rests on beside the panels; when it changes, all is redrawn."""
        return self.beat, self.room.state.is_live

    def tick(self) -> None:
        """Let the timers show the time."""
        for timer in self._timers:
            timer.draw()

    def refresh(self) -> None:
        """Show what happened in the room since, without touching what is being typed."""
        step = self.room.state.step
        if step and step.activity == self.key and not step.refusal:
            self._take(step.to)
        if self.picture() != self._drawn:
            self.redraw()
        else:
            self.audience.update()

    def _open(self) -> None:
        try:
            self.audience.begin()
        finally:
            self._draw()

    def _take(self, to: str) -> None:
        """Take a step the presenter view asked for, or tell it why not."""
        try:
            if to in BEATS:
                self.enter(Beat(to))
            else:
                self._move(to)
        except WorkshopError as error:
            self.room.refuse_step(self.key, error)

    def _leave(self, _: str) -> None:
        """Let the page follow the way to the next act."""
        here = act_of(self.key)
        following = act_onward(self.room.state, here.key) if here else None
        self._leap.value = leap(following, self.words)

    def _draw(self) -> None:
        beat = self.beat
        self._drawn = self.picture()
        self._timers.clear()
        prompt = paragraph(self.prompt(beat), "ot-prompt")
        body: list[w.Widget] = []
        try:
            persona = play(self)
            self.audience.draw(beat)
            if beat is Beat.RECORDED:
                check_decision(self.room.state, self.subject)
            body = [rows(*getattr(self, beat.value)())]
            if persona:
                body += [
                    *(self.echo(persona) if beat is not Beat.THINK else []),
                    *hints(self, beat),
                ]
        finally:
            # Bar and notice stand even where a beat cannot be drawn, so that its error is seen.
            head = [self._bar(beat), self.audience.door, prompt, self.audience.panels]
            self.widget.children = [
                *head,
                *body,
                *([] if self._timers else [self.timer(quiet=True)]),
                self.notice.widget,
                *self._onward(beat),
                self._leap,
            ]

    def _bar(self, beat: Beat) -> w.Widget:
        def enter(to: Beat) -> Callable[..., None]:
            return self.guarded(lambda _: self.enter(to))

        return beat_bar(self.beats, beat, self.furthest, self.words, enter)

    def _onward(self, beat: Beat) -> list[w.Widget]:
        if beat is Beat.DECIDE:  # a decision leads on by being recorded
            return []
        if beat is not self.beats[-1]:
            following = self.beats[self.beats.index(beat) + 1]
            if following is Beat.RECORDED:
                return []
            label = self.words(ONWARD[beat])
            return [self._arrow(label, lambda: self.enter(following))]
        step = next_step(self.room.state, self.words)
        if step is None or step["to"] in (NEXT, *BEATS):
            return []
        return [self._arrow(step["label"], lambda: self._move(step["to"]))]

    def _arrow(self, label: str, go: Callable[[], None]) -> w.Button:
        onward = button(f"{label} →", "ot-primary", "ot-onward")
        onward.on_click(self.guarded(lambda _: go()))
        return onward
