"""Act 0: sit down, guess, say how it stands, sort the first cases."""

from __future__ import annotations

from workshop.agenda.beat import Beat
from workshop.agenda.cue import Cue, minutes
from workshop.agenda.station import Station
from workshop.words import N_

STATIONS = (
    Station(
        "arriving",
        N_("Rules of the room"),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Welcome to one table. Scan the code, choose your side, and answer three"
                    " questions. There are no names here: nobody sees who wrote what."
                ),
                minutes((2, 3, 4), (2, 3, 5), (4, 6, 9)),
                N_("Somebody without a phone? One phone for a table is fine."),
                N_("Ask only the first question."),
                N_("The number of answers comes close to the number of people."),
            ),
            Beat.REVEAL: Cue(
                N_("This is where we stand this morning. Look first, judge later."),
                minutes((1, 1, 2), (1, 1, 2), (1, 2, 4)),
                N_("Is safety low? Do not talk it away; thank people for saying so."),
                N_("Read out the safety check and go on."),
            ),
            Beat.TALK: Cue(
                N_("What did you expect? Tell your neighbour from the other side, two minutes."),
                minutes(None, None, (2, 3, 5)),
                N_("Pairs across the sides, not within them."),
                N_("Skip the pairs and take one voice of each side."),
            ),
            Beat.DECIDE: Cue(
                N_(
                    "Everybody did the best they could with what they knew. What is said here stays"
                    " here. We look for a common word, not for who is to blame. Can you live with"
                    " these rules?"
                ),
                minutes((1, 1, 2), (1, 1, 2), (1, 2, 4)),
                N_("A rule nobody can explain. Let somebody say it in their own words."),
                N_("Read out the first two rules only."),
                N_("Nobody objects, or the objection has become a rule."),
            ),
        },
        hints={
            Beat.THINK: (
                N_("Nobody else sees this. Answer as it is, not as it should be."),
                N_("The third number is a guess. Guess before you look."),
                N_("Think of the last ten contacts you saw handed over."),
            )
        },
    ),
    Station(
        "arriving.quiz",
        N_("The couple’s quiz"),
        beats=(Beat.THINK, Beat.REVEAL),
        cues={
            Beat.THINK: Cue(
                N_(
                    "How well do you know each other? Three questions about yourselves. And then"
                    " the same three: what did the other side say? No looking, no whispering."
                ),
                minutes((2, 2, 3), (2, 2, 3), (3, 4, 6)),
                N_("It may get loud. That is what it is for."),
                N_("One question is enough to laugh about."),
                N_("Somebody says: we never say that!"),
            ),
            Beat.REVEAL: Cue(
                N_("Let us see who knows whom. Which answer of the other side did you not expect?"),
                minutes((1, 2, 3), (1, 2, 3), (2, 4, 5)),
                N_("Laughing with each other is fine, laughing at each other is not."),
                N_("Read out the two scores and go on."),
                N_("Both sides have laughed once."),
            ),
        },
        hints={
            Beat.THINK: (
                N_("Think of the last call between the two teams, not of the best one."),
                N_("For the guess: what do the others complain about at lunch?"),
                N_(
                    "Whoever closes a deal thinks of the end. Whoever started it, of the beginning."
                ),
            )
        },
    ),
    Station(
        "arriving.bond",
        N_("How it stands"),
        beats=(Beat.THINK, Beat.REVEAL, Beat.TALK),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Ten sentences about the two of you. Not how it should be: how it is. Everybody"
                    " alone, and there is no right answer."
                ),
                minutes(None, None, (3, 4, 6)),
                N_("“That depends” means: rather not."),
                N_("Leave out the whole station; it can be done by phone before the workshop."),
            ),
            Beat.REVEAL: Cue(
                N_(
                    "Look at the longest line first: there you live in two different companies. The"
                    " state above is your own opinion of yourselves and no test."
                ),
                minutes(None, None, (2, 4, 6)),
                N_("The gap between the sides says more than the mean."),
                N_("Talk about the longest line only."),
            ),
            Beat.TALK: Cue(
                N_(
                    "Take the sentence with the longest line. Those who agreed tell when they last"
                    " saw it. Then the others tell when they missed it."
                ),
                minutes(None, None, (3, 6, 8)),
                N_("Stories instead of verdicts: when, where, what happened?"),
                N_("One story of each side is enough."),
                N_("Each side can say what the other one sees."),
            ),
        },
        hints={
            Beat.THINK: (
                N_("Take the last month as your measure."),
                N_("“Sometimes” is: rather not."),
                N_("If you would have to ask somebody whether it is so, it is not settled."),
            )
        },
    ),
    Station(
        "arriving.cases",
        N_("Twelve cases"),
        beats=(Beat.THINK, Beat.REVEAL),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Twelve people from the data. Is this a lead for us? Not yet, lead, MQL or SQL."
                    " Your own gut, in silence. There is no solution at the back."
                ),
                minutes((3, 4, 5), (3, 4, 5), (4, 6, 8)),
                N_("“What is an MQL?” Answer: whatever you think it is. That is the point."),
                N_("Six cards are enough; the others may stay unsorted."),
                N_("Most phones have sent their cards."),
            ),
            Beat.REVEAL: Cue(
                N_(
                    "This is how you sort today, before you agreed on anything. Remember this"
                    " picture: you will do it again, with other people from the data."
                ),
                minutes((1, 1, 2), (1, 1, 2), (2, 3, 5)),
                N_("Do not discuss single cases yet. That comes with the definitions."),
                N_("Show the picture, say one sentence, go on."),
            ),
        },
        hints={
            Beat.THINK: (
                N_("There is no right answer. Sort as you would on a Tuesday afternoon."),
                N_("Ask yourself: would I call this person tomorrow? Then it is more than a lead."),
                N_(
                    "Look for what the person said, and for what the person did. Both count, not"
                    " alike."
                ),
            )
        },
    ),
)
