"""Act 2: one way, everybody's way, two clocks, promises."""

from __future__ import annotations

from workshop.agenda.beat import Beat
from workshop.agenda.cue import Cue, minutes
from workshop.agenda.station import Station
from workshop.words import N_

STATIONS = (
    Station(
        "journey.path",
        N_("One way"),
        beats=(Beat.THINK, Beat.REVEAL, Beat.TALK),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Somebody became a customer after a long way. How often were we in touch, and"
                    " how long was the longest silence? Guess, everybody alone."
                ),
                minutes(None, None, (1, 2, 3)),
                N_("Nobody can know it. That is why it is a guess."),
                N_("Ask the room to guess aloud, and go on."),
            ),
            Beat.REVEAL: Cue(
                N_("One customer, both teams, one line. Read it from top to bottom, in silence."),
                minutes(None, None, (2, 3, 5)),
                N_("Whoever looks for who is to blame. Ask: what did the customer see?"),
                N_("Show one customer only."),
                N_("Somebody says: I did not know about that mail."),
            ),
            Beat.TALK: Cue(
                N_("Tell this way as the customer would tell it at dinner. One tells, all add."),
                minutes(None, None, (2, 3, 5)),
                N_("The longest silence. Both sides have a reason for it; hear both."),
                N_("Let one person tell it in a minute."),
            ),
        },
    ),
    Station(
        "journey.crowd",
        N_("Everybody’s way"),
        beats=(Beat.THINK, Beat.REVEAL, Beat.TALK),
        cues={
            Beat.THINK: Cue(
                N_("And all the others? After which step do most of them get no further? Guess."),
                minutes(None, None, (1, 1, 2)),
                N_("People guess the step that they do not own. Smile, and go on."),
                N_("Leave out the guess."),
            ),
            Beat.REVEAL: Cue(
                N_("This is everybody, also those who never became anything. Who had the ball?"),
                minutes(None, None, (2, 3, 5)),
                N_("Whose turn it was is a rule of the kit. It stands in the small print; say so."),
                N_("Read out the sentence above the picture."),
            ),
            Beat.TALK: Cue(
                N_("Take the step where most stand still. What would one of us need just there?"),
                minutes(None, None, (2, 3, 5)),
                N_("Wishes to third parties. Bring it back to the two teams in the room."),
                N_("One sentence from each side."),
                N_("There is something on the table that both sides nod at."),
            ),
        },
    ),
    Station(
        "journey.clocks",
        N_("Two clocks"),
        beats=(Beat.THINK, Beat.REVEAL, Beat.TALK),
        cues={
            Beat.THINK: Cue(
                N_("Monday, nine o'clock. What do you look at first? Be honest."),
                minutes(None, None, (1, 1, 2)),
                N_("There is no better clock. One is for today, one is for the year."),
                N_("Ask two people aloud."),
            ),
            Beat.REVEAL: Cue(
                N_("The same business on two clocks. Both are right. And each hides something."),
                minutes(None, None, (2, 3, 4)),
                N_(
                    "The youngest quarters carry no rate: they have not had their time. On purpose."
                ),
                N_("Read out the two sentences below the picture only."),
            ),
            Beat.TALK: Cue(
                N_(
                    "Swap clocks. Sales explains the quarter, marketing explains today. Two"
                    " minutes."
                ),
                minutes(None, None, (2, 3, 5)),
                N_("Irony is fine, mockery is not."),
                N_("One minute each."),
                N_("Somebody says “your quarter” or “your day” without rolling their eyes."),
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
                N_("Reproaches. Ask: what would you like to have instead?"),
                N_("Only the ticks, no sentence."),
            ),
            Beat.REVEAL: Cue(
                N_("This became of what was handed over. First look at the silence."),
                minutes(None, None, (1, 2, 4)),
                N_("A rejection with a reason is good news: there is something to learn from."),
                N_("Show the picture, say one sentence, go on."),
            ),
            Beat.TALK: Cue(
                N_(
                    "Try promises before you give them: four instead of eight hours, how often"
                    " would that have held last quarter?"
                ),
                minutes(None, None, (3, 5, 8)),
                N_("Whoever promises more than ever held has to say what to drop for it."),
                N_("Try the answer time only."),
            ),
            Beat.DECIDE: Cue(
                N_(
                    "At least one promise in each direction. Does anybody have a reasoned"
                    " objection? Good enough for now, safe enough to try."
                ),
                minutes(None, None, (4, 6, 10)),
                N_("Silence is not consent: wait until the phones have answered."),
                N_("One promise each, the ones most people wished for."),
                N_("Both sides can say the other one's promise."),
            ),
        },
    ),
)
