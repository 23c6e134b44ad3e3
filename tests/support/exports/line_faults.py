"""Faults in the lines of an export: their ends, their encoding, and what stands beside rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.exports.cell_faults import any_row, fault, written

if TYPE_CHECKING:
    from random import Random

    from support.exports.cell_faults import Clean


# Row ends.


@fault
def _row_broken(one: Clean, rng: Random) -> bytes:
    lines, place = one.lines(), any_row(one, rng)
    at = rng.randrange(1, len(lines[place]))
    lines[place] = lines[place][:at] + one.end + lines[place][at:]
    return written(one, lines)


@fault
def _rows_joined(one: Clean, rng: Random) -> bytes:
    lines, place = one.lines(), rng.randrange(1, len(one.table) - 1)
    sign = rng.choice(["", one.delimiter])
    return written(
        one, [*lines[:place], lines[place] + sign + lines[place + 1], *lines[place + 2 :]]
    )


@fault
def _row_ends_of_the_file(one: Clean, rng: Random) -> bytes:
    end = rng.choice(["\r", "\r\n", "\n"])
    return written(one._replace(end=end), one.lines())


@fault
def _row_ends_mixed(one: Clean, rng: Random) -> bytes:
    ends = ["\r\n", "\n", "\n\n", "\r"]
    return "".join(line + rng.choice(ends) for line in one.lines()).encode()


@fault
def _row_cut_off_at_the_end_of_the_file(one: Clean, rng: Random) -> bytes:
    lines = one.lines()
    cut = rng.randrange(1, one.table[-1].__len__())
    last = one.delimiter.join(one.cells(one.table[-1])[:cut])
    return one.end.join([*lines[:-1], last]).encode()


@fault
def _rows_without_their_empty_ends(one: Clean, _rng: Random) -> bytes:
    return written(one, [line.rstrip(one.delimiter) for line in one.lines()])


# Encodings.


@fault
def _encoding_of_the_file(one: Clean, rng: Random) -> bytes:
    codec = rng.choice(["cp1252", "utf-16", "utf-8-sig", "utf-16-le"])
    return (one.end.join(one.lines()) + one.end).encode(codec)


@fault
def _encoding_of_one_row(one: Clean, rng: Random) -> bytes:
    most, other = rng.sample(["utf-8", "cp1252"], 2)
    place = any_row(one, rng)
    lines = [line.encode(other if n == place else most) for n, line in enumerate(one.lines())]
    return one.end.encode().join(lines) + one.end.encode()


@fault
def _encoding_broken_by_a_byte(one: Clean, rng: Random) -> bytes:
    whole = written(one, one.lines())
    at = rng.randrange(len(one.lines()[0]) + 2, len(whole))
    return whole[:at] + rng.choice([b"\x00", b"\xff", b"\x81"]) + whole[at:]


@fault
def _encoding_with_control_letters(one: Clean, _rng: Random) -> bytes:
    whole = one.end.join(one.lines()) + one.end
    return whole.replace("–", "\x96").encode()


# Other tables and lines.


def _other(one: Clean, width: int) -> list[str]:
    rows = [[f"Name {n}" for n in range(width)]] + [
        [f"Q{row}{cell}" for cell in range(width)] for row in range(5)
    ]
    return [one.delimiter.join(row) for row in rows]


@fault
def _table_below(one: Clean, rng: Random) -> bytes:
    width = len(one.table[0]) + rng.randrange(-3, 2)
    gap = [""] * rng.randrange(2)
    return written(one, [*one.lines(), *gap, *_other(one, max(2, width))])


@fault
def _table_of_the_same_kind_below(one: Clean, _rng: Random) -> bytes:
    half = len(one.table) // 2
    lines = one.lines()
    return written(one, [*lines[:half], "", lines[0], *lines[half:]])


@fault
def _lines_below(one: Clean, rng: Random) -> bytes:
    lines = ["Pipelinebericht", "Erstellt von Erika Muster am 28.02.2026", "Beispiel GmbH"]
    pad = one.delimiter * (len(one.table[0]) - 1) * rng.randrange(2)
    return written(one, [*one.lines(), "", *(line + pad for line in lines)])


@fault
def _total_below(one: Clean, _rng: Random) -> bytes:
    total = ["Gesamt", *[""] * (len(one.table[0]) - 2), "123456"]
    return written(one, [*one.lines(), one.delimiter.join(total)])


@fault
def _lines_between(one: Clean, rng: Random) -> bytes:
    lines, place = one.lines(), any_row(one, rng)
    title = f"Status: offen ({rng.randrange(9)})" + one.delimiter * (len(one.table[0]) - 1)
    return written(one, [*lines[:place], title, *lines[place:]])
