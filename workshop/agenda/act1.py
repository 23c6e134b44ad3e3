"""Act 1: choose the words, define them, run them, agree, sort again."""

from __future__ import annotations

from workshop.agenda.beat import Beat
from workshop.agenda.cue import Cue, minutes
from workshop.agenda.station import Station
from workshop.words import N_

STATIONS = (
    Station(
        "terms.choice",
        N_("Which words?"),
        beats=(Beat.THINK,),
        cues={
            Beat.THINK: Cue(
                N_("Which word costs us the most time when we mean different things by it?"),
                minutes((1, 1, 2), (1, 1, 2), (2, 3, 5)),
                N_("Take one word in 45 minutes, two in half a day. Lead first, it is the door."),
                N_("Take Lead and do not ask."),
            )
        },
    ),
    Station(
        "terms.*",
        "",
        cues={
            Beat.THINK: Cue(
                N_(
                    "In silence, everybody alone: what does this word mean for you? One sentence,"
                    " and tick what must be known. No talking yet."
                ),
                minutes((4, 6, 8), (4, 6, 8), (6, 8, 12)),
                N_("Sentences like “a good contact”. Ask: where would I see that in the CRM?"),
                N_("Four minutes, and only the ticks."),
                N_("Each side has a sentence and at least one criterion."),
            ),
            Beat.REVEAL: Cue(
                N_("Half a minute of silence. Then: what surprises you?"),
                minutes((3, 4, 6), (3, 4, 6), (4, 6, 9)),
                N_("If the intervals overlap, the difference is not shown. Say so."),
                N_("Show only the circles and the table below them."),
                N_("Somebody reads a number aloud and asks what is behind it."),
            ),
            Beat.TALK: Cue(
                N_(
                    "Here are cases about which you differ. Decide for yourself on the phone: does"
                    " the word fit? Then we talk about the closest one."
                ),
                minutes((4, 6, 8), (4, 7, 9), (8, 12, 16)),
                N_("Nobody has to win. Ask for the reason, not for the vote."),
                N_("Talk about one case only."),
                N_("Somebody has said: I had not thought of that."),
            ),
            Beat.DECIDE: Cue(
                N_(
                    "We go through what is in dispute, one by one, and look at what it costs. Then:"
                    " does anybody have a reasoned objection? Not: would I like it better"
                    " otherwise. But: does it do harm? Good enough for now, safe enough to try."
                ),
                minutes((6, 8, 10), (6, 8, 10), (8, 12, 16)),
                N_("Silence is not consent: wait until the phones have answered."),
                N_("Take the common core as it stands and note the objections."),
                N_("Both sides can say the sentence by heart; every objection is written down."),
            ),
        },
        hints={
            Beat.THINK: (
                N_("Begin with one criterion and look at the number below it."),
                N_("Take a start from the list above and throw out what you do not believe in."),
                N_(
                    "A good rule is one you could explain to a new colleague. Two or three criteria"
                    " are enough."
                ),
            ),
            Beat.REVEAL: (
                N_("First the circles: how big is the part in the middle?"),
                N_("Then the intervals: if they overlap, the difference is not shown."),
                N_("A high rate with few wins covered is a narrow net, not a better one."),
            ),
            Beat.TALK: (
                N_("Read one card and say aloud why the other side is right."),
                N_("Ask for each card: what would have to be known to agree?"),
                N_("What became of them proves nothing about a single case. Look at the pattern."),
            ),
            Beat.DECIDE: (
                N_("Drop one disputed part and watch both numbers: work a week, and wins missed."),
                N_("“One of these is enough” is often the peace treaty."),
                N_("An objection is no defeat. Written down, it is the best note for the review."),
            ),
        },
    ),
    Station(
        "terms.again",
        N_("Sorting again"),
        beats=(Beat.THINK, Beat.REVEAL, Beat.RECORDED),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Fifteen cards: twelve new ones and three you have seen. Sort them by the word"
                    " you just agreed on. Again alone, again in silence."
                ),
                minutes((3, 4, 5), None, (4, 6, 8)),
                N_("Whoever asks whether it is about gut or rule: the rule as you understood it."),
                N_("The first eight cards."),
                N_("Most phones have sent their cards."),
            ),
            Beat.REVEAL: Cue(
                N_(
                    "Before and after. The band shows how much chance there is in it: with twelve"
                    " cards it is wide. Which case still divides you?"
                ),
                minutes((1, 2, 3), None, (3, 4, 6)),
                N_("No more agreement than before? Then say so. The cases show where to go on."),
                N_("Read out the sentence above the picture."),
                N_("Somebody names the case that still divides you."),
            ),
        },
        hints={
            Beat.THINK: (
                N_("Now by the agreed rule, not by gut. It stands above."),
                N_("What is not on the card is not known. Do not guess it."),
                N_("Compare with the rule word by word: “and” or “or”?"),
            )
        },
    ),
)
