"""The words of the house, as CONTRIBUTING.md says them, and the texts they hold for."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from support.source import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HOUSE = Path(__file__).parents[3]
TABLE, RIGHT = "| thing | Deutsch |", "| words | why |"
NOTHING, ANY_ENDING = "–", "…"
CODE = re.compile(r"\{[^{}]*\}|`[^`]*`")


@dataclass(frozen=True)
class Term:
    """One thing: what it is called, and what it is never called, in both languages."""

    thing: str
    german: tuple[str, ...]
    nie: tuple[str, ...]
    english: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """Something a person reads, and where it stands."""

    place: str
    said: str


def terms() -> list[Term]:
    """Return the rows of the table."""
    return [Term(thing, *(_listed(cell) for cell in cells)) for thing, *cells in _rows(TABLE)]


def right_all_the_same() -> list[str]:
    """Return the words that hold a forbidden one and mean something else."""
    return [words for cell, _ in _rows(RIGHT) for words in _listed(cell)]


def pattern(word: str) -> re.Pattern[str]:
    """Return what finds a forbidden word: whole, and at the start of a sentence, too."""
    first, rest = word[0], word[1:].removesuffix(ANY_ENDING)
    ending = r"\w*" if word.endswith(ANY_ENDING) else ""
    after = r"(?!\w)" if (rest or first)[-1].isalnum() else ""
    either = f"[{first.upper()}{first.lower()}]" if first.isalpha() else re.escape(first)
    return re.compile(rf"(?<![\w-]){either}{re.escape(rest)}{ending}{after}")


def offences(text: str, word: str, allowed: list[str]) -> int:
    """Return how often a forbidden word occurs in a text, but for what is right all the same.

    Places to be filled and what is typed as it stands are no words.
    """
    text = " ".join(CODE.sub("", text).split())
    for words in allowed:
        text = text.replace(words, "")
    return len(pattern(word).findall(text))


def german_texts() -> Iterator[Text]:
    """Yield every German text of the kit."""
    for message in catalogue.german():
        yield from (Text("messages.po", said) for said in forms(message.string) if message.id)
    yield from _cells("de")
    yield _part("README.md", "**Vertrieb und Marketing", "**Sales and marketing")
    yield _part("facilitator_guide.md", "# An einem Tisch", "# One Table")
    yield _part("datasets/README.md", "## Deutsch", "## English")
    yield _part("workshop/privacy/de.md", "# An einem Tisch")


def english_texts() -> Iterator[Text]:
    """Yield every English text of the kit."""
    for message in catalogue.german():
        yield from (Text("messages.po", said) for said in forms(message.id) if message.id)
    yield from _cells("en")
    yield _part("README.md", "**Sales and marketing")
    yield _part("facilitator_guide.md", "# One Table")
    yield _part("datasets/README.md", "## English")
    yield _part("workshop/privacy/en.md", "# One Table")


def forms(message: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the forms of a message: one, or one for each number."""
    return (message or "",) if isinstance(message, str | None) else (*message,)


def _cells(lang: str) -> Iterator[Text]:
    for place in sorted((HOUSE / "notebooks" / lang).glob("*.ipynb")):
        for cell in json.loads(place.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                yield Text(place.name, "".join(cell["source"]))


def _part(name: str, start: str, end: str = "") -> Text:
    """Return a file from one line's beginning to another's, both of which have to be there."""
    _, found, after = (HOUSE / name).read_text("utf-8").partition(start)
    before, ended, _ = after.partition(f"\n{end}") if end else (after, end, "")
    if not found or (end and not ended):
        raise LookupError(name, start, end)
    return Text(name, start + before)


def _rows(head: str) -> list[list[str]]:
    lines = iter((HOUSE / "CONTRIBUTING.md").read_text("utf-8").splitlines())
    next(line for line in lines if line.startswith(head))
    next(lines)
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def _listed(cell: str) -> tuple[str, ...]:
    return () if cell == NOTHING else tuple(part.strip() for part in cell.split(","))
