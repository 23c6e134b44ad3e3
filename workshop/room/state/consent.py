"""The answer to a round of consent: nobody objects, or somebody does and says why."""

from __future__ import annotations

from workshop.errors import WorkshopError
from workshop.room.state.answer import Answer
from workshop.room.state.text import no_answer, plain_text
from workshop.words import N_

NONE, OBJECTION = "none", "objection"


class ConsentAnswer(Answer):
    """What was answered, on a phone or at the keyboard.

    Attributes:
        answer: `NONE` or `OBJECTION`; empty while nobody has chosen.
        reason: the words of an objection.
    """

    answer: str
    reason: str = ""

    @property
    def objects(self) -> bool:
        """Whether somebody objects."""
        return self.answer == OBJECTION

    def checked(self, limit: int) -> ConsentAnswer:
        """Return the answer as it may count: an objection has words, and agreement needs none.

        Args:
            limit: characters of the words.

        Raises:
            WorkshopError: if it may not count.
        """
        if self.answer == NONE:
            return ConsentAnswer(answer=NONE)
        if not self.objects:
            raise no_answer(self.answer)
        if not self.reason.strip():
            raise WorkshopError(
                N_("The objection is still blank."), hint=N_("Write it down first.")
            )
        return ConsentAnswer(answer=OBJECTION, reason=plain_text(self.reason, limit))

    def data(self) -> dict[str, str]:
        """Return it as an answer is stored."""
        return {"answer": self.answer} | ({"reason": self.reason} if self.objects else {})
