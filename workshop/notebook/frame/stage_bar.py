"""The two bars of the stage: above where everybody is, below the way back and forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.acts import act_of
from workshop.agenda import LABELS, Beat, station_of
from workshop.room.state.door import door
from workshop.room.state.moments import moments_of
from workshop.room.views.headcount import done_text, headcount
from workshop.room.views.presenting import back_step, next_step
from workshop.widgets.elements import Html, attribute, block, button, classed

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.room.state.state import RoomState
    from workshop.words import Words


class StageBar:
    """Where people are, and how they go on; the page has bars and arrows of its own.

    Args:
        words: the language.
        back: goes back by a moment, a beat or a station.
        forward: goes on by one.
    """

    def __init__(
        self, words: Words, back: Callable[..., None], forward: Callable[..., None]
    ) -> None:
        self._words = words
        self._line = block(Html(), "ot-line")
        self._back = button(f"← {words('Back')}", "ot-quiet", "ot-back")
        self._dots = block(Html(), "ot-dots-bar")
        self._forward = button("", "ot-primary", "ot-forward")
        self._back.on_click(back)
        self._forward.on_click(forward)
        # Each window has its own; see `stage.js`.
        view = block(
            Html(
                '<button type="button" class="ot-view" data-stage="{}" data-page="{}">{}</button>'
            ).format(attribute(words("To the stage")), attribute(words("Whole page")), ""),
            "ot-view-place",
        )
        self.widgets: tuple[w.Widget, ...] = (
            self._line,
            classed(w.HBox([self._back, self._dots, view, self._forward]), "ot-nav", "ot-nav-page"),
        )

    def update(self, state: RoomState) -> None:
        """Show where people are now."""
        self._line.value = line_html(state, self._words)
        self._dots.value = _dots(state, self._words)
        step = next_step(state, self._words)
        label = f"{step['label']} →" if step else ""
        if self._forward.description != label:
            self._forward.description = self._forward.tooltip = label
        self._forward.layout.visibility = "visible" if step else "hidden"
        self._back.layout.visibility = "visible" if back_step(state) else "hidden"

    def hurry(self) -> None:
        """Say that it goes on in a moment: what comes next may have to be computed."""
        self._dots.value = Html('<p class="ot-moving" role="status">{}</p>').format(
            self._words("One moment …")
        )


def line_html(state: RoomState, words: Words) -> Html:
    """Return in one line where everybody is, how many are done, and how to get in."""
    act, station = act_of(state.activity), station_of(state.activity, state.decision)
    if act is None:
        return Html()
    names = [act.heading(words)]
    if station and station.title[words.lang] != words(act.title):
        names.append(station.title[words.lang])
    beat = words(LABELS[Beat(state.beats.get(state.activity, Beat.THINK))])
    place = Html('<p class="ot-where"><b>{}</b> · {}</p>').format(" · ".join(names), beat)
    return place + _people(state, words) + _way_in(state)


def _people(state: RoomState, words: Words) -> Html:
    counted = done_text(headcount(state), words)
    return Html('<p class="ot-done-line">{}</p>').format(counted) if counted else Html()


def _way_in(state: RoomState) -> Html:
    opened = door(state.door)
    if opened is None or not opened.reach:
        return Html()
    return Html('<p class="ot-way-in">{} · <b>{}</b></p>').format(opened.address, opened.code)


def _dots(state: RoomState, words: Words) -> Html:
    """Return a dot for each moment of the beat; nothing where it has only one."""
    beat = state.beats.get(state.activity, Beat.THINK)
    moments = moments_of(state, state.activity, beat)
    if len(moments.titles) <= 1:
        return Html()
    told = words("{n} of {all}", n=moments.place + 1, all=len(moments.titles))
    dots = Html().join(
        Html('<i class="{}"></i>').format("ot-dot-now" if at == moments.place else "ot-dot")
        for at in range(len(moments.titles))
    )
    return Html('<p class="ot-steps" role="img" aria-label="{}">{}</p>').format(
        attribute(told), dots
    )
