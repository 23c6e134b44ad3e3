"""What every decision is made of: frozen data, the day, the objections, who was played.

No decision holds a sentence of the kit in any language: words are made when it is shown. Only what
people typed is text, and what early versions wrote down as text and nobody can compute any more.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - pydantic reads it
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from workshop.side import Side  # noqa: TC001 - pydantic reads it
from workshop.story.solo.objection import Objection  # noqa: TC001 - pydantic reads it

if TYPE_CHECKING:
    from workshop.words import Words

FORMAT = 2
"""The format decisions are written in; 0 is that of versions whose decisions held sentences, and 1
that of versions whose charter knew neither experiments nor rituals and was signed by two."""


class Data(BaseModel):
    """Data of a decision: frozen, and nothing in it that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Told(Data):
    """A sentence that an early version recorded in both languages instead of its numbers."""

    de: str
    en: str

    def text(self, words: Words) -> str:
        """Return the sentence in a language."""
        return self.de if words.lang == "de" else self.en


class EarlierObjection(Data):
    """An objection to a wording that was changed afterwards.

    Attributes:
        round: of consent, counted from 1.
        text: in people's words.
    """

    round: int
    text: str


class Played(Data):
    """Whose part the kit played in a decision of somebody who is alone.

    Attributes:
        side: whose part.
        name: the persona's.
        objection: what it had against the decision.
        told: the same from an early version.
    """

    side: Side
    name: str
    objection: Objection | None = None
    told: Told | None = None


class Recorded(Data):
    """A decision.

    Attributes:
        format: of this record.
        decided_on: None where an early version wrote down no day.
        objections: to what was decided, in people's words.
        earlier: objections to wordings that were changed after them.
        played: None where both sides were people.
    """

    format: Literal[1, 2] = 2
    decided_on: date | None = None
    objections: tuple[str, ...] = ()
    earlier: tuple[EarlierObjection, ...] = ()
    played: Played | None = None
