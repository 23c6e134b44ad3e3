"""Act 1: choose the words, define them, run them, agree, sort again."""

from __future__ import annotations

from workshop.agenda.beat import Beat
from workshop.agenda.cue import Cue, minutes, on_the_side
from workshop.agenda.station import Station
from workshop.words import N_

STATIONS = (
    Station(
        "terms.choice",
        N_("Pick your terms"),
        beats=(Beat.THINK,),
        cues={
            Beat.THINK: Cue(
                N_("Which term costs us the most time because we mean different things by it?"),
                minutes((1, 1, 2), (1, 1, 2), (2, 3, 5)),
                N_(
                    "The plans allow for one term; every extra one takes a good half "
                    "hour. Start with “Lead”."
                ),
                N_("Just take “Lead”, no debate."),
            )
        },
    ),
    Station(
        "terms.*",
        "",
        cues={
            Beat.THINK: Cue(
                N_(
                    "On your own and in silence: what does this term mean to you? One "
                    "sentence, then tick what must be known. No talking yet."
                ),
                minutes((4, 5, 8), (4, 6, 8), (6, 8, 12)),
                N_("Sentences like “a good contact”. Ask: “Where would I see that in the CRM?”"),
                N_("Four minutes, ticks only."),
                N_("Each side has a sentence and at least one criterion."),
            ),
            Beat.REVEAL: Cue(
                N_("Half a minute of silence. Then: what surprises you?"),
                minutes((3, 4, 6), (3, 4, 6), (4, 6, 9)),
                N_("If the intervals overlap, this picture doesn’t prove a difference. Say so."),
                N_("Only show the circles and the table below them."),
                N_("Someone reads out a number and asks what’s behind it."),
            ),
            Beat.TALK: Cue(
                N_(
                    "Here are cases you disagree on. Decide on your phones, each on your "
                    "own: does the term fit? Then we’ll discuss the closest call."
                ),
                minutes((4, 5, 8), (4, 7, 9), (8, 12, 16)),
                N_("Nobody has to win. Ask for the reason, not the vote."),
                N_("Only discuss one case."),
                N_("Someone says: “I hadn’t thought of that.”"),
            ),
            Beat.DECIDE: Cue(
                N_(
                    "We’ll take the open points one at a time and look at what each "
                    "would cost. Then: does anyone have a reasoned objection? The "
                    "question isn’t whether you’d prefer something else, but whether "
                    "this would do harm. Good enough for now, safe enough to try."
                ),
                minutes((5, 6, 9), (6, 8, 10), (8, 12, 16)),
                N_("Silence isn’t consent: wait until the phones have answered."),
                N_("Take the common core as it is and note the objections."),
                N_("Both sides know the sentence by heart; every objection is written down."),
            ),
        },
        hints={
            Beat.THINK: (
                N_("Start with one criterion and look at the number below it."),
                N_("Take a template from the list above and throw out what you don’t believe in."),
                N_(
                    "A good rule is one you could explain to someone who started "
                    "yesterday. Two or three criteria are enough."
                ),
            ),
            Beat.REVEAL: (
                N_("First the circles: how big is the overlap?"),
                N_("Then the intervals: if they overlap, the difference isn’t proven."),
                N_(
                    "A high rate but hardly any wins caught: that’s a narrower net, not a "
                    "better one."
                ),
            ),
            Beat.TALK: (
                N_("Read one card and say out loud why the other side is right."),
                N_("Ask of each card: what would you need to know to agree?"),
                N_("How a single case turned out proves nothing. Look at the pattern."),
            ),
            Beat.DECIDE: (
                N_("Drop one disputed part and watch both numbers: work per week and wins missed."),
                N_("“One of these is enough” is often the peace treaty."),
                N_("An objection isn’t a defeat. Written down, it’s the best note for the review."),
            ),
        },
    ),
    Station(
        "terms.duties",
        N_("Who fills in what?"),
        beats=(Beat.THINK, Beat.REVEAL, Beat.DECIDE, Beat.RECORDED),
        cues={
            Beat.THINK: Cue(
                N_(
                    "A rule is only as good as the fields it asks for. Who fills in each of them, "
                    "sales or marketing? Each on your own."
                ),
                on_the_side(1, 1, 2),
                N_("“The system does that.” Ask: “And who told the system?”"),
                N_("Ask out loud, field by field."),
            ),
            Beat.REVEAL: Cue(
                N_("This is how full they are today. And where does each side say: that’s yours?"),
                on_the_side(1, 2, 3),
                N_("An empty field is nobody’s fault as long as nobody was asked to fill it in."),
                N_("Only look at the emptiest one."),
                N_("Someone says: “I thought you did that.”"),
            ),
            Beat.DECIDE: Cue(
                N_(
                    "One side for each field, and by when at the latest. Does anyone have a "
                    "reasoned objection? Good enough for now, safe enough to try."
                ),
                on_the_side(1, 2, 3),
                N_("“Both of us” fills in nothing. One side for each field."),
                N_("Only the emptiest field; the others when you look at the term again."),
                N_("Nobody has to look up whose field it is."),
            ),
        },
        hints={
            Beat.THINK: (
                N_("Ask yourself: who’s the first to know?"),
                N_("Whoever fills it in needs a moment in which it’s easy to do."),
                N_(
                    "If your first thought is “the others”: what would they need from you for that?"
                ),
            ),
            Beat.DECIDE: (
                N_("Begin with the emptiest field; it’s the one your rule stumbles over."),
                N_("“Before the hand-over” can be checked. “As soon as possible” can’t."),
                N_("A duty that nobody has time for is filled in with anything at all."),
            ),
        },
    ),
    Station(
        "terms.again",
        N_("Sort again"),
        beats=(Beat.THINK, Beat.REVEAL, Beat.RECORDED),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Fifteen cards: twelve new ones and three old friends. Sort them by "
                    "the term you’ve just agreed on. On your own again, in silence again."
                ),
                minutes((3, 4, 5), None, (4, 6, 8)),
                N_("“Gut or rule?” Answer: “The rule, as you understood it.”"),
                N_("Only the first eight cards."),
                N_("Most phones have sent their cards."),
            ),
            Beat.REVEAL: Cue(
                N_(
                    "Before and after. The band shows how much of this is chance; with "
                    "twelve cards, it’s wide. Which case still divides you?"
                ),
                minutes((1, 2, 3), None, (3, 4, 6)),
                N_("No more agreement than before? Then say so. The cases show where to continue."),
                N_("Only read out the sentence above the picture."),
                N_("Someone names the case that still divides you."),
            ),
        },
        hints={
            Beat.THINK: (
                N_("Go by the rule now, not your gut. You’ll find it above."),
                N_("If it isn’t on the card, nobody knows. Don’t guess."),
                N_("Read the rule very closely: does it say “and” or “or”?"),
            )
        },
    ),
)
