"""The people an export names in columns that are never kept: its own colleagues and customers.

What stands there is strong evidence for what a word in a list of values means: who is in charge,
whom a deal is with. It is looked at while files are read and never leaves the memory.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from workshop.crm.recognise.names import forms, parted
from workshop.crm.recognise.people.name_lists import (
    ADDRESSES,
    PARTICLES,
    SHORTEST,
    listed,
    names,
    words_of,
)
from workshop.crm.recognise.people.screen import is_owner
from workshop.crm.recognise.synonyms import EVERYWHERE, compacted, read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.crm.recognise.people.name_lists import Word

LONGEST = 5
"""A person's name has at most so many words."""
INITIAL = 1
AT = "@"


def name_columns(table: str, header: Iterable[str]) -> list[str]:
    """Return the columns whose cells are people's names.

    Args:
        table: the canonical table the sheet is; empty where it is none.
        header: all its columns.
    """
    return [column for column in dict.fromkeys(header) if column and _names(table, column)]


def named_in(column: str, cells: Iterable[str | None]) -> frozenset[str]:
    """Return the words, folded, that name people in a column of names.

    A cell counts where it looks like a whole person: several capitals, a given name or an initial
    in it, or a known surname alone. Columns of surnames need no more than a word. A cell with a
    word such as team or office names nobody.

    Args:
        column: its header.
        cells: each entry once will do.
    """
    single = bool(_keys(column) & _singles())
    return frozenset(word for cell in cells if cell for word in _people(cell, single=single))


@cache
def _names(table: str, column: str) -> bool:
    columns = read("people")["columns"]
    said = compacted(columns[EVERYWHERE]) | compacted(columns.get(table, ()))
    return is_owner(column) or bool(_keys(column) & said)


def _keys(column: str) -> set[str]:
    return {*forms(column), *forms(parted(column)[1])}


@cache
def _singles() -> frozenset[str]:
    return compacted(read("people")["single"])


def _people(cell: str, *, single: bool) -> Iterable[str]:
    """Return the words of a cell that name somebody; none where it does not look like a person."""
    before, _, _ = cell.partition(AT)  # a mail address: the firm behind the sign is nobody
    words = words_of(before)
    if any(word.folded in listed("nobody") | listed("companies") for word in words):
        return ()
    known = [word for word in words if _may_be_name(word)]
    if not known or len(words) > LONGEST:
        return ()
    return [word.folded for word in known] if single or _is_person(words, known) else ()


def _may_be_name(word: Word) -> bool:
    return len(word.text) >= SHORTEST and word.folded not in ADDRESSES | PARTICLES


def _is_person(words: list[Word], known: list[Word]) -> bool:
    if len(words) == 1:
        return words[0].folded in names().family
    shortened = any(len(word.text) == INITIAL for word in words)
    given = any(word.folded in names().given for word in known)
    return shortened or given or (len(known) > 1 and all(word.capital for word in known))
