"""Dates and times as people and programs write them, each turned to ISO 8601 and then read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from workshop.crm.readings.proof import more_by_far
from workshop.crm.readings.sql import literal, matches, replaced

Order = Literal["day_first", "month_first"]

TIME = r"(,? ?[T ] ?\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[AaPp]\.?[Mm]\.?| Uhr)?)?"
OFFSET = r"( ?(Z|UTC|GMT|[+-]\d{2}(:?\d{2})?))?"
MONTHS: tuple[tuple[int, str], ...] = (
    (1, "jan|januar|january|jän|jänner"),
    (2, "feb|februar|february"),
    (3, "mar|mär|mrz|märz|maerz|march"),
    (4, "apr|april"),
    (5, "mai|may"),
    (6, "jun|juni|june"),
    (7, "jul|juli|july"),
    (8, "aug|august"),
    (9, "sep|sept|september"),
    (10, "okt|oct|oktober|october"),
    (11, "nov|november"),
    (12, "dez|dec|dezember|december"),
)
MONTH = f"(?i:{'|'.join(names for _, names in MONTHS)})"
SERIAL_DAYS = (20_000, 80_000)
"""Excel's day numbers from 1954 to 2119; others are no dates of a CRM."""


@dataclass(frozen=True)
class Shape:
    """One way to write a moment.

    Attributes:
        key: its name.
        pattern: of the whole cell (RE2).
        parts: of its date, and what turns it into year-month-day; empty where it has none.
    """

    key: str
    pattern: str
    parts: tuple[str, str] = ("", "")


SHAPES: tuple[Shape, ...] = (
    Shape("iso", rf"\d{{4}}-\d{{1,2}}-\d{{1,2}}{TIME}{OFFSET}"),
    Shape(
        "year_first",
        rf"\d{{4}}[./]\d{{1,2}}[./]\d{{1,2}}\.?{TIME}{OFFSET}",
        (r"^(\d{4})[./](\d{1,2})[./](\d{1,2})\.?", r"\1-\2-\3"),
    ),
    Shape("compact", r"(19|20)\d{6}", (r"^(\d{4})(\d{2})(\d{2})$", r"\1-\2-\3")),
    Shape("month", r"\d{4}[-/.]\d{1,2}", (r"^(\d{4})[-/.](\d{1,2})$", r"\1-\2-1")),
    Shape("month_year", r"\d{1,2}[./]\d{4}", (r"^(\d{1,2})[./](\d{4})$", r"\2-\1-1")),
    Shape(
        "day_name",
        rf"\d{{1,2}}\.?[ -]?{MONTH}\.?,?[ -]\d{{4}}{TIME}{OFFSET}",
        (rf"^(\d{{1,2}})\.?[ -]?({MONTH})\.?,?[ -](\d{{4}})", r"\3-\2-\1"),
    ),
    Shape(
        "name_day",
        rf"{MONTH}\.? \d{{1,2}},? \d{{4}}{TIME}{OFFSET}",
        (rf"^({MONTH})\.? (\d{{1,2}}),? (\d{{4}})", r"\3-\1-\2"),
    ),
)
ENDING = rf"\d{{1,2}}[./-]\d{{1,2}}[./-](\d{{4}}|\d{{2}}){TIME}{OFFSET}"
"""Day and month before the year, in an order that the cell alone need not tell."""
DOTTED = r"\d{1,2}\.\d{1,2}\..*"
ENDING_PARTS = r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})"
SHORT_YEAR = r"^(\d{{1,2}}[./-]\d{{1,2}}[./-])({}\d)($|[^\d])"
CENTURIES = ((19, "[7-9]"), (20, "[0-6]"))
"""Years of two digits, as POSIX reads them."""
TWO_PARTS = r"^(\d{1,2})[./-](\d{1,2})"
ORDERED: dict[Order, str] = {"day_first": r"\3-\2-\1", "month_first": r"\3-\1-\2"}
SERIAL, SECONDS, MILLIS = r"\d{5}(\.\d+(e0)?)?", r"\d{10}", r"\d{13}"


class MomentShapes(NamedTuple):
    """How many cells of a column are written in which way.

    Attributes:
        day_first, month_first: year at the end, and a day beyond 12 that proves the order;
            dots prove it as well, because nobody writes the month first with them.
        either: year at the end, and both orders give a date.
        numbers: day numbers of Excel, or seconds since 1970.
        known: in another way that is read without doubt.
        clean: as programs write them, without an offset.
        other: no moment at all.
    """

    day_first: int
    month_first: int
    either: int
    numbers: int
    known: int
    clean: int
    other: int

    @property
    def all_clean(self) -> bool:
        """Whether no cell needs more than a cast."""
        return sum(self) == self.clean


CLEAN = r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?)?"
"""What most programs write; looked for first, because it is read ten times faster."""
HALF_DAY = r".*\d ?[AaPp]\.?[Mm]\.?"
HALF_DAY_PATTERNS = ("%Y-%m-%d %I:%M:%S %p", "%Y-%m-%d %I:%M %p")
ZONED = r".+:\d{2}(\.\d+)?(Z|[+-]\d{2}(:?\d{2})?)"
TIDY: tuple[tuple[str, str], ...] = (
    (r"^(\d+-\d+-\d+)[,T ]+", r"\1 "),
    (r"(:\d{2}),(\d+)", r"\1.\2"),
    (r" Uhr$", ""),
    (r" ?(UTC|GMT)$", "Z"),
    (r"(:\d{2}(\.\d+)?) ([+-Z])", r"\1\3"),
    (r"( \d{1,2}:\d{2})(Z|[+-].*)$", r"\1:00\2"),
    (r"(?i) ?([ap])\.?(m)\.?$", r" \1\2"),
)
"""Steps from what people write after a date to what the engine reads."""


def _beyond_twelve(text: str, place: int) -> str:
    part = f"regexp_extract({text}, {literal(TWO_PARTS)}, {place})"
    return f"try_cast({part} as integer) > 12"


def shape(text: str) -> str:
    """Return SQL for the field of `MomentShapes` that a filled cell counts for."""
    numbers = " or ".join(matches(text, one) for one in (SERIAL, SECONDS, MILLIS))
    known = " or ".join(matches(text, one.pattern) for one in SHAPES)
    first, second = (_beyond_twelve(text, place) for place in (1, 2))
    ending = (
        f"case when {first} and {second} then 'other' when {first} then 'day_first'"
        f" when {second} then 'month_first' when {matches(text, DOTTED)} then 'day_first'"
        f" else 'either' end"
    )
    return (
        f"case when {matches(text, CLEAN)} then 'clean' when {matches(text, ENDING)} then {ending}"
        f" when {numbers} then 'numbers' when {known} then 'known' else 'other' end"
    )


def clean(text: str) -> str:
    """Return SQL for the moment in a text whose shape is ``clean``."""
    return f"try_cast({text} as timestamp)"


def moment(text: str, order: Order | None, zone: str) -> str:
    """Return SQL for the moment in a text, as a local timestamp; null where it is none.

    Args:
        text: an SQL text, trimmed.
        order: of day and month where the year stands last; None where nothing may stand so.
        zone: whose clock the team reads, such as Europe/Berlin; moments with an offset and
            seconds since 1970 are turned to it.
    """
    iso = _tidy(_iso(text, order))
    patterns = ", ".join(literal(pattern) for pattern in HALF_DAY_PATTERNS)
    local = f"timezone({literal(zone)}, try_cast({iso} as timestamptz))"
    return (
        f"case when {matches(text, CLEAN)} then try_cast({text} as timestamp)"
        f" when {matches(text, MILLIS)} then {_since_1970(text, 1000, zone)}"
        f" when {matches(text, SECONDS)} then {_since_1970(text, 1, zone)}"
        f" when {matches(text, SERIAL)} then {_day_number(text)}"
        f" when {matches(text, HALF_DAY)} then try_strptime({iso}, [{patterns}])"
        f" when {matches(iso, ZONED)} then {local}"
        f" else try_cast({iso} as timestamp) end"
    )


def _since_1970(text: str, parts: int, zone: str) -> str:
    moment = f"to_timestamp(try_cast({text} as double) / {parts})"
    return f"timezone({literal(zone)}, {moment})"


def _day_number(text: str) -> str:
    """Return SQL for Excel's count of days; its day 60, 29 February 1900, never was."""
    days = f"try_cast({text} as double)"
    seconds = f"to_seconds(round({days} * 86400)::bigint)"
    low, high = SERIAL_DAYS
    return f"case when {days} between {low} and {high} then timestamp '1899-12-30' + {seconds} end"


def _iso(text: str, order: Order | None) -> str:
    """Return SQL that turns the date of a moment's text into year-month-day, null if unknown."""
    cases = [
        f"when {matches(text, one.pattern)} then {_turned(text, *one.parts)}" for one in SHAPES
    ]
    if order is not None:
        full = text
        for century, years in CENTURIES:
            full = replaced(full, SHORT_YEAR.format(years), rf"\1{century}\2\3")
        turned = replaced(full, ENDING_PARTS, ORDERED[order])
        cases.append(f"when {matches(text, ENDING)} then {turned}")
    return f"(case {' '.join(cases)} end)"


def _turned(text: str, pattern: str, by: str) -> str:
    if not pattern:
        return text
    turned = replaced(text, pattern, by)
    if MONTH not in pattern:
        return turned
    for number, names in MONTHS:
        turned = replaced(turned, rf"(?i)-({names})-", f"-{number}-")
    return turned


def _tidy(iso: str) -> str:
    for pattern, by in TIDY:
        iso = replaced(iso, pattern, by)
    return iso


def decide(shapes: MomentShapes) -> Order | None:
    """Return the order of day and month that a column's cells prove, or None."""
    won = more_by_far(shapes.day_first, shapes.month_first)
    return None if won is None else ("day_first", "month_first")[won]
