"""What a person's answer makes of a proposal: read otherwise, put together, or left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from workshop.crm.intake.dialogue.decided import asks, decided, read_again
from workshop.crm.intake.dialogue.handed import is_over
from workshop.crm.intake.doubt import (
    LATER,
    NO_PERSON,
    OF_A_COLUMN,
    TOGETHER,
    Doubt,
    Topic,
    check_option,
)
from workshop.crm.recognise.tables import LEFT_OUT
from workshop.errors import WorkshopError
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workshop.crm.intake.dialogue.proposal import Proposal
    from workshop.crm.mapping import CrmMapping, TableMapping


def answered(proposal: Proposal, doubt: Doubt, answer: str) -> Proposal:
    """Return the proposal with one doubt decided.

    Args:
        proposal: with the doubt.
        doubt: one of its doubts.
        answer: one of the doubt's options.

    Raises:
        WorkshopError: if that is none of the options, or the table would have no column left.
    """
    check_option(doubt, answer)
    if doubt.topic is Topic.AS_OF:
        return _with_fact(proposal, doubt, as_of=date.fromisoformat(answer))
    if doubt.topic is Topic.CURRENCY:
        return _with_fact(proposal, doubt, currency=answer)
    if doubt.topic is Topic.PARTS:
        return _parted(proposal, doubt, answer)
    parts = proposal.mapping.parts(doubt.table)
    changed = tuple(decided(one, doubt, answer) if asks(one, doubt) else one for one in parts)
    if not all(one.columns or one.wide for one in changed):
        raise WorkshopError(
            N_("This table would have no columns left."),
            found="{table}",
            hint=N_("Leave the whole file out instead."),
            table=doubt.table,
        )
    mapping = _with_parts(proposal.mapping, doubt.table, changed)
    left = tuple(
        one
        for one in proposal.doubts
        if one != doubt
        and not is_over(doubt, answer, one)
        and not (
            one.table == doubt.table
            and one.topic in OF_A_COLUMN
            and one.fallback is None
            and not any(part.columns_of(one.field) for part in changed)
        )
    )
    left = (*left, *_asked_apart(left, doubt, answer))
    said = tuple(read_again(one, doubt, answer) for one in proposal.understood)
    return replace(proposal, mapping=mapping, doubts=left, understood=said)


def _asked_apart(doubts: Iterable[Doubt], doubt: Doubt, answer: str) -> Iterator[Doubt]:
    """Yield what an entry of a closed list means that names nobody, where that is open.

    It was asked about together with entries that differ from it in names only.
    """
    if doubt.topic is Topic.PERSON and doubt.other and answer == NO_PERSON:
        for one in doubts:
            same = (one.table, one.field, one.example) == (doubt.table, doubt.field, doubt.other)
            if one.topic is Topic.VALUE and same:
                yield replace(one, example=doubt.example, rows=0)


def as_proposed(proposal: Proposal) -> Proposal:
    """Return the proposal with every doubt decided as proposed, where something is proposed."""
    for doubt in proposal.doubts:
        if doubt.proposed and doubt in proposal.doubts:
            proposal = answered(proposal, doubt, doubt.proposed)
    return proposal


def _with_fact(proposal: Proposal, doubt: Doubt, **fact: object) -> Proposal:
    """Return the proposal with something said that holds for the whole export."""
    mapping = proposal.mapping.model_copy(update=fact)
    left = tuple(one for one in proposal.doubts if one != doubt)
    return replace(proposal, mapping=mapping, doubts=left)


def _with_parts(mapping: CrmMapping, table: str, parts: tuple[TableMapping, ...]) -> CrmMapping:
    tables = {**mapping.tables, table: parts[0] if len(parts) == 1 else parts}
    return mapping.model_copy(update={"tables": tables})


def _parted(proposal: Proposal, doubt: Doubt, answer: str) -> Proposal:
    """Return the proposal with a sheet as a part of its table, as its first part, or left out."""
    others = tuple(one for one in proposal.doubts if one != doubt)
    if answer == TOGETHER:
        return replace(proposal, doubts=others)
    sources = dict(
        zip(proposal.sources[doubt.table], proposal.mapping.parts(doubt.table), strict=True)
    )
    mine = {doubt.source: sources.pop(doubt.source)}
    kept = {**mine, **sources} if answer == LATER else sources
    mapping = _with_parts(proposal.mapping, doubt.table, tuple(kept.values()))
    named = {**proposal.sources, doubt.table: tuple(kept)}
    if answer == LATER:
        return replace(proposal, mapping=mapping, sources=named, doubts=others)
    return replace(
        proposal,
        mapping=mapping,
        sources=named,
        understood=tuple(one for one in proposal.understood if one.source != doubt.source),
        doubts=tuple(left for one in others if (left := one.without(doubt.source))),
        unknown={**proposal.unknown, doubt.source: LEFT_OUT},
    )
