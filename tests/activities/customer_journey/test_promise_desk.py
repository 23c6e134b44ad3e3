"""The desk of promises: sentence and number follow the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from acting import HOSTILE
from promising import promising, record
from screen import choose, every, field, text

from workshop.activities.customer_journey.kept_said import kept_text
from workshop.activities.customer_journey.promise_desk import LONGEST, PromiseDesk, in_words
from workshop.activities.customer_journey.promises import Promises
from workshop.agenda import Beat
from workshop.journey.promise import PROMISES, promise
from workshop.journey.sandbox import kept
from workshop.widgets.html import esc, side_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.activities.stage import Stage
    from workshop.journey.promise import Promise

VALUE, OWN = "With what value?", "A promise of your own"
IN_ORDER = [one for side in ("sales", "marketing") for one in PROMISES if one.from_side == side]


def test_every_promise_is_offered_by_whoever_gives_it(stage: Stage) -> None:
    """A panel a direction; each promise stands there once, with what it did last quarter."""
    desk = promising(stage).desk.draw()

    for panel, side in zip(desk.children, ("sales", "marketing"), strict=True):
        shown = text(panel)
        for one in PROMISES:
            assert (one.from_side == side) is (one.text(stage.words) in shown)
            if one.from_side == side:
                assert esc(kept_text(kept(stage.crm, one), stage.words)) in shown


@pytest.mark.parametrize("one", [o for o in IN_ORDER if o.parameter], ids=lambda one: one.key)
def test_turning_the_value_changes_sentence_and_number(stage: Stage, one: Promise) -> None:
    """What stands beside the tick is always the promise one would give now."""
    act, words = promising(stage), stage.words
    assert one.parameter is not None
    value = one.parameter.values[-1]
    place = [other.key for other in IN_ORDER if other.parameter].index(one.key)
    choose(act.widget, words(VALUE), one.parameter.text(value, words), place)
    shown = text(act.widget)

    assert one.text(words, value) in shown
    assert one.text(words) not in shown
    assert esc(kept_text(kept(stage.crm, one, value), words)) in shown


def test_a_tick_gives_and_takes_back(german: Stage) -> None:
    """Turning does not give, and what is not ticked is not promised."""
    act = promising(german)
    one = promise("answer")
    assert one.parameter is not None
    choose(act.widget, german.words(VALUE), one.parameter.text(1, german.words))
    turned = act.desk.lines()
    sentence = one.text(german.words, 1)
    field(act.widget, sentence).value = True
    given = [(line["key"], line["value"]) for line in act.desk.lines()]
    field(act.widget, sentence).value = False

    assert [] == turned
    assert [("answer", 1)] == given
    assert [] == act.desk.lines()


def test_a_value_of_an_older_kit_is_the_usual_one(german: Stage) -> None:
    """Nobody finds a promise on the wall that cannot be turned to."""
    act = promising(german, answer={"given": True, "value": 5})

    assert [8] == [line["value"] for line in act.desk.lines()]


def test_promises_of_ones_own_stand_last(stage: Stage) -> None:
    """What is typed is kept at once, in its side's direction; spaces are no promise."""
    act = promising(stage, answer={"given": True})
    field(act.widget, stage.words(OWN), 0).value = f"  {HOSTILE} "
    field(act.widget, stage.words(OWN), 1).value = " \n "
    lines = act.desk.lines()

    assert ["answer", "own_sales"] == [line["key"] for line in lines]
    assert f"{side_name('sales', stage.words)}: {HOSTILE}" == in_words(lines[1], stage.words)


@pytest.mark.parametrize(
    ("typed", "message"),
    [("x" * (LONGEST + 1), "This text is too long."), ("\u200b\u2060", "This card is empty.")],
)
def test_what_cannot_be_promised_is_said_and_not_recorded(
    stage: Stage, typed: str, message: str
) -> None:
    """The wall never holds an older wording than the screen: it is refused, not cut."""
    act = promising(stage, carries={"given": True}, own_sales={"text": "Wir rufen an"})
    field(act.widget, stage.words(OWN), 0).value = typed
    at_once = text(act.widget)
    found = record(act)

    assert stage.words(message) in at_once
    assert stage.words(message) in text(act.widget)
    assert found is None


def test_the_longest_promise_is_one(german: Stage) -> None:
    """At the limit nothing is refused."""
    act = promising(german, own_sales={"text": "x" * LONGEST})

    assert ["x" * LONGEST] == [line["text"]["de"] for line in act.desk.lines()]


def test_the_desk_is_kept_over_a_restart(make_stage: Callable[..., Stage]) -> None:
    """Another kernel offers the same, ticked and turned the same."""
    act = promising(make_stage(), answer={"given": True, "value": 2}, own_sales={"text": "Halb"})
    again = Promises(make_stage())

    assert Beat.DECIDE is again.beat
    assert text(act.widget) == text(again.widget)
    assert [one.value for one in every(act.widget) if hasattr(one, "indent")] == [
        one.value for one in every(again.widget) if hasattr(one, "indent")
    ]
    assert PromiseDesk(act).lines() == PromiseDesk(again).lines()
