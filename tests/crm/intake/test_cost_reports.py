"""Reports of ad platforms and tables of channels come in as costs, in both languages."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.exports.brought import export, rows, taken_in
from support.exports.exports import refusal

from workshop.crm.intake.dialogue.answering import answered
from workshop.crm.intake.dialogue.proposal import Proposal, propose
from workshop.crm.intake.doubt import NO_COLUMN, TOGETHER, YES, Topic
from workshop.crm.intake.report import Oddity, Reason
from workshop.crm.mapping import CrmMapping, validated
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.crm.intake.load import Intake

Found = list[tuple[str, float, str | None, str | None]]

GOOGLE_DE = (
    "Kampagnenbericht\n1. Januar 2026 - 31. März 2026\n"
    "Monat;Kampagne;Kampagnenstatus;Währungscode;Kosten;Klicks\n"
    "2026-01-01;Suche Nord;Aktiviert;EUR;612,40;238\n"
    "2026-02-01;Suche Nord;Aktiviert;EUR;701,15;271\n"
    " --;Gesamt: Konto; --;EUR;1.313,55;509\n"
)
GOOGLE_EN = (
    'Campaign report\n"January 1, 2026 - March 31, 2026"\n'
    "Month,Campaign,Campaign status,Currency code,Cost,Clicks\n"
    '"January 2026",Search North,Enabled,EUR,612.40,238\n'
    '"February 2026",Search North,Enabled,EUR,701.15,271\n'
    " --,Total: Account, --,EUR,1313.55,509\n"
)
META_DE = (
    "Kampagnenname;Auslieferung;Berichtsstart;Berichtsende;Ausgegebener Betrag (EUR);Impressionen\n"
    "Nord;active;2026-01-01;2026-01-31;612,40;238\nNord;active;2026-02-01;2026-02-28;701,15;271\n"
)
META_EN = (
    "Campaign name,Ad delivery,Reporting starts,Reporting ends,Amount spent (EUR),Impressions\n"
    "North,active,2026-01-01,2026-01-31,612.40,238\nNorth,active,2026-02-01,2026-02-28,701.15,271\n"
)
LINKEDIN_EN = (
    "Start Date (in UTC),Account Name,Currency,Campaign Group Name,Total Spent,Impressions,Clicks\n"
    "1/31/2026,Firm,EUR,North,612.40,238,3\n2/28/2026,Firm,EUR,North,701.15,271,4\n"
)
WEEKS = "Woche;Kampagne;Kosten;Klicks\nKW 5/2026;Nord;612,40;238\nKW 6/2026;Nord;701,15;271\n"
REPORTS = [
    ("google_de", GOOGLE_DE),
    ("google_en", GOOGLE_EN),
    ("meta_de", META_DE),
    ("meta_en", META_EN),
    ("linkedin_en", LINKEDIN_EN),
    ("bericht", WEEKS),
]


def costs(proposal: Proposal | CrmMapping, **files: str) -> tuple[Intake, Found]:
    """Return what is read, and the costs as month, amount, side and kind."""
    mapping = proposal if isinstance(proposal, CrmMapping) else proposal.mapping
    intake = taken_in(mapping, **files)
    found = rows(intake, "costs")
    return intake, [
        (f"{row['month']:%Y-%m}", row["amount"], row.get("side"), row.get("kind")) for row in found
    ]


@pytest.mark.parametrize(("name", "content"), REPORTS)
def test_a_report_of_an_ad_platform(name: str, content: str) -> None:
    """Its costs are marketing's media, which is said, not asked; titles and totals are no costs."""
    proposal = propose(export(**{name: content}))
    _, found = costs(proposal, **{name: content})
    said = " ".join(note.said(Words("en")) for note in proposal.notes)

    assert not proposal.doubts
    assert [("2026-01", 612.4), ("2026-02", 701.15)] == [one[:2] for one in found]
    assert {("marketing", "media")} == {one[2:] for one in found}
    assert "Marketing" in said
    assert "Media" in said
    assert {"side": "marketing", "kind": "media"} == proposal.mapping.tables["costs"].constants


def test_the_total_is_set_aside_with_its_row() -> None:
    """It stands below the table, and its word tells it from a row."""
    intake, _ = costs(propose(export(google=GOOGLE_DE)), google=GOOGLE_DE)

    assert [(Reason.TOTAL, 1, (6,))] == [
        (group.reason, group.n, group.rows) for group in intake.report.tables[0].set_aside
    ]


def test_weeks_count_in_the_month_in_which_they_begin() -> None:
    """Week 5 of 2026 begins on 26 January; that is chosen, and said."""
    proposal = propose(export(bericht=WEEKS))

    assert any("beginnt" in note.said(Words("de")) for note in proposal.notes)


CHANNELS = "Datum;Google;Meta;LinkedIn;Gesamt\n01.01.2026;772,07;382,84;;1.154,91\n"
CHANNELS += "01.02.2026;776,48;340,72;511,55;1.628,75\n"


def test_one_column_for_each_channel() -> None:
    """Each filled cell is a cost of its month; the column of sums is left out and named."""
    proposal = propose(export(werbekosten=CHANNELS))
    _, found = costs(proposal, werbekosten=CHANNELS)
    said = " ".join(note.said(Words("de")) for note in proposal.notes)

    assert {("2026-01", 772.07), ("2026-01", 382.84), ("2026-02", 776.48)} <= {o[:2] for o in found}
    assert 5 == len(found)
    assert {("marketing", "media")} == {one[2:] for one in found}
    assert "Gesamt" in said
    assert "Google, Meta, LinkedIn" in said
    assert not proposal.doubts


def test_one_column_for_each_month() -> None:
    """The header is the month; what stands in the other columns holds for each of its cells."""
    content = (
        "Bereich;Kostenart;Jan. 2026;Feb. 2026;März 2026;Summe\n"
        "Marketing;Media;100,00;200,00;300,00;600,00\nVertrieb;Personal;1.000,00;;3.000,00;4.000,00\n"
    )
    proposal = propose(export(kosten=content))
    _, found = costs(proposal, kosten=content)

    assert {
        ("2026-01", 100.0, "marketing", "media"),
        ("2026-02", 200.0, "marketing", "media"),
        ("2026-03", 300.0, "marketing", "media"),
        ("2026-01", 1000.0, "sales", "people"),
        ("2026-03", 3000.0, "sales", "people"),
    } == set(found)


def test_columns_that_nobody_knows_are_asked_about() -> None:
    """A number beside a date may be a cost or anything else; and nobody says whose it is."""
    content = "Monat;Agentur;Freelancer\n2026-01;772,07;382,84\n2026-02;776,48;340,72\n"
    proposal = propose(export(kosten=content))
    topics = {(one.topic, one.field) for one in proposal.doubts}

    assert {(Topic.CONSTANT, "side"), (Topic.CONSTANT, "kind"), (Topic.WIDE, "")} == topics
    assert "Agentur" in str(refusal(lambda: costs(proposal, kosten=content)))
    for doubt in proposal.doubts:
        answer = {"side": "sales", "kind": NO_COLUMN}.get(doubt.field, YES)
        proposal = answered(proposal, doubt, answer)
    assert not proposal.doubts
    _, found = costs(proposal, kosten=content)
    assert 4 == len(found)
    assert {("sales", None)} == {one[2:] for one in found}


def test_the_mapping_is_written_and_read_again() -> None:
    """Next quarter's file needs no question."""
    mapping = propose(export(werbekosten=CHANNELS)).mapping
    again = validated(mapping.model_dump(), "–")

    assert again == mapping
    assert "wide:" in mapping.to_yaml()
    assert 5 == len(costs(again, werbekosten=CHANNELS)[1])


def test_an_unreadable_cost_is_named() -> None:
    """A cell under a channel that is no number stops a table of a few rows."""
    content = CHANNELS.replace("340,72", "offen")
    error = refusal(costs_of, propose(export(werbekosten=CHANNELS)).mapping, content)

    assert "offen" in str(error)


def costs_of(mapping: CrmMapping, content: str) -> Found:
    """Return the costs of a file as a mapping reads it."""
    return costs(mapping, werbekosten=content)[1]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("umsatz", "Datum;Nord;Süd\n01.01.2026;772,07;382,84\n01.02.2026;776,48;340,72\n"),
        ("rechnungen", "Datum;Betrag\n01.01.2026;772,07\n01.02.2026;776,48\n"),
        ("besuche", "Monat;Klicks;Impressionen\n2026-01;7;38\n2026-02;76;340\n"),
    ],
)
def test_other_numbers_by_month_are_no_costs(name: str, content: str) -> None:
    """Revenue, invoices and clicks are not taken for costs unasked."""
    refusal(propose, export(**{name: content}))


def test_a_cost_without_a_month_is_named_with_its_row() -> None:
    """It is no total and in no KPI either."""
    content = GOOGLE_DE.replace(" --;Gesamt: Konto;", " --;Suche Süd;")
    intake = taken_in(propose(export(google=content)).mapping, google=content)

    assert [("month", 1, (6,))] == [
        (one.names["field"], one.n, one.rows)
        for one in intake.report.findings
        if one.code is Oddity.NO_NEED
    ]


def test_nothing_but_months() -> None:
    """A table that is all columns of months needs no other column, as of an earlier day as well."""
    content = "Jan. 2026;Feb. 2026\n100;200\n300;400\n"
    proposal = propose(export(kosten=content))
    for doubt in proposal.doubts:
        proposal = answered(proposal, doubt, {"side": "sales", "kind": "people"}[doubt.field])
    early = proposal.mapping.model_copy(update={"as_of": date(2026, 1, 31)})
    intake, found = costs(proposal, kosten=content)

    assert date(2026, 2, 28) == intake.as_of
    assert [100.0, 300.0] == sorted(one[1] for one in found if one[0] == "2026-01")
    assert {("sales", "people")} == {one[2:] for one in found}
    assert {100.0, 300.0} == {one[1] for one in costs(early, kosten=content)[1]}


def test_two_reports_of_the_same_form_are_one_table_only_if_somebody_says_so() -> None:
    """Costs have no key: the same month may stand in both."""
    files = {"google": WEEKS, "meta": WEEKS.replace("612,40", "99,00")}
    proposal = propose(export(**files))
    (doubt,) = proposal.doubts
    _, found = costs(answered(proposal, doubt, TOGETHER), **files)

    assert doubt.unasked in (None, "")
    assert 4 == len(found)
