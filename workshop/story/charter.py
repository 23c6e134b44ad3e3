"""The charter: everything decided as data, and as a document in any language."""

from __future__ import annotations

import json
from datetime import date  # noqa: TC003 - pydantic reads it
from typing import TYPE_CHECKING, Literal, TypeVar

from pydantic import ValidationError

from workshop.charter.document import (
    AgreementEntry,
    Charter,
    Exercise,
    KpiEntry,
    PromiseEntry,
    RemarkEntry,
    Signatures,
    Since,
    TermEntry,
)
from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import kpi
from workshop.side import side_name
from workshop.story.decisions import text
from workshop.story.decisions.decisions import SIGNED, Decisions
from workshop.story.decisions.diff import diff
from workshop.story.decisions.record import Data, Played
from workshop.story.entries import action, campaign, duty, experiment, ritual
from workshop.story.solo.mode import across
from workshop.terms.rules.compile import rule_sql
from workshop.terms.rules.sentence import rule_sentence
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from typing import Any

    from workshop.crm.crm import Crm
    from workshop.room.state.state import RoomState
    from workshop.story.decisions.record import Recorded
    from workshop.story.decisions.types import (
        AgreedKpi,
        AgreedTerm,
        Promised,
        Remark,
        SidedRole,
        Signed,
        SortedTwice,
    )
    from workshop.words import Words

    T = TypeVar("T")
    E = TypeVar("E")

CHARTER_FORMAT = 2
UNREAD: dict[str, str] = {
    "newer": N_("“{subject}” was decided with a newer version of the kit; this one can’t show it."),
    "misshapen": N_("What was decided about “{subject}” can’t be read; it’s still in the session."),
}


class DataSource(Data):
    """What the numbers were computed from.

    Attributes:
        name: of the data; a message for the sample company.
        as_of: last day that counts.
    """

    name: str
    as_of: date


class CharterData(Data):
    """A charter as data: what ``charter.json`` holds.

    Attributes:
        format: of this file.
        workshop: name of the session.
        source: the data.
        decisions: everything that was decided.
        exercise: whose part the kit played; None where both sides were people.
    """

    format: Literal[1, 2] = 2
    workshop: str
    source: DataSource
    decisions: Decisions
    exercise: Played | None = None

    def to_json(self) -> str:
        """Return the text of ``charter.json``."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def charter_of(workshop: str, crm: Crm, state: RoomState) -> CharterData:
    """Return the charter of a room as it stands.

    Args:
        workshop: name of the session.
        crm: the data.
        state: what was decided.
    """
    decisions, persona = Decisions.of(state), across(state)
    now = Played(side=persona.side, name=persona.name) if persona else None
    return CharterData(
        workshop=workshop,
        source=DataSource(name=crm.name, as_of=crm.as_of),
        decisions=decisions,
        exercise=now or decisions.played,
    )


def charter_schema() -> dict[str, Any]:
    """Return the JSON Schema of ``charter.json``: draft 2020-12, as pydantic makes it."""
    schema = CharterData.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema


def read_charter(file: Path) -> CharterData:
    """Return what a ``charter.json`` holds.

    Raises:
        WorkshopError: if it is none, was damaged by hand, or a newer version of the kit wrote it.
        OSError: if it cannot be read.
    """
    try:
        content = json.loads(file.read_text("utf-8"))
        _refuse_newer(file, content)
        return CharterData.model_validate(content)
    except (ValidationError, ValueError, RecursionError) as error:
        raise WorkshopError(
            N_("This isn’t a charter the kit can read."),
            found="{file}: {reason}",
            hint=N_("Use the charter.json just as the kit wrote it; nothing was changed."),
            file=file,
            reason=error,
        ) from error


def charter_document(
    data: CharterData,
    words: Words,
    remarks: Iterable[Remark] = (),
    since: Decisions | None = None,
) -> Charter:
    """Return a charter in a language.

    Args:
        data: what was decided.
        words: the language.
        remarks: what somebody misses or cannot sign.
        since: what an earlier version of it held; None where there is none.
    """
    decisions, source = data.decisions, data.source
    rules, again, promises = decisions.house_rules, decisions.sorted_twice, decisions.promises
    kpis, actions, signed = decisions.kpis, decisions.actions, decisions.signed
    experiments, rituals, customer = decisions.experiments, decisions.rituals, decisions.customer
    duties, line, different = decisions.duties, decisions.line, decisions.differences
    planned = decisions.campaign
    return Charter(
        lang=words.lang,
        data=words("{name}, as of {day}", name=words(source.name), day=words.date(source.as_of)),
        version=decisions.versions.get(SIGNED, 0),
        rules=tuple(rule.in_words(words) for rule in rules.rules) if rules else (),
        rule_objections=_objections(rules, words),
        terms=tuple(_term(term, words) for term in decisions.terms),
        agreement=_agreement(again, words) if again else None,
        promises=_each(_promise, promises.promises if promises else (), words),
        promise_objections=_objections(promises, words),
        kpis=_each(_kpi, kpis.kpis if kpis else (), words),
        kpi_objections=_objections(kpis, words),
        actions=_each(action, actions.actions if actions else (), words),
        action_objections=_objections(actions, words),
        duties=_each(duty, duties.duties if duties else (), words),
        duty_objections=_objections(duties, words),
        line=line.text if line else "",
        line_objections=_objections(line, words),
        differences=different.differences if different else (),
        difference_objections=_objections(different, words),
        campaign=campaign(planned, words) if planned else None,
        campaign_objections=_objections(planned, words),
        experiments=_each(experiment, experiments.experiments if experiments else (), words),
        experiment_objections=_objections(experiments, words),
        rituals=_each(ritual, rituals.rituals if rituals else (), words),
        ritual_objections=_objections(rituals, words),
        team=signed.team if signed else "",
        customer=customer.text if customer else "",
        customer_objections=_objections(customer, words),
        signatures=_signatures(signed, words) if signed else None,
        remarks=tuple(_remark(each, words) for each in remarks),
        exercise=_exercise(data.exercise, words),
        unread=tuple(words(UNREAD[each.reason], subject=each.subject) for each in decisions.unread),
        since=_since(since, decisions, words) if since else None,
    )


def _since(before: Decisions, now: Decisions, words: Words) -> Since:
    changes = tuple(change.entry(words) for change in diff(before, now))
    return Since(before.versions.get(SIGNED, 0), changes)


def _refuse_newer(file: Path, content: Any) -> None:
    version = content.get("format") if isinstance(content, dict) else None
    if isinstance(version, int) and version > CHARTER_FORMAT:
        raise WorkshopError(
            N_("A newer version of the kit wrote this charter."),
            found=N_("{file}: format {version}"),
            hint=N_("Update the kit; nothing was changed."),
            file=file,
            version=version,
        )


def _each(entry: Callable[[T, Words], E], decided: Iterable[T], words: Words) -> tuple[E, ...]:
    """Return the entries of what was decided"""
    return tuple(entry(each, words) for each in decided)


def _objections(decision: Recorded | None, words: Words) -> tuple[str, ...]:
    return tuple(text.objections(decision, words)) if decision else ()


def _term(term: AgreedTerm, words: Words) -> TermEntry:
    return TermEntry(
        label=text.term_label(term, words),
        sentence=text.term_sentence(term, words),
        in_words=rule_sentence(term.rule, words),
        sql=rule_sql(term.rule),
        numbers=text.term_numbers(term, words),
        objections=_objections(term, words),
        decided=words.date(term.decided_on) if term.decided_on else "–",
        review=words.date(term.review_on),
    )


def _agreement(again: SortedTwice, words: Words) -> AgreementEntry:
    return AgreementEntry(*text.sorting_text(again, words))


def _promise(promised: Promised, words: Words) -> PromiseEntry:
    return PromiseEntry(
        giver=side_name(promised.side, words),
        text=text.promise_text(promised, words),
        kept=text.kept_text(promised, words),
        side=promised.side,
        baseline=text.kept_shortly(promised, words),
    )


def _kpi(agreed: AgreedKpi, words: Words) -> KpiEntry:
    known = kpi(agreed.name)
    return KpiEntry(
        label=words(known.label),
        formula=words(known.formula),
        value=text.kpi_value(agreed, words),
        footing=text.kpi_footing(agreed, words),
        caveats=text.kpi_caveats(agreed, words),
        target=text.kpi_target(agreed, words),
        sales_owner=agreed.owners.sales,
        marketing_owner=agreed.owners.marketing,
    )


def _signatures(signed: Signed, words: Words) -> Signatures:
    return Signatures(
        sales=signed.sales,
        marketing=signed.marketing,
        day=words.date(signed.decided_on) if signed.decided_on else "–",
        played=signed.played.side if signed.played else "",
        others=tuple(_signer(each, words) for each in signed.others),
        sponsor=signed.sponsor,
        witnesses=tuple(_signer(each, words) for each in signed.witnesses),
        reunion=words.date(signed.reunion_on) if signed.reunion_on else "",
    )


def _signer(each: SidedRole, words: Words) -> str:
    return f"{each.role} ({side_name(each.side, words)})"


def _remark(remark: Remark, words: Words) -> RemarkEntry:
    who = side_name(remark.side, words) if remark.side else words("From the phones")
    return RemarkEntry(who, remark.text)


def _exercise(played: Played | None, words: Words) -> Exercise | None:
    return Exercise(played.name, side_name(played.side, words)) if played else None
