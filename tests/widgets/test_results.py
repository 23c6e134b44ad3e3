"""Answers on the projector: a table, honest numbers, and text that stays text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from workshop.room.log.event import Event
from workshop.room.state.fold import fold
from workshop.room.state.participant import card_name
from workshop.room.state.question import Cards, Dots, Number, Option, Scale, Single, Sort
from workshop.room.state.result import result
from workshop.room.state.state import Asked, Contribution
from workshop.room.views.projection import for_screen
from workshop.widgets.elements import side_badge
from workshop.widgets.results import results_html, waiting_html
from workshop.words import LANGS, Words, as_typed

if TYPE_CHECKING:
    from workshop.room.state.question import Question
    from workshop.words import Lang

HOSTILE = "<script>alert(1)</script>"
ABC = tuple(Option(key=key, label={"de": f"{key}-de", "en": f"{key}-en"}) for key in "abc")
FRAME: dict[str, Any] = {"key": "q", "prompt": as_typed("?")}
SINGLE = Single(**FRAME, options=ABC, by_side=True)
SCALE = Scale(**FRAME, low_label=as_typed("low"), high_label=as_typed("high"))
NUMBER = Number(**FRAME, high=5000, unit=as_typed("h"))
SORT = Sort(**FRAME, items=ABC, classes=ABC)
CARDS = Cards(**FRAME, columns=ABC)
DOTS = Dots(**FRAME, options=(Option(key="a", label=as_typed(HOSTILE)),))
BODIES: dict[str, tuple[Question, dict[str, Any]]] = {
    "single": (SINGLE, {"choice": "a"}),
    "scale": (SCALE, {"value": 2}),
    "number": (NUMBER, {"value": 12}),
    "sort": (SORT, {"sorted": {"a": "b", "b": "a"}}),
    "dots": (DOTS, {"dots": {"a": 2}}),
}


def shown(question: Question, lang: Lang, *bodies: dict[str, Any], sides: str = "") -> str:
    """Return the answers of as many phones; `sides` has a letter for each, s or m."""
    named = {"s": "sales", "m": "marketing"}
    said = [
        Contribution(f"phone-{n}", named.get(sides[n : n + 1], "both"), body)
        for n, body in enumerate(bodies)
    ]
    return results_html(question, result(Asked(question, "act"), said), Words(lang))


def test_sorted_items_stand_under_their_own_name() -> None:
    """What is marked may be a section of the charter, and not a case."""
    sections = Sort(**FRAME, heading=as_typed("Section"), items=ABC, classes=ABC)
    body = {"sorted": {"a": "b"}}

    assert '<th scope="col">Section</th>' in shown(sections, "en", body)
    assert '<th scope="col">Item</th>' in shown(SORT, "en", body)


@pytest.mark.parametrize("kind", BODIES)
def test_bars_are_a_table(kind: str) -> None:
    """A screen reader hears of every bar which answer and which column it belongs to."""
    question, body = BODIES[kind]
    html = shown(question, "en", body)
    heads = re.findall(r"<th\b([^>]*)>", html)

    assert {' scope="col"', ' scope="row"'} == set(heads)
    assert len(re.findall("<tbody><tr[^>]*>", html)) == html.count("<table")
    assert html.count("</td>") == html.count("<td>")


@pytest.mark.parametrize("lang", LANGS)
def test_every_answer_to_choose_has_its_row(lang: Lang) -> None:
    """What nobody chose is said, too: zero is an answer of the room."""
    html = shown(SINGLE, lang, {"choice": "a"}, {"choice": "a"}, {"choice": "b"})
    rows = re.findall(r'<th scope="row">(.*?)</th><td>.*?</span> (\d+)</td>', html)

    assert [(f"a-{lang}", "2"), (f"b-{lang}", "1"), (f"c-{lang}", "0")] == rows


def test_the_longest_bar_is_the_measure() -> None:
    """The picture shows the same proportions as the numbers beside it."""
    html = shown(SINGLE, "en", {"choice": "a"}, {"choice": "a"}, {"choice": "b"})

    assert ["100.0", "50.0", "0.0"] == re.findall(r"width:([\d.]+)%", html)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", BODIES)
def test_n_is_named(kind: str, lang: Lang) -> None:
    """No bar without the number of people it stands on."""
    question, body = BODIES[kind]

    assert "n = 3" in shown(question, lang, body, body, body)


@pytest.mark.parametrize(("lang", "mean"), [("de", "2,5"), ("en", "2.5")])
def test_a_scale_has_its_mean(lang: Lang, mean: str) -> None:
    """The mean is written as the language writes numbers."""
    expected = Words(lang)("On average about {mean}, n = {n}", mean=mean, n=8)

    assert expected in shown(SCALE, lang, *[{"value": 2}, {"value": 3}] * 4)


@pytest.mark.parametrize(("lang", "median"), [("de", "1.000,5"), ("en", "1,000.5")])
def test_a_guess_has_its_median(lang: Lang, median: str) -> None:
    """One wild guess does not move the middle, and the number is grouped as people read it."""
    guesses = [{"value": value} for value in (1, 1000, 1000, 1001, 1001, 5000)]
    expected = Words(lang)("Median {median}, n = {n}", median=median, n=6)

    assert expected in shown(NUMBER, lang, *guesses)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("sides", "apart"),
    [
        ("sssss" + "mmmmm", ["sales", "marketing"]),
        ("sssss" + "mmmm", []),
        ("ssss" + "mmmm", []),
        ("sssss", ["sales"]),
    ],
)
def test_a_side_stands_apart_only_where_it_hides_its_people(
    lang: Lang, sides: str, apart: list[str]
) -> None:
    """Fewer than five of a side, or of the rest, are never shown on their own."""
    words = Words(lang)
    html = shown(SINGLE, lang, *[{"choice": "a"}] * len(sides), sides=sides)

    assert apart == [s for s in ("sales", "marketing") if side_badge(s, words) in html]
    assert 3 * (1 + len(apart)) == html.count("<td>")


@pytest.mark.parametrize("lang", LANGS)
def test_other_sides_have_a_column_too(lang: Lang) -> None:
    """Five people from elsewhere may be shown apart, by name."""
    said = [Contribution(str(n), "other", {"choice": "a"}) for n in range(5)]
    html = results_html(SINGLE, result(Asked(SINGLE, "act"), said), Words(lang))

    assert Words(lang)("Somewhere else") in html


@pytest.mark.parametrize("lang", LANGS)
def test_sorted_items_are_one_table(lang: Lang) -> None:
    """A row for each item and a column for each class, named in the language."""
    html = shown(SORT, lang, {"sorted": {"a": "b"}}, {"sorted": {"a": "b", "c": "c"}})
    head = re.findall(r'<th scope="col">(.*?)</th>', html)
    rows = re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', html)
    counts = {item: re.findall(r"<b>(\d+)</b>", cells) for item, cells in rows}

    assert [Words(lang)("Item"), *(f"{key}-{lang}" for key in "abc")] == head
    assert ["0", "2", "0"] == counts[f"a-{lang}"]
    assert [f"{key}-{lang}" for key in "abc"] == list(counts)


@pytest.mark.parametrize("lang", LANGS)
def test_cards_hang_under_their_column(lang: Lang) -> None:
    """A card without its column would mean something else."""
    html = shown(CARDS, lang, {"column": "b", "text": "Zuhören"}, {"column": "b", "text": "Fragen"})

    assert 1 == html.count(f"<h4>b-{lang}</h4>")
    assert {"Zuhören", "Fragen"} == set(re.findall(r"<li>(.*?)</li>", html))


def test_the_wall_is_text() -> None:
    """What strangers write on their phones never runs on the projector."""
    html = shown(CARDS, "en", {"column": "b", "text": HOSTILE})

    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_options_by_strangers_are_text() -> None:
    """Cards become the options of the vote; their words are escaped there, too."""
    html = shown(DOTS, "en", {"dots": {"a": 1}})

    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_hidden_card_is_not_on_the_wall() -> None:
    """What the facilitator took away is not in the page, not even invisibly."""
    body = {"activity": "act", "question": CARDS.model_dump(mode="json")}
    opened = Event(kind="question_opened", subject="q", body=body)
    said = [
        Event(
            kind="contributed", subject="q", item=word, body={"column": "a", "text": f"card {word}"}
        )
        for word in ("kept", "taken")
    ]
    hidden = Event(kind="card_hidden", subject="q", item=card_name("taken"))
    state = fold([opened, *said, hidden, Event(kind="question_revealed", subject="q")])
    found = for_screen(state, "q")
    html = results_html(CARDS, found, Words("en"))

    assert "card kept" in html
    assert "taken" not in html


@pytest.mark.parametrize("lang", LANGS)
def test_no_answers_are_said(lang: Lang) -> None:
    """An empty table would look like a broken page."""
    html = shown(SINGLE, lang)

    assert Words(lang)("No answers.") in html
    assert "<table" not in html


@pytest.mark.parametrize(
    ("lang", "one", "many"),
    [
        ("de", "1 Antwort ", "2 Antworten "),
        ("en", "1 answer ", "2 answers "),
    ],
)
def test_while_it_waits_the_screen_counts(lang: Lang, one: str, many: str) -> None:
    """Everybody sees how many are still missing."""
    words = Words(lang)

    assert one in waiting_html(1, 12, words)
    assert many in waiting_html(2, 12, words)
    seated = words.plural("{n} person at the table", "{n} people at the table", 12)
    assert seated in waiting_html(1, 12, words)
