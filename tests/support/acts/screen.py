"""What a person would see and press in a tree of widgets, without a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.widgets.elements import Html

if TYPE_CHECKING:
    from collections.abc import Iterator


def every(widget: w.Widget) -> Iterator[w.Widget]:
    """Yield the widget and all that is shown inside it."""
    if getattr(widget, "layout", None) is not None and widget.layout.display == "none":
        return
    yield widget
    for child in getattr(widget, "children", ()):
        yield from every(child)


def text(widget: w.Widget) -> str:
    """Return all HTML, labels and field contents that are shown."""
    parts = []
    for one in every(widget):
        parts.append(getattr(one, "description", "") or "")
        if isinstance(one, w.HTML | w.Text | w.Textarea):
            parts.append(one.value)
    return "\n".join(parts)


def esc(words: str) -> str:
    """Return a text as it stands in HTML."""
    return str(Html.escape(words))


def press(widget: w.Widget, label: str, place: int = 0) -> None:
    """Press the button with this label, as often as it stands there the one at `place`."""
    found = [b for b in every(widget) if isinstance(b, w.Button) and b.description == label]
    if found[place].disabled:
        message = f"{label!r} cannot be pressed"
        raise AssertionError(message)
    for handler in found[place]._click_handlers.callbacks:
        handler(found[place])


def field(widget: w.Widget, label: str, place: int = 0) -> w.Widget:
    """Return the field with this label."""
    fields = [f for f in every(widget) if not isinstance(f, w.Button)]
    return [f for f in fields if getattr(f, "description", None) == label][place]


def choose(widget: w.Widget, label: str, option: str, place: int = 0) -> None:
    """Choose an option of a drop-down by its words."""
    box = field(widget, label, place)
    box.index = [name for name, _ in box.options].index(option)
