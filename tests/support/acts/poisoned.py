"""A workshop in which everybody meant harm: its data, its texts, its decisions."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

import duckdb

from support.acts.acting import decide
from support.acts.payloads import PAYLOADS
from support.room.phones import sit
from workshop.crm.session_tables import bring_data
from workshop.kpis.catalogue.answers import ask_all
from workshop.kpis.core.scope import Scope
from workshop.retro.experiment import Experiment, Measure
from workshop.room.log.event import Event
from workshop.room.state.question import Cards, Consent, Option, ShortText
from workshop.side import SIDES
from workshop.story.act1.definitions import agreed_term
from workshop.story.act1.questions import think_questions
from workshop.story.act2.line import ASKED as LINE
from workshop.story.act2.promises import NEED
from workshop.story.act2.promises import questions as promise_questions
from workshop.story.act3.differences import QUESTIONS as LISTS
from workshop.story.act3.joint_kpis import CHEATS
from workshop.story.act3.sheet import KpiDraft, agreed_kpis
from workshop.story.act4.collecting import CardTable
from workshop.story.act4.experiments import DRAFTS as EXPERIMENTS
from workshop.story.act4.experiments import idea_question
from workshop.story.act5.campaign import FOR_WHOM
from workshop.story.act5.signing import REMARK
from workshop.story.decisions.later import AgreedExperiments
from workshop.story.decisions.small import (
    Differences,
    Duty,
    FieldDuties,
    Introduction,
    NextCampaign,
)
from workshop.story.decisions.types import (
    AgreedKpis,
    HouseRule,
    HouseRules,
    Promised,
    Promises,
    Remark,
    Signed,
)
from workshop.story.frame.consent import consent_prefix
from workshop.terms.rules.definition import Definition
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.terms.rules.term import TERMS
from workshop.words import as_typed, both

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.story.context import Stage
    from workshop.story.decisions.record import Recorded
from workshop.room.state.question import Question

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
    *("journey.path", "journey.crowd", "journey.clocks", "arriving.reproaches", "terms.duties"),
)
"""Stations that ask for no words of one's own; here they do, so that there are some to show."""
ASIDE = ("terms.duties", "journey.line", "kpis.different", "charter.campaign")
"""Stations that no plan holds and in which something is decided."""
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
    stage.room.catch_up()


def objected(stage: Stage, activity: str) -> None:
    """Ask phones for objections; there is one in every hostile wording."""
    question = Consent(
        key=f"{consent_prefix(activity)}0",
        prompt=both("Does anyone have a reasoned objection?"),
        proposal=as_typed("\n".join(PAYLOADS)),
    )
    bodies = [{"answer": "objection", "reason": text} for text in PAYLOADS]
    answered(stage, activity, question, bodies)


def decided(stage: Stage, subject: str, decision: Recorded) -> None:
    """Let the group decide something, with an objection in every hostile wording."""
    more = {"objections": PAYLOADS, "decided_on": date.fromisoformat(DAY)}
    decide(stage, subject, decision.model_copy(update=more))


def decide_everything(stage: Stage) -> None:
    """Let the group have been through all acts."""
    rules = tuple(HouseRule(text=text) for text in parts(5))
    decided(stage, "arriving", HouseRules(rules=rules))
    for number, text in enumerate(parts(5)):
        said = stage.room.state.draft("arriving.rules")
        stage.room.keep("arriving.rules", said | {str(number): text[:200]})
    agree_on_words(stage)
    given = (Promised(key=f"own_{side}", side=side, text=PAYLOADS[0]) for side in SIDES)
    decided(stage, "journey.promises", Promises(promises=tuple(given)))
    agree_on_kpis(stage)
    decide_on_the_side(stage)
    texts = parts(9)
    fields = [dict(zip(("what", "owner", "done_when"), texts[n::3], strict=True)) for n in range(3)]
    more = {"so_that": "a", "partner": "b", "stop_if": "c"}
    for number, tried in enumerate(fields):
        measure = {"kind": "count", "text": tried["what"]}
        stage.room.keep(EXPERIMENTS, tried | more | {"until": DAY, "measure": measure}, str(number))
    made = (
        Experiment(
            until=date.fromisoformat(DAY), measure=Measure("count", text=SHORT[0]), **tried, **more
        )
        for tried in fields
    )
    decided(stage, "retro.try", AgreedExperiments(experiments=tuple(made)))
    for side, text in zip(SIDES, parts(2), strict=True):
        stage.room.say("charter.signing", side, {"text": text}, side)
    roles = dict(zip(SIDES, parts(2), strict=True))
    remarks = tuple(Remark(text=text) for text in PAYLOADS)
    signed = Signed(
        sales=roles["sales"],
        marketing=roles["marketing"],
        remarks=remarks,
        decided_on=date.fromisoformat(DAY),
    )
    decide(stage, "charter", signed)


def decide_on_the_side(stage: Stage) -> None:
    """Let the group have been at the stations that no plan holds."""
    duty = Duty(
        entity="contacts",
        field="role",
        side="sales",
        by="record",
        filled=1,
        cases=2,
        as_of=date.fromisoformat(DAY),
    )
    decided(stage, "terms.duties", FieldDuties(duties=(duty,)))
    decided(stage, "journey.line", Introduction(text=parts(1)[0]))
    decided(stage, "kpis.different", Differences(differences=tuple(parts(3))))
    whom, line, calls, first, then = parts(5)
    campaign = NextCampaign(
        audience=whom, line=line, calls=calls, marketing_tells=first, sales_tells=then
    )
    decided(stage, "charter.campaign", campaign)


def agree_on_words(stage: Stage) -> None:
    """Let the group have chosen Lead and three words of its own, and agreed on Lead."""
    own = [
        {"key": f"own{n}", "label": as_typed(text), "entity": "contacts"}
        for n, text in enumerate(SHORT[:3], 1)
    ]
    lead = {"key": "lead", "label": both("Lead"), "entity": "contacts"}
    offered = [{"label": text, "entity": "contacts"} for text in SHORT]
    stage.room.keep("terms.choice.own", {"words": offered})
    stage.room.decide("terms.choice", {"terms": [lead, *own]})
    for place, (side, text) in enumerate(zip(SIDES, parts(2), strict=True)):
        body = {"sentence": text, "rule": rule_of(PAYLOADS[place::2]).data()}
        stage.room.say("terms.lead.definition", side, body, side)
    proposal = Definition("\n".join(PAYLOADS), rule_of(PAYLOADS))
    entry = agreed_term(stage, TERMS["lead"], proposal, list(PAYLOADS))
    decide(stage, "terms.lead", entry)
    draft = {"sentence": proposal.sentence, "rule": proposal.rule.data(), "free": True}
    stage.room.keep("terms.lead.proposal", draft)


def rule_of(roles: Any) -> Rule:
    """Return the rule that somebody with one of these roles is meant."""
    held = Criterion(field="role", op=Op.ANY_OF, value=list(roles))
    return Rule(entity="contacts", where=Group(criteria=[held]))


def agree_on_kpis(stage: Stage) -> None:
    """Let the group have agreed on three numbers, with owners."""
    texts = parts(2 * len(KPIS))
    owners = [
        {str(side): role for side, role in zip(SIDES, pair, strict=True)}
        for pair in zip(texts[::2], texts[1::2], strict=True)
    ]
    drafts = [KpiDraft(name, 20.0, roles) for name, roles in zip(KPIS, owners, strict=True)]
    answers = {one.name: one for one in ask_all(Scope.of(stage.crm, terms=stage.terms), KPIS)}
    decided(stage, "kpis", AgreedKpis(kpis=agreed_kpis(drafts, answers)))
    for place, draft in enumerate(drafts):
        body = {"name": draft.name, "target": draft.target, **draft.owners}
        stage.room.keep("kpis.drafts", body, str(place))


def answer_everything(stage: Stage) -> None:
    """Let a phone for each payload be there and write it wherever one can write."""
    sit(stage, *("sales", "marketing") * 5)
    for activity in ("arriving", "terms.lead", "journey.promises", "kpis", "retro.try", *ASIDE):
        objected(stage, activity)
    texts = [{"text": text} for text in PAYLOADS]
    cards = CardTable(stage).question()
    answered(stage, "retro.try", idea_question(), texts)
    answered(stage, "terms.lead", think_questions(TERMS["lead"])[0], texts)
    need = next(one for one in promise_questions() if one.key == NEED)
    answered(stage, "journey.promises", need, texts)
    for activity, asked in (("kpis", CHEAT_QUESTION), ("retro.collect", cards)):
        column = asked.columns[0].key
        answered(stage, activity, asked, [text | {"column": column} for text in texts])
    answered(stage, "charter", REMARK, texts)
    answered(stage, "journey.line", LINE, texts)
    answered(stage, "charter.campaign", FOR_WHOM, texts)
    for list_ in LISTS.values():
        answered(stage, "kpis.different", list_, texts)
    for station in WORDLESS:
        wall = ShortText(key=f"{station}.wall", prompt=as_typed(NAME))
        answered(stage, station, wall, texts)
