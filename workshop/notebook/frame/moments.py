"""The moments of a beat, drawn: on stage one fills the screen, on the page all stand in a row.

Which of the two it is, each window decides for itself (see ``stage.js``); the kernel draws all
moments of a beat at once, so that going to the next one costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.widgets.elements import classed
from workshop.words import both

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workshop.words import Text

NOW, READING = "ot-now", "ot-reading"


@dataclass(frozen=True)
class Moment:
    """What stands on one screen.

    Attributes:
        title: what the presenter view calls it.
        parts: from top to bottom, the sentence that carries it first.
        style: style classes of its own: ``ot-work`` where people fill in fields together and it
            may be longer than the screen, ``ot-center`` where little stands on it, ``ot-opening``
            for the story of the act, ``ot-reading`` for what only the page shows.
    """

    title: Text
    parts: tuple[w.Widget, ...]
    style: tuple[str, ...] = ()

    @property
    def is_on_stage(self) -> bool:
        """Whether it has a screen of its own; what is only read has none."""
        return READING not in self.style


def moment(title: str | Text, *parts: w.Widget, style: str = "") -> Moment:
    """Return a moment.

    Args:
        title: a message, or a text in every language.
        parts: what stands on it.
        style: its style classes, with blanks between them.
    """
    named = both(title) if isinstance(title, str) else title
    return Moment(named, parts, tuple(style.split()))


def to_read(moments: Iterable[Moment]) -> list[Moment]:
    """Return the same for the page only: on stage they were shown before, one step back."""
    return [replace(each, style=(*each.style, READING)) for each in moments]


class Reel:
    """The moments of the present beat, one of which is on the projector."""

    def __init__(self) -> None:
        self.widget = classed(w.VBox(), "ot-moments")
        self.titles: tuple[Text, ...] = ()
        self._screens: list[w.VBox] = []

    def fill(self, moments: Sequence[Moment]) -> None:
        """Show these moments instead of those before."""
        drawn = [
            (each, classed(w.VBox(list(each.parts)), "ot-moment", *each.style)) for each in moments
        ]
        on_stage = [(each, box) for each, box in drawn if each.is_on_stage]
        self.titles = tuple(each.title for each, _ in on_stage)
        self._screens = [box for _, box in on_stage]
        self.widget.children = [box for _, box in drawn]

    def turn(self, place: int) -> None:
        """Let the moment at this place be the one on the projector."""
        for at, screen in enumerate(self._screens):
            (screen.add_class if at == place else screen.remove_class)(NOW)


def _screen(shown: Moment) -> w.VBox:
    return classed(w.VBox(list(shown.parts)), "ot-moment", *shown.style)
