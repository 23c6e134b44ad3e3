"""Files damaged by chance: bytes, lines, cells, delimiters, quotes, encodings, halves of books."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from support.exports.books import repacked

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from support.corpus.exported import Way

OF_TEXT: dict[str, Callable[[bytes, Way, Random], bytes]] = {}
OF_BOOKS: dict[str, Callable[[bytes, Way, Random], bytes]] = {}


def _of_text(
    make: Callable[[bytes, Way, Random], bytes],
) -> Callable[[bytes, Way, Random], bytes]:
    OF_TEXT[make.__name__.strip("_")] = make
    return make


def _of_books(
    make: Callable[[bytes, Way, Random], bytes],
) -> Callable[[bytes, Way, Random], bytes]:
    OF_BOOKS[make.__name__.strip("_")] = make
    return make


def mangled(content: bytes, way: Way, name: str, rng: Random) -> bytes:
    """Return a file with the damage of this name."""
    return {**OF_TEXT, **OF_BOOKS}[name](content, way, rng)


def _table(content: bytes, way: Way) -> list[list[str]]:
    text = content.decode(way.encoding)
    return list(csv.reader(StringIO(text, newline=""), delimiter=way.delimiter))


def _written(table: list[list[str]], way: Way, delimiter: str = "") -> bytes:
    text = StringIO(newline="")
    quoting: Any = csv.QUOTE_ALL if way.quoted else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=delimiter or way.delimiter, quoting=quoting).writerows(table)
    return text.getvalue().encode(way.encoding, errors="replace")


def _lines(content: bytes, way: Way, change: Callable[[list[str]], list[str]]) -> bytes:
    text = content.decode(way.encoding)
    return "".join(change(text.splitlines(keepends=True))).encode(way.encoding)


def _place(rng: Random, table: list[list[str]]) -> tuple[int, int]:
    row = rng.randrange(1, len(table))
    return row, rng.randrange(max(1, len(table[row])))


# Bytes.


@_of_text
def _bytes_flipped(content: bytes, _way: Way, rng: Random) -> bytes:
    found = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 5))):
        found[rng.randrange(len(found))] ^= 1 << rng.randrange(8)
    return bytes(found)


@_of_text
def _bytes_of_chance(content: bytes, _way: Way, rng: Random) -> bytes:
    at = rng.randrange(len(content))
    return content[:at] + rng.randbytes(rng.choice((1, 2, 8))) + content[at + rng.randrange(3) :]


@_of_text
def _bytes_lost(content: bytes, _way: Way, rng: Random) -> bytes:
    at = rng.randrange(len(content))
    return content[:at] + content[at + rng.choice((1, 2, 20, 200)) :]


@_of_text
def _bytes_of_nothing(content: bytes, _way: Way, rng: Random) -> bytes:
    at = rng.randrange(len(content))
    return content[:at] + bytes(rng.choice((1, 4))) + content[at:]


@_of_text
def _cut_off(content: bytes, _way: Way, rng: Random) -> bytes:
    return content[: rng.randrange(len(content))]


# Lines.


@_of_text
def _lines_dropped(content: bytes, way: Way, rng: Random) -> bytes:
    gone = rng.choice((1, 3, 10))
    return _lines(content, way, lambda lines: _without(lines, gone, rng))


def _without(lines: list[str], gone: int, rng: Random) -> list[str]:
    at = rng.randrange(len(lines))
    return lines[:at] + lines[at + gone :]


@_of_text
def _lines_doubled(content: bytes, way: Way, rng: Random) -> bytes:
    def change(lines: list[str]) -> list[str]:
        at, to = rng.randrange(len(lines)), rng.randrange(len(lines))
        return lines[:to] + lines[at : at + rng.choice((1, 2, 5))] + lines[to:]

    return _lines(content, way, change)


@_of_text
def _lines_in_another_order(content: bytes, way: Way, rng: Random) -> bytes:
    def change(lines: list[str]) -> list[str]:
        body = lines[1:]
        rng.shuffle(body)
        return [lines[0], *body]

    return _lines(content, way, change)


@_of_text
def _line_broken(content: bytes, way: Way, rng: Random) -> bytes:
    text = content.decode(way.encoding)
    at = rng.randrange(len(text))
    return (text[:at] + "\n" + text[at:]).encode(way.encoding)


@_of_text
def _lines_joined(content: bytes, way: Way, rng: Random) -> bytes:
    def change(lines: list[str]) -> list[str]:
        at = rng.randrange(len(lines))
        return [*lines[:at], lines[at].rstrip("\r\n"), *lines[at + 1 :]]

    return _lines(content, way, change)


@_of_text
def _line_ends_of_another_system(content: bytes, way: Way, rng: Random) -> bytes:
    text = content.decode(way.encoding).replace("\r\n", "\n")
    return text.replace("\n", rng.choice(("\r", "\r\n", "\n\n", "\n\r"))).encode(way.encoding)


# Delimiters and quotes.


@_of_text
def _delimiter_of_the_file(content: bytes, way: Way, rng: Random) -> bytes:
    return _written(_table(content, way), way, rng.choice(",;\t|^"))


@_of_text
def _delimiter_of_a_line(content: bytes, way: Way, rng: Random) -> bytes:
    def change(lines: list[str]) -> list[str]:
        at = rng.randrange(len(lines))
        other = lines[at].replace(way.delimiter, rng.choice(",;\t|"))
        return [*lines[:at], other, *lines[at + 1 :]]

    return _lines(content, way, change)


@_of_text
def _delimiter_more_or_less(content: bytes, way: Way, rng: Random) -> bytes:
    text = content.decode(way.encoding)
    at = rng.randrange(len(text))
    if rng.random() < 1 / 2:
        return (text[:at] + way.delimiter + text[at:]).encode(way.encoding)
    at = text.find(way.delimiter, at)
    return (text[:at] + text[at + 1 :]).encode(way.encoding)


@_of_text
def _quote_more_or_less(content: bytes, way: Way, rng: Random) -> bytes:
    text = content.decode(way.encoding)
    at = rng.randrange(len(text))
    if rng.random() < 1 / 2 or '"' not in text:
        return (text[:at] + '"' + text[at:]).encode(way.encoding)
    at = text.find('"', at % max(1, text.rindex('"')))
    return (text[:at] + text[at + 1 :]).encode(way.encoding)


@_of_text
def _quotes_of_another_kind(content: bytes, way: Way, rng: Random) -> bytes:
    sign = rng.choice("'„`")
    lines = [way.delimiter.join(f"{sign}{c}{sign}" for c in row) for row in _table(content, way)]
    return "\n".join(lines).encode(way.encoding, errors="replace")


# Cells.


@_of_text
def _cells_swapped(content: bytes, way: Way, rng: Random) -> bytes:
    table = _table(content, way)
    row, one = _place(rng, table)
    other = rng.randrange(max(1, len(table[row])))
    if table[row]:
        table[row][one], table[row][other] = table[row][other], table[row][one]
    return _written(table, way)


@_of_text
def _cells_swapped_between_rows(content: bytes, way: Way, rng: Random) -> bytes:
    table = _table(content, way)
    (row, one), (below, _) = _place(rng, table), _place(rng, table)
    if min(len(table[row]), len(table[below])) > one:
        table[row][one], table[below][one] = table[below][one], table[row][one]
    return _written(table, way)


@_of_text
def _cells_emptied(content: bytes, way: Way, rng: Random) -> bytes:
    table = _table(content, way)
    for _ in range(rng.choice((1, 3, 20))):
        row, one = _place(rng, table)
        table[row][one : one + 1] = [""]
    return _written(table, way)


@_of_text
def _cells_of_nonsense(content: bytes, way: Way, rng: Random) -> bytes:
    table = _table(content, way)
    row, one = _place(rng, table)
    nonsense = ("?", "n/a", "#REF!", "1e9", "-", "1.234", "1,234", "31.02.2026", "2099-01-01")
    table[row][one : one + 1] = [rng.choice((*nonsense, "Won't", "12/13/14", "0", "TEUR 5", "∞"))]
    return _written(table, way)


@_of_text
def _columns_in_another_order(content: bytes, way: Way, rng: Random) -> bytes:
    table = _table(content, way)
    width = max(map(len, table))
    order = rng.sample(range(width), width)
    full = [row + [""] * (width - len(row)) for row in table]
    return _written([[row[n] for n in order] for row in full], way)


@_of_text
def _columns_lost(content: bytes, way: Way, rng: Random) -> bytes:
    table = _table(content, way)
    gone = rng.randrange(len(table[0]))
    return _written([row[:gone] + row[gone + 1 :] for row in table], way)


# Encodings.


@_of_text
def _encoding_of_another_system(content: bytes, way: Way, rng: Random) -> bytes:
    text = content.decode(way.encoding).lstrip("\ufeff")
    other = rng.choice(("cp1252", "utf-16", "utf-16-le", "utf-32", "cp850", "mac_roman", "utf-7"))
    return text.encode(other, errors="replace")


@_of_text
def _encoding_twice(content: bytes, way: Way, _rng: Random) -> bytes:
    return content.decode(way.encoding).encode().decode("latin-1").encode()


# Workbooks.


@_of_books
def _book_cut_off(content: bytes, _way: Way, rng: Random) -> bytes:
    return content[: rng.randrange(len(content))]


@_of_books
def _book_bytes_flipped(content: bytes, _way: Way, rng: Random) -> bytes:
    return _bytes_flipped(content, _way, rng)


@_of_books
def _book_part_lost(content: bytes, _way: Way, rng: Random) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        parts.pop(rng.choice(sorted(parts)))

    return repacked(content, change)


@_of_books
def _book_part_damaged(content: bytes, _way: Way, rng: Random) -> bytes:
    damage = rng.choice((_bytes_flipped, _bytes_lost, _cut_off, _bytes_of_chance))

    def change(parts: dict[str, bytes]) -> None:
        name = rng.choice(sorted(parts))
        parts[name] = damage(parts[name], _way, rng) if parts[name] else b""

    return repacked(content, change)


def is_book(content: bytes) -> bool:
    """Say whether a zip can be opened."""
    try:
        with ZipFile(BytesIO(content)) as book:
            return book.testzip() is None
    except (BadZipFile, OSError, ValueError):
        return False
