"""Rules on the same cases: the parts add up, and only mature cases are compared."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.data.rules import ALL_RULES, RULES, holds
from support.data.tables import AS_OF, LONG_AGO, at, contacts, crm, deals
from support.data.worlds import World, seen, worlds
from support.exports.exports import refusal
from support.run.profiles import examples

from workshop.errors import WorkshopError
from workshop.policy import MIN_N
from workshop.stats import wilson
from workshop.terms.outcome.cases_with_outcome import check_needs
from workshop.terms.outcome.comparison import Tally, compare, count, is_circular, tally
from workshop.terms.outcome.example import Case, cases, cases_in_between, covered_keys
from workshop.terms.outcome.outcome import BEGINS
from workshop.terms.rules.entity import ENTITIES
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.words import Words

if TYPE_CHECKING:
    import random

pytestmark = pytest.mark.usefixtures("any_link")
SIDES = ("sales", "marketing")
DECIDES = Rule(where=Group(criteria=[Criterion(field="decides", op=Op.IS_TRUE)]))
NEEDS = Rule(where=Group(criteria=[Criterion(field="need_known", op=Op.IS_TRUE)]))
EN = Words("en")
MATURE_UNTIL = at("2026-10-01T00:00") - timedelta(days=180)
"""The first moment that is too young for a window of 180 days."""


def two(sales: Rule = DECIDES, marketing: Rule = NEEDS) -> dict[str, Rule]:
    return {"sales": sales, "marketing": marketing}


def asks(field: str, op: Op, value: Any = None, entity: Any = "contacts") -> Rule:
    criterion = Criterion(field=field, op=op, value=value)
    return Rule(entity=entity, where=Group(criteria=[criterion]))


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


@given(companies(), st.lists(RULES, min_size=1, max_size=4), st.sampled_from([30, 180]))
@settings(max_examples=examples(12))
def test_parts_add_up_to_what_python_counts(
    data: dict[str, list[dict[str, Any]]], some: list[Rule], window: int
) -> None:
    """No case is lost or counted twice between the parts, and none is judged too early."""
    held = crm(**data, accounts=[], handoffs=[])
    rules = {f"r{place}": rule for place, rule in enumerate(some)}
    found = compare(held, rules, window_days=window)
    alone = {name: tally(held, rule, window_days=window)[0] for name, rule in rules.items()}

    assert naive(data, window) == found.total
    assert alone == {name: found.rule(name) for name in found.names}
    assert found.total.cases == found.union + found.part().cases


@given(worlds(), st.lists(ALL_RULES, min_size=3, max_size=3))
@settings(max_examples=examples(8))
def test_a_part_holds_the_cases_of_its_rules_and_no_other(world: World, some: list[Rule]) -> None:
    """With any number of rules, about anything, a case is in the part of all that cover it."""
    entity = some[0].entity
    rules = {f"r{place}": rule for place, rule in enumerate(some) if rule.entity == entity}
    found = compare(crm(**world), rules)
    expected: Counter[frozenset[str]] = Counter()
    for row in seen(world, entity):
        began = row[BEGINS[entity]]
        if began and began.date() <= AS_OF:
            expected[frozenset(n for n, rule in rules.items() if holds(rule.where, row))] += 1

    assert expected == {part: tally.cases for part, tally in found.parts.items()}


@given(companies(), st.randoms(use_true_random=False))
@settings(max_examples=examples(8))
def test_order_does_not_matter_and_twice_is_double(
    data: dict[str, list[dict[str, Any]]], dice: random.Random
) -> None:
    """Shuffling rows changes nothing; a second equal company doubles every count."""
    found = compare(crm(**data), two())
    mixed = {name: dice.sample(rows, len(rows)) for name, rows in data.items()}
    twins = {
        name: rows + [{**row, "contact_id": f"twin {row['contact_id']}"} for row in rows]
        for name, rows in data.items()
    }
    doubled = compare(crm(**twins), two())

    assert found == compare(crm(**mixed), two())
    assert {names: part + part for names, part in found.parts.items()} == doubled.parts
    assert found.overlap(*SIDES) == doubled.overlap(*SIDES)


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


def test_a_young_case_that_won_already_does_not_lift_the_rate() -> None:
    """Of the young only the fast ones have won; to count them would flatter the youngest rule."""
    people = contacts(1, created_at=at("2026-09-01"))

    assert Tally(1, 0, 0, 1) == everybody(people, deals(1, "won", closed_at=at("2026-09-09")))


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
    found = compare(crm(contacts=contacts(2), deals=[]), two())

    assert (None, None, 0) == (found.overlap(*SIDES), found.wins_covered("sales"), found.union)


def test_overlap_is_of_two_rules_whatever_the_others_say() -> None:
    """Jaccard: one case of both over three of either; a third rule changes nothing."""
    people = [
        {**row, "decides": n < 2, "need_known": n in (1, 2), "newsletter": n > 0}
        for n, row in enumerate(contacts(4))
    ]
    held = crm(contacts=people, deals=[])
    found = compare(held, {**two(), "guest": asks("newsletter", Op.IS_TRUE)})

    assert 1 / 3 == found.overlap(*SIDES) == compare(held, two()).overlap(*SIDES)
    assert (1 / 4, 2 / 3) == tuple(found.overlap(side, "guest") for side in SIDES)
    assert 1 == found.overlap("guest", "guest")


def test_wins_covered_is_the_share_of_all_wins() -> None:
    """A narrow rule tells how many wins it would have missed."""
    people = contacts(2, decides=True) + [
        {**row, "contact_id": f"other{n}"} for n, row in enumerate(contacts(2, need_known=True))
    ]
    sold = [*deals(2, "won"), {**deals(1, "won")[0], "contact_id": "other0"}]
    found = compare(crm(contacts=people, deals=sold), two())

    assert (2 / 3, 1 / 3) == tuple(found.wins_covered(side) for side in SIDES)
    assert 0 == found.overlap(*SIDES)
    assert Tally(2, 2, 2, 2) == found.part("sales")


def test_rules_about_different_things_are_not_compared() -> None:
    """A contact is no deal; and without any rule there is nothing to compare."""
    for rules in (two(marketing=Rule(entity="deals")), {}):
        error = refusal(compare, crm(contacts=contacts(1), deals=[]), rules)

        assert "Rules about different things can’t be compared." == error.fact


def test_a_rule_by_the_outcome_is_circular() -> None:
    """Who asks for a won deal finds winners only, and no meeting makes a rule circular."""
    won, met = asks("deals_won", Op.AT_LEAST, 1.0), asks("meeting_held", Op.IS_TRUE)

    assert (True, False) == (is_circular(won), is_circular(met))


def test_deals_win_by_themselves() -> None:
    """A deal's clock runs from its opening, and another deal of the same contact does not help."""
    sold = deals(2, "won", product="cloud") + deals(3, "lost") + deals(1, "open", closed_at=None)
    held = crm(deals=sold, contacts=[], without=("deals.account_id",))
    covered, everything = tally(held, asks("product", Op.ANY_OF, ["cloud"], "deals"))

    assert (Tally(2, 2, 2, 2), Tally(6, 6, 2, 2)) == (covered, everything)


def test_campaigns_win_by_deals_of_whom_they_touched() -> None:
    """A deal won before the first touch, or of somebody it never touched, is no success of it."""
    runs = [{"campaign_id": k, "starts_at": LONG_AGO, "kind": k} for k in ("hit", "late", "dud")]
    touches = [
        {"campaign_id": k, "contact_id": who, "happened_at": LONG_AGO + timedelta(days=days)}
        for k, who, days in (("hit", "C0", 1), ("late", "C0", 31), ("dud", "C1", 1))
    ]
    held = crm(campaigns=runs, touchpoints=touches, deals=deals(1, "won"))
    rules = {name: asks("kind", Op.ANY_OF, [name], "campaigns") for name in ("hit", "late", "dud")}
    found = compare(held, rules)

    assert [1, 0, 0] == [found.part(name).ever_won for name in rules]
    assert (Tally(3, 3, 1, 1), 1.0) == (found.total, found.wins_covered("hit"))


@pytest.mark.parametrize("rows", [{"contacts": []}, {"contacts": [], "deals": []}, {"deals": []}])
def test_nothing_to_compare(rows: dict[str, list[dict[str, Any]]]) -> None:
    """Empty tables give zeros; missing ones say what is missing."""
    if len(rows) == 2:
        assert Tally() == compare(crm(**rows), two()).total
    else:
        with pytest.raises(WorkshopError, match="Missing: "):
            compare(crm(**rows), two())


def test_deals_without_contacts_cannot_be_followed() -> None:
    """Deals that name only firms cannot say what became of a contact."""
    held = crm(contacts=contacts(2))
    dealt = crm(deals=[], without=("contact_id",))

    for data in (held, dealt):
        with pytest.raises(WorkshopError, match=r"deals\.contact_id"):
            compare(data, two())


@pytest.mark.parametrize("entity", ENTITIES)
def test_without_fates_it_says_what_is_missing(entity: Any) -> None:
    """Every entity needs its own columns to say what became of it."""
    error = refusal(check_needs, crm(contacts=contacts(1)), entity)

    assert "deals.status" in error.lines(EN)[1]


def test_a_count_takes_cases_without_a_date_too() -> None:
    """The live count is of all rows; only what is compared needs a beginning."""
    held = crm(
        contacts=[*contacts(2, decides=True), {"contact_id": "x", "decides": True}], deals=[]
    )

    assert (3, 3) == count(held, DECIDES)
    assert 2 == tally(held, DECIDES)[0].cases


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
    held = crm(contacts=people, deals=deals(9, "won"))
    found = cases_in_between(held, two(), each=2)

    assert ["C9", "C8", "C7", "C6"] == [case.key for case in found]
    assert [{"marketing"}, {"sales"}] * 2 == [case.covered_by for case in found]
    assert [False, True, True, True] == [case.won for case in found]


def test_cases_in_between_lie_between_two_rules() -> None:
    """With one rule or three nobody could say between what."""
    for rules in ({"sales": DECIDES}, {**two(), "guest": Rule()}):
        with pytest.raises(ValueError, match="expected 2"):
            cases_in_between(crm(contacts=contacts(1), deals=[]), rules)


def test_cases_show_only_what_was_known_before_the_hand_over() -> None:
    """Who guesses an outcome must not read it in the facts."""
    people = contacts(1, decides=True, meeting_held=True, score=0.0)
    found = cases_in_between(crm(contacts=people, deals=[]), two())

    assert [{"decides": True, "score": 0.0}] == [case.facts for case in found]


@pytest.mark.parametrize("entity", ENTITIES)
def test_a_card_says_what_the_case_is_and_not_how_it_ends(entity: Any) -> None:
    """A deal may show its product and its meeting, a campaign only how it was planned."""
    who = {"contact_id": "C0", "happened_at": LONG_AGO, "kind": "form", "campaign_id": "K"}
    plan = {"campaign_id": "K", "starts_at": LONG_AGO, "ends_at": LONG_AGO, "kind": "fair"}
    held = crm(
        contacts=contacts(1, role="it_lead", meeting_held=True),
        deals=deals(1, "won", value=5.0, product="cloud"),
        handoffs=[{"contact_id": "C0", "handed_at": LONG_AGO, "outcome": "accepted"}],
        touchpoints=[who],
        campaigns=[plan],
    )
    key = {"contacts": "C0", "deals": "won0", "campaigns": "K"}[entity]
    facts = {
        "contacts": {"role": "it_lead"},
        "deals": {"product": "cloud", "role": "it_lead", "meeting_held": True},
        "campaigns": {"kind": "fair"},
    }[entity]

    assert [Case(key, entity, frozenset(), facts, LONG_AGO.date(), won=True)] == cases(
        held, [key], entity=entity
    )


def test_cases_come_in_the_order_of_their_keys() -> None:
    """A sorting shows the same order again; what left the data is left out."""
    held = crm(contacts=[{**row, "decides": n > 0} for n, row in enumerate(contacts(3))], deals=[])
    found = cases(held, ["C2", "gone", "C0", "C1"], two())

    assert ["C2", "C0", "C1"] == [case.key for case in found]
    assert [{"sales"}, set(), {"sales"}] == [case.covered_by for case in found]
    assert {"C1", "C2"} == covered_keys(held, DECIDES, ["C0", "C1", "C2", "gone"])
    assert [] == cases(held, [])
