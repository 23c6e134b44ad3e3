"""Promises in both directions: what is recorded is what the sandbox says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from acting import HOSTILE, hall, other_data, vote
from promising import BOTH_WAYS, promising, record
from screen import press, text
from ways import WAY, without

from workshop.activities.assembly import assemble
from workshop.activities.customer_journey.kept_said import kept_text
from workshop.activities.customer_journey.promises import (
    MOST_WANTED,
    NEED,
    WANTED,
    Promises,
    questions,
)
from workshop.agenda import Beat
from workshop.charter.export import html, markdown
from workshop.journey.handover import LABELS
from workshop.journey.promise import PROMISES, promise
from workshop.journey.sandbox import kept
from workshop.widgets.html import esc, side_name
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workshop.activities.stage import Stage

OWN = {"own_sales": {"text": HOSTILE}, "own_marketing": {"text": "Freitags keine Listen"}}
ASK = "Ask the phones"


def test_everybody_may_wish_for_what_is_on_offer() -> None:
    """The phones show the promises the desk offers, worded as there, in both languages."""
    need, wanted = questions()

    assert (NEED, WANTED) == (need.key, wanted.key)
    assert MOST_WANTED == wanted.most
    assert [(one.key, {lang: one.text(Words(lang)) for lang in LANGS}) for one in PROMISES] == [
        (option.key, option.label) for option in wanted.options
    ]


def test_the_hand_over_is_shown_before_anybody_promises(stage: Stage) -> None:
    """Reveal and talk show what became of what was handed over, silence named as silence."""
    for beat in (Beat.REVEAL, Beat.TALK):
        shown = text(promising(stage, beat).widget)

        assert "ot-figure" in shown
        assert esc(stage.words(LABELS["silent"])) in shown


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"answer": {"given": True}},
        {"carries": {"given": True}, "fresh": {"given": True}},
        {"own_sales": {"text": "Wir rufen an"}},
        {"answer": {"given": True}, "carries": {"given": False}},
    ],
)
def test_a_promise_in_one_direction_is_none(stage: Stage, given: dict[str, object]) -> None:
    """One side alone cannot keep the hand-over; the notice says what is missing."""
    act = promising(stage, **given)
    found = record(act)

    assert found is None
    assert stage.words("A promise is still missing in one direction.") in text(act.widget)


def test_what_is_recorded_is_what_the_sandbox_says(stage: Stage) -> None:
    """Sentence and number of each promise, at its value, in both languages."""
    found = record(promising(stage, **BOTH_WAYS))
    assert found is not None

    assert {"answer", "carries"} == {line["key"] for line in found["promises"]}
    for line in found["promises"]:
        one, value = promise(line["key"]), BOTH_WAYS[line["key"]]["value"]
        now = kept(stage.crm, one, value)
        assert now.share is not None
        for words in map(Words, LANGS):
            assert (line["from"], line["value"]) == (one.from_side, value)
            assert one.text(words, value) == line["text"][words.lang]
            assert kept_text(now, words) == line["kept"][words.lang]
            assert words.percent(now.share, 0) in line["kept"][words.lang]


def test_what_was_recorded_is_shown_and_can_be_changed(stage: Stage) -> None:
    """The table names who gives it, what, and how often it held; and there is a way back."""
    act = promising(stage, **BOTH_WAYS)
    found = record(act)
    assert found is not None
    shown, lang = text(act.widget), stage.words.lang
    press(act.widget, stage.words("Change it"))

    for line in found["promises"]:
        assert esc(line["text"][lang]) in shown
        assert esc(line["kept"][lang]) in shown
    assert Beat.DECIDE is act.beat


def test_a_promise_of_ones_own_stays_text_everywhere(stage: Stage) -> None:
    """Markup and braces are neither run nor filled: on the projector, on paper, in the file."""
    act = promising(stage, **OWN)
    found = record(act)
    assert found is not None
    charter = assemble(stage, stage.words)
    page, paper = html(charter), markdown(charter)

    assert dict.fromkeys(LANGS, HOSTILE) == found["promises"][0]["text"]
    assert esc(HOSTILE) in text(act.widget)
    assert "<img" not in text(act.widget)
    assert "<img" not in page
    assert "{word} {0} %s" in page
    assert r"\<img src=x onerror=alert(1)\> {word} {0} %s" in paper


def test_a_promise_of_ones_own_says_that_people_have_to_ask(stage: Stage) -> None:
    """No number is made up for what no data can show."""
    found = record(promising(stage, **OWN))
    assert found is not None
    asks = "This promise has no measure in the data: ask each other whether it was kept."

    assert [{lang: Words(lang)(asks) for lang in LANGS}] * 2 == [
        line["kept"] for line in found["promises"]
    ]


def test_phones_read_the_promises_in_their_language(stage: Stage) -> None:
    """Each line says who gives it, with the value as it stands."""
    act = promising(stage, **BOTH_WAYS)

    for words in map(Words, LANGS):
        lines = act.proposal_text()[words.lang].split("\n")
        assert [
            f"{side_name(promise(key).from_side, words)}: {promise(key).text(words, value)}"
            for key, value in (("carries", 2), ("answer", 4))
        ] == lines


@pytest.mark.parametrize(
    "change", [("answer", {"value": 2}), ("reason", {"given": True}), ("own_sales", {"text": "x"})]
)
def test_a_promise_changed_after_the_phones_were_asked_is_not_recorded(
    stage: Stage, change: tuple[str, dict[str, object]]
) -> None:
    """Nobody consents to eight hours and finds two on the wall."""
    hall(stage, 1, 1)
    act = promising(stage, **BOTH_WAYS)
    press(act.widget, stage.words(ASK))
    act.desk.keep(change[0], **change[1])
    refused = record(act)
    shown = text(act.widget)
    press(act.widget, stage.words(ASK))
    found = record(act)

    assert refused is None
    assert stage.words("The proposal was changed after the phones were asked.") in shown
    assert found is not None


def test_objections_stand_beside_the_promises(stage: Stage) -> None:
    """What a phone objected is recorded word for word and shown as text."""
    hall(stage, 1, 1)
    act = promising(stage, **BOTH_WAYS)
    press(act.widget, stage.words(ASK))
    (key,) = [key for key in stage.room.state.questions if ".consent." in key]
    vote(stage, key, "both", [{"answer": "objection", "reason": HOSTILE}])
    found = record(act)
    assert found is not None

    assert [HOSTILE] == found["objections"]
    assert f"<li>{esc(HOSTILE)}</li>" in text(act.widget)
    assert (HOSTILE,) == assemble(stage, stage.words).promise_objections


def test_promises_are_kept_over_a_restart(make_stage: Callable[..., Stage]) -> None:
    """Ticks, values and words are redrawn from the room alone; the proposal is the same."""
    act = promising(make_stage(), **BOTH_WAYS, **OWN)
    again = Promises(make_stage())

    assert text(act.widget) == text(again.widget)
    assert act.proposal_text() == again.proposal_text()


@pytest.mark.parametrize("table", ["touchpoints", "handoffs", "deals"])
def test_data_without_a_table_still_lets_people_promise(
    german: Stage, tmp_path: Path, table: str
) -> None:
    """What cannot be tried can be promised, and the reason is recorded instead of a number."""
    other_data(german, tmp_path / "export", **without(table))
    shown = [
        text(promising(german, beat, **BOTH_WAYS).widget)
        for beat in (Beat.REVEAL, Beat.TALK, Beat.DECIDE)
    ]
    found = record(Promises(german))

    assert [False] * 3 == ['role="alert"' in each for each in shown]
    assert found is not None
    assert all(all(line["kept"].values()) for line in found["promises"])
    assert (table == "handoffs") is ("handoffs.handed_at" in shown[0])


def test_too_few_hand_offs_are_no_number(stage: Stage, tmp_path: Path) -> None:
    """A company with one hand-off reads why there is none, and can promise."""
    other_data(stage, tmp_path / "export", **WAY)
    found = record(promising(stage, **BOTH_WAYS))
    assert found is not None

    for line in found["promises"]:
        now = kept(stage.crm, promise(line["key"]), line["value"])
        assert now.share is None
        assert kept_text(now, stage.words) == line["kept"][stage.words.lang] != ""
