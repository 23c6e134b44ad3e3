"""Candidates are the best of each kind, ranked where the data is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from support.data.tables import LONG_AGO, at, contacts, crm, deals

from workshop.crm.schema import Stage
from workshop.terms.cards.candidates import EACH, POOL, YEAR, candidates, plausible_rules
from workshop.terms.rules.entity import fields
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.terms.rules.template import TEMPLATES

if TYPE_CHECKING:
    from workshop.terms.cards.draw import Candidate

HOT = TEMPLATES["score"].rule


def pool(people: list[dict[str, Any]], *asked: Any, **tables: Any) -> dict[str, Candidate]:
    held = crm(contacts=people, **{"deals": [], **tables})
    return {one.key: one for one in candidates(held, *asked)}


def test_plausible_rules_ask_what_is_known_in_time_and_there() -> None:
    """No rule by a meeting or by a deal, and none twice; few columns leave single criteria."""
    known = fields("contacts")
    rules = plausible_rules(known)
    asked = {name for rule in rules for name in rule.field_names()}
    stages = {known[name].stage for name in asked}

    assert len(rules) >= 7
    assert len(rules) == len({rule.model_dump_json() for rule in rules})
    assert {Stage.CAPTURED, Stage.BEFORE_HANDOVER} >= stages
    assert [["score"], ["score"]] == [rule.field_names() for rule in plausible_rules(["score"])]
    assert [] == plausible_rules(["source"])


def test_of_each_kind_the_latest_mature_ones_come_in() -> None:
    """Of many alike a few suffice; of a rare kind all come, however old."""
    people = [
        {**row, "created_at": LONG_AGO + timedelta(hours=n)} for n, row in enumerate(contacts(40))
    ]
    people += contacts(1, contact_id="young", created_at=at("2026-09-01"))
    people += contacts(1, contact_id="rare", created_at=at("2020-01-01"), form_sent=True)
    found = pool(people)

    assert {f"C{n}" for n in range(40 - EACH, 40)} | {"rare"} == set(found)


def test_other_sources_come_before_more_of_one() -> None:
    """The last day of a fair must not fill the pool with a single source."""
    fair = contacts(EACH + 9, source="fair", created_at=LONG_AGO + timedelta(days=9))
    other = [{**row, "contact_id": f"o{n}", "source": f"s{n}"} for n, row in enumerate(contacts(5))]

    assert {f"o{n}" for n in range(5)} < set(pool(fair + other))


def test_winners_are_a_kind_of_their_own() -> None:
    """However rare they are, some come in."""
    people = [
        {**row, "created_at": LONG_AGO + timedelta(hours=n)} for n, row in enumerate(contacts(99))
    ]

    assert {"C0", "C1"} < set(pool(people, deals=deals(2, "won")))


def test_no_more_candidates_than_can_be_looked_at() -> None:
    """A million contacts of a hundred kinds are still a short list."""
    names = ("form_sent", "need_known", "budget_known", "decides")
    people = [
        {**row, **{name: bool(n >> bit & 1) for bit, name in enumerate(names)}, "score": n % 90.0}
        for n, row in enumerate(contacts(3000))
    ]

    assert POOL == len(pool(people, deals=deals(1000, "won")))


def test_what_is_told_of_a_candidate() -> None:
    """Covered or not, near or not, recent or not, informed or not."""
    full = {
        field.name: {"choice": "x", "flag": True, "number": 59.0}.get(field.kind)
        for field in fields("contacts").values()
        if field.stage in (Stage.CAPTURED, Stage.BEFORE_HANDOVER) and field.kind != "moment"
    }
    own = {name: full[name] for name in full if name not in {"segment", "country", "industry"}}
    del own["employees"]
    old = at("2026-10-01") - timedelta(days=180 + YEAR, minutes=1)
    people = contacts(1, contact_id="full", **own)
    people += contacts(1, contact_id="bare", score=90.0, created_at=old)
    people += contacts(1, contact_id="edge", score=60.0)
    people += contacts(1, contact_id="cold", score=5.0)
    found = pool(people, HOT)
    told = {
        key: (one.covered, one.near, one.informed, one.recent, one.mature)
        for key, one in found.items()
    }
    voted = {key: sum(one.votes) for key, one in found.items()}

    assert {
        "full": (False, True, True, True, True),
        "bare": (True, False, False, False, True),
        "edge": (True, True, False, True, True),
        "cold": (False, False, False, True, True),
    } == told
    assert {"full": 4, "bare": 2, "edge": 2, "cold": 0} == voted


def test_one_demand_too_few_is_near() -> None:
    """Without need, without budget, or without either: only the last one is far."""
    asked = [Criterion(field=name, op=Op.IS_TRUE) for name in ("need_known", "budget_known")]
    people = [
        {**row, "need_known": n in (1, 3), "budget_known": n in (2, 3)}
        for n, row in enumerate(contacts(4))
    ]
    found = pool(people, Rule(where=Group(criteria=asked)))

    assert {"C1", "C2"} == {key for key, one in found.items() if one.near}
    assert {"C3"} == {key for key, one in found.items() if one.covered}


def test_who_is_not_wanted_is_left_out() -> None:
    """Who was sorted already makes room for the next one."""
    assert {"C1"} == set(pool(contacts(3), None, {"C0", "C2"}))
