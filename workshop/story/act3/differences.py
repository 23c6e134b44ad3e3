"""Same and different: where both must be alike, where that would be a loss, and what stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.room.state.question import ShortText
from workshop.story.decisions.decisions import DIFFERENCES
from workshop.story.decisions.small import MOST_DIFFERENCES
from workshop.story.decisions.small import Differences as Decided
from workshop.story.frame.sentences import SentenceTable
from workshop.words import N_, both

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.room.state.question import Question

KEY = DIFFERENCES
SAME, DIFFERENT = f"{KEY}.same", f"{KEY}.different"
LISTS: dict[str, str] = {
    SAME: N_("Where do we have to be the same?"),
    DIFFERENT: N_("Where would that be a loss?"),
}
HINTS: dict[str, str] = {
    SAME: N_("In what we promise a customer."),
    DIFFERENT: N_("One of us plans, the other one improvises."),
}
QUESTIONS: dict[str, ShortText] = {
    key: ShortText(key=key, prompt=both(label), hint=both(HINTS[key]), by_side=True)
    for key, label in LISTS.items()
}


def questions() -> list[Question]:
    """Return what everybody is asked: one thing for each list."""
    return list(QUESTIONS.values())


class DifferenceTable(SentenceTable):
    """Where being the same would be a loss, and the few sentences that go into the charter."""

    key = KEY
    asked = QUESTIONS[DIFFERENT]
    choosing = both(N_("In which of these do you stay different, on purpose?"))
    places = MOST_DIFFERENCES

    def decision(self, objections: Iterable[str]) -> Decided:
        """Return what is decided.

        Raises:
            WorkshopError: if there is no sentence, or one is too long.
        """
        texts = self.texts()
        if not texts:
            raise WorkshopError(
                N_("Nothing is written down in which you stay different."),
                hint=N_("Take one of yours or write one on the projector."),
            )
        return Decided(differences=texts, objections=tuple(objections))
