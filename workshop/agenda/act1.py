"""Cues for act 1: choose the words, define them, run them, agree, sort again."""

from __future__ import annotations

from workshop.agenda.cue import Cue, minutes
from workshop.words import N_

CUES: dict[str, dict[str, Cue]] = {
    "terms.choice": {
        "think": Cue(
            N_("Which word costs us the most time when we mean different things by it?"),
            minutes((1, 1, 2), (1, 1, 2), (2, 3, 5)),
            N_("Take one word in 45 minutes, two in half a day. Lead first, it is the door."),
            N_("Take Lead and do not ask."),
        ),
    },
    "terms.*": {
        "think": Cue(
            N_(
                "In silence, everybody alone: what does this word mean for you? One sentence, and"
                " tick what must be known. No talking yet."
            ),
            minutes((4, 6, 8), (4, 6, 8), (6, 8, 12)),
            N_("Sentences like “a good contact”. Ask: where would I see that in the CRM?"),
            N_("Four minutes, and only the ticks."),
            N_("Each side has a sentence and at least one criterion."),
        ),
        "reveal": Cue(
            N_("Half a minute of silence. Then: what surprises you?"),
            minutes((3, 4, 6), (3, 4, 6), (4, 6, 9)),
            N_("If the intervals overlap, the difference is not shown. Say so."),
            N_("Show only the circles and the table below them."),
            N_("Somebody reads a number aloud and asks what is behind it."),
        ),
        "talk": Cue(
            N_(
                "Here are cases about which you differ. Decide for yourself on the phone: does the"
                " word fit? Then we talk about the closest one."
            ),
            minutes((4, 6, 8), (4, 7, 9), (8, 12, 16)),
            N_("Nobody has to win. Ask for the reason, not for the vote."),
            N_("Talk about one case only."),
            N_("Somebody has said: I had not thought of that."),
        ),
        "decide": Cue(
            N_(
                "We go through what is in dispute, one by one, and look at what it costs. Then:"
                " does anybody have a reasoned objection? Not: would I like it better otherwise."
                " But: does it do harm? Good enough for now, safe enough to try."
            ),
            minutes((6, 8, 10), (6, 8, 10), (8, 12, 16)),
            N_("Silence is not consent: wait until the phones have answered."),
            N_("Take the common core as it stands and note the objections."),
            N_("Both sides can say the sentence by heart; every objection is written down."),
        ),
    },
    "terms.again": {
        "think": Cue(
            N_(
                "Fifteen cards: twelve new ones and three you have seen. Sort them by the word you"
                " just agreed on. Again alone, again in silence."
            ),
            minutes((3, 4, 5), None, (4, 6, 8)),
            N_("Whoever asks whether it is about gut or rule: the rule as you understood it."),
            N_("The first eight cards."),
            N_("Most phones have sent their cards."),
        ),
        "reveal": Cue(
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
}
