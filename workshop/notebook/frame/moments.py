"""The moments of a beat, drawn: on stage one fills the screen, on the page all stand in a row.

Which of the two it is, each window decides for itself (see ``stage.js``); the kernel draws all
moments of a beat at once, so that going to the next one costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.widgets.elements import classed
from workshop.words import both

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.words import Text

NOW = "ot-now"


@dataclass(frozen=True)
class Moment:
    """What stands on one screen.

    Attributes:
        title: what the presenter view calls it.
        parts: from top to bottom, the sentence that carries it first.
        style: style classes of its own: ``ot-work`` where people fill in fields together and it
            may be longer than the screen, ``ot-center`` where little stands on it, ``ot-opening``
            for the story of the act, ``ot-reading`` where only the page shows it.
    """

    title: Text
    parts: tuple[w.Widget, ...]
    style: tuple[str, ...] = ()


def moment(title: str | Text, *parts: w.Widget, style: str = "") -> Moment:
    """Return a moment.

    Args:
        title: a message, or a text in every language.
        parts: what stands on it.
        style: its style classes, with blanks between them.
    """
    named = both(title) if isinstance(title, str) else title
    return Moment(named, parts, tuple(style.split()))


class Reel:
    """The moments of the present beat, one of which is on the projector."""

    def __init__(self) -> None:
        self.widget = classed(w.VBox(), "ot-moments")
        self.titles: tuple[Text, ...] = ()

    def fill(self, moments: Sequence[Moment]) -> None:
        """Show these moments instead of those before."""
        self.titles = tuple(each.title for each in moments)
        self.widget.children = [
            classed(w.VBox(list(each.parts)), "ot-moment", *each.style) for each in moments
        ]

    def turn(self, place: int) -> None:
        """Let the moment at this place be the one on the projector."""
        for at, shown in enumerate(self.widget.children):
            (shown.add_class if at == place else shown.remove_class)(NOW)
