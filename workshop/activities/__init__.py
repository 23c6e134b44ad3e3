"""The acts as widgets: the only room that knows Jupyter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.activities.arriving import Arriving
from workshop.activities.charter import CharterActivity
from workshop.activities.joint_kpis import JointKpis
from workshop.activities.live import Follower
from workshop.activities.look_around import LookAround
from workshop.activities.onward import onward
from workshop.activities.own_data import OwnData
from workshop.activities.retrospective import Retrospective
from workshop.activities.shared_terms import SharedTerms
from workshop.activities.stage import Stage, stage_here, words_here
from workshop.acts import act
from workshop.errors import WorkshopError
from workshop.widgets.guard import Notice
from workshop.widgets.html import rows

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.activities.activity import Activity

__all__ = ["ACTIVITIES", "open_act"]

FOLLOWER = Follower()
"""One a kernel: opening an act again takes the place of the one before."""
ACTIVITIES: dict[str, type[Activity]] = {
    "arriving": Arriving,
    "shared_terms": SharedTerms,
    "joint_kpis": JointKpis,
    "retrospective": Retrospective,
    "charter": CharterActivity,
}
DESKS: dict[str, type[OwnData | LookAround]] = {
    "own_data": OwnData,
    "look_around": LookAround,
}
"""What is done outside the story, without beats."""


def open_act(key: str, stage: Stage | None = None) -> w.Widget:
    """Return the act as a widget; what cannot be opened says so in its place.

    Args:
        key: the act's key in `workshop.acts.ACTS`.
        stage: what it stands on; by default the session this notebook belongs to.

    Raises:
        WorkshopError: if there is no act of this name.
    """
    drawn = {**ACTIVITIES, **DESKS}[act(key).key]
    try:
        here = stage or stage_here()
        shown = drawn(here)
        FOLLOWER.follow(shown)
        return rows(shown.widget, *onward(key, here.words))
    except WorkshopError as error:
        notice = Notice(stage.words if stage else words_here())
        notice.show(error)
        return notice.widget
