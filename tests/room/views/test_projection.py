"""What each audience may see: as much as was promised, and nobody in it."""

from __future__ import annotations

from dataclasses import asdict
from json import dumps
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.run.profiles import examples

from workshop.room.commands.answers import Message, answer, done
from workshop.room.commands.door import join
from workshop.room.log.event import Event
from workshop.room.state.done import done_key
from workshop.room.state.door import Door
from workshop.room.state.fold import fold
from workshop.room.state.participant import Participant, answer_id, card_id, card_name, token_hash
from workshop.room.state.question import Option, parse_question
from workshop.room.state.result import Result
from workshop.room.state.state import RoomState
from workshop.room.views.presenting import for_presenter
from workshop.room.views.projection import (
    answers,
    for_everybody,
    for_export,
    for_phone,
    for_screen,
    scene,
)
from workshop.side import PERSON_SIDES
from workshop.words import LANGS, Lang

if TYPE_CHECKING:
    from workshop.words import Text

ACT = "retro"
TOKENS = [f"token-{n:02}-" + "x" * 16 for n in range(18)]
PEOPLE = [Participant(PERSON_SIDES[n % 3], LANGS[n % 2]) for n in range(len(TOKENS))]
DOOR = Door(code="ABCDEF", key="door-key", address="http://192.0.2.7")


def text(word: str) -> Text:
    return {"de": f"{word}-de", "en": f"{word}-en"}


OPTIONS = tuple(Option(key=key, label=text(f"option-{key}")) for key in "ab")
DECLARED: dict[str, dict[str, Any]] = {
    "single": {"options": OPTIONS, "by_side": True},
    "multiple": {"options": OPTIONS, "most": 2, "by_side": True},
    "scale": {"low_label": text("low"), "high_label": text("high")},
    "number": {"high": 100, "unit": text("unit")},
    "sort": {"items": OPTIONS, "classes": OPTIONS, "by_side": True},
    "dots": {"options": OPTIONS},
    "cards": {"columns": OPTIONS},
    "text": {},
    "consent": {"proposal": text("proposal")},
}
QUESTIONS = {
    kind: parse_question({"kind": kind, "key": kind, "prompt": text("prompt"), **more})
    for kind, more in DECLARED.items()
}
BODIES: dict[str, list[dict[str, Any]]] = {
    "single": [{"choice": "a"}, {"choice": "b"}],
    "multiple": [{"choices": ["a"]}, {"choices": ["a", "b"]}],
    "scale": [{"value": 2}, {"value": 5}],
    "number": [{"value": 77}, {"value": 12.5}],
    "sort": [{"sorted": {"a": "a"}}, {"sorted": {"a": "b", "b": "a"}}],
    "dots": [{"dots": {"a": 3}}, {"dots": {"b": 1}}],
    "cards": [{"column": "a", "text": "one"}, {"column": "b", "text": "two"}],
    "text": [{"text": "one"}, {"text": "two"}],
    "consent": [{"answer": "none"}, {"answer": "objection", "reason": "harm"}],
}
KINDS = sorted(QUESTIONS)


def happened(kind: Any, subject: str, item: str = "", **body: Any) -> Event:
    return Event(kind=kind, subject=subject, item=item, body=body)


def room(*kinds: str) -> RoomState:
    """Return a room of many phones, with open questions of these kinds."""
    opened = [
        happened(
            "question_opened", kind, activity=ACT, question=QUESTIONS[kind].model_dump(mode="json")
        )
        for kind in kinds
    ]
    start = [happened("room_opened", "room", **asdict(DOOR)), happened("act_opened", ACT), *opened]
    joined = [event for n, me in enumerate(PEOPLE) for event in join(RoomState(), TOKENS[n], me, 9)]
    return fold([*start, *joined])


def answered(state: RoomState, kind: str, which: list[int]) -> RoomState:
    """Let the phones answer in turn, each with one of two answers."""
    for n, one in enumerate(which):
        said = Message(str(n), kind, BODIES[kind][one], rev=1)
        state = fold(answer(state, TOKENS[n], PEOPLE[n], said), state)
    return state


def then(state: RoomState, kind: Any, subject: str, item: str = "", **body: Any) -> RoomState:
    return fold([happened(kind, subject, item, **body)], state)


def full(kinds: list[str], *, revealed: bool) -> RoomState:
    """Return a room in which every phone answered every question, and half of them are done."""
    state = room(*kinds)
    for kind in kinds:
        state = answered(state, kind, [n % 2 for n in range(len(TOKENS))])
    for token in TOKENS[::2]:
        state = fold(done(state, token, is_done=True), state)
    return fold([happened("question_revealed", kind) for kind in kinds if revealed], state)


def secrets(state: RoomState) -> set[str]:
    """Return all tokens, badges and names under which answers are filed."""
    keys = [*QUESTIONS, done_key(state)]
    names = {answer_id(token, key) for token in TOKENS for key in keys}
    cards = {card_id(token, key, n) for token in TOKENS for key in keys for n in range(6)}
    return names | {*TOKENS, *map(token_hash, TOKENS)} | cards


@pytest.mark.parametrize("revealed", [False, True])
def test_no_phone_and_no_file_names_anybody(*, revealed: bool) -> None:
    """Neither a token, nor what is made of it, nor the room's key goes to phones or files."""
    state = full(KINDS, revealed=revealed)
    shown: list[Any] = [for_everybody(state), *(for_export(state, lang) for lang in LANGS)]
    shown += [for_phone(state, *who) for who in zip(TOKENS, PEOPLE, strict=True)]
    said = dumps(shown)

    assert [] == [name for name in secrets(state) | {DOOR.key} if name in said]


@pytest.mark.parametrize("revealed", [False, True])
def test_neither_presenter_nor_screen_names_anybody(*, revealed: bool) -> None:
    """What is written has a name to be hidden by, and it is not the one it is filed under."""
    state = full(KINDS, revealed=revealed)
    shown = [dumps(for_presenter(state, lang)) for lang in LANGS]
    said = "".join([*shown, *(repr(for_screen(state, key)) for key in KINDS)])

    assert [] == [name for name in secrets(state) if name in said]


@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
@settings(max_examples=examples(12))
def test_before_the_reveal_only_the_count_is_seen(kind: str, data: st.DataObject) -> None:
    """Whatever was answered, other phones and the screen look the same; how many are done is no
    answer.
    """
    n = data.draw(st.integers(0, len(TOKENS) - 1))
    which = st.lists(st.integers(0, 1), min_size=n, max_size=n)
    one, other = (answered(room(kind), kind, data.draw(which)) for _ in range(2))

    seen, same = (for_phone(each, TOKENS[-1], PEOPLE[-1]) | {"ready": 0} for each in (one, other))

    assert seen == same
    assert Result(n=n, sides={}) == for_screen(one, kind) == for_screen(other, kind)
    assert [] == for_export(one, "en")


@pytest.mark.parametrize("kind", KINDS)
def test_covering_again_covers(kind: str) -> None:
    """A question opened again shows nothing of its answers until the next reveal."""
    declared = QUESTIONS[kind].model_dump(mode="json")
    before = full([kind], revealed=True)
    state = then(before, "question_opened", kind, activity=ACT, question=declared)

    assert Result(n=len(TOKENS), sides={}) == for_screen(state, kind)
    assert [None] == [one["result"] for one in for_phone(state, "new", PEOPLE[0])["questions"]]


@pytest.mark.parametrize("kind", KINDS)
def test_a_phone_sees_its_own_answer(kind: str) -> None:
    """And of another's nothing: not even whether there is one."""
    state = answered(room(kind), kind, [1])
    mine, other = (for_phone(state, TOKENS[n], PEOPLE[n])["questions"][0]["mine"] for n in (0, 1))
    body = BODIES[kind][1]

    assert ([{"place": 0, **body}] if kind == "cards" else body) == mine
    assert ([] if kind == "cards" else None) == other


def test_everybody_is_counted() -> None:
    """How many there are and how many answered is no secret; the keyboard is no phone."""
    state = answered(room("single", "cards"), "single", [0, 1, 1])
    state = then(state, "contributed", "single", "sales", choice="a")
    expected = {"people": len(TOKENS), "ready": 0, "answered": {"single": 3, "cards": 0}}

    assert expected == for_everybody(state)
    assert 3 == answers(state, "single")


def test_questions_of_other_acts_are_not_shown() -> None:
    """Phones and presenter see what is asked now."""
    state = then(full(KINDS, revealed=False), "act_opened", "charter")

    assert {} == for_everybody(state)["answered"]
    assert [] == for_phone(state, TOKENS[0], PEOPLE[0])["questions"]
    assert [] == for_presenter(state, "en")["questions"]


@pytest.mark.parametrize(
    ("kind", "subject", "item", "body"),
    [
        ("beat_entered", ACT, "", {"beat": "talk"}),
        ("timer_set", ACT, "", {"ends": 90}),
        ("question_closed", "cards", "", {}),
        ("question_revealed", "cards", "", {}),
        (
            "question_opened",
            "dots",
            "",
            {"activity": ACT, "question": QUESTIONS["dots"].model_dump(mode="json")},
        ),
    ],
)
def test_phones_look_again(kind: str, subject: str, item: str, body: dict[str, Any]) -> None:
    """Whenever there is something else to see, the scene has another name."""
    state = answered(room("cards"), "cards", [0, 1])

    assert scene(state) != scene(then(state, kind, subject, item, **body))


def test_phones_look_again_when_the_act_changes() -> None:
    """Also where neither act asks anything yet: its title is on the page."""
    assert scene(room()) != scene(then(room(), "act_opened", "charter"))


def test_phones_look_again_when_a_card_goes() -> None:
    """Hidden after the reveal it leaves every page; shown again, the scene is the old one."""
    state = then(answered(room("cards"), "cards", [0, 1]), "question_revealed", "cards")
    item = card_name(card_id(TOKENS[0], "cards", 0))
    hidden = then(state, "card_hidden", "cards", item)

    assert scene(state) != scene(hidden)
    assert scene(state) == scene(then(hidden, "card_shown", "cards", item))


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_makes_nobody_look(kind: str) -> None:
    """Three hundred answers are not three hundred pages for three hundred phones."""
    state = room(kind)
    others = [
        answered(state, kind, [0, 1]),
        fold(done(state, TOKENS[0], is_done=True), state),
        fold(join(state, "n" * 22, PEOPLE[0], 300), state),
        then(state, "step_asked", ACT, to="talk"),
        then(state, "card_hidden", kind, "item"),
    ]

    assert {scene(state)} == set(map(scene, others))


@pytest.mark.parametrize("revealed", [False, True])
def test_a_draft_leaves_the_room_nowhere(*, revealed: bool) -> None:
    """Half a sentence on the projector's keyboard is on no phone, in no list and in no count, even
    where its key is that of a question.
    """
    state = full(KINDS, revealed=revealed)
    drafts = [
        happened("kept", key, item, text="half a sentence")
        for key in (*KINDS, "terms.lead.proposal", f"{ACT}.actions")
        for item in ("both", "sales", "0")
    ]
    after = fold(drafts, state)
    views = [for_everybody, scene, lambda one: [for_screen(one, key) for key in KINDS]]
    views += [lambda one: for_phone(one, TOKENS[0], PEOPLE[0])]
    views += [lambda one: for_presenter(one, "en"), lambda one: for_export(one, "en")]

    assert len(drafts) == sum(map(len, after.kept.values())) - len(state.kept[done_key(state)])
    assert [view(state) for view in views] == [view(after) for view in views]


@pytest.mark.parametrize("kind", ["cards", "text", "consent"])
def test_a_hidden_text_is_seen_by_the_facilitator_only(kind: str) -> None:
    """Neither the screen, nor a phone, nor the spreadsheet has it."""
    state = then(answered(room(kind), kind, [1]), "question_revealed", kind)
    (line,) = for_presenter(state, "en")["questions"][0]["cards"]
    hidden = then(state, "card_hidden", kind, line["item"])
    found = []
    for one in (state, hidden):
        phone, rows = for_phone(one, TOKENS[-1], PEOPLE[-1]), for_export(one, "en")
        seen = [dumps(phone), repr(for_screen(one, kind)), dumps(rows)]
        found.append([line["text"] in said for said in seen])

    assert [[True] * 3, [False] * 3] == found
    assert [line | {"hidden": True}] == for_presenter(hidden, "en")["questions"][0]["cards"]


def test_a_spreadsheet_has_what_was_revealed() -> None:
    """Counts of all and of each side, and cards with their column; nothing that is covered."""
    state = full(["single", "cards", "scale"], revealed=False)
    state = fold([happened("question_revealed", key) for key in ("single", "cards")], state)
    rows = for_export(state, "en")
    sides = [["prompt-en", "", "option-a-en", side, "3"] for side in PERSON_SIDES]

    assert [["prompt-en", "", "option-a-en", "", "9"], *sides] == rows[:4]
    assert ["prompt-en", "option-b-en", "two", "", "1"] in rows
    assert 2 * (1 + 3) + 18 == len(rows)


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_speaks_one_language(lang: Lang) -> None:
    """Of each text a phone, the presenter and the file get the one they read."""
    state, other = full(KINDS, revealed=True), "de" if lang == "en" else "en"
    phone = for_phone(state, TOKENS[0], Participant("sales", lang))
    said = dumps([phone, for_presenter(state, lang), for_export(state, lang)])

    assert {True} == {f"{word}-{lang}" in said for word in ("prompt", "option-a", "proposal")}
    assert f"-{other}" not in said


def test_without_an_act_there_is_nothing_to_show() -> None:
    """An empty room has no questions, no title, no cue and no door, and that is no error."""
    shown, names = for_presenter(RoomState(), "de"), ("title", "cue", "next", "door", "questions")

    assert ["", None, None, None, []] == [shown[name] for name in names]
    assert [] == for_phone(RoomState(), TOKENS[0], PEOPLE[0])["questions"]
    assert for_screen(RoomState(), "unknown") is None


def test_a_step_and_its_refusal_are_shown() -> None:
    """The facilitator reads why the room does not go on, in the language of the view."""
    state = then(room(), "step_asked", ACT, to="talk")
    refused = then(state, "step_refused", ACT, de=["Nein."], en=["No."])
    found = [for_presenter(one, lang)["step"] for one in (state, refused) for lang in LANGS]

    assert [[], [], ["Nein."], ["No."]] == [step["refusal"] for step in found]
    assert for_presenter(room(), "en")["step"] is None


def test_the_done_are_counted() -> None:
    """Nine of eighteen; in the next beat nobody is, and neither is whoever is asked more."""
    state = full(["cards"], revealed=False)
    later = then(state, "beat_entered", ACT, beat="talk")

    declared = QUESTIONS["text"].model_dump(mode="json")
    more = then(state, "question_opened", "text", activity=ACT, question=declared)
    fewer = then(more, "question_closed", "text")

    assert [9, 0] == [for_presenter(one, "en")["ready"] for one in (state, later)]
    assert [0, 9] == [for_presenter(one, "en")["ready"] for one in (more, fewer)]
    assert [True, False] == [for_phone(one, TOKENS[0], PEOPLE[0])["done"] for one in (state, later)]


def test_a_question_that_is_only_closed_shows_nothing_yet() -> None:
    """Closed is not revealed: neither the screen nor a phone has an answer before."""
    which = [n % 2 for n in range(len(TOKENS))]
    closed = then(answered(room("single"), "single", which), "question_closed", "single")
    shown = then(closed, "question_revealed", "single")

    assert for_screen(closed, "single") == Result(n=len(TOKENS), sides={})
    for state, has in ((closed, False), (shown, True)):
        (question,) = for_phone(state, TOKENS[0], PEOPLE[0])["questions"]
        assert has is bool(question.get("result"))
    assert for_screen(shown, "single") != for_screen(closed, "single")
