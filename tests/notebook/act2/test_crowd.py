"""Everybody's way: the sentence, the picture and the table say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import agreed, cover_both, other_data, type_in
from support.acts.screen import esc, text
from support.exports.ways import WAY, without

from workshop.agenda import Beat
from workshop.charts.crowd import NOT_THERE
from workshop.crm.schema import TABLES, called
from workshop.journey.crowd import crowd
from workshop.journey.events.stages import FATE_LABELS, LABELS, STAGES
from workshop.kpis.core.scope import Scope
from workshop.notebook.act2.crowd import CrowdWay, ball_text, finding, stuck_at
from workshop.story.act2.guesses import STUCK, crowd_question

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.story.context import Stage


def guessed(stage: Stage, beat: Beat = Beat.REVEAL) -> CrowdWay:
    """Return the act in a beat after both sides guessed."""
    act = CrowdWay(stage)
    type_in(stage, STUCK, sales={"choice": "seen"}, marketing={"choice": "handed"})
    cover_both(act)
    act.enter(beat)
    return act


def test_one_can_get_stuck_after_every_stage_but_the_last(stage: Stage) -> None:
    """Whoever has won goes no further, and that is no place to get stuck."""
    options = crowd_question().options

    assert list(STAGES[:-1]) == [one.key for one in options]
    assert [stage.words(LABELS[key]) for key in STAGES[:-1]] == [
        one.label[stage.words.lang] for one in options
    ]


def test_the_sentence_says_how_many_and_who_had_the_ball(stage: Stage) -> None:
    """Nobody has to read numbers off the picture."""
    found = crowd(Scope.of(stage.crm))
    said, ball = finding(found, stage.words), ball_text(found, stage.words)
    shown = text(guessed(stage).widget)

    assert esc(said) in shown
    assert esc(ball) in shown
    assert stage.words.number(found.n) in said
    assert stage.words.number(found.stages[-1].came) in said
    assert stage.words.percent(found.ball_share("sales") or 0, 0) in ball
    assert stage.words.percent(found.ball_share("marketing") or 0, 0) in ball


def test_the_table_holds_everybody(stage: Stage) -> None:
    """Each stage with how many came, what became of those who stayed, and the days with n."""
    act = guessed(stage)
    shown, words = text(act.widget), stage.words

    for one in act.crowd().stages:
        assert f"<td>{words.number(one.came)}</td>" in shown
        for fate, n in one.standing.items():
            assert not n or f"{words.number(n)} {words(FATE_LABELS[fate])}" in shown
        if one.days.median is not None:
            assert words("n = {n}", n=words.number(one.days.n)) in shown


def test_the_place_where_most_stand_is_talked_about(stage: Stage) -> None:
    """The question names the step, how many stand there, and of how many."""
    act = guessed(stage, Beat.TALK)
    found, words = act.crowd(), stage.words
    place = stuck_at(found)
    assert place is not None
    n = sum(place.standing.values())
    said = words(
        "{n} of {all} get no further than “{stage}”.",
        n=words.number(n),
        all=words.number(found.n),
        stage=words(place.label),
    )

    assert n == max(sum(one.standing.values()) for one in found.stages[:-1])
    assert said in text(act.widget)


def test_the_agreed_lead_counts(german: Stage) -> None:
    """Once Lead is agreed, the way begins with leads, also where it was shown before."""
    act = guessed(german)
    before = act.crowd()
    agreed(german)

    expected = [one.came for one in crowd(Scope.of(german.crm, terms=german.terms)).stages]

    assert expected == [one.came for one in act.crowd().stages]
    assert act.crowd().n < before.n


def test_without_deals_nobody_is_said_to_have_won_nothing(stage: Stage, tmp_path: Path) -> None:
    """What cannot be seen is not zero: not in the sentence, not in the table, not as a question."""
    other_data(stage, tmp_path / "export", **without("deals"))
    act = guessed(stage)
    said = finding(act.crowd(), stage.words)

    assert called(["deals.closed_at"], stage.words) in said
    assert (
        stage.words(
            "Of {all} contacts, {won} become customers within {days} days.", all=1, won=0, days=180
        )
        not in said
    )
    assert 2 == text(act.widget).count(f"<td>–</td><td>{esc(stage.words(NOT_THERE))}</td>")
    assert stuck_at(act.crowd()) is None


@pytest.mark.parametrize("table", ["touchpoints", "handoffs", "deals", "contacts"])
def test_data_without_a_table_breaks_nothing(german: Stage, tmp_path: Path, table: str) -> None:
    """An export without it shows what there is, and names what it lacks."""
    other_data(german, tmp_path / "export", **without(table))
    shown = [text(guessed(german, beat).widget) for beat in (Beat.REVEAL, Beat.TALK)]

    label = german.words(TABLES[table].label)
    assert [True, True] == [f"({label})" in each for each in shown]
    assert [False, False] == ['role="alert"' in each for each in shown]


def test_data_of_one_young_contact_is_no_crowd(stage: Stage, tmp_path: Path) -> None:
    """Where nobody has had the time, a sentence says so and no picture pretends."""
    young = "contact_id,created_at\nC1,2026-01-02T09:00\n"
    other_data(stage, tmp_path / "export", **{**WAY, "contacts": young})
    act = guessed(stage)

    assert 0 == act.crowd().n
    assert stuck_at(act.crowd()) is None
    assert "<svg" not in text(act.widget)
    assert 'role="alert"' not in text(act.widget)
