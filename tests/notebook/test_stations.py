"""What must hold at every station of the story: true sentences, and advice that can be followed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import ipywidgets as w
import pytest
from support.acts.acting import agreed, alone, cover_both, defined, hall, type_in, vote
from support.acts.promising import BOTH_WAYS, promising
from support.acts.promising import record as record_promises
from support.acts.screen import esc, every, text
from support.acts.sheets import recorded as record_kpis

from workshop.agenda import Beat, station_of
from workshop.agenda.course import all_stations
from workshop.errors import WorkshopError
from workshop.kpis.core.caveat import CAVEATS
from workshop.notebook import make_activity
from workshop.notebook.act1.shared_term import SharedTerm
from workshop.notebook.act4.collect import Collect
from workshop.notebook.act4.themes import VOTING, Themes
from workshop.room.state.question import (
    Cards,
    Dots,
    Multiple,
    Number,
    Scale,
    ShortText,
    Single,
    Sort,
)
from workshop.side import SIDES
from workshop.story.frame.covering import UnansweredError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.notebook.frame.activity import Activity
    from workshop.room.state.question import Question
    from workshop.story.context import Stage
    from workshop.words import Words

STATIONS = [station.key for station in all_stations(lambda _: None)]
ASKING = [
    *("arriving", "arriving.quiz", "arriving.bond", "arriving.cases", "terms.again"),
    *("terms.duties", "journey.line"),
    *("journey.path", "journey.crowd", "journey.clocks", "journey.promises", "kpis"),
    *("retro.collect", "retro.try"),
]
"""Stations that phones answer before anything is revealed; a word needs both rules, see there."""
DECIDING = [
    station.key for station in all_stations(lambda _: None) if Beat.RECORDED in station.beats
]
QUOTED = re.compile(r"[“„]([^”“]+)[”“]")


def at(stage: Stage, key: str) -> Activity:
    """Return the activity of a station."""
    station = station_of(key, stage.room.state.decision)
    assert station is not None
    return make_activity(stage, station, lambda _: None)


def body(question: Question) -> dict[str, Any]:  # noqa: PLR0911 - one a kind
    """Return an answer to a question, whatever it is."""
    match question:
        case Scale() | Number():
            return {"value": 3}
        case Single():
            return {"choice": question.options[0].key}
        case Multiple():
            return {"choices": [one.key for one in question.options[: max(1, question.least)]]}
        case Sort():
            return {"sorted": {one.key: question.classes[1].key for one in question.items}}
        case Dots():
            return {"dots": {question.options[0].key: 1}}
        case Cards():
            return {"column": question.columns[0].key, "text": "Zuhören"}
        case ShortText():
            return {"text": "Ein Wort zurück"}
    raise AssertionError(question.kind)


def think(stage: Stage, act: Activity) -> None:
    """Let everybody do what is asked first: phones where there are any, else both sides."""
    if isinstance(act, Collect):
        act.add_card("admire", "Zuhören")
    elif isinstance(act, Themes):
        act.show(VOTING)
    elif isinstance(act, SharedTerm) and not stage.room.state.is_live:
        defined(stage)
    for question in act.asks(Beat.THINK):
        if stage.room.state.is_live:
            for side in SIDES:
                vote(stage, question.key, side, [body(question)] * 5)
        elif not isinstance(question, Cards):
            type_in(stage, question.key, **{side: body(question) for side in SIDES})
    cover_both(act)


def decided(stage: Stage) -> None:
    """Let the group have agreed on Lead, on promises and on numbers."""
    agreed(stage)
    record_promises(promising(stage, **BOTH_WAYS))
    record_kpis(stage)


def buttons(act: Activity) -> set[str]:
    """Return what the buttons are called that can be seen."""
    return {one.description for one in every(act.widget) if isinstance(one, w.Button)}


def named(error: WorkshopError, words: Words) -> list[str]:
    """Return what a refusal names in quotation marks."""
    return QUOTED.findall(" ".join(error.lines(words)))


def refusal(act: Activity, beat: Beat) -> WorkshopError:
    """Return why a step is not taken."""
    with pytest.raises(WorkshopError) as refused:
        act.enter(beat)
    return refused.value


def drawn(stage: Stage) -> Iterator[tuple[str, Beat, str]]:
    """Yield every station in every beat it can be in, as it is seen."""
    for key in (station.key for station in all_stations(stage.room.state.decision)):
        act = at(stage, key)
        think(stage, act)
        for beat in act.beats:
            if beat is not Beat.RECORDED or stage.room.state.decision(key):
                act.enter(beat)
                yield key, beat, text(act.widget)


def test_once_a_word_is_agreed_no_station_says_that_none_is(stage: Stage) -> None:
    """All acts count by the rule the group has just agreed on, and none denies it."""
    decided(stage)
    words = stage.words
    denials = [
        words(CAVEATS["no_agreed_term"], term="Lead", case=words("contact")),
        words(CAVEATS["needs_term"], term="Lead"),
        words("There’s no agreed term to sort by yet."),
        words("Still open: no term agreed yet."),
    ]
    found = [
        (key, beat, said)
        for key, beat, shown in drawn(stage)
        for said in denials
        if esc(said) in shown
    ]

    assert [] == found


@pytest.mark.parametrize("key", DECIDING)
@pytest.mark.parametrize("phones", [0, 5], ids=["keyboard", "phones"])
def test_advice_names_buttons_that_are_there(stage: Stage, key: str, phones: int) -> None:
    """Refused at the last step, people read which button leads on, and find it below."""
    if key in ("terms.again", "terms.duties"):
        agreed(stage)
    hall(stage, phones, phones)
    act = at(stage, key)
    think(stage, act)
    act.enter(act.decides)
    here = named(refusal(act, Beat.RECORDED), stage.words)
    there = buttons(act)
    act.enter(Beat.THINK)
    first = named(refusal(act, Beat.RECORDED), stage.words)

    assert here
    assert set(here) <= there
    assert set(first) <= buttons(act)


@pytest.mark.parametrize("key", ASKING)
def test_at_the_keyboard_advice_names_buttons_too(german: Stage, key: str) -> None:
    """Who reveals too early reads which button is still to be pressed."""
    agreed(german)
    act = at(german, key)
    names = named(refusal(act, Beat.REVEAL), german.words)

    assert set(names) <= buttons(act)


@pytest.mark.parametrize("key", ASKING)
def test_a_question_nobody_answers_locks_no_room(german: Stage, key: str) -> None:
    """The second press goes on without answers, and every later beat can be drawn."""
    agreed(german)
    hall(german)
    act = at(german, key)
    first = refusal(act, Beat.REVEAL)
    for beat in act.beats[1:]:
        if beat is not Beat.RECORDED:
            act.enter(beat)

    assert isinstance(first, UnansweredError)
    assert german.words("Hint: {advice}", advice=german.words(first.hint)) in first.lines(
        german.words
    )
    assert 'role="alert"' not in text(act.widget)


@pytest.mark.parametrize("key", [one for one in ASKING if one != "retro.collect"])
def test_an_empty_question_that_was_revealed_can_still_be_answered(german: Stage, key: str) -> None:
    """There is nothing to see in it, so it opens again by itself."""
    agreed(german)
    hall(german)
    act = at(german, key)
    (first, *_) = act.asks(Beat.THINK)
    german.room.reveal_question(first.key)
    act.refresh()
    opened = german.room.state.questions[first.key].is_open
    vote(german, first.key, "sales", [body(first)])
    german.room.reveal_question(first.key)
    act.refresh()

    assert opened
    assert german.room.state.questions[first.key].is_revealed


def test_one_answer_less_is_no_second_press(german: Stage) -> None:
    """Who was refused once, went back and was refused again has not pressed twice."""
    hall(german)
    act = at(german, "arriving")
    refusal(act, Beat.REVEAL)
    act.enter(Beat.THINK)

    assert isinstance(refusal(act, Beat.REVEAL), UnansweredError)


def test_alone_nobody_is_called_a_group(stage: Stage) -> None:
    """One person and an invented one are no “n = 2”, and no “most of you”."""
    agreed(stage)
    alone(stage, "sales")
    shown = []
    for key in ("arriving.bond", "arriving.cases", "terms.again"):
        act = at(stage, key)
        (question,) = act.asks(Beat.THINK)
        type_in(stage, question.key, sales=body(question))
        cover_both(act)
        act.enter(Beat.REVEAL)
        shown.append(text(act.widget))

    assert [True] * 3 == ["Malte" in each for each in shown]
    assert [] == [each for each in shown if "n = 2" in each]
    assert stage.words("Where most of you see it differently from your rule") not in shown[2]
