"""What hangs on each criterion is what a rule with another criterion really covers."""

from __future__ import annotations

from typing import Any

import pytest
from support.data.tables import contacts, crm, deals
from support.exports.exports import refusal

from workshop.terms.lint.sensitivity import is_tipping, sensitivity, shifted
from workshop.terms.outcome.cases_with_outcome import known_cases
from workshop.terms.outcome.comparison import compare
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.terms.rules.tree import replaced

SCORE = Criterion(field="score", op=Op.AT_LEAST, value=40.0)
SAY = Criterion(field="decides", op=Op.IS_TRUE)
WEBINARS = Criterion(field="webinars", op=Op.AT_LEAST, value=1.0)
RULE = Rule(
    where=Group(criteria=[SAY, Group(match="any", criteria=[SCORE, WEBINARS]), Group(criteria=[])])
)


def people() -> list[dict[str, Any]]:
    """Return contacts of every score from 0 to 99; a third decides, webinars go up to three."""
    return [
        {**row, "score": float(n % 100), "decides": n % 3 == 0, "webinars": float(n % 4)}
        for n, row in enumerate(contacts(200))
    ]


def test_every_variant_is_counted_as_its_own_rule() -> None:
    """As it is, without the criterion, and one step lower and higher."""
    held = crm(contacts=people(), deals=deals(30, "won"))
    found = sensitivity(held, RULE)
    steps = [(one.path, shift) for one in found for shift in one.steps]
    rules = {"base": RULE}
    rules |= {f"without {one.path}": replaced(RULE, one.path, None) for one in found}
    rules |= {f"{n}": replaced(RULE, path, one.criterion) for n, (path, one) in enumerate(steps)}
    expected = compare(held, rules)

    assert [(0,), (1, 0), (1, 1)] == [one.path for one in found]
    assert [SAY, SCORE, WEBINARS] == [one.criterion for one in found]
    assert {expected.total} == {one.total for one in found}
    assert {expected.rule("base")} == {one.base for one in found}
    assert [expected.rule(f"without {one.path}") for one in found] == [one.without for one in found]
    assert [expected.rule(f"{n}") for n in range(len(steps))] == [one.tally for _, one in steps]
    assert [35.0, 45.0, 2.0] == [one.criterion.value for _, one in steps]


def test_a_threshold_moves_both_ways() -> None:
    """Five points here, a twentieth of the range; what is no threshold does not move."""
    found = sensitivity(crm(contacts=people(), deals=[]), RULE)
    moved = {one.criterion.field: [each.criterion.value for each in one.steps] for one in found}

    assert {"decides": [], "score": [35.0, 45.0], "webinars": [2.0]} == moved


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [(100, 125, False), (100, 126, True), (100, 75, False), (100, 74, True), (0, 1, True)],
)
def test_more_than_a_quarter_tips(before: int, after: int, *, expected: bool) -> None:
    """Up or down; exactly a quarter does not."""
    assert expected is is_tipping(before, after)
    assert not is_tipping(before, before)


def test_a_rule_tips_where_many_stand_at_its_border() -> None:
    """Sixty contacts with exactly the points that are asked for."""
    rows = [{**row, "score": 40.0 if n < 60 else float(n % 100)} for n, row in enumerate(people())]
    alone = Rule(where=Group(criteria=[SCORE]))
    (even,) = sensitivity(crm(contacts=people(), deals=[]), alone)
    (crowded,) = sensitivity(crm(contacts=rows, deals=[]), alone)

    assert (False, True) == (even.tips, crowded.tips)


def test_wins_covered_is_a_share_of_all_wins() -> None:
    """Of all cases that ever won, or nothing where nobody did."""
    alone = Rule(where=Group(criteria=[SAY]))
    (sold,) = sensitivity(crm(contacts=people(), deals=deals(30, "won")), alone)
    (none,) = sensitivity(crm(contacts=people(), deals=[]), alone)

    assert 10 / 30 == sold.wins_covered(sold.base)
    assert 1.0 == sold.wins_covered(sold.without)
    assert none.wins_covered(none.base) is None


def test_an_empty_rule_hangs_on_nothing() -> None:
    """No criterion, nothing to move."""
    assert [] == sensitivity(crm(contacts=people(), deals=[]), Rule())


def test_steps_know_only_the_cases_that_count() -> None:
    """A contact from after the last day does not stretch the range."""
    later = {**contacts(1)[0], "contact_id": "later", "score": 1e6}
    later["created_at"] = later["created_at"].replace(year=2027)
    held = crm(contacts=[*people(), later], deals=[])
    steps = shifted(held.engine, known_cases(held, "contacts"), Rule(where=Group(criteria=[SCORE])))

    assert {("down", (0,)): 35.0, ("up", (0,)): 45.0} == {
        place: one.value for place, one in steps.items()
    }


def test_a_field_the_data_lacks_is_refused() -> None:
    """Before anything is computed, with the field's name."""
    held = crm(contacts=contacts(3), deals=[], without=("webinars",))

    assert "webinars" in str(refusal(sensitivity, held, RULE))
