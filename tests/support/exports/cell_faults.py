"""Clean exports, and faults in their cells: delimiters, quotes, headers."""

from __future__ import annotations

import csv
import tempfile
from functools import cache
from io import StringIO
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from workshop.crm.sample import write_sample

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NOTES = ("Rückruf, bitte", "", "Größe: 19 Zoll", 'sagt "vielleicht"', "–", "Müller; später", "ok")
"""Free text as a CRM has it: delimiters, quotes and umlauts, and often nothing."""
ROWS = 60


class Clean(NamedTuple):
    """An export without a fault.

    Attributes:
        name: of its table.
        table: the header, and rows of text.
        delimiter: between its cells.
        end: of its rows.
    """

    name: str
    table: list[list[str]]
    delimiter: str
    end: str

    def cells(self, row: Sequence[str]) -> list[str]:
        """Return a row's cells as they stand in the file."""
        special = {self.delimiter, '"', "\n"}
        return ['"' + cell.replace('"', '""') + '"' if special & {*cell} else cell for cell in row]

    def lines(self) -> list[str]:
        """Return its lines without their ends."""
        return [self.delimiter.join(self.cells(row)) for row in self.table]


@cache
def clean_exports(seed: int = 7) -> tuple[Clean, ...]:
    """Return three tables of the sample company, in the ways of three programs."""
    with tempfile.TemporaryDirectory() as place:
        write_sample(Path(place), seed=seed, contacts=400)
        tables = {
            name: list(csv.reader(StringIO((Path(place) / f"{name}.csv").read_text("utf-8"))))
            for name in ("deals", "contacts", "handoffs")
        }
    rng = Random(seed)  # noqa: S311 - a fault is no secret
    found = []
    for (name, table), (delimiter, end) in zip(
        tables.items(), ((",", "\n"), (";", "\r\n"), ("\t", "\n")), strict=True
    ):
        rows = table[1 : ROWS + 1]
        if name == "contacts":
            rows = [[*row, rng.choice(NOTES)] for row in rows]
            table[0].append("note")
        elif name == "deals":
            rows = [[row[0], rng.choice(NOTES), *row[1:]] for row in rows]
            table[0].insert(1, "note")
        found.append(Clean(name, [table[0], *rows], delimiter, end))
    return tuple(found)


FAULTS: dict[str, Callable[[Clean, Random], bytes]] = {}


def fault(make: Callable[[Clean, Random], bytes]) -> Callable[[Clean, Random], bytes]:
    """Add a fault to those there are."""
    FAULTS[make.__name__.strip("_")] = make
    return make


def written(one: Clean, lines: Sequence[str]) -> bytes:
    """Return lines as a file."""
    return (one.end.join(lines) + one.end).encode()


def any_row(one: Clean, rng: Random) -> int:
    """Return the place of a line below the header."""
    return rng.randrange(1, len(one.table))


def edited(one: Clean, place: int, change: Callable[[list[str]], list[str]]) -> bytes:
    """Return the file with the cells of one line changed."""
    lines = one.lines()
    lines[place] = one.delimiter.join(change(one.cells(one.table[place])))
    return written(one, lines)


def rewritten(one: Clean, line: Callable[[list[str]], str]) -> bytes:
    """Return the file with every line written in another way."""
    return written(one, [line(row) for row in one.table])


# Delimiters.


@fault
def _delimiter_too_many(one: Clean, rng: Random) -> bytes:
    cut = rng.randrange(len(one.table[0]) + 1)
    return edited(one, any_row(one, rng), lambda cells: [*cells[:cut], "", *cells[cut:]])


@fault
def _delimiter_missing(one: Clean, rng: Random) -> bytes:
    cut = rng.randrange(1, len(one.table[0]))
    merge = lambda c: [*c[: cut - 1], c[cut - 1] + c[cut], *c[cut + 1 :]]  # noqa: E731
    return edited(one, any_row(one, rng), merge)


@fault
def _delimiter_of_one_row(one: Clean, rng: Random) -> bytes:
    lines, place = one.lines(), any_row(one, rng)
    other = rng.choice([sign for sign in ",;|" if sign != one.delimiter])
    lines[place] = other.join(one.cells(one.table[place]))
    return written(one, lines)


@fault
def _delimiter_of_the_file(one: Clean, rng: Random) -> bytes:
    other = rng.choice(",;|\t^~")
    return rewritten(one, lambda row: other.join(one._replace(delimiter=other).cells(row)))


@fault
def _delimiter_missing_in_the_header(one: Clean, rng: Random) -> bytes:
    cut = rng.randrange(1, len(one.table[0]))
    return edited(one, 0, lambda c: [*c[: cut - 1], c[cut - 1] + c[cut], *c[cut + 1 :]])


@fault
def _delimiter_too_many_in_the_header(one: Clean, rng: Random) -> bytes:
    cut = rng.randrange(len(one.table[0]) + 1)
    return edited(one, 0, lambda c: [*c[:cut], "", *c[cut:]])


@fault
def _delimiter_of_the_header(one: Clean, rng: Random) -> bytes:
    other = rng.choice([sign for sign in ",;| " if sign != one.delimiter])
    return written(one, [other.join(one.table[0]), *one.lines()[1:]])


@fault
def _delimiter_ends_each_row(one: Clean, rng: Random) -> bytes:
    header = rng.random() < 1 / 2
    lines = [line + one.delimiter for line in one.lines()]
    return written(one, lines if header else [one.lines()[0], *lines[1:]])


# Quotation marks.


@fault
def _quote_in_a_cell(one: Clean, rng: Random) -> bytes:
    place = rng.randrange(len(one.table[0]))

    def change(cells: list[str]) -> list[str]:
        cell = cells[place]
        cut = rng.randrange(len(cell) + 1)
        return [*cells[:place], cell[:cut] + '"' + cell[cut:], *cells[place + 1 :]]

    return edited(one, any_row(one, rng), change)


@fault
def _quote_that_does_not_close(one: Clean, rng: Random) -> bytes:
    place = rng.randrange(len(one.table[0]))
    return edited(one, any_row(one, rng), lambda c: [*c[:place], '"' + c[place], *c[place + 1 :]])


@fault
def _quote_missing(one: Clean, rng: Random) -> bytes:
    lines = [one.delimiter.join('"' + c.replace('"', '""') + '"' for c in row) for row in one.table]
    place = any_row(one, rng)
    at = rng.choice([n for n, sign in enumerate(lines[place]) if sign == '"'])
    lines[place] = lines[place][:at] + lines[place][at + 1 :]
    return written(one, lines)


@fault
def _quote_before_which_a_delimiter_is_missing(one: Clean, rng: Random) -> bytes:
    place, cut = any_row(one, rng), rng.randrange(1, len(one.table[0]))
    row = list(one.table[place])
    row[cut] = f"so{one.delimiter} oder so"
    cells = one.cells(row)
    lines = one.lines()
    cells[cut - 1 : cut + 1] = [cells[cut - 1] + cells[cut]]
    lines[place] = one.delimiter.join(cells)
    return written(one, lines)


@fault
def _quotes_around_a_row(one: Clean, rng: Random) -> bytes:
    lines, place = one.lines(), any_row(one, rng)
    lines[place] = '"' + lines[place].replace('"', '""') + '"'
    return written(one, lines)


@fault
def _quotes_after_blanks(one: Clean, _rng: Random) -> bytes:
    return rewritten(
        one,
        lambda row: f"{one.delimiter} ".join('"' + c.replace('"', '""') + '"' for c in row),
    )


@fault
def _quotes_that_are_apostrophes(one: Clean, _rng: Random) -> bytes:
    return rewritten(one, lambda row: one.delimiter.join(f"'{cell}'" for cell in row))


# Headers.


@fault
def _header_missing(one: Clean, _rng: Random) -> bytes:
    return written(one, one.lines()[1:])


@fault
def _header_once_more(one: Clean, rng: Random) -> bytes:
    lines, place = one.lines(), any_row(one, rng)
    return written(one, [*lines[:place], lines[0], *lines[place:]])


@fault
def _header_below_a_title(one: Clean, rng: Random) -> bytes:
    full = rng.random() < 1 / 2
    names = [f"Bericht {n}" for n in range(len(one.table[0]))] if full else ["Bericht"]
    gap = [""] * rng.randrange(2)
    return written(one, [one.delimiter.join(names), *gap, *one.lines()])


@fault
def _header_above_units(one: Clean, _rng: Random) -> bytes:
    lines = one.lines()
    units = ["text" if n % 2 else "YYYY-MM-DD" for n in range(len(one.table[0]))]
    return written(one, [lines[0], one.delimiter.join(units), *lines[1:]])


@fault
def _header_without_a_name(one: Clean, rng: Random) -> bytes:
    place = rng.randrange(len(one.table[0]))
    return edited(one, 0, lambda c: [*c[:place], "", *c[place + 1 :]])


@fault
def _header_cut_off(one: Clean, rng: Random) -> bytes:
    some = rng.randrange(1, len(one.table[0]))
    return edited(one, 0, lambda c: c[:some])
