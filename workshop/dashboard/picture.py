"""The dashboard as one picture of 1920 by 1080 pixels, to be read from the last row."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from workshop.charts.lettering import width
from workshop.charts.theme import BOTH, INK, LINE, MARKETING, MUTED, SALES
from workshop.colours import LIGHT
from workshop.dashboard.board import LEAD, Board, cut, smaller
from workshop.dashboard.document import MARKS, State
from workshop.dashboard.drawing import bullet_of, trend_of
from workshop.packages import loading
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.dashboard.document import Dashboard, Line

WIDE, HIGH, MARGIN, GAP, PAD = 1920, 1080, 56, 28, 30
TOP, BOTTOM = 222, 1018
PAPER, CARD = LIGHT["paper"], LIGHT["card"]
CHIPS: dict[State, tuple[str, str]] = {
    State.REACHED: (LIGHT["good-pale"], LIGHT["good"]),
    State.CLOSE: (LIGHT["both-pale"], INK),
    State.AHEAD: (LIGHT["warn-pale"], LIGHT["warn"]),
    State.UNKNOWN: (LIGHT["both-pale"], INK),
}
"""Ground and ink of each state."""
ONE_ROW, MOST_WIDE = 3, 920
BESIDE = 700
"""From this inner width on, the charts of a low card stand beside its words."""


class _Sizes(NamedTuple):
    """Sizes of type on a card."""

    label: int
    number: int
    text: int
    small: int


HIGH_CARD, LOW_CARD = _Sizes(32, 104, 24, 19), _Sizes(28, 66, 21, 17)
CHART, LOW_CHART = 480, 370
"""How wide charts are at most, so that words find room below them."""


def picture(dashboard: Dashboard) -> bytes:
    """Return the page as PNG."""
    with loading():
        import vl_convert  # noqa: PLC0415 - a computer may block it; the pages need none of it

    return bytes(vl_convert.svg_to_png(picture_svg(dashboard)))


def picture_svg(dashboard: Dashboard) -> str:
    """Return the page as one SVG document."""
    words = Words(dashboard.lang)
    board = Board(WIDE, HIGH, PAPER)
    _head(board, dashboard, words)
    n = len(dashboard.lines)
    columns = n if n <= ONE_ROW else ceil(n / 2)
    rows = 1 if n <= ONE_ROW else 2
    wide = min((WIDE - 2 * MARGIN - (columns - 1) * GAP) / columns, MOST_WIDE)
    high = (BOTTOM - TOP - (rows - 1) * GAP) / rows
    for place, line in enumerate(dashboard.lines):
        row, column = divmod(place, columns)
        x, y = MARGIN + column * (wide + GAP), TOP + row * (high + GAP)
        sizes = HIGH_CARD if rows == 1 else LOW_CARD
        _Card(board, line, words, x, y, wide, high, sizes).draw()
    return board.svg


def _head(board: Board, dashboard: Dashboard, words: Words) -> None:
    room = WIDE - 2 * MARGIN
    day = words("as of {day}", day=dashboard.as_of)
    board.line(
        MARGIN, 62, f"{words('Sales and marketing round one table')} · {day}", 24, BOTH, bold=True
    )
    size = smaller(dashboard.title, room, 68, 40, bold=True)
    board.line(MARGIN, 134, dashboard.title, size, bold=True)
    size = smaller(dashboard.summary, room, 29, 22)
    lines = cut(dashboard.summary, room, size, 2)
    for number, line in enumerate(lines):
        board.line(MARGIN, (184 if len(lines) == 1 else 172) + 28 * number, line, size)
    data = words("Calculated from: {data}", data=dashboard.data)
    said = f"{data} · {words('Formulas, caveats and SQL are on the page.')}"
    (footer,) = cut(said, room, 19, 1)
    if dashboard.calendar:
        (hours,) = cut(dashboard.calendar, room, 19, 1)
        board.line(MARGIN, HIGH - 42, hours, 19, MUTED)
    board.line(MARGIN, HIGH - 17 if dashboard.calendar else HIGH - 26, footer, 19, MUTED)


@dataclass
class _Card:
    """One number on the board; `at` is the foot of what was written last."""

    board: Board
    line: Line
    words: Words
    x: float
    y: float
    wide: float
    high: float
    sizes: _Sizes

    def draw(self) -> None:
        """Pin everything, from the top."""
        self.board.rect(self.x, self.y, self.wide, self.high, LINE, round_=16)
        self.board.rect(self.x + 1.5, self.y + 1.5, self.wide - 3, self.high - 3, CARD, round_=15)
        self.board.rect(self.x, self.y, self.wide, 9, BOTH, round_=4)
        self.left, self.room = self.x + PAD, self.wide - 2 * PAD
        self.foot = self.y + self.high - 18
        low = self.sizes is LOW_CARD
        beside = low and self.room >= BESIDE
        whole = self.room
        if beside:
            self.room = whole * 0.47
        self.at = self.y + 22.0
        self._label()
        self._number()
        self._state()
        if beside:
            self._charts(self.left + whole * 0.51, self.y + 26, whole * 0.49)
        else:
            most = min(self.room, LOW_CHART if low else CHART)
            self.at += self._charts(self.left, self.at + 8, most, trend=not low) + 4
        self._people(in_one=low and not beside)
        self._small_print()

    def _write(
        self, text: str, size: float, colour: str = INK, *, bold: bool = False, most: int = 1
    ) -> None:
        for one in cut(text, self.room, size, most, bold=bold):
            self.at += size * LEAD
            if self.at <= self.foot:
                self.board.line(self.left, self.at, one, size, colour, bold=bold)

    def _label(self) -> None:
        size, period = self.sizes.text, self.line.shown.period
        foot = self.at + self.sizes.label * LEAD
        self.board.line(self.left + self.room, foot, period, size, MUTED, bold=True, anchor="end")
        room = self.room
        self.room -= width(period, size, bold=True) + 16
        fit = smaller(self.line.label, self.room, self.sizes.label, self.sizes.small, bold=True)
        self._write(self.line.label, fit, bold=True, most=1)
        self.at = max(self.at, foot)
        self.room = room

    def _number(self) -> None:
        number, unit = self.line.shown.parts
        beside = width(f" {unit}", self.sizes.label) if unit else 0
        size = smaller(number, self.room - beside, self.sizes.number, self.sizes.label, bold=True)
        self.at += size * 0.96
        self.board.line(self.left, self.at, number, size, BOTH, bold=True)
        after = self.left + width(number, int(size), bold=True) + 14
        self.board.line(after, self.at, unit, self.sizes.label, BOTH)
        self.at += size * 0.09
        shown, words = self.line.shown, self.words
        parts = [words("95% interval {span}", span=shown.interval)] if shown.interval else []
        text = " · ".join([*parts, shown.cases])
        self._write(text, smaller(text, self.room, self.sizes.text - 2, 14), MUTED)

    def _state(self) -> None:
        if self.line.shown.value is None and self.line.caveats:
            self._write(
                self.line.caveats[0], self.sizes.text, CHIPS[State.AHEAD][1], bold=True, most=3
            )
        if self.line.target is None:
            return
        state, size = self.line.target.state, self.sizes.text
        ground, ink = CHIPS[state]
        text, room = self.line.target.standing, self.room - 58
        fit = smaller(text, room, size, 15, bold=True)
        (said,) = cut(text, room, fit, 1, bold=True)
        wide = width(said, int(fit), bold=True) + 62
        foot = self.at + 12 + size * 1.18
        self.board.rect(
            self.left, self.at + 12, min(wide, self.room), size * 1.7, ground, round_=10
        )
        if state is State.REACHED:
            self.board.tick(self.left + 14, foot, size, ink)
        else:
            self.board.line(self.left + 14, foot, MARKS[state], size, ink, bold=True)
        self.board.line(self.left + 42, foot, said, fit, ink, bold=True)
        self.at += 12 + size * 1.7

    def _charts(self, x: float, y: float, wide: float, *, trend: bool = True) -> float:
        """Pin the charts there are, one below the other, and return how high they are."""
        high = 0.0
        bullet = bullet_of(self.line, self.words)
        quarters = trend_of(self.line, self.words) if trend or bullet is None else None
        for chart in (bullet, quarters):
            if chart is not None:
                high += self.board.chart(chart, x, y + high, wide, self.words) + 6
        return high

    def _people(self, *, in_one: bool) -> None:
        line, size = self.line, self.sizes.text
        pairs = ((f"● {line.sales_owner}", SALES), (f"▲ {line.marketing_owner}", MARKETING))
        if not (line.sales_owner or line.marketing_owner):
            return
        if not in_one:
            for text, colour in pairs:
                self._write(text, smaller(text, self.room, size, 16, bold=True), colour, bold=True)
            return
        self.at += size * LEAD
        half = self.room / 2 - 8
        for place, (text, colour) in enumerate(pairs):
            fit = smaller(text, half, size, 15, bold=True)
            (said,) = cut(text, half, fit, 1, bold=True)
            x = self.left + place * (half + 16)
            self.board.line(x, self.at, said, fit, colour, bold=True)

    def _small_print(self) -> None:
        line, words, size = self.line, self.words, self.sizes.small
        said = []
        if line.shown != line.whole:
            said.append(words("All data: {value}", value=line.whole.text))
        if line.counter:
            label = words("Cross-check: {kpi}", kpi=line.counter.label)
            said.append(f"{label}, {line.counter.text}")
        said += line.caveats if line.shown.value is not None else line.caveats[1:]
        self.at += 4
        for text in said:
            lines = int((self.foot - self.at) / (size * LEAD))
            if lines < 1:
                return
            self._write(text, size, MUTED, most=lines)
