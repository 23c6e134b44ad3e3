"""How deals ended, from everything a file says: taken where proven, asked where not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml
from support.exports.brought import TODAY, export, rows

from workshop.crm.intake.dialogue.answering import answered
from workshop.crm.intake.dialogue.proposal import propose
from workshop.crm.intake.doubt import NOTHING, Doubt, Topic
from workshop.crm.intake.load import take_in
from workshop.crm.intake.report import Oddity
from workshop.crm.mapping import CrmMapping, validated

if TYPE_CHECKING:
    from workshop.crm.intake.dialogue.proposal import Proposal
    from workshop.crm.intake.load import Intake

DATES = "2026-01-05,2026-02-01"
TAGE = DATES.replace(",", ";")
TOPICS = {*Topic} - {Topic.COLUMN}


def read(found: Proposal, name: str, content: str) -> Intake:
    return take_in(export(**{name: content}), found.mapping, TODAY, private=False, thorough=True)


def ended(intake: Intake) -> str:
    """Return how many deals ended how: ``2 won, 1 lost``, in the order of the alphabet."""
    counts = Counter(str(row["status"]) for row in rows(intake, "deals"))
    return ", ".join(f"{n} {status}" for status, n in sorted(counts.items()))


class Proven(NamedTuple):
    """A file in which everything is proven: nobody is asked, and this is how its deals ended."""

    rule: str
    content: str
    right: str
    name: str = "deals"


PROVEN = [
    Proven(
        "an inactive deal with a lost reason and no chance is lost, whatever its stage",
        "id,Opportunity,Stage,Active,Probability,Created on,Closed Date,Lost Reason\n"
        "1,A,Won,True,100,2026-01-05 09:00:00,2026-02-01 10:00:00,\n"
        "2,B,Qualified,False,0,2026-01-06 09:00:00,2026-02-03 10:00:00,Zu teuer\n"
        "3,C,New,False,0,2026-01-07 09:00:00,2026-02-03 10:00:00,Kein Lager\n"
        "4,D,Qualified,True,40,2026-01-10 09:00:00,,\n",
        "2 lost, 1 open, 1 won",
    ),
    Proven(
        "a stage of the company's own is decided by its flags",
        "Id,StageName,IsClosed,IsWon,Amount,CreatedDate,CloseDate\n"
        "1,Eingetütet,true,true,10,2026-01-05T09:00:00.000Z,2026-02-01\n"
        "2,Eingeschlafen,true,false,10,2026-01-05T09:00:00.000Z,2026-02-01\n"
        "3,Eingeschlafen,true,false,10,2026-01-05T09:00:00.000Z,2026-02-01\n"
        "4,Werkstatt,false,false,10,2026-01-05T09:00:00.000Z,2026-12-01\n",
        "2 lost, 1 open, 1 won",
    ),
    Proven(
        "flags that speak German",
        "Deal-ID;Phase;Ist abgeschlossen;Ist gewonnen;Erstellt am;Abschlussdatum\n"
        "1;Schublade;ja;nein;05.01.2026;13.02.2026\n"
        "2;Sekt;ja;ja;05.01.2026;14.02.2026\n"
        "3;Kaffee;nein;nein;05.01.2026;\n",
        "1 lost, 1 open, 1 won",
    ),
    Proven(
        "won and lost flags without a closed one: neither means open",
        "Record ID,Deal Stage,Is Closed Won,Is closed lost,Create Date,Close Date\n"
        f"1,Blue,true,false,{DATES}\n2,Red,false,true,{DATES}\n3,Grey,false,false,{DATES}\n",
        "1 lost, 1 open, 1 won",
    ),
    Proven(
        "flags alone, where every deal is over",
        f"Id,IsClosed,IsWon,Amount,CreatedDate,CloseDate\n1,true,true,5,{DATES}\n"
        f"2,true,false,5,{DATES}\n3,true,false,5,{DATES}\n",
        "2 lost, 1 won",
    ),
    Proven(
        "a phrase with a known word inside is decided by the flags, not by the word",
        f"Id,StageName,IsClosed,IsWon,CreatedDate,CloseDate\n1,Closed Won,true,true,{DATES}\n"
        f"2,Won by competitor,true,false,{DATES}\n3,Gewonnen (storniert),true,false,{DATES}\n",
        "2 lost, 1 won",
    ),
    Proven(
        "a lost reason tells of a stage nobody knows",
        f"Deal ID,Deal Stage,Create Date,Close Date,Closed Lost Reason\n1,Closed Won,{DATES},\n"
        f"2,Ablage P,{DATES},Preis\n3,Ablage P,{DATES},Timing\n",
        "2 lost, 1 won",
    ),
    Proven(
        "a chance of 100 or 0 tells of a stage nobody knows once its day has come",
        f"Deal ID,Deal Stage,Probability,Create Date,Close Date\n1,Blau,100%,{DATES}\n"
        f"2,Rot,0 %,{DATES}\n3,Gewonnen,100,{DATES}\n",
        "1 lost, 2 won",
    ),
    Proven(
        "won time and lost time say it where no status is",
        "Deal - ID,Deal - Deal created,Deal - Won time,Deal - Lost time\n"
        "1,2026-01-05 09:00:00,2026-02-01 09:00:00,\n2,2026-01-05 09:00:00,,2026-02-03 09:00:00\n"
        "3,2026-01-05 09:00:00,,\n",
        "1 lost, 1 open, 1 won",
    ),
    Proven(
        "known stages of four vendors need no question",
        f"Deal ID,Deal Stage,Create Date,Close Date\n1,Closed Won (Sales Pipeline),{DATES}\n"
        f"2,Abgeschlossen und verloren,{DATES}\n3,4 - Proposal/Price Quote,{DATES}\n"
        f"4,Closed Lost to Competition,{DATES}\n5,Proposition,{DATES}\n"
        f"6,90 % Verhandlung,{DATES}\n",
        "2 lost, 3 open, 1 won",
    ),
]


@pytest.mark.parametrize("one", PROVEN, ids=lambda one: one.rule)
def test_what_is_proven_is_taken_without_a_question(one: Proven) -> None:
    """Evidence that agrees needs nobody, and the mapping reads the next file the same way."""
    found = propose(export(**{one.name: one.content}))
    again = validated(yaml.safe_load(found.mapping.to_yaml()), "again")

    assert [] == [doubt for doubt in found.doubts if doubt.topic in TOPICS]
    assert one.right == ended(read(found, one.name, one.content))
    assert found.mapping == again


class Asked(NamedTuple):
    """A file that leaves something open: what is asked, and how its deals ended by the answers."""

    rule: str
    content: str
    asked: tuple[tuple[Topic, str, str, int], ...]
    answers: tuple[str, ...]
    right: str
    name: str = "deals"


HEAD = "Deal ID,Deal Stage,Create Date,Close Date\n"
ASKED = [
    Asked(
        "won by somebody else",
        f"{HEAD}1,Closed Won,{DATES}\n2,Closed - Won by competitor,{DATES}\n"
        f"3,Closed - Won by competitor,{DATES}\n4,Closed Lost,{DATES}\n",
        ((Topic.VALUE, "Closed - Won by competitor", "", 2),),
        ("lost",),
        "3 lost, 1 won",
    ),
    Asked(
        "won and taken back, in two languages",
        f"{HEAD}1,Gewonnen,{DATES}\n2,Gewonnen (storniert),{DATES}\n"
        f"3,Closed Won - Cancelled,{DATES}\n4,Won't buy,{DATES}\n",
        (
            (Topic.VALUE, "Closed Won - Cancelled", "", 1),
            (Topic.VALUE, "Gewonnen (storniert)", "", 1),
            (Topic.VALUE, "Won't buy", "", 1),
        ),
        ("lost", "lost", "lost"),
        "3 lost, 1 won",
    ),
    Asked(
        "a remark that says nothing against it is a proposal",
        f"{HEAD}1,Closed Won (Renewal),{DATES}\n2,Closed Lost,{DATES}\n",
        ((Topic.VALUE, "Closed Won (Renewal)", "won", 1),),
        ("won",),
        "1 lost, 1 won",
    ),
    Asked(
        "a stage nobody knows whose close date has come is not open, one ahead may be",
        f"{HEAD}1,Kickoff,{DATES}\n2,Ablage P,{DATES}\n3,Ablage P,{DATES}\n"
        "4,Werkstatt,2026-01-05,\n",
        (
            (Topic.VALUE, "Ablage P", "", 2),
            (Topic.VALUE, "Kickoff", "", 1),
            (Topic.VALUE, "Werkstatt", "open", 1),
        ),
        ("lost", "won", "open"),
        "2 lost, 1 open, 1 won",
    ),
    Asked(
        "a stage and a flag that contradict each other: the flag counts",
        f"Id,StageName,IsClosed,IsWon,CreatedDate,CloseDate\n1,Closed Won,true,true,{DATES}\n"
        f"2,Closed Won,true,false,{DATES}\n3,Closed Lost,true,false,{DATES}\n",
        ((Topic.RIVALS, "Closed Won", "", 1),),
        ("others",),
        "2 lost, 1 won",
    ),
    Asked(
        "a stage and a flag that contradict each other: the stage counts",
        f"Id;Phase;Ist gewonnen;Ist geschlossen;Erstellt am;Abschlussdatum\n"
        f"1;Gewonnen;nein;ja;{TAGE}\n2;Verloren;nein;ja;{TAGE}\n",
        ((Topic.RIVALS, "Gewonnen", "", 1),),
        ("stage",),
        "1 lost, 1 won",
    ),
    Asked(
        "a stage before the end and a lost reason",
        f"Deal ID,Deal Stage,Create Date,Close Date,Lost Reason\n1,Qualified,{DATES},Preis\n"
        f"2,Qualified,{DATES},\n3,Won,{DATES},\n",
        ((Topic.RIVALS, "Qualified", "", 1),),
        ("others",),
        "1 lost, 1 open, 1 won",
    ),
    Asked(
        "an archived deal of which nothing says that it is lost",
        f"Deal ID,Status,Archived,Create Date,Close Date\n1,Open,true,{DATES}\n"
        f"2,Won,false,{DATES}\n",
        ((Topic.GIVEN_UP, "", "", 1),),
        (NOTHING,),
        "1 open, 1 won",
    ),
    Asked(
        "a flag alone: a no is lost or open, and only the team knows",
        "Deal-ID;Kunde geworden;Erstellt am\n1;1;05.01.2026\n2;0;06.01.2026\n3;0;07.01.2026\n",
        ((Topic.NO, "", "", 2),),
        ("lost",),
        "2 lost, 1 won",
    ),
    Asked(
        "one date column for each stage",
        "CreateDate,Erstgespräch,Angebot unterschrieben,Absage,Absage - Grund\n"
        "2026-04-03,2026-04-09,2026-04-18,,\n2026-04-05,,,,\n"
        "2026-04-07,2026-04-11,,2026-04-28,Preis\n2026-04-09,,,2026-04-11,Falsche Daten\n",
        ((Topic.FILLED, "", "won", 1), (Topic.FILLED, "", "lost", 2)),
        ("won", "lost"),
        "2 lost, 1 open, 1 won",
    ),
    Asked(
        "a date that says nothing of the end",
        "Deal ID,Created Date,Vertrag unterschrieben,Storniert\n1,2026-04-03,2026-04-09,\n"
        "2,2026-04-05,,2026-05-01\n3,2026-04-05,,\n",
        ((Topic.FILLED, "", "won", 1), (Topic.FILLED, "", "lost", 1)),
        ("won", NOTHING),
        "2 None, 1 won",
    ),
    Asked(
        "a file of one kind, by its name",
        f"Deal ID,Create Date,Close Date\n1,{DATES}\n2,{DATES}\n",
        ((Topic.ALL_ROWS, "", "won", 2),),
        ("won",),
        "2 won",
        "gewonnene deals",
    ),
]


def asked(found: Proposal) -> list[Doubt]:
    return [doubt for doubt in found.doubts if doubt.topic in TOPICS]


@pytest.mark.parametrize("one", ASKED, ids=lambda one: one.rule)
def test_what_is_not_proven_is_asked_with_its_rows(one: Asked) -> None:
    """Each question says how many rows hang on it, none is taken unasked, the answers count."""
    found = propose(export(**{one.name: one.content}))
    doubts = asked(found)
    told = tuple((d.topic, d.example, d.proposed, d.rows) for d in doubts)
    for doubt, answer in zip(doubts, one.answers, strict=True):
        found = answered(found, doubt, answer)
    taken = read(found, one.name, one.content)

    assert one.asked == told
    assert all(doubt.unasked in (None, NOTHING) for doubt in doubts)
    assert [] == asked(found)
    assert one.right == ended(taken)
    assert [] == [one for one in taken.report.findings if one.code is Oddity.OUTCOMES]


@pytest.mark.parametrize("one", ASKED, ids=lambda one: one.rule)
def test_answers_are_saved(one: Asked) -> None:
    """The mapping that was written reads the same file as the answers did, and asks nothing."""
    found = propose(export(**{one.name: one.content}))
    for doubt, answer in zip(asked(found), one.answers, strict=True):
        found = answered(found, doubt, answer)
    saved = CrmMapping.model_validate(yaml.safe_load(found.mapping.to_yaml()))

    assert found.mapping == saved


def test_a_contradiction_without_an_answer_gives_no_status_and_is_named() -> None:
    """A row of the next file contradicts itself: no outcome is taken, and the rows are said."""
    good = f"Id,StageName,IsClosed,IsWon,CreatedDate,CloseDate\n1,Closed Won,true,true,{DATES}\n"
    found = propose(export(deals=good))
    taken = read(found, "deals", f"{good}2,Closed Won,true,false,{DATES}\n")
    said = {one.code: (one.n, one.rows) for one in taken.report.findings}

    assert () == found.doubts
    assert "1 None, 1 won" == ended(taken)
    assert (1, (3,)) == said[Oddity.OUTCOMES]
    assert (1, (3,)) == said[Oddity.NO_STATUS]


def test_rows_that_are_in_no_kpi_are_named() -> None:
    """Deals without a status, touches, hand-offs and costs without what all KPIs need."""
    files = {
        "deals": f"deal_id,status,created_at,closed_at\n1,won,{DATES}\n2,,{DATES}\n"
        "3,-,2026-01-05,\n",
        "touchpoints": "touchpoint_id,contact_id,happened_at,side,kind\n"
        "1,C1,2026-01-05,sales,call\n2,C1,,sales,call\n",
        "handoffs": "handoff_id,contact_id,handed_at,outcome,decided_at\n"
        "1,C1,2026-01-05,accepted,2026-01-06\n2,C1,,accepted,2026-01-06\n",
        "costs": "cost_id,month,side,kind,amount\n1,2026-01,sales,people,5\n2,,sales,people,5\n"
        "3,2026-01,sales,people,\n",
    }
    found = propose(export(**files))
    taken = take_in(export(**files), found.mapping, TODAY, private=False, thorough=False)
    said = {
        (one.table, one.names.get("field", "")): (one.n, one.rows)
        for one in taken.report.findings
        if one.code in (Oddity.NO_STATUS, Oddity.NO_NEED)
    }

    assert {
        ("deals", "status"): (2, (3, 4)),
        ("touchpoints", "happened_at"): (1, (3,)),
        ("handoffs", "handed_at"): (1, (3,)),
        ("costs", "month"): (1, (3,)),
        ("costs", "amount"): (1, (4,)),
    } == said


@pytest.mark.parametrize(
    ("content", "n", "rows_"),
    [
        (
            f"deal_id,status,created_at,closed_at,value\n1,won,{DATES},10\n2,won,{DATES},-3\n",
            1,
            (3,),
        ),
        (
            f"deal_id,status,created_at,closed_at,value\n1,lost,{DATES},-10\n2,won,{DATES},3\n",
            0,
            (),
        ),
        (
            f"deal_id;status;created_at;closed_at;value\n1;won;{TAGE};-1,5\n",
            1,
            (2,),
        ),
    ],
)
def test_refunds_among_won_deals_are_named(content: str, n: int, rows_: tuple[int, ...]) -> None:
    """A negative amount of a won deal is money that went back; of a lost one it says nothing."""
    found = propose(export(deals=content))
    said = read(found, "deals", content).report.findings
    refunds = [(one.n, one.rows) for one in said if one.code is Oddity.REFUNDS]

    assert ([(n, rows_)] if n else []) == refunds
    assert [] == [one for one in said if one.code is Oddity.NO_VALUE_WON]


STAND_INS = [
    ("closed_at", "Expected Close Date", "Deal ID,Deal Stage,Created,Expected Close Date\n1,Won"),
    (
        "closed_at",
        "Voraussichtliches Abschlussdatum",
        "Deal-ID,Phase,Erstellt am,Voraussichtliches Abschlussdatum\n1,Gewonnen",
    ),
    ("closed_at", "Est. Close Date", "Deal ID,Status,Created On,Est. Close Date\n1,Won"),
]


@pytest.mark.parametrize(("field", "column", "head"), STAND_INS, ids=lambda one: str(one)[:20])
def test_a_planned_date_is_a_close_date_only_if_a_person_says_so(
    field: str, column: str, head: str
) -> None:
    """It is offered, and without an answer it stays out."""
    files = export(deals=f"{head},2026-01-05,2026-02-01\n")
    found = propose(files)
    (doubt,) = [one for one in found.doubts if one.field == field]

    assert field not in found.mapping.tables["deals"].columns
    assert (NOTHING, NOTHING) == (doubt.proposed, doubt.unasked)
    assert (column,) == answered(found, doubt, column).mapping.tables["deals"].columns[field]


def test_expected_revenue_is_a_value_only_where_no_amount_is() -> None:
    """A weighted hope is no amount: asked where it is all there is, left out beside one."""
    head = "Deal ID,Deal Stage,Create Date,Close Date,Expected Revenue"
    alone = propose(export(deals=f"{head}\n1,Won,{DATES},100\n"))
    beside = propose(export(deals=f"{head},Amount\n1,Won,{DATES},100,200\n"))

    assert ["Expected Revenue"] == [one.column for one in alone.doubts if one.field == "value"]
    assert "value" not in alone.mapping.tables["deals"].columns
    assert () == beside.doubts
    assert ("Amount",) == beside.mapping.tables["deals"].columns["value"]


def test_a_flag_without_any_date_is_as_of_today() -> None:
    """Nothing says when; the export holds on the day it is read."""
    content = "Deal-ID;Kunde geworden\n1;1\n2;0\n3;0\n"
    found = propose(export(deals=content))
    (doubt,) = asked(found)
    taken = read(answered(found, doubt, "lost"), "deals", content)

    assert (Topic.NO, 2) == (doubt.topic, doubt.rows)
    assert "2 lost, 1 won" == ended(taken)
    assert TODAY == taken.as_of
