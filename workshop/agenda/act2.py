"""Act 2: one way, everybody's way, two clocks, promises."""

from __future__ import annotations

from workshop.agenda.beat import Beat
from workshop.agenda.cue import Cue, minutes, on_the_side
from workshop.agenda.station import Station
from workshop.words import N_

STATIONS = (
    Station(
        "journey.path",
        N_("One customer’s story"),
        beats=(Beat.THINK, Beat.REVEAL, Beat.TALK),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Someone became a customer after a long journey. How many "
                    "touchpoints did it take, and how long was the longest silence? "
                    "Guess, each on your own."
                ),
                minutes(None, None, (1, 2, 3)),
                N_("Nobody can know. That’s why it’s a guess."),
                N_("Have two people call out their guess, then move on."),
            ),
            Beat.REVEAL: Cue(
                N_("One customer, both teams, one line. Read it from top to bottom, in silence."),
                minutes(None, None, (2, 3, 5)),
                N_("Blame-hunting. Ask: “What did the customer notice?”"),
                N_("Only show one customer."),
                N_("Someone says: “I didn’t know about that email.”"),
            ),
            Beat.TALK: Cue(
                N_(
                    "Tell this story the way the customer would over dinner. One person "
                    "tells it, everyone chips in."
                ),
                minutes(None, None, (2, 3, 5)),
                N_("The longest silence. Both sides have a reason for it; hear both."),
                N_("One person tells it, in one minute."),
            ),
        },
    ),
    Station(
        "journey.crowd",
        N_("The whole funnel"),
        beats=(Beat.THINK, Beat.REVEAL, Beat.TALK),
        cues={
            Beat.THINK: Cue(
                N_(
                    "And what about everyone else? After which step do most of them get "
                    "no further? Guess."
                ),
                minutes(None, None, (1, 1, 2)),
                N_("People tend to pick the step that isn’t theirs. Smile and move on."),
                N_("Skip the guess."),
            ),
            Beat.REVEAL: Cue(
                N_(
                    "Here’s everyone, including the contacts that came to nothing. Who "
                    "had the ball?"
                ),
                minutes(None, None, (2, 3, 5)),
                N_(
                    "The kit works out who had the ball by a rule of its own. It’s in "
                    "the small print; say so."
                ),
                N_("Only read out the sentence above the picture."),
            ),
            Beat.TALK: Cue(
                N_(
                    "Take the step where most get stuck. What would either side need from "
                    "the other right there?"
                ),
                minutes(None, None, (2, 3, 5)),
                N_("Wishes aimed at third parties. Bring it back to the two teams in the room."),
                N_("One sentence from each side."),
                N_("There’s something on the table that gets a nod from both sides."),
            ),
        },
    ),
    Station(
        "journey.clocks",
        N_("Two clocks"),
        beats=(Beat.THINK, Beat.REVEAL, Beat.TALK),
        cues={
            Beat.THINK: Cue(
                N_("Monday, nine o’clock. What do you look at first? Be honest."),
                minutes(None, None, (1, 1, 2)),
                N_("Neither clock is the better one. One is for today, the other for the year."),
                N_("Ask two people, out loud."),
            ),
            Beat.REVEAL: Cue(
                N_("The same business on two clocks. Both are right, and each hides something."),
                minutes(None, None, (2, 3, 4)),
                N_(
                    "The latest quarters have no rate: they haven’t had enough time yet. "
                    "That’s on purpose."
                ),
                N_("Only read out the two sentences below the picture."),
            ),
            Beat.TALK: Cue(
                N_(
                    "Swap clocks. Sales explains the quarter, marketing explains today. Two"
                    " minutes."
                ),
                minutes(None, None, (2, 3, 5)),
                N_("Irony is fine, mockery isn’t."),
                N_("One minute per side."),
                N_("Someone says “your quarter” or “your day” without rolling their eyes."),
            ),
        },
    ),
    Station(
        "journey.line",
        N_("One line"),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Write the one sentence with which you introduce us to a customer. The way "
                    "you say it, not the way the website puts it."
                ),
                on_the_side(1, 2, 3),
                N_("Someone looks at the website. Ask for the sentence from the last call."),
                N_("Have two people from each side say theirs out loud."),
            ),
            Beat.REVEAL: Cue(
                N_("Read them all, in silence. How many companies is that?"),
                on_the_side(1, 1, 2),
                N_("Laughing is fine. Whose sentence it is is nobody’s business."),
                N_("Only read out what both sides say."),
                N_("Someone says: “Is that us?”"),
            ),
            Beat.TALK: Cue(
                N_("What do both sides say? And what would the customer miss?"),
                on_the_side(1, 1, 2),
                N_("Slogans. Ask: “Would you say that on the phone?”"),
                N_("One voice from each side."),
            ),
            Beat.DECIDE: Cue(
                N_(
                    "One line that both can say with a straight face. Does anyone have a reasoned "
                    "objection? Good enough for now, safe enough to try."
                ),
                on_the_side(1, 2, 2),
                N_("Nobody writes well in a group of ten. Take one and change little."),
                N_("Take the one most people chose."),
                N_("Someone from each side says it aloud, and nobody grins."),
            ),
        },
        hints={
            Beat.THINK: (
                N_("Think of the last customer who asked: “And what exactly do you do?”"),
                N_("One breath. If you need a second one, there are two sentences in it."),
                N_("Would your neighbour at home understand it?"),
            ),
            Beat.DECIDE: (
                N_("Say it out loud. Would you use it tomorrow at nine?"),
                N_("Take one of the two and borrow a single thing from the other."),
                N_("Cross out what every other company could say as well."),
            ),
        },
    ),
    Station(
        "journey.promises",
        N_("Promises"),
        cues={
            Beat.THINK: Cue(
                N_("What do you need from the other side so that no lead gets lost? One sentence."),
                minutes(None, None, (2, 3, 5)),
                N_("Accusations. Ask: “What would you like instead?”"),
                N_("Ticks only, no sentence."),
            ),
            Beat.REVEAL: Cue(
                N_(
                    "Here’s what became of your hand-overs. Start with the ones that "
                    "never got an answer."
                ),
                minutes(None, None, (1, 2, 4)),
                N_("A rejection with a reason is good news: you can learn from it."),
                N_("Show the picture, say one sentence, move on."),
            ),
            Beat.TALK: Cue(
                N_(
                    "Try promises out before you make them: four hours instead of eight "
                    "– how often would you have kept that last quarter?"
                ),
                minutes(None, None, (3, 5, 8)),
                N_("If you promise more than was ever kept, say what you’ll drop for it."),
                N_("Only try out the response time."),
            ),
            Beat.DECIDE: Cue(
                N_(
                    "At least one promise in each direction. Does anyone have a reasoned "
                    "objection? Good enough for now, safe enough to try."
                ),
                minutes(None, None, (4, 6, 10)),
                N_("Silence isn’t consent: wait until the phones have answered."),
                N_("One promise each: the one most people wished for."),
                N_("Each side can state the other side’s promise from memory."),
            ),
        },
    ),
)
