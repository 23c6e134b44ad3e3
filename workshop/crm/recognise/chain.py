"""Ids that lead from a lead to its contact and its deal, and lists of the contacts of deals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workshop.crm.chain import CHAIN, ROLES
from workshop.crm.recognise.names import forms, words
from workshop.crm.recognise.result import Match, Recognised, Why
from workshop.crm.recognise.synonyms import listed

if TYPE_CHECKING:
    from workshop.crm.recognise.candidates import Sheet
    from workshop.crm.recognise.profile import Profile

MAILS = 0.2
"""Share of cells with a mail address from which on a column is no id of a row."""


def chained(table: str, sheet: Sheet) -> tuple[Match, ...]:
    """Return the columns of a sheet that lead on, if it is this table."""
    wanted = [(field.name, _columns(sheet, field.name)) for field in CHAIN.get(table, ())]
    return tuple(_match(field, columns[:1]) for field, columns in wanted if columns)


def roles(sheet: Sheet) -> Recognised | None:
    """Return a sheet as a list of the contacts of deals, None where it is something else."""
    deal, contact, main = (_columns(sheet, part) for part in ("deal", "contact", "main"))
    named = listed("chain", "files") & set(words(sheet.preview.name.rpartition(".")[0]))
    if not (deal and contact and (main or named)) or _is_deal(sheet):
        return None
    fields = {"deal_id": deal, "contact_id": contact, "main": main}
    found = tuple(_match(field, columns[:1]) for field, columns in fields.items() if columns)
    used = {column for match in found for column in match.columns}
    left = tuple(one for one in sheet.preview.header if one and one not in used)
    return Recognised(ROLES.name, sheet.preview.name, "", found, (), {}, {}, left, ())


def with_other_link(match: Match, sheet: Sheet, key: Profile | None) -> Match:
    """Return a deal's contact with the lead it began as beside, what is found more often first.

    Dynamics keeps both; either may be the person that the data has.
    """
    if match.field != "contact_id" or len(match.columns) != 1 or key is None:
        return match
    known = listed("chain", "was_lead")
    both = [*match.columns, *(one for one in match.others if one in sheet.cells)]
    leads = [one for one in both if known & set(forms(one))]
    others = [one for one in both if one not in leads]
    if not leads or not others:
        return match
    pair = sorted((others[0], leads[0]), key=lambda one: -_share(sheet.cells[one], key))
    return replace(match, columns=tuple(pair))


def _share(cells: Profile, key: Profile) -> float:
    return len(cells.distinct & key.distinct) / len(cells.distinct) if cells.distinct else 0.0


def _columns(sheet: Sheet, part: str) -> tuple[str, ...]:
    known = listed("chain", part)
    return tuple(
        name
        for name, cells in sheet.cells.items()
        if known & set(forms(name)) and cells.mails <= MAILS
    )


def _is_deal(sheet: Sheet) -> bool:
    signs = listed("chain", "stage")
    return any(signs & set(forms(name)) for name in sheet.cells)


def _match(field: str, columns: tuple[str, ...]) -> Match:
    return Match(field, columns, 1.0, sure=True, why=Why.KNOWN, others=())
