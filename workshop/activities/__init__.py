"""The acts as widgets: the only room that knows Jupyter."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.activities.arriving import Arriving
from workshop.activities.bond import Bond
from workshop.activities.charter import CharterActivity
from workshop.activities.customer_journey.crowd import CrowdWay
from workshop.activities.customer_journey.one_path import OnePath
from workshop.activities.customer_journey.promises import Promises
from workshop.activities.customer_journey.two_clocks import TwoClocks
from workshop.activities.dashboard_board import Board
from workshop.activities.joint_kpis import JointKpis
from workshop.activities.live import Followed, Follower
from workshop.activities.look_around import LookAround
from workshop.activities.onward import act_onward, onward
from workshop.activities.own_data import OwnData
from workshop.activities.programme import Programme
from workshop.activities.quiz import Quiz
from workshop.activities.retrospective import Retrospective
from workshop.activities.shared_term import SharedTerm
from workshop.activities.sorting import FirstSorting, SecondSorting
from workshop.activities.stage import Stage, stage_here, words_here
from workshop.activities.term_choice import TermChoice
from workshop.activities.what_if_desk import WhatIfDesk
from workshop.acts import act
from workshop.errors import WorkshopError
from workshop.session import SESSION_VARIABLE
from workshop.widgets.guard import Notice
from workshop.widgets.html import rows

if TYPE_CHECKING:
    from collections.abc import Callable

    import ipywidgets as w

    from workshop.activities.activity import Activity
    from workshop.agenda import Station

__all__ = ["ACTIVITIES", "open_act"]

FOLLOWER = Follower()
"""One a kernel."""
OPEN: dict[tuple[str, int], tuple[Stage, Followed]] = {}
"""What this kernel shows already, by act and stage. A second window on the same notebook shows the
same widgets: what is drawn, clicked or typed in one is seen in both."""
ACTIVITIES: dict[str, type[Activity]] = {
    "arriving": Arriving,
    "arriving.quiz": Quiz,
    "arriving.bond": Bond,
    "arriving.cases": FirstSorting,
    "terms.choice": TermChoice,
    "terms.again": SecondSorting,
    "journey.path": OnePath,
    "journey.crowd": CrowdWay,
    "journey.clocks": TwoClocks,
    "journey.promises": Promises,
    "kpis": JointKpis,
    "kpis.desk": WhatIfDesk,
    "kpis.board": Board,
    "retro": Retrospective,
    "charter": CharterActivity,
}
"""The activity of each station; every other one of act 1 is about a word."""
DESKS: dict[str, type[OwnData | LookAround]] = {
    "own_data": OwnData,
    "look_around": LookAround,
}
"""What is done outside the story, without beats."""


def make_activity(stage: Stage, station: Station, move: Callable[[str], None]) -> Activity:
    """Return the activity of a station."""
    if station.activity in ACTIVITIES:
        return ACTIVITIES[station.activity](stage, move)
    return SharedTerm(stage, move, station.activity)


def open_act(key: str, stage: Stage | None = None) -> w.Widget:
    """Return the act as a widget; what cannot be opened says so in its place.

    Args:
        key: the act's key in `workshop.acts.ACTS`.
        stage: what it stands on; by default the session this notebook belongs to.

    Raises:
        WorkshopError: if there is no act of this name.
    """
    act(key)
    try:
        here = stage or _stage(os.environ.get(SESSION_VARIABLE), Path.cwd())
        shown = _shown(here, key)
        FOLLOWER.follow(shown)
        return rows(shown.widget, *onward(act_onward(here.room.state, key), here.words))
    except WorkshopError as error:
        notice = Notice(stage.words if stage else words_here())
        notice.show(error)
        return notice.widget


@cache
def _stage(_session: str | None, _folder: Path) -> Stage:
    """Return the one stage of this kernel, which stays in its session and its folder."""
    return stage_here()


def _shown(stage: Stage, key: str) -> Followed:
    """Return what shows an act; the same again where it is shown already."""
    name = key, id(stage)
    if name in OPEN:
        shown = OPEN[name][1]
        shown.reopen()
        return shown
    shown = DESKS[key](stage) if key in DESKS else Programme(stage, act(key), make_activity)
    OPEN[name] = stage, shown
    return shown
