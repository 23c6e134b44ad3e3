"""What phones say, as it is stored: each kind of answer with its type.

What is checked when it comes in (see `workshop.room.state.question`) may be no answer any more
once its question has another kind; reading it then raises pydantic's `ValidationError`.
"""

from __future__ import annotations

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, FiniteFloat


class Answer(BaseModel):
    """Any answer; what a later kit may add to one is left out."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")

    @classmethod
    def read(cls, body: dict[str, Any]) -> Self:
        """Return a stored answer."""
        return cls.model_validate(body)


class Choice(Answer):
    """The option that was chosen."""

    choice: str


class Choices(Answer):
    """The options that were chosen."""

    choices: list[str]


class Value(Answer):
    """A number, or the step of a scale."""

    value: FiniteFloat


class Wording(Answer):
    """A short text."""

    text: str


class Card(Wording):
    """A card: its words, and the column it lies in."""

    column: str


class Sorting(Answer):
    """Item to the class it was put into."""

    sorted: dict[str, str]


class Votes(Answer):
    """Option to the dots it got."""

    dots: dict[str, int]
