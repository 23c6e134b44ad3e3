"""Questions as data: what people are asked, and which answers are answers.

One declaration is drawn as a widget in the notebook and as a form on the phone; both hand in the
same plain JSON, and `check` is the one place that says whether it may count.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    FiniteFloat,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from workshop.errors import WorkshopError
from workshop.reasons import Unfit
from workshop.room.state.answer import (
    Answer,
    Card,
    Choice,
    Choices,
    Sorting,
    Value,
    Votes,
    Wording,
)
from workshop.room.state.body import as_dict, as_list, as_number, one_of, only
from workshop.room.state.consent import NONE, ConsentAnswer
from workshop.room.state.text import no_answer, plain_text
from workshop.side import Side  # noqa: TC001 - pydantic reads it
from workshop.words import LANGS, N_, Text, both

SHORT = 280
"""Characters of a short text: a sentence or two, readable from the last row."""
MOST_CARDS = 6


def _in_all(text: Text) -> Text:
    if text.keys() != set(LANGS):
        raise Unfit(N_("a text is needed in every language"))
    return text


Said = Annotated[Text, AfterValidator(_in_all)]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(_Data):
    """One thing to choose, to fill, to sort or to vote for.

    Attributes:
        key: names it.
        label: what is chosen.
        note: its small print.
        side: who says “we” in its label, where somebody does.
    """

    key: str
    label: Said
    note: Said | None = None
    side: Side | None = None


Options = Annotated[tuple[Option, ...], Field(min_length=1)]


class _Question(_Data):
    """What every question has.

    Attributes:
        key: names the question in the room, such as ``terms.lead.sentence``.
        prompt: what is asked.
        by_side: whether answers carry the side they come from. Cards never do.
        about: the question whose answer it is about, and which stands above it on the phone.
        personal: whether it asks about oneself; then nothing but the number of answers is shown
            until there are as many as a side needs to be shown apart.
    """

    answer: ClassVar[type[Answer]]
    key: str
    prompt: Said
    by_side: bool = False
    personal: bool = False
    about: str = ""

    def fits(self, body: dict[str, Any]) -> bool:
        """Return whether a stored answer is of this kind at all, whatever is on offer by now."""
        try:
            self.answer.read(body)
        except ValidationError:
            return False
        return True

    def is_whole(self, body: dict[str, Any]) -> bool:
        """Return whether a stored answer, empty where there is none, leaves nothing open."""
        return bool(body)

    def check(self, body: dict[str, Any]) -> dict[str, Any]:
        """Return the answer as it is stored.

        Raises:
            WorkshopError: if it is no answer to this question.
        """
        raise NotImplementedError


class Single(_Question):
    """Choose one option. Answer: ``{"choice": key}``."""

    answer: ClassVar[type[Choice]] = Choice
    kind: Literal["single"] = "single"
    options: Options

    def check(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"choice": one_of(self.options, only(body, "choice"))}


class Multiple(_Question):
    """Choose some options. Answer: ``{"choices": [key, …]}``."""

    answer: ClassVar[type[Choices]] = Choices
    kind: Literal["multiple"] = "multiple"
    options: Options
    least: int = Field(default=1, ge=0)
    most: int

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        return _ordered(self, self.least, min(self.most, len(self.options)))

    def check(self, body: dict[str, Any]) -> dict[str, Any]:
        found = as_list(only(body, "choices"))
        keys = {one_of(self.options, one) for one in found}
        if not self.least <= len(keys) <= self.most:
            exactly = self.least == self.most
            raise WorkshopError(
                N_("Choose exactly {most}.") if exactly else N_("Choose {least} to {most}."),
                found=N_("{count} chosen"),
                least=self.least,
                most=self.most,
                count=len(keys),
            )
        return {"choices": [option.key for option in self.options if option.key in keys]}


class Scale(_Question):
    """Choose a whole number on a scale. Answer: ``{"value": 4}``."""

    answer: ClassVar[type[Value]] = Value
    kind: Literal["scale"] = "scale"
    low: int = 1
    high: int = 5
    low_label: Said
    high_label: Said

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        return _ordered(self, self.low, self.high, strictly=True)

    def check(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"value": int(as_number(only(body, "value"), self.low, self.high, whole=True))}


class Number(_Question):
    """Estimate a number. Answer: ``{"value": 42}``."""

    answer: ClassVar[type[Value]] = Value
    kind: Literal["number"] = "number"
    low: FiniteFloat = 0
    high: FiniteFloat
    unit: Said

    @model_validator(mode="after")
    def _can_be_answered(self) -> Self:
        return _ordered(self, self.low, self.high, strictly=True)

    def check(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"value": as_number(only(body, "value"), self.low, self.high)}


class ShortText(_Question):
    """Write one short text. Answer: ``{"text": "…"}``."""

    answer: ClassVar[type[Wording]] = Wording
    kind: Literal["text"] = "text"
    limit: int = SHORT
    hint: Said | None = None

    def check(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"text": plain_text(only(body, "text"), self.limit)}


class Cards(_Question):
    """Write cards into columns. Answer, one a card: ``{"column": key, "text": "…"}``."""

    answer: ClassVar[type[Card]] = Card
    kind: Literal["cards"] = "cards"
    by_side: Literal[False] = False
    columns: Options
    limit: int = SHORT
    most: int = Field(default=MOST_CARDS, ge=1, le=20)

    def is_whole(self, body: dict[str, Any]) -> bool:  # noqa: ARG002
        return False  # only who writes them knows which card was the last

    def check(self, body: dict[str, Any]) -> dict[str, Any]:
        column, text = only(body, "column", "text")
        return {"column": one_of(self.columns, column), "text": plain_text(text, self.limit)}


class Sort(_Question):
    """Sort items into classes. Answer: ``{"sorted": {item: class, …}}``, items may be missing.

    Attributes:
        heading: what an item is called where the answers stand in a table.
    """

    answer: ClassVar[type[Sorting]] = Sorting
    kind: Literal["sort"] = "sort"
    heading: Said = both(N_("Item"))
    items: Options
    classes: Options

    def is_whole(self, body: dict[str, Any]) -> bool:
        return {item.key for item in self.items} <= set(body.get("sorted", {}))

    def check(self, body: dict[str, Any]) -> dict[str, Any]:
        found = as_dict(only(body, "sorted"))
        if not found:
            raise WorkshopError(N_("Nothing has been sorted yet."), hint=N_("One item is enough."))
        return {
            "sorted": {
                one_of(self.items, item): one_of(self.classes, kind) for item, kind in found.items()
            }
        }


class Dots(_Question):
    """Spend dots on options. Answer: ``{"dots": {option: count, …}}``."""

    answer: ClassVar[type[Votes]] = Votes
    kind: Literal["dots"] = "dots"
    options: Options
    each: int = 5
    per_option: int = 3

    def is_whole(self, body: dict[str, Any]) -> bool:
        most = min(self.each, self.per_option * len(self.options))
        return bool(body) and sum(body["dots"].values()) >= most

    def check(self, body: dict[str, Any]) -> dict[str, Any]:
        dots = {
            one_of(self.options, key): int(as_number(n, 0, self.per_option, whole=True))
            for key, n in as_dict(only(body, "dots")).items()
        }
        if sum(dots.values()) > self.each:
            raise WorkshopError(
                N_("All {limit} dots are used up."),
                hint=N_("Take one back from another card first."),
                limit=self.each,
            )
        return {"dots": {key: n for key, n in dots.items() if n}}


class Consent(_Question):
    """Say whether there is a reasoned objection.

    Answer: ``{"answer": "none"}`` or ``{"answer": "objection", "reason": "…"}``.
    """

    answer: ClassVar[type[ConsentAnswer]] = ConsentAnswer
    kind: Literal["consent"] = "consent"
    proposal: Said
    limit: int = SHORT

    def check(self, body: dict[str, Any]) -> dict[str, Any]:
        if body.get("answer") == NONE:
            return ConsentAnswer(answer=only(body, "answer")).data()
        answer, reason = only(body, "answer", "reason")
        if not isinstance(answer, str):
            raise no_answer(answer)
        words = reason if isinstance(reason, str) else ""
        return ConsentAnswer(answer=answer, reason=words).checked(self.limit).data()


_Q = TypeVar("_Q")
Question = Single | Multiple | Scale | Number | ShortText | Cards | Sort | Dots | Consent
_adapter: TypeAdapter[Question] = TypeAdapter(Annotated[Question, Field(discriminator="kind")])


def parse_question(data: dict[str, Any]) -> Question:
    """Return the question a declaration describes.

    Raises:
        WorkshopError: if it is no declaration this kit knows.
    """
    try:
        return _adapter.validate_python(data)
    except ValidationError as error:
        raise WorkshopError(
            N_("This isn’t a question the kit can ask."),
            found="{problem}",
            problem=error,
        ) from error


def _ordered(question: _Q, low: float, high: float, *, strictly: bool = False) -> _Q:
    if low > high or (strictly and low == high):
        raise Unfit(N_("there’s nothing between {low} and {high}"), low=low, high=high)
    return question
