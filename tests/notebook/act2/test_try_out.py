"""The sandbox: nothing is decided here, everything may be turned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import other_data
from support.acts.promising import promising
from support.acts.screen import choose, esc, every, field, text
from support.exports.ways import without

from workshop.agenda import Beat
from workshop.crm.schema import TABLES
from workshop.journey.promises.promise import PROMISES, promise
from workshop.journey.promises.sandbox import kept
from workshop.kpis.core.scope import Scope
from workshop.notebook.act2.try_out import FIRST, TryOut
from workshop.story.act2.promises import instead_text

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.journey.promises.promise import Promise
    from workshop.story.context import Stage

WHICH, VALUE = "Which promise?", "Which value?"


def trying(stage: Stage) -> TryOut:
    """Return the sandbox of the promises."""
    return TryOut(promising(stage, Beat.TALK))


def test_it_begins_with_the_usual_answer_time(stage: Stage) -> None:
    """The first thing on the projector is a promise with its number."""
    shown = text(trying(stage).widget)
    one = promise(FIRST)
    now = kept(Scope.of(stage.crm), one)

    assert f"<blockquote>{esc(one.text(stage.words))}</blockquote>" in shown
    assert stage.words.percent(now.share or 0, 0) in shown
    assert esc(stage.words(one.counts)) in shown
    assert "<svg" in shown


def test_turning_compares_with_the_usual_value(stage: Stage) -> None:
    """“4 instead of 8 hours” is said with the number that the data has for 4."""
    box, words, one = trying(stage), stage.words, promise(FIRST)
    assert one.parameter is not None
    choose(box.widget, words(VALUE), one.parameter.text(4, words))
    said = instead_text(
        one, kept(Scope.of(stage.crm), one, 4), kept(Scope.of(stage.crm), one, 8), words
    )

    assert one.parameter.text(4, words) in said
    assert esc(said) in text(box.widget)
    assert f"<blockquote>{esc(one.text(words, 4))}</blockquote>" in text(box.widget)


@pytest.mark.parametrize("one", [o for o in PROMISES if o.measure], ids=lambda one: one.key)
def test_every_promise_with_a_measure_can_be_tried(stage: Stage, one: Promise) -> None:
    """Each begins at its usual value; one without anything to turn offers no turning."""
    box, words = trying(stage), stage.words
    choose(box.widget, words(WHICH), one.text(words))
    now = kept(Scope.of(stage.crm), one)
    fields = [getattr(each, "description", "") for each in every(box.widget)]

    assert f"<blockquote>{esc(one.text(words))}</blockquote>" in text(box.widget)
    assert esc(instead_text(one, now, now, words)) in text(box.widget)
    assert bool(one.parameter) is (words(VALUE) in fields)


def test_what_no_data_can_show_is_not_offered(stage: Stage) -> None:
    """A promise without a measure has nothing to try."""
    labels = [label for label, _ in field(trying(stage).widget, stage.words(WHICH)).options]

    assert [one.text(stage.words) for one in PROMISES if one.measure] == labels


def test_trying_decides_nothing(german: Stage) -> None:
    """What was turned here is not promised."""
    box = trying(german)
    before = german.room.position
    box.turn(4)
    box.choose("reason")

    assert before == german.room.position


def test_without_hand_offs_it_says_what_is_missing(stage: Stage, tmp_path: Path) -> None:
    """No picture, no number, no crash: a sentence, whatever is chosen and turned."""
    other_data(stage, tmp_path / "export", **without("handoffs"))
    box = trying(stage)
    shown = [text(box.widget)]
    box.turn(4)
    box.choose("reason")
    shown += [text(box.widget)]

    label = stage.words(TABLES["handoffs"].label)
    assert [True, True] == [f"({label})" in each for each in shown]
    assert [False, False] == ["<svg" in each for each in shown]
