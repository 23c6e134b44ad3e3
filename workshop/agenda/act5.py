"""Act 5: the customer, the rituals, the charter and its signatures, the check-out."""

from __future__ import annotations

from workshop.agenda.beat import Beat
from workshop.agenda.cue import Cue, minutes, on_the_side
from workshop.agenda.station import Station
from workshop.words import N_

STATIONS = (
    Station(
        "charter.customer",
        N_("For whom?"),
        beats=(Beat.THINK, Beat.REVEAL, Beat.DECIDE, Beat.RECORDED),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Put an empty chair at the table. That’s your customer. One sentence: “In "
                    "three months our customers will notice that we agreed on something, "
                    "because …”"
                ),
                minutes(None, (1, 1, 2), (1, 1, 2)),
                N_("Sentences about yourselves. Ask: would the customer say it like that?"),
                N_("Collect two sentences out loud and take one."),
            ),
            Beat.REVEAL: Cue(
                N_("Read them from the empty chair. Which one would make you a customer?"),
                minutes(None, None, (1, 1, 2)),
            ),
            Beat.DECIDE: Cue(
                N_("Which sentence goes above everything else? It opens the charter."),
                minutes(None, (1, 1, 2), (1, 1, 2)),
                worked=N_("Someone reads it aloud, and nobody adds anything."),
            ),
        },
    ),
    Station(
        "charter.rituals",
        N_("Rituals"),
        beats=(Beat.THINK, Beat.REVEAL, Beat.DECIDE, Beat.RECORDED),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Which two to four standing dates will you really keep? Better two that "
                    "happen than five in the calendar."
                ),
                minutes(None, (1, 1, 2), (1, 2, 3)),
                N_("Whoever picks five hasn’t looked at their calendar."),
                N_("One ritual and the day of the reunion."),
            ),
            Beat.REVEAL: Cue(
                N_("Where do both sides want the same?"), minutes(None, None, (1, 1, 2))
            ),
            Beat.DECIDE: Cue(
                N_(
                    "Who invites, who stands in, when is the first one – and how will you notice "
                    "that you should stop?"
                ),
                minutes(None, (2, 3, 5), (2, 3, 5)),
                N_("“All of us” invites nobody. One role each."),
                N_("Only the day of the reunion; the rest until Friday."),
                N_("Someone takes out their phone and accepts the first date."),
            ),
        },
    ),
    Station(
        "charter.campaign",
        N_("The next joint campaign"),
        beats=(Beat.THINK, Beat.REVEAL, Beat.DECIDE, Beat.RECORDED),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Your next joint campaign: for whom should it be? And how much time does sales "
                    "really have for new contacts? Each on your own."
                ),
                on_the_side(1, 2, 3),
                N_("“For everyone” is for no one. Ask for ten names."),
                N_("Only ask how much time there is."),
            ),
            Beat.REVEAL: Cue(
                N_("Is there time for what your rule brings already, before anything new comes?"),
                on_the_side(2, 3, 4),
                N_("It doesn’t fit? Then this is the moment to say so, and not in week three."),
                N_("Only read out the verdict."),
                N_("Someone asks: “So what do we drop?”"),
            ),
            Beat.DECIDE: Cue(
                N_(
                    "One page: for whom, what it says, who calls when, and when each side tells "
                    "the other. Does anyone have a reasoned objection?"
                ),
                on_the_side(3, 5, 8),
                N_("“As soon as possible” is no day. Ask for one."),
                N_("For whom and who calls; the rest until Friday."),
                N_("Someone says the first day on which something happens."),
            ),
        },
        hints={
            Beat.THINK: (
                N_("Whom did sales last talk to and think: more of those?"),
                N_("Hours that are really free, not hours in the contract."),
                N_("Small and precise: twenty people you could call by name."),
            ),
            Beat.DECIDE: (
                N_("Better a small campaign with calls than a big one without."),
                N_("Turn the minutes: how many could be called with half the time each?"),
                N_("Write a day wherever “soon” comes to mind."),
            ),
        },
    ),
    Station(
        "charter",
        N_("Reading and signing"),
        cues={
            Beat.THINK: Cue(
                N_("Read in silence. Mark each section: fine, question, not like this."),
                minutes(None, (1, 1, 2), (2, 3, 5)),
                N_("“Not like this” isn’t a no. It’s a section to read aloud."),
                N_("Only have people read what they decided themselves."),
            ),
            Beat.REVEAL: Cue(
                N_("Your marks. Is one of them a reason not to sign?"),
                minutes(None, (1, 1, 2), (1, 1, 2)),
            ),
            Beat.TALK: Cue(
                N_(
                    "Sales reads out what matters to marketing, and vice versa. Whoever listens "
                    "only says: “That’s what we mean” or “That’s not quite it”."
                ),
                minutes(None, (2, 3, 5), (3, 5, 7)),
                N_("Debates. What isn’t right goes back to its act, not into the reading."),
                N_("Only have the definition and the first promise read out."),
            ),
            Beat.DECIDE: Cue(
                N_(
                    "Only sign what you can still stand by tomorrow. Two roles must, everybody "
                    "may. Who has their back? And who’ll ask in four weeks?"
                ),
                minutes(None, (2, 2, 4), (3, 4, 6)),
                N_("Someone who signs for others. Everybody signs for themselves."),
                N_("Two signatures; sponsor and witnesses by mail until tomorrow."),
                N_("Someone takes a photo of the charter."),
            ),
        },
    ),
    Station(
        "charter.checkout",
        N_("Check-out"),
        beats=(Beat.THINK, Beat.REVEAL),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Three questions before you go: was it worth it, how free were you, how do "
                    "you leave?"
                ),
                minutes((1, 1, 2), (1, 1, 2), (1, 2, 3)),
                cut=N_("Have everyone call out how they leave, and thank them."),
            ),
            Beat.REVEAL: Cue(
                N_("Thank you. Take what you agreed on with you, and keep talking."),
                minutes((1, 1, 2), (1, 1, 1), (1, 1, 2)),
                worked=N_("People stay a moment longer than they have to."),
            ),
        },
    ),
)
