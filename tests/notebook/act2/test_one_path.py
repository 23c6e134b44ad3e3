"""One customer's way: what was guessed stands beside what happened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.acts.acting import cover_both, other_data, type_in
from support.acts.screen import choose, esc, text
from support.data.journeys import company, seen
from support.data.tables import AS_OF
from support.exports.ways import CAMPAIGN, WAY, without

from workshop.agenda import Beat
from workshop.crm.schema import called
from workshop.journey.path.path import Wait, path_of
from workshop.journey.path.text import path_lines, wait_text
from workshop.kpis.core.scope import Scope
from workshop.notebook.act2.one_path import OnePath, longest
from workshop.story.act2.guesses import LONGEST, TOUCHES

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Callable

    from workshop.story.context import Stage

BEATS = (Beat.REVEAL, Beat.TALK)
WHICH = "Which customer?"


def guessed(stage: Stage, beat: Beat = Beat.REVEAL) -> OnePath:
    """Return the act in a beat after both sides guessed."""
    act = OnePath(stage)
    for key in (TOUCHES, LONGEST):
        type_in(stage, key, sales={"value": 3.0}, marketing={"value": 40.0})
    cover_both(act)
    act.enter(beat)
    return act


def test_a_long_way_is_told_first(german: Stage) -> None:
    """What was guessed is a way that was won after long, wherever the data has one."""
    act = guessed(german)
    one = act.chosen()

    assert one is not None
    assert "won_long" == one.key
    assert 5 == len(act.examples())


def test_picture_and_list_tell_the_same_way(stage: Stage) -> None:
    """Whoever cannot see the picture reads every stop, in order, with each silence."""
    act = guessed(stage)
    one, path = act.chosen(), act.path()
    assert one is not None
    assert path is not None
    shown = text(act.widget)
    items = [f"<li>{esc(line)}</li>" for line in path_lines(path, stage.words, "EUR")]

    assert path_of(Scope.of(stage.crm), one.contact_id or "") == path
    assert "".join(items) in shown
    assert esc(stage.words(one.why)) in shown
    assert stage.words.plural("{n} touchpoint", "{n} touchpoints", path.touches) in shown


@pytest.mark.parametrize("beat", BEATS)
def test_the_longest_silence_is_named(stage: Stage, beat: Beat) -> None:
    """The number people guessed is the number they read."""
    act = guessed(stage, beat)
    path = act.path()
    assert path is not None
    wait = longest(path)
    assert wait is not None

    assert wait_text(wait, stage.words) in text(act.widget)
    assert max(one.days for one in path.waits if one) == wait.days


def test_hours_are_no_silence() -> None:
    """A way on which everything happened within a day has no longest silence."""
    crm = company(AS_OF, contacts=[seen("2026-01-05T10:00")])
    short = replace(path_of(Scope.of(crm), "C0"), waits=(None, Wait(0, 3.0, "sales")))

    assert longest(short) is None


def test_the_customer_chosen_is_kept_over_a_restart(make_stage: Callable[..., Stage]) -> None:
    """A kernel that starts anew tells of the same person."""
    act = guessed(make_stage())
    words = act.words
    other = next(one for one in act.examples() if one.key == "forgotten")
    before = text(act.widget)
    choose(act.widget, words(WHICH), words(other.title))
    again = OnePath(make_stage())

    assert other == again.chosen()
    assert before != text(act.widget)
    assert text(act.widget) == text(again.widget)


def test_a_customer_who_is_gone_is_replaced(german: Stage) -> None:
    """After other data came in, an example it does not have breaks nothing."""
    act = guessed(german)
    german.room.keep("journey.path.example", {"key": "gone"})
    act.redraw()

    assert act.chosen() is not None
    assert "ot-figure" in text(act.widget)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("touchpoints", "touchpoints.contact_id"),
        ("handoffs", "handoffs.handed_at"),
        ("deals", "deals.closed_at"),
    ],
)
def test_data_without_a_table_says_what_is_missing(
    german: Stage, tmp_path: pathlib.Path, table: str, column: str
) -> None:
    """An export without touches, hand-offs or deals gives a sentence instead of a way."""
    other_data(german, tmp_path / "export", **without(table))
    shown = [text(guessed(german, beat).widget) for beat in BEATS]

    assert [True, True] == [called([column], german.words) in each for each in shown]
    assert [False, False] == ['role="alert"' in each or "<svg" in each for each in shown]


def test_data_without_such_a_customer_says_so(stage: Stage, tmp_path: pathlib.Path) -> None:
    """All the columns, and nobody whose way tells anything."""
    few = "\n".join(WAY["touchpoints"].split("\n")[:4])
    other_data(stage, tmp_path / "export", **{**WAY, "touchpoints": few})
    shown = text(guessed(stage).widget)

    assert stage.words("No customer in this data has a story to tell.") in shown


def test_brought_data_is_text(stage: Stage, tmp_path: pathlib.Path) -> None:
    """The title of a campaign may hold anything; on the line it is a title."""
    other_data(stage, tmp_path / "export", **WAY)
    act = guessed(stage)
    path = act.path()
    assert path is not None

    assert CAMPAIGN in {stop.campaign for stop in path.stops}
    assert "ot-figure" in text(act.widget)
    assert "<img" not in text(act.widget)
