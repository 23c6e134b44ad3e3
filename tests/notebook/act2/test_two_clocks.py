"""Two clocks: what each does not show is a number with a sentence, or says why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import cover_both, other_data, type_in
from support.acts.screen import esc, text
from support.exports.ways import WAY, without

from workshop.agenda import Beat
from workshop.crm.schema import TABLES
from workshop.journey.clocks.blind_spots import blind_spots
from workshop.journey.path.caveats import said
from workshop.kpis.core.scope import Scope
from workshop.notebook.act2.two_clocks import TwoClocks
from workshop.story.act2.guesses import CLOCKS, LOOKS, clock_question

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.story.context import Stage

BEATS = (Beat.REVEAL, Beat.TALK)


def guessed(stage: Stage, beat: Beat = Beat.REVEAL) -> TwoClocks:
    """Return the act in a beat after both sides said where they look."""
    act = TwoClocks(stage)
    type_in(stage, LOOKS, sales={"choice": "today"}, marketing={"choice": "quarter"})
    cover_both(act)
    act.enter(beat)
    return act


def test_everybody_finds_a_clock_of_ones_own(stage: Stage) -> None:
    """From the day to the year, each named in the language of the room."""
    lang = stage.words.lang

    assert list(CLOCKS) == [one.key for one in clock_question().options]
    labels = [option.label[lang] for option in clock_question().options]
    assert [stage.words(text) for text in CLOCKS.values()] == labels


@pytest.mark.parametrize("beat", BEATS)
def test_what_a_clock_hides_is_said_with_its_number(stage: Stage, beat: Beat) -> None:
    """One sentence for each side, with the share that the data has."""
    shown = text(guessed(stage, beat).widget)
    spots = blind_spots(Scope.of(stage.crm))

    assert ["sales", "marketing"] == [spot.side for spot in spots]
    for spot in spots:
        assert spot.text(stage.words)
        assert esc(spot.text(stage.words)) in shown


def test_too_few_cases_are_no_number(stage: Stage, tmp_path: Path) -> None:
    """Below thirty the card says why it is empty, and says it once."""
    other_data(stage, tmp_path / "export", **WAY)
    shown = text(guessed(stage).widget)
    notes = [
        " ".join(said(s.answer.caveats, stage.words)) for s in blind_spots(Scope.of(stage.crm))
    ]

    assert all(notes)
    assert [1, 1] == [shown.count(f">{esc(note)}<") for note in notes]


@pytest.mark.parametrize("table", ["touchpoints", "handoffs", "deals", "contacts"])
def test_data_without_a_table_says_what_is_not_shown(
    german: Stage, tmp_path: Path, table: str
) -> None:
    """The clocks go on with what there is."""
    other_data(german, tmp_path / "export", **without(table))
    shown = [text(guessed(german, beat).widget) for beat in BEATS]

    label = german.words(TABLES[table].label)
    assert [True, True] == [f"({label})" in each and "<svg" in each for each in shown]
    assert [False, False] == ['role="alert"' in each for each in shown]
