"""Questions to talk about: those that fit what was found, at most three."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from support.acts.acting import OWN_WORD, defined, vote

from workshop.notebook.act1.shared_term import SharedTerm
from workshop.room.state.question import Option
from workshop.side import side_name
from workshop.story.act1.talking_points import MOST, talking_points
from workshop.story.cases.ratings import BASELINE, sort_question
from workshop.terms.outcome.comparison import Comparison, Tally
from workshop.words import as_typed

if TYPE_CHECKING:
    from workshop.story.context import Stage

CLOSE = "You almost agree. Who are the few you still see differently?"
EMPTY = "One of your rules doesn’t fit anything. Is that what you meant to say?"
WIDER = (
    "{wide} casts the wider net. What does {narrow} look at before saying yes, and which"
    " wins would that cost?"
)
OTHER = (
    "You each call about the same number of cases “{word}”, but not the same ones. What "
    "does each side look at first?"
)
DEAR = (
    "{share} of all wins came from cases that only {wide} would have counted. What did "
    "{narrow} not see in them at first?"
)
INSIDE = (
    "When you sorted the cases, the divide ran inside {side}, not between you. What do "
    "you disagree about among yourselves?"
)


def compared(
    monkeypatch: pytest.MonkeyPatch, stage: Stage, cases: Any, wins: Any = (0, 0, 0, 0)
) -> SharedTerm:
    """Return a word whose rules cover so many cases: sales, marketing, both, none."""
    names = [("sales",), ("marketing",), ("sales", "marketing"), ()]
    parts = {
        frozenset(name): Tally(n, n, 0, won)
        for name, n, won in zip(names, cases, wins, strict=True)
    }
    found = Comparison(("sales", "marketing"), parts, "contacts", date(2026, 11, 20), 180)
    act = SharedTerm(stage)
    monkeypatch.setattr(act.table, "comparison", lambda: found)
    return act


def wider(stage: Stage, wide: str, narrow: str) -> str:
    """Return the question about the wider net."""
    words = stage.words
    return words(WIDER, wide=side_name(wide, words), narrow=side_name(narrow, words))


@pytest.mark.parametrize(
    ("cases", "message"),
    [
        ((0, 100, 0, 900), EMPTY),
        ((0, 0, 0, 900), EMPTY),
        ((10, 10, 80, 900), CLOSE),
        ((10, 11, 80, 900), OTHER),
        ((100, 100, 0, 900), OTHER),
        ((49, 0, 100, 900), OTHER),
    ],
)
def test_the_shape_of_two_rules_has_its_question(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, cases: Any, message: str
) -> None:
    """Nobody, nearly the same, or as many but others; at the borders exactly so."""
    act = compared(monkeypatch, stage, cases)

    assert [stage.words(message).replace("{word}", act.word)] == talking_points(
        act.table, act.words
    )


@pytest.mark.parametrize(
    ("cases", "wide", "narrow"),
    [((50, 0, 100, 900), "sales", "marketing"), ((0, 200, 100, 900), "marketing", "sales")],
)
def test_the_wider_net_is_asked_about(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, cases: Any, wide: str, narrow: str
) -> None:
    """From half as many again on, whoever casts it."""
    act = compared(monkeypatch, stage, cases)

    assert [wider(stage, wide, narrow)] == talking_points(act.table, act.words)


@pytest.mark.parametrize(("only", "asked"), [(19, False), (20, True)])
def test_wins_one_rule_would_have_missed_are_asked_about(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, only: int, *, asked: bool
) -> None:
    """From a fifth of all wins on, with the share, before the shape."""
    act = compared(monkeypatch, stage, (100, 100, 0, 900), (0, only, 100 - only, 0))
    words, points = stage.words, talking_points(act.table, act.words)
    sides = {"wide": side_name("marketing", words), "narrow": side_name("sales", words)}
    question = words(DEAR, share=words.percent(only / 100, 0), **sides)

    assert asked is (question in points)
    assert asked is (points[0] == question)


def test_a_split_inside_a_side_comes_first(german: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """What sales has to settle with sales is not marketing's fault; three questions at most."""
    act = compared(monkeypatch, german, (100, 100, 0, 900), (40, 40, 20, 0))
    items = [Option(key=f"C{n}", label=as_typed(f"C{n}")) for n in range(12)]
    german.room.open_question("arriving.cases", sort_question(BASELINE, items))
    low, high = ({"sorted": dict.fromkeys((i.key for i in items), k)} for k in ("lead", "sql"))
    vote(german, BASELINE, "sales", [low, high] * 3)
    vote(german, BASELINE, "marketing", [low] * 6)
    points, words = talking_points(act.table, act.words), german.words

    assert words(INSIDE, side=words("Sales")) == points[0]
    assert MOST == len(points)


def test_a_word_with_braces_is_asked_about_as_typed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A word of the group's own is no placeholder."""
    act = compared(monkeypatch, stage, (100, 100, 0, 900))
    act.table.term = act.term.__class__(
        "own1", as_typed(OWN_WORD), "contacts", act.term.opening, act.term.hint, act.term.knows
    )

    assert OWN_WORD in talking_points(act.table, act.words)[0]


def test_the_sample_company_gives_something_to_talk_about(stage: Stage) -> None:
    """On real rules there is at least one question, and no more than three."""
    points = talking_points(defined(stage).table, stage.words)

    assert 1 <= len(points) <= MOST
    assert not any("{" in point for point in points)
