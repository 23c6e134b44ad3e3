"""Lead to won: a share of a cohort that had its time, on data small enough to count by hand."""

from __future__ import annotations

from typing import Any

from support.data.answers import answer, codes, people
from support.data.tables import at, contacts, crm, deals

from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.core.scope import Scope
from workshop.terms.outcome.comparison import tally
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.terms.rules.template import TEMPLATES

DECIDES = Rule(where=Group(criteria=[Criterion(field="decides", op=Op.IS_TRUE)]))


def lead_to_won(leads: list[dict[str, Any]], sold: list[dict[str, Any]], **asked: Any) -> Any:
    return answer("lead_to_won", contacts=leads, deals=sold, **asked)


def test_lead_to_won_is_the_cohort_s_share() -> None:
    """Mature leads that won in time over all mature leads."""
    found = lead_to_won(contacts(40), deals(10, "won") + deals(20, "lost"))

    assert (0.25, 10, 40, 180) == (found.value, found.numerator, found.n, found.window_days)
    assert {"no_agreed_term": None} == codes(found)


def test_lead_to_won_counts_a_contact_once() -> None:
    """Two won deals of one contact are one conversion."""
    assert lead_to_won(contacts(40), deals(10, "won") + deals(10, "won", 50)).numerator == 10


def test_lead_to_won_leaves_immature_leads_out_and_says_so() -> None:
    """The youngest cohort would always look worst."""
    young = people(7, "Y", created_at=at("2026-09-01"))
    found = lead_to_won(contacts(40) + young, deals(10, "won"))

    assert (40, 7) == (found.n, codes(found)["immature_cohorts"])


def test_a_young_lead_that_won_already_does_not_count_either() -> None:
    """Only the quick ones of a young cohort have won yet; counting them would flatter it."""
    young = contacts(1, contact_id="Y", created_at=at("2026-09-01"))
    sold = deals(10, "won") + deals(1, "won", contact_id="Y", closed_at=at("2026-09-20"))
    found = lead_to_won(contacts(40) + young, sold)

    assert (10, 40) == (found.numerator, found.n)


def test_lead_to_won_of_young_leads_only_is_no_rate() -> None:
    """Nobody had time: no cases, not 0 %."""
    found = lead_to_won(contacts(40, created_at=at("2026-09-01")), deals(10, "won"))

    assert found.value is None
    assert codes(found)["immature_cohorts"] == 40


def test_lead_to_won_asks_the_agreed_rule() -> None:
    """With a rule, only its leads are the cohort, and nothing is said about a missing one."""
    everybody = contacts(40, decides=True) + people(60, "N")
    found = lead_to_won(everybody, deals(10, "won"), lead=DECIDES)

    assert (40, 10, {}) == (found.n, found.numerator, codes(found))


def test_lead_to_won_counts_no_win_from_before() -> None:
    """A contact of an old customer was not turned into one; it stays in the cohort."""
    found = lead_to_won(contacts(40), deals(3, "won", -30) + deals(10, "won")[3:])

    assert (7, 40, 3) == (found.numerator, found.n, codes(found)["won_before_seen"])


def test_lead_to_won_says_which_wins_it_cannot_place() -> None:
    """Won deals without a contact or a date make the share too small, and it says so."""
    lost_track = [{"contact_id": None}, {"contact_id": "stranger"}, {"closed_at": None}]
    sold = deals(10, "won") + [{**deals(1, "won")[0], **one} for one in lost_track]
    found = lead_to_won(contacts(40), sold)

    assert (10, 3) == (found.numerator, codes(found)["unlinked_wins"])


def test_lead_to_won_says_who_has_no_date() -> None:
    """A contact that nobody dated belongs to no cohort."""
    undated = {"contact_id": "X", "created_at": None}
    found = lead_to_won([*contacts(40), undated], deals(10, "won"))

    assert (40, {"no_agreed_term": None, "missing_dates": 1}) == (found.n, codes(found))


def test_lead_to_won_is_what_the_first_act_shows() -> None:
    """Two acts, one number: the KPI and the comparison of terms count the same cases."""
    held = crm(contacts=contacts(60), deals=deals(10, "won") + deals(20, "won", 400))
    found, all_cases = ask(kpi("lead_to_won"), Scope.of(held)), tally(held, Rule())[1]

    assert (all_cases.won, all_cases.mature) == (found.numerator, found.denominator)


def test_the_number_changes_with_the_agreed_term() -> None:
    """Change the term and the number changes; without one, that is said."""
    able = contacts(40, need_known=True, decides=True)
    tables = {"contacts": able + people(60, "N"), "accounts": [], "deals": deals(10, "won")}
    agreed = answer("lead_to_won", TEMPLATES["can_buy"].rule, **tables)
    everybody = answer("lead_to_won", **tables)

    assert (10, 40, {}) == (agreed.numerator, agreed.denominator, codes(agreed))
    assert (10, 100) == (everybody.numerator, everybody.denominator)
    assert {"no_agreed_term": None} == codes(everybody)
