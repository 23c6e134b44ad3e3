"""A KPI by groups: each trap with data that has exactly this trap."""

from __future__ import annotations

import json
from typing import Any

import pytest
from support.data.answers import NEXT_DAY, codes, handoffs, people, touch
from support.data.tables import LONG_AGO, at, contacts, crm, deals
from support.exports.exports import refusal

from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.core.scope import Scope
from workshop.kpis.groups.breakdown import Breakdown, breakdown
from workshop.kpis.groups.group import Standing
from workshop.policy import MIN_N
from workshop.stats import wilson
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.words import Words

DECIDES = Rule(where=Group(criteria=[Criterion(field="decides", op=Op.IS_TRUE)]))
CLOSED = at("2026-04-10")
HALVES = ((40, "O", "2026-04-02"), (7, "Y", "2026-04-20"))
"""The window of 180 days before 30 September 2026 begins on 4 April."""


def won(leads: list[dict[str, Any]], n: int, **facts: Any) -> list[dict[str, Any]]:
    """Return a deal for each of the first `n` leads, won in time."""
    row = {"status": "won", "created_at": LONG_AGO, "closed_at": CLOSED, **facts}
    return [
        {"deal_id": f"D{r['contact_id']}", "contact_id": r["contact_id"], **row} for r in leads[:n]
    ]


def leads_by(by: str, *groups: tuple[list[dict[str, Any]], int]) -> Breakdown:
    """Break lead to won down on leads, of whom the first few of each group won."""
    sold = [row for leads, n in groups for row in won(leads, n)]
    everybody = [row for leads, _ in groups for row in leads]
    return breakdown(Scope.of(crm(contacts=everybody, deals=sold)), "lead_to_won", by)


def counts(found: Breakdown) -> dict[str | None, tuple[Any, int]]:
    """Return successes and cases of each group."""
    return {g.key: (g.answer.numerator, g.answer.n) for g in found.groups}


def test_a_worked_example() -> None:
    """30 of 60 from fairs, 4 of 40 from ads, 34 of 100 in all."""
    found = leads_by(
        "source", (people(60, "F", source="fair"), 30), (people(40, "A", source="ads"), 4)
    )
    fair, ads = found.groups

    assert ("fair", 0.5, wilson(30, 60)) == (fair.key, fair.answer.value, ends(fair))
    assert ("ads", 0.1, wilson(4, 40)) == (ads.key, ads.answer.value, ends(ads))
    assert (34, 100) == (found.total.numerator, found.total.n)
    assert (Standing.BEST, Standing.BEHIND) == (fair.standing, ads.standing)


def ends(group: Any) -> tuple[float, float]:
    return group.answer.low, group.answer.high


def test_small_groups_have_counts_and_no_rate() -> None:
    """Seven of seven is no 100 %."""
    found = leads_by(
        "source",
        (people(MIN_N - 1, "F", source="fair"), 29),
        (people(MIN_N, "A", source="ads"), 3),
    )
    ads, fair = found.groups

    assert (None, None, {"small_n": 29}) == (fair.answer.value, fair.standing, codes(fair.answer))
    assert (29, 29, 0.1) == (fair.answer.numerator, fair.answer.n, ads.answer.value)


def test_a_missing_entry_is_a_row_of_its_own_and_never_ranked() -> None:
    """Nobody filled the field in; that is no channel, however well it converts."""
    found = leads_by(
        "source",
        (people(40, "N"), 39),
        (people(40, "B", source=" "), 39),
        (people(40, "F", source="fair"), 20),
        (people(40, "A", source="ads"), 2),
    )

    assert ["fair", "ads", None] == [group.key for group in found.groups]
    assert (Standing.BEST, None) == (found.groups[0].standing, found.groups[-1].standing)
    assert (78, 80) == counts(found)[None]
    assert {"missing_category": 80} == codes(found)


def test_groups_without_a_success_are_shown() -> None:
    """Who never bought anything must not vanish from the table of those who did."""
    found = leads_by(
        "source", (people(40, "F", source="fair"), 5), (people(50, "A", source="ads"), 0)
    )

    assert {"fair": (5, 40), "ads": (0, 50)} == counts(found)
    assert 0.0 == found.groups[1].answer.value


def test_two_deals_of_one_lead_count_once() -> None:
    """A join that doubles cases would make the source look better and larger."""
    leads = people(40, "F", source="fair")
    sold = won(leads, 10) + won(leads, 10, deal_id="again")
    found = breakdown(Scope.of(crm(contacts=leads, deals=sold)), "lead_to_won", "source")

    assert {"fair": (10, 40)} == counts(found)


def test_a_repeated_account_doubles_nobody() -> None:
    """Firms stand in exports twice; the deals of their people do not."""
    held = crm(
        accounts=[{"account_id": "A", "segment": "dealer"}] * 2,
        contacts=people(40, "F", account_id="A"),
        deals=won(people(40, "F"), 40),
    )

    assert {"dealer": (40, 40)} == counts(breakdown(Scope.of(held), "win_rate", "segment"))


def test_deals_of_unknown_contacts_stay_in_the_table() -> None:
    """Their source is not known; their result is."""
    known = people(10, "F", source="fair")
    sold = won(known, 10) + won(people(5, "X"), 5) + deals(3, "lost", contact_id=None)
    found = breakdown(Scope.of(crm(contacts=known, deals=sold)), "win_rate", "source")

    assert {"fair": (10, 10), None: (5, 8)} == counts(found)


def test_young_cohorts_get_no_rate() -> None:
    """The youngest month always looks worst; it is shown, and not judged."""
    young = people(40, "Y", created_at=at("2026-09-01"))
    found = leads_by("month", (contacts(40), 10), (young, 5))
    old, new = found.groups

    assert ("2026-01", 0.25, {}) == (old.key, old.answer.value, codes(old.answer))
    assert ("2026-09", None, 0) == (new.key, new.answer.value, new.answer.n)
    assert ("immature_cohorts", 40) == next(iter(codes(new.answer).items()))


def test_a_cohort_that_is_partly_young_gets_no_rate_either() -> None:
    """Its older half is no sample of it; its cases still count in all."""
    old, young = (people(n, name, created_at=at(day)) for n, name, day in HALVES)
    found = leads_by("month", (old, 10), (young, 0))

    assert {"2026-04": (10, 40)} == counts(found)
    assert (None, 40, 0.25) == (found.groups[0].answer.value, found.total.n, found.total.value)
    assert ["immature_cohorts"] == list(codes(found.groups[0].answer))


def test_other_groups_leave_young_leads_out_and_say_so() -> None:
    """As the one number does: only leads that had their time, and how many had not."""
    fair = [people(n, name, created_at=at(day), source="fair") for n, name, day in HALVES]
    found = leads_by("source", (fair[0], 10), (fair[1], 0))

    assert {"fair": (10, 40)} == counts(found)
    assert 0.25 == found.groups[0].answer.value
    assert {"immature_cohorts": 7} == codes(found.groups[0].answer)


def test_leads_without_a_date_belong_to_no_month() -> None:
    """They are named at the empty row, and counted nowhere."""
    found = leads_by("month", (contacts(40), 10), (people(3, "U", created_at=None), 0))

    assert {"2026-01": (10, 40), None: (0, 0)} == counts(found)
    assert 3 == codes(found.groups[-1].answer)["missing_dates"]


@pytest.mark.parametrize(
    ("name", "by", "key"),
    [("win_rate", "month", "2026-04"), ("acceptance_rate", "quarter", "2026-Q1")],
)
def test_months_are_those_of_the_close_and_of_the_hand_over(name: str, by: str, key: str) -> None:
    """Each KPI has its own clock."""
    held = crm(
        contacts=contacts(40), deals=won(contacts(40), 40), handoffs=handoffs(40, "accepted")
    )

    assert {key: (40, 40)} == counts(breakdown(Scope.of(held), name, by))


def test_a_field_that_the_result_fills_in_ranks_nobody() -> None:
    """Every deal with a reason for losing was lost: a table, but no insight."""
    lost = [row for why in ("price", "timing") for row in deals(40, "lost", lost_reason=why)]
    found = breakdown(Scope.of(crm(deals=deals(40, "won") + lost)), "win_rate", "lost_reason")

    assert {"price": (0, 40), "timing": (0, 40), None: (40, 40)} == counts(found)
    assert {None} == {group.standing for group in found.groups}
    assert {"missing_category": 40, "known_late": None} == codes(found)


def test_waits_say_that_they_prove_nothing() -> None:
    """Who looks promising is called first."""
    held = crm(contacts=contacts(40), deals=[], touchpoints=[touch("2026-01-05T10:30")])
    found = breakdown(Scope.of(held), "lead_to_won", "answered_within")

    assert {"within_1": (0, 1), "never": (0, 39)} == counts(found)
    assert {"no_cause": None} == codes(found)


def test_medians_have_groups_too() -> None:
    """Ten answers each, every six minutes: fairs from 10:00 on, ads from 11:00; silence apart."""
    leads = people(10, "F", source="fair") + people(13, "A", source="ads")
    touched = [
        *(touch(f"2026-01-05T10:{6 * k:02}", contact_id=f"F{k}") for k in range(10)),
        *(touch(f"2026-01-05T11:{6 * k:02}", contact_id=f"A{k}") for k in range(10)),
    ]
    found = breakdown(Scope.of(crm(contacts=leads, touchpoints=touched)), "response_time", "source")
    fair, ads = found.groups

    assert ("fair", 10, pytest.approx(0.45)) == (fair.key, fair.answer.n, fair.answer.value)
    assert ("ads", 10, pytest.approx(1.45)) == (ads.key, ads.answer.n, ads.answer.value)
    assert (Standing.BEST, Standing.BEHIND) == (fair.standing, ads.standing)
    assert {"never_answered": 3} == {k: v for k, v in codes(ads.answer).items() if v}
    assert (pytest.approx(0.1), pytest.approx(0.8)) == ends(fair)


def test_a_median_without_an_interval_is_not_shown_beside_others() -> None:
    """One quick answer would beat a hundred honest ones."""
    leads = people(1, "F", source="fair")
    touched = [touch("2026-01-05T10:30", contact_id="F0")]
    found = breakdown(Scope.of(crm(contacts=leads, touchpoints=touched)), "response_time", "source")

    assert (None, 1, {"no_interval": 1}) == (
        found.groups[0].answer.value,
        found.groups[0].answer.n,
        codes(found.groups[0].answer),
    )


@pytest.mark.parametrize(
    ("asked", "n"), [({}, 40), ({"terms": {"lead": DECIDES}}, 10), ({"window_days": 400}, 0)]
)
def test_groups_stand_on_the_question_asked(asked: dict[str, Any], n: int) -> None:
    """Rule, day and window mean the same here as in the one number."""
    held = crm(contacts=people(10, "D", decides=True) + people(30, "N"), deals=[])
    found = breakdown(Scope.of(held, **asked), "lead_to_won", "role")

    assert {None: (0, n)} == counts(found)
    assert ask(kpi("lead_to_won"), Scope.of(held, **asked)) == found.total


def test_nothing_after_the_as_of_date_is_in_a_group() -> None:
    """What the team would have seen on that day."""
    held = crm(deals=deals(40, "lost") + deals(9, "won", closed_at=NEXT_DAY))

    assert {"2026-02": (0, 40)} == counts(breakdown(Scope.of(held), "win_rate", "month"))


def test_a_missing_column_is_a_sentence_and_no_table() -> None:
    """The number for all is still there."""
    held = crm(deals=deals(40, "won") + deals(40, "lost"), without=("product",))
    found = breakdown(Scope.of(held), "win_rate", "product")

    assert (0.5, ()) == (found.total.value, found.groups)
    assert "“Product” (Deals)" in found.caveats[0].text(Words("en"))


def test_without_the_kpi_s_own_columns_there_is_nothing() -> None:
    """What is lacking is named once for both."""
    found = breakdown(Scope.of(crm(deals=[], without=("status",))), "win_rate", "source")

    assert ((), None, ("deals.status",)) == (found.groups, found.total.value, found.total.missing)
    assert ["missing_columns"] == list(codes(found))


def test_sums_and_strangers_are_refused() -> None:
    """A sum of money has no cases; a happiness has no number."""
    held = crm(deals=[])

    assert "win_rate" in str(refusal(breakdown, Scope.of(held), "won_value", "product"))
    assert "product" in str(refusal(breakdown, Scope.of(held), "win_rate", "zodiac"))


def test_no_rows_no_groups() -> None:
    """Tables of headers only."""
    found = breakdown(Scope.of(crm(contacts=[], deals=[])), "lead_to_won", "source")

    assert ((), 0, {}) == (found.groups, found.total.n, codes(found))


def test_json_holds_plain_data() -> None:
    """Programs read it: keys, words, numbers, stable codes."""
    found = leads_by("source", (people(40, "F", source="fair"), 10), (people(2, "N"), 0))
    said = found.as_json(Words("en"))

    assert said == json.loads(json.dumps(said, allow_nan=False))
    assert ("lead_to_won", "source", ["fair", None]) == (
        said["name"],
        said["by"],
        [group["key"] for group in said["groups"]],
    )
    assert ("Trade fair", 0.25, None) == tuple(
        said["groups"][0][key] for key in ("label", "value", "standing")
    )
    assert ["missing_category"] == [caveat["code"] for caveat in said["caveats"]]
