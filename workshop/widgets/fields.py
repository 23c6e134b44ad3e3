"""Fields that keep what is typed without a button to press."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, ClassVar

import ipywidgets as w

from workshop.widgets.elements import classed

if TYPE_CHECKING:
    from collections.abc import Callable

QUIET_SECONDS = 0.3
"""A pause this long in typing stores the text; a kill loses no more than this."""


class Later:
    """Calls a function once typing pauses, or at once where no event loop runs."""

    waiting: ClassVar[set[Later]] = set()

    def __init__(self, call: Callable[[], None]) -> None:
        self._call = call
        self._timer: asyncio.TimerHandle | None = None

    def soon(self) -> None:
        """Ask for the call; asking again before it happens puts it off."""
        self._cancel()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._call()
        else:
            self._timer = loop.call_later(QUIET_SECONDS, self.now)
            self.waiting.add(self)

    def now(self) -> None:
        """Call now what was asked for."""
        self._cancel()
        self._call()

    def _cancel(self) -> None:
        self.waiting.discard(self)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def store_typed() -> None:
    """Store what is typed but not stored yet; a button must not overtake the text before it."""
    while Later.waiting:
        next(iter(Later.waiting)).now()


def labelled(widget: w.DOMWidget, label: str) -> w.VBox:
    """Return a field with a visible label above it, tied to it for screen readers."""
    widget.description = label
    widget.style.description_width = "auto"
    return classed(w.VBox([classed(widget, "ot-field")]), "ot-labelled")


def text_field(
    label: str, value: str, save: Callable[[str], None], *, area: bool = False, hint: str = ""
) -> w.VBox:
    """Return a text field that hands its text to `save` whenever typing pauses.

    Args:
        label: what stands above it.
        value: what it holds at first.
        save: gets the whole text.
        area: whether it has several lines.
        hint: a grey example while it is empty.
    """
    kind = w.Textarea if area else w.Text
    field = kind(value=value, placeholder=hint, continuous_update=True)
    later = Later(lambda: save(field.value))
    field.observe(lambda _: later.soon(), "value")
    return labelled(field, label)


def choice(
    label: str, options: list[tuple[str, Any]], value: Any, save: Callable[[Any], None]
) -> w.VBox:
    """Return a drop-down that hands each new choice to `save`."""
    field = w.Dropdown(options=options, value=value)
    field.observe(lambda change: save(change["new"]), "value")
    return labelled(field, label)
