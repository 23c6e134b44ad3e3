"""What stands above a step where somebody learns alone: the group's line would speak to a room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.agenda import Beat, known_station
from workshop.story.solo.mode import across
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.story.frame.host import Host

ALONE: dict[str, dict[Beat, str]] = {
    "arriving": {
        Beat.THINK: N_("Three questions to begin with. Nobody else reads your answers."),
        Beat.REVEAL: N_("Your answers, and those of {name}. Look first, judge later."),
        Beat.TALK: N_(
            "What did you expect? If you can, ask somebody from the other side for real."
        ),
        Beat.DECIDE: N_("The ground rules of the table. Could you live with them?"),
        Beat.RECORDED: N_("Agreed. From here on you have a seat at the table."),
    },
    "arriving.quiz": {
        Beat.THINK: N_(
            "Three questions about yourself. And the same three again: what does {name} say?"
        ),
        Beat.REVEAL: N_("So that is how well you know the other side."),
    },
    "arriving.bond": {
        Beat.THINK: N_("Ten sentences about sales and marketing. Not how it should be: how it is."),
        Beat.REVEAL: N_("Start with the longest line."),
        Beat.TALK: N_("Take the sentence with the longest line. Which story comes to mind?"),
    },
    "arriving.cases": {Beat.REVEAL: N_("This is how you sort before anything is agreed.")},
    "terms.choice": {
        Beat.THINK: N_(
            "Which terms do you want to settle? Start with “Lead”: everything else hangs on it."
        ),
    },
    "terms.*": {
        Beat.THINK: N_(
            "In your own time: what does “{word}” mean to you? One sentence, and its criteria."
        ),
        Beat.DECIDE: N_(
            "Build a rule both sides could live with: good enough for now, safe enough to try."
        ),
        Beat.RECORDED: N_("This is your proposal now. It goes into your charter as it stands."),
    },
    "terms.again": {
        Beat.THINK: N_("New people from the data. Sort them by the term you have just recorded."),
        Beat.RECORDED: N_("This is how it goes into the charter: as an exercise."),
    },
    "journey.path": {
        Beat.TALK: N_(
            "Tell this way as the customer would tell it at dinner. Out loud, even if nobody"
            " listens."
        ),
    },
    "journey.crowd": {
        Beat.TALK: N_(
            "Take the step where most get stuck. What would one side need there from the other?"
        ),
    },
    "journey.clocks": {
        Beat.THINK: N_("Monday, nine o'clock. What do you look at first? Nobody is watching."),
        Beat.TALK: N_("Swap clocks: explain the business the way the other side sees it."),
    },
    "journey.promises": {
        Beat.THINK: N_(
            "The hand-over is where most balls drop. What would you need from the other side?"
        ),
        Beat.TALK: N_("Try promises on the last quarter before you make them."),
    },
    "kpis": {
        Beat.THINK: N_(
            "Which three to five numbers would you share responsibility for? You do not see the"
            " values yet, so the flattering ones have no head start."
        ),
        Beat.TALK: N_("Every number can be cheated. Work out how, before somebody does."),
        Beat.RECORDED: N_("These numbers belong to both sides now – in your exercise."),
    },
    "retro": {
        Beat.THINK: N_(
            "Write cards, one thought each: what you admire in the other side, what drives you up"
            " the wall, what you promise."
        ),
        Beat.REVEAL: N_("Read the cards once more, with the eyes of the other side."),
        Beat.TALK: N_(
            "Give out your dots: what would help both sides most? You have five, at most three for"
            " one card."
        ),
        Beat.RECORDED: N_("Promised. Keep the list where you will find it again."),
    },
    "charter": {
        Beat.THINK: N_("Take your time to read it. What do you miss? What could you not sign?"),
        Beat.REVEAL: N_("Your remarks."),
        Beat.TALK: N_("Read it aloud. What would a real colleague from the other side say to it?"),
        Beat.DECIDE: N_(
            "Your signature under your exercise. {name}’s name stands beside it, marked as played."
        ),
        Beat.RECORDED: N_("It is done. Take it along and show it to somebody from the other side."),
    },
}
"""By station and step. A step that is not here says the same to one person and to a group."""


def alone(activity: Host, beat: Beat) -> str:
    """Return the line above a step for somebody who learns alone; empty where the group's holds."""
    persona, station = across(activity.room.state), known_station(activity.key)
    if persona is None or station is None:
        return ""
    text = ALONE.get(station.key, {}).get(beat, "")
    # Not by `format`: an activity may have a place of its own to fill.
    return activity.words(text).replace("{name}", persona.name)
