"""What was settled without a question, or could not be read, and has to be said."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workshop.crm.intake.rows.errors import plain, shown
from workshop.crm.readings.moments import is_week
from workshop.crm.recognise.costs import is_weekly
from workshop.crm.recognise.people.person_names import masked
from workshop.crm.schema import TABLES
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.crm.intake.rows.currency import Money
    from workshop.crm.mapping import TableMapping
    from workshop.crm.recognise import Recognised, Unread
    from workshop.words import Words

LABELS = ("field", "value")
"""Names in a note that are messages themselves."""


@dataclass(frozen=True)
class Note:
    """One sentence about how an export is read.

    Attributes:
        text: the message.
        names: fill it.
    """

    text: str
    names: dict[str, str] = field(default_factory=dict)

    def said(self, words: Words) -> str:
        """Return the note as a sentence."""
        names = {
            key: words(value) if key in LABELS else plain(value)
            for key, value in self.names.items()
        }
        return words(self.text, **names)


def unread_note(one: Unread) -> Note:
    """Return the note about a column with a known name and cells that nobody can read."""
    known = TABLES[one.table].field(one.field)
    return Note(
        N_(
            "{source}: “{column}” should be “{field}”, but a cell such as “{cell}” can’t "
            "be read; the column is left out."
        ),
        {
            "source": one.preview,
            "column": one.column,
            "field": known.label if known else one.field,
            "cell": shown(masked(one.cell)),
        },
    )


def money_note(money: Money, other: Money | None) -> Note:
    """Return the note about amounts in several currencies."""
    if other is None:
        text = N_(
            "“{column}” holds amounts in several currencies ({currencies}); they aren’t "
            "added up. Everything else is read."
        )
        return Note(text, {"column": money.column, "currencies": money.said})
    text = N_(
        "“{column}” holds amounts in several currencies ({currencies}); the amounts are read from"
        " “{other}”."
    )
    names = {"column": money.column, "currencies": money.said, "other": other.column}
    return Note(text, names)


def row_notes(found: Recognised) -> list[Note]:
    """Return what is said of the rows of a sheet of leads, and of the customers among them."""
    notes = []
    if found.numbered and not found.some_rows:
        text = N_("{source}: no column has an ID; each row counts as one person.")
        notes.append(Note(text, {"source": found.preview}))
    if found.some_rows:
        text = N_("{source}: only rows that say someone has become a customer count as deals.")
        notes.append(Note(text, {"source": found.preview}))
    return notes


def cost_notes(found: Recognised, mapping: TableMapping) -> list[Note]:
    """Return what is said of a table of costs that names no side, or stands side by side."""
    notes = []
    for key, value in mapping.constants.items() if found.table == "costs" else ():
        known = TABLES[found.table].field(key)
        if known:
            text = N_("No column gives “{field}”; for all of these costs, it’s: {value}.")
            notes.append(Note(text, {"field": known.label, "value": known.choice_label(value)}))
    if mapping.wide:
        text = N_("Turned into rows, each filled cell as one cost: {columns}.")
        notes.append(Note(text, {"columns": ", ".join(mapping.wide.columns)}))
    if found.totals:
        text = N_("Left out because they’re sums of other columns: {columns}.")
        notes.append(Note(text, {"columns": ", ".join(found.totals)}))
    for column in mapping.columns.get("month", ()) if found.table == "costs" else ():
        if is_weekly(column) or _any_week(found.samples):
            text = N_("“{column}” holds weeks; each counts in the month it begins in.")
            notes.append(Note(text, {"column": column}))
    return notes


def kind_notes(found: Recognised, mapping: TableMapping) -> list[Note]:
    """Return what is said of activities whose kind only the file's name tells."""
    known = TABLES["touchpoints"].field("kind")
    if not found.of_kind or known is None:
        return []
    text = N_("“{column}”: every row is “{value}”, going by the file’s name.")
    return [Note(text, {"column": mapping.place, "value": known.choice_label(found.of_kind)})]


def _any_week(cells: Iterable[str]) -> bool:
    return any(is_week(cell) for cell in cells)
