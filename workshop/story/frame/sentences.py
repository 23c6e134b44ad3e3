"""Sentences that people wrote, and the one, or the few, that are chosen of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from workshop.errors import WorkshopError
from workshop.room.state.question import Multiple, Option, Single
from workshop.room.state.result import result_of
from workshop.room.state.text import plain_text
from workshop.side import SIDES
from workshop.words import N_, as_typed

if TYPE_CHECKING:
    from workshop.room.room import Room
    from workshop.room.state.question import ShortText
    from workshop.words import Text

MOST = 12
"""Sentences to choose from: more are no choice but a list."""


class Candidate(NamedTuple):
    """A sentence that may be chosen.

    Attributes:
        key: names it; tells nobody who wrote it.
        text: what it says.
    """

    key: str
    text: str


class SentenceTable:
    """The sentences on the table, and those that are chosen.

    A subclass says what was asked, what phones are asked to choose, and how many it may be.

    Args:
        room: keeps them.
    """

    key: ClassVar[str]
    asked: ClassVar[ShortText]
    choosing: ClassVar[Text]
    places: ClassVar[int] = 1

    def __init__(self, room: Room) -> None:
        self._room = room
        self._choice, self._draft = f"{self.key}.choice", f"{self.key}.draft"

    def candidates(self) -> list[Candidate]:
        """Return the sentences to choose from; those the facilitator hid are none of them."""
        state, key = self._room.state, self.asked.key
        typed = [Candidate(side, str(state.item(key, side).get("text", ""))) for side in SIDES]
        answered = result_of(state, key)
        lines = answered.shown_lines if answered else ()
        phones = [Candidate(line.name, line.text) for line in lines]
        said = (Candidate(one.key, one.text.strip()) for one in (*typed, *phones))
        return [one for one in said if one.text][:MOST]

    def choice(self) -> Single | Multiple | None:
        """Return the question which it shall be; None while there is nothing to choose."""
        options = tuple(Option(key=one.key, label=as_typed(one.text)) for one in self.candidates())
        if not options:
            return None
        key, prompt = self._choice, self.choosing
        if self.places == 1:
            return Single(key=key, prompt=prompt, options=options, by_side=True)
        return Multiple(key=key, prompt=prompt, options=options, by_side=True, most=self.places)

    def votes(self) -> Counter[str]:
        """Return how often each sentence was chosen by phone, by its key."""
        bodies = [each.body for each in self._room.state.said(self._choice)]
        return Counter(
            str(key)
            for body in bodies
            for key in (*body.get("choices", ()), *([body["choice"]] if "choice" in body else ()))
        )

    def take_chosen(self) -> None:
        """Take what most phones chose.

        Raises:
            WorkshopError: if nobody has chosen, or it is a tie which of them it is.
        """
        votes = self.votes()
        known = {one.key: one.text for one in self.candidates() if votes[one.key]}
        if not known:
            raise WorkshopError(
                N_("Nobody has chosen a sentence yet."),
                hint=N_("Give the phones a moment, or take one on the projector."),
            )
        ranked = sorted(known, key=lambda key: -votes[key])
        last = votes[ranked[: self.places][-1]]
        level = [known[key] for key in ranked if votes[key] == last]
        if len([key for key in ranked if votes[key] >= last]) > self.places:
            raise WorkshopError(
                N_("Two sentences are level."),
                found="{sentences}",
                hint=N_("Have both read aloud, then take one on the projector."),
                sentences=" / ".join(level),
            )
        for place, key in enumerate(ranked[: self.places]):
            self.write(known[key], place)

    def take(self, text: str) -> None:
        """Take a sentence: into the first place that is free, else into the last."""
        free = [place for place in range(self.places) if not self.written(place).strip()]
        self.write(text, free[0] if free else self.places - 1)

    def write(self, text: str, place: int = 0) -> None:
        """Keep the sentence of a place as it stands."""
        self._room.keep(self._draft, self._room.state.draft(self._draft) | {_part(place): text})

    def written(self, place: int = 0) -> str:
        """Return the sentence of a place as it stands; where there is no choice, what there is."""
        kept = self._room.state.draft(self._draft).get(_part(place))
        if kept is not None:
            return str(kept)
        candidates = self.candidates()
        given = len(candidates) <= self.places and place < len(candidates)
        return candidates[place].text if given else ""

    def texts(self) -> tuple[str, ...]:
        """Return what is chosen as it is recorded, empty where nothing is.

        Raises:
            WorkshopError: if one is too long, or says nothing that can be seen.
        """
        written = (self.written(place).strip() for place in range(self.places))
        return tuple(plain_text(text, self.asked.limit) for text in written if text)


def _part(place: int) -> str:
    return f"text{place + 1}" if place else "text"
