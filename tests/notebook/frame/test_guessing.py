"""Guess first, then look: the same rules wherever an activity begins with a guess, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as w
import pytest
from support.acts.acting import HOSTILE, alone, cover_both, hall, type_in, vote
from support.acts.screen import esc, every, press, text

from workshop.agenda import Beat
from workshop.notebook.act2.crowd import CrowdWay
from workshop.notebook.act2.one_path import OnePath
from workshop.notebook.act2.promises import Promises
from workshop.notebook.act2.two_clocks import TwoClocks
from workshop.notebook.act3.joint_kpis import JointKpis
from workshop.notebook.frame.guessing import answer_text, side_cards
from workshop.room.state.question import (
    Multiple,
    Number,
    Option,
    Question,
    Scale,
    ShortText,
    Single,
)
from workshop.side import side_name
from workshop.story.act2.promises import NEED
from workshop.story.solo.persona import PERSONAS
from workshop.widgets.elements import side_badge
from workshop.words import LANGS, Words, as_typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.notebook.frame.guessing import Guessing
    from workshop.story.context import Stage
    from workshop.story.solo.persona import Persona

GUESSES = (OnePath, CrowdWay, TwoClocks, Promises)
EACH = pytest.mark.parametrize("make", GUESSES)
FIELDS = (w.Text, w.Textarea, w.Dropdown, w.Checkbox)
PLACES = {"sales": 0, "marketing": 1}
OPTIONS = tuple(
    Option(key=key, label={"de": f"{key} auf Deutsch", "en": f"{key} in English"}) for key in "ab"
)
ASK = as_typed("Wie oft <b>{n}</b>?")
NUMBER = Number(key="n", prompt=ASK, high=5000, unit=as_typed("Tage"))
SINGLE = Single(key="s", prompt=ASK, options=OPTIONS)
SEVERAL = Multiple(key="m", prompt=ASK, options=OPTIONS, most=2)
SHORT = ShortText(key="t", prompt=ASK)
SCALE = Scale(key="c", prompt=ASK, low_label=as_typed("nie"), high_label=as_typed("oft"))


def answer(question: Question, place: int) -> dict[str, Any]:
    """Return an answer to a question; another place, another answer."""
    match question:
        case Number():
            found: dict[str, Any] = {"value": float(417 + place)}
        case Single():
            found = {"choice": question.options[place].key}
        case Multiple():
            found = {"choices": [question.options[place].key]}
        case ShortText():
            found = {"text": f"Antwort Nummer {place}"}
    return question.check(found)


def type_guesses(act: Guessing, *sides: str) -> None:
    """Let these sides answer everything at the keyboard."""
    for one in act.questions():
        type_in(act.stage, one.key, **{side: answer(one, PLACES[side]) for side in sides})
    act.redraw()


def said(act: Guessing, side: str) -> list[str]:
    """Return a side's answers in words, as HTML."""
    asked = act.questions()
    return [f"<b>{esc(answer_text(q, answer(q, PLACES[side]), act.words))}</b>" for q in asked]


def fields(act: Guessing, side: str) -> list[w.Widget]:
    """Return what a side could still write into, and be read from."""
    classes = [(one, getattr(one, "_dom_classes", ())) for one in every(act.widget)]
    panels = [one for one, names in classes if f"ot-panel-{side}" in names]
    return [one for panel in panels for one in every(panel) if isinstance(one, FIELDS)]


def seen(act: Guessing) -> str:
    """Return what stands on the projector."""
    return text(act.widget)


@EACH
def test_guesses_are_covered_until_both_sides_are_done(stage: Stage, make: type[Guessing]) -> None:
    """Who guesses second is not led by who guessed first, nor by the data."""
    act, done = make(stage), stage.words("We’re done")
    type_guesses(act, "sales", "marketing")
    press(act.widget, done, 0)
    one, open_to_read = seen(act), [bool(fields(act, side)) for side in PLACES]
    press(act.widget, stage.words("Reveal") + " →")
    early = act.beat
    press(act.widget, done, 0)
    press(act.widget, stage.words("Reveal") + " →")

    assert [False, True] == open_to_read
    assert "ot-figure" not in one
    assert Beat.THINK is early
    assert Beat.REVEAL is act.beat
    assert [] == [word for side in PLACES for word in said(act, side) if word not in seen(act)]


@EACH
def test_a_question_without_an_answer_cannot_be_covered(stage: Stage, make: type[Guessing]) -> None:
    """A side that is done has said something to everything."""
    act = make(stage)
    press(act.widget, stage.words("We’re done"), 0)

    assert stage.words("One question hasn’t been answered yet.") in seen(act)
    assert act.complaint() is not None


@EACH
@pytest.mark.parametrize(("phones", "apart"), [(4, False), (5, True)])
def test_fewer_than_five_phones_a_side_are_never_shown_apart(
    stage: Stage, make: type[Guessing], phones: int, *, apart: bool
) -> None:
    """Four colleagues can guess who among them answered what."""
    hall(stage, phones, phones)
    act = make(stage)
    asked = [one for one in act.questions() if one.by_side]
    for one in asked:
        for side, place in PLACES.items():
            vote(stage, one.key, side, [answer(one, place)] * phones)
    act.enter(Beat.REVEAL)
    panels = "".join(text(part) for one in act.audience.moments(Beat.REVEAL) for part in one.parts)

    assert asked
    assert all(esc(one.prompt[stage.words.lang]) in panels for one in asked)
    assert [apart] * 2 == [side_badge(side, stage.words) in panels for side in PLACES]


@EACH
def test_one_answer_to_one_question_is_enough(stage: Stage, make: type[Guessing]) -> None:
    """A hall that was asked for the ticks only is not held up by the sentence left out."""
    hall(stage)
    act = make(stage)
    nobody = act.complaint()
    last = act.questions()[-1]
    vote(stage, last.key, "sales", [answer(last, 0)])

    assert nobody is not None
    assert act.complaint() is None


@EACH
def test_what_phones_answered_is_no_sides_card(stage: Stage, make: type[Guessing]) -> None:
    """Where the hall answers by phone, there are no panels to fill and no cards of sides."""
    hall(stage, 1, 1)
    act = make(stage)
    for one in act.questions():
        vote(stage, one.key, "sales", [answer(one, 0)])
    act.refresh()
    thinking = seen(act)
    act.enter(Beat.REVEAL)

    assert stage.words("We’re done") not in thinking
    assert [] == act.guesses()


@EACH
def test_a_kernel_that_starts_anew_shows_the_same_guesses(
    make_stage: Callable[..., Stage], make: type[Guessing]
) -> None:
    """The reveal is drawn from the room alone."""
    act = make(make_stage())
    type_guesses(act, *PLACES)
    cover_both(act)
    act.enter(Beat.REVEAL)

    assert seen(act) == seen(make(make_stage()))


@pytest.mark.parametrize("persona", PERSONAS.values(), ids=PERSONAS)
@pytest.mark.parametrize("make", [*GUESSES, JointKpis])
def test_a_persona_gives_valid_answers_to_all_questions(
    stage: Stage, make: type[Guessing | JointKpis], persona: Persona
) -> None:
    """Whoever learns alone meets somebody who has answered everything, in either language."""
    act = make(stage)
    asked = {one.key: one for one in act.asks(Beat.THINK)}
    positions = act.positions(persona)

    assert asked.keys() == positions.keys()
    assert positions == {key: asked[key].check(dict(body)) for key, body in positions.items()}


@EACH
def test_a_persona_shows_its_answers_with_the_reveal(stage: Stage, make: type[Guessing]) -> None:
    """Vera has written already; a learner sees it when both are done, and not before."""
    alone(stage, "marketing")
    act = make(stage)
    positions = act.positions(PERSONAS["sales"])
    type_guesses(act, "marketing")
    before = seen(act)
    press(act.widget, stage.words("We’re done"))
    press(act.widget, stage.words("Reveal") + " →")
    told = [
        f"<b>{esc(answer_text(one, dict(positions[one.key]), stage.words))}</b>"
        for one in act.questions()
    ]

    assert Beat.REVEAL is act.beat
    assert not [word for word in told if word in before]
    assert [] == [word for word in told if word not in seen(act)]


def test_hostile_needs_stay_text(stage: Stage) -> None:
    """What a side needs is typed by strangers and stands on the projector."""
    act = Promises(stage)
    type_guesses(act, *PLACES)
    type_in(stage, NEED, sales={"text": HOSTILE})
    cover_both(act)
    act.enter(Beat.REVEAL)

    assert esc(HOSTILE) in seen(act)
    assert "<img" not in seen(act)


@pytest.mark.parametrize(
    ("question", "body", "german"),
    [
        (SINGLE, {"choice": "a"}, "a auf Deutsch"),
        (SEVERAL, {"choices": ["b", "a"]}, "a auf Deutsch, b auf Deutsch"),
        (NUMBER, {"value": 1234.0}, "1.234"),
        (NUMBER, {"value": 0.0}, "0"),
        (SCALE, {"value": 3}, "3"),
        (SHORT, {"text": "{x} bleibt"}, "{x} bleibt"),
    ],
)
def test_an_answer_is_said_in_words(question: Question, body: dict[str, Any], german: str) -> None:
    """Options by their label in their order, numbers as the language writes them, text as typed."""
    assert german == answer_text(question, body, Words("de"))


@pytest.mark.parametrize("question", [NUMBER, SINGLE, SEVERAL, SHORT, SCALE])
@pytest.mark.parametrize("body", [{}, {"choice": "gone"}, {"choices": ["gone"]}, {"text": ""}])
def test_no_answer_is_a_dash(question: Question, body: dict[str, Any]) -> None:
    """An answer that is missing, or to an option of an older kit, breaks nothing."""
    assert ["–"] * len(LANGS) == [answer_text(question, body, Words(lang)) for lang in LANGS]


def test_only_sides_that_answered_have_a_card(stage: Stage) -> None:
    """Where nobody typed there is no card, and a side that said nothing has none."""
    act = OnePath(stage)
    nobody = side_cards(act, [NUMBER, SHORT])
    type_in(stage, SHORT.key, sales={"text": HOSTILE})
    (cards,) = side_cards(act, [NUMBER, SHORT])
    shown = text(cards)

    assert [] == nobody
    assert side_badge("sales", stage.words) in shown
    assert side_name("marketing", stage.words) not in shown
    assert f"{esc(ASK['de'])}<br><b>–</b>" in shown
    assert f"{esc(ASK['de'])}<br><b>{esc(HOSTILE)}</b>" in shown
