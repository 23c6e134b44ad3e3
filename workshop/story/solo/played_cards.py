"""What the personas lay on the board of the retrospective, and what they had in mind."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.words import N_


@dataclass(frozen=True)
class PlayedCard:
    """A card of a persona: where it lies, what it says, and what the persona had in mind."""

    column: str
    text: str
    answer: str


VERA_CARDS = (
    PlayedCard(
        "admire",
        N_("You fill a whole webinar on a Tuesday afternoon. I couldn’t do that."),
        N_("The one on backups. Three of them bought, and nobody ever told you."),
    ),
    PlayedCard(
        "wall",
        N_("I call, and people don’t know why. They only wanted the white paper."),
        N_("Last Thursday, eleven calls in a row. By noon I stopped saying hello properly."),
    ),
    PlayedCard(
        "wall",
        N_("A list of four hundred on Friday at three, and on Monday you ask what came of it."),
        N_("After the trade fair. Which ten of them should I have called first?"),
    ),
    PlayedCard(
        "steal",
        N_("You prepare. I improvise, and sometimes you can tell."),
        N_("Your notes on a customer before you write one sentence. I’d like to see how."),
    ),
    PlayedCard(
        "wish",
        N_("I’d love to know which sentence people clicked before I call them."),
        N_("One line would do. I’d begin the call with it."),
    ),
    PlayedCard(
        "wish",
        N_("I’d love to sit with you when the next campaign is planned, not when it’s out."),
        N_("Half an hour. I know five questions customers ask that nobody writes down."),
    ),
)
VERA_WHY = N_(
    "I knew that somebody had filled in a form. I didn’t know what for. So I called everyone "
    "the same way, and most of them felt it."
)
VERA_IDEA = N_("For four weeks I call your three newest every morning, before anything else.")
MALTE_CARDS = (
    PlayedCard(
        "admire",
        N_("You pick up the phone forty times a day and are still friendly at five."),
        N_("I sat next to you once. I’d have given up after the third no."),
    ),
    PlayedCard(
        "wall",
        N_("I hand over, and then I hear nothing. I’d rather have a clear no."),
        N_("Thirty contacts from the spring fair. Were they any good? I still don’t know."),
    ),
    PlayedCard(
        "wall",
        N_("“The leads are bad” – and when I ask which ones, nobody has a name."),
        N_("In the meeting before last. I’d have changed the form the same day."),
    ),
    PlayedCard(
        "steal",
        N_("You let go. A campaign of mine is never finished."),
        N_("You send a quote that’s good enough and call again. I’m at version seven by then."),
    ),
    PlayedCard(
        "wish",
        N_("I’d love to listen in on five calls and just take notes."),
        N_("I write to people I’ve never heard speak. That can’t be right."),
    ),
    PlayedCard(
        "wish",
        N_("I’d love to hear of a win on the day it happens, not in the quarterly report."),
        N_("Because I’d tell the team that same evening which mail it began with."),
    ),
)
MALTE_WHY = N_(
    "I saw the form come in and thought: warm. What became of it I saw six weeks later, in a "
    "report without a single reason in it."
)
MALTE_IDEA = N_("For four weeks I write one line on why we should call onto every hand-over.")
