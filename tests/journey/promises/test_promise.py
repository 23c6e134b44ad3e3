"""Promises as data: both directions, both languages, a default that can be chosen."""

from __future__ import annotations

import pytest

from workshop.crm.schema import TABLES
from workshop.errors import WorkshopError
from workshop.journey.promises.measures import MEASURES
from workshop.journey.promises.promise import CARRIED, PROMISES, Promise, own_promise, promise
from workshop.side import SIDES
from workshop.words import LANGS, Words

EN = Words("en")
EACH = pytest.mark.parametrize("one", PROMISES, ids=lambda one: one.key)


def test_both_sides_give_and_get() -> None:
    """A promise in one direction only is an order."""
    assert set(SIDES) == {one.from_side for one in PROMISES}


@EACH
def test_a_promise_is_whole(one: Promise) -> None:
    """Its default is among its values, its columns exist, its measure too, in every language."""
    values = one.parameter.values if one.parameter else ()
    known = {f"{table.name}.{field.name}" for table in TABLES.values() for field in table.fields}

    assert one.parameter is None or one.parameter.default in values
    assert list(values) == sorted(set(values))
    assert set(one.needs) <= known
    assert one.measure is None or (one.measure in MEASURES and one.counts)
    assert all("{" not in one.text(Words(lang)) for lang in LANGS)


def test_the_sentence_says_the_value() -> None:
    """The default, or the one that was chosen."""
    said = [promise("answer").text(EN), promise("answer").text(EN, 4)]

    assert ["within 8 business hours", "within 4 business hours"] == [
        t.removeprefix("One of us gets in touch personally ").removesuffix(" of the hand-over.")
        for t in said
    ]


def test_values_have_their_unit() -> None:
    """One hour, two hours."""
    hours, facts = promise("answer").parameter, promise("carries").parameter

    assert hours
    assert facts
    assert "1 business hour" == hours.text(1, EN)
    assert ["2 business hours", "2 facts"] == [unit.text(2, EN) for unit in (hours, facts)]
    assert ["1 business day", "5 days"] == [
        unit.text(n, EN)
        for unit, n in ((promise("decide").parameter, 1), (promise("fresh").parameter, 5))
        if unit
    ]


def test_the_five_facts_are_known_before_the_hand_over() -> None:
    """A field that is filled in afterwards would promise what nobody can give."""
    fields = [TABLES["contacts"].field(name) for name in CARRIED]

    assert all(field and field.stage in ("captured", "before_handover") for field in fields)


def test_own_words_are_kept_as_they_are() -> None:
    """Braces are braces, and no data can say whether it was kept."""
    one = own_promise("cake", "sales", "Kuchen {am} Freitag, 100 %")

    assert {"Kuchen {am} Freitag, 100 %"} == {one.text(Words(lang)) for lang in LANGS}
    assert (None, None, "sales") == (one.measure, one.parameter, one.from_side)


def test_an_unknown_promise_is_an_error_with_a_way_out() -> None:
    """It names those there are."""
    with pytest.raises(WorkshopError, match="answer") as caught:
        promise("cake")

    assert "no promise by that name" in str(caught.value)
