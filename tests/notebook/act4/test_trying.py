"""Act 4, the rest: a theme understood, ideas, one to three experiments, and questions alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.acts.acting import alone, charter, cover_both, decisions, hall, type_in, vote
from support.acts.looking_back import COUNTED, EXPERIMENT, trying, voting
from support.acts.screen import choose, esc, field, press, text

from workshop.agenda import Beat
from workshop.notebook.act4.trying import Trying
from workshop.notebook.act4.why import Why
from workshop.retro.experiment import Experiment, Measure
from workshop.room.commands.steps import ask_step
from workshop.room.state.moments import CHOICE, RECORD
from workshop.story.act4.experiments import IDEA, ExperimentTable
from workshop.story.act4.horizon import Horizon, horizon_of_kpi, horizon_of_promise
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.story.context import Stage

ROUND = "Does anyone have a reasoned objection?"
AGREED = "No objection: good enough for now, safe enough to try"


def with_ideas(stage: Stage, sales: str, marketing: str) -> Trying:
    """Return the last station after both sides wrote an idea, at the reveal."""
    act = Trying(stage)
    type_in(stage, IDEA, sales={"text": sales}, marketing={"text": marketing})
    cover_both(act)
    act.enter(Beat.REVEAL)
    return act


def test_why_is_asked_of_the_heaviest_theme(stage: Stage) -> None:
    """The three questions, and the sentence that is kept with the theme."""
    themes = voting(stage, "Niemand ruft zurück", "b")
    top = next(p for p in themes.themes.piles if "Niemand" in p.cards[0].text["de"])
    themes.themes.vote("marketing", {top.key: 3})
    act = Why(stage)
    field(act.widget, stage.words("It happens because …")).value = "keiner fragt <b>"
    field(act.widget, stage.words("… and it costs us …")).value = "Kunden"
    again = text(Why(stage).widget)

    assert act.beat is Beat.TALK
    assert "Niemand ruft zurück" in again
    assert {"because": "keiner fragt <b>", "costs": "Kunden"} == act.themes.reason(top.key)
    assert "keiner fragt <b>" in again


def test_without_a_theme_people_talk_all_the_same(stage: Stage) -> None:
    """Nothing was collected: the station says what to do."""
    told = "There’s no theme yet. Talk about what you’d like to change first."

    assert stage.words(told) in text(Why(stage).widget)


def test_a_theme_and_an_idea_become_one_experiment(stage: Stage) -> None:
    """The press on the theme begins it, the press on the idea says what is tried."""
    ExperimentTable(stage).begin(theme="Stille")
    act = with_ideas(stage, "Anrufen <q>", "Schreiben")
    press(act.widget, stage.words("Take this one"))
    draft = act.table.draft(0)

    assert [0] == act.table.begun()
    assert "Stille" == draft["theme"]
    assert draft["what"] in ("Anrufen <q>", "Schreiben")
    assert "<p>Anrufen <q>" not in text(act.widget)


def test_ideas_are_taken_from_afar_and_no_more_than_three(stage: Stage) -> None:
    """Each is on offer in the presenter view; the fourth press is refused with a reason."""
    hall(stage)
    act = Trying(stage)
    vote(stage, IDEA, "sales", [{"text": f"Idee {n}"} for n in range(5)])
    act.enter(Beat.REVEAL)
    for n in range(4):
        stage.room.execute(lambda state, n=n: ask_step(state, f"{CHOICE}idea-{n}"))
        act.refresh()
    step = stage.room.state.step

    assert [0, 1, 2] == act.table.begun()
    assert step is not None
    assert step.refusal


def test_an_experiment_is_recorded_and_stands_in_the_charter(stage: Stage) -> None:
    """With its measure, two roles, and a last day in four weeks."""
    act, words = trying(stage), stage.words
    choose(act.widget, words(ROUND), words(AGREED))
    press(act.widget, words("Record it"))
    made = decisions(stage).experiments
    (shown,) = charter(stage, words).experiments

    assert made is not None
    expected = Experiment(
        "Montagsrunde",
        "",
        Measure("count", text=COUNTED["text"]),
        EXPERIMENT["owner"],
        EXPERIMENT["partner"],
        date(2026, 12, 21),
        EXPERIMENT["done_when"],
        "",
    )
    assert (expected,) == made.experiments
    assert act.beat is Beat.RECORDED
    assert COUNTED["text"] == shown.seen_in


@pytest.mark.parametrize("key", ["owner", "partner", "done_when"])
def test_what_is_missing_is_said_in_place(stage: Stage, key: str) -> None:
    """“We all” means nobody."""
    act = trying(stage)
    act.table.write(0, **{key: " "})
    press(act.widget, stage.words("Record it"))

    assert 'role="alert"' in text(act.widget)
    assert decisions(stage).experiments is None


def test_beside_a_kpi_stands_what_four_weeks_can_show(stage: Stage) -> None:
    """And the advice to count something; beside what is counted it stands no more."""
    act, words = trying(stage), stage.words
    options = dict(act.table.measures(words))
    labels = {key: label for label, key in options.items()}
    choose(act.widget, words("We’ll see it in …"), labels["kpi:win_rate"])
    advice = esc(words("For four weeks, pick something you can count."))
    shown, today = text(act.widget), act.table.measure(0)["today"]
    choose(act.widget, words("We’ll see it in …"), labels["count"])

    assert advice in shown
    assert today
    assert advice not in text(act.widget)


def test_the_horizon_is_that_of_the_last_quarter(german: Stage) -> None:
    """A window longer than four weeks shows nothing at all; a mean has no such interval."""
    kinds = {
        name: horizon_of_kpi(german, name).kind
        for name in ("lead_to_won", "win_rate", "response_time", "pipeline_ageing")
    }
    promise = horizon_of_promise(german, "answer", 8)

    assert {
        "lead_to_won": "window",
        "win_rate": "share",
        "response_time": "unknown",
        "pipeline_ageing": "unknown",
    } == kinds
    assert "share" == promise.kind
    assert promise.then is not None
    assert promise.then > promise.now
    assert "unknown" == horizon_of_promise(german, "feedback", 30).kind


@pytest.mark.parametrize(
    ("horizon", "poor"),
    [
        (Horizon("share", 0.5, 80, 0.64), True),
        (Horizon("share", 0.5, 900, 0.55), False),
        (Horizon("nothing", 0.95, 29), True),
        (Horizon("unknown"), True),
    ],
)
def test_counting_is_advised_where_a_share_shows_too_little(
    horizon: Horizon, *, poor: bool
) -> None:
    """In every language, with nothing left open."""
    for words in (Words("de"), Words("en")):
        said = horizon.text(words)
        assert poor is (words("For four weeks, pick something you can count.") in said)
        assert "{" not in said


def test_another_experiment_can_be_begun_and_emptied(stage: Stage) -> None:
    """Up to three, each on a screen of its own."""
    act, words = trying(stage), stage.words
    press(act.widget, words("Another experiment"))
    two = act.table.begun()
    press(act.widget, words("Empty this one"), 1)

    assert [0, 1] == two
    assert [0] == act.table.begun()


def test_a_damaged_draft_is_drawn_and_refused(stage: Stage) -> None:
    """Nobody loses the page over a day that is none."""
    act = trying(stage)
    act.table.write(0, until="never", measure="x")
    act.redraw()
    choose(act.widget, stage.words(ROUND), stage.words(AGREED))
    press(act.widget, stage.words("Record it"))

    assert stage.words("There’s no such day in the calendar.") in text(act.widget)


def test_hostile_experiments_stay_text(stage: Stage) -> None:
    """They hang on the wall for four weeks."""
    act, words = trying(stage), stage.words
    act.table.write(0, what="<script>alert(1)</script>", owner="<img src=x>")
    act.redraw()
    choose(act.widget, words(ROUND), words(AGREED))
    press(act.widget, words("Record it"))

    assert act.beat is Beat.RECORDED
    assert "<script" not in text(act.widget)
    assert "<img" not in text(act.widget)


def test_alone_it_ends_with_three_questions_and_no_promise(stage: Stage) -> None:
    """Nobody else has agreed to anything: the charter holds no experiment."""
    alone(stage, "sales")
    themes = voting(stage, "Niemand ruft zurück")
    mine = next(p for p in themes.themes.piles if "Niemand" in p.cards[0].text["de"])
    themes.themes.vote("sales", {mine.key: 3})
    act = Trying(stage)
    field(act.widget, stage.words("Question {n} of {all}", n=2, all=3)).value = "Wann zuletzt?"
    act.enter(Beat.REVEAL)
    act.enter(Beat.DECIDE)
    stage.room.execute(lambda state: ask_step(state, RECORD))
    act.refresh()
    shown, made = text(act.widget), decisions(stage).experiments

    assert act.beat is Beat.RECORDED
    assert made is not None
    assert () == made.experiments
    assert "Wann zuletzt?" in shown
    assert stage.words("Three questions for somebody real") in shown
    assert () == charter(stage, stage.words).experiments
