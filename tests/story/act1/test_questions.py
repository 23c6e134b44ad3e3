"""What phones are asked about a word, and what a side's answers add up to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from support.acts.acting import OWN_WORD

from workshop.errors import WorkshopError
from workshop.room.log.event import Event
from workshop.room.state.fold import fold
from workshop.room.state.question import Multiple
from workshop.room.state.state import RoomState
from workshop.story.act1.questions import (
    MOST_CASES,
    case_question,
    side_rule,
    think_questions,
)
from workshop.terms.outcome.example import Case
from workshop.terms.rules.entity import ENTITIES
from workshop.terms.rules.template import TICKS, ticked_rule
from workshop.terms.rules.term import TERMS, own_term
from workshop.words import LANGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.terms.rules.rule import Rule
    from workshop.terms.rules.term import Term

LEAD = TERMS["lead"]
SENTENCE, TICKED, MATCH = (f"terms.lead.{part}" for part in ("sentence", "ticks", "match"))
FORM, ALL, ANY = {"choices": ["form"]}, {"choice": "all"}, {"choice": "any"}


def asked(term: Term = LEAD) -> RoomState:
    """Return a room in which a word's questions are asked."""
    return fold(
        Event(
            kind="question_opened",
            subject=one.key,
            body={"activity": f"terms.{term.key}", "question": one.model_dump(mode="json")},
        )
        for one in think_questions(term)
    )


def say(state: RoomState, key: str, side: Any, bodies: Sequence[dict[str, Any]]) -> RoomState:
    """Let one phone of a side give each of these answers."""
    said = [
        Event(kind="contributed", subject=key, item=f"{side}-{n}", side=side, body=body)
        for n, body in enumerate(bodies)
    ]
    return fold(said, state)


def ticked(n: int, side: str = "sales", body: dict[str, Any] = FORM) -> RoomState:
    """Return a room in which so many people of a side ticked the same."""
    return say(asked(), TICKED, side, [body] * n)


def rule(state: RoomState, side: str = "sales") -> Rule | None:
    """Return the rule of a side for Lead."""
    return side_rule(state, LEAD, side)


def test_five_of_a_side_make_a_rule() -> None:
    """Five phones are enough to speak for a side, and the other side's stay out of it."""
    state = say(ticked(5), TICKED, "marketing", [{"choices": ["score"]}] * 5)

    assert ticked_rule(["form"], "all") == rule(state)
    assert ticked_rule(["score"], "all") == rule(state, "marketing")


def test_fewer_than_five_are_not_shown_as_a_group() -> None:
    """A rule made of four people's ticks would tell what each of them thinks."""
    assert rule(ticked(4)) is None


def test_a_side_is_not_shown_where_subtracting_would_show_the_rest() -> None:
    """Five of sales and two from elsewhere: the total would give the two away."""
    assert rule(say(ticked(5), TICKED, "other", [FORM] * 2)) is None


@pytest.mark.parametrize("state", [RoomState(), asked()])
def test_nothing_asked_or_answered_is_no_rule(state: RoomState) -> None:
    """Nobody's opinion is put into their mouth."""
    assert rule(state) is None


def test_the_keyboard_is_no_phone() -> None:
    """What a side entered at the keyboard is its own definition, not a vote on one."""
    said = Event(kind="contributed", subject=TICKED, item="sales", side="sales", body=FORM)

    assert rule(fold([said], ticked(4))) is None


@pytest.mark.parametrize(("votes", "counts"), [(2, False), (3, True), (4, True)])
def test_at_least_half_of_a_side_must_tick_a_criterion(votes: int, *, counts: bool) -> None:
    """Three of six carry a criterion, two do not."""
    both = {"choices": ["form", "need"]}
    state = say(asked(), TICKED, "sales", [both] * votes + [FORM] * (6 - votes))
    chosen = ["form", "need"] if counts else ["form"]

    assert ticked_rule(chosen, "all") == rule(state)


def test_no_majority_is_no_rule() -> None:
    """Where everybody ticked something else, nothing speaks for the side."""
    keys = ("form", "webinar", "score", "need", "budget")

    assert rule(say(asked(), TICKED, "sales", [{"choices": [key]} for key in keys])) is None


@pytest.mark.parametrize(
    ("said", "match"),
    [
        ([], "all"),
        ([ANY] * 3 + [ALL] * 2, "any"),
        ([ANY] * 2 + [ALL] * 3, "all"),
        ([ANY] * 3 + [ALL] * 3, "all"),
        ([ANY] * 4, "all"),
    ],
)
def test_the_majority_says_how_criteria_combine(said: list[dict[str, str]], match: Any) -> None:
    """One of them is enough only if more people say so than not, and five have spoken."""
    assert ticked_rule(["form"], match) == rule(say(ticked(6), MATCH, "sales", said))


@pytest.mark.parametrize("key", ["drop table", "__class__", "", "FORM", "has_end"])
def test_only_criteria_of_this_word_can_be_ticked(key: str) -> None:
    """A phone cannot bring a criterion of its own, neither by answer nor in the log."""
    question = think_questions(LEAD)[1]

    with pytest.raises(WorkshopError):
        question.check({"choices": [key]})
    assert ticked_rule(["form"], "all") == rule(ticked(5, body={"choices": ["form", key]}))


def test_nothing_but_unknown_ticks_is_no_rule() -> None:
    """A rule is made of criteria that run on data, or there is none."""
    assert rule(ticked(5, body={"choices": ["nonsense"]})) is None


@pytest.mark.parametrize("key", ["lead", "opportunity", "campaign"])
def test_each_word_is_asked_about_what_it_is_about(key: str) -> None:
    """A campaign is not asked for its budget of a person; its ticks make a rule about campaigns."""
    term = TERMS[key]
    (question,) = (one for one in think_questions(term) if isinstance(one, Multiple))
    options = [one.key for one in question.options]
    state = say(asked(term), question.key, "sales", [{"choices": options[:1]}] * 5)
    found = side_rule(state, term, "sales")

    assert [
        name for name, one in TICKS.items() if one.entity == term.entity and not one.term
    ] == options
    assert found is not None
    assert term.entity == found.entity


@pytest.mark.parametrize("entity", ENTITIES)
def test_a_word_with_braces_and_markup_is_asked_as_it_is(entity: Any) -> None:
    """Phones draw text nodes: the prompt holds the word as typed, and nothing is filled in."""
    term = own_term("own1", OWN_WORD, entity)
    _, ticks, _ = think_questions(term)
    asked_cases = case_question(term, cases(2))

    assert all(OWN_WORD in ticks.prompt[lang] for lang in LANGS)
    assert all(OWN_WORD in think_questions(term)[0].prompt[lang] for lang in LANGS)
    assert all(1 == asked_cases.prompt[lang].count(OWN_WORD) for lang in LANGS)
    assert ticks.prompt["de"] != ticks.prompt["en"]


@pytest.mark.parametrize("place", [0, 1, 2])
def test_everybody_is_asked_in_their_language(place: int) -> None:
    """No phone shows the other language's question."""
    prompt = think_questions(LEAD)[place].prompt

    assert set(LANGS) == set(prompt)
    assert prompt["de"] != prompt["en"]


def test_a_sentence_has_no_side() -> None:
    """Words give people away sooner than ticks; so they stand on the wall without a side."""
    assert [False, True, True] == [one.by_side for one in think_questions(LEAD)]


def cases(n: int) -> list[Case]:
    """Return so many cases in between."""
    facts = {"role": "it", "employees": 1200, "form_sent": True}
    sales = frozenset({"sales"})
    return [
        Case(f"C{place}", "contacts", sales, facts, date(2026, 1, 5), won=True)
        for place in range(n)
    ]


def test_a_few_cases_are_enough() -> None:
    """Nobody reads ten cases on a phone."""
    question = case_question(LEAD, cases(MOST_CASES + 3))

    assert [f"C{n}" for n in range(MOST_CASES)] == [item.key for item in question.items]


def test_a_case_is_told_in_both_languages_without_its_end() -> None:
    """People judge what was known at that time, in numbers they can read."""
    (item,) = case_question(LEAD, cases(1)).items

    assert item.note is not None
    assert "1.200" in item.label["de"]
    assert "1,200" in item.label["en"]
    assert item.note["de"] != item.note["en"]
    assert "won" not in item.label["en"] + item.note["en"]
