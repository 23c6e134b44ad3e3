"""A step is as long as the data makes it, and never leads to where nothing is asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import ibis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.data.tables import crm

from workshop.terms.lint.steps import FEW, Scale, round_step, scales, step
from workshop.terms.rules.rule import Criterion, Op

NUMBERS = Scale(0.0, 100.0, step=5)
COUNTS = Scale(0.0, 4.0, values=(0.0, 1.0, 2.0, 4.0))
DAYS = Scale(date(2026, 1, 1), date(2026, 3, 1), step=7)


def scale(name: str, values: list[Any], op: Op = Op.AT_LEAST, value: Any = 1.0) -> Scale | None:
    kind = "timestamp" if name == "created_at" else "float64"
    table = ibis.memtable({name: values}, schema={name: kind})
    asked = [Criterion(field=name, op=op, value=value)]
    return scales(crm().engine, table, "contacts", asked).get(name)


def stepped(op: Op, value: Any, known: Scale, direction: int) -> Any:
    field = "created_at" if isinstance(value, date) else "score"
    found = step(Criterion(field=field, op=op, value=value), known, direction)
    return found.value if found else None


@pytest.mark.parametrize(
    ("width", "expected"),
    [(1, 1), (1.4, 1), (1.5, 2), (3.1, 2), (3.2, 5), (7, 5), (7.2, 10), (0.03, 0.02), (4e6, 5e6)],
)
def test_a_round_step_is_one_two_or_five(width: float, expected: float) -> None:
    """People say “40 or 45”, not “40 or 43.7”."""
    assert expected == pytest.approx(round_step(width))


@given(st.floats(1e-6, 1e9))
def test_a_round_step_is_near(width: float) -> None:
    """By its ratio, no further away than halfway between two round numbers."""
    assert 1 / 1.6 < round_step(width) / width < 1.6


@pytest.mark.parametrize(
    ("op", "value", "up", "down"),
    [
        (Op.AT_LEAST, 40.0, 45.0, 35.0),
        (Op.AT_LEAST, 98.0, 100.0, 93.0),
        (Op.AT_LEAST, 3.0, 8.0, None),
        (Op.AT_LEAST, 100.0, None, 95.0),
        (Op.AT_LEAST, 250.0, None, 100.0),
        (Op.AT_LEAST, 0.1, 5.1, None),
        (Op.AT_MOST, 40.0, 45.0, 35.0),
        (Op.AT_MOST, 98.0, None, 93.0),
        (Op.AT_MOST, 3.0, 8.0, 0.0),
        (Op.AT_MOST, -50.0, 0.0, None),
    ],
)
def test_numbers_go_by_round_steps(op: Op, value: float, up: Any, down: Any) -> None:
    """Within what occurs; a step after which everybody passes is none."""
    assert (up, down) == (stepped(op, value, NUMBERS, 1), stepped(op, value, NUMBERS, -1))


@pytest.mark.parametrize(
    ("op", "value", "up", "down"),
    [
        (Op.AT_LEAST, 1.0, 2.0, None),
        (Op.AT_LEAST, 2.0, 4.0, 1.0),
        (Op.AT_LEAST, 3.0, None, 2.0),
        (Op.AT_LEAST, 1.5, 4.0, 1.0),
        (Op.AT_LEAST, 9.0, None, 4.0),
        (Op.AT_MOST, 1.0, 2.0, 0.0),
        (Op.AT_MOST, 2.0, None, 1.0),
        (Op.AT_MOST, 3.0, None, 1.0),
        (Op.AT_MOST, 0.0, 1.0, None),
    ],
)
def test_few_counts_go_to_the_next_that_occurs(op: Op, value: float, up: Any, down: Any) -> None:
    """“At least 3” is 4 where there is no 3, so up there is nothing left, and down is 2."""
    assert (up, down) == (stepped(op, value, COUNTS, 1), stepped(op, value, COUNTS, -1))


@pytest.mark.parametrize(
    ("op", "value", "up", "down"),
    [
        (Op.SINCE, date(2026, 2, 1), date(2026, 2, 8), date(2026, 1, 25)),
        (Op.SINCE, date(2026, 1, 3), date(2026, 1, 10), None),
        (Op.SINCE, date(2026, 2, 27), date(2026, 3, 2), date(2026, 2, 20)),
        (Op.BEFORE, date(2026, 2, 27), None, date(2026, 2, 20)),
        (Op.BEFORE, date(2026, 2, 22), date(2026, 3, 1), date(2026, 2, 15)),
        (Op.BEFORE, date(2026, 1, 3), date(2026, 1, 10), date(2026, 1, 1)),
        (Op.BEFORE, date(2027, 1, 1), None, None),
    ],
)
def test_days_go_by_calendar_steps(op: Op, value: date, up: Any, down: Any) -> None:
    """Weeks here; from before the first day or after the last one nothing is asked."""
    assert (up, down) == (stepped(op, value, DAYS, 1), stepped(op, value, DAYS, -1))


@given(
    st.sampled_from([Op.AT_LEAST, Op.AT_MOST]),
    st.floats(-200, 300),
    st.sampled_from([NUMBERS, COUNTS]),
    st.sampled_from([-1, 1]),
)
def test_a_step_goes_its_way_and_stays_inside(
    op: Op, value: float, known: Scale, direction: int
) -> None:
    """Never to the other side, never beyond what occurs, unless it stood outside itself."""
    found = stepped(op, value, known, direction)

    assert found is None or direction * (found - value) > 0
    assert found is None or known.low <= found <= known.high


def test_a_scale_of_few_counts_knows_them() -> None:
    """Each once, in order, empty cells left out."""
    assert Scale(0.0, 5.0, (0.0, 2.0, 5.0)) == scale("webinars", [5.0, 0.0, None, 2.0, 0.0])


def test_a_scale_of_many_numbers_has_a_round_step() -> None:
    """A twentieth of the bulk: a giant does not stretch it, and whole numbers go by wholes."""
    many = [float(n) for n in range(100)]

    assert len(many) > FEW
    assert Scale(0.0, 1e9, step=5) == scale("score", [*many, 1e9])
    assert Scale(0.0, 9.9, step=0.5) == scale("score", [n / 10 for n in many])


@pytest.mark.parametrize(("days", "expected"), [(10, 1), (140, 7), (600, 30), (3000, 91)])
def test_a_scale_of_days_goes_by_the_calendar(days: int, expected: int) -> None:
    """A day, a week, a month or a quarter, near a twentieth of the time."""
    start = datetime.fromisoformat("2020-01-01T10:00")
    values = [start, start + timedelta(days=days)]
    found = scale("created_at", values, Op.SINCE, date(2020, 1, 1))

    assert Scale(values[0].date(), values[1].date(), step=expected) == found


@pytest.mark.parametrize("values", [[None, None], []])
def test_an_empty_field_has_no_scale(values: list[Any]) -> None:
    """There is no step where nothing is."""
    assert scale("score", values) is None


def test_what_is_no_threshold_has_no_scale() -> None:
    """Whether it is filled in has no more and no less."""
    assert scale("score", [1.0, 2.0], Op.IS_KNOWN, None) is None


def test_one_value_only_has_no_step() -> None:
    """Up and down are the end at once."""
    known = scale("score", [7.0, 7.0])

    assert known is not None
    assert [None, None] == [stepped(Op.AT_LEAST, 7.0, known, way) for way in (-1, 1)]
