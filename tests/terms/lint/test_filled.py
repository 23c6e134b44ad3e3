"""How full a field is: empty, untouched, or really filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from support.data.tables import LONG_AGO, contacts, crm

from workshop.terms.lint.filled import filled
from workshop.terms.outcome.cases_with_outcome import known_cases
from workshop.terms.rules.entity import fields

if TYPE_CHECKING:
    from workshop.terms.lint.filled import Filled


def fill(name: str, *values: Any) -> Filled:
    """Return how full a field is that holds these values, one a contact."""
    rows = [{**row, name: value} for row, value in zip(contacts(len(values)), values, strict=True)]
    held = crm(contacts=rows, deals=[])
    (found,) = filled(held.engine, known_cases(held, "contacts"), [fields("contacts")[name]])
    return found


@pytest.mark.parametrize(
    ("name", "values", "n", "label"),
    [
        ("decides", (False, False, True, None), 2, "no"),
        ("score", (0.0, 0.0, 7.0, None), 2, "0"),
        ("source", ("fair", "fair", "ads", None), 2, "Trade fair"),
        ("source", ("Bitte wählen", "Bitte wählen", "ads", None), 2, "Bitte wählen"),
        ("converted_at", (LONG_AGO, LONG_AGO, LONG_AGO, None), 0, ""),
    ],
)
def test_what_may_stand_there_by_itself(
    name: str, values: tuple[Any, ...], n: int, label: str
) -> None:
    """A no, a zero, or the commonest choice; what is empty counts apart, and dates have none."""
    found = fill(name, *values)

    assert (4, 1, n) == (found.cases, found.empty, found.with_value)
    assert found.label == label if n else found.value is None


@pytest.mark.parametrize(
    ("yes", "no", "empty", "expected"),
    [
        (1, 0, 9, (True, False)),
        (2, 0, 8, (False, False)),
        (1, 9, 0, (False, True)),
        (2, 8, 0, (False, False)),
        (0, 5, 5, (False, False)),
    ],
)
def test_nine_in_ten(yes: int, no: int, empty: int, expected: tuple[bool, bool]) -> None:
    """From there on a field is empty or untouched; the two are not added up."""
    found = fill("decides", *[True] * yes, *[False] * no, *[None] * empty)

    assert expected == (found.is_empty, found.is_untouched)


def test_a_field_without_any_value_has_no_commonest_one() -> None:
    """Nothing is counted, and nothing breaks."""
    found = fill("source", None, None)

    assert (2, 0, None) == (found.empty, found.with_value, found.value)


def test_several_fields_come_in_their_order() -> None:
    """Each with its own numbers."""
    rows = [{**row, "score": 0.0} for row in contacts(10)]
    rows[:4] = contacts(4, decides=True, source="fair")
    known = fields("contacts")
    asked = [known[name] for name in ("score", "source", "decides")]
    held = crm(contacts=rows, deals=[])
    found = filled(held.engine, known_cases(held, "contacts"), asked)
    numbers = [(one.field.name, one.empty, one.with_value) for one in found]

    assert [("score", 4, 6), ("source", 6, 4), ("decides", 6, 0)] == numbers


@pytest.mark.parametrize(
    ("name", "values", "touched"),
    [
        ("decides", (False, False, True, None), 1),
        ("score", (0.0, 7.0, 9.0, None), 2),
        ("source", ("fair", "fair", "ads", None), 3),
        ("converted_at", (LONG_AGO, None, None, None), 1),
    ],
)
def test_what_stands_there_by_itself_was_filled_in_by_nobody(
    name: str, values: tuple[Any, ...], touched: int
) -> None:
    """A no and a zero may be untouched; the commonest choice and a date are somebody’s."""
    assert touched == fill(name, *values).touched
