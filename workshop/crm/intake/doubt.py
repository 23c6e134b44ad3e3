"""A question that only a person can answer, and what is taken where nobody may be asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from dataclasses import field as attribute
from enum import StrEnum

from workshop.crm.recognise import told
from workshop.errors import WorkshopError
from workshop.words import N_

NO_COLUMN = told.NO_COLUMN
"""The answer that a field has no column."""
NO_ANSWER = ""
"""What a value means that says nobody has answered yet."""
NOTHING = ""
"""What a column says of how a deal ended, if it says nothing."""
PERSON, NO_PERSON = "person", "no_person"
"""Whether an entry of a list of values names somebody."""
TOGETHER, LATER, APART = "together", "later", "apart"
"""Answers to whether a further sheet belongs to a table; with the second, of a key that stands in
both its row counts."""
YES, LEAVE_OUT = "yes", "leave_out"
"""Answers to whether something is what it may be; whoever says no leaves it out."""
NO_CUSTOMER = "no_customer"
"""The answer that somebody did not become a customer, or not yet."""
MAY_BE_SILENT = frozenset({("handoffs", "outcome")})
STATUSES = ("open", "won", "lost")


class Topic(StrEnum):
    """What a question to the person is about."""

    DECIMAL = "decimal"
    ORDER = "order"
    COLUMN = "column"
    VALUE = "value"
    RIVALS = "rivals"
    NO = "no"
    GIVEN_UP = "given_up"
    FILLED = "filled"
    ALL_ROWS = "all_rows"
    SIDE = "side"
    PERSON = "person"
    AS_OF = "as_of"
    PARTS = "parts"
    FACTOR = "factor"
    DAYS = "days"
    CURRENCY = "currency"
    CONSTANT = "constant"
    WIDE = "wide"
    HANDED = "handed"
    LEADS = "leads"
    ANSWERED = "answered"
    TOUCH = "touch"
    TOUCHES = "touches"
    HAPPENED = "happened"
    SHEET = "sheet"
    WHICH = "which"
    CUSTOMER = "customer"


OF_SHEETS = frozenset({Topic.SHEET, Topic.WHICH})
"""Topics that say what a table is read from; all others hang on them."""
OF_A_COLUMN = frozenset({Topic.COLUMN, Topic.VALUE, Topic.SIDE, Topic.FACTOR, Topic.CURRENCY})
"""Topics that nobody need answer once no column holds the field any more."""


@dataclass(frozen=True)
class Sample:
    """A column of a sheet, as somebody sees it who is to tell what it is.

    Attributes:
        column: of the export.
        cells: the first different ones.
        hidden: whether it may name people, so that no cell is shown.
    """

    column: str
    cells: tuple[str, ...]
    hidden: bool = False


@dataclass(frozen=True)
class Doubt:
    """Something a person should decide.

    Attributes:
        topic: what it is about.
        table: canonical name.
        column: of the export.
        field: canonical field.
        example: a cell, or a value of a list.
        options: possible answers.
        proposed: the answer the kit would give, empty where it has none to give.
        rows: how many rows it is about, 0 where that says nothing.
        guess: whether nothing in the files proves the proposed answer.
        fallback: an answer that claims nothing, taken in place of a guess where nobody may be
            asked; None where there is none.
        other: further columns it is about.
        row: of the example, as a spreadsheet numbers it; 0 where it is not about one row.
        source: the sheet it is about.
        samples: columns it is about, as somebody needs to see them who is to tell what they are.
        also: further sheets of the table that ask the same; one answer holds for all of them.
    """

    topic: Topic
    table: str
    column: str
    field: str = ""
    example: str = ""
    options: tuple[str, ...] = ()
    proposed: str = ""
    rows: int = 0
    guess: bool = False
    fallback: str | None = None
    other: str = ""
    row: int = 0
    source: str = attribute(default="", compare=False)
    samples: tuple[Sample, ...] = attribute(default=(), compare=False)
    also: tuple[str, ...] = attribute(default=(), compare=False)

    @property
    def unasked(self) -> str | None:
        """The answer that needs nobody, None where only a person can give one."""
        return self.fallback if self.guess else self.proposed

    @property
    def is_left_open(self) -> bool:
        """Whether it has to be said that nobody was asked: something else may be right.

        What nobody recognises and nothing speaks for stays out, and is named there.
        """
        is_nothing = self.topic in OF_SHEETS and self.proposed == self.fallback
        return self.fallback is not None and not is_nothing

    @property
    def is_answered(self) -> bool:
        """Whether the dialogue may go on as it stands."""
        return bool(self.proposed) or self.fallback is not None

    def without(self, sheet: str) -> Doubt | None:
        """Return the question once a sheet is left out, None where no other sheet asks it."""
        sheets = tuple(one for one in (self.source, *self.also) if one != sheet)
        return replace(self, source=sheets[0], also=sheets[1:]) if sheets else None


def check_option(doubt: Doubt, answer: str) -> None:
    """Raise `WorkshopError` if an answer is none of those that a doubt may have."""
    if answer not in doubt.options:
        raise WorkshopError(
            N_("That isn’t one of the answers."),
            found="{answer}",
            hint=N_("Answers: {options}"),
            answer=answer or "–",
            options=", ".join(doubt.options),
        )
