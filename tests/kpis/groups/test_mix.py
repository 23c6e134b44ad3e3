"""Groups with the same mix, from rows: the same counts as the KPI, and what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from support.data.answers import codes, doubled, people
from support.data.tables import LONG_AGO, at, contacts, crm, deals
from support.exports.exports import refusal

from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.core.scope import Scope
from workshop.kpis.groups.breakdown import breakdown
from workshop.kpis.groups.mix import same_mix
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.crm.crm import Crm

CLOSED = at("2026-04-10")


def block(name: str, n: int, won: int, **facts: Any) -> dict[str, list[dict[str, Any]]]:
    """Return leads of one kind, of whom the first few won."""
    leads = people(n, name, **facts)
    sold = [
        {
            "deal_id": f"D{lead['contact_id']}",
            "contact_id": lead["contact_id"],
            "status": "won",
            "created_at": LONG_AGO,
            "closed_at": CLOSED,
        }
        for lead in leads[:won]
    ]
    return {"contacts": leads, "deals": sold}


def joined(*blocks: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    return {name: [row for one in blocks for row in one[name]] for name in ("contacts", "deals")}


def data(*blocks: dict[str, list[dict[str, Any]]]) -> Crm:
    return crm(**joined(*blocks))


SIMPSON = (
    block("FS", 40, 20, source="fair", role="it_lead"),
    block("FL", 160, 16, source="fair", role="student"),
    block("AS", 160, 64, source="ads", role="it_lead"),
    block("AL", 40, 2, source="ads", role="student"),
)
"""Fairs 36 of 200, ads 66 of 200; among heads of IT 50 to 40 %, among students 10 to 5 %."""


HALF_YOUNG = block("Q", 1, 0, created_at=at("2026-04-20"))
"""Makes April a cohort that has not had its time: the window begins on the 4th."""


def test_a_reversal_in_rows() -> None:
    """Ads win in all and lose in every role: fairs simply bring the students."""
    found = same_mix(Scope.of(data(*SIMPSON)), "lead_to_won", "source", ["role"])
    ads, fair = sorted(found.sides, key=lambda side: side.key)
    (one,) = found.differences

    assert (0.33, 0.18) == (ads.crude.value, fair.crude.value)
    assert (0.225, 0.3) == (ads.same_mix.value, pytest.approx(fair.same_mix.value))
    assert ("fair", "ads") == (one.first, one.second)
    assert (-0.15, 0.075, -0.225) == pytest.approx((one.crude, one.same_mix, one.by_mix))
    assert (True, True, 0.0) == (one.is_reversed, one.in_every_stratum, one.by_left_out)
    assert {"mix_reversal": None} == codes(found)


def test_crude_rates_are_those_of_the_breakdown() -> None:
    """Two tables of one KPI say one number."""
    held = data(*SIMPSON)
    found = same_mix(Scope.of(held), "lead_to_won", "source", ["role"])
    groups = {g.key: g.answer for g in breakdown(Scope.of(held), "lead_to_won", "source").groups}

    assert {k: (a.value, a.n) for k, a in groups.items()} == {
        side.key: (side.crude.value, side.crude.n) for side in found.sides
    }
    assert ask(kpi("lead_to_won"), Scope.of(held)) == found.total


def test_several_fields_make_finer_strata() -> None:
    """Every combination that occurs is one, and none is made up."""
    held = data(
        block("A", 40, 9, source="fair", role="it_lead", decides=True),
        block("B", 40, 8, source="ads", role="it_lead", decides=True),
        block("C", 40, 7, source="fair", role="student", decides=False),
        block("D", 40, 6, source="ads", role="student", decides=False),
    )
    found = same_mix(Scope.of(held), "lead_to_won", "source", ["role", "decides"])

    assert [("it_lead", "true"), ("student", "false")] == [one.keys for one in found.strata]
    assert [["Head of IT", "yes"], ["Student or applicant", "no"]] == [
        found.labels_of(one) for one in found.strata
    ]


def test_without_a_stratum_nothing_is_changed() -> None:
    """One stratum for all: the same mix is as counted."""
    found = same_mix(Scope.of(data(*SIMPSON)), "lead_to_won", "source", [])

    assert [side.crude.value for side in found.sides] == [s.same_mix.value for s in found.sides]
    assert {} == codes(found)


def test_missing_entries_are_a_stratum_and_no_side() -> None:
    """Cases of no role are compared with each other; cases of no source with nobody."""
    held = data(
        block("A", 40, 9, source="fair"),
        block("B", 40, 8, source="ads"),
        block("C", 50, 40, role="student"),
    )
    found = same_mix(Scope.of(held), "lead_to_won", "source", ["role"])

    assert ["fair", "ads"] == [side.key for side in found.sides]
    assert [(None,)] == [one.keys for one in found.strata]
    assert {"missing_category": 130} == codes(found)


def test_small_groups_are_left_out_unless_asked_for() -> None:
    """By default the large ones are compared; who asks for a small one hears why not."""
    held = data(*SIMPSON, block("W", 29, 20, source="webinar", role="student"))
    usual = same_mix(Scope.of(held), "lead_to_won", "source", ["role"])
    asked = same_mix(Scope.of(held), "lead_to_won", "source", ["role"], groups=["webinar", "ads"])

    assert ["fair", "ads"] == [side.key for side in usual.sides]
    assert 29 == codes(usual)["groups_left_out"]
    assert ((), {"small_n": 29, "strata_left_out": 160}) == (asked.sides, codes(asked))


def test_two_groups_asked_for_come_in_their_order() -> None:
    """The difference reads as the question did."""
    held = data(*SIMPSON)
    found = same_mix(
        Scope.of(held), "lead_to_won", "source", ["role"], groups=["ads", "fair", "ads"]
    )

    assert [("ads", "fair")] == [(one.first, one.second) for one in found.differences]


def test_one_group_alone_is_no_comparison() -> None:
    """It takes two large enough; the next one's size is said."""
    held = data(SIMPSON[0], block("W", 9, 2, source="webinar"))
    found = same_mix(Scope.of(held), "lead_to_won", "source", ["role"])

    assert ((), {"small_n": 9, "missing_category": 9}) == (found.sides, codes(found))


def test_a_young_cohort_is_no_partner() -> None:
    """One that had its time and one that had not: the size of the young one explains nothing."""
    held = data(block("A", 40, 9), block("P", 40, 0, created_at=at("2026-04-02")), HALF_YOUNG)
    found = same_mix(Scope.of(held), "lead_to_won", "month", ["role"])

    assert ((), 0) == (found.sides, codes(found)["small_n"])
    assert 1 == codes(found.total)["immature_cohorts"]


def test_young_cohorts_are_not_compared() -> None:
    """With the same mix or without, they had no time."""
    held = data(
        block("A", 40, 9),
        block("B", 40, 9, created_at=at("2025-06-01")),
        block("Y", 40, 0, created_at=at("2026-09-01")),
        block("P", 40, 0, created_at=at("2026-04-02")),
        block("Q", 40, 0, created_at=at("2026-04-20")),
    )
    usual = same_mix(Scope.of(held), "lead_to_won", "month", ["role"])
    asked = same_mix(
        Scope.of(held), "lead_to_won", "month", ["role"], groups=["2026-01", "2026-04"]
    )

    assert ["2025-06", "2026-01"] == [side.key for side in usual.sides]
    assert 40 == codes(usual)["groups_left_out"]
    assert 80 == codes(usual.total)["immature_cohorts"]
    assert ((), 40) == (asked.sides, codes(asked)["immature_cohorts"])


def test_late_fields_say_so() -> None:
    """A mix of what came out of it explains nothing."""
    held = crm(contacts=contacts(40, source="fair"), deals=deals(40, "won"))
    found = same_mix(Scope.of(held), "win_rate", "source", ["lost_reason"])

    assert "known_late" in codes(found)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("response_time", "source", ["role"]), "response_time"),
        (("won_value", "source", ["role"]), "won_value"),
        (("win_rate_by_value", "source", ["role"]), "win_rate_by_value"),
        (("lead_to_won", "product", ["role"]), "product"),
        (("lead_to_won", "source", ["product"]), "product"),
    ],
)
def test_what_has_no_mix_is_refused(asked: tuple[Any, ...], said: str) -> None:
    """Medians, sums, and fields that leads do not have."""
    assert said in str(refusal(same_mix, Scope.of(crm(contacts=[], deals=[])), *asked))


@pytest.mark.parametrize("groups", [["zoo", "ads"], ["zoo"], ["ads"], ["ads", "ads"]])
def test_unknown_groups_and_one_alone_are_refused(groups: list[str]) -> None:
    """The error names those that there are."""

    def wrong() -> object:
        return same_mix(Scope.of(data(*SIMPSON)), "lead_to_won", "source", ["role"], groups=groups)

    error = str(refusal(wrong))

    assert ("zoo" in error) == ("zoo" in groups)
    assert "ads, fair" in error


def test_a_missing_column_is_a_sentence() -> None:
    """Nothing is compared, and what is lacking is named."""
    held = crm(contacts=people(40, "A"), deals=[], without=("role",))
    found = same_mix(Scope.of(held), "lead_to_won", "source", ["role"])

    assert ((), ["missing_columns"]) == (found.sides, list(codes(found)))
    assert "“Role” (Contacts)" in found.caveats[0].text(Words("en"))


def test_order_and_size_change_nothing() -> None:
    """Shuffled rows give the same comparison, doubled rows the same rates."""
    tables = joined(*SIMPSON)
    once = same_mix(Scope.of(crm(**tables)), "lead_to_won", "source", ["role"])
    mixed = {name: rows[::-1] for name, rows in tables.items()}
    twice = same_mix(Scope.of(crm(**doubled(tables))), "lead_to_won", "source", ["role"])

    assert once == same_mix(Scope.of(crm(**mixed)), "lead_to_won", "source", ["role"])
    assert [side.same_mix.value for side in once.sides] == [s.same_mix.value for s in twice.sides]
    assert [2 * side.same_mix.n for side in once.sides] == [s.same_mix.n for s in twice.sides]


def test_json_holds_plain_data() -> None:
    """Programs read it."""
    said = same_mix(Scope.of(data(*SIMPSON)), "lead_to_won", "source", ["role"]).as_json(
        Words("en")
    )

    assert said == json.loads(json.dumps(said, allow_nan=False))
    assert ("lead_to_won", "source", ["role"]) == (said["name"], said["by"], said["across"])
    assert ["Trade fair", "Online ads"] == [side["label"] for side in said["sides"]]
    assert [["Head of IT"], ["Student or applicant"]] == [one["labels"] for one in said["strata"]]
    assert [True] == [one["is_reversed"] for one in said["differences"]]
