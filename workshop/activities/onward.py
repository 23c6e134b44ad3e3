"""The way from one act to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.acts import act_after
from workshop.widgets.html import block, esc

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.words import Words


def onward(key: str, words: Words) -> list[w.Widget]:
    """Return a link to the act after `key`; after the last act nothing."""
    following = act_after(key)
    if following is None:
        return []
    path = esc(following.path(words.lang))
    title = esc(words("On to {act}", act=following.heading(words)))
    link = f'<a class="ot-next" data-workshop-open="{path}" href="/doc/tree/{path}">{title} →</a>'
    return [block(link, "ot-onward")]
