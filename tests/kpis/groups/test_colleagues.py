"""What shields colleagues: no group of few, and none that a subtraction shows."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.data.answers import codes, people
from support.data.tables import at, crm

from workshop.kpis.core.scope import Scope
from workshop.kpis.groups.breakdown import breakdown
from workshop.kpis.groups.colleagues import TOGETHER, few, kept_together
from workshop.kpis.groups.mix import same_mix
from workshop.kpis.groups.reasons import reasons

if TYPE_CHECKING:
    from workshop.crm.crm import Crm

KEYS = st.one_of(st.none(), st.sampled_from("abcdef"))
GROUPS = st.dictionaries(KEYS, st.sets(st.integers(0, 25), max_size=12), max_size=6)


@given(st.lists(GROUPS, max_size=3), st.integers(5, 20))
def test_nobody_is_few(behind: list[dict[Any, set[Any]]], fewest: int) -> None:
    """A law: shown groups have enough colleagues or none, and so has what they leave of the total.

    Unless everything is kept together; then the groups are not shown at all.
    """
    together = kept_together(behind, fewest)
    everybody = {key for known in behind for key in known}

    assert together <= everybody
    assert not any(few({key}, behind, fewest) for key in everybody - together)
    assert not few(together, behind, fewest) or together == everybody


@given(st.lists(GROUPS, max_size=3), st.integers(5, 20))
def test_no_group_is_put_aside_for_nothing(behind: list[dict[Any, set[Any]]], fewest: int) -> None:
    """Where every group has enough colleagues, or nobody is known, every group is shown."""
    enough = [
        {key: people for key, people in known.items() if len(people) >= fewest or not people}
        for known in behind
    ]
    sure = [{k: p for k, p in known.items() if not few({k}, enough, fewest)} for known in enough]

    assert frozenset() == kept_together(sure, fewest)


@pytest.mark.parametrize(("colleagues", "too_few"), [(0, False), (1, True), (6, True), (7, False)])
def test_seven_are_enough_where_seven_are_asked_for(colleagues: int, too_few: bool) -> None:  # noqa: FBT001 - a parameter
    """One less is too few; nobody at all is fine, for then the figure is about nobody."""
    assert too_few is few({"a"}, [{"a": {*range(colleagues)}}], 7)


def owned(letter: str, n: int, colleagues: int, **facts: Any) -> list[dict[str, Any]]:
    """Return contacts that so many colleagues of that letter share."""
    return [
        row | {"owner_id": f"{letter}{i % colleagues}"} if colleagues else row
        for i, row in enumerate(people(n, letter, **facts))
    ]


def sold(leads: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a won deal for every second lead, without anybody in charge of it."""
    return [
        {
            "deal_id": f"D{row['contact_id']}",
            "contact_id": row["contact_id"],
            "status": "won",
            "created_at": row["created_at"],
            "closed_at": at("2026-04-10"),
        }
        for row in leads[::2]
    ]


def data(*groups: list[dict[str, Any]]) -> Crm:
    """Return data of these leads, half of them won."""
    leads = [row for group in groups for row in group]
    return crm(contacts=leads, deals=sold(leads))


FAIR = {"source": "fair"}
ADS = {"source": "ads"}
WEB = {"source": "website"}


def test_small_teams_stand_together() -> None:
    """Two and five colleagues make seven; the eight of the third group stand for themselves."""
    held = data(owned("F", 40, 2, **FAIR), owned("A", 60, 5, **ADS), owned("W", 50, 8, **WEB))
    found = breakdown(Scope.of(held), "lead_to_won", "source")

    assert {TOGETHER: 100, "website": 50} == {g.key: g.answer.n for g in found.groups}
    assert found.total.n == sum(group.answer.n for group in found.groups)
    assert [None, None] == [group.standing for group in found.groups]
    assert "few_colleagues" in {caveat.code for caveat in found.caveats}


def test_what_a_subtraction_would_show_is_put_in_as_well() -> None:
    """One team of two: the total less all others would be theirs, so the smallest other joins."""
    held = data(owned("F", 40, 2, **FAIR), owned("A", 60, 9, **ADS), owned("W", 50, 8, **WEB))

    assert {TOGETHER: 90, "ads": 60} == {
        group.key: group.answer.n
        for group in breakdown(Scope.of(held), "lead_to_won", "source").groups
    }


def test_a_small_company_has_no_groups() -> None:
    """Five colleagues in all: there is no group that is not about them."""
    held = data(owned("X", 40, 5, **FAIR), owned("X", 60, 5, **ADS))
    found = breakdown(Scope.of(held), "lead_to_won", "source")

    assert () == found.groups
    assert {"watches_colleagues"} == {caveat.code for caveat in found.caveats}
    assert 100 == found.total.n


def test_unknown_colleagues_change_nothing() -> None:
    """Without anybody in charge in the data every group is shown, as ever."""
    held = data(owned("F", 40, 0, **FAIR), owned("A", 60, 0, **ADS))

    assert {"fair", "ads"} == {
        g.key for g in breakdown(Scope.of(held), "lead_to_won", "source").groups
    }


def test_months_are_everybodys() -> None:
    """A period is the whole company's figure; it is no team's."""
    held = data(owned("F", 40, 2, **FAIR))

    assert ["2026-01"] == [g.key for g in breakdown(Scope.of(held), "lead_to_won", "month").groups]


def test_cases_without_an_entry_are_a_group_too() -> None:
    """Who leaves the field empty is not visible either."""
    held = data(owned("F", 40, 2), owned("A", 60, 9, **ADS), owned("W", 50, 8, **WEB))

    assert {TOGETHER: 90, "ads": 60} == {
        group.key: group.answer.n
        for group in breakdown(Scope.of(held), "lead_to_won", "source").groups
    }


def test_colleagues_of_deals_count_for_their_leads() -> None:
    """Contacts name nobody, their deals do; a lead is about who closes it."""
    leads = people(40, "F", **FAIR) + people(60, "A", **ADS)
    mine = [row | {"owner_id": "one"} for row in sold(leads)]
    found = breakdown(Scope.of(crm(contacts=leads, deals=mine)), "lead_to_won", "source")

    assert () == found.groups


def test_a_team_sets_its_own_number() -> None:
    """With five as the least, a team of five is shown."""
    leads = owned("F", 40, 5, **FAIR) + owned("A", 60, 6, **ADS)
    held = crm(contacts=leads, deals=sold(leads))
    object.__setattr__(held, "fewest_colleagues", 5)

    assert {"fair", "ads"} == {
        g.key for g in breakdown(Scope.of(held), "lead_to_won", "source").groups
    }


@pytest.mark.parametrize(("colleagues", "sides"), [(9, 2), (3, 0)])
def test_the_same_mix_is_refused(colleagues: int, sides: int) -> None:
    """A cell of a comparison is a group, too."""
    cells: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for letter, facts in (("F", FAIR), ("A", ADS)):
        for role in ("it_lead", "management"):
            cells[letter] += owned(f"{letter}{role[0]}", 60, colleagues, role=role, **facts)
    found = same_mix(Scope.of(data(*cells.values())), "lead_to_won", "source", ["role"])

    assert sides == len(found.sides)
    assert ("watches_colleagues" in {c.code for c in found.caveats}) is (sides == 0)


def test_reasons_of_few_are_put_together() -> None:
    """Whoever rejects alone for “no need” is named by the reason."""
    leads = owned("F", 40, 2) + owned("A", 60, 9)
    rejected = [
        {
            "handoff_id": f"H{row['contact_id']}",
            "contact_id": row["contact_id"],
            "handed_at": row["created_at"],
            "decided_at": at("2026-04-01"),
            "outcome": "rejected",
            "reason": "no_need" if row["contact_id"].startswith("F") else "no_budget",
        }
        for row in leads
    ]
    found = reasons(Scope.of(crm(contacts=leads, handoffs=rejected)))

    assert [TOGETHER] == [one.key for one in found.reasons] or () == found.reasons
    assert codes(found.rejected).keys() & {"few_colleagues", "watches_colleagues"}
