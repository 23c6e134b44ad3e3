"""Two rules on the same cases: the parts add up, and only mature cases are compared."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rules import RULES
from tables import AS_OF, LONG_AGO, at, contacts, crm, deals

from workshop.errors import WorkshopError
from workshop.stats import MIN_N, wilson
from workshop.terms.comparison import Comparison, Tally, cases_in_between, compare, tally
from workshop.terms.rule import Criterion, Group, Op, Rule

if TYPE_CHECKING:
    import random

DECIDES = Rule(where=Group(criteria=[Criterion(field="decides", op=Op.IS_TRUE)]))
NEEDS = Rule(where=Group(criteria=[Criterion(field="need_known", op=Op.IS_TRUE)]))
MATURE_UNTIL = at("2026-10-01T00:00") - timedelta(days=180)
"""The first moment that is too young for a window of 180 days."""


def parts(found: Comparison) -> list[Tally]:
    return [found.both, found.only_sales, found.only_marketing, found.neither]


def everybody(people: list[dict[str, Any]], sold: list[dict[str, Any]]) -> Tally:
    return tally(crm(contacts=people, deals=sold), Rule())[1]


@st.composite
def companies(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Return contacts around the edge of maturity, and deals around the edge of the window."""
    days = st.integers(-200, 400)
    flag = st.sampled_from([True, False, None])
    people = [
        {
            "contact_id": f"C{n}",
            "created_at": LONG_AGO + timedelta(days=draw(days)),
            "decides": draw(flag),
            "need_known": draw(flag),
        }
        for n in range(draw(st.integers(0, 10)))
    ]
    sold = [
        {
            "contact_id": f"C{draw(st.integers(0, 12))}",
            "status": draw(st.sampled_from(["won", "won", "lost", "open"])),
            "closed_at": draw(st.none() | days.map(lambda d: LONG_AGO + timedelta(days=d))),
        }
        for _ in range(draw(st.integers(0, 12)))
    ]
    return {"contacts": people, "deals": sold}


def naive(data: dict[str, list[dict[str, Any]]], window: int) -> Tally:
    """Count the slow and obvious way."""
    end = at("2026-10-01T00:00")
    total = Tally()
    for row in data["contacts"]:
        born = row["created_at"]
        wins = [
            deal["closed_at"]
            for deal in data["deals"]
            if deal["contact_id"] == row["contact_id"]
            and deal["status"] == "won"
            and deal["closed_at"] is not None
            and born.date() <= deal["closed_at"].date() <= AS_OF
        ]
        mature = born < end - timedelta(days=window)
        in_time = any(won <= born + timedelta(days=window) for won in wins)
        if born < end:
            total += Tally(1, int(mature), int(mature and in_time), int(bool(wins)))
    return total


@given(companies(), RULES, st.sampled_from([30, 180]))
@settings(max_examples=20, deadline=None)
def test_parts_add_up_to_what_python_counts(
    data: dict[str, list[dict[str, Any]]], rule: Rule, window: int
) -> None:
    """No case is lost or counted twice between the parts, and none is judged too early."""
    held = crm(**data, accounts=[])
    found = compare(held, rule, DECIDES, window_days=window)
    expected = naive(data, window)

    assert expected == found.total
    assert expected == sum(parts(found), Tally())
    assert found.side("marketing") == tally(held, DECIDES, window_days=window)[0]


@given(companies(), st.randoms(use_true_random=False))
@settings(max_examples=8, deadline=None)
def test_order_does_not_matter_and_twice_is_double(
    data: dict[str, list[dict[str, Any]]], dice: random.Random
) -> None:
    """Shuffling rows changes nothing; a second equal company doubles every count."""
    found = compare(crm(**data), NEEDS, DECIDES)
    mixed = {name: dice.sample(rows, len(rows)) for name, rows in data.items()}
    twins = {
        name: rows + [{**row, "contact_id": f"twin {row['contact_id']}"} for row in rows]
        for name, rows in data.items()
    }
    doubled = compare(crm(**twins), NEEDS, DECIDES)

    assert found == compare(crm(**mixed), NEEDS, DECIDES)
    assert [part + part for part in parts(found)] == parts(doubled)
    assert found.overlap == doubled.overlap


def test_two_won_deals_of_one_contact_count_once() -> None:
    """The contact converts, not the deal."""
    assert Tally(40, 40, 1, 1) == everybody(contacts(40), deals(1, "won") + deals(1, "won", 60))


@pytest.mark.parametrize(("days", "won"), [(-1, 0), (0, 1), (180, 1), (180.01, 0)])
def test_the_window_opens_when_seen_and_shuts_in_time(days: float, won: int) -> None:
    """A deal older than the contact, or later than the window, is no conversion of it."""
    assert won == everybody(contacts(1), deals(1, "won", days)).won


def test_a_close_date_without_a_time_counts_on_the_day() -> None:
    """Many exports close at midnight of the day the contact was seen at ten."""
    sold = deals(1, "won", closed_at=at("2026-01-05"))

    assert 1 == everybody(contacts(1), sold).won


def test_an_old_win_does_not_hide_a_new_one() -> None:
    """A customer from before who is won again in time counts."""
    assert 1 == everybody(contacts(1), deals(1, "won", -300) + deals(1, "won", 20)).won


@pytest.mark.parametrize(("minutes", "mature"), [(-1, 1), (0, 0)])
def test_young_cases_are_not_compared(minutes: int, mature: int) -> None:
    """A case one minute too young has not had its whole window."""
    people = contacts(1, created_at=MATURE_UNTIL + timedelta(minutes=minutes))

    assert (1, mature) == (everybody(people, []).cases, everybody(people, []).mature)


def test_nothing_after_the_as_of_date_leaks_in() -> None:
    """Contacts and wins of the day after are not known yet."""
    later = at("2026-10-01T00:00")
    people = contacts(2) + contacts(1, contact_id="new", created_at=later)
    sold = deals(1, "won", closed_at=later)

    assert Tally(2, 2, 0, 0) == everybody(people, sold)


def test_small_n_gives_no_rate() -> None:
    """One case below the least n there is no rate; at it there is one, with its interval."""
    few, enough = (everybody(contacts(n), deals(3, "won")) for n in (MIN_N - 1, MIN_N))

    assert (None, None) == (few.conversion, few.interval)
    assert (3 / MIN_N, wilson(3, MIN_N)) == (enough.conversion, enough.interval)


def test_nobody_covered_has_no_overlap() -> None:
    """Nothing over nothing is not 0 %."""
    found = compare(crm(contacts=contacts(2), deals=[]), DECIDES, NEEDS)

    assert (None, None, 0) == (found.overlap, found.wins_covered("sales"), found.union)


def test_wins_covered_is_the_share_of_all_wins() -> None:
    """A narrow rule tells how many wins it would have missed."""
    people = contacts(2, decides=True) + [
        {**row, "contact_id": f"other{n}"} for n, row in enumerate(contacts(2, need_known=True))
    ]
    sold = [*deals(2, "won"), {**deals(1, "won")[0], "contact_id": "other0"}]
    found = compare(crm(contacts=people, deals=sold), DECIDES, NEEDS)

    assert (2 / 3, 1 / 3) == (found.wins_covered("sales"), found.wins_covered("marketing"))
    assert 0 == found.overlap


@pytest.mark.parametrize("rows", [{"contacts": []}, {"contacts": [], "deals": []}, {"deals": []}])
def test_nothing_to_compare(rows: dict[str, list[dict[str, Any]]]) -> None:
    """Empty tables give zeros; missing ones say what is missing."""
    if len(rows) == 2:
        assert Tally() == compare(crm(**rows), DECIDES, NEEDS).total
    else:
        with pytest.raises(WorkshopError, match="Missing: "):
            compare(crm(**rows), DECIDES, NEEDS)


def test_deals_without_contacts_cannot_be_followed() -> None:
    """Deals that name only firms cannot say what became of a contact."""
    held = crm(contacts=contacts(2))
    dealt = crm(deals=[], without=("contact_id",))

    for data in (held, dealt):
        with pytest.raises(WorkshopError, match=r"deals\.contact_id"):
            compare(data, DECIDES, NEEDS)


def test_cases_in_between_are_the_latest_mature_ones() -> None:
    """A team remembers the latest, and only a mature case has an end to look at."""
    people = [
        {
            **row,
            "created_at": LONG_AGO + timedelta(days=n),
            "decides": n % 2 == 0,
            "need_known": n % 2 == 1,
        }
        for n, row in enumerate(contacts(10))
    ]
    people += contacts(1, contact_id="young", created_at=at("2026-09-01"), decides=True)
    found = cases_in_between(crm(contacts=people, deals=deals(9, "won")), DECIDES, NEEDS, each=2)

    assert ["C9", "C8", "C7", "C6"] == [case.key for case in found]
    assert ["marketing", "sales"] * 2 == [case.side for case in found]
    assert [False, True, True, True] == [case.won for case in found]


def test_cases_show_only_what_was_known_before_the_hand_over() -> None:
    """Who guesses an outcome must not read it in the facts."""
    people = contacts(1, decides=True, meeting_held=True, score=0.0)
    found = cases_in_between(crm(contacts=people, deals=[]), DECIDES, NEEDS)

    assert [{"decides": True, "score": 0.0}] == [case.facts for case in found]
