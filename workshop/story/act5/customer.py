"""For whom all this is: the empty chair, everybody's sentence, and the one above the charter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.charter.document import OPENING
from workshop.errors import WorkshopError
from workshop.room.state.question import ShortText
from workshop.story.decisions.later import CustomerSentence
from workshop.story.frame.sentences import SentenceTable
from workshop.words import N_, both

if TYPE_CHECKING:
    from workshop.words import Words

KEY = "charter.customer"
SENTENCE, CHOICE = f"{KEY}.sentence", f"{KEY}.choice"
ASKED = ShortText(
    key=SENTENCE,
    prompt=both(OPENING),
    hint=both(N_("… nobody asks them the same question twice any more.")),
    by_side=True,
)
RECORD_IT = N_("Put it above everything else")


class CustomerTable(SentenceTable):
    """The sentences about the customer, and the one above the charter."""

    key = KEY
    asked = ASKED
    choosing = both(N_("Which sentence goes above everything else?"))

    def decision(self) -> CustomerSentence:
        """Return what is decided.

        Raises:
            WorkshopError: if there is no sentence, or it is too long.
        """
        for text in self.texts():
            return CustomerSentence(text=text)
        raise WorkshopError(
            N_("There’s no sentence about your customer yet."),
            hint=N_("Take one of yours or write one on the projector."),
        )


def undecided(words: Words) -> WorkshopError:
    """Return that no sentence is recorded yet, and which buttons here lead on."""
    return WorkshopError(
        N_("No sentence stands above everything else yet."),
        hint=N_("Take one of yours or write one on the projector, then “{record}”."),
        record=words(RECORD_IT),
    )
