"""For whom all this is: the empty chair, everybody's sentence, and the one above the charter."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from workshop.charter.document import OPENING
from workshop.errors import WorkshopError
from workshop.room.state.question import Option, ShortText, Single
from workshop.room.state.result import result_of
from workshop.room.state.text import plain_text
from workshop.side import SIDES
from workshop.story.decisions.later import CustomerSentence
from workshop.words import N_, as_typed, both

if TYPE_CHECKING:
    from workshop.room.room import Room
    from workshop.words import Words

KEY = "charter.customer"
SENTENCE, CHOICE, DRAFT = f"{KEY}.sentence", f"{KEY}.choice", f"{KEY}.draft"
ASKED = ShortText(
    key=SENTENCE,
    prompt=both(OPENING),
    hint=both(N_("… nobody asks them the same question twice any more.")),
    by_side=True,
)
RECORD_IT = N_("Put it above everything else")
MOST = 12
"""Sentences to choose from: more are no choice but a list."""


class Candidate(NamedTuple):
    """A sentence that may stand above the charter.

    Attributes:
        key: names it; tells nobody who wrote it.
        text: what it says.
    """

    key: str
    text: str


class CustomerTable:
    """The sentences on the table, and the one that is chosen.

    Args:
        room: keeps them.
    """

    def __init__(self, room: Room) -> None:
        self._room = room

    def candidates(self) -> list[Candidate]:
        """Return the sentences to choose from; those the facilitator hid are none of them."""
        state = self._room.state
        typed = [
            Candidate(side, str(state.item(SENTENCE, side).get("text", "")).strip())
            for side in SIDES
        ]
        answered = result_of(state, SENTENCE)
        lines = answered.shown_lines if answered else ()
        phones = [Candidate(line.name, line.text) for line in lines]
        return [one for one in (*typed, *phones) if one.text][:MOST]

    def choice(self) -> Single | None:
        """Return the question which sentence it shall be; None while there is nothing to choose."""
        options = tuple(Option(key=one.key, label=as_typed(one.text)) for one in self.candidates())
        if not options:
            return None
        prompt = both(N_("Which sentence goes above everything else?"))
        return Single(key=CHOICE, prompt=prompt, options=options, by_side=True)

    def votes(self) -> Counter[str]:
        """Return how often each sentence was chosen by phone, by its key."""
        said = self._room.state.said(CHOICE)
        return Counter(str(each.body["choice"]) for each in said if each.body)

    def take_chosen(self) -> None:
        """Take the sentence most phones chose.

        Raises:
            WorkshopError: if nobody has chosen, or two are ahead.
        """
        votes = self.votes()
        known = {one.key: one.text for one in self.candidates() if votes[one.key]}
        if not known:
            raise WorkshopError(
                N_("Nobody has chosen a sentence yet."),
                hint=N_("Give the phones a moment, or take one on the projector."),
            )
        most = max(votes[key] for key in known)
        ahead = [text for key, text in known.items() if votes[key] == most]
        if len(ahead) > 1:
            raise WorkshopError(
                N_("Two sentences are level."),
                found="{sentences}",
                hint=N_("Have both read aloud, then take one on the projector."),
                sentences=" / ".join(ahead),
            )
        self.write(ahead[0])

    def write(self, text: str) -> None:
        """Keep the sentence as it stands."""
        self._room.keep(DRAFT, {"text": text})

    def written(self) -> str:
        """Return the sentence as it stands; the only one there is needs no choosing."""
        kept = self._room.state.draft(DRAFT).get("text")
        if kept is not None:
            return str(kept)
        candidates = self.candidates()
        return candidates[0].text if len(candidates) == 1 else ""

    def decision(self) -> CustomerSentence:
        """Return what is decided.

        Raises:
            WorkshopError: if there is no sentence, or it is too long.
        """
        text = self.written().strip()
        if not text:
            raise WorkshopError(
                N_("There’s no sentence about your customer yet."),
                hint=N_("Take one of yours or write one on the projector."),
            )
        return CustomerSentence(text=plain_text(text, ASKED.limit))


def undecided(words: Words) -> WorkshopError:
    """Return that no sentence is recorded yet, and which buttons here lead on."""
    return WorkshopError(
        N_("No sentence stands above everything else yet."),
        hint=N_("Take one of yours or write one on the projector, then “{record}”."),
        record=words(RECORD_IT),
    )
