"""The bar of beats: where people are, and how far they may go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.agenda import BEATS, LABELS
from workshop.widgets.elements import button, classed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop.agenda import Beat
    from workshop.words import Words


def beat_label(beats: Sequence[Beat], beat: Beat, words: Words) -> str:
    """Return what the button of a beat is called."""
    return f"{beats.index(beat) + 1} {words(LABELS[beat])}"


def beat_bar(
    beats: Sequence[Beat],
    here: Beat,
    furthest: Beat,
    words: Words,
    enter: Callable[[Beat], Callable[..., None]],
) -> w.Widget:
    """Return a button for each beat; nothing where there is one beat only.

    Args:
        beats: of the activity, in order.
        here: the present one.
        furthest: the last one that may be entered by this bar.
        words: the language.
        enter: returns what happens when a beat's button is pressed.
    """
    last = BEATS.index(furthest)

    def step(beat: Beat) -> w.Button:
        made = button(beat_label(beats, beat, words), "ot-beat")
        made.add_class("ot-beat-now" if beat is here else "ot-beat-other")
        made.disabled = beat is not here and BEATS.index(beat) > last
        made.on_click(enter(beat))
        return made

    return classed(w.HBox([step(beat) for beat in beats] if len(beats) > 1 else []), "ot-beats")
