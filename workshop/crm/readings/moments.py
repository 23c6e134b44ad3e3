"""Dates and times as people and programs write them, each turned to ISO 8601 and then read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NamedTuple

from workshop.crm.readings.proof import more_by_far
from workshop.crm.readings.sql import literal, matches, once, replaced

Order = Literal["day_first", "month_first"]

TIME = r"(,?(?i: at| um)?,? ?[T ] ?\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?( ?[AaPp]\.?[Mm]\.?| Uhr)?)?"
OFFSET = r"( ?(Z|UTC|GMT|[+-]\d{2}(:?\d{2})?))?"
MONTHS: tuple[tuple[int, str], ...] = (
    (1, "jan|januar|january|jän|jänner|jaenner"),
    (2, "feb|februar|february|feber"),
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
NTH = r"(?:st|nd|rd|th)?\.?(?: of)?"
"""What may stand behind the number of a day, beside a point."""
WEEKDAYS: tuple[tuple[int, str], ...] = (
    (1, "mo|mon|montag|monday"),
    (2, "di|die|dienstag|tue|tues|tuesday"),
    (3, "mi|mit|mittwoch|wed|wednesday"),
    (4, "do|don|donnerstag|thu|thur|thurs|thursday"),
    (5, "fr|fre|freitag|fri|friday"),
    (6, "sa|sam|samstag|sonnabend|sat|saturday"),
    (7, "so|son|sonntag|sun|sunday"),
)
WEEKDAY = rf"^(?i:({'|'.join(names for _, names in WEEKDAYS)}))(?:\.,?|,| ) *"
"""Stands before a date in mails and in spreadsheets for people."""
WEEK = "(?:KW|CW|W|Kalenderwoche)"
CENTURIES = ((19, "[7-9]"), (20, "[0-6]"))
"""Years of two digits, as POSIX reads them."""
SERIAL_DAYS = (20_000, 80_000)
"""Excel's day numbers from 1954 to 2119; others are no dates of a CRM."""


@dataclass(frozen=True)
class Shape:
    """One way to write a moment.

    Attributes:
        key: its name.
        pattern: of the whole cell (RE2).
        parts: of its date, and what turns it into year-month-day; empty where it has none.
        day: whether it names a day; else a month or a week, of which the first day is meant.
    """

    key: str
    pattern: str
    parts: tuple[str, str] = ("", "")
    day: bool = True


SHAPES: tuple[Shape, ...] = (
    Shape("iso", rf"\d{{4}}-\d{{1,2}}-\d{{1,2}}{TIME}{OFFSET}"),
    Shape(
        "year_first",
        rf"\d{{4}}[./]\d{{1,2}}[./]\d{{1,2}}\.?{TIME}{OFFSET}",
        (r"^(\d{4})[./](\d{1,2})[./](\d{1,2})\.?", r"\1-\2-\3"),
    ),
    Shape("compact", r"(19|20)\d{6}", (r"^(\d{4})(\d{2})(\d{2})$", r"\1-\2-\3")),
    Shape("month", r"\d{4}[-/.]\d{1,2}", (r"^(\d{4})[-/.](\d{1,2})$", r"\1-\2-1"), day=False),
    Shape("month_year", r"\d{1,2}[./]\d{4}", (r"^(\d{1,2})[./](\d{4})$", r"\2-\1-1"), day=False),
    Shape(
        "day_name",
        rf"\d{{1,2}}{NTH}[ -]?{MONTH}\.?,?[ -]\d{{4}}{TIME}{OFFSET}",
        (rf"^(\d{{1,2}}){NTH}[ -]?({MONTH})\.?,?[ -](\d{{4}})", r"\3-\2-\1"),
    ),
    *(
        Shape(
            f"short_{century}",
            rf"\d{{1,2}}{NTH}[ -]?{MONTH}\.?,?[ -]'?{decade}\d{TIME}{OFFSET}",
            (
                rf"^(\d{{1,2}}){NTH}[ -]?({MONTH})\.?,?[ -]'?({decade}\d)($|[^\d])",
                rf"{century}\3-\2-\1\4",
            ),
        )
        for century, decade in CENTURIES
    ),
    Shape(
        "name_day",
        rf"{MONTH}\.? \d{{1,2}}{NTH},? \d{{4}}{TIME}{OFFSET}",
        (rf"^({MONTH})\.? (\d{{1,2}}){NTH},? (\d{{4}})", r"\3-\1-\2"),
    ),
    Shape(
        "name_year",
        rf"{MONTH}(?:\.?,? |\.?-|/)\d{{4}}",
        (rf"^({MONTH})(?:\.?,? |\.?-|/)(\d{{4}})$", r"\2-\1-1"),
        day=False,
    ),
    Shape(
        "year_name",
        rf"\d{{4}}[ /-]{MONTH}\.?",
        (rf"^(\d{{4}})[ /-]({MONTH})\.?$", r"\1-\2-1"),
        day=False,
    ),
    Shape(
        "week_year",
        rf"(?i:{WEEK}) ?\d{{1,2}}(?: ?/ ?|,? |-)\d{{4}}",
        (rf"(?i)^{WEEK} ?(\d{{1,2}})(?: ?/ ?|,? |-)(\d{{4}})$", r"\2-W\1-1"),
        day=False,
    ),
    Shape(
        "year_week",
        rf"\d{{4}}[ /-]?(?i:{WEEK}) ?\d{{1,2}}",
        (rf"(?i)^(\d{{4}})[ /-]?{WEEK} ?(\d{{1,2}})$", r"\1-W\2-1"),
        day=False,
    ),
)
ENDING = rf"\d{{1,2}}[./-]\d{{1,2}}[./-](\d{{4}}|\d{{2}}){TIME}{OFFSET}"
"""Day and month before the year, in an order that the cell alone need not tell."""
DOTTED = r"\d{1,2}\.\d{1,2}\..*"
ENDING_PARTS = r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})"
SHORT_YEAR = r"^(\d{{1,2}}[./-]\d{{1,2}}[./-])({}\d)($|[^\d])"
TWO_PARTS = r"^(\d{1,2})[./-](\d{1,2})"
ORDERED: dict[Order, str] = {"day_first": r"\3-\2-\1", "month_first": r"\3-\1-\2"}
ISO_WEEK = r"\d{4}-W\d{1,2}-1"
SERIAL, SECONDS, MILLIS = r"\d{5}(\.\d+(e0)?)?", r"\d{10}", r"\d{13}"


class MomentShapes(NamedTuple):
    """How many cells of a column are written in which way.

    Attributes:
        day_first, month_first: year at the end, and a day beyond 12 that proves the order;
            dots prove it as well, because nobody writes the month first with them.
        either: year at the end, and both orders give a date.
        numbers: seconds since 1970.
        known: in another way that is read without doubt.
        clean: as programs write them, without an offset.
        other: no moment at all.
        days: numbers that are days if a program counted them, as Excel does.
    """

    day_first: int
    month_first: int
    either: int
    numbers: int
    known: int
    clean: int
    other: int
    days: int = 0

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
    (r"^(\d+-\d+-\d+),?(?i: at| um)?[,T ]+", r"\1 "),
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
    numbers = " or ".join(matches("day", one) for one in (SECONDS, MILLIS))
    known = " or ".join(matches("day", one.pattern) for one in SHAPES)
    first, second = (_beyond_twelve("day", place) for place in (1, 2))
    ending = (
        f"case when {first} and {second} then 'other' when {first} then 'day_first'"
        f" when {second} then 'month_first' when {matches('day', DOTTED)} then 'day_first'"
        f" else 'either' end"
    )
    found = (
        f"case when {matches('day', ENDING)} then {ending}"
        f" when {matches('day', SERIAL)} then 'days' when {numbers} then 'numbers'"
        f" when {known} then 'known' else 'other' end"
    )
    day = replaced(text, WEEKDAY, "")
    return f"case when {matches(text, CLEAN)} then 'clean' else {once(day, 'day', found)} end"


def clean(text: str) -> str:
    """Return SQL for the moment in a text whose shape is ``clean``."""
    return f"try_cast({text} as timestamp)"


def moment(text: str, order: Order | None, zone: str, *, day_numbers: bool = True) -> str:
    """Return SQL for the moment in a text, as a local timestamp; null where it is none.

    A weekday that stands before a date must be that day's.

    Args:
        text: an SQL text, trimmed.
        order: of day and month where the year stands last; None where nothing may stand so.
        zone: whose clock the team reads, such as Europe/Berlin; moments with an offset and
            seconds since 1970 are turned to it.
        day_numbers: whether numbers of five digits are days as Excel counts them.
    """
    patterns = ", ".join(literal(pattern) for pattern in HALF_DAY_PATTERNS)
    local = f"timezone({literal(zone)}, try_cast(iso as timestamptz))"
    read = (
        f"case when {matches('iso', ISO_WEEK)} then {_week('iso')}"
        f" when {matches('day', HALF_DAY)} then try_strptime(iso, [{patterns}])"
        f" when {matches('iso', ZONED)} then {local}"
        f" else try_cast(iso as timestamp) end"
    )
    serial = f"when {matches('day', SERIAL)} then {_day_number('day')}" if day_numbers else ""
    found = (
        f"case when {matches('day', MILLIS)} then {_since_1970('day', 1000, zone)}"
        f" when {matches('day', SECONDS)} then {_since_1970('day', 1, zone)}"
        f" {serial} else {once(_tidy(_iso('day', order)), 'iso', read)} end"
    )
    dated = once(replaced(text, WEEKDAY, ""), "day", found)
    named = f"lower(regexp_extract({text}, {literal(WEEKDAY)}, 1))"
    fits = f"{named} = '' or isodow(moment) = {_weekday(named)}"
    checked = once(dated, "moment", f"case when {fits} then moment end")
    return f"case when {matches(text, CLEAN)} then {clean(text)} else {checked} end"


def _weekday(name: str) -> str:
    cases = " ".join(f"when {matches(name, names)} then {number}" for number, names in WEEKDAYS)
    return f"(case {cases} end)"


def _week(iso: str) -> str:
    """Return SQL for the Monday of an ISO week, null in a year without that week."""
    monday = f"try_strptime(replace({iso}, 'W', ''), '%G-%V-%u')"
    same = f"isoyear(monday)::varchar = left({iso}, 4)"
    return once(monday, "monday", f"case when {same} then monday end")


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


DATE = re.compile(
    f"(?:{WEEKDAY[1:]})?(?:{'|'.join([ENDING, *(one.pattern for one in SHAPES if one.day)])})"
)
"""A cell that names a day, in Python."""
PERIOD = re.compile("|".join(one.pattern for one in SHAPES if not one.day))
"""A cell that names a month or a week, in Python."""
WEEKLY = re.compile("|".join(one.pattern for one in SHAPES if "week" in one.key))


def is_week(text: str) -> bool:
    """Return whether a cell names a week."""
    return WEEKLY.fullmatch(text) is not None
