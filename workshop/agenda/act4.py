"""Act 4: cards, themes, one theme understood, and what is tried for four weeks."""

from __future__ import annotations

from workshop.agenda.beat import Beat
from workshop.agenda.cue import Cue, minutes
from workshop.agenda.station import Station
from workshop.words import N_

STATIONS = (
    Station(
        "retro.collect",
        N_("Collect"),
        beats=(Beat.THINK, Beat.REVEAL),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Silence now. One thought per card, concrete enough to put a date on it. No "
                    "names; if you mean a person, write the role."
                ),
                minutes((1, 2, 3), (3, 3, 4), (4, 5, 6)),
                N_(
                    "Names on cards: hide the card and ask for roles. Managers write like "
                    "everyone else and speak last."
                ),
                N_("One card each."),
                N_("nobody speaks and everybody writes."),
            ),
            Beat.REVEAL: Cue(
                N_(
                    "Two minutes of silent reading. Then anyone may ask about one card: “What "
                    "did you have in mind?” Answering is optional."
                ),
                minutes((1, 1, 1), (1, 2, 3), (2, 3, 4)),
                N_(
                    "Read the admiring cards aloud first, slowly. The cards marked “From your "
                    "data” were laid by the kit."
                ),
                N_("Have only two cards read aloud, one from each column."),
                N_("someone asks and doesn’t judge."),
            ),
        },
        hints={
            Beat.THINK: (
                N_("Think of the last week in which something got stuck. Which day was it?"),
                N_("Write what happened, not what somebody is like."),
                N_("What would a customer have noticed of it?"),
            ),
        },
    ),
    Station(
        "retro.themes",
        N_("Group and weigh"),
        beats=(Beat.THINK, Beat.REVEAL),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Two volunteers, one from each side, silently put together what belongs "
                    "together. Everyone else watches and may object afterwards. Then five dots "
                    "each, three at most on one theme: what would help both of us most in the "
                    "next month?"
                ),
                minutes(None, (2, 4, 5), (4, 5, 6)),
                N_("Each pile gets a short title. A card that fits nowhere is a theme of its own."),
                N_("Only put together what’s nearly the same, then go straight to the dots."),
                N_("the two at the board work in silence."),
            ),
            Beat.REVEAL: Cue(
                N_(
                    "These weigh most. Look, too, at where only one side put dots: that’s not a "
                    "side issue, that’s a difference."
                ),
                minutes(None, (1, 1, 2), (1, 2, 3)),
                N_("A tie is a tie. The dots are a filter, not the decision."),
                N_("Only look at the top theme."),
                N_("one theme is the start of an experiment."),
            ),
        },
        hints={
            Beat.THINK: (
                N_("Which two cards would the same phone call settle?"),
                N_("Where would the other side put its dots?"),
                N_("Which theme could you begin with tomorrow, without asking anyone?"),
            ),
        },
    ),
    Station(
        "retro.why",
        N_("Understand"),
        beats=(Beat.TALK,),
        cues={
            Beat.TALK: Cue(
                N_(
                    "Take the top theme. First the last real case: when, where, what happened? "
                    "Then: what did each side know at that moment? Then: what do we do ourselves "
                    "to keep it that way?"
                ),
                minutes(None, None, (5, 7, 10)),
                N_(
                    "Solutions come too early: write them down and go back to the case. Stuck? "
                    "Ask: “How could we reliably make it worse? Which of that do we already do?”"
                ),
                N_("Only the last real case, and what each side knew."),
                N_("the sentence is there: “It happens because …, and it costs us …”"),
            ),
        },
        hints={
            Beat.TALK: (
                N_("Which day was the last time? Who knew what at noon?"),
                N_("How could you reliably make it worse? Which of that happens already?"),
                N_("What does your own side do that the other one never sees?"),
            ),
        },
    ),
    Station(
        "retro.try",
        N_("Try it out"),
        beats=(Beat.THINK, Beat.REVEAL, Beat.DECIDE, Beat.RECORDED),
        cues={
            Beat.THINK: Cue(
                N_(
                    "On your own: one small experiment that runs for four weeks and is in your "
                    "own hands. No wishes to third parties."
                ),
                minutes(None, (1, 2, 2), (2, 3, 4)),
                N_("“Someone should …” isn’t an experiment. Ask: “What will you do yourself?”"),
                N_("Skip the writing and have two ideas called out."),
            ),
            Beat.REVEAL: Cue(
                N_("Your ideas. Which one would you already start tomorrow?"),
                minutes(None, (1, 1, 2), (2, 2, 3)),
                N_("One idea is enough; three is the most that will happen."),
                N_("Take the first idea that both sides nod at."),
                N_("someone from the other side says: “I’ll do that with you.”"),
            ),
            Beat.DECIDE: Cue(
                N_(
                    "Any reasoned objection? Not: would I prefer something else. But: would it do "
                    "harm? It’s an experiment, not a law."
                ),
                minutes(None, (3, 5, 6), (4, 7, 9)),
                N_(
                    "Silence isn’t consent: wait until the phones have answered. What can’t be "
                    "seen in four weeks is better counted."
                ),
                N_("One experiment: what, who, until when."),
                N_("both names are on it, one from each side."),
            ),
        },
        hints={
            Beat.THINK: (
                N_("What would you like to know from a real colleague about this?"),
                N_("A question that can’t be answered with yes or no gets a story."),
                N_("Whom will you ask, and on which day?"),
            ),
        },
    ),
)
