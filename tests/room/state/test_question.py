"""Questions: which answers are answers, and how they are stored."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workshop.errors import WorkshopError
from workshop.room.state.question import (
    SHORT,
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
    parse_question,
)
from workshop.words import Words, as_typed

TEXT = as_typed("x")
KEYS = ("a", "b", "c")
OPTIONS = tuple(Option(key=key, label=TEXT) for key in KEYS)
QUESTIONS: dict[str, Question] = {
    "single": Single(key="q", prompt=TEXT, options=OPTIONS),
    "multiple": Multiple(key="q", prompt=TEXT, options=OPTIONS, most=2),
    "scale": Scale(key="q", prompt=TEXT, low_label=TEXT, high_label=TEXT),
    "number": Number(key="q", prompt=TEXT, low=-1, high=100, unit=TEXT),
    "text": ShortText(key="q", prompt=TEXT, limit=10),
    "cards": Cards(key="q", prompt=TEXT, columns=OPTIONS, limit=10),
    "sort": Sort(key="q", prompt=TEXT, items=OPTIONS, classes=OPTIONS[:2]),
    "dots": Dots(key="q", prompt=TEXT, options=OPTIONS),
    "consent": Consent(key="q", prompt=TEXT, proposal=TEXT, limit=10),
}
KINDS = st.sampled_from(sorted(QUESTIONS))
NAMES = st.sampled_from(
    ["choice", "choices", "value", "text", "column", "sorted", "dots", "answer", "reason"]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters())
    | st.sampled_from([*KEYS, "none", "objection", "\ud800", "\u202e"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)
BODIES = st.dictionaries(NAMES | st.text(st.characters(), max_size=3), VALUES, max_size=3)
NEAR = st.one_of(
    st.fixed_dictionaries({"choice": VALUES}),
    st.fixed_dictionaries({"choices": st.lists(st.sampled_from(KEYS)) | VALUES}),
    st.fixed_dictionaries({"value": st.integers(-2, 7) | st.floats() | VALUES}),
    st.fixed_dictionaries({"text": st.text(st.characters())}),
    st.fixed_dictionaries({"column": st.sampled_from(KEYS), "text": st.text(st.characters())}),
    st.fixed_dictionaries(
        {"sorted": st.dictionaries(st.sampled_from(KEYS), st.sampled_from(KEYS)) | VALUES}
    ),
    st.fixed_dictionaries(
        {"dots": st.dictionaries(st.sampled_from(KEYS), st.integers(-1, 4) | VALUES) | VALUES}
    ),
    st.fixed_dictionaries(
        {"answer": st.sampled_from(["none", "objection"]), "reason": st.text(st.characters())}
    ),
)
BLANKS = ["", " ", "\n", " \n\t", "\ud800", "\u202e", "\u200b\ufeff", "\u200d", "\u3164", "\u2800"]


def stored(kind: str, body: dict[str, Any]) -> dict[str, Any] | None:
    """Return the answer as it is stored, or None if it is refused; any other error gets out."""
    try:
        return QUESTIONS[kind].check(body)
    except WorkshopError as error:
        error.lines(Words("de"))  # it can be said, whatever was found
        return None


@given(KINDS, BODIES | NEAR)
@example("scale", {"value": float("nan")})
@example("number", {"value": float("-inf")})
@example("scale", {"value": 10**400})
@example("text", {"text": "a\ud800b"})
@example("single", {"\ud800": {}})
def test_any_json_is_stored_for_good_or_refused(kind: str, body: dict[str, Any]) -> None:
    """What is stored is an answer itself, and whatever else arrives ends in one kind of error."""
    found = stored(kind, body)

    assert found is None or found == QUESTIONS[kind].check(found)


@given(KINDS, BODIES | NEAR)
def test_what_is_stored_can_be_written(kind: str, body: dict[str, Any]) -> None:
    """Half a character would break the file and every page that shows it."""
    found = stored(kind, body)

    assert str(found).encode()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("single", {"choice": "b"}),
        ("multiple", {"choices": ["a", "c"]}),
        ("scale", {"value": 1}),
        ("scale", {"value": 5}),
        ("number", {"value": -1}),
        ("number", {"value": 2.5}),
        ("number", {"value": 100}),
        ("text", {"text": "x" * 10}),
        ("text", {"text": "Grüße\n→ \U0001f389"}),
        ("cards", {"column": "c", "text": "a card"}),
        ("sort", {"sorted": {"c": "a"}}),
        ("sort", {"sorted": {"a": "a", "b": "b", "c": "a"}}),
        ("dots", {"dots": {"a": 3, "c": 2}}),
        ("dots", {"dots": {}}),
        ("consent", {"answer": "none"}),
        ("consent", {"answer": "objection", "reason": "it harms"}),
    ],
)
def test_an_answer_is_stored_as_it_is(kind: str, body: dict[str, Any]) -> None:
    """An answer to the question comes back unchanged, up to the limits."""
    assert body == QUESTIONS[kind].check(body)


@pytest.mark.parametrize(
    ("kind", "body", "message"),
    [
        ("single", {"choice": "z"}, "isn’t an answer.*Found: z"),
        ("single", {"choice": ["a"]}, "isn’t an answer"),
        ("single", {"choice": None}, "isn’t an answer"),
        ("single", {"choice": "a", "more": 1}, "isn’t an answer.*Found: choice, more"),
        ("single", {}, "isn’t an answer"),
        ("multiple", {"choices": []}, "Choose 1 to 2.*0 chosen"),
        ("multiple", {"choices": ["a", "b", "c"]}, "Choose 1 to 2.*3 chosen"),
        ("multiple", {"choices": ["a", "z"]}, "isn’t an answer"),
        ("multiple", {"choices": "ab"}, "isn’t an answer"),
        ("multiple", {"choices": {"a": 1}}, "isn’t an answer"),
        ("multiple", {"choices": [["a"]]}, "isn’t an answer"),
        ("scale", {"value": 0}, "isn’t on the scale.*Found: 0.*1 to 5"),
        ("scale", {"value": 6}, "isn’t on the scale"),
        ("scale", {"value": 2.5}, "isn’t on the scale"),
        ("scale", {"value": float("nan")}, "isn’t on the scale"),
        ("scale", {"value": float("inf")}, "isn’t on the scale"),
        ("scale", {"value": True}, "isn’t an answer"),
        ("scale", {"value": "3"}, "isn’t an answer"),
        ("scale", {"value": None}, "isn’t an answer"),
        ("number", {"value": -1.01}, "isn’t on the scale.*−1 to 100"),
        ("number", {"value": 100.01}, "isn’t on the scale"),
        ("number", {"value": float("nan")}, "isn’t on the scale"),
        ("number", {"value": float("inf")}, "isn’t on the scale"),
        ("number", {"value": True}, "isn’t an answer"),
        ("number", {"value": "42"}, "isn’t an answer"),
        ("number", {"value": 1, "unit": "%"}, "isn’t an answer"),
        ("text", {"text": "x" * 11}, "too long.*11 characters.*10 characters"),
        ("text", {"text": 5}, "isn’t an answer"),
        ("text", {"text": None}, "isn’t an answer"),
        ("text", {"text": "x", "name": "Anna"}, "isn’t an answer"),
        ("cards", {"text": "x"}, "isn’t an answer"),
        ("cards", {"column": "z", "text": "x"}, "isn’t an answer"),
        ("cards", {"column": "a", "text": "x" * 11}, "too long"),
        ("cards", {"column": "a", "text": ["x"]}, "isn’t an answer"),
        ("sort", {"sorted": {}}, "Nothing has been sorted"),
        ("sort", {"sorted": ["a"]}, "isn’t an answer"),
        ("sort", {"sorted": {"z": "a"}}, "isn’t an answer"),
        ("sort", {"sorted": {"a": "c"}}, "isn’t an answer"),
        ("dots", {"dots": {"a": 3, "b": 3}}, "All 5 dots are used up"),
        ("dots", {"dots": {"a": 4}}, "isn’t on the scale"),
        ("dots", {"dots": {"a": -1}}, "isn’t on the scale"),
        ("dots", {"dots": {"a": 0.5}}, "isn’t on the scale"),
        ("dots", {"dots": {"a": float("nan")}}, "isn’t on the scale"),
        ("dots", {"dots": {"a": True}}, "isn’t an answer"),
        ("dots", {"dots": {"z": 1}}, "isn’t an answer"),
        ("dots", {"dots": ["a"]}, "isn’t an answer"),
        ("consent", {"answer": "maybe", "reason": "x"}, "isn’t an answer.*maybe"),
        ("consent", {"answer": "objection"}, "isn’t an answer"),
        ("consent", {"answer": "objection", "reason": " \n"}, "still blank"),
        ("consent", {"answer": "objection", "reason": None}, "still blank"),
        ("consent", {"answer": "objection", "reason": "x" * 11}, "too long"),
        ("consent", {"answer": "objection", "reason": "x", "by": "Anna"}, "isn’t an answer"),
    ],
)
def test_what_is_no_answer_is_refused(kind: str, body: dict[str, Any], message: str) -> None:
    """Wrong types, unknown options, too much and too little: each is told what is wrong."""
    with pytest.raises(WorkshopError, match=message):
        QUESTIONS[kind].check(body)


@pytest.mark.parametrize("text", BLANKS)
@pytest.mark.parametrize(
    ("kind", "frame"),
    [("text", {}), ("cards", {"column": "a"})],
)
def test_a_blank_card_is_refused(kind: str, frame: dict[str, str], text: str) -> None:
    """Nobody lays an empty card, whatever invisible thing it is made of."""
    with pytest.raises(WorkshopError, match="card is empty"):
        QUESTIONS[kind].check(frame | {"text": text})


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200b", "\ufeff", "\x00", "\x1b", "\ud800"])
def test_what_can_only_deceive_is_removed(mark: str) -> None:
    """Characters that turn text around, hide or end it do not get onto a card."""
    assert {"text": "ab"} == QUESTIONS["text"].check({"text": f"a{mark}b"})


@pytest.mark.parametrize("text", ["\U0001f469\u200d\U0001f680", "❤\ufe0f", "one\ntwo"])
def test_emoji_and_line_breaks_are_kept(text: str) -> None:
    """Joined emoji stay one emoji, and a list stays a list."""
    assert {"text": text} == QUESTIONS["text"].check({"text": text})


def test_the_limit_is_for_what_is_kept() -> None:
    """Blanks around a text and what is removed from it do not count."""
    assert {"text": "x" * 10} == QUESTIONS["text"].check({"text": f"  {'x' * 10}\u202e\n"})


def test_choices_are_stored_in_the_order_of_the_options() -> None:
    """The same choice clicked in another order, or twice, is the same answer."""
    found = QUESTIONS["multiple"].check({"choices": ["c", "a", "c"]})

    assert {"choices": ["a", "c"]} == found


def test_exactly_so_many_is_said_so() -> None:
    """Where least and most are one number, the sentence says one number."""
    question = Multiple(key="q", prompt=TEXT, options=OPTIONS, least=3, most=3)

    with pytest.raises(WorkshopError, match=r"Choose exactly 3\..*1 chosen"):
        question.check({"choices": ["a"]})


@pytest.mark.parametrize(("kind", "found"), [("scale", {"value": 4.0}), ("dots", {"dots": {}})])
def test_a_whole_number_is_stored_whole(kind: str, found: dict[str, Any]) -> None:
    """JSON knows 4.0 and 4 as one number, and no dots are no entry."""
    body = found if kind == "scale" else {"dots": {"a": 0.0}}
    whole = {"value": 4} if kind == "scale" else {"dots": {}}

    assert repr(whole) == repr(QUESTIONS[kind].check(body))


@pytest.mark.parametrize("kind", sorted(QUESTIONS))
def test_a_question_survives_its_declaration(kind: str) -> None:
    """Written as JSON and read again, a question is the same question."""
    question = QUESTIONS[kind]

    assert question == parse_question(question.model_dump(mode="json"))


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "essay"},
        {"kind": None},
        {"author": "Anna"},
        {"prompt": "one language"},
        {"columns": None},
        {"most": 0},
        {"most": 21},
        {"by_side": True},
    ],
)
def test_an_unknown_declaration_is_refused(change: dict[str, Any]) -> None:
    """A question of a newer kit is not guessed at, and cards never carry a side."""
    data = QUESTIONS["cards"].model_dump(mode="json")

    with pytest.raises(WorkshopError, match="isn’t a question the kit can ask"):
        parse_question(data | change)


def test_a_short_text_is_readable_from_the_last_row() -> None:
    """Two sentences are the limit unless a question says otherwise."""
    question = ShortText(key="q", prompt=TEXT)

    assert SHORT == len(question.check({"text": "x" * SHORT})["text"])
    with pytest.raises(WorkshopError, match=f"{SHORT} characters"):
        question.check({"text": "x" * (SHORT + 1)})
