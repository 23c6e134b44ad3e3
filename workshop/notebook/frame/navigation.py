"""The way from one act to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.acts import ACTS, act_of
from workshop.agenda import next_act, station_of
from workshop.room.views.planning import left_out, plan_of
from workshop.room.views.projection import NEXT
from workshop.widgets.elements import Html, block

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.acts import Act
    from workshop.room.room import Room
    from workshop.room.state.state import RoomState
    from workshop.words import Words


WAY = "room.way"
"""The key under which the station is kept that another act should open."""


def onward(following: Act | None, words: Words) -> list[w.Widget]:
    """Return a link to the act that follows; without one nothing."""
    if following is None:
        return []
    return [block(_link(following, words, "ot-next"), "ot-onward")]


def leap(following: Act | None, words: Words) -> Html:
    """Return, as HTML, the link that the page follows by itself; empty after the last act."""
    return _link(following, words, "ot-leap") if following else Html()


def act_onward(state: RoomState, key: str) -> Act | None:
    """Return the act that the room's plan leads to from the act of this key."""
    return next_act(plan_of(state), state.decision, key, left_out(state))


def elsewhere(state: RoomState, here: Act | None, to: str) -> Act | None:
    """Return the other act that a step leads to, or None.

    Args:
        state: the room.
        here: the act one comes from.
        to: see `workshop.room.commands.steps.ask_step`; a station of this act leads nowhere else.
    """
    if to == NEXT:
        return act_onward(state, here.key) if here else None
    station = station_of(to, state.decision)
    found = act_of(to) if station else next((act for act in ACTS if act.key == to), None)
    return found if found != here else None


def leap_to(room: Room, here: Act | None, to: str, words: Words) -> Html | None:
    """Take people to another act and return the link that the page follows; else None.

    Which station is wanted is kept for the act that opens; without one it opens where people left
    it. The room is not there before the page is: a kernel behind it would draw while it loads.
    """
    following = elsewhere(room.state, here, to)
    if following is None:
        return None
    if station_of(to, room.state.decision):
        room.keep(WAY, {"to": to})
    return leap(following, words)


def _link(following: Act, words: Words, style: str) -> Html:
    return link(following, words, words("On to {act}", act=following.heading(words)), style)


def link(to: Act, words: Words, title: str, style: str = "ot-next") -> Html:
    """Return, as HTML, a link to a notebook that opens in this page."""
    path = to.path(words.lang)
    return Html('<a class="{}" data-workshop-open="{}" href="/doc/tree/{}">{} →</a>').format(
        style, path, path, title
    )
