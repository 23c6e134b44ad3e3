"""Activities that name neither side nor person: asked by type, and then counted by hand."""

from __future__ import annotations

import pytest
import yaml
from support.exports.brought import TODAY, export, rows
from support.exports.dialogues import Brought, asked, questions, replied
from support.exports.exports import refusal

from workshop.crm.intake.dialogue.answering import as_proposed
from workshop.crm.intake.dialogue.proposal import propose
from workshop.crm.intake.doubt import LEAVE_OUT, TOGETHER, YES, Topic
from workshop.crm.intake.load import take_in
from workshop.crm.mapping import CrmMapping

PEOPLE = """\
Record ID - Contact,Create Date,Original Source
11,2026-02-02 09:30,Paid Search
12,2026-02-02 09:30,Paid Search
13,2026-02-02 09:30,Organic Search
14,2026-02-02 09:30,Referrals
"""
KONTAKTE = """\
Datensatz-ID - Kontakt;Erstellungsdatum;Ursprüngliche Quelle
11;02.02.2026 09:30;Bezahlte Suche
12;02.02.2026 09:30;Bezahlte Suche
13;02.02.2026 09:30;Organische Suche
14;02.02.2026 09:30;Verweise
"""
LEADS = """\
Lead ID,Created Date,Lead Source
11,2026-02-02 09:30,Web
12,2026-02-02 09:30,Web
13,2026-02-02 09:30,Web
14,2026-02-02 09:30,Web
"""
INPUTS: dict[str, tuple[dict[str, str], dict[str, tuple[str, int]]]] = {
    "hubspot_en": (
        {
            "contacts": PEOPLE,
            "activities": """\
Activity ID,Activity type,Activity date,Associated Contact IDs
1,Form submission,2026-02-02 09:30,11
2,Call,2026-02-02 10:30,11
3,Marketing email,2026-02-02 09:31,12
4,Email,2026-02-02 12:30,12
5,Note,2026-02-02 09:40,13
6,Meeting,2026-02-02 15:30,13
7,Task,2026-02-02 09:45,14
""",
        },
        {
            "Call": ("sales_person", 1),
            "Email": ("sales_person", 1),
            "Form submission": ("marketing_machine", 1),
            "Marketing email": ("marketing_machine", 1),
            "Meeting": ("sales_person", 1),
            "Note": ("none", 1),
            "Task": ("none", 1),
        },
    ),
    "hubspot_de": (
        {
            "kontakte": KONTAKTE,
            "aktivitaeten": """\
Aktivitäts-ID;Aktivitätstyp;Aktivitätsdatum;Zugehörige Kontakt-IDs
1;Formulareinsendung;02.02.2026 09:30;11
2;Anruf;02.02.2026 10:30;11
3;Marketing-E-Mail;02.02.2026 09:31;12
4;E-Mail;02.02.2026 12:30;12
5;Notiz;02.02.2026 09:40;13
6;Meeting;02.02.2026 15:30;13
7;Aufgabe;02.02.2026 09:45;14
""",
        },
        {
            "Anruf": ("sales_person", 1),
            "E-Mail": ("sales_person", 1),
            "Formulareinsendung": ("marketing_machine", 1),
            "Marketing-E-Mail": ("marketing_machine", 1),
            "Meeting": ("sales_person", 1),
            "Notiz": ("none", 1),
            "Aufgabe": ("none", 1),
        },
    ),
    "salesforce_en": (
        {
            "Lead": LEADS,
            "Task": """\
Id,WhoId,Subject,Type,Status,CompletedDateTime
00T1,11,Erstanruf,Call,Completed,2026-02-02 10:30
00T2,12,Angebot,Email,Completed,2026-02-02 12:30
00T3,13,Termin,Meeting,Completed,2026-02-02 15:30
00T4,14,Anrufen,Call,Not Started,
""",
        },
        {
            "Call": ("sales_person", 1),
            "Email": ("sales_person", 1),
            "Meeting": ("sales_person", 1),
        },
    ),
    "salesforce_de": (
        {
            "Leads": """\
Lead-ID;Erstelldatum;Lead-Quelle
11;02.02.2026 09:30;Web
12;02.02.2026 09:30;Web
13;02.02.2026 09:30;Web
14;02.02.2026 09:30;Web
""",
            "Aufgaben": """\
Aufgaben-ID;Lead-ID;Typ;Status;Fälligkeitsdatum
00T1;11;Anruf;Abgeschlossen;02.02.2026 10:30
00T2;12;E-Mail;Abgeschlossen;02.02.2026 12:30
00T3;13;Besprechung;Abgeschlossen;02.02.2026 15:30
00T4;14;Anruf;Nicht begonnen;02.02.2026 09:35
""",
        },
        {
            "Anruf": ("sales_person", 1),
            "E-Mail": ("sales_person", 1),
            "Besprechung": ("sales_person", 1),
        },
    ),
    "pipedrive_en": (
        {
            "people": """\
Person - ID,Person - Person created,Person - Source
11,2026-02-02 09:30:00,Web
12,2026-02-02 09:30:00,Web
13,2026-02-02 09:30:00,Web
14,2026-02-02 09:30:00,Web
""",
            "activities": """\
Activity - ID,Activity - Type,Activity - Done,Activity - Marked as done time,Activity - Person ID
1,Call,Done,2026-02-02 10:30:00,11
2,Email,Done,2026-02-02 12:30:00,12
3,Meeting,Done,2026-02-02 15:30:00,13
4,Call,To do,,14
""",
        },
        {
            "Call": ("sales_person", 1),
            "Email": ("sales_person", 1),
            "Meeting": ("sales_person", 1),
        },
    ),
    "pipedrive_de": (
        {
            "personen": """\
Person - ID;Person - Person erstellt;Person - Quelle
11;02.02.2026 09:30;Web
12;02.02.2026 09:30;Web
13;02.02.2026 09:30;Web
14;02.02.2026 09:30;Web
""",
            "aktivitaeten": """\
Aktivität - ID;Aktivität - Typ;Aktivität - Erledigt;Aktivität - Als erledigt markiert am;\
Aktivität - Person ID
1;Anruf;Ja;02.02.2026 10:30;11
2;E-Mail;Ja;02.02.2026 12:30;12
3;Besprechung;Ja;02.02.2026 15:30;13
4;Anruf;Nein;;14
""",
        },
        {
            "Anruf": ("sales_person", 1),
            "E-Mail": ("sales_person", 1),
            "Besprechung": ("sales_person", 1),
        },
    ),
    "zoho_en": (
        {
            "Leads": """\
Record Id,Created Time,Lead Source
11,2026-02-02 09:30:00,Web
12,2026-02-02 09:30:00,Web
13,2026-02-02 09:30:00,Web
14,2026-02-02 09:30:00,Web
""",
            "Calls": """\
Record Id,Subject,Call Type,Call Start Time,Call Duration,Contact Name.id
1,Call,Outbound,2026-02-02 10:30:00,03:10,11
2,Call,Outbound,2026-02-02 12:30:00,01:00,12
3,Call,Missed,2026-02-02 09:40:00,00:00,13
4,Call,Outbound,2026-02-02 15:30:00,09:00,13
""",
        },
        {"Outbound": ("sales_person", 3), "Missed": ("none", 1)},
    ),
    "zoho_de": (
        {
            "Leads": """\
Datensatz-ID;Erstellungszeit;Lead-Quelle
11;02.02.2026 09:30;Web
12;02.02.2026 09:30;Web
13;02.02.2026 09:30;Web
14;02.02.2026 09:30;Web
""",
            "Anrufe": """\
Datensatz-ID;Betreff;Anruftyp;Anrufstartzeit;Anrufdauer;Kontakt-ID
1;Anruf;Ausgehend;02.02.2026 10:30;03:10;11
2;Anruf;Ausgehend;02.02.2026 12:30;01:00;12
3;Anruf;Verpasst;02.02.2026 09:40;00:00;13
4;Anruf;Ausgehend;02.02.2026 15:30;09:00;13
""",
        },
        {"Ausgehend": ("sales_person", 3), "Verpasst": ("none", 1)},
    ),
}
"""Files, and the question for each type: the proposal and the rows. In each somebody is answered
after one hour, somebody after three and somebody after six; the fourth waits."""
WITHOUT_TYPE = {
    "zoho_events": {
        "Leads": INPUTS["zoho_en"][0]["Leads"],
        "Events": """\
Record Id,Title,Start DateTime,End DateTime,Contact Name.id
1,Demo,2026-02-02 10:30:00,2026-02-02 11:30:00,11
2,Demo,2026-02-02 12:30:00,2026-02-02 13:30:00,12
""",
    },
    "zoho_termine": {
        "Leads": INPUTS["zoho_de"][0]["Leads"],
        "Termine": """\
Datensatz-ID;Titel;Beginn;Ende;Kontakt-ID
1;Demo;02.02.2026 10:30;02.02.2026 11:30;11
2;Demo;02.02.2026 12:30;02.02.2026 13:30;12
""",
    },
    "hubspot_calls": {
        "contacts": PEOPLE,
        "hubspot-crm-exports-all-calls": """\
Record ID,Call duration,Activity date,Associated Contact IDs
1,120,2026-02-02 10:30,11
2,60,2026-02-02 12:30,12
""",
    },
    "hubspot_anrufe": {
        "kontakte": KONTAKTE,
        "anrufe": """\
Datensatz-ID;Anrufdauer;Aktivitätsdatum;Zugehörige Kontakt-IDs
1;120;02.02.2026 10:30;11
2;60;02.02.2026 12:30;12
""",
    },
    "salesforce_events": {
        "Lead": LEADS,
        "Event": """\
Id,WhoId,Subject,StartDateTime
00U1,11,Demo,2026-02-02 10:30
00U2,12,Demo,2026-02-02 12:30
""",
    },
}
MEMBERS = {
    "en": {
        "Lead": LEADS,
        "CampaignMember": """\
Id,CampaignId,LeadId,Status,FirstRespondedDate,CreatedDate
00v1,701A,11,Responded,2026-02-01,2026-01-20
00v2,701A,12,Sent,,2026-01-20
00v3,701B,13,Attended,2026-02-01,2026-01-20
""",
    },
    "de": {
        "Lead": LEADS,
        "Kampagnenmitglieder": """\
Kampagnenmitglieds-ID;Kampagnen-ID;Lead-ID;Mitgliedsstatus;Datum der ersten Antwort;Erstelldatum
00v1;701A;11;Geantwortet;01.02.2026;20.01.2026
00v2;701A;12;Gesendet;;20.01.2026
00v3;701B;13;Teilgenommen;01.02.2026;20.01.2026
""",
    },
}
MEMBER_TYPES = {
    "en": ("Responded", "Sent", "Attended"),
    "de": ("Geantwortet", "Gesendet", "Teilgenommen"),
}


@pytest.mark.parametrize("name", INPUTS)
def test_each_type_is_asked_about_once_and_the_waits_are_right(name: str) -> None:
    """Whose it is, by a person or not; then answers come after 1, 3 and 6 hours, and one waits."""
    files, types = INPUTS[name]
    proposal = propose(export(**files))
    found = Brought(files, as_proposed(proposal).mapping)
    wait = found.kpi("response_time")
    never = next(one.values["n"] for one in wait.caveats if one.code == "never_answered")

    assert types == asked(proposal, Topic.TOUCH)
    assert {"none"} == {one.unasked for one in questions(proposal, Topic.TOUCH)}
    assert (3, 3.0, 1) == (wait.n, wait.value, never)


@pytest.mark.parametrize("name", INPUTS)
def test_nobody_is_answered_by_a_guess(name: str) -> None:
    """Unasked there is no response time, and it says which columns or answers are missing."""
    files, _ = INPUTS[name]
    found = Brought(files, propose(export(**files)).mapping)

    assert {"touchpoints.human", "touchpoints.side"} <= {*found.kpi("response_time").missing}
    assert {"touchpoints.human", "touchpoints.side"} <= {*found.kpi("sla_compliance").missing}


@pytest.mark.parametrize("name", WITHOUT_TYPE)
def test_a_file_of_one_kind_is_one_question(name: str) -> None:
    """Calls, meetings and events name no type; the file is asked about as a whole: 1 and 3 h."""
    files = WITHOUT_TYPE[name]
    proposal = propose(export(**files))
    found = Brought(files, as_proposed(proposal).mapping)

    assert {"": ("sales_person", 2)} == asked(proposal, Topic.TOUCHES)
    assert (2, 2.0) == (found.kpi("response_time").n, found.kpi("response_time").value)


@pytest.mark.parametrize("lang", MEMBERS)
def test_members_of_campaigns_are_touches_of_marketing(lang: str) -> None:
    """Who responded was touched, on that day; a mail that was sent is asked about, and is none."""
    replied_, sent, came = MEMBER_TYPES[lang]
    proposal = propose(export(**MEMBERS[lang]))
    found = Brought(MEMBERS[lang], as_proposed(proposal).mapping)
    touches = rows(found.intake, "touchpoints")

    assert {
        replied_: ("marketing_machine", 1),
        sent: ("none", 1),
        came: ("marketing_person", 1),
    } == asked(proposal, Topic.TOUCH)
    assert [("marketing", False), ("marketing", True)] == [
        (one["side"], one["human"]) for one in touches
    ]
    assert {"2026-02-01"} == {str(one["happened_at"].date()) for one in touches}


def test_other_answers_give_other_numbers() -> None:
    """If mails are sent by a machine, two are answered by a person: after one hour and six."""
    files, _ = INPUTS["hubspot_en"]
    proposal = replied(propose(export(**files)), Topic.TOUCH, {"Email": "sales_machine"})
    found = Brought(files, as_proposed(proposal).mapping).kpi("response_time")

    assert (2, 3.5) == (found.n, found.value)


def test_what_is_no_contact_is_left_out_and_said() -> None:
    """A note and a task are no touches; five are left, and the report says how many went."""
    files, _ = INPUTS["hubspot_en"]
    found = Brought(files)

    assert 5 == len(rows(found.intake, "touchpoints"))
    assert 2 == found.oddities()["no_contact"]


@pytest.mark.parametrize(
    ("name", "status"), [("salesforce_en", "Not Started"), ("pipedrive_de", "Nein")]
)
def test_what_has_not_happened_is_no_touch(name: str, status: str) -> None:
    """A task to do answers nobody, even unasked; the report says how many were left out."""
    files, _ = INPUTS[name]
    found = Brought(files, propose(export(**files)).mapping)

    (entries,) = found.mapping.parts("touchpoints")[0].only.values()
    assert status not in entries
    assert 3 == len(rows(found.intake, "touchpoints"))
    assert 1 == found.oddities()["not_happened"]


@pytest.mark.parametrize(("answer", "n"), [(YES, 4), (LEAVE_OUT, 3)])
def test_a_status_nobody_knows_is_asked_about(answer: str, n: int) -> None:
    """“Parked” may be done or not; unasked it has not happened."""
    files, _ = INPUTS["salesforce_en"]
    files = {**files, "Task": files["Task"].replace("Not Started,", "Parked,2026-02-02 16:30")}
    proposal = propose(export(**files))
    (doubt,) = questions(proposal, Topic.HAPPENED)
    found = Brought(
        files, as_proposed(replied(proposal, Topic.HAPPENED, {"Parked": answer})).mapping
    )

    assert (1, LEAVE_OUT) == (doubt.rows, doubt.unasked)
    assert n == found.kpi("response_time").n


def test_a_type_that_comes_later_is_refused_until_somebody_says_whose_it_is() -> None:
    """Next quarter's file has a type more: silence would make the answers too few."""
    files, _ = INPUTS["hubspot_en"]
    mapping = as_proposed(propose(export(**files))).mapping
    again = CrmMapping.model_validate(yaml.safe_load(mapping.to_yaml()))
    later = {
        **files,
        "activities": files["activities"] + "8,LinkedIn message,2026-02-02 11:30,14\n",
    }
    error = refusal(lambda: take_in(export(**later), again, TODAY, private=False, thorough=False))

    assert again == mapping
    assert "LinkedIn message" in str(error)


def test_calls_and_meetings_are_one_table() -> None:
    """Two files whose names say what they hold are put together without a question under --yes."""
    files = {**WITHOUT_TYPE["zoho_events"], "Calls": INPUTS["zoho_en"][0]["Calls"]}
    files["Calls"] = files["Calls"].replace("\n", "\nc").removesuffix("c")
    proposal = propose(export(**files))
    (doubt,) = questions(proposal, Topic.PARTS)
    read = Brought(files, as_proposed(proposal).mapping)

    assert TOGETHER == doubt.unasked
    assert {"call", "meeting"} == {row["kind"] for row in rows(read.intake, "touchpoints")}
    assert 3 == read.kpi("response_time").n


def test_columns_that_say_it_are_believed() -> None:
    """Who has both columns is asked nothing."""
    content = """\
Activity ID,Contact ID,Activity date,Activity type,Side,Human
1,11,2026-02-02 10:30,Call,sales,yes
"""
    proposal = propose(export(contacts=PEOPLE, activities=content))

    assert {} == asked(proposal, Topic.TOUCH)
    assert 1 == Brought({"contacts": PEOPLE, "activities": content}).kpi("response_time").n
