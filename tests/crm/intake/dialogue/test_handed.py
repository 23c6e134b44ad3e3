"""Hand-overs in the dates of a person's row, and sales' answers: every count by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from support.exports.brought import TODAY, export, rows
from support.exports.dialogues import Brought, asked, questions, replied

from workshop.crm.intake.dialogue.proposal import propose
from workshop.crm.intake.doubt import LEAVE_OUT, NO_ANSWER, YES, Topic
from workshop.crm.intake.importing import import_export
from workshop.crm.intake.load import take_in
from workshop.crm.mapping import MAPPING_FILE, CrmMapping, read_mapping
from workshop.crm.store import open_crm

if TYPE_CHECKING:
    from pathlib import Path

ENGLISH = """\
Record ID,Create Date,Lifecycle Stage,Lead Status,Original Source,\
Became a Marketing Qualified Lead Date,Became a Sales Qualified Lead Date,\
Became an Opportunity Date,Became a Customer Date
1,2026-01-05 09:00,Customer,Open Deal,Organic Search,2026-01-10 09:00,2026-01-12 09:00,\
2026-01-20 09:00,2026-02-20 09:00
2,2026-01-06 09:00,Sales Qualified Lead,Connected,Paid Search,2026-01-11 09:00,2026-01-13 09:00,,
3,2026-01-07 09:00,Marketing Qualified Lead,Unqualified,Paid Search,2026-01-12 09:00,,,
4,2026-01-08 09:00,Lead,New,Direct Traffic,,,,
"""
GERMAN = """\
Datensatz-ID;Erstellungsdatum;Lifecycle-Phase;Lead-Status;Ursprüngliche Traffic-Quelle;\
Datum der Konversion zum Marketing-Qualified-Lead;Datum der Konversion zum Sales-Qualified-Lead;\
Datum der Konversion zur Opportunity;Datum der Konversion zum Kunden
1;05.01.2026 09:00;Kunde;Offener Deal;Organische Suche;10.01.2026 09:00;12.01.2026 09:00;\
20.01.2026 09:00;20.02.2026 09:00
2;06.01.2026 09:00;Sales-Qualified-Lead;Verbunden;Bezahlte Suche;11.01.2026 09:00;\
13.01.2026 09:00;;
3;07.01.2026 09:00;Marketing-Qualified-Lead;Nicht qualifiziert;Bezahlte Suche;12.01.2026 09:00;;;
4;15.01.2026 09:00;Lead;Neu;Direkter Traffic;;;;
"""
BY_API = """\
hs_object_id,createdate,lifecyclestage,hs_lead_status,hs_analytics_source,\
hs_lifecyclestage_marketingqualifiedlead_date,hs_lifecyclestage_salesqualifiedlead_date,\
hs_lifecyclestage_opportunity_date,hs_lifecyclestage_customer_date
1,2026-01-05T09:00:00Z,customer,OPEN_DEAL,ORGANIC_SEARCH,2026-01-10T09:00:00Z,\
2026-01-12T09:00:00Z,2026-01-20T09:00:00Z,2026-02-20T09:00:00Z
2,2026-01-06T09:00:00Z,salesqualifiedlead,CONNECTED,PAID_SEARCH,2026-01-11T09:00:00Z,\
2026-01-13T09:00:00Z,,
3,2026-01-07T09:00:00Z,marketingqualifiedlead,UNQUALIFIED,PAID_SEARCH,2026-01-12T09:00:00Z,,,
4,2026-01-08T09:00:00Z,lead,NEW,DIRECT_TRAFFIC,,,,
"""
SKIPPED = """\
Record ID,Create Date,Original Source,Became a Marketing Qualified Lead Date,\
Became a Sales Qualified Lead Date,Became an Opportunity Date
1,2026-01-05,Paid Search,2026-01-10,,2026-01-20
2,2026-01-05,Paid Search,,2026-01-13,
3,2025-10-05,Paid Search,2026-01-12,2025-11-01,
4,2025-10-05,Paid Search,2026-01-12,2025-11-01,2026-01-22
5,2026-01-05,Paid Search,2026-01-14 09:00,2026-01-14 08:00,
"""
BOTH = {
    "en": ENGLISH.replace("Connected", "Unqualified"),
    "de": GERMAN.replace("Verbunden", "Nicht qualifiziert"),
}
OPEN_STATUS = {
    "en": (ENGLISH.replace("Unqualified", "Bad Timing"), "Bad Timing"),
    "de": (GERMAN.replace("Nicht qualifiziert", "Schlechtes Timing"), "Schlechtes Timing"),
    "own": (ENGLISH.replace("Unqualified", "Nurture Q3"), "Nurture Q3"),
}
LEADS = {
    "en": """\
Lead ID,Create Date,Lead Source,Lead Status,Converted,Converted Date
00Q1,1/5/2026,Web,Closed - Converted,1,1/20/2026
00Q2,1/6/2026,Web,Closed - Converted,1,1/21/2026
00Q3,1/7/2026,Trade Show,Closed - Not Converted,0,
00Q4,1/8/2026,Web,Working - Contacted,0,
00Q5,1/13/2026,Web,Open - Not Contacted,0,
""",
    "de": """\
Lead-ID;Erstelldatum;Lead-Quelle;Lead-Status;Konvertiert;Konvertierungsdatum
00Q1;05.01.2026;Web;Geschlossen - Konvertiert;1;20.01.2026
00Q2;06.01.2026;Web;Geschlossen - Konvertiert;1;21.01.2026
00Q3;07.01.2026;Messe;Geschlossen - Nicht konvertiert;0;
00Q4;08.01.2026;Web;In Bearbeitung - Kontaktiert;0;
00Q5;13.01.2026;Web;Offen - Nicht kontaktiert;0;
""",
    "api": """\
Id,Status,LeadSource,CreatedDate,IsConverted,ConvertedDate
00Q1,Qualified,Web,2026-01-05T09:00:00.000Z,true,2026-01-20
00Q2,Qualified,Web,2026-01-06T09:00:00.000Z,true,2026-01-21
00Q3,Unqualified,Web,2026-01-07T09:00:00.000Z,false,
00Q4,Working,Web,2026-01-08T09:00:00.000Z,false,
00Q5,New,Web,2026-01-13T09:00:00.000Z,false,
""",
}
OWN_FIELDS = """\
Contact ID;Erstellt am;Lead-Quelle;MQL-Datum;SQL-Datum;Lead-Status
1;05.01.2026;Web;10.01.2026;12.01.2026;
2;06.01.2026;Web;11.01.2026;;Disqualifiziert
3;07.01.2026;Web;12.01.2026;;Neu
4;22.01.2026;Web;;;
"""


@pytest.mark.parametrize("content", [ENGLISH, GERMAN, BY_API], ids=["en", "de", "api"])
def test_lifecycle_dates_are_hand_overs(content: str) -> None:
    """Three became MQL; two of them SQL; one is unqualified; the lead was never handed over."""
    found = Brought({"hubspot-crm-exports-all-contacts": content})

    assert (2, 3) == found.share("acceptance_rate")
    assert (1, 3) == found.share("rejection_rate")
    assert 4 == len(rows(found.intake, "contacts"))
    assert 3 == len(rows(found.intake, "handoffs"))
    assert 2 == found.kpi("feedback_time").n


@pytest.mark.parametrize("content", [ENGLISH, GERMAN], ids=["en", "de"])
def test_what_is_assumed_is_asked_with_a_proposal_and_said(content: str) -> None:
    """One question, answered by what HubSpot says the dates mean; and a no leaves no hand-over."""
    proposal = propose(export(contacts=content))
    (doubt,) = questions(proposal, Topic.HANDED)
    declined = replied(proposal, Topic.HANDED, {"": LEAVE_OUT})

    assert (YES, YES, 3) == (doubt.proposed, doubt.unasked, doubt.rows)
    assert {} == asked(proposal, Topic.VALUE)
    assert any("Marketing" in note.names.get("column", "") for note in proposal.notes)
    found = Brought({"contacts": content}, declined.mapping)
    assert "handoffs.handed_at" in found.kpi("acceptance_rate").missing


def test_an_answer_follows_its_hand_over() -> None:
    """Who skipped the SQL step was accepted; a date before the hand-over is no answer to it.

    By the day: the one of 08:00 on the day of 09:00 is. Who has an answer and no hand-over was
    handed over by nobody, which is said.
    """
    found = Brought({"contacts": SKIPPED})
    decided = sorted(str(one["decided_at"]) for one in rows(found.intake, "handoffs"))

    assert (3, 4) == found.share("acceptance_rate")
    assert ["2026-01-14 08:00:00", "2026-01-20 00:00:00", "2026-01-22 00:00:00", "None"] == decided
    assert 1 == found.oddities()["never_handed"]


@pytest.mark.parametrize("lang", BOTH)
def test_a_yes_and_a_no_in_one_row_are_asked_about(lang: str) -> None:
    """SQL date and “Unqualified”: nobody but the team knows which one is the answer."""
    proposal = propose(export(contacts=BOTH[lang]))
    (doubt,) = questions(proposal, Topic.ANSWERED)
    counts = {}
    for answer in doubt.options:
        chosen = replied(proposal, Topic.ANSWERED, {doubt.example: answer}).mapping
        found = Brought({"contacts": BOTH[lang]}, chosen)
        counts[answer] = (found.share("acceptance_rate"), found.share("rejection_rate"))

    assert (None, 1) == (doubt.unasked, doubt.rows)
    assert {"dates": ((2, 3), (1, 3)), "status": ((1, 3), (2, 3))} == counts


@pytest.mark.parametrize("lang", OPEN_STATUS)
def test_a_status_that_may_be_a_no_is_asked_about(lang: str) -> None:
    """Unasked it is no answer, and said so; only those that decide a hand-over are asked about."""
    content, status = OPEN_STATUS[lang]
    proposal = propose(export(contacts=content))
    said = replied(proposal, Topic.VALUE, {status: "rejected"})
    unasked = Brought({"contacts": content}, proposal.mapping)
    found = Brought({"contacts": content}, said.mapping)

    assert [(status, 1, NO_ANSWER)] == [
        (one.example, one.rows, one.unasked) for one in questions(proposal, Topic.VALUE)
    ]
    assert ((2, 3), (0, 3)) == (unasked.share("acceptance_rate"), unasked.share("rejection_rate"))
    assert ((2, 3), (1, 3)) == (found.share("acceptance_rate"), found.share("rejection_rate"))


@pytest.mark.parametrize("lang", LEADS)
def test_leads_of_salesforce_are_hand_overs_only_if_a_person_says_so(lang: str) -> None:
    """No column says when marketing handed a lead over. If creation is that: 2 of 5, and one no."""
    proposal = propose(export(Lead=LEADS[lang]))
    (doubt,) = questions(proposal, Topic.LEADS)
    unasked = Brought({"Lead": LEADS[lang]}, proposal.mapping)
    said = replied(proposal, Topic.LEADS, {"": YES})
    found = Brought({"Lead": LEADS[lang]}, said.mapping)

    assert (LEAVE_OUT, 5) == (doubt.unasked, doubt.rows)
    assert "handoffs.handed_at" in unasked.kpi("acceptance_rate").missing
    assert ((2, 5), (1, 5)) == (found.share("acceptance_rate"), found.share("rejection_rate"))


def test_dates_of_the_team_s_own_are_asked_about() -> None:
    """“MQL-Datum” may be a score: nothing is taken unasked; then one yes, one no, one silence."""
    proposal = propose(export(kontakte=OWN_FIELDS))
    (doubt,) = questions(proposal, Topic.HANDED)
    found = Brought({"kontakte": OWN_FIELDS}, replied(proposal, Topic.HANDED, {"": YES}).mapping)

    assert (YES, LEAVE_OUT) == (doubt.proposed, doubt.unasked)
    assert ((1, 3), (1, 3)) == (found.share("acceptance_rate"), found.share("rejection_rate"))


def test_a_table_of_hand_overs_is_not_read_a_second_time() -> None:
    """Who keeps hand-overs in a table of their own is not asked for others."""
    kept = """\
Handoff ID,Contact ID,Handed over,Outcome,Decided at
H1,1,2026-01-02,Accepted,2026-01-03
"""
    proposal = propose(export(contacts=ENGLISH, handoffs=kept))

    assert [] == questions(proposal, Topic.HANDED)
    assert ("handoffs.csv",) == proposal.sources["handoffs"]


def test_the_mapping_keeps_the_answers() -> None:
    """Next quarter nobody is asked again, and the same rows give the same tables."""
    proposal = replied(
        propose(export(contacts=BOTH["en"])), Topic.ANSWERED, {"Unqualified": "status"}
    )
    again = CrmMapping.model_validate(yaml.safe_load(proposal.mapping.to_yaml()))

    assert again == proposal.mapping
    assert (1, 3) == Brought({"contacts": BOTH["en"]}, again).share("acceptance_rate")


def test_a_status_that_comes_later_is_no_silence() -> None:
    """Next quarter's file has a status of which nobody said what it means: the row is set aside."""
    mapping = propose(export(contacts=ENGLISH)).mapping
    more = "".join(
        f"{n},2026-01-05 09:00,Lead,{'Parked' if n == 20 else 'New'},Paid Search,"
        "2026-01-10 09:00,,,\n"
        for n in range(10, 25)
    )
    found = Brought({"contacts": ENGLISH + more}, mapping)
    (handed,) = (one for one in found.intake.report.tables if one.table == "handoffs")

    assert (18, 17) == (handed.read, handed.kept)
    assert {"Lead Status"} == {one.column for one in handed.set_aside}


def test_a_no_without_a_date_is_none_on_an_earlier_day() -> None:
    """As of the export it is a no. The day before nobody knows: no rejection rate, said why."""
    mapping = propose(export(contacts=ENGLISH)).mapping
    earlier = mapping.model_copy(update={"as_of": TODAY.replace(month=1, day=19)})
    found = Brought({"contacts": ENGLISH}, earlier)

    assert (2, 3) == found.share("acceptance_rate")
    assert (None, "undated_answers") == (
        found.kpi("rejection_rate").value,
        found.kpi("rejection_rate").caveats[0].code,
    )


def test_what_is_declined_can_be_imported(tmp_path: Path) -> None:
    """The folder has the other tables, and the mapping still asks for a yes."""
    proposal = propose(export(Lead=LEADS["en"]))
    import_export(export(Lead=LEADS["en"]), proposal.mapping, tmp_path / "crm", "x")
    saved = read_mapping(tmp_path / "crm" / MAPPING_FILE)

    assert {"contacts"} == {*open_crm(tmp_path / "crm" / "crm.duckdb").tables}
    assert not saved.parts("handoffs")[0].is_settled


def test_a_hand_over_nobody_confirmed_is_not_read() -> None:
    """A mapping by hand says so itself; what waits for an answer is left out."""
    proposal = propose(export(Lead=LEADS["en"]))
    taken = take_in(
        export(Lead=LEADS["en"]), proposal.mapping, TODAY, private=False, thorough=False
    )

    assert "handoffs" not in taken.connection.list_tables()
