"""Who fills in what, walked by its buttons: with phones, at the keyboard, and alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.acts.acting import (
    HOSTILE,
    agreed,
    alone,
    charter,
    cover_both,
    decide,
    hall,
    type_in,
    vote,
)
from support.acts.promising import agree_and_record
from support.acts.screen import choose, esc, text

from workshop.agenda import Beat
from workshop.charter.page import html, markdown
from workshop.notebook.act1.duties import Duties
from workshop.side import SIDES, side_name
from workshop.story.act1.duties import WHO, DutyTable
from workshop.story.decisions.small import FieldDuties
from workshop.story.decisions.small_text import filled_text
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.side import Side
    from workshop.story.context import Stage


def naming(stage: Stage, side: Side) -> dict[str, dict[str, str]]:
    """Return an answer that names one side for all fields."""
    return {"sorted": {line.key: side for line in DutyTable(stage).lines()}}


def at_reveal(stage: Stage) -> Duties:
    """Return the station where each side named the other at the keyboard."""
    agreed(stage)
    act = Duties(stage)
    type_in(stage, WHO, sales=naming(stage, "marketing"), marketing=naming(stage, "sales"))
    cover_both(act)
    act.enter(Beat.REVEAL)
    return act


def test_the_first_screen_says_how_many_fields_and_how_full(stage: Stage) -> None:
    """Then each field, with what both sides say."""
    act = at_reveal(stage)
    words, table = stage.words, DutyTable(stage)
    shown = text(act.widget)
    share = words("Filled in today: {share}.", share=words.percent(table.share(), 0))

    assert f"{len(table.lines())} " in shown
    assert share in shown
    assert all(esc(words(line.field.label)) in shown for line in table.lines())
    assert [2, 1] == [len(act.moments.titles), act.moments.next]


def test_each_field_gets_a_side_and_a_deadline(stage: Stage) -> None:
    """What divided them is chosen at the desk; recorded, it stands in a table."""
    act = at_reveal(stage)
    words = stage.words
    act.enter(Beat.DECIDE)
    for place in range(len(DutyTable(stage).lines())):
        choose(act.widget, words("Who?"), side_name("marketing", words), place)
    choose(act.widget, words("By when?"), words("right after the first call"), 0)
    agree_and_record(act)
    decided = act.decisions.duties
    assert decided

    assert Beat.RECORDED is act.beat
    assert {"marketing"} == {duty.side for duty in decided.duties}
    assert "call" == decided.duties[0].by
    assert filled_text(decided.duties[0], words) in text(act.widget)


def test_phones_are_asked_and_spoken_for_by_side(stage: Stage) -> None:
    """The question opens on the phones; their answers stand in the table, not apart from it."""
    agreed(stage)
    hall(stage)
    act = Duties(stage)
    opened = stage.room.state.questions[WHO].is_open
    for side in SIDES:
        vote(stage, WHO, side, [naming(stage, "sales")] * 5)
    act.enter(Beat.REVEAL)
    field = DutyTable(stage).lines()[0]

    assert opened
    assert "sales" == DutyTable(stage).side(field)
    assert "divided" not in text(act.widget)
    assert 2 == len(act.moments.titles)


def test_without_a_term_nobody_is_locked_in(stage: Stage) -> None:
    """It says what is missing, large, and leads on."""
    act = Duties(stage)
    fact = stage.words("No rule has been agreed yet, so no field is asked for.")
    seen = []
    for beat in (Beat.THINK, Beat.REVEAL, Beat.DECIDE):
        act.enter(beat)
        seen.append(fact in text(act.widget))

    assert [True] * 3 == seen


def test_alone_the_persona_points_at_whoever_learns(stage: Stage) -> None:
    """It answers for its side, comments on it, and both can be reconciled."""
    agreed(stage)
    alone(stage, "sales")
    act = Duties(stage)
    type_in(stage, WHO, sales=naming(stage, "marketing"))
    cover_both(act)
    act.enter(Beat.REVEAL)
    shown = text(act.widget)

    assert "Malte" in shown
    assert set(DutyTable(stage).says("marketing").values()) == {"sales"}


def test_duties_stand_in_the_charter_in_both_languages(german: Stage) -> None:
    """As paragraphs of the annex, in HTML and Markdown; objections are text and no markup."""
    agreed(german)
    type_in(german, WHO, **{side: naming(german, "sales") for side in SIDES})
    decided = DutyTable(german).decision([HOSTILE])
    decide(german, "terms.duties", FieldDuties(duties=decided.duties, objections=(HOSTILE,)))
    for words in map(Words, LANGS):
        document = charter(german, words)
        page = html(document)

        assert words("Who fills in what") in page
        assert words("Who fills in what") in markdown(document)
        assert all(duty.filled in page for duty in document.duties)
        assert "<img" not in page
