"""The five beats, and what the facilitator says and minds in each: the agenda as data.

Only the presenter view shows the cues; the projector and the phones never do.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workshop.words import N_


class Beat(StrEnum):
    """Where an activity is."""

    THINK = "think"
    REVEAL = "reveal"
    TALK = "talk"
    DECIDE = "decide"
    RECORDED = "recorded"


BEATS = tuple(Beat)
LABELS: dict[Beat, str] = {
    Beat.THINK: N_("Think"),
    Beat.REVEAL: N_("Reveal"),
    Beat.TALK: N_("Talk"),
    Beat.DECIDE: N_("Decide"),
    Beat.RECORDED: N_("Recorded"),
}


@dataclass(frozen=True)
class Minutes:
    """How long a step takes: at least, as planned, at most."""

    least: int
    plan: int
    most: int


@dataclass(frozen=True)
class Cue:
    """What the facilitator needs in one step.

    Attributes:
        say: to be read aloud, word for word.
        minutes: for a team of about twelve and 90 minutes in all.
        watch: what to look out for.
        cut: what to leave out when late.
        worked: how one sees that it worked.
    """

    say: str
    minutes: Minutes
    watch: str = ""
    cut: str = ""
    worked: str = ""


def _consent(*minutes: int) -> Cue:
    return Cue(
        N_(
            "Does anybody have a reasoned objection? Not: would I like it better otherwise. But:"
            " does it do harm? Good enough for now, safe enough to try."
        ),
        Minutes(*minutes),
        N_("Silence is not consent: wait until the phones have answered."),
        N_("Take the proposal as it stands and note the objections."),
        N_("Every objection stands in the record, word for word."),
    )


AGENDA: dict[str, dict[str, Cue]] = {
    "arriving": {
        "think": Cue(
            N_(
                "Welcome to one table. Scan the code, choose your side, and answer three"
                " questions. There are no names here: nobody sees who wrote what."
            ),
            Minutes(3, 4, 6),
            N_("Somebody without a phone? One phone for a table is fine."),
            N_("Ask only the first question."),
            N_("The number of answers comes close to the number of people."),
        ),
        "reveal": Cue(
            N_("This is where we stand this morning. Look first, judge later."),
            Minutes(1, 1, 3),
            N_("Is safety low? Do not talk it away; thank people for saying so."),
        ),
        "talk": Cue(
            N_("What did you expect? Tell your neighbour from the other side, two minutes."),
            Minutes(1, 2, 4),
            N_("Pairs across the sides, not within them."),
            N_("Skip the pairs and take one voice of each side."),
        ),
        "decide": Cue(
            N_(
                "Everybody did the best they could with what they knew. What is said here stays"
                " here. We look for a common word, not for who is to blame. Can you live with"
                " these rules?"
            ),
            Minutes(1, 1, 3),
            worked=N_("Nobody objects, or the objection has become a rule."),
        ),
    },
    "terms.lead": {
        "think": Cue(
            N_(
                "In silence, everybody alone: a contact is a lead for us when … One sentence, and"
                " tick what must be known. No talking yet."
            ),
            Minutes(4, 8, 10),
            N_("Sentences like “a good contact”. Ask: where would I see that in the CRM?"),
            N_("Four minutes, and only the ticks."),
            N_("Each side has a sentence and at least one criterion."),
        ),
        "reveal": Cue(
            N_("Half a minute of silence. Then: what surprises you?"),
            Minutes(3, 5, 8),
            N_("If the intervals overlap, the difference is not shown. Say so."),
            N_("Show only the first picture."),
        ),
        "talk": Cue(
            N_(
                "Here are contacts about which you differ. Decide for yourself on the phone: is"
                " this a lead? Then we talk about the closest one."
            ),
            Minutes(6, 12, 16),
            N_("Nobody has to win. Ask for the reason, not for the vote."),
            N_("Talk about one case only."),
            N_("Somebody has said: I had not thought of that."),
        ),
        "decide": _consent(6, 10, 14),
    },
    "kpis": {
        "think": Cue(
            N_(
                "Choose three numbers you would answer for together. You do not see the values"
                " yet, so nobody picks the flattering ones."
            ),
            Minutes(2, 3, 5),
            N_("Numbers that only one side can move."),
        ),
        "reveal": Cue(
            N_("Read n and the interval first, the number second."),
            Minutes(2, 4, 6),
            N_("No number means a missing column or fewer than 30 cases. That is on purpose."),
        ),
        "talk": Cue(
            N_("How would you cheat each of these? Guess first, then unfold it."),
            Minutes(2, 4, 7),
            cut=N_("Take the number most people chose."),
        ),
        "decide": _consent(4, 6, 9),
    },
    "retro": {
        "think": Cue(
            N_(
                "First admire, then grumble, then promise. In this order, in silence, one thought"
                " a card."
            ),
            Minutes(3, 5, 8),
            N_("Names on cards. Hide the card and ask the room for roles."),
            N_("One card each."),
        ),
        "reveal": Cue(
            N_("Read in silence. Everybody may ask, nobody has to answer."),
            Minutes(1, 2, 4),
        ),
        "talk": Cue(
            N_("Five dots each, at most three on one card: what would help the two of you most?"),
            Minutes(3, 5, 8),
            N_("The dots are a filter, not the decision."),
            N_("Vote at once and talk about the first card only."),
        ),
        "decide": _consent(4, 6, 9),
    },
    "charter": {
        "think": Cue(
            N_("Read in silence. What do you miss? What can you not sign?"), Minutes(2, 3, 5)
        ),
        "reveal": Cue(N_("Your remarks. Is one of them a reason not to sign?"), Minutes(1, 1, 2)),
        "talk": Cue(
            N_("Sales reads aloud what matters to marketing, and the other way round."),
            Minutes(2, 3, 5),
            cut=N_("Read the definition and the first promise only."),
        ),
        "decide": Cue(
            N_("Two signatures, two roles. From then on it holds."),
            Minutes(1, 2, 3),
            worked=N_("Somebody takes a picture of the charter."),
        ),
    },
}


def cue(activity: str, beat: str) -> Cue | None:
    """Return what the facilitator needs in a step, or None where there is nothing to say."""
    return AGENDA.get(activity, {}).get(beat)
