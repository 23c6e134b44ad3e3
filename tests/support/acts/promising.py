"""Act 2 at its promises, as far as a test needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from support.acts.acting import cover_both, decisions, type_in
from support.acts.screen import choose, press
from workshop.agenda import Beat
from workshop.notebook.act2.promises import Promises
from workshop.story.act2.promises import NEED, WANTED

if TYPE_CHECKING:
    from workshop.notebook.frame.activity import Activity
    from workshop.story.context import Stage
    from workshop.story.decisions.types import Promises as Given

BOTH_WAYS = {"answer": {"given": True, "value": 4}, "carries": {"given": True, "value": 2}}
"""One promise in each direction, neither at its usual value."""


def promising(stage: Stage, beat: Beat = Beat.DECIDE, **kept: dict[str, Any]) -> Promises:
    """Return the act in a beat after both sides wished, with these promises on the desk."""
    act = Promises(stage)
    for side, wanted in (("sales", "carries"), ("marketing", "answer")):
        type_in(stage, NEED, **{side: {"text": "Ein Wort zurück"}})
        type_in(stage, WANTED, **{side: {"choices": [wanted]}})
    cover_both(act)
    for key, part in kept.items():
        act.table.keep(key, **part)
    act.enter(beat)
    return act


def record(act: Promises) -> Given | None:
    """Ask the round, press the button, and return what was recorded."""
    agree_and_record(act)
    return decisions(act.stage).promises


def agree_and_record(act: Activity) -> None:
    """Say that nobody objects, and press the button."""
    words = act.words
    no_objection = words("No objection: good enough for now, safe enough to try")
    choose(act.widget, words("Does anyone have a reasoned objection?"), no_objection)
    press(act.widget, words("Record it"))
