"""The words of the pages, and the promise of who sees what."""

from __future__ import annotations

import re

import pytest

from workshop.agenda import BEATS, STATIONS
from workshop.policy import FEWEST_ANSWERS
from workshop.room.state.question import Cards, Consent, Number, Option, Question, ShortText, Single
from workshop.room.state.state import Asked, RoomState
from workshop.room.views.phrases import PHONE, PRESENTER, phrases, who_sees
from workshop.room.views.projection import questions
from workshop.words import LANGS, Lang, as_typed

TEXT = as_typed("x")
OPTION = (Option(key="a", label=TEXT),)
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("lang", LANGS)
def test_every_phrase_is_said(lang: Lang) -> None:
    """Both pages find each of their words, in each language."""
    found = phrases(lang)

    assert PHONE.keys() | PRESENTER.keys() == found.keys()
    assert [] == [key for key, text in found.items() if not text.strip()]


def test_no_phrase_stands_on_both_lists() -> None:
    """The presenter's word would silently replace the phone's."""
    assert set() == PHONE.keys() & PRESENTER.keys()


def test_placeholders_are_the_same_in_every_language() -> None:
    """The pages fill in by name."""
    german, english = (
        {key: set(PLACEHOLDER.findall(text)) for key, text in phrases(lang).items()}
        for lang in ("de", "en")
    )

    assert german == english
    assert any(german.values())


def test_every_beat_of_the_agenda_has_a_name() -> None:
    """The presenter view says where the room is."""
    assert {beat for station in STATIONS.values() for beat in station.cues} <= set(BEATS)


@pytest.mark.parametrize(
    ("question", "promise"),
    [
        (Single(key="q", prompt=TEXT, options=OPTION), "only the total"),
        (Single(key="q", prompt=TEXT, options=OPTION, personal=True), "once there are {fewest}"),
        (Number(key="q", prompt=TEXT, high=9, unit=TEXT), "only the total"),
        (
            Single(key="q", prompt=TEXT, options=OPTION, by_side=True),
            "only with at least {fewest} answers per side",
        ),
        (ShortText(key="q", prompt=TEXT), "The facilitator can read it straight away"),
        (
            ShortText(key="q", prompt=TEXT, by_side=True),
            "The facilitator can read it straight away",
        ),
        (Cards(key="q", prompt=TEXT, columns=OPTION), "The facilitator can read it straight away"),
        (Consent(key="q", prompt=TEXT, proposal=TEXT), "how many object and why"),
    ],
)
def test_a_question_says_who_sees_its_answers(question: Question, promise: str) -> None:
    """A promise that fits the question, before anybody writes."""
    assert promise in who_sees(question)


@pytest.mark.parametrize("lang", LANGS)
def test_the_promise_and_the_rule_are_one_number(lang: Lang) -> None:
    """The phone says the number that the room keeps to, whatever it was set to."""
    question = Single(key="q", prompt=TEXT, options=OPTION, by_side=True)
    asked = {"q": Asked(question, "act")}

    for fewest in (FEWEST_ANSWERS, 12):
        state = RoomState(activity="act", questions=asked, fewest=fewest)
        (seen,) = questions(state, lang)
        assert str(fewest) in seen["who_sees"]
