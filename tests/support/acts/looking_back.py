"""Act 4 with something on the table: cards, themes, one experiment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.acts.acting import cover_both, type_in
from workshop.agenda import Beat
from workshop.notebook.act4.collect import Collect
from workshop.notebook.act4.themes import VOTING, Themes
from workshop.notebook.act4.trying import Trying
from workshop.story.act4.experiments import IDEA

if TYPE_CHECKING:
    from workshop.story.context import Stage

EXPERIMENT = {
    "what": "Montagsrunde",
    "owner": "Leitung Innendienst",
    "partner": "Leitung Kampagnen",
    "done_when": "vier Runden waren",
}
COUNTED = {"kind": "count", "text": "Runden, die stattfanden"}


def with_cards(stage: Stage, *texts: str, column: str = "admire") -> Collect:
    """Return the first station with these cards face down."""
    act = Collect(stage)
    for text in texts:
        act.add_card(column, text)
    return act


def voting(stage: Stage, *texts: str) -> Themes:
    """Return the second station with these cards, where dots are placed."""
    with_cards(stage, *texts).enter(Beat.REVEAL)
    act = Themes(stage)
    act.show(VOTING)
    act.refresh()
    return act


def trying(stage: Stage) -> Trying:
    """Return the last station with one whole experiment, where it is decided."""
    act = Trying(stage)
    if not stage.room.state.is_live:
        type_in(stage, IDEA, sales={"text": "Anrufen"}, marketing={"text": "Schreiben"})
        cover_both(act)
    else:
        stage.room.say(IDEA, "sales", {"text": "Anrufen"}, "phone-0")
    act.table.write(0, **EXPERIMENT, measure=COUNTED)
    act.enter(Beat.DECIDE)
    return act
