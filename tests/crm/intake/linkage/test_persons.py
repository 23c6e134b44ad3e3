"""A lead and the contact it became are one person, and their deals are this person's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.exports.brought import export, rows, taken_in

from workshop.crm.intake.dialogue.proposal import propose
from workshop.crm.intake.doubt import TOGETHER, Topic
from workshop.crm.intake.report import Oddity, Reason
from workshop.crm.intake.said import report_lines
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.crm.intake.load import Intake

LEAD = (
    "Id,LeadSource,CreatedDate,IsConverted,ConvertedDate,ConvertedContactId,ConvertedOpportunityId\n"
    "00Q1,Web,2025-01-05,true,2025-01-20,0031,0061\n"
    "00Q2,Web,2025-01-06,true,2025-01-21,0032,0062\n"
    "00Q3,Trade Show,2025-01-07,true,2025-01-22,0033,0063\n"
    "00Q4,Web,2025-01-08,false,,,\n"
)
CONTACT = (
    "Id,AccountId,CreatedDate,LeadSource\n"
    "0031,A1,2025-01-20,Web\n0032,A2,2025-01-21,Web\n0033,,2025-01-22,\n0034,A3,2024-05-01,\n"
)
DEALS = "Id,StageName,Amount,CreatedDate,CloseDate"
WITH_CONTACT = (
    f"{DEALS},ContactId\n0061,Closed Won,1,2025-01-20,2025-03-01,0031\n"
    "0062,Closed Won,2,2025-01-21,2025-03-02,0032\n0063,Closed Lost,3,2025-01-22,2026-03-03,0033\n"
)
WITHOUT = (
    f"{DEALS}\n0061,Closed Won,1,2025-01-20,2025-03-01\n"
    "0062,Closed Won,2,2025-01-21,2025-03-02\n0063,Closed Lost,3,2025-01-22,2026-03-03\n"
)
ROLES = (
    "Id,OpportunityId,ContactId,Role,IsPrimary\n1,0061,0034,Buyer,false\n2,0061,0031,Boss,true\n"
    "3,0062,0032,Boss,true\n4,0063,0033,Boss,true\n"
)
ORIGINAL = ["00Q1", "00Q2", "00Q3"]


def read(**files: str) -> Intake:
    """Return the files as they are after the import, every proposed answer taken."""
    found = propose(export(**files))
    assert not [one for one in found.doubts if one.topic is Topic.PARTS and one.unasked is None]
    return taken_in(found.mapping, **files)


def owners(intake: Intake) -> list[str | None]:
    """Return whom the deals belong to, in the order of the file."""
    return [row["contact_id"] for row in rows(intake, "deals")]


def people(intake: Intake) -> list[str]:
    """Return the keys of the persons."""
    return sorted(row["contact_id"] for row in rows(intake, "contacts"))


WAYS = {
    "leads, deals with a contact": {"Lead": LEAD, "Opportunity": WITH_CONTACT},
    "leads, deals without": {"Lead": LEAD, "Opportunity": WITHOUT},
    "leads, contacts, deals": {"Lead": LEAD, "Contact": CONTACT, "Opportunity": WITH_CONTACT},
    "leads without deals, roles": {
        "Lead": LEAD.replace(",0061", ",").replace(",0062", ",").replace(",0063", ","),
        "Opportunity": WITHOUT,
        "OpportunityContactRole": ROLES,
    },
    "ids of 18 characters": {
        "Lead": LEAD.replace(",0031", ",003000000000031AAA"),
        "Contact": CONTACT.replace("0031,", "003000000000031,"),
        "Opportunity": WITH_CONTACT.replace(",0031", ",003000000000031"),
    },
}


def test_the_chain_is_followed_whichever_of_its_parts_are_there() -> None:
    """The deal belongs to the lead that it all began with."""
    assert dict.fromkeys(WAYS, ORIGINAL) == {
        way: owners(read(**files)) for way, files in WAYS.items()
    }


def test_nobody_is_counted_twice() -> None:
    """Three leads became contacts; the fourth did not, and one contact was no lead."""
    intake = read(Lead=LEAD, Contact=CONTACT, Opportunity=WITH_CONTACT)
    ((group,),) = [one.set_aside for one in intake.report.tables if one.set_aside]
    kept = sum(one.kept for one in intake.report.tables if one.table == "contacts")

    assert ["0034", "00Q1", "00Q2", "00Q3", "00Q4"] == people(intake)
    assert (Reason.SAME_PERSON, 3, (2, 3, 4)) == (group.reason, group.n, group.rows)
    assert 5 == kept
    assert {} == intake.report.set_aside


def test_what_only_the_contact_knows_fills_the_lead() -> None:
    """The account comes from the contact, first seen and source stay the lead's."""
    intake = read(Lead=LEAD, Contact=CONTACT, Opportunity=WITH_CONTACT)
    found = {row["contact_id"]: row for row in rows(intake, "contacts")}

    assert ("A1", 5) == (found["00Q1"]["account_id"], found["00Q1"]["created_at"].day)
    assert "fair" == found["00Q3"]["source"]


def test_two_leads_that_became_one_contact_are_the_person_of_the_older() -> None:
    """Both of their deals are this person's."""
    again = LEAD.replace(",0032,", ",0031,")
    intake = read(Lead=again, Opportunity=WITHOUT)

    assert ["00Q1", "00Q3", "00Q4"] == people(intake)
    assert ["00Q1", "00Q1", "00Q3"] == owners(intake)


def test_a_deal_s_own_contact_comes_first() -> None:
    """What the lead says counts only where the deal names nobody who is there."""
    other = WITH_CONTACT.replace("2025-03-01,0031", "2025-03-01,0034")

    assert "0034" == owners(read(Lead=LEAD, Contact=CONTACT, Opportunity=other))[0]
    assert "00Q1" == owners(read(Lead=LEAD, Opportunity=other))[0]


def test_the_main_contact_of_a_list_counts() -> None:
    """Where none is the main one the first counts, and that is said."""
    nobody = ROLES.replace("true", "false")
    found = read(Contact=CONTACT, Opportunity=WITHOUT, OpportunityContactRole=ROLES)
    unsaid = read(Contact=CONTACT, Opportunity=WITHOUT, OpportunityContactRole=nobody)

    assert ["0031", "0032", "0033"] == owners(found)
    assert ["0034", "0032", "0033"] == owners(unsaid)
    assert [Oddity.SEVERAL_LINKS] == [
        one.code for one in unsaid.report.findings if one.code is Oddity.SEVERAL_LINKS
    ]


def test_hubspot_names_the_deals_in_the_contact() -> None:
    """Several, parted by semicolons; the deals themselves may name nobody."""
    contacts = (
        "Record ID,Create Date,Original Source,Associated Deal IDs\n"
        "1,2025-01-05,Organic Search,50;51\n2,2025-01-06,Paid Search,52\n"
    )
    deals = "Record ID,Deal Name,Deal Stage,Amount,Create Date,Close Date\n" + "".join(
        f"{n},x,Closed Won,1,2025-02-02,2025-03-03\n" for n in (50, 51, 52)
    )

    assert ["1", "1", "2"] == owners(read(contacts=contacts, deals=deals))


def test_dynamics_names_the_lead_in_deal_and_contact() -> None:
    """Lead, contact and deal lead to the same person, also where the deal names only one."""
    leads = "leadid,createdon,leadsourcecode\n" + "".join(
        f"L{n},2025-01-0{n},Web\n" for n in (1, 2, 3)
    )
    contacts = (
        "contactid,createdon,leadsourcecode,_originatingleadid_value\n"
        "K1,2025-01-20,Web,L1\nK2,2025-01-21,Web,L2\n"
    )
    deals = (
        "opportunityid,statecode,estimatedvalue,createdon,actualclosedate,_originatingleadid_value,"
        "_parentcontactid_value\nO1,Won,1,2025-02-02,2025-03-03,L1,K1\n"
        "O2,Won,1,2025-02-02,2025-03-03,,K2\nO3,Lost,1,2025-02-02,2025-03-03,L3,\n"
    )
    both = read(leads=leads, contacts=contacts, opportunities=deals)

    assert ["L1", "L2", "L3"] == people(both)
    assert ["L1", "L2", "L3"] == owners(both)
    assert ["L1", "K2", "L3"] == owners(read(leads=leads, opportunities=deals))


def test_leads_and_contacts_that_nothing_leads_together_are_asked_about() -> None:
    """Nobody knows then who stands in both."""
    bare = "".join(",".join(line.split(",")[:3]) + "\n" for line in LEAD.split("\n") if line)
    found = propose(export(Lead=bare, Contact=CONTACT))
    (doubt,) = [one for one in found.doubts if one.topic is Topic.PARTS]

    assert doubt.unasked is None
    assert TOGETHER == doubt.proposed


def test_the_report_says_it_in_both_languages() -> None:
    """Who was put together, and how deals found their person."""
    report = read(Lead=LEAD, Contact=CONTACT, Opportunity=WITH_CONTACT).report
    english, german = ("\n".join(report_lines(report, Words(lang))) for lang in ("en", "de"))

    assert "the same person as a lead, and merged with that lead. Rows: 3 (2, 3, 4)" in english
    assert "beide zählen als eine Person. Zeilen: 3" in german
