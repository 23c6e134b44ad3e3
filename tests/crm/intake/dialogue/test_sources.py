"""For whom sources count: vendors' lists are known, what nobody knows is asked about."""

from __future__ import annotations

import pytest
from support.exports.brought import TODAY, export

from workshop.crm.crm import Crm
from workshop.crm.ibis_engine import IbisEngine
from workshop.crm.intake.dialogue.answering import answered
from workshop.crm.intake.dialogue.proposal import Proposal, propose
from workshop.crm.intake.doubt import Topic
from workshop.crm.intake.load import take_in
from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.core.scope import Scope

HUBSPOT = (
    *("Organic Search", "Paid Search", "Email Marketing", "Organic Social", "Paid Social"),
    *("Referrals", "Other Campaigns", "Direct Traffic", "Offline Sources", "AI Referrals"),
)
IN_GERMAN = (
    *("Organische Suche", "Bezahlte Suche", "E-Mail-Marketing", "Organische Social Media"),
    *("Bezahlte Social Media", "Verweise", "Andere Kampagnen", "Direkter Traffic"),
    *("Offline-Quellen", "KI-Verweise"),
)
BY_API = (
    *("ORGANIC_SEARCH", "PAID_SEARCH", "EMAIL_MARKETING", "SOCIAL_MEDIA", "PAID_SOCIAL"),
    *("REFERRALS", "OTHER_CAMPAIGNS", "DIRECT_TRAFFIC", "OFFLINE", "AI_REFERRALS"),
)
GERMAN = ("Organische Suche", "Messe", "Kaltakquise", "Radio", "Kunde wirbt Kunde", "Messe Köln")


def files(sources: tuple[str, ...]) -> dict[str, str]:
    """Return a contact for each source, with a deal of 1,000 won for each."""
    n = range(len(sources))
    people = "".join(f"{i},2026-02-02,{sources[i]}\n" for i in n)
    deals = "".join(f"9{i},Closed Won,1000,2026-03-02,2026-04-02,{i}\n" for i in n)
    return {
        "contacts": f"Record ID - Contact,Create Date,Original Source\n{people}",
        "deals": "Record ID - Deal,Deal Stage,Amount,Create Date,Close Date,"
        f"Associated Contact IDs\n{deals}",
    }


def sides(found: Proposal) -> dict[str, tuple[str, int]]:
    """Return the sources that are asked about, with the proposal and the rows."""
    asked = (doubt for doubt in found.doubts if doubt.topic is Topic.SIDE)
    return {doubt.example: (doubt.proposed, doubt.rows) for doubt in asked}


def sourced(found: Proposal, sources: tuple[str, ...]) -> tuple[float, float, list[int]]:
    """Return marketing's part, the whole, and how many deals are counted for nobody."""
    taken = take_in(export(**files(sources)), found.mapping, TODAY, private=False, thorough=False)
    held = Crm(IbisEngine(taken.connection), "x", "EUR", taken.as_of, sides=found.mapping.sides)
    answer = ask(kpi("sourced_by_field"), Scope.of(held))
    unknown = [one.values["n"] for one in answer.caveats if one.code == "unknown_source"]
    return answer.numerator, answer.denominator, unknown


@pytest.mark.parametrize(
    ("values", "asked"),
    [
        (HUBSPOT, {"Referrals", "Other Campaigns", "AI Referrals"}),
        (IN_GERMAN, {"Verweise", "Andere Kampagnen", "KI-Verweise"}),
        (BY_API, {"REFERRALS", "OTHER_CAMPAIGNS", "AI_REFERRALS"}),
    ],
    ids=["en", "de", "api"],
)
def test_hubspot_s_original_sources_have_their_side(
    values: tuple[str, ...], asked: set[str]
) -> None:
    """Five are marketing's, two nobody's; three are proposed, and count for nobody until asked."""
    found = propose(export(**files(values)))

    assert asked == {*sides(found)}
    assert (5_000, 10_000, [3]) == sourced(found, values)


def test_the_answer_about_a_source_counts() -> None:
    """Marketing's, sales', nobody's, or one of the kit's own; then nothing is open."""
    found = propose(export(**files(GERMAN)))
    asked = sides(found)
    before = sourced(found, GERMAN)
    for doubt in found.doubts:
        answer = {"Kunde wirbt Kunde": "sales", "Messe Köln": "fair"}[doubt.example]
        found = answered(found, doubt, answer)

    assert {"Kunde wirbt Kunde": ("nobody", 1), "Messe Köln": ("fair", 1)} == asked
    assert (3_000, 6_000, [2]) == before
    assert (4_000, 6_000, []) == sourced(found, GERMAN)


def test_a_word_inside_gives_no_source_its_side_unasked() -> None:
    """“Empfehlung statt Messe” is no fair, “Webinar abgesagt” no webinar."""
    turned = ("Empfehlung statt Messe", "Webinar abgesagt", "Kein Newsletter", "Not a trade show")
    found = propose(export(**files(turned)))

    assert dict.fromkeys(turned, ("nobody", 1)) == sides(found)
    assert (0, 4_000, [4]) == sourced(found, turned)


def test_sources_are_asked_about_only_where_deals_come_of_them() -> None:
    """Contacts alone give nobody a pipeline."""
    found = propose(export(contacts=files(GERMAN)["contacts"]))

    assert () == found.doubts


def test_not_everything_is_asked() -> None:
    """Of many unknown sources the most frequent are asked about; the rest is nobody's."""
    many = tuple(f"Quelle {chr(97 + i)}" for i in range(26))
    found = propose(export(**files((*many, *many))))

    assert 20 == len(sides(found))
    assert {("nobody", 2)} == {*sides(found).values()}
