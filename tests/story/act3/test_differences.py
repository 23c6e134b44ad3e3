"""Same and different: a few of many sentences are chosen, by phone or at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import hall, type_in, vote

from workshop.errors import WorkshopError
from workshop.room.state.question import Multiple
from workshop.story.act3.differences import DIFFERENT, KEY, QUESTIONS, DifferenceTable
from workshop.story.decisions.small import MOST_DIFFERENCES

if TYPE_CHECKING:
    from workshop.story.context import Stage

TEXTS = ("Tempo", "Geduld", "Bauch", "Plan")


def written(stage: Stage, *texts: str) -> DifferenceTable:
    """Return the table after phones of sales wrote these sentences."""
    hall(stage)
    stage.room.open_question(KEY, QUESTIONS[DIFFERENT])
    vote(stage, DIFFERENT, "sales", [{"text": text} for text in texts])
    return DifferenceTable(stage.room)


def choose(stage: Stage, table: DifferenceTable, *choices: tuple[str, ...]) -> None:
    """Let a phone choose each of these sets of sentences."""
    keys = {one.text: one.key for one in table.candidates()}
    bodies = [{"choices": [keys[text] for text in texts]} for texts in choices]
    vote(stage, f"{KEY}.choice", "marketing", bodies)


def test_up_to_three_may_be_chosen(german: Stage) -> None:
    """The phones are told so, and nothing is asked while nobody has written anything."""
    before = DifferenceTable(german.room).choice()
    asked = written(german, *TEXTS).choice()

    assert before is None
    assert isinstance(asked, Multiple)
    assert (1, MOST_DIFFERENCES, len(TEXTS)) == (asked.least, asked.most, len(asked.options))


def test_the_three_most_chosen_are_taken(german: Stage) -> None:
    """The one with the most votes first."""
    table = written(german, *TEXTS)
    choose(german, table, TEXTS[:3], TEXTS[:2], TEXTS[1:2], (TEXTS[3], TEXTS[2], TEXTS[1]))
    table.take_chosen()

    assert ("Geduld", {"Tempo", "Bauch"}) == (table.texts()[0], set(table.texts()[1:]))


def test_a_tie_for_the_last_place_chooses_nobody(german: Stage) -> None:
    """Who is level for the third place is named, whoever is ahead is not; nothing is taken."""
    table = written(german, *TEXTS)
    choose(german, table, TEXTS[:3], (*TEXTS[:2], TEXTS[3]))
    with pytest.raises(WorkshopError, match="level") as refused:
        table.take_chosen()
    level = " ".join(refused.value.lines(german.words))

    assert () == table.texts()
    assert all(text in level for text in TEXTS[2:])
    assert not any(text in level for text in TEXTS[:2])


def test_fewer_than_three_need_no_choosing(german: Stage) -> None:
    """What both sides wrote at the keyboard stands there already; one more goes below."""
    table = DifferenceTable(german.room)
    with pytest.raises(WorkshopError, match="Nothing is written down"):
        table.decision([])
    type_in(german, DIFFERENT, sales={"text": "Tempo"}, marketing={"text": "Geduld"})
    before = table.texts()
    table.take("Bauch")
    table.take("Plan")

    assert ("Tempo", "Geduld") == before
    assert ("Tempo", "Geduld", "Plan") == table.decision([]).differences


def test_a_place_that_was_emptied_stays_empty(german: Stage) -> None:
    """Two sentences are enough; the third is not forced on anybody."""
    table = DifferenceTable(german.room)
    type_in(german, DIFFERENT, sales={"text": "Tempo"}, marketing={"text": "Geduld"})
    table.write("", 0)

    assert ("Geduld",) == table.texts()
