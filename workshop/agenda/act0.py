"""Act 0: sit down, guess, say how it stands, sort the first cases."""

from __future__ import annotations

from workshop.agenda.beat import Beat
from workshop.agenda.cue import Cue, minutes, on_the_side
from workshop.agenda.station import Station
from workshop.words import N_

STATIONS = (
    Station(
        "arriving",
        N_("Ground rules"),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Welcome to One Table. Scan the code, choose your side and answer "
                    "three questions. There are no names here: nobody sees who wrote "
                    "what."
                ),
                minutes((2, 3, 4), (2, 3, 5), (4, 5, 8)),
                N_("Someone has no phone? One per table is fine."),
                N_("Ask only the first question."),
                N_("There are nearly as many answers as people."),
            ),
            Beat.REVEAL: Cue(
                N_("This is where we are today. Look first, judge later."),
                minutes((1, 1, 2), (1, 1, 2), (1, 2, 4)),
                N_("Few dare to speak up? Don’t explain it away; thank them for being open."),
                N_("Only read out the result of the first question, then move on."),
            ),
            Beat.TALK: Cue(
                N_("What did you expect? Tell someone from the other side. You have two minutes."),
                minutes(None, None, (2, 3, 5)),
                N_("Mixed pairs: one from sales, one from marketing."),
                N_("Skip the pairs; hear one voice from each side."),
            ),
            Beat.DECIDE: Cue(
                N_(
                    "Everyone did the best they could with what they knew. What’s said "
                    "here stays here. We’re looking for shared terms, not for someone to "
                    "blame. Can you live with these rules?"
                ),
                minutes((1, 1, 2), (1, 1, 2), (1, 2, 4)),
                N_("A rule nobody can explain. Have someone say how they understand it."),
                N_("Only read out the first two rules."),
                N_("Nobody objects, or the objection has become a rule."),
            ),
        },
        hints={
            Beat.THINK: (
                N_("Nobody else sees this. Say how it is, not how it should be."),
                N_("The last number can be a guess. Guess first, look later."),
                N_("Think of the last ten contacts you saw handed over."),
            )
        },
    ),
    Station(
        "arriving.reproaches",
        N_("Two reproaches"),
        beats=(Beat.THINK, Beat.REVEAL, Beat.TALK),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Two sentences that are never said in the meeting, and always after it: "
                    "“Sales doesn’t close our leads.” And: “Marketing doesn’t bring enough.” How "
                    "true is each, from 0 to 100? Each on your own."
                ),
                on_the_side(1, 2, 3),
                N_("Someone defends themselves. It’s a guess and no accusation."),
                N_("Have everyone show a number with their fingers, then go on."),
            ),
            Beat.REVEAL: Cue(
                N_(
                    "First, who finds which sentence how true. Then two numbers from the data: do "
                    "they fit what you believe?"
                ),
                on_the_side(2, 2, 3),
                N_("Neither number proves a reproach. Ask what lies between the two."),
                N_("Only show the first picture."),
                N_("Someone says: “So it isn’t that simple.”"),
            ),
            Beat.TALK: Cue(
                N_(
                    "Swap sentences: each side says what would have to be the case for it to sign "
                    "the other one’s."
                ),
                on_the_side(2, 3, 4),
                N_("Sentences that begin with “But”. Ask: “And what if they’re right?”"),
                N_("One sentence from each side."),
                N_("Each side can say the other one’s reproach without rolling its eyes."),
            ),
        },
        hints={
            Beat.THINK: (
                N_("0 means: I’ve never seen that. 100 means: it’s always like that."),
                N_("The sentence about your own side counts, too. Be as strict."),
                N_("Think of the last month, not of the worst one."),
            ),
            Beat.TALK: (
                N_("What would a new colleague from the other side see in their first week?"),
                N_("Say the other side’s sentence out loud, without a “but”."),
                N_("Which third number would you like to see before you believe either sentence?"),
            ),
        },
    ),
    Station(
        "arriving.quiz",
        N_("The couple’s quiz"),
        beats=(Beat.THINK, Beat.REVEAL),
        cues={
            Beat.THINK: Cue(
                N_(
                    "How well do you know each other? Three questions about yourselves. "
                    "And then the same three again: what did the other side say? No "
                    "peeking, no whispering."
                ),
                minutes((2, 2, 3), (2, 2, 3), (3, 4, 6)),
                N_("It may get loud. That’s what it’s for."),
                N_("One question is enough for a laugh."),
                N_("Someone calls out: “We never say that!”"),
            ),
            Beat.REVEAL: Cue(
                N_("Let’s see who knows whom. Which of the other side’s answers surprised you?"),
                minutes((1, 2, 3), (1, 2, 3), (2, 4, 5)),
                N_("Laughing with each other is fine; laughing at each other isn’t."),
                N_("Read out both scores, then move on."),
                N_("Both sides have laughed at least once."),
            ),
        },
        hints={
            Beat.THINK: (
                N_("Think of the last call between the two teams, not the best one."),
                N_("For the guess: what do the others grumble about over lunch?"),
                N_(
                    "The one who closed the deal remembers the end; the one who started "
                    "it remembers the beginning."
                ),
            )
        },
    ),
    Station(
        "arriving.bond",
        N_("Relationship status"),
        beats=(Beat.THINK, Beat.REVEAL, Beat.TALK),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Ten statements about your two teams. Say how it is, not how it "
                    "should be. Each on your own; there’s no right or wrong here."
                ),
                minutes(None, None, (3, 4, 6)),
                N_("“It depends” means “not really”."),
                N_("Skip the whole station."),
            ),
            Beat.REVEAL: Cue(
                N_(
                    "Start with the longest line: that’s where you work for two "
                    "different companies. The status above is how you see yourselves, "
                    "not a test result."
                ),
                minutes(None, None, (2, 3, 5)),
                N_("The gap between the sides tells you more than the mean."),
                N_("Only discuss the longest line."),
            ),
            Beat.TALK: Cue(
                N_(
                    "Take the statement with the longest line. If you agreed with it, "
                    "tell us when you last saw it happen. Then the others tell us when "
                    "it was missing."
                ),
                minutes(None, None, (3, 5, 8)),
                N_("Stories, not verdicts: when, where, what happened?"),
                N_("One story from each side is enough."),
                N_("Each side can say what the other sees."),
            ),
        },
        hints={
            Beat.THINK: (
                N_("Go by the last month."),
                N_("“Sometimes” means “not really”."),
                N_("If you’d have to ask someone first, it isn’t settled."),
            )
        },
    ),
    Station(
        "arriving.cases",
        N_("Gut check: twelve cases"),
        beats=(Beat.THINK, Beat.REVEAL),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Twelve people from the data. Is this one a lead for us? Not yet, "
                    "lead, MQL or SQL. Go with your gut, in silence. There are no "
                    "answers at the back of the book."
                ),
                minutes((2, 3, 5), (3, 4, 5), (4, 6, 8)),
                N_("“What’s an MQL?” Answer: “Whatever you think it is. That’s the point.”"),
                N_("Six cards are enough; the rest can stay unsorted."),
                N_("Most phones have sent their cards."),
            ),
            Beat.REVEAL: Cue(
                N_(
                    "This is how you sort today, before you’ve agreed on anything. "
                    "Remember this picture."
                ),
                minutes((1, 1, 2), (1, 1, 2), (2, 3, 5)),
                N_("Don’t discuss single cases yet. That comes with the definitions."),
                N_("Show the picture, say one sentence, move on."),
            ),
        },
        hints={
            Beat.THINK: (
                N_("There’s no right answer. Sort as you would on a Tuesday afternoon."),
                N_("Ask yourself: would I call them tomorrow? If so, they’re more than a lead."),
                N_("Look at what they said and what they did. Both count, but not equally."),
            )
        },
    ),
)
