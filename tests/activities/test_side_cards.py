"""What the sides answered at the keyboard, in words and side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from acting import HOSTILE, type_in
from screen import text

from workshop.activities.customer_journey.one_path import OnePath
from workshop.activities.side_cards import answer_text, side_cards
from workshop.room.question import Multiple, Number, Option, Question, Scale, ShortText, Single
from workshop.widgets.html import esc, side_badge, side_name
from workshop.words import LANGS, Words, as_typed

if TYPE_CHECKING:
    from workshop.activities.stage import Stage

OPTIONS = tuple(
    Option(key=key, label={"de": f"{key} auf Deutsch", "en": f"{key} in English"}) for key in "ab"
)
ASK = as_typed("Wie oft <b>{n}</b>?")
NUMBER = Number(key="n", prompt=ASK, high=5000, unit=as_typed("Tage"))
SINGLE = Single(key="s", prompt=ASK, options=OPTIONS)
SEVERAL = Multiple(key="m", prompt=ASK, options=OPTIONS, most=2)
SHORT = ShortText(key="t", prompt=ASK)
SCALE = Scale(key="c", prompt=ASK, low_label=as_typed("nie"), high_label=as_typed("oft"))


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
