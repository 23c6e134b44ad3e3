"""The acts as widgets: the only room that knows Jupyter."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.acts import act
from workshop.errors import WorkshopError
from workshop.language import words_here
from workshop.notebook.act0.arriving import Arriving
from workshop.notebook.act0.bond import Bond
from workshop.notebook.act0.quiz import Quiz
from workshop.notebook.act1.duties import Duties
from workshop.notebook.act1.shared_term import SharedTerm
from workshop.notebook.act1.term_choice import TermChoice
from workshop.notebook.act2.crowd import CrowdWay
from workshop.notebook.act2.one_line import OneLine
from workshop.notebook.act2.one_path import OnePath
from workshop.notebook.act2.promises import Promises
from workshop.notebook.act2.two_clocks import TwoClocks
from workshop.notebook.act3.dashboard_board import Board
from workshop.notebook.act3.joint_kpis import JointKpis
from workshop.notebook.act3.what_if_desk import WhatIfDesk
from workshop.notebook.act4.collect import Collect
from workshop.notebook.act4.themes import Themes
from workshop.notebook.act4.trying import Trying
from workshop.notebook.act4.why import Why
from workshop.notebook.act5.charter import CharterActivity
from workshop.notebook.act5.checkout import CheckOut
from workshop.notebook.act5.customer import ForWhom
from workshop.notebook.act5.rituals import Rituals
from workshop.notebook.cases.sorting import FirstSorting, SecondSorting
from workshop.notebook.desks.look_around import LookAround
from workshop.notebook.desks.own_data import OwnData
from workshop.notebook.frame.act import Programme
from workshop.notebook.frame.follow import Followed, Follower
from workshop.notebook.frame.navigation import act_onward, onward
from workshop.session import SESSION_VARIABLE
from workshop.story.context import Stage, stage_here
from workshop.widgets.elements import rows
from workshop.widgets.guard import Notice

if TYPE_CHECKING:
    from collections.abc import Callable

    import ipywidgets as w

    from workshop.agenda import Station
    from workshop.notebook.frame.activity import Activity

__all__ = ["ACTIVITIES", "open_act"]

FOLLOWER = Follower()
"""One a kernel."""
OPEN: dict[tuple[str, int], tuple[Stage, Followed]] = {}
"""What this kernel shows already, by act and stage. A second window on the same notebook shows the
same widgets: what is drawn, clicked or typed in one is seen in both."""
ACTIVITIES: dict[str, type[Activity]] = {
    activity.key: activity
    for activity in (
        *(Arriving, Quiz, Bond, FirstSorting),
        *(TermChoice, Duties, SecondSorting),
        *(OnePath, CrowdWay, TwoClocks, OneLine, Promises),
        *(JointKpis, WhatIfDesk, Board),
        *(Collect, Themes, Why, Trying),
        *(ForWhom, Rituals, CharterActivity, CheckOut),
    )
}
"""The activity of each station; every other one of act 1 is about a word."""
DESKS: dict[str, type[OwnData | LookAround]] = {
    "own_data": OwnData,
    "look_around": LookAround,
}
"""What is done outside the story, without beats."""


def make_activity(stage: Stage, station: Station, move: Callable[[str], None]) -> Activity:
    """Return the activity of a station."""
    if station.key in ACTIVITIES:
        return ACTIVITIES[station.key](stage, move)
    return SharedTerm(stage, move, station.key)


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
        here.room.catch_up()
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
