"""From the room's decisions to the charter: the only place that knows both."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from workshop.activities.glossary import label_of
from workshop.activities.house_rules import rules_of
from workshop.activities.rounds import objections_of
from workshop.activities.solo.playing import across
from workshop.agenda import term_subjects
from workshop.charter.document import (
    ActionEntry,
    AgreementEntry,
    Charter,
    Exercise,
    KpiEntry,
    PromiseEntry,
    Remark,
    Signatures,
    TermEntry,
)
from workshop.kpis.catalogue import kpi
from workshop.widgets.html import side_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.activities.stage import Stage
    from workshop.words import Words


def assemble(stage: Stage, words: Words, remarks: Iterable[dict[str, Any]] = ()) -> Charter:
    """Return the charter of everything the room has decided so far, in a language.

    Args:
        stage: what was decided, on what data.
        words: the language.
        remarks: what somebody misses or cannot sign: ``text``, and ``side`` where it is a side's.
    """
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
        rules=tuple(rules_of(rules, words)) if rules else (),
        rule_objections=_objections(rules, words),
        terms=tuple(_term(entry, words) for entry in terms),
        agreement=AgreementEntry(**again[words.lang]) if again else None,
        promises=tuple(_promise(line, words) for line in given["promises"]) if given else (),
        promise_objections=_objections(given, words),
        kpis=tuple(_kpi(line, words) for line in kpis["kpis"]) if kpis else (),
        actions=tuple(_action(one, words) for one in retro["actions"]) if retro else (),
        kpi_objections=_objections(kpis, words),
        action_objections=_objections(retro, words),
        signatures=_signatures(signed.body, words) if signed else None,
        remarks=tuple(_remark(one, words) for one in remarks),
        exercise=_exercise(stage, words),
    )


def _objections(entry: dict[str, Any] | None, words: Words) -> tuple[str, ...]:
    return tuple(objections_of(entry, words)) if entry else ()


def _remark(remark: dict[str, Any], words: Words) -> Remark:
    side = remark.get("side", "")
    return Remark(side_name(side, words) if side else words("From the phones"), remark["text"])


def _exercise(stage: Stage, words: Words) -> Exercise | None:
    """Return whose part the kit played, in any decision or in what goes on now."""
    state = stage.room.state
    played = [
        one.body["played"]
        for one in state.decisions.values()
        if "side" in one.body.get("played", {})
    ]
    here = across(state)
    if here:
        played.append({"side": here.side, "name": here.name})
    if not played:
        return None
    return Exercise(played[-1]["name"], side_name(played[-1]["side"], words))


def _term(entry: dict[str, Any], words: Words) -> TermEntry:
    return TermEntry(
        label=label_of(entry, words),
        sentence=entry["sentence"],
        in_words=entry["in_words"][words.lang],
        sql=entry["sql"],
        rule=entry["rule"],
        numbers=entry["numbers"][words.lang],
        objections=_objections(entry, words),
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
    played = signed.get("played", {}).get("side", "")
    return Signatures(signed["sales"], signed["marketing"], _day(signed["day"], words), played)


def _day(iso: str, words: Words) -> str:
    return words.date(date.fromisoformat(iso))
