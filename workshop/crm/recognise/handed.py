"""Hand-overs that stand in the rows of persons, recognised by the dates a CRM keeps of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from workshop.crm.handover import ACCEPTED, HANDED_AT, HANDOFFS, OUTCOME, REJECTED, Handover
from workshop.crm.recognise.names import compact, forms, parted
from workshop.crm.recognise.result import Match, Recognised, Why
from workshop.crm.recognise.synonyms import ASK, listed, read, shapes

if TYPE_CHECKING:
    from workshop.crm.recognise.candidates import Sheet

LIST = "handed"
"""The file of the catalogue."""
CONTACTS, CONTACT, CREATED, REASON = "contacts", "contact_id", "created_at", "reason"
GOOD = 0.9
"""Share of cells that must be dates."""


class Sense(NamedTuple):
    """What the status of a person says of sales' answer.

    Attributes:
        outcome: accepted, rejected, or empty for no answer yet.
        sure: whether nobody need be asked.
    """

    outcome: str
    sure: bool


class Dates(NamedTuple):
    """The columns that may be a hand-over and its answers.

    Attributes:
        handed: says when.
        answers: say that sales accepted, and when.
        sure: whether a vendor says that they mean this.
        of_leads: whether each row is a lead, handed over when it was created.
    """

    handed: str
    answers: tuple[str, ...]
    sure: bool = False
    of_leads: bool = False


def handed_over(sheet: Sheet, found: Recognised) -> Recognised | None:
    """Return the hand-overs in a sheet of persons, None where no dates may be any.

    Args:
        sheet: with its cells.
        found: what the sheet is recognised as.
    """
    fields = {match.field: match.columns for match in found.matches}
    if found.table != CONTACTS:
        return None
    dates = _vendor(sheet) or _own(sheet) or _leads(sheet, fields)
    if dates is None:
        return None
    statuses = _named(sheet, "status") + (_named(sheet, "lead_status") if dates.of_leads else ())
    columns = {
        "handoff_id": fields.get(CONTACT, ())[:1],
        CONTACT: fields.get(CONTACT, ()),
        HANDED_AT: (dates.handed,),
        OUTCOME: statuses[:1],
        REASON: _named(sheet, "reason")[:1],
    }
    return Recognised(
        table=HANDOFFS,
        preview=found.preview,
        vendor=found.vendor,
        matches=tuple(_match(name, names) for name, names in columns.items() if names),
        owners=(),
        values={},
        unsure_values={},
        left=(),
        personal=(),
        handover=Handover(answers=dates.answers, confirmed=dates.sure),
        by_creation=dates.of_leads,
    )


def status_sense(entry: str) -> Sense | None:
    """Return what an entry of a person's status says by the catalogue, None where it knows none."""
    return _senses().get(compact(entry))


@cache
def _senses() -> dict[str, Sense]:
    lists = read(LIST)
    return {
        compact(line.removesuffix(ASK)): Sense(outcome, not line.endswith(ASK))
        for part, outcome in (("accepted", ACCEPTED), ("rejected", REJECTED), ("silent", ""))
        for line in lists[part]
    }


def _vendor(sheet: Sheet) -> Dates | None:
    """Return the dates a vendor keeps; sure only where the step of sales is among them."""
    handed, answers = _dates(sheet, "handed"), _answers(sheet, "answers")
    if not (handed and answers):
        return None
    qualified = frozenset(map(compact, read(LIST)["answers"][0]))
    return Dates(handed[0], answers, sure=any(qualified & _keys(name) for name in answers))


def _own(sheet: Sheet) -> Dates | None:
    """Return dates of which at least one has a name a team gave it."""
    handed = _dates(sheet, "handed") + _dates(sheet, "own_handed")
    answers = _answers(sheet, "own_answers") + _answers(sheet, "answers")
    return Dates(handed[0], answers) if handed and answers else None


def _leads(sheet: Sheet, fields: dict[str, tuple[str, ...]]) -> Dates | None:
    """Return the creation and the conversion of leads, if the rows are any."""
    converted, created = _dates(sheet, "converted"), fields.get(CREATED, ())
    told = _named(sheet, "is_converted") + _named(sheet, "status")
    if not (converted and told and created):
        return None
    return Dates(created[0], converted[:1], of_leads=True)


def _answers(sheet: Sheet, part: str) -> tuple[str, ...]:
    """Return the columns that say yes, the earliest step first."""
    lists = [frozenset(map(compact, names)) for names in read(LIST)[part]]
    return tuple(
        name
        for names in lists
        for name, cells in sheet.cells.items()
        if names & _keys(name) and (not cells.filled or cells.dates >= GOOD)
    )


def _dates(sheet: Sheet, part: str) -> tuple[str, ...]:
    named = _named(sheet, part)
    return tuple(name for name in named if sheet.cells[name].dates >= GOOD)


def _named(sheet: Sheet, part: str) -> tuple[str, ...]:
    known = listed(LIST, part)
    return tuple(name for name in sheet.cells if known & _keys(name))


def _keys(column: str) -> set[str]:
    first, rest = parted(column)
    own = first in shapes()[CONTACTS].objects
    return {*forms(column), *(forms(rest) if own else ())}


def _match(field: str, columns: tuple[str, ...]) -> Match:
    return Match(field, columns, 1.0, sure=True, why=Why.KNOWN, others=())
