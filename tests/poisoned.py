"""A workshop in which everybody meant harm: its data, its texts, its decisions."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import duckdb
from payloads import PAYLOADS
from phones import sit

from workshop.activities.audience import consent_prefix
from workshop.activities.charter import REMARK
from workshop.activities.customer_journey.promises import NEED
from workshop.activities.customer_journey.promises import questions as promise_questions
from workshop.activities.glossary import agreed_term
from workshop.activities.joint_kpis import CHEATS
from workshop.activities.kpi_sheet import KpiDraft, agreed_kpis
from workshop.activities.mode import SIDES
from workshop.activities.retrospective import CARD_QUESTION
from workshop.activities.term_questions import think_questions
from workshop.crm.bring import bring_data
from workshop.kpis.catalogue import ask_all
from workshop.room.event import Event
from workshop.room.question import Cards, Consent, Option, ShortText
from workshop.terms.definition import Definition
from workshop.terms.rule import Criterion, Group, Op, Rule
from workshop.terms.term import TERMS
from workshop.words import as_typed, both

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.activities.stage import Stage
from workshop.room.question import Question

TAINTED = {
    "accounts": ("industry",),
    "contacts": ("source", "role"),
    "campaigns": ("title",),
    "handoffs": ("reason",),
    "deals": ("product", "lost_reason"),
}
"""Columns that hold whatever a CRM's users once typed."""
SHORT = [text for text in PAYLOADS if len(text) <= 40]
"""Those that may be a word of the group's own."""
KPIS = ("acceptance_rate", "win_rate", "response_time")
WORDLESS = (
    *("arriving.quiz", "arriving.bond", "arriving.cases", "terms.own1", "terms.again"),
    *("journey.path", "journey.crowd", "journey.clocks"),
)
"""Stations that ask for no words of one's own; here they do, so that there are some to show."""
DAY = "2026-11-23"
CHEAT_QUESTION = Cards(
    key=CHEATS, prompt=as_typed("?"), columns=tuple(Option(key=k, label=as_typed(k)) for k in KPIS)
)
NAME = next(text for text in PAYLOADS if text.startswith("<img"))


def taint(file: Path) -> None:
    """Bring the sample company and put harm into every column that holds free text."""
    bring_data(file, None, None)
    with closing(duckdb.connect(str(file))) as connection:
        for table, columns in TAINTED.items():
            for column in columns:
                connection.execute(
                    f"update {table} set {column} = list_extract(?, 1 + rowid % {len(PAYLOADS)})"  # noqa: S608 - names of ours
                    f" where {column} is not null",
                    [list(PAYLOADS)],
                )
        connection.execute("update workshop_info set name = ?", [NAME])


def parts(count: int) -> list[str]:
    """Return all payloads in so many texts of several lines."""
    return ["\n".join(PAYLOADS[place::count]) for place in range(count)]


def answered(stage: Stage, activity: str, question: Question, bodies: list[Any]) -> None:
    """Ask a question and let a phone give each of these answers; nothing is revealed."""
    stage.room.open_question(activity, question)
    with stage.room._log.writing() as pen:  # one transaction: seventy take seconds
        for number, body in enumerate(bodies):
            said = {"subject": question.key, "item": f"phone-{number}", "body": body}
            pen.append(Event(kind="contributed", **said))


def objected(stage: Stage, activity: str) -> None:
    """Ask phones for objections; there is one in every hostile wording."""
    question = Consent(
        key=f"{consent_prefix(activity)}0",
        prompt=both("Does anybody have a reasoned objection?"),
        proposal=as_typed("\n".join(PAYLOADS)),
    )
    bodies = [{"answer": "objection", "reason": text} for text in PAYLOADS]
    answered(stage, activity, question, bodies)


def decided(stage: Stage, subject: str, **body: Any) -> None:
    """Let the group decide something, with an objection in every hostile wording."""
    more = {"objections": list(PAYLOADS), "decided_on": DAY}
    stage.room.decide(subject, body | more)


def decide_everything(stage: Stage) -> None:
    """Let the group have been through all acts."""
    rules = [as_typed(text) for text in parts(5)]
    decided(stage, "arriving", rules=[rule["en"] for rule in rules], worded=rules)
    for number, text in enumerate(parts(5)):
        said = stage.room.state.item("arriving.rules", "both")
        stage.room.say("arriving.rules", "both", said | {str(number): text[:200]}, "both")
    agree_on_words(stage)
    line = {"from": "sales", "text": as_typed(PAYLOADS[0]), "kept": as_typed("–")}
    decided(stage, "journey.promises", promises=[line, line | {"from": "marketing"}])
    agree_on_kpis(stage)
    texts = parts(9)
    fields = [dict(zip(("what", "owner", "done_when"), texts[n::3], strict=True)) for n in range(3)]
    for number, action in enumerate(fields):
        stage.room.say("retro.actions", "both", action | {"due": DAY}, str(number))
    decided(stage, "retro", actions=[action | {"due": DAY} for action in fields])
    for side, text in zip(SIDES, parts(2), strict=True):
        stage.room.say("charter.signing", side, {"text": text}, side)
    roles = dict(zip(SIDES, parts(2), strict=True))
    remarks = [{"text": text} for text in PAYLOADS]
    stage.room.decide("charter", {**roles, "day": DAY, "signed": {}, "remarks": remarks})


def agree_on_words(stage: Stage) -> None:
    """Let the group have chosen Lead and three words of its own, and agreed on Lead."""
    own = [
        {"key": f"own{n}", "label": as_typed(text), "entity": "contacts"}
        for n, text in enumerate(SHORT[:3], 1)
    ]
    lead = {"key": "lead", "label": both("Lead"), "entity": "contacts"}
    offered = [{"label": text, "entity": "contacts"} for text in SHORT]
    stage.room.say("terms.choice.own", "both", {"words": offered}, "both")
    stage.room.decide("terms.choice", {"terms": [lead, *own]})
    for place, (side, text) in enumerate(zip(SIDES, parts(2), strict=True)):
        body = {"sentence": text, "rule": rule_of(PAYLOADS[place::2]).data()}
        stage.room.say("terms.lead.definition", side, body, side)
    proposal = Definition("\n".join(PAYLOADS), rule_of(PAYLOADS))
    entry = agreed_term(stage, TERMS["lead"], proposal, list(PAYLOADS))
    stage.room.decide("terms.lead", entry)
    body = {"sentence": proposal.sentence, "rule": proposal.rule.data(), "free": True}
    stage.room.say("terms.lead.proposal", "both", body, "both")


def rule_of(roles: Any) -> Rule:
    """Return the rule that somebody with one of these roles is meant."""
    held = Criterion(field="role", op=Op.ANY_OF, value=list(roles))
    return Rule(entity="contacts", where=Group(criteria=[held]))


def agree_on_kpis(stage: Stage) -> None:
    """Let the group have agreed on three numbers, with owners."""
    texts = parts(2 * len(KPIS))
    owners = [
        dict(zip(SIDES, pair, strict=True)) for pair in zip(texts[::2], texts[1::2], strict=True)
    ]
    drafts = [KpiDraft(name, 20.0, roles) for name, roles in zip(KPIS, owners, strict=True)]
    answers = {one.name: one for one in ask_all(stage.crm, KPIS, terms=stage.terms)}
    decided(stage, "kpis", kpis=agreed_kpis(drafts, answers))
    for place, draft in enumerate(drafts):
        body = {"name": draft.name, "target": draft.target, **draft.owners}
        stage.room.say("kpis.drafts", "both", body, str(place))


def answer_everything(stage: Stage) -> None:
    """Let a phone for each payload be there and write it wherever one can write."""
    sit(stage, *("sales", "marketing") * 5)
    for activity in ("arriving", "terms.lead", "journey.promises", "kpis", "retro"):
        objected(stage, activity)
    texts = [{"text": text} for text in PAYLOADS]
    answered(stage, "terms.lead", think_questions(TERMS["lead"])[0], texts)
    need = next(one for one in promise_questions() if one.key == NEED)
    answered(stage, "journey.promises", need, texts)
    for activity, asked in (("kpis", CHEAT_QUESTION), ("retro", CARD_QUESTION)):
        column = asked.columns[0].key
        answered(stage, activity, asked, [text | {"column": column} for text in texts])
    answered(stage, "charter", REMARK, texts)
    for station in WORDLESS:
        wall = ShortText(key=f"{station}.wall", prompt=as_typed(NAME))
        answered(stage, station, wall, texts)
