"""Two reproaches, walked by its buttons: with phones, at the keyboard, and alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.acts.acting import agreed, alone, cover_both, hall, type_in, vote
from support.acts.screen import esc, text

from workshop.agenda import Beat
from workshop.kpis.catalogue.answers import KPIS, ask
from workshop.kpis.text.answers import footing, headline
from workshop.notebook.act0.reproaches import Reproaches, weekly_footing
from workshop.side import SIDES
from workshop.story.act0.reproaches import QUESTIONS, REPROACHES, weekly
from workshop.story.solo.asides import ASIDES

if TYPE_CHECKING:
    from workshop.story.context import Stage


def guessed(stage: Stage) -> Reproaches:
    """Return the station at its reveal after both sides guessed at the keyboard."""
    act = Reproaches(stage)
    for question in QUESTIONS.values():
        type_in(stage, question.key, sales={"value": 17}, marketing={"value": 83})
    cover_both(act)
    act.enter(Beat.REVEAL)
    return act


def test_the_figures_stand_beside_how_true_people_find_it(stage: Stage) -> None:
    """With interval, n and day, as the KPI itself gives them."""
    shown = text(guessed(stage).widget)
    won = ask(KPIS["lead_to_won"], stage.scope)
    found = weekly(stage.crm)

    assert all(esc(stage.words(said)) in shown for said in REPROACHES.values())
    assert 2 == shown.count("● 17   ▲ 83")
    assert f">{headline(won, stage.words)}<" in shown
    assert esc(footing(won, stage.words)) in shown
    assert f">{stage.words.number(found.mean, 1)}<" in shown
    assert esc(weekly_footing(found, stage.words)) in shown


def test_nothing_is_recorded(stage: Stage) -> None:
    """It ends with the conversation; no later act and no charter knows of it."""
    act = guessed(stage)
    act.enter(Beat.TALK)

    assert act.beats[-1] is Beat.TALK
    assert not stage.room.state.decisions


def test_once_lead_is_agreed_both_figures_count_by_it(stage: Stage) -> None:
    """Whoever comes back later sees leads, and no longer all contacts."""
    agreed(stage)
    shown = text(guessed(stage).widget)

    assert stage.words("new leads a week") in shown
    assert stage.words("new contacts a week") not in shown


def test_phones_are_shown_in_one_picture(stage: Stage) -> None:
    """Their answers are not told once more, one by one, below it."""
    hall(stage)
    act = Reproaches(stage)
    for question in QUESTIONS.values():
        for side in SIDES:
            vote(stage, question.key, side, [{"value": 20 * n} for n in range(5)])
    act.enter(Beat.REVEAL)
    titles = [title["en"] for title in act.moments.titles]

    assert ["How true?", "Do we close them?", "Are there enough?"] == titles[:3]
    assert {*titles[3:]} <= {"Small print"}


def test_alone_the_persona_believes_what_it_believes(stage: Stage) -> None:
    """Malte finds the sentence about sales truer than the one about his own side."""
    alone(stage, "sales")
    act = Reproaches(stage)
    for question in QUESTIONS.values():
        type_in(stage, question.key, sales={"value": 50})
    cover_both(act)
    act.enter(Beat.REVEAL)
    malte = ASIDES["marketing"]

    assert malte.sales > malte.marketing
    assert f"▲ {malte.sales}" in text(act.widget)
