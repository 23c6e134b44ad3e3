"""The way from one act to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.agenda import next_act
from workshop.room.views.presenting import plan_of
from workshop.widgets.elements import Html, block

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.acts import Act
    from workshop.room.state.state import RoomState
    from workshop.words import Words


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
    return next_act(plan_of(state), state.decision, key)


def _link(following: Act, words: Words, style: str) -> Html:
    return link(following, words, words("On to {act}", act=following.heading(words)), style)


def link(to: Act, words: Words, title: str, style: str = "ot-next") -> Html:
    """Return, as HTML, a link to a notebook that opens in this page."""
    path = to.path(words.lang)
    return Html('<a class="{}" data-workshop-open="{}" href="/doc/tree/{}">{} →</a>').format(
        style, path, path, title
    )
