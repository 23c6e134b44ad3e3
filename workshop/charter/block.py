"""What the annex is made of: paragraphs under headings, which any format can show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workshop.words import Words

Kind = Literal["head", "text", "quote", "code", "item", "objection", "small", "open"]


@dataclass(frozen=True)
class Block:
    """A paragraph.

    Attributes:
        kind: how it is set.
        text: plain; only code keeps its lines.
        label: stands before it, in bold; empty for none.
    """

    kind: Kind
    text: str
    label: str = ""


@dataclass(frozen=True)
class Section:
    """Blocks under one heading."""

    title: str
    blocks: tuple[Block, ...]


def told(label: str, text: str, kind: Kind = "text") -> Iterator[Block]:
    """Yield a paragraph, unless nothing is to be said."""
    if text.strip():
        yield Block(kind, text, label)


def objected(objections: Iterable[str], words: Words) -> Iterator[Block]:
    """Yield what spoke against something, a paragraph each."""
    label = words("Objection on record:")
    yield from (Block("objection", objection, label) for objection in objections)
