"""From the room's decisions to the charter: the only place that knows both."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from workshop.activities.glossary import label_of
from workshop.agenda import term_subjects
from workshop.charter.document import (
    ActionEntry,
    AgreementEntry,
    Charter,
    KpiEntry,
    PromiseEntry,
    Signatures,
    TermEntry,
)
from workshop.kpis.catalogue import kpi
from workshop.widgets.html import side_name

if TYPE_CHECKING:
    from workshop.activities.stage import Stage
    from workshop.words import Words


def assemble(stage: Stage, words: Words) -> Charter:
    """Return the charter of everything the room has decided so far, in a language."""
    state = stage.room.state
    rules, again, given, kpis, retro = (
        state.decision(name)
        for name in ("arriving", "terms.again", "journey.promises", "kpis", "retro")
    )
    terms = [state.decisions[name].body for name in term_subjects(state.decisions)]
    signed = state.decisions.get("charter")
    crm = stage.crm
    return Charter(
        lang=words.lang,
        workshop=stage.session.folder.name,
        data=words("{name}, as of {day}", name=words(crm.name), day=words.date(crm.as_of)),
        version=signed.version if signed else 0,
        rules=tuple(words(rule) for rule in rules["rules"]) if rules else (),
        rule_objections=tuple(rules["objections"]) if rules else (),
        terms=tuple(_term(entry, words) for entry in terms),
        agreement=AgreementEntry(**again[words.lang]) if again else None,
        promises=tuple(_promise(line, words) for line in given["promises"]) if given else (),
        promise_objections=tuple(given["objections"]) if given else (),
        kpis=tuple(_kpi(line, words) for line in kpis["kpis"]) if kpis else (),
        actions=tuple(_action(one, words) for one in retro["actions"]) if retro else (),
        kpi_objections=tuple(kpis["objections"]) if kpis else (),
        action_objections=tuple(retro["objections"]) if retro else (),
        signatures=_signatures(signed.body, words) if signed else None,
    )


def _term(entry: dict[str, Any], words: Words) -> TermEntry:
    return TermEntry(
        label=label_of(entry, words),
        sentence=entry["sentence"],
        in_words=entry["in_words"][words.lang],
        sql=entry["sql"],
        rule=entry["rule"],
        numbers=entry["numbers"][words.lang],
        objections=tuple(entry["objections"]),
        decided=_day(entry["decided_on"], words),
        review=_day(entry["review_on"], words),
    )


def _promise(line: dict[str, Any], words: Words) -> PromiseEntry:
    lang = words.lang
    return PromiseEntry(side_name(line["from"], words), line["text"][lang], line["kept"][lang])


def _kpi(line: dict[str, Any], words: Words) -> KpiEntry:
    one = kpi(line["name"])
    return KpiEntry(
        label=words(one.label),
        formula=words(one.formula),
        value=line["value"][words.lang],
        footing=line["footing"][words.lang],
        caveats=tuple(line["caveats"][words.lang]),
        target=line["target"][words.lang],
        sales_owner=line["owners"]["sales"],
        marketing_owner=line["owners"]["marketing"],
    )


def _action(action: dict[str, Any], words: Words) -> ActionEntry:
    due = _day(action["due"], words)
    return ActionEntry(action["what"], action["owner"], due, action["done_when"])


def _signatures(signed: dict[str, Any], words: Words) -> Signatures:
    return Signatures(signed["sales"], signed["marketing"], _day(signed["day"], words))


def _day(iso: str, words: Words) -> str:
    return words.date(date.fromisoformat(iso))
