"""Same and different, walked by its buttons: with phones, at the keyboard, and alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.acts.acting import HOSTILE, alone, charter, cover_both, hall, type_in, vote
from support.acts.promising import agree_and_record
from support.acts.screen import esc, field, press, text

from workshop.agenda import Beat
from workshop.charter.page import html, markdown
from workshop.notebook.act3.differences import SameAndDifferent
from workshop.room.state.moments import TAKE
from workshop.room.state.participant import card_name
from workshop.story.act3.differences import DIFFERENT, SAME
from workshop.story.solo.asides import ASIDES
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.story.context import Stage


def written(stage: Stage, beat: Beat) -> SameAndDifferent:
    """Return the station in a beat after both sides wrote at the keyboard."""
    act = SameAndDifferent(stage)
    type_in(stage, SAME, sales={"text": "Preise"}, marketing={"text": f"Preise {HOSTILE}"})
    type_in(stage, DIFFERENT, sales={"text": "Tempo"}, marketing={"text": f"Geduld {HOSTILE}"})
    cover_both(act)
    act.enter(beat)
    return act


def test_both_lists_stand_side_by_side(stage: Stage) -> None:
    """Each with its question above it; nothing that was typed runs."""
    shown = text(written(stage, Beat.REVEAL).widget)
    same, different = (
        shown.index(esc(stage.words(label)))
        for label in ("Where do we have to be the same?", "Where would that be a loss?")
    )

    assert same < shown.index("<li>Preise</li>") < different < shown.index("<li>Tempo</li>")
    assert esc(f"Geduld {HOSTILE}") in shown
    assert "<img" not in shown


def test_three_sentences_are_agreed_on(stage: Stage) -> None:
    """Two were written, a third is typed; recorded they stand in the charter and on page 1."""
    act = written(stage, Beat.DECIDE)
    label = stage.words("We stay different in … ({place})", place=3)
    field(act.widget, label).value = "Humor"
    agree_and_record(act)
    decided = act.decisions.differences
    assert decided

    assert ("Tempo", f"Geduld {HOSTILE}", "Humor") == decided.differences
    assert "<li>Humor</li>" in text(act.widget)
    for words in map(Words, LANGS):
        poster, annex = html(charter(stage, words)).split('<section class="annex">')

        assert "Humor" in poster
        assert words("Where we stay different") in annex
        assert "<img" not in poster + annex
        assert "Humor" in markdown(charter(stage, words))


def test_phones_write_choose_and_the_facilitator_takes_it(stage: Stage) -> None:
    """What is hidden in between is in no list any more."""
    hall(stage)
    act = SameAndDifferent(stage)
    for key in (SAME, DIFFERENT):
        vote(stage, key, "sales", [{"text": f"Zeile {key} {n}"} for n in range(3)])
    act.enter(Beat.REVEAL)
    hidden = stage.room.state.said(SAME)[0]
    stage.room.show_card(SAME, card_name(hidden.item), shown=False)
    act.refresh()
    listed = text(act.widget)
    act.enter(Beat.DECIDE)
    keys = [one.key for one in act.table.candidates()]
    vote(stage, "kpis.different.choice", "sales", [{"choices": keys[:2]}])
    act.step(TAKE)

    assert 5 == listed.count("<li>Zeile")
    assert hidden.body["text"] not in listed
    assert 2 == len(act.table.texts())
    press(act.widget, stage.words("Take this sentence"), 2)
    assert 3 == len(act.table.texts())


def test_alone_the_persona_fills_both_lists(stage: Stage) -> None:
    """With one thing of its own in each."""
    alone(stage, "sales")
    act = SameAndDifferent(stage)
    type_in(stage, SAME, sales={"text": "Preise"})
    type_in(stage, DIFFERENT, sales={"text": "Tempo"})
    cover_both(act)
    act.enter(Beat.REVEAL)
    shown, malte = text(act.widget), ASIDES["marketing"]

    assert esc(stage.words(malte.same)) in shown
    assert esc(stage.words(malte.different)) in shown
