"""Page 1 of the charter as data: what hangs on the wall, in the words of one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop.side import Side


@dataclass(frozen=True)
class Item:
    """One entry of the poster.

    Attributes:
        title: what it is called; empty where the text says all.
        text: the sentence that counts.
        big: a number that is read from afar.
        notes: smaller lines.
        side: whose it is, where it is one side's.
        sales, marketing: the pair that owns it.
    """

    title: str = ""
    text: str = ""
    big: str = ""
    notes: tuple[str, ...] = ()
    side: Side | None = None
    sales: str = ""
    marketing: str = ""


@dataclass(frozen=True)
class Part:
    """Entries under one heading."""

    title: str
    items: tuple[Item, ...]

    @property
    def side(self) -> Side | None:
        """Whose entries these are, where they are one side's."""
        return self.items[0].side if self.items else None


@dataclass(frozen=True)
class Stamp:
    """A signature: the role, for whom, and whether the kit put it there."""

    side: Side
    role: str
    note: str


@dataclass(frozen=True)
class Poster:
    """Page 1 in the words of one language.

    Attributes:
        kicker: the small line on top.
        title: whose charter it is.
        version: which one, and of which day.
        label: what the customer's sentence is.
        customer: the sentence; empty where nobody said one.
        line: with which both sides introduce the company, and what it is; empty for none.
        columns: the parts, side by side.
        stamps: those of the two who must sign; without roles while nobody did.
        signed: the day, or that nobody signed yet.
        beside: who else signed, who has their back, who asks: label and words.
        reunion: label and day of the next time; empty where none is fixed.
        notices: what nobody may overlook.
        feet: what is open, what is in the annex, and where the numbers come from.
    """

    kicker: str
    title: str
    version: str
    label: str
    customer: str
    line: str
    columns: tuple[tuple[Part, ...], ...]
    stamps: tuple[Stamp, Stamp]
    signed: str
    beside: tuple[tuple[str, str], ...]
    reunion: tuple[str, ...]
    notices: tuple[str, ...]
    feet: tuple[str, ...]
