"""The signatures as they stand on the projector: two stamps, and everybody behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.side import MARKS, SIDES, side_name
from workshop.widgets.elements import Html

if TYPE_CHECKING:
    from workshop.side import Side
    from workshop.story.decisions.types import Signed
    from workshop.words import Words


def stamps_html(signed: Signed | None, words: Words) -> Html:
    """Return the signatures as stamps side by side, with everybody who stands behind them."""
    if signed is None:
        return Html()
    roles: dict[Side, str] = {"sales": signed.sales, "marketing": signed.marketing}
    stamps = Html().join(
        Html("<p class='ot-stamp ot-stamp-{}'>{}<small>{}</small></p>").format(
            side, roles[side], side_name(side, words)
        )
        for side in SIDES
    )
    others = Html("<span class='ot-also'>{}</span>").each(
        f"{MARKS[one.side]} {one.role}" for one in signed.others
    )
    lines = []
    if signed.sponsor:
        lines.append(words("Has your back: {sentence}", sentence=signed.sponsor))
    if signed.witnesses:
        asking = ", ".join(one.role for one in signed.witnesses)
        lines.append(words("Ask in four weeks: {roles}", roles=asking))
    return Html("<div class='ot-pair'>{}</div><p>{}</p>{}").format(
        stamps, others, Html("<p class='ot-muted'>{}</p>").each(lines)
    )
