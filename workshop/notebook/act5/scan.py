"""The QR code with which phones take a file along from the projector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.room.state.door import door
from workshop.room.state.handout import handout_of
from workshop.widgets.elements import Html, block
from workshop.widgets.join import qr

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.story.frame.host import Host


def scan_code(activity: Host, name: str) -> list[w.Widget]:
    """Return the QR code of a file; nothing where no phone could fetch it.

    Args:
        activity: whose room the phones are in.
        name: of the file.
    """
    words, state = activity.words, activity.room.state
    opened, ready = door(state.door), handout_of(state)
    if opened is None or ready is None or not ready.holds(name):
        return []
    said = words("Scan it to have it on your phone, for as long as this room is open.")
    picture = Html('<div class="ot-join ot-scan">{}<div><p>{}</p></div></div>').format(
        qr(f"{opened.address}/{ready.path(name)}"), said
    )
    return [block(picture)]
