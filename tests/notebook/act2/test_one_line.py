"""One line, walked by its buttons: with phones, at the keyboard, and alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.acts.acting import HOSTILE, alone, charter, cover_both, hall, type_in, vote
from support.acts.promising import agree_and_record
from support.acts.screen import esc, press, text

from workshop.agenda import Beat
from workshop.charter.page import html, markdown
from workshop.notebook.act2.one_line import OneLine
from workshop.room.state.moments import TAKE
from workshop.room.state.participant import card_name
from workshop.side import SIDES
from workshop.story.act2.line import SENTENCE, LineTable
from workshop.story.solo.asides import ASIDES
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.story.context import Stage

OURS, THEIRS = f"IT {HOSTILE}", "IT aus einer Hand"


def written(stage: Stage, beat: Beat) -> OneLine:
    """Return the station in a beat after both sides wrote at the keyboard."""
    act = OneLine(stage)
    type_in(stage, SENTENCE, sales={"text": OURS}, marketing={"text": THEIRS})
    cover_both(act)
    act.enter(beat)
    return act


def test_the_first_screen_says_how_many_and_what_is_shared(stage: Stage) -> None:
    """Large, and the sentences after it; nothing that was typed runs."""
    act = written(stage, Beat.REVEAL)
    shown, words = text(act.widget), stage.words
    two = words.plural(
        "One sentence so far.", "{n} different sentences. How many companies is that?", 2
    )

    assert esc(two) in shown
    assert esc(OURS) in shown
    assert THEIRS in shown
    assert "<img" not in shown


def test_one_is_taken_and_agreed_on(stage: Stage) -> None:
    """By its button; recorded it stands alone on the screen and in the charter."""
    act = written(stage, Beat.DECIDE)
    press(act.widget, stage.words("Take this sentence"), 0)
    agree_and_record(act)
    decided = act.decisions.line
    assert decided

    assert OURS == decided.text
    assert esc(OURS) in text(act.widget)
    for words in map(Words, LANGS):
        page = html(charter(stage, words))

        assert "<img" not in page
        assert page.count("&lt;img") == 2, "below the customer and in the annex"
        assert words("How we introduce ourselves") in page
        assert words("How we introduce ourselves") in markdown(charter(stage, words))


def test_phones_choose_and_the_facilitator_takes_it(stage: Stage) -> None:
    """Without anybody going to the laptop."""
    hall(stage)
    act = OneLine(stage)
    for side in SIDES:
        vote(stage, SENTENCE, side, [{"text": f"IT {side} {n}"} for n in range(5)])
    act.enter(Beat.REVEAL)
    act.enter(Beat.DECIDE)
    wanted = LineTable(stage.room).candidates()[2]
    vote(stage, "journey.line.choice", "sales", [{"choice": wanted.key}])
    act.step(TAKE)

    assert wanted.text == act.table.written()
    assert wanted.text == act.proposal_text()["de"]


def test_a_sentence_that_is_hidden_leaves_the_number(stage: Stage) -> None:
    """On the projector as well, at the next look into the room."""
    hall(stage)
    act = OneLine(stage)
    vote(stage, SENTENCE, "sales", [{"text": f"Satz{n}"} for n in range(3)])
    act.enter(Beat.REVEAL)
    message = ("One sentence so far.", "{n} different sentences. How many companies is that?")
    before = stage.words.plural(*message, 3) in text(act.widget)
    item = stage.room.state.said(SENTENCE)[0].item
    stage.room.show_card(SENTENCE, card_name(item), shown=False)
    act.refresh()

    assert before
    assert stage.words.plural(*message, 2) in text(act.widget)


def test_alone_the_persona_has_a_line_of_its_own(stage: Stage) -> None:
    """It stands beside the learner's once that is written."""
    alone(stage, "sales")
    act = OneLine(stage)
    type_in(stage, SENTENCE, sales={"text": OURS})
    cover_both(act)
    act.enter(Beat.REVEAL)

    assert esc(stage.words(ASIDES["marketing"].line)) in text(act.widget)
