"""The way from one act to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.acts import act_after, act_of
from workshop.widgets.html import block, esc

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.acts import Act
    from workshop.words import Words


def onward(key: str, words: Words) -> list[w.Widget]:
    """Return a link to the act after `key`; after the last act nothing."""
    following = act_after(key)
    if following is None:
        return []
    return [block(_link(following, words, "ot-next"), "ot-onward")]


def leap(activity: str, words: Words) -> str:
    """Return, as HTML, the link that the page follows by itself; empty after the last act."""
    here = act_of(activity)
    following = act_after(here.key) if here else None
    return _link(following, words, "ot-leap") if following else ""


def _link(following: Act, words: Words, style: str) -> str:
    return link(following, words, words("On to {act}", act=following.heading(words)), style)


def link(to: Act, words: Words, title: str, style: str = "ot-next") -> str:
    """Return, as HTML, a link to a notebook that opens in this page."""
    path = esc(to.path(words.lang))
    return (
        f'<a class="{style}" data-workshop-open="{path}" href="/doc/tree/{path}">{esc(title)} →</a>'
    )
