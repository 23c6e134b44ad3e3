"""The cards of a sorting tell rules apart, and do not tell which of them are the clear ones."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from support.data.rules import RULES
from support.data.tables import AS_OF, LONG_AGO, at, contacts, crm, deals
from support.data.worlds import World, worlds
from support.run.profiles import examples

from workshop.crm.schema import TABLES
from workshop.crm.session_tables import data_here
from workshop.policy import WINDOW_DAYS
from workshop.terms.cards.candidates import YEAR, plausible_rules
from workshop.terms.cards.choose import CARDS, KNOWN, choose_cards, second_sorting
from workshop.terms.cards.draw import TWINS, gap
from workshop.terms.outcome.cases_with_outcome import end_of
from workshop.terms.outcome.example import cases, covered_keys
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.terms.rules.template import TEMPLATES

if TYPE_CHECKING:
    from workshop.crm.crm import Crm
    from workshop.terms.outcome.example import Case

pytestmark = pytest.mark.usefixtures("any_link")


RULE = TEMPLATES["can_buy"].rule
HOT = TEMPLATES["score"].rule
MATURE = at("2026-10-01") - timedelta(days=WINDOW_DAYS)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Crm:
    """The sample company as a session has it: a file open for reading only."""
    return data_here(tmp_path_factory.mktemp("sorting") / "crm.duckdb")


@pytest.fixture(scope="module")
def first(sample: Crm) -> list[Case]:
    return choose_cards(sample)


def sorted_by_two(found: list[Case]) -> dict[str, dict[str, int]]:
    """Return a sorting in which two people part on the last three cases by key."""
    keys = sorted(case.key for case in found)
    return {"a": dict.fromkeys(keys, 1), "b": {k: 1 + (k in keys[-KNOWN:]) for k in keys}}


def keys(found: list[Case]) -> list[str]:
    return [case.key for case in found]


def votes(data: Crm, found: list[Case]) -> dict[str, int]:
    """Return how many of the plausible rules cover each case."""
    columns = data.table("contacts").columns
    rules = {f"r{n}": rule for n, rule in enumerate(plausible_rules(columns))}
    return {case.key: len(case.covered_by) for case in cases(data, keys(found), rules)}


def young(n: int, **facts: Any) -> list[dict[str, Any]]:
    """Return contacts whose end nobody knows yet, each with a source of its own."""
    return [
        {"contact_id": f"Y{i}", "created_at": at("2026-09-01"), "source": f"s{i}", **facts}
        for i in range(n)
    ]


def distinct(n: int, **facts: Any) -> list[dict[str, Any]]:
    """Return mature contacts with cards of their own."""
    return [
        {**row, "source": f"s{i}", "role": f"r{i}", **facts} for i, row in enumerate(contacts(n))
    ]


def test_rules_part_on_most_cards_and_agree_on_some(sample: Crm, first: list[Case]) -> None:
    """Two cases nearly every rule covers, two none does, and on the others the rules part."""
    counted = sorted(votes(sample, first).values())
    n = len(plausible_rules(sample.table("contacts").columns))

    assert CARDS == len(first)
    assert [0, 0] == counted[:2]
    assert counted[-2] >= n - 1
    assert all(3 <= count <= n - 3 for count in counted[2:-2])


def test_rules_part_on_them_in_different_ways(sample: Crm, first: list[Case]) -> None:
    """Eight times the same dispute would be one question asked eight times."""
    columns = sample.table("contacts").columns
    rules = {f"r{n}": rule for n, rule in enumerate(plausible_rules(columns))}
    seen = {case.covered_by for case in cases(sample, keys(first), rules)}

    assert len(seen) >= 9


def test_their_end_is_known_and_a_team_remembers_them(first: list[Case]) -> None:
    """Mature, and begun within the last year before that."""
    begun = [case.seen for case in first]

    assert max(begun) <= MATURE.date()
    assert min(begun) >= MATURE.date() - timedelta(days=YEAR)


def test_who_they_are_and_what_became_of_them_is_mixed(first: list[Case]) -> None:
    """Twelve heads of IT from one webinar would make one question of all."""
    different = {name: {case.facts.get(name) for case in first} for name in ("role", "source")}

    assert all(len(values) >= 5 for values in different.values())
    assert 2 <= sum(case.won for case in first) <= 6


def test_no_two_cards_are_twins(sample: Crm, first: list[Case]) -> None:
    """Who sorts one would only repeat it, in either sorting."""
    again = second_sorting(sample, sorted_by_two(first), RULE)

    for found in (first, again):
        assert min(gap(a.facts, b.facts) for a, b in combinations(found, 2)) > TWINS


def test_a_card_has_something_to_say(first: list[Case]) -> None:
    """At least half of what it could say holds or is above zero."""
    assert all(sum(map(bool, case.facts.values())) >= 8 for case in first)


def test_the_same_data_gives_the_same_cards() -> None:
    """Whatever order its rows stand in: a notebook opened again asks the same question."""
    facts = [{"decides": n % 2 == 0, "score": float(n), "source": f"s{n % 5}"} for n in range(40)]
    people = [{**row, **facts[n]} for n, row in enumerate(contacts(40))]
    sold = deals(7, "won")
    one = crm(contacts=people, deals=sold)
    other = crm(contacts=people[::-1], deals=sold[::-1])
    before = sorted_by_two(choose_cards(one))

    assert keys(choose_cards(one)) == keys(choose_cards(one)) == keys(choose_cards(other))
    assert keys(second_sorting(one, before, HOT)) == keys(second_sorting(other, before, HOT))


def test_the_order_follows_from_the_keys_alone(sample: Crm, first: list[Case]) -> None:
    """Neither class, nor date, nor known before fresh: a case keeps its place among others."""
    again = second_sorting(sample, sorted_by_two(first), RULE)
    order = keys(again)
    known = [key for key in order if key in keys(first)]

    assert known == [key for key in keys(first) if key in known]
    assert sorted(order) != order
    assert order[:KNOWN] != known != order[-KNOWN:]


@pytest.mark.parametrize("name", ["can_buy", "bant", "talk_soon", "form", "score"])
def test_the_second_sorting_is_fresh_and_around_the_rule(
    sample: Crm, first: list[Case], name: str
) -> None:
    """Twelve fresh cases, half of them covered, and the three most disputed once more."""
    before = sorted_by_two(first)
    found = second_sorting(sample, before, TEMPLATES[name].rule)
    known = [key for key in keys(found) if key in keys(first)]
    fresh = [key for key in keys(found) if key not in known]

    assert sorted(keys(first))[-KNOWN:] == sorted(known)
    assert CARDS == len(fresh)
    assert CARDS / 2 == len(covered_keys(sample, TEMPLATES[name].rule, fresh))


def test_near_misses_lie_on_either_side(sample: Crm, first: list[Case]) -> None:
    """A rule is tried where it is narrow: some fulfil one demand too few, some just enough."""
    found = second_sorting(sample, sorted_by_two(first), HOT)
    scores = [case.facts["score"] for case in found if case.key not in keys(first)]

    assert sum(60 <= score < 64 for score in scores) >= 3
    assert sum(56 <= score < 60 for score in scores) >= 3


def test_a_card_nobody_sorted_is_not_fresh(sample: Crm, first: list[Case]) -> None:
    """It lay on the table all the same."""
    found = second_sorting(sample, {"a": {first[0].key: 1}}, RULE)

    assert {first[0].key} == {*keys(found)} & {*keys(first)}


def test_what_was_sorted_once_and_is_gone_is_left_out(sample: Crm, first: list[Case]) -> None:
    """The data may have been brought anew."""
    found = second_sorting(sample, {"a": {"gone": 1}, "b": {"gone": 2}}, RULE)

    assert CARDS == len(found)
    assert not {"gone"} & {*keys(found)}
    assert [] == [case for case in found if case.key in keys(first)]


@pytest.mark.parametrize(("n", "cards"), [(0, 0), (1, 1), (5, 5), (12, 12), (40, 12)])
def test_few_contacts_are_few_cards(n: int, cards: int) -> None:
    """What there is is sorted; then nothing fresh is left, or no more than is left."""
    held = crm(contacts=distinct(n), deals=[])
    found = choose_cards(held)
    again = second_sorting(held, sorted_by_two(found), RULE)

    assert cards == len(found)
    assert min(cards, KNOWN) + min(CARDS, n - cards) == len(again)


def test_equal_cards_are_one_card() -> None:
    """Of contacts about whom the data says the same, or nothing, only one is a question."""
    same = crm(contacts=contacts(30, role="it_lead", decides=False), deals=[])
    mute = crm(contacts=contacts(30), deals=[])

    assert [1, 1] == [len(choose_cards(held)) for held in (same, mute)]


def test_an_export_with_hardly_any_field() -> None:
    """Only a source: a card for each, the latest of it."""
    left_out = {field.name for field in TABLES["contacts"].fields} - {
        "contact_id",
        "created_at",
        "source",
    }
    people = [
        {"contact_id": f"C{n}", "created_at": LONG_AGO + timedelta(days=n), "source": f"s{n % 4}"}
        for n in range(20)
    ]
    without = tuple(f"contacts.{name}" for name in left_out)
    found = choose_cards(crm(contacts=people, deals=[], without=without))

    assert ["C16", "C17", "C18", "C19"] == sorted(keys(found))


def test_young_cases_come_only_where_the_mature_ones_are_too_few() -> None:
    """Twelve mature ones are enough; of three nobody could learn anything."""
    enough = choose_cards(crm(contacts=distinct(CARDS) + young(20), deals=[]))
    few = choose_cards(crm(contacts=distinct(3) + young(20), deals=[]))

    assert {date(2026, 1, 5)} == {case.seen for case in enough}
    assert (CARDS, AS_OF.replace(day=1)) == (len(few), max(case.seen for case in few))


def test_a_rule_on_a_column_that_is_gone_still_gives_cards() -> None:
    """The cases are then chosen as the first ones were."""
    held = crm(contacts=distinct(40), deals=[], without=("contacts.score",))
    found = choose_cards(held)

    assert CARDS + KNOWN == len(second_sorting(held, sorted_by_two(found), HOT))


def test_a_rule_that_covers_everybody_has_no_other_side() -> None:
    """All fresh cases lie inside then."""
    held = crm(contacts=distinct(40), deals=[])
    found = second_sorting(held, sorted_by_two(choose_cards(held)), Rule())

    assert CARDS + KNOWN == len(found)


def test_cards_hold_what_was_known_before_the_hand_over() -> None:
    """Nobody sorts by a meeting, an answer or a deal that came later."""
    (found,) = choose_cards(
        crm(contacts=contacts(1, role="it_lead", meeting_held=True), deals=deals(1, "won"))
    )

    assert ({"role": "it_lead"}, True, frozenset()) == (found.facts, found.won, found.covered_by)


@given(worlds(), RULES)
@settings(max_examples=examples(6))
def test_on_any_data_there_are_cards_and_no_errors(world: World, rule: Rule) -> None:
    """Missing values, dead links and cases without a date: each card once, none of the unborn."""
    held = crm(**world)
    found = choose_cards(held)
    again = second_sorting(held, sorted_by_two(found), rule)
    born = [
        row for row in world["contacts"] if row["created_at"] and row["created_at"] < end_of(held)
    ]

    assert bool(born) == bool(found)
    assert len({*keys(found)}) == len(found)
    assert {*keys(found)} & {*keys(again)} == {*sorted(keys(found))[-KNOWN:]}


def test_a_demand_of_any_is_near_where_one_alternative_holds() -> None:
    """A rule with alternatives is narrow inside where only one of them carries a case."""
    either = Group(
        match="any",
        criteria=[Criterion(field=name, op=Op.IS_TRUE) for name in ("decides", "form_sent")],
    )
    both = [
        {**row, "contact_id": f"both{n}", "decides": True, "form_sent": True}
        for n, row in enumerate(distinct(30))
    ]
    one = [
        {**row, "contact_id": f"one{n}", "role": f"q{n}", "decides": True}
        for n, row in enumerate(distinct(30))
    ]
    held = crm(contacts=both + one, deals=[])
    found = second_sorting(held, {}, Rule(where=either))

    assert sum(case.key.startswith("one") for case in found) >= 3
