"""The list of slips fits the code: each can be made, and every room has one."""

from __future__ import annotations

from pathlib import Path

import pytest
from mutations.mutant import GROUND, ROOT, Mutant, StrayError
from mutations.mutants import MUTANTS
from support.source.calls import PACKAGE

UPSTAIRS = {"agenda", "reasons"}
"""Packages of the ground floor."""


def room_of(file: str) -> str:
    """Return the room a file lies in."""
    first = Path(file).parts[0]
    return GROUND if first in UPSTAIRS or first.endswith(".py") else first


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda one: f"{one.file}: {one.rule}")
def test_a_slip_can_be_made(mutant: Mutant) -> None:
    """Its snippet stands in the file once, and what it becomes still compiles and differs."""
    source = mutant.place().read_text("utf-8")
    broken = mutant.broken(source)

    assert broken != source
    compile(broken, mutant.file, "exec")
    assert mutant.room == room_of(mutant.file)


def test_the_tests_that_should_notice_are_there() -> None:
    """A renamed test file would catch nothing, and nobody would see why."""
    named = {name.partition("::")[0] for mutant in MUTANTS for name in mutant.tests}

    assert [] == sorted(name for name in named if not (ROOT / "tests" / name).exists())
    assert all(mutant.tests for mutant in MUTANTS)


def test_every_room_has_a_slip() -> None:
    """A room without one would have tests that nobody has ever seen fail."""
    rooms = {
        room_of(f"{place.parent.relative_to(PACKAGE)}/")
        for place in PACKAGE.rglob("*.py")
        if place.parent != PACKAGE
    }

    assert rooms | {GROUND} == {mutant.room for mutant in MUTANTS}


def test_no_slip_stands_there_twice() -> None:
    """The score counts each once."""
    assert len({(mutant.file, mutant.before) for mutant in MUTANTS}) == len(MUTANTS)


def test_code_that_has_changed_is_noticed() -> None:
    """A snippet that is gone, or stands there twice, is an error and no surviving slip."""
    mutant = Mutant(GROUND, "words.py", "x", "y", "none", ())

    with pytest.raises(StrayError, match="0 times"):
        mutant.broken("z")
    with pytest.raises(StrayError, match="2 times"):
        mutant.broken("x x")
