"""What comes next is computed in quiet moments, and what fails there is said where it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.acts.screen import text

from workshop.errors import WorkshopError
from workshop.notebook.act2.crowd import CrowdWay
from workshop.notebook.act3.joint_kpis import JointKpis
from workshop.notebook.frame.ahead import QUIET, Ahead
from workshop.words import N_

if TYPE_CHECKING:
    import pytest

    from workshop.story.context import Stage


class Clock:
    """A clock that goes only when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_piece_at_a_time_once_it_is_quiet() -> None:
    """News from the room come first; then one piece after the other, and each once."""
    clock, done = Clock(), []
    work = Ahead(lambda: [lambda: done.append("a"), lambda: done.append("b")], clock)
    work.begin()
    work.go_on()
    early = list(done)
    clock.now = QUIET
    work.go_on()
    first = list(done)
    for _ in range(3):
        work.go_on()

    assert [] == early
    assert ["a"] == first
    assert ["a", "b"] == done


def test_what_is_missing_stops_nothing() -> None:
    """A column that is not there is said in the beat that needs it."""
    clock, done = Clock(), []

    def missing() -> None:
        raise WorkshopError(N_("Nothing has been decided here yet."))

    work = Ahead(lambda: [missing, lambda: done.append("b")], clock)
    work.begin()
    clock.now = QUIET
    work.go_on()
    work.go_on()

    assert ["b"] == done


def test_the_reveal_finds_everything_computed(
    german: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once all pieces are done, nothing of the reveal is asked of the data again."""
    german._kept = {}
    for make in (CrowdWay, JointKpis):
        act = make(german)
        for piece in act.ahead():
            piece()
    known = dict(german._kept)
    monkeypatch.setattr("workshop.story.act3.joint_kpis.ask", lambda *_: 1 / 0)
    act.reveal()

    assert known.keys() == german._kept.keys()
    assert text(act.widget)
