"""What a sheet that nobody knows may be, and which of its columns may be a field: guesses only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.crm.recognise.assign import assigned
from workshop.crm.recognise.candidates import candidates
from workshop.crm.recognise.fit import LEAST, fit
from workshop.crm.recognise.links import CERTAIN, SOME, distinctive
from workshop.crm.recognise.names import forms, key_of
from workshop.crm.recognise.people.screen import screen
from workshop.crm.recognise.result import Why
from workshop.crm.recognise.synonyms import listed
from workshop.crm.recognise.tables import hints
from workshop.crm.recognise.told import CUSTOMER, LOST_ON
from workshop.crm.schema import TABLES, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from workshop.crm.recognise.candidates import Sheet
    from workshop.crm.recognise.profile import Profile
    from workshop.crm.schema import Field

MOST = 0.8
"""Share of the ids of a column that must be keys of another sheet."""
FEWEST = 2
"""So many ids must be."""
CUT = 1000
"""Of longer sheets only the first rows are looked at, and most keys stand further down."""
REPEATED = 0.9
"""Below this share of different entries a column names some rows more than once."""
HINTED = 1.2
"""Points from which on headers and a file's name give a table to propose."""
FEW, SEVERAL, MANY = 2, 12, 48
"""A list has so many entries at most to be an answer, a list of values, or of stages."""
STATUS, CLOSED, REASON = "status", "closed_at", "lost_reason"
ONE_DATE = frozenset({"contacts", "touchpoints", "costs"})
"""Tables whose only column of dates is their date."""


@dataclass(frozen=True)
class Likely:
    """What a sheet may be.

    Attributes:
        table: canonical, empty where nothing speaks for any.
        column: whose cells are keys of another sheet.
        home: that sheet.
    """

    table: str = ""
    column: str = ""
    home: str = ""


def likely_table(sheet: Sheet, others: Iterable[Sheet], known: Mapping[str, str]) -> Likely:
    """Return what a sheet may be: by what it shares with others, else by what its names hint at.

    Args:
        sheet: that nobody knows.
        others: all other sheets.
        known: sheet to its table, as far as that is settled.
    """
    pointed = False
    for other in others:
        table = known.get(other.preview.name, "")
        column = leads_to(sheet, other)
        if column:
            return Likely(_pointing(sheet, column, table), column, other.preview.name)
        pointed = pointed or bool(leads_to(other, sheet))
    points = hints(sheet)
    best = max(points, key=lambda one: points[one])
    if points[best] >= HINTED:
        return Likely(best)
    return Likely("contacts" if pointed and "contacts" not in known.values() else "")


def _pointing(sheet: Sheet, column: str, home: str) -> str:
    """Return what a sheet may be whose column names rows of another."""
    dated = any(cells.dates >= LEAST for cells in sheet.cells.values())
    priced = any(cells.numbers >= LEAST and not cells.flags for cells in sheet.cells.values())
    repeated = sheet.cells[column].unique < REPEATED
    if home == "campaigns" or (home in ("", "contacts") and repeated and dated and not priced):
        return "touchpoints"
    if home in ("", "contacts") or (home == "accounts" and priced):
        return "deals"
    return "contacts" if home == "accounts" else ""


def leads_to(sheet: Sheet, other: Sheet) -> str:
    """Return the column of a sheet whose cells are keys of another sheet, empty without one."""
    found = [
        (share, column)
        for column, cells in sheet.cells.items()
        for name, keys in other.cells.items()
        if keys.unique == 1 and not keys.dates and cells.filled
        if key_of(column) == key_of(name) or distinctive(cells)
        if len(cells.distinct) < len(keys.distinct) or cells.unique < 1
        if (share := shared(cells, keys))
    ]
    return max(found, default=(0.0, ""))[1]


def shared(cells: Profile, keys: Profile) -> float:
    """Return the share of a column's different ids that are keys, 0 where they are too few."""
    hits = len(cells.distinct & keys.distinct)
    share = hits / len(cells.distinct) if cells.distinct else 0.0
    is_whole = keys.filled + keys.blank < CUT
    least, fewest = (MOST, FEWEST) if is_whole else (SOME, CERTAIN)
    return share if hits >= fewest and share >= least else 0.0


@dataclass(frozen=True)
class Columns:
    """The columns of a sheet that may be a field.

    Attributes:
        offered: those whose cells fit, the likeliest first.
        proposed: the one that is likely, empty where none stands out.
        sure: whether nobody need be asked.
    """

    offered: tuple[str, ...]
    proposed: str = ""
    sure: bool = False


def likely_columns(table: str, field: str, sheet: Sheet, keys: Profile | None = None) -> Columns:
    """Return which columns of a sheet may be a field.

    Args:
        table: what the sheet is.
        field: of the table, `LOST_ON`, or `CUSTOMER`.
        sheet: with what a person has said of it so far; a column that is taken is not offered,
            but for a status: one date says both how a deal ended, and when.
        keys: what the field's cells should be, where it names rows of another sheet.
    """
    apart = screen(table, sheet.cells)
    taken = {one for key, one in sheet.told.items() if key != field and one}
    free = [one for one in sheet.cells if one not in apart.personal | apart.owners | taken]
    named = assigned(candidates(table, sheet)).get(field)
    weigh = _weighing(table, field, keys)
    weights = {column: weigh(sheet.cells[column]) for column in free}
    if named and named.why is not Why.CELLS:
        first = {named.columns[0]: 1.0}
    else:
        first = {one: 1.0 for one in free if field == CUSTOMER and _names_a_win(one)}
    ranked = sorted(free, key=lambda one: -(weights[one] + first.get(one, 0.0)))
    offered = tuple(one for one in ranked if weights[one])
    if named and named.why is not Why.CELLS and named.columns[0] in offered:
        return Columns(offered, named.columns[0], named.sure)
    if field == CUSTOMER:
        return Columns(offered, next((one for one in offered if one in first), ""))
    return Columns(offered, _standing_out(table, field, sheet, offered, keys))


def _names_a_win(column: str) -> bool:
    return bool({*forms(column)} & (listed("outcome", "won") | listed("outcome", "won_on")))


def _standing_out(
    table: str, field: str, sheet: Sheet, offered: tuple[str, ...], keys: Profile | None
) -> str:
    """Return the first of the columns that may be a field if it is likelier than the others."""
    if not offered:
        return ""
    first, known = sheet.cells[offered[0]], TABLES[table].field(field)
    if keys is not None:
        return offered[0] if shared(first, keys) else ""
    if known == TABLES[table].key:
        return offered[0] if _identity(first) > 1 else ""
    is_date = known is not None and known.kind is Kind.MOMENT
    return offered[0] if is_date and len(offered) == 1 and table in ONE_DATE else ""


def _weighing(table: str, field: str, keys: Profile | None) -> Callable[[Profile], float]:
    """Return how well cells fit a field, 0 where they cannot be it."""
    known = TABLES[table].field(field)
    if known is None:
        return {CUSTOMER: _answers, LOST_ON: _losses}[field]
    if (table, field) == ("deals", STATUS):
        return _endings
    weigh = _likeness(table, known, keys)
    return lambda cells: fit(table, known, cells) and weigh(cells)


def _likeness(table: str, known: Field, keys: Profile | None) -> Callable[[Profile], float]:
    """Return how much cells that fit a field look like it."""
    if keys is not None:
        return lambda cells: 0.1 + shared(cells, keys)
    if known == TABLES[table].key:
        return _identity
    if known.name == REASON:
        return lambda cells: cells.blank and _list(cells)
    if known.kind is Kind.MOMENT:
        return lambda cells: 1 + ((known.name == CLOSED) == bool(cells.blank)) / 10
    return _amount if known.kind is Kind.NUMBER else _list


def _amount(cells: Profile) -> float:
    """Return how much numbers look like amounts: yes and no may be written as numbers, too."""
    return 1 - cells.flags / 2


def _losses(cells: Profile) -> float:
    """Return how well cells can say that a deal was lost: a date, in some rows only."""
    return cells.dates if cells.dates >= LEAST and cells.blank else 0.0


def _identity(cells: Profile) -> float:
    """Return how much entries look like ids: each once, none missing, with digits."""
    digits = sum(any(sign.isdigit() for sign in one) for one in cells.distinct)
    whole = digits / len(cells.distinct) if cells.distinct else 0.0
    return 0.1 + cells.unique * whole - 0.5 * bool(cells.blank) * whole


def _list(cells: Profile) -> float:
    """Return how much entries look like a list of values: few, and each several times."""
    return 1.1 - cells.unique + (1 < len(cells.distinct) <= SEVERAL)


def _endings(cells: Profile) -> float:
    """Return how well cells can say how deals ended: a list of stages, a flag, or a date."""
    if cells.dates >= LEAST:
        return 0.5 if cells.blank else 0.1
    return _list(cells) if 0 < len(cells.distinct) <= MANY and not cells.sentences else 0.0


def _answers(cells: Profile) -> float:
    """Return how well cells can say who became a customer: yes and no, a date, or few words."""
    if cells.flags == 1:
        return 1.0
    if cells.dates >= LEAST:
        return 0.7 if cells.blank else 0.0
    answers = len(cells.distinct) + bool(cells.blank)
    return 0.5 if answers > 1 and len(cells.distinct) <= FEW and not cells.numbers else 0.0
