"""Questions at the keyboard: what is filled in is an answer, and nothing strangers wrote runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets as w
import pytest
from support.acts.screen import choose, every, field, press, text

from workshop.room.state.question import (
    Cards,
    Consent,
    Dots,
    Multiple,
    Number,
    Option,
    Question,
    Scale,
    ShortText,
    Single,
    Sort,
)
from workshop.widgets.form import question_form
from workshop.words import LANGS, Words, as_typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.words import Lang

HOSTILE = "<img src=x onerror=alert(1)>"
NO_OBJECTION, OBJECTION, HARM = "No objection", "Objection", "What harm do you see?"
EN = Words("en")


def said(word: str) -> dict[Lang, str]:
    """Return a word that differs in each language."""
    return {lang: f"{word}-{lang}" for lang in LANGS}


ABC = tuple(Option(key=key, label=said(key)) for key in "abc")
FRAME: dict[str, Any] = {"prompt": said("prompt")}
QUESTIONS: dict[str, Question] = {
    "single": Single(key="q", **FRAME, options=ABC),
    "multiple": Multiple(key="q", **FRAME, options=ABC, most=2),
    "scale": Scale(key="q", **FRAME, low_label=said("low"), high_label=said("high")),
    "number": Number(key="q", **FRAME, high=100, unit=said("unit")),
    "text": ShortText(key="q", **FRAME),
    "sort": Sort(key="q", **FRAME, items=ABC, classes=ABC),
    "dots": Dots(key="q", **FRAME, options=ABC, each=3, per_option=2),
    "consent": Consent(key="q", **FRAME, proposal=said("proposal")),
}
FILL: dict[str, Callable[[w.Widget, Words], None]] = {
    "single": lambda form, to: choose(form, f"prompt-{to.lang}", f"b-{to.lang}"),
    "multiple": lambda form, to: setattr(field(form, f"c-{to.lang}"), "value", True),
    "scale": lambda form, to: choose(form, f"prompt-{to.lang}", f"5 – high-{to.lang}"),
    "number": lambda form, to: setattr(
        field(form, f"prompt-{to.lang} (unit-{to.lang})"), "value", "42"
    ),
    "text": lambda form, to: setattr(field(form, f"prompt-{to.lang}"), "value", "Hallo"),
    "sort": lambda form, to: choose(form, f"a-{to.lang}", f"c-{to.lang}"),
    "dots": lambda form, _: press(form, "+", 1),
    "consent": lambda form, to: choose(form, f"prompt-{to.lang}", to(NO_OBJECTION)),
}
FILLED: dict[str, dict[str, Any]] = {
    "single": {"choice": "b"},
    "multiple": {"choices": ["c"]},
    "scale": {"value": 5},
    "number": {"value": 42},
    "text": {"text": "Hallo"},
    "sort": {"sorted": {"a": "c"}},
    "dots": {"dots": {"b": 1}},
    "consent": {"answer": "none"},
}


class Form:
    """A form and what it handed in."""

    def __init__(
        self, question: Question, answer: dict[str, Any] | None = None, words: Words = EN
    ) -> None:
        self.kept: list[dict[str, Any]] = []
        self.widget = question_form(question, answer or {}, self.kept.append, words)

    def shown(self) -> list[tuple[str, object]]:
        """Return all that can be seen in it: labels and values."""
        return [
            (getattr(one, "description", ""), getattr(one, "value", None))
            for one in every(self.widget)
        ]

    def buttons(self) -> list[w.Button]:
        """Return its buttons."""
        return [one for one in every(self.widget) if isinstance(one, w.Button)]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", QUESTIONS)
def test_what_is_filled_in_is_an_answer(kind: str, lang: Lang) -> None:
    """The keyboard hands in the same data as the phone, and the question accepts it."""
    form = Form(QUESTIONS[kind], words=Words(lang))
    FILL[kind](form.widget, Words(lang))

    assert FILLED[kind] == QUESTIONS[kind].check(form.kept[-1])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_stored_answer_is_shown_again(kind: str, lang: Lang) -> None:
    """A kernel that starts anew shows what was answered, not an empty form."""
    words = Words(lang)
    form = Form(QUESTIONS[kind], words=words)
    empty = form.shown()
    FILL[kind](form.widget, words)

    assert form.shown() == Form(QUESTIONS[kind], form.kept[-1], words).shown()
    assert empty != form.shown()


@pytest.mark.parametrize("kind", QUESTIONS)
def test_drawing_a_form_answers_nothing(kind: str) -> None:
    """What nobody touched is nobody's answer."""
    form = Form(QUESTIONS[kind], FILLED[kind])

    assert [] == form.kept


def test_cards_lie_in_columns_of_their_own() -> None:
    """A board is no form; who asks for one learns it at once."""
    with pytest.raises(NotImplementedError, match="Cards"):
        Form(Cards(key="q", **FRAME, columns=ABC))


def test_no_more_can_be_ticked_than_may_be_chosen() -> None:
    """With two of two ticked the third cannot be, until one is taken back."""
    form = Form(QUESTIONS["multiple"])
    for key in "ab":
        field(form.widget, f"{key}-en").value = True
    full = field(form.widget, "c-en").disabled
    field(form.widget, "a-en").value = False

    assert full
    assert not field(form.widget, "c-en").disabled
    assert [["a"], ["a", "b"], ["b"]] == [answer["choices"] for answer in form.kept]


def test_a_full_answer_is_full_when_it_is_shown_again() -> None:
    """The limit holds after a reload, too."""
    form = Form(QUESTIONS["multiple"], {"choices": ["a", "b"]})

    assert [False, False, True] == [field(form.widget, f"{key}-en").disabled for key in "abc"]


@pytest.mark.parametrize(
    ("dots", "can_add"),
    [
        ({}, [True, True, True]),
        ({"a": 2}, [False, True, True]),
        ({"a": 2, "b": 1}, [False, False, False]),
    ],
)
def test_no_more_dots_than_there_are(dots: dict[str, int], can_add: list[bool]) -> None:
    """Neither an option nor the whole ballot takes more than it may."""
    form = Form(QUESTIONS["dots"], {"dots": dots})

    assert can_add == [not one.disabled for one in form.buttons() if one.description == "+"]


def test_a_dot_can_be_taken_back_where_one_lies() -> None:
    """Minus gives the vote back, and below zero there is nothing."""
    form = Form(QUESTIONS["dots"], {"dots": {"b": 1}})
    less = [one for one in form.buttons() if one.description == "−"]
    possible = [not one.disabled for one in less]
    press(form.widget, "−", 1)

    assert [False, True, False] == possible
    assert {"dots": {}} == form.kept[-1]
    assert less[1].disabled


@pytest.mark.parametrize("lang", LANGS)
def test_the_dots_left_are_counted_in_words(lang: Lang) -> None:
    """One vote is not “1 votes”."""
    words = Words(lang)
    form = Form(QUESTIONS["dots"], {"dots": {"a": 1}}, words)
    before = text(form.widget)
    press(form.widget, "+", 1)

    assert words.plural("{n} dot left", "{n} dots left", 2) in before
    assert words.plural("{n} dot left", "{n} dots left", 1) in text(form.widget)


def test_dots_on_what_is_gone_come_back() -> None:
    """A card taken away keeps nobody's votes, and the next answer does not name it."""
    form = Form(QUESTIONS["dots"], {"dots": {"gone": 3}})
    press(form.widget, "+", 0)

    assert {"dots": {"a": 1}} == QUESTIONS["dots"].check(form.kept[-1])


def test_buttons_stay_where_they_are() -> None:
    """Who votes by keyboard keeps the focus: no button is drawn anew."""
    form = Form(QUESTIONS["dots"])
    before = form.buttons()
    press(form.widget, "+", 0)
    press(form.widget, "+", 0)

    assert all(one is other for one, other in zip(before, form.buttons(), strict=True))


def test_an_item_can_be_unsorted() -> None:
    """Choosing nothing takes the item out again, the others stay."""
    form = Form(QUESTIONS["sort"], {"sorted": {"a": "b", "b": "c"}})
    choose(form.widget, "a-en", EN("Please choose …"))

    assert {"sorted": {"b": "c"}} == form.kept[-1]


def test_a_scale_nobody_answered_asks_to_choose() -> None:
    """An empty drop-down looks broken; it says what to do."""
    assert EN("Please choose …") == field(Form(QUESTIONS["scale"]).widget, "prompt-en").label


def test_zero_is_a_number_and_nothing_is_none() -> None:
    """Zero can be guessed, and nobody guessed the zero of an empty field."""
    form = Form(QUESTIONS["number"])
    number = field(form.widget, "prompt-en (unit-en)")
    before = number.value
    number.value = "0"
    number.value = ""

    assert "" == before
    assert [{"value": 0}, {}] == form.kept


@pytest.mark.parametrize("lang", LANGS)
def test_only_an_objection_is_asked_for_its_harm(lang: Lang) -> None:
    """An objection needs a reason, consent needs none."""
    words = Words(lang)
    form = Form(QUESTIONS["consent"], words=words)
    before = text(form.widget)
    choose(form.widget, f"prompt-{lang}", words(OBJECTION))
    field(form.widget, words(HARM)).value = "Es fehlt Zeit"
    expected = {"answer": "objection", "reason": "Es fehlt Zeit"}

    assert words(HARM) not in before
    assert expected == QUESTIONS["consent"].check(form.kept[-1])


def test_who_consents_after_all_leaves_no_reason() -> None:
    """The harm written first is neither shown nor handed in."""
    form = Form(QUESTIONS["consent"], {"answer": "objection", "reason": "Zeit"})
    choose(form.widget, "prompt-en", EN(NO_OBJECTION))

    assert {"answer": "none"} == form.kept[-1]
    assert "Zeit" not in text(form.widget)


@pytest.mark.parametrize("kind", QUESTIONS)
def test_hostile_text_stays_text(kind: str) -> None:
    """Options may come from strangers' phones; none of it becomes HTML."""
    evil = as_typed(HOSTILE)
    options = (Option(key="a", label=evil, note=evil),)
    changed = {"prompt": evil, "options": options, "items": options, "proposal": evil}
    known = {name: part for name, part in changed.items() if hasattr(QUESTIONS[kind], name)}
    form = Form(QUESTIONS[kind].model_copy(update=known))
    labels = [one for one in every(form.widget) if hasattr(one, "description_allow_html")]
    drawn = "".join(one.value for one in every(form.widget) if isinstance(one, w.HTML))

    assert "<img" not in drawn
    assert not any(one.description_allow_html for one in labels)
    assert "img" in text(form.widget)
