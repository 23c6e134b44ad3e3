"""A retrospective format as data: its columns, what to say, how long it takes and whom it suits."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from workshop.reasons import Unfit
from workshop.words import LANGS, N_, Lang, Text

MOST_COLUMNS, MOST_CARDS = 6, 10


def _ordered(span: tuple[int, int]) -> tuple[int, int]:
    least, most = span
    if not 1 <= least <= most:
        raise Unfit(N_("there’s nothing between {low} and {high}"), low=least, high=most)
    return span


def _tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


Span = Annotated[tuple[int, int], BeforeValidator(_tuple), AfterValidator(_ordered)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=48)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=280)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,24}$")]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Said(_Data):
    """What a format says in one language: its name, its invitation, and when it suits."""

    name: Name
    invitation: Line
    mood: Line = Field(default="-")


class Heading(_Data):
    """What a column says in one language: its heading, and what it asks."""

    label: Name
    question: Line


class _Spoken(_Data):
    """What is said in German, in English, or in both; one stands in for the other."""

    @model_validator(mode="after")
    def _is_said(self) -> Self:
        if not any(getattr(self, lang) for lang in LANGS):
            raise Unfit(N_("a text is needed in German or English"))
        return self

    def _text(self, part: str) -> Text:
        said = {lang: getattr(self, lang) for lang in LANGS}
        other: dict[Lang, Lang] = {"de": "en", "en": "de"}
        return {lang: getattr(said[lang] or said[other[lang]], part) for lang in LANGS}


class Column(_Spoken):
    """One column.

    Attributes:
        key: names it on cards.
        later: whether it is written only when the other columns lie open.
        de, en: what it says.
    """

    key: Key
    later: bool = False
    de: Heading | None = None
    en: Heading | None = None

    @property
    def label(self) -> Text:
        """Its heading."""
        return self._text("label")

    @property
    def question(self) -> Text:
        """What it asks."""
        return self._text("question")


class Format(_Spoken):
    """One format.

    Attributes:
        minutes: for writing, at least and at most.
        people: how many it suits, at least and at most.
        cards: how many one person may write.
        plans: the plans it is the default of.
        figures: KPIs whose values lie open on the board, because they speak to it.
        columns: in order.
        de, en: what it says.
    """

    minutes: Span
    people: Span
    columns: Annotated[
        tuple[Column, ...],
        BeforeValidator(_tuple),
        Field(min_length=1, max_length=MOST_COLUMNS),
    ]
    cards: int = Field(default=6, ge=1, le=MOST_CARDS)
    plans: Annotated[tuple[str, ...], BeforeValidator(_tuple)] = ()
    figures: Annotated[tuple[str, ...], BeforeValidator(_tuple), Field(max_length=3)] = ()
    de: Said | None = None
    en: Said | None = None

    @model_validator(mode="after")
    def _can_begin(self) -> Self:
        keys = [column.key for column in self.columns]
        if len(set(keys)) < len(keys):
            raise Unfit(N_("two columns have the same key"))
        if all(column.later for column in self.columns):
            raise Unfit(N_("no column is written at first"))
        return self

    @property
    def name(self) -> Text:
        """What it is called."""
        return self._text("name")

    @property
    def invitation(self) -> Text:
        """What is said before people write."""
        return self._text("invitation")

    @property
    def mood(self) -> Text:
        """When it suits."""
        return self._text("mood")

    @property
    def first(self) -> tuple[Column, ...]:
        """The columns written at first."""
        return tuple(column for column in self.columns if not column.later)

    @property
    def second(self) -> tuple[Column, ...]:
        """The columns written when the others lie open."""
        return tuple(column for column in self.columns if column.later)
