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
        Beat.THINK: N_("Three questions to get you started. Nobody else will read your answers."),
        Beat.REVEAL: N_("Your answers and {name}’s. Look first, judge later."),
        Beat.TALK: N_(
            "What had you expected? When you get the chance, ask someone from the other "
            "side, someone real."
        ),
        Beat.DECIDE: N_("The ground rules at the table. Could you live with them?"),
        Beat.RECORDED: N_("Agreed. From here on, you have a seat at the table."),
    },
    "arriving.quiz": {
        Beat.THINK: N_(
            "Three questions about yourself. Then the same three again: what does {name} say?"
        ),
        Beat.REVEAL: N_("So that’s how well you know the other side."),
    },
    "arriving.bond": {
        Beat.THINK: N_(
            "Ten statements about sales and marketing. Say how it is, not how it should be."
        ),
        Beat.REVEAL: N_("Start with the longest line."),
        Beat.TALK: N_("Take the statement with the longest line. What story comes to mind?"),
    },
    "arriving.cases": {Beat.REVEAL: N_("This is how you sort before anything is agreed.")},
    "terms.choice": {
        Beat.THINK: N_(
            "Which terms do you want to settle? Start with “Lead”: everything else depends on it."
        ),
    },
    "terms.*": {
        Beat.THINK: N_(
            "In your own time: what does “{word}” mean to you? One sentence and the "
            "criteria that go with it."
        ),
        Beat.DECIDE: N_(
            "Build a rule both sides could live with: good enough for now, safe enough to try."
        ),
        Beat.RECORDED: N_(
            "This is your proposal now. It goes into your charter exactly as it is here."
        ),
    },
    "terms.duties": {
        Beat.THINK: N_(
            "The rule asks for fields. Who fills them in at your place? {name} has an opinion."
        ),
        Beat.REVEAL: N_("How full they are, and where you and {name} point at each other."),
        Beat.DECIDE: N_("One side for each field: what could both live with?"),
        Beat.RECORDED: N_("A proposal. Ask a real colleague from the other side about it."),
    },
    "terms.again": {
        Beat.THINK: N_(
            "New people from the data. Sort them by the term you’ve just put on record."
        ),
        Beat.RECORDED: N_("This is how it goes into the charter: as an exercise."),
    },
    "journey.path": {
        Beat.TALK: N_(
            "Tell this story the way the customer would tell it over dinner. Out loud, "
            "even if nobody’s listening."
        ),
    },
    "journey.crowd": {
        Beat.TALK: N_(
            "Take the step where most get stuck. What would one side need from the other "
            "right there?"
        ),
    },
    "journey.clocks": {
        Beat.THINK: N_("Monday, nine o’clock. What do you look at first? Nobody’s watching."),
        Beat.TALK: N_("Swap clocks: explain the business the way the other side sees it."),
    },
    "journey.line": {
        Beat.THINK: N_(
            "The one sentence with which you introduce your company to a customer. The way you "
            "say it."
        ),
        Beat.REVEAL: N_("Yours and {name}’s. How many companies is that?"),
        Beat.TALK: N_("What do both of you say? And what would the customer miss?"),
        Beat.DECIDE: N_("One line that both sides could say with a straight face."),
        Beat.RECORDED: N_("Say it to a real colleague from the other side, and watch their face."),
    },
    "journey.promises": {
        Beat.THINK: N_(
            "Most balls get dropped at the hand-over. What would you need from the other side?"
        ),
        Beat.TALK: N_("Try promises out on last quarter before you make them."),
    },
    "kpis": {
        Beat.THINK: N_(
            "Which three to five numbers would you share responsibility for? You can’t "
            "see the values yet, so the flattering ones don’t get a head start."
        ),
        Beat.TALK: N_("Every number can be gamed. Work out how, before someone does it."),
        Beat.RECORDED: N_("These numbers belong to both sides now – in your exercise."),
    },
    "retro.collect": {
        Beat.THINK: N_(
            "Everyone did what they could with what they knew. Write your own cards; {name} has "
            "already laid six."
        ),
        Beat.REVEAL: N_("Read the cards again, through the other side’s eyes."),
    },
    "retro.themes": {
        Beat.THINK: N_("Put together what belongs together, then place your five dots."),
        Beat.REVEAL: N_("Where do {name}’s dots lie, and where do yours?"),
    },
    "retro.why": {
        Beat.TALK: N_("First the case, then the reasons. Say it out loud, as you’d tell {name}."),
    },
    "retro.try": {
        Beat.THINK: N_(
            "Three questions for a real colleague from the other side. Make them yours."
        ),
        Beat.REVEAL: N_("Read them once as if they were put to you."),
        Beat.DECIDE: N_("Put the questions on record, and take them with you."),
        Beat.RECORDED: N_("Yours to take along. {name} can’t answer these."),
    },
    "charter.customer": {
        Beat.THINK: N_(
            "Put an empty chair at your table. That’s your customer. What would they notice in "
            "three months?"
        ),
        Beat.REVEAL: N_("Your sentence and {name}’s. Read both from the empty chair."),
        Beat.DECIDE: N_("Which sentence would you put above everything else?"),
        Beat.RECORDED: N_("That’s who all this would be for."),
    },
    "charter.rituals": {
        Beat.THINK: N_(
            "Which two to four standing dates would you really keep? Better two that happen than "
            "five in the calendar."
        ),
        Beat.REVEAL: N_("What you’d keep, and what {name} would."),
        Beat.DECIDE: N_(
            "Who would invite, when for the first time – and how would you notice that you "
            "should stop?"
        ),
        Beat.RECORDED: N_("A proposal for a real colleague. Don’t invite anyone who wasn’t asked."),
    },
    "charter.checkout": {
        Beat.THINK: N_("Three questions before you go. Nobody’s counting but you."),
        Beat.REVEAL: N_("That’s how you leave – and how {name} would."),
    },
    "charter": {
        Beat.THINK: N_("Take your time over it. What’s missing? What couldn’t you sign?"),
        Beat.REVEAL: N_("Your remarks."),
        Beat.TALK: N_("Read it aloud. What would a real colleague from the other side say?"),
        Beat.DECIDE: N_(
            "Your signature on your exercise. {name}’s is next to it, marked as played."
        ),
        Beat.RECORDED: N_("Done. Take it with you and show it to someone from the other side."),
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
