"""The five beats that every activity has, as states of one class."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

import ipywidgets as w

from workshop.acts import act_of
from workshop.agenda import BEATS, LABELS, Beat, stations
from workshop.charts.sheet import load_drawing
from workshop.errors import WorkshopError
from workshop.notebook.frame.ahead import Ahead
from workshop.notebook.frame.audience import Audience
from workshop.notebook.frame.beat_bar import beat_bar
from workshop.notebook.frame.breaks import break_after
from workshop.notebook.frame.handler import handled
from workshop.notebook.frame.moments import Moment, moment, to_read
from workshop.notebook.frame.navigation import leap_to
from workshop.notebook.frame.planned_timer import planned_timer
from workshop.notebook.frame.stage_bar import StageBar
from workshop.notebook.frame.walk import Walk
from workshop.notebook.solo.hints import hints
from workshop.notebook.solo.prompts import alone
from workshop.room.commands.steps import no_step
from workshop.room.views.presenting import onward_step
from workshop.room.views.projection import NEXT
from workshop.story.decisions.decisions import check_decision
from workshop.story.solo.mode import learner
from workshop.story.solo.playing import play
from workshop.widgets.elements import Html, block, button, classed, paragraph
from workshop.widgets.guard import Notice, guarded
from workshop.words import N_, both

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workshop.room.state.question import Question
    from workshop.story.context import Stage
    from workshop.story.solo.persona import Persona
    from workshop.widgets.timer import Timer
    from workshop.words import Text


ONWARD: dict[Beat, str] = {
    Beat.REVEAL: N_("Reveal"),
    Beat.TALK: N_("Discuss it"),
    Beat.DECIDE: N_("Decide"),
}
"""What the button is called that leads to a beat; a decision leads on by being recorded."""


class Activity(Walk):
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
    shown_elsewhere: ClassVar[frozenset[str]] = frozenset()
    """Questions whose answers an activity shows in a way of its own."""

    def __init__(self, stage: Stage, move: Callable[[str], None] | None = None) -> None:
        super().__init__()
        self.stage = stage
        self.words = stage.words
        self.room = stage.room
        self.notice = Notice(self.words)
        self.widget = classed(w.VBox(), "ot-activity")
        self.audience = Audience(self)
        self._bar = StageBar(
            self.words,
            self.guarded(lambda _: self.back()),
            self.guarded(lambda _: self.forward()),
        )
        self._leap = block(Html())
        self._move = move or self._leave
        self._timers: list[Timer] = []
        self._drawn: object = None
        self._ahead = Ahead(self.ahead)
        self.guarded(self._open)()

    def prompt(self, beat: Beat) -> str:
        """Return the line above a beat."""
        return alone(self, beat) or self.words(self.prompts[beat])

    def proposal_text(self) -> Text:
        """Return what is to be decided, in words; phones are asked for objections to it."""
        raise NotImplementedError

    def asks(self, beat: Beat) -> list[Question]:  # noqa: ARG002 - most beats ask nothing
        """Return what everybody's phone is asked in a beat; leaving the beat reveals it."""
        return []

    def ahead(self) -> Iterable[Callable[[], object]]:
        """Return what the next beats compute, a piece each; the results are kept in the stage."""
        return (load_drawing,)

    def positions(self, persona: Persona) -> dict[str, dict[str, object]]:  # noqa: ARG002 - few play
        """Return what a persona says here, question to answer, when somebody learns alone."""
        return {}

    def plays(self, persona: Persona) -> list[tuple[str, dict[str, object]]]:  # noqa: ARG002 - few
        """Return what a persona lays on the table here beside its answers: subject and body."""
        return []

    def echo(self, persona: Persona) -> list[w.Widget]:  # noqa: ARG002 - few have one
        """Draw what a persona says to the answers of somebody who learns alone."""
        return []

    def think(self) -> list[Moment]:
        """Draw the beat in which each side writes alone."""
        raise NotImplementedError

    def reveal(self) -> list[Moment]:
        """Draw the beat in which the answers stand side by side."""
        raise NotImplementedError

    def talk(self) -> list[Moment]:
        """Draw the beat of the conversation."""
        raise NotImplementedError

    def decide(self) -> list[Moment]:
        """Draw the beat of the proposal and the consent."""
        raise NotImplementedError

    def recorded(self) -> list[Moment]:
        """Draw what went into the charter."""
        raise NotImplementedError

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

    def hurry(self) -> None:
        self._bar.hurry()

    def leave(self, to: str) -> None:
        self.hurry()
        try:
            self._move(to)
        except WorkshopError:
            self._bar.update(self.room.state)  # nobody is under way any more
            raise

    def picture(self) -> tuple[object, ...]:
        """Return what the drawing rests on beside the panels; when it changes, all is redrawn."""
        return self.beat, self.room.state.is_live, self.audience.revealed()

    def tick(self) -> None:
        """Let the timers show the time, and use a quiet moment for what comes next."""
        for timer in self._timers:
            timer.draw()
        self._ahead.go_on()

    def refresh(self) -> None:
        """Show what happened in the room since, without touching what is being typed."""
        self._ahead.begin()
        step = self.room.state.step
        if step and step.activity == self.key and not step.refusal:
            self._take(step.to)
        if self.picture() != self._drawn:
            self.redraw()
        else:
            self.audience.update()
            self._bar.update(self.room.state)

    def _open(self) -> None:
        try:
            if self.key not in self.room.state.beats and self.beat is not Beat.THINK:
                self.room.enter_beat(self.key, self.beat)  # everybody else takes it to be thinking
            self.audience.begin()
        finally:
            self._draw()

    def _take(self, to: str) -> None:
        """Take a step the presenter view asked for, or tell it why not."""
        try:
            self.step(to)
        except WorkshopError as error:
            self.room.refuse_step(self.key, error)

    def _leave(self, to: str) -> None:
        """Let the page follow the way to another act."""
        leap = leap_to(self.room, act_of(self.key), to, self.words)
        if leap is None:
            raise no_step(to)
        self._leap.value = leap

    def _draw(self) -> None:
        beat = self.beat
        self._timers.clear()
        self._turned.clear()
        self._deeds.clear()
        self._offers.clear()
        moments: list[Moment] = []
        hinted: list[w.Widget] = []
        try:
            persona = play(self)
            self.audience.draw(beat)
            if beat is Beat.RECORDED:
                check_decision(self.room.state, self.subject)
            moments = [*self._moments(beat), *self._break()]
            self._offer_to_skip()
            if persona:
                moments += self._echoed(persona, beat)
                hinted = hints(self, beat)
        finally:
            # Bars and notice stand even where a beat cannot be drawn, so that its error is seen.
            self._drawn = self.picture()
            alone = learner(self.room.state) is not None
            (self.widget.add_class if alone else self.widget.remove_class)("ot-alone")
            self._reel.fill(moments or [moment(LABELS[beat])])
            self.show(self._begins_at())
            self._bar.update(self.room.state)
            self.widget.children = [
                *(self._beats(beat), self.audience.door, self._reel.widget),
                *hinted,
                *([] if self._timers else [self.timer(quiet=True)]),
                self.notice.widget,
                *self._onward(beat),
                *self._bar.widgets,
                self._leap,
            ]

    def _moments(self, beat: Beat) -> list[Moment]:
        """Return the moments of a beat: as the activity draws them, and what the phones say."""
        drawn: list[Moment] = getattr(self, beat.value)()
        placed_already = {part for each in drawn for part in each.parts}
        told = [
            each for each in self.audience.moments(beat) if placed_already.isdisjoint(each.parts)
        ]
        if beat is Beat.TALK:
            told = to_read(told)
        if beat is Beat.REVEAL and not drawn:
            drawn, told = told, []
        drawn = drawn or [moment(LABELS[beat])]
        panels = self.audience.panels
        prompt = paragraph(self.prompt(beat), "ot-prompt")
        placed = panels in placed_already
        first = replace(drawn[0], parts=(prompt, *([] if placed else [panels]), *drawn[0].parts))
        return [*self._opening(beat), first, *drawn[1:], *told]

    def _break(self) -> list[Moment]:
        """Return the break the plan has behind this station; its clock is kept up to date."""
        behind = break_after(self)
        if behind is None:
            return []
        shown, timer = behind
        self._timers.append(timer)
        return [shown]

    def _opening(self, beat: Beat) -> list[Moment]:
        """Return the moment in which an act begins: its title and story, which the page holds."""
        act = act_of(self.key)
        known = stations(act, self.room.state.decision) if act else ()
        if act is None or beat is not Beat.THINK or known[0].key != self.key:
            return []
        return [moment(act.title, style="ot-opening")]

    def _echoed(self, persona: Persona, beat: Beat) -> list[Moment]:
        echo = self.echo(persona) if beat is not Beat.THINK else []
        title = both(N_("{name} says"), name=persona.name)
        return [moment(title, *echo)] if echo else []

    def _beats(self, beat: Beat) -> w.Widget:
        def enter(to: Beat) -> Callable[..., None]:
            return self.guarded(lambda _: self.enter(to))

        return beat_bar(self.beats, beat, self.furthest, self.words, enter)

    def _onward(self, beat: Beat) -> list[w.Widget]:
        """Return the arrow below the page that leads on; the stage has one in its bar."""
        if beat is Beat.DECIDE:  # a decision leads on by being recorded
            return []
        if beat is not self.beats[-1]:
            following = self.beats[self.beats.index(beat) + 1]
            if following is Beat.RECORDED:
                return []
            label = self.words(ONWARD[following])
            return [self._arrow(label, lambda: self.enter(following))]
        step = onward_step(self.room.state, self.words)
        if step is None or step["to"] in (NEXT, *BEATS):
            return []
        return [self._arrow(step["label"], lambda: self.leave(step["to"]))]

    def _arrow(self, label: str, go: Callable[[], None]) -> w.Button:
        onward = button(f"{label} →", "ot-primary", "ot-onward")
        onward.on_click(self.guarded(lambda _: go()))
        return onward
