"""The joint dashboard as a document: one page of agreed numbers, in plain words of one language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from workshop.words import N_

if TYPE_CHECKING:
    from workshop.words import Lang

MOST_LINES = 6
"""More cards than that cannot be read from the last row."""


class State(StrEnum):
    """How a number stands to its target."""

    REACHED = "reached"
    CLOSE = "close"
    AHEAD = "ahead"
    UNKNOWN = "unknown"


STATES: dict[State, str] = {
    State.REACHED: N_("reached"),
    State.CLOSE: N_("too close to call"),
    State.AHEAD: N_("not there yet"),
    State.UNKNOWN: N_("can’t tell yet"),
}
MARKS: dict[State, str] = {
    State.REACHED: "✓",
    State.CLOSE: "≈",
    State.AHEAD: "→",
    State.UNKNOWN: "?",
}
"""A sign beside the words, for those who cannot tell colours apart."""


@dataclass(frozen=True)
class Figure:
    """A value with what it stands on.

    Attributes:
        period: the quarter, such as ``Q3 26``, or words for all the data.
        value, low, high, n: exactly as the KPI has them.
        text: the value as it is written; a dash where there is none.
        bare: the same without its unit.
        interval: the 95 % interval in words; empty without one.
        cases: n in words.
    """

    period: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    text: str
    bare: str
    interval: str
    cases: str

    @property
    def parts(self) -> tuple[str, str]:
        """The number, and the words behind it."""
        number, _, unit = self.text.partition(" ")
        return number, unit


@dataclass(frozen=True)
class Target:
    """What is aimed at.

    Attributes:
        value: in the unit of the KPI.
        text: the same, written.
        bare: the same without its unit.
        state: of the number the card shows large.
        standing: that state in words.
        verdict: what the own quarters say about the target, in a few words; empty without one.
        judgement: the same in sentences, or why there is no verdict.
    """

    value: float
    text: str
    bare: str
    state: State
    standing: str
    verdict: str
    judgement: str


@dataclass(frozen=True)
class Counter:
    """The KPI to look at beside another."""

    name: str
    label: str
    value: float | None
    text: str


@dataclass(frozen=True)
class VersionMark:
    """A version of the charter, signed within the quarters that are shown.

    Attributes:
        place: quarters from the left edge, with the days as a fraction.
        name: such as “Charter 1”.
        day: it was signed on, written.
        target: of the number from then on; None where there was none.
    """

    place: float
    name: str
    day: str
    target: float | None


@dataclass(frozen=True)
class Line:
    """One agreed number.

    Attributes:
        name: key of the KPI.
        label: what people call it.
        kind: its unit's code, as in `KpiValue`.
        whole: the KPI over all the data: exactly what `ask` returns.
        shown: what stands large: the last full quarter, or the whole where it cannot be compared.
        footing: interval, n, window and day of the whole in one line.
        formula: in words.
        says: what it tells the two sides.
        caveats: reservations, the worst first; the first says why where there is no number.
        missing: columns without which it cannot be computed.
        target: None where none is set.
        sales_owner, marketing_owner: roles; empty where nobody is named.
        counter: None where the KPI has none.
        points: the last full quarters, the oldest first; none for a sum.
        reach: both ends of what the next quarter can bring, or None.
        reach_text: the same in sentences, or why there is none.
        sql: the query, or empty where it is not one query.
        versions: of the charter, signed within these quarters, the oldest first.
    """

    name: str
    label: str
    kind: str
    whole: Figure
    shown: Figure
    footing: str
    formula: str
    says: str
    caveats: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    target: Target | None = None
    sales_owner: str = ""
    marketing_owner: str = ""
    counter: Counter | None = None
    points: tuple[Figure, ...] = ()
    reach: tuple[float, float] | None = None
    reach_text: str = ""
    sql: str = ""
    versions: tuple[VersionMark, ...] = ()


@dataclass(frozen=True)
class Dashboard:
    """One page; every text is plain, nothing is markup.

    Attributes:
        lang: the language of all words but those that people wrote.
        title: the finding.
        summary: which numbers it is about.
        data: what the numbers were computed from.
        as_of: the last day that counts, written.
        currency: of money, an ISO 4217 code.
        lines: one to six agreed numbers.
        calendar: when the teams work, where one of them counts business hours.
        not_yet: what would have to be there for the KPIs the data cannot say; the nearest first.
    """

    lang: Lang
    title: str
    summary: str
    data: str
    as_of: str
    currency: str
    lines: tuple[Line, ...]
    calendar: str = ""
    not_yet: tuple[str, ...] = ()
