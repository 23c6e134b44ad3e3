"""The next campaign, walked by its buttons: with phones, at the keyboard, and alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.acts.acting import (
    HOSTILE,
    agreed,
    alone,
    charter,
    cover_both,
    hall,
    type_in,
    vote,
)
from support.acts.promising import agree_and_record
from support.acts.screen import esc, field, text

from workshop.agenda import Beat
from workshop.charter.page import html, markdown
from workshop.notebook.act5.campaign import Campaign
from workshop.room.state.moments import TAKE
from workshop.side import SIDES
from workshop.story.act5.campaign import AUDIENCE, HOURS, PARTS
from workshop.story.decisions.small_text import capacity_verdict
from workshop.story.solo.asides import ASIDES
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.story.context import Stage


def written(stage: Stage, beat: Beat, hours: float = 40) -> Campaign:
    """Return the station in a beat after both sides answered at the keyboard."""
    act = Campaign(stage)
    type_in(stage, AUDIENCE, sales={"text": f"Alle {HOSTILE}"}, marketing={"text": "IT-Leitungen"})
    type_in(stage, HOURS, sales={"value": hours}, marketing={"value": 2 * hours})
    cover_both(act)
    act.enter(beat)
    return act


def test_the_first_screen_says_whether_there_is_time(stage: Stage) -> None:
    """Large; and without a rule it says why it cannot."""
    act = written(stage, Beat.REVEAL)
    without = text(act.widget)
    agreed(stage)
    act.redraw()
    verdict = capacity_verdict(act.table.capacity(), stage.words)

    assert esc(stage.words("No number: no rule for contacts or deals has been agreed yet.")) in (
        without
    )
    assert f"<h2>{esc(verdict)}</h2>" in text(act.widget)


def test_turning_hours_and_minutes_tells_at_once(stage: Stage) -> None:
    """Nothing is to be pressed; the verdict turns with the numbers."""
    agreed(stage)
    act = written(stage, Beat.DECIDE)
    seen = []
    for hours, minutes in ((400.0, 1), (0.5, 1), (0.5, 480)):
        field(act.widget, stage.words("Hours a week for new contacts")).value = hours
        field(act.widget, stage.words("Minutes for one case")).value = minutes
        verdict = capacity_verdict(act.table.capacity(), stage.words)
        seen.append(esc(verdict) in text(act.widget))

    assert [True] * 3 == seen
    assert act.table.capacity().left < 0


def test_the_page_is_agreed_on_and_stands_in_the_charter(stage: Stage) -> None:
    """Every part in the annex, in both languages; nothing that was typed runs."""
    agreed(stage)
    act = written(stage, Beat.DECIDE)
    act.table.audience.write(f"Alle {HOSTILE}")
    for number, part in enumerate(PARTS):
        field(act.widget, stage.words(PARTS[part])).value = f"Teil {number} {HOSTILE}"
    agree_and_record(act)
    decided = act.decisions.campaign
    assert decided

    assert f"Alle {HOSTILE}" == decided.audience
    assert Beat.RECORDED is act.beat
    assert "<img" not in text(act.widget)
    for words in map(Words, LANGS):
        page = html(charter(stage, words))

        assert all(f"Teil {number} &lt;img" in page for number in range(len(PARTS)))
        assert "<img" not in page
        assert words("Our next campaign") in markdown(charter(stage, words))


def test_phones_answer_choose_and_the_facilitator_takes_it(stage: Stage) -> None:
    """Without anybody going to the laptop for that."""
    hall(stage)
    act = Campaign(stage)
    for side in SIDES:
        vote(stage, AUDIENCE, side, [{"text": f"{side} {n}"} for n in range(5)])
        vote(stage, HOURS, side, [{"value": 8}] * 5)
    act.enter(Beat.REVEAL)
    act.enter(Beat.DECIDE)
    wanted = act.table.audience.candidates()[3]
    vote(stage, "charter.campaign.choice", "sales", [{"choice": wanted.key}])
    act.step(TAKE)

    assert (wanted.text, 8) == (act.table.audience.written(), act.table.hours())


def test_alone_the_persona_has_its_own_idea(stage: Stage) -> None:
    """For whom, and how much time there would be."""
    alone(stage, "sales")
    act = Campaign(stage)
    type_in(stage, AUDIENCE, sales={"text": "Alle"})
    type_in(stage, HOURS, sales={"value": 3})
    cover_both(act)
    act.enter(Beat.REVEAL)

    assert esc(stage.words(ASIDES["marketing"].audience)) in text(act.widget)
    assert 3 == act.table.hours()
