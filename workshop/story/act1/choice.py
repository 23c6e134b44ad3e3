"""Which words are agreed on today: those offered, the group's own, and the choice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from workshop.agenda import chosen_terms
from workshop.agenda.course import CHOICE
from workshop.errors import WorkshopError
from workshop.room.state.question import Multiple, Option
from workshop.room.state.text import plain_text
from workshop.terms.rules.term import TERMS, own_term
from workshop.words import LANGS, N_, both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.room.room import Room
    from workshop.terms.rules.entity import Entity
    from workshop.terms.rules.term import Term

MOST = 4
LONGEST = 40
"""Characters of a word of one's own."""
OWN = f"{CHOICE}.own"
WANTED = f"{CHOICE}.wanted"
MOST_WANTED = 2
ASKED = N_("Which term costs us the most time because we mean different things by it?")


class ChoiceTable:
    """The words on the table.

    Args:
        room: keeps them.
    """

    def __init__(self, room: Room) -> None:
        self._room = room

    def offered(self) -> dict[str, Term]:
        """Return the kit's words and then the group's own, by key."""
        own = [
            own_term(f"own{place}", word["label"], word["entity"])
            for place, word in enumerate(self._own(), 1)
        ]
        return TERMS | {term.key: term for term in own}

    def chosen(self) -> set[str]:
        """Return the keys of the words that stand chosen."""
        return {term.key for term in chosen_terms(self._room.state.decision)}

    def question(self) -> Multiple:
        """Return the question which words to agree on, for the phones."""
        options = tuple(Option(key=key, label=term.label) for key, term in self.offered().items())
        return Multiple(
            key=WANTED,
            prompt=both(
                "Which term costs us the most time because we mean different things by it?"
            ),
            options=options,
            most=MOST_WANTED,
        )

    def wanted(self) -> str | None:
        """Return the word most people chose, of several the one offered first; None of none."""
        offered = self.offered()
        votes = Counter(
            key for said in self._room.state.said(WANTED) for key in said.body.get("choices", [])
        )
        known = [key for key in offered if votes[key]]
        return max(known, key=lambda key: votes[key], default=None)

    def choose(self, keys: Iterable[str]) -> None:
        """Record the words, in the order they are offered.

        Raises:
            WorkshopError: if there are none, or more than four.
        """
        wanted = list(keys)
        if not 1 <= len(wanted) <= MOST:
            raise WorkshopError(
                N_("Choose {least} to {most}."),
                found=N_("{count} chosen"),
                least=1,
                most=MOST,
                count=len(wanted),
            )
        terms = [_data(term) for key, term in self.offered().items() if key in wanted]
        self._room.decide(CHOICE, {"terms": terms})

    def add(self, label: str, entity: Entity) -> None:
        """Offer a word of the group's own.

        Raises:
            WorkshopError: if it says nothing, is too long, or is offered already.
        """
        if not label.strip():
            raise WorkshopError(
                N_("The field is still empty."), hint=N_("Type the term first, then add it.")
            )
        text = plain_text(label, LONGEST)
        known = {term.text(lang).casefold() for term in self.offered().values() for lang in LANGS}
        if text.casefold() in known:
            raise WorkshopError(N_("This term is already there."), found="{word}", word=text)
        self._room.keep(OWN, {"words": [*self._own(), {"label": text, "entity": entity}]})

    def _own(self) -> list[dict[str, Any]]:
        return list(self._room.state.draft(OWN).get("words", []))


def _data(term: Term) -> dict[str, Any]:
    label = {lang: term.text(lang) for lang in LANGS}
    return {"key": term.key, "label": label, "entity": term.entity}
