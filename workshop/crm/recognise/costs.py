"""Tables of costs that no bookkeeping wrote: reports of ad platforms, channels side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.readings import moments
from workshop.crm.recognise.names import forms, key_of, words
from workshop.crm.recognise.synonyms import listed, shapes
from workshop.crm.wide import Wide

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from workshop.crm.recognise.candidates import Candidate, Sheet

COSTS = "costs"
LISTS = "costs"
"""The file of the catalogue."""
LEAST = 2
"""So many columns of the same kind stand side by side at least."""
PLAIN = 0.9
LONG_WORD = 5
BY_ADS = {"side": "marketing", "kind": "media"}
"""What the costs of an ad platform are."""


def speaks_of_costs(sheet: Sheet, chosen: Mapping[str, Candidate]) -> bool:
    """Return whether the file's name, or the header of the amounts, says that they are costs."""
    amount = chosen.get("amount")
    spent = amount is not None and any(_is(column, "spend") for column in amount.columns)
    said = set(words(sheet.preview.name))
    hints = shapes()[COSTS].files
    return spent or any(
        word == hint or (len(hint) > LONG_WORD and word.endswith(hint))
        for word in said
        for hint in hints
    )


def of_ads(sheet: Sheet, wide: Wide | None) -> bool:
    """Return whether an ad platform wrote the sheet, or its columns are channels of marketing."""
    if wide and not wide.names:
        return is_sure(wide)
    named = bool(set(words(sheet.preview.name)) & listed(LISTS, "files"))
    return named or any(_is(column, "ads") for column in sheet.preview.header)


def wide_of(sheet: Sheet, chosen: Mapping[str, Candidate]) -> Wide | None:
    """Return the columns of costs that stand side by side, None where none do.

    Either one for each channel, in a table with a month, or one for each month, in a file that
    speaks of costs.
    """
    if "amount" in chosen and "month" in chosen:
        return None
    taken = {column for name, one in chosen.items() if name != "amount" for column in one.columns}
    amounts = [
        column
        for column, cells in sheet.cells.items()
        if column not in taken and cells.filled and cells.numbers > PLAIN and _may_cost(column)
    ]
    months = tuple(column for column in amounts if moments.PERIOD.fullmatch(column))
    spoken = speaks_of_costs(sheet, {})
    if len(months) >= LEAST and spoken:
        return Wide(field="amount", columns=months, names="month")
    wide = Wide(field="amount", columns=tuple(amounts)) if amounts else None
    if "month" not in chosen or wide is None or len(amounts) < LEAST:
        return None
    if is_sure(wide):
        return wide
    return wide.model_copy(update={"confirmed": False}) if spoken else None


def is_sure(wide: Wide) -> bool:
    """Return whether nobody need look: the headers are months, or all are known channels."""
    return bool(wide.names) or all(_is(column, "channels") for column in wide.columns)


def totals(columns: Collection[str]) -> tuple[str, ...]:
    """Return the columns that add others up."""
    return tuple(column for column in columns if _is(column, "totals"))


def is_weekly(column: str) -> bool:
    """Return whether a header speaks of weeks."""
    return _is(column, "weeks")


def _may_cost(column: str) -> bool:
    return bool(key_of(column)) and not (_is(column, "metrics") or _is(column, "totals"))


def _is(column: str, part: str) -> bool:
    return bool(listed(LISTS, part) & {*forms(column)})
