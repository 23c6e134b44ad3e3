"""Breakdowns, reasons and comparisons as text: aligned, in both languages, with every caveat."""

from __future__ import annotations

from typing import Any

import pytest
from support.data.answers import handoffs, people, touch
from support.data.tables import LONG_AGO, at, crm

from workshop.kpis.core.caveat import CAVEATS, Caveat
from workshop.kpis.core.scope import Scope
from workshop.kpis.groups.breakdown import breakdown
from workshop.kpis.groups.mix import same_mix
from workshop.kpis.groups.reasons import reasons
from workshop.kpis.text.answers import SHORT, STANDINGS, aligned, breakdown_report, reasons_report
from workshop.kpis.text.mix import difference_text, mix_report
from workshop.words import LANGS, Words

DE, EN = Words("de"), Words("en")


def leads(name: str, n: int, converted: int, **facts: Any) -> list[dict[str, Any]]:
    """Return leads, of whom the first few became a deal."""
    rows = people(n, name, **facts)
    return [{**r, "converted_at": LONG_AGO if k < converted else None} for k, r in enumerate(rows)]


def fairs_and_ads() -> list[dict[str, Any]]:
    """Return leads in whom ads win over all and lose in every role."""
    return [
        *leads("FS", 40, 20, source="fair", role="it_lead"),
        *leads("FL", 160, 16, source="fair", role="student"),
        *leads("AS", 160, 64, source="ads", role="it_lead"),
        *leads("AL", 40, 2, source="ads", role="student"),
        *leads("FX", 1, 0, source="fair", role="purchasing"),
    ]


def test_a_breakdown_in_english() -> None:
    """One line a group: value, interval, counts, standing and what was left out."""
    rows = [
        *leads("F", 60, 30, source="fair"),
        *leads("A", 1000, 100, source="ads"),
        *leads("Y", 5, 1, source="ads", created_at=at("2026-09-01")),
        *leads("N", 7, 7),
    ]
    said = breakdown_report(breakdown(Scope.of(crm(contacts=rows)), "lead_to_deal", "source"), EN)

    assert [
        "Lead to deal by: Source",
        "  All         12.8%  11.0% to 15.0%  137 of 1,067  5 not mature yet",
        "  Trade fair  50.0%  37.7% to 62.3%      30 of 60  best",
        "  Online ads  10.0%   8.3% to 12.0%  100 of 1,000  behind, 5 not mature yet",
        "  (empty)         –                        7 of 7  too few cases",
        "  ! Cases without an entry in this field (7) have their own row, outside the ranking.",
        "  ! Left out: leads younger than 180 days (5); their time isn’t up yet.",
        "  ! Counted without an agreed rule for “Lead”: every contact counts.",
    ] == said.splitlines()


def test_a_breakdown_in_german() -> None:
    """The same page, written as German writes it."""
    rows = [*leads("F", 40, 20, source="fair"), *leads("A", 40, 18, source="ads")]
    said = breakdown_report(breakdown(Scope.of(crm(contacts=rows)), "lead_to_deal", "source"), DE)

    level = "vorn, nicht unterscheidbar"

    assert [
        "Vom Lead zum Deal nach: Quelle",
        "  Alle             47,5\u202f%  36,9\u202f% bis 58,3\u202f%  38 von 80",
        f"  Messe            50,0\u202f%  35,2\u202f% bis 64,8\u202f%  20 von 40  {level}",
        f"  Online-Anzeigen  45,0\u202f%  30,7\u202f% bis 60,2\u202f%  18 von 40  {level}",
    ] == said.splitlines()[:4]


def test_hours_name_their_n_and_who_never_heard() -> None:
    """The quick median of those answered is read beside those who never were."""
    touched = [touch("2026-01-05T11:30", contact_id=f"F{k}") for k in range(10)]
    held = crm(contacts=people(14, "F", source="fair"), touchpoints=touched)
    said = breakdown_report(breakdown(Scope.of(held), "response_time", "source"), EN)

    assert (
        "  Trade fair  1.5 business hours  1.5 to 1.5 business hours  n = 10  4 never answered"
        in said.splitlines()
    )


def test_a_breakdown_that_cannot_be_says_why() -> None:
    """The number for all stays; the groups have a reason instead."""
    held = crm(contacts=leads("F", 40, 20), without=("source",))
    said = breakdown_report(breakdown(Scope.of(held), "lead_to_deal", "source"), EN)

    assert "  All  50.0%  35.2% to 64.8%  20 of 40" in said
    assert "No number: the data lacks “Source” (Contacts)." in said


def test_one_reason_is_said_once() -> None:
    """What the KPI lacks is lacking for the groups, too; nobody reads it twice."""
    held = crm(deals=[], without=("closed_at",))
    said = breakdown_report(breakdown(Scope.of(held), "sales_cycle_won", "month"), EN)

    assert 1 == said.count("  ! ")


def test_reasons_add_up_from_row_to_row() -> None:
    """The second number of a row is what it and all before it explain."""
    given = [
        *handoffs(30, "rejected", reason="no_need"),
        *handoffs(10, "rejected"),
        *handoffs(35, "accepted"),
        *handoffs(5),
    ]
    said = reasons_report(reasons(Scope.of(crm(handoffs=given))), EN)

    assert [
        "  Rejected hand-overs  50.0%  39.3% to 60.7%  40 of 80  5 without an answer",
        "  No need              75.0%  59.8% to 85.8%  30 of 40  Σ 75.0%",
        "  (no reason)          25.0%  14.2% to 40.2%  10 of 40  Σ 100.0%",
        "  ! Hand-overs without an answer yet (5) are neither accepted nor rejected.",
    ] == said.splitlines()


def test_a_comparison_in_english() -> None:
    """Sides, differences, strata, and the reversal before all other caveats."""
    found = same_mix(Scope.of(crm(contacts=fairs_and_ads())), "lead_to_deal", "source", ["role"])
    lines = mix_report(found, EN).splitlines()

    assert [
        "Lead to deal by: Source, with the same mix of: Role",
        "              as counted  with the same mix    95% interval  cases",
        "  Trade fair       17.9%              30.0%  22.4% to 38.2%    201",
        "  Online ads       33.0%              22.5%  18.4% to 28.8%    200",
    ] == lines[:4]
    assert [
        "  Part                  weight    Trade fair    Online ads",
        "  Head of IT               50%   50.0% of 40  40.0% of 160",
        "  Student or applicant     50%  10.0% of 160    5.0% of 40",
        "  Purchasing                0%        – of 1        – of 0  left out",
    ] == lines[7:11]
    assert f"  ! {Caveat('mix_reversal').text(EN)}" == lines[11]


@pytest.mark.parametrize("lang", LANGS)
def test_a_difference_is_said_in_percentage_points(lang: str) -> None:
    """Always with its sign, and with what is only mix."""
    words = Words(lang)
    found = same_mix(Scope.of(crm(contacts=fairs_and_ads())), "lead_to_deal", "source", ["role"])
    said = difference_text(found, found.differences[0], words)
    numbers = [words.number(number, 1) for number in (15.1, 7.5, 22.5)]

    for sign, number in zip("−+−", numbers, strict=True):
        assert sign + number in said


def test_chance_is_named_as_chance() -> None:
    """A difference whose interval holds zero is said with a may be; no part of it is mix."""
    rows = [*leads("F", 40, 20, source="fair"), *leads("A", 40, 18, source="ads")]
    found = same_mix(Scope.of(crm(contacts=rows)), "lead_to_deal", "source", [])
    said = difference_text(found, found.differences[0], EN)

    assert "That may be chance" in said
    assert "±0.0 points are down to mix" in said


def test_a_comparison_that_cannot_be_is_a_title_and_a_reason() -> None:
    """No empty tables."""
    found = same_mix(Scope.of(crm(contacts=leads("F", 9, 1))), "lead_to_deal", "source", ["role"])
    lines = mix_report(found, EN).splitlines()

    assert all(line.startswith("  ! ") for line in lines[1:])


def test_rows_line_up() -> None:
    """Names to the left, numbers to the right, remarks to the left, nothing at the end."""
    rows = [["a", "1", "x"], ["long", "1,000", ""]]

    assert ["  a         1  x", "  long  1,000"] == aligned(rows)


@pytest.mark.parametrize("lang", LANGS)
def test_short_words_exist_for_codes_that_exist(lang: str) -> None:
    """A row has few words for a caveat; the caveat has its sentence."""
    words = Words(lang)

    assert set(SHORT) <= set(CAVEATS)
    assert all(Caveat(code, {"n": 3}).text(words, SHORT) for code in SHORT)
    assert len(STANDINGS) == len({words(text) for text in STANDINGS.values()})
