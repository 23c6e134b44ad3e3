"""A rule means the same in Ibis, in its own SQL and in plain Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st
from support.data.rules import ALL_RULES, holds, rules_about
from support.data.tables import at, contacts, crm
from support.data.worlds import END, World, seen, worlds
from support.run.profiles import examples

from workshop.errors import WorkshopError
from workshop.terms.outcome.comparison import count, tally
from workshop.terms.outcome.outcome import BEGINS
from workshop.terms.rules.compile import rule_sql
from workshop.terms.rules.derived import DERIVED
from workshop.terms.rules.entity import ENTITIES, key_of
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.terms.rules.template import TEMPLATES

if TYPE_CHECKING:
    from datetime import datetime

    from workshop.crm.crm import Crm
    from workshop.terms.rules.entity import Entity

pytestmark = pytest.mark.usefixtures("any_link")


def by_sql(data: Crm, rule: Rule, end: datetime | None = None) -> list[str]:
    """Run the text that people can take to their own warehouse."""
    text = rule_sql(rule, end=end)
    found = data.engine.backend.raw_sql(text).fetchall()  # type: ignore[attr-defined]
    return sorted(key for (key,) in found)


def one(field: str, op: Op, value: Any = None) -> Rule:
    return Rule(where=Group(criteria=[Criterion(field=field, op=op, value=value)]))


def covered(rule: Rule, *rows: dict[str, Any]) -> int:
    return count(crm(contacts=[{"contact_id": "C", **row} for row in rows]), rule)[0]


@given(worlds(), st.sampled_from(ENTITIES), st.data())
@settings(max_examples=examples(12))
def test_ibis_sql_and_python_agree(world: World, entity: Entity, data: st.DataObject) -> None:
    """Three ways to run a rule cover the same cases, missing values and double accounts, too."""
    held, cases, key, begins = crm(**world), seen(world, entity), key_of(entity), BEGINS[entity]
    computed = [one.field.name for one in DERIVED[entity]]
    about = st.one_of(rules_about(entity), rules_about(entity, computed))
    for rule in data.draw(st.lists(about, min_size=4, max_size=4)):
        covered = [row for row in cases if holds(rule.where, row)]
        begun = [row for row in covered if row[begins] and row[begins] < END]

        assert (len(covered), len(cases)) == count(held, rule)
        assert len(begun) == tally(held, rule)[0].cases
        assert [row[key] for row in covered] == by_sql(held, rule, END)


@given(worlds(), st.lists(ALL_RULES, min_size=4, max_size=4))
@settings(max_examples=examples(10))
def test_sql_without_an_end_counts_all_there_is(world: World, rules: list[Rule]) -> None:
    """What people run in their own warehouse knows what happened since."""
    held = crm(**world)
    for rule in rules:
        covered = [row for row in seen(world, rule.entity, None) if holds(rule.where, row)]

        assert [row[key_of(rule.entity)] for row in covered] == by_sql(held, rule)


def test_sql_with_an_end_knows_no_later_answer() -> None:
    """Handed over in time and accepted a day too late is not accepted yet, in the SQL either."""
    late = {"contact_id": "C0", "handed_at": at("2026-09-01"), "outcome": "accepted"}
    held = crm(contacts=contacts(1), handoffs=[{**late, "decided_at": END}])
    rule = one("answer", Op.ANY_OF, ["accepted"])

    assert (0, 1) == count(held, rule)
    assert ([], ["C0"]) == (by_sql(held, rule, END), by_sql(held, rule))


def test_sql_gives_the_key_and_nothing_else() -> None:
    """A table of which only the key is needed must not come out as a star."""
    held = crm(campaigns=[{"campaign_id": "K", "title": "Spring"}])

    assert ["K"] == by_sql(held, Rule(entity="campaigns"))


@pytest.mark.parametrize("op", [op for op in Op if op is not Op.IS_MISSING])
def test_on_a_missing_value_nothing_holds(op: Op) -> None:
    """Nobody is judged by what nobody wrote down: “is not Webinar” needs a source, too."""
    fields = {
        Op.ANY_OF: ("source", ["webinar"]),
        Op.NONE_OF: ("source", ["webinar"]),
        Op.AT_LEAST: ("score", -1.0),
        Op.AT_MOST: ("score", 1e9),
        Op.SINCE: ("created_at", "1900-01-01"),
        Op.BEFORE: ("created_at", "2100-01-01"),
        Op.IS_TRUE: ("decides", None),
        Op.IS_FALSE: ("decides", None),
        Op.IS_KNOWN: ("decides", None),
    }
    field, value = fields[op]

    assert 0 == covered(one(field, op, value), {})
    assert 1 == covered(one(field, Op.IS_MISSING), {})


@pytest.mark.parametrize("op", [Op.ANY_OF, Op.NONE_OF])
def test_a_choice_not_made_yet_covers_nobody(op: Op) -> None:
    """Between choosing a field and a value the count must not jump to everybody."""
    assert 0 == covered(one("source", op, []), {"source": "fair"})


def test_whether_a_case_is_covered_is_never_unknown() -> None:
    """A missing value is a no and no third answer: each case stands in one part of a comparison."""
    scores = zip(contacts(3), (50.0, 10.0, None), strict=True)
    held = crm(contacts=[{**row, "score": score} for row, score in scores], deals=[])
    mine, everybody = tally(held, one("score", Op.AT_LEAST, 40))

    assert (1, 3) == (mine.cases, everybody.cases)


@pytest.mark.parametrize("match", ["all", "any"])
def test_an_empty_rule_covers_everybody(match: str) -> None:
    """Its sentence says “every contact, without exception”, and so does the count."""
    rule = Rule(where=Group(match=match))  # type: ignore[arg-type]

    assert 2 == covered(rule, {}, {})


@pytest.mark.parametrize("outer", ["all", "any"])
@pytest.mark.parametrize("inner", ["all", "any"])
def test_an_empty_group_changes_nothing(outer: str, inner: str) -> None:
    """Adding a group and leaving it empty is no decision."""
    asked = Criterion(field="decides", op=Op.IS_TRUE)
    empty = Group(match=inner)  # type: ignore[arg-type]
    rule = Rule(where=Group(match=outer, criteria=[asked, empty]))  # type: ignore[arg-type]

    assert 1 == covered(rule, {"decides": True}, {"decides": False})


def test_thresholds_and_days_include_their_edge() -> None:
    """At least, at most and since hold on the edge; before does not."""
    row = {"score": 40.0, "created_at": contacts(1)[0]["created_at"]}
    day = row["created_at"].date()

    assert [1, 1, 1, 0] == [
        covered(one("score", Op.AT_LEAST, 40.0), row),
        covered(one("score", Op.AT_MOST, 40.0), row),
        covered(one("created_at", Op.SINCE, day), row),
        covered(one("created_at", Op.BEFORE, day), row),
    ]


def test_midnight_belongs_to_the_day_it_begins() -> None:
    """What happened at its first moment was on that day, and not before it."""
    midnight = at("2026-01-05T00:00")
    row = {"created_at": midnight}

    assert covered(one("created_at", Op.SINCE, midnight.date()), row)
    assert not covered(one("created_at", Op.BEFORE, midnight.date()), row)


def test_a_repeated_account_does_not_count_its_contacts_twice() -> None:
    """Two rows of one account are one account, and of two contents only one counts."""
    accounts = [{"account_id": "A", "employees": float(n)} for n in (100, 100, 200)]
    held = crm(contacts=contacts(3, account_id="A"), accounts=accounts)

    assert (3, 3) == count(held, one("employees", Op.AT_LEAST, 50.0))


def test_contacts_without_accounts_stand_alone() -> None:
    """An export of contacts only can be asked about contacts, not about firms."""
    held = crm(contacts=contacts(3, decides=True))

    assert (3, 3) == count(held, one("decides", Op.IS_TRUE))
    with pytest.raises(WorkshopError, match="Found: employees"):
        count(held, one("employees", Op.IS_KNOWN))


def test_a_field_the_data_lacks_is_named() -> None:
    """A rule on a column that was not exported is an error and not a zero."""
    held = crm(contacts=contacts(3), without=("score",))

    with pytest.raises(WorkshopError, match="Found: score"):
        count(held, one("score", Op.AT_LEAST, 1.0))


def test_data_without_contacts_cannot_be_asked() -> None:
    """A rule about contacts needs contacts."""
    with pytest.raises(WorkshopError, match="no table “contacts”"):
        count(crm(deals=[]), Rule())


def test_sql_names_only_what_the_rule_needs() -> None:
    """People read it: no column and no table beyond the question."""
    text = rule_sql(TEMPLATES["can_buy"].rule)

    assert "accounts" not in text
    assert "score" not in text
    assert "need_known" in text


@pytest.mark.parametrize("dialect", ["postgres", "snowflake", "bigquery"])
@pytest.mark.parametrize("name", TEMPLATES)
def test_sql_for_warehouses_is_sql(dialect: str, name: str) -> None:
    """The text parses in the dialect it claims to be."""
    assert sqlglot.parse_one(rule_sql(TEMPLATES[name].rule, dialect), dialect=dialect)
