"""Hints in steps, the next one only when asked for."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import ipywidgets as w
import pytest
from support.acts.acting import alone
from support.acts.screen import esc, every, press, text

from workshop.acts import act
from workshop.agenda import STATIONS, Beat, stations
from workshop.notebook.act0.arriving import Arriving
from workshop.notebook.act1.shared_term import SharedTerm
from workshop.notebook.solo.hints import hints
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.story.context import Stage

HINTS = {key: station.hints for key, station in STATIONS.items()}
STEPS = [(key, beat, texts) for key, beats in HINTS.items() for beat, texts in beats.items()]


def numbered(stage: Stage, n: int, of: int = 3) -> str:
    """Return the button's label."""
    return stage.words("Hint {n} of {all}", n=n, all=of)


def test_hints_come_one_by_one(stage: Stage) -> None:
    """None is shown unasked, each press brings one more, and after the last the button goes."""
    texts = [stage.words(one) for one in HINTS["arriving"][Beat.THINK]]
    (box,) = hints(Arriving(stage), Beat.THINK)
    seen = [sum(esc(one) in text(box) for one in texts)]
    for n in (1, 2, 3):
        press(box, numbered(stage, n))
        seen.append(sum(esc(one) in text(box) for one in texts))
    shown = text(box)

    assert [0, 1, 2, 3] == seen
    assert all(shown.index(esc(a)) < shown.index(esc(b)) for a, b in pairwise(texts))
    assert [] == [one for one in every(box) if isinstance(one, w.Button)]


def test_a_beat_without_hints_has_no_button(stage: Stage) -> None:
    """A button that gives nothing is not there."""
    assert [] == hints(Arriving(stage), Beat.DECIDE)


def test_every_word_has_the_hints_of_words(stage: Stage) -> None:
    """A word of the group's own is no word without help."""
    act = SharedTerm(stage, key="terms.own1")
    (box,) = hints(act, Beat.TALK)
    press(box, numbered(stage, 1))

    assert esc(stage.words(HINTS["terms.*"][Beat.TALK][0])) in text(box)


def test_the_second_sorting_has_hints_of_its_own(stage: Stage) -> None:
    """It is part of act 1 and no word to define."""
    alone(stage)
    (box,) = hints(Arriving(stage), Beat.THINK)

    assert HINTS["terms.again"][Beat.THINK] != HINTS["terms.*"][Beat.THINK]
    assert numbered(stage, 1) in text(box)


@pytest.mark.parametrize(("key", "beat", "texts"), STEPS)
def test_hints_are_for_beats_there_are(key: str, beat: Beat, texts: tuple[str, ...]) -> None:
    """Three steps each, said in German, too; none for a beat that never comes."""
    german = Words("de")

    assert beat in STATIONS[key].beats
    assert 3 == len(texts)
    assert [] == [one for one in texts if german(one) == one]


@pytest.mark.parametrize("key", ["arriving", "shared_terms"])
def test_nobody_is_left_alone_while_thinking(key: str) -> None:
    """Each station at which one writes has hints; choosing words needs none."""
    here = stations(act(key), lambda _: None)

    assert {"terms.choice"} >= {station.key for station in here if Beat.THINK not in station.hints}
