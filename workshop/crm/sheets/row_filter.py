"""Which rows of a sheet are rows of its table; of those, only the wanted cells are kept."""

from __future__ import annotations

import re
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from workshop.crm.sheets.csv.encoding import STRAY
from workshop.crm.sheets.look import is_footer, is_size, is_total
from workshop.crm.sheets.no_record import Judge, Reason
from workshop.crm.sheets.notes import Notes
from workshop.errors import WorkshopError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from workshop.crm.sheets.row_pattern import RowPattern

    Row = tuple[int, Sequence[str]]
    """Its number as a spreadsheet shows it, and cells."""
    Piece = list[pa.Array]
    """Row numbers (int64), then the wanted columns (string) as they stand in the file."""

BATCH_ROWS = 50_000
BATCH_BYTES = 64 << 20
"""A batch ends at either; long cells must not fill the memory."""
STEP = 1000
BROKEN = (Reason.WIDTH, Reason.GROUP)
"""What the parts of a broken row are set aside for."""
DELIMITERS = ",;|\t"
SOMEWHERE = -1
"""Among the places of stray quotes: the cells of the whole row may be cut wrongly."""
TITLE = re.compile(r".*(?::\s|\(\s*\d|\d\s*\)).*", re.DOTALL)
"""What a line between rows says that groups them: “Owner: Ann (3)”."""


class _Held(NamedTuple):
    """A row that is kept unless the next line shows that it was broken in two."""

    number: int
    cells: Sequence[str]
    width: int
    short: bool
    stray: bool
    unnamed: tuple[int, ...]


class Sieve:
    """Keeps the rows that fit a pattern, and of them the wanted cells.

    The last row is held back until the next line is known; `released` gives it at the end.

    Args:
        pattern: what rows look like.
        places: the wanted columns, counted from 0.
        aside: where rows that are not kept are noted, with number and reason.
        notes: where what is odd in rows that are kept is noted.
        top: the number of the header's row.
        faults: row number to the places of stray quotes, for rows that have any.
    """

    def __init__(
        self,
        pattern: RowPattern,
        places: Sequence[int],
        aside: list[tuple[int, Reason]],
        notes: Notes | None = None,
        *,
        top: int = 1,
        faults: Mapping[int, frozenset[int]] | None = None,
    ) -> None:
        self._pattern, self._places, self._aside = pattern, places, aside
        self._notes = Notes() if notes is None else notes
        self._notes.columns, self._notes.surplus = pattern.width, pattern.surplus
        self._top, self._faults = top, {} if faults is None else faults
        self._pick, self._judge = _picker(places), Judge(pattern)
        self._unnamed = pattern.unnamed
        self._held: _Held | None = None
        self._broken_above = False
        self._loose = False
        self._below_gap = False

    @property
    def watchful(self) -> bool:
        """Whether the next row may be none of the table although it looks like one."""
        return self._judge.elsewhere or self._loose

    def kept(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows that fit, each with its wanted cells only; blank ones are passed over."""
        try:
            for number, cells in rows:
                yield from self._next(number, cells)
        except WorkshopError:
            yield from self.released()
            raise

    def _next(self, number: int, cells: Sequence[str]) -> Iterator[Row]:
        """Decide on a row, and yield the one above it if that is kept."""
        if not any(map(str.strip, cells)):
            yield from self.released()
            self._below_gap, self._broken_above, self._loose = True, False, False
            return
        reason = self._reason(number, cells)
        if reason in BROKEN and len(cells) < self._pattern.width:
            if self._held and self._breaks(self._held, cells):
                self._drop()
            if self._broken_above:
                reason = Reason.WIDTH
            loose = len(cells) == 1 and not self._below_gap and self._is_piece(cells[0])
        else:
            loose = False
        yield from self.released()
        if reason:
            self._set_aside(number, reason, len(cells))
        else:
            self._hold(number, cells)
        self._loose = loose

    def hold(self, number: int, picked: Sequence[str]) -> None:
        """Hold a row back of which only the wanted cells are known."""
        self._held = _Held(number, picked, self._pattern.width, False, False, ())
        self._below_gap = self._broken_above = self._loose = False

    def released(self, *, broken_off: bool = False) -> Iterator[Row]:
        """Yield the row that is held back, if there is one.

        Args:
            broken_off: whether it is the last row and no line end follows; then cells that are
                missing may be lost.
        """
        held, self._held = self._held, None
        if held is None:
            return
        if held.short and broken_off:
            self._set_aside(held.number, Reason.WIDTH, held.width)
            return
        self._remark(held)
        yield held.number, held.cells

    def _reason(self, number: int, cells: Sequence[str]) -> Reason | None:
        if number in self._faults and self._is_cut(self._faults[number], cells):
            return Reason.QUOTE
        first = number == self._top + 1
        reason = self._judge.reason(cells, below_gap=self._below_gap, first=first)
        if reason is not None:
            return reason
        if not self._pattern.fits(cells) and not self._short(cells):
            return Reason.WIDTH
        if self._loose and not self._pattern.begins(cells):
            return Reason.WIDTH
        lost = any(STRAY in cells[place] for place in self._places if place < len(cells))
        return Reason.BYTES if lost else None

    def _is_cut(self, stray: frozenset[int], cells: Sequence[str]) -> bool:
        """Say whether a stray quote cuts cells, or stands in one that is wanted and is no size."""
        wanted = [place for place in self._places if place in stray]
        columns = self._pattern.columns
        strict = any(columns[n].strict for n in wanted if n < len(columns))
        return SOMEWHERE in stray or strict or not all(is_size(cells[n]) for n in wanted)

    def _short(self, cells: Sequence[str]) -> bool:
        short = len(cells) < self._pattern.width and not self._broken_above
        return short and self._pattern.ends_early(cells)

    def _hold(self, number: int, cells: Sequence[str]) -> None:
        short = not self._pattern.fits(cells)
        stray = STRAY in "".join(cells)
        unnamed = [place for place in self._unnamed if "".join(cells[place : place + 1]).strip()]
        row = [*cells, *[""] * (self._pattern.width - len(cells))]
        self._held = _Held(number, self._pick(row), len(cells), short, stray, tuple(unnamed))
        self._below_gap = self._broken_above = False

    def _breaks(self, above: _Held, cells: Sequence[str]) -> bool:
        """Say whether a line is the rest of the row above it, broken in two."""
        return above.short or (len(cells) == 1 and self._is_rest(cells[0]))

    def _is_piece(self, cell: str) -> bool:
        """Say whether a line's only cell may be a piece of a row; no title, nor a whole row."""
        whole = any(cell.count(sign) >= self._pattern.width - 1 for sign in DELIMITERS)
        return not (whole or is_total(cell) or is_footer(cell) or TITLE.fullmatch(cell))

    def _is_rest(self, cell: str) -> bool:
        """Say whether a line's only cell may be the end of the row above; not where it is a key."""
        return self._is_piece(cell) and not self._pattern.begins([cell])

    def _drop(self) -> None:
        if self._held:
            self._set_aside(self._held.number, Reason.WIDTH, self._held.width)
        self._held = None

    def _set_aside(self, number: int, reason: Reason, cells: int) -> None:
        self._aside.append((number, reason))
        self._broken_above = reason in BROKEN and cells < self._pattern.width
        if reason is Reason.WIDTH:
            self._notes.widths[number] = cells

    def _remark(self, held: _Held) -> None:
        if held.short:
            self._notes.short.append(held.number)
        if held.stray:
            self._notes.stray.append(held.number)
        for place in held.unnamed:
            self._notes.filled(place, [held.number])


def _picker(places: Sequence[int]) -> Callable[[Sequence[str]], Sequence[str]]:
    if len(places) > 1:
        return itemgetter(*places)
    return lambda cells: [cells[place] for place in places]


def pieces(rows: Iterator[Row], columns: int) -> Iterator[Piece]:
    """Yield rows as Arrow arrays, some ten thousand at a time.

    Args:
        rows: numbers and cells.
        columns: how many cells each row has.
    """
    steps: list[Piece] = []
    while step := list(islice(rows, STEP)):
        steps.append(_arrays(step, columns))
        if _full(steps):
            yield _joined(steps)
            steps = []
    if steps:
        yield _joined(steps)


def gathered(found: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the same rows in fewer pieces, where small ones follow each other."""
    waiting: Piece | None = None
    for piece in found:
        if waiting is None:
            waiting = piece
        elif len(waiting[0]) + len(piece[0]) <= BATCH_ROWS:
            waiting = _joined([waiting, piece])
        else:
            yield waiting
            waiting = piece
    if waiting is not None:
        yield waiting


def _arrays(rows: list[Row], columns: int) -> Piece:
    numbers, cells = zip(*rows, strict=True)
    texts = zip(*cells, strict=True) if columns else ()
    return [pa.array(numbers, pa.int64()), *(pa.array(text, pa.string()) for text in texts)]


def _full(steps: list[Piece]) -> bool:
    size = sum(array.nbytes for step in steps for array in step)
    return len(steps) * STEP >= BATCH_ROWS or size >= BATCH_BYTES


def _joined(steps: list[Piece]) -> Piece:
    return [pa.concat_arrays(arrays) for arrays in zip(*steps, strict=True)]
