"""What the facilitator sees: script, plan, counts, cards before the reveal, and nobody's name."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Any

import pytest

from workshop.agenda import PLANS, USUAL
from workshop.room.commands.answers import Message, answer
from workshop.room.commands.door import join
from workshop.room.commands.steps import choose_plan, show_moment
from workshop.room.log.event import Event
from workshop.room.state.fold import fold
from workshop.room.state.moments import Moments
from workshop.room.state.participant import Participant
from workshop.room.state.question import Consent, ShortText, Single
from workshop.room.state.state import RoomState
from workshop.room.views.planning import plan_of
from workshop.room.views.presenting import for_presenter, next_step
from workshop.room.views.projection import NEXT
from workshop.words import LANGS, Lang, Words, as_typed, both

if TYPE_CHECKING:
    from workshop.room.state.question import Question

TOKENS = [f"token-{n}-" + "x" * 20 for n in range(6)]
ME = Participant("sales", "de")
HOSTILE = "<img src=x onerror=alert(1)> {word}"
TEXT = ShortText(key="note", prompt=as_typed("?"))
RULES = {"rules": [], "objections": [], "decided_on": "2026-11-23"}


def room(activity: str, beat: str = "think", *questions: Question) -> RoomState:
    """Return a room of six phones in this step."""
    asked = [
        Event(
            kind="question_opened",
            subject=one.key,
            body={"activity": activity, "question": one.model_dump(mode="json")},
        )
        for one in questions
    ]
    state = fold(
        [
            Event(kind="act_opened", subject=activity, body={"at": 1.0}),
            Event(kind="beat_entered", subject=activity, body={"beat": beat, "at": 2.0}),
            *asked,
        ]
    )
    for token in TOKENS:
        state = fold(join(state, token, ME, 99), state)
    return state


def said(state: RoomState, key: str, *bodies: dict[str, Any]) -> RoomState:
    """Let phones answer in turn."""
    for n, body in enumerate(bodies):
        state = fold(answer(state, TOKENS[n], ME, Message(str(n), key, body, rev=1)), state)
    return state


def planned(state: RoomState, plan: str) -> RoomState:
    """Let the facilitator choose a plan."""
    return fold(choose_plan(state, plan, now=3.0), state)


def word(*keys: str) -> Event:
    """Let the group choose words."""
    terms = [{"key": key, "label": as_typed(f"<{key}>"), "entity": "contacts"} for key in keys]
    return Event(kind="decided", subject="terms.choice", body={"terms": terms})


@pytest.mark.parametrize("lang", LANGS)
def test_cards_are_read_before_the_reveal_and_name_nobody(lang: Lang) -> None:
    """The facilitator may hide an insult in time, and cannot find out whose it is."""
    state = said(room("charter", "think", TEXT), "note", {"text": HOSTILE}, {"text": "gut"})
    shown = for_presenter(state, lang)
    cards = shown["questions"][0]["cards"]

    assert {HOSTILE, "gut"} == {card["text"] for card in cards}
    assert shown["questions"][0]["result"] is None
    assert not any(token in dumps(shown) for token in TOKENS)
    assert not any(item in dumps(shown) for item in state.contributions["note"])


def test_choices_are_no_cards() -> None:
    """Who chose what is not read before the reveal, by nobody."""
    options = tuple({"key": key, "label": as_typed(key)} for key in "ab")
    single = Single.model_validate({"key": "one", "prompt": as_typed("?"), "options": options})
    state = said(room("charter", "think", single), "one", {"choice": "a"})
    (shown,) = for_presenter(state, "de")["questions"]

    assert [] == shown["cards"]
    assert shown["result"] is None


def test_the_usual_plan_leaves_nothing_out() -> None:
    """Whoever chose none follows the half day; a choice counts from then on."""
    state = room("arriving")
    later = planned(state, "45")

    assert (USUAL, "45") == (plan_of(state), plan_of(later))
    assert 45 == for_presenter(later, "de")["plan"]["minutes"]
    assert list(PLANS) == [one["key"] for one in for_presenter(state, "de")["plan"]["plans"]]


@pytest.mark.parametrize(
    ("activity", "beat", "plan", "to"),
    [
        ("arriving", "think", USUAL, "reveal"),
        ("arriving", "decide", USUAL, "recorded"),
        ("arriving", "recorded", USUAL, "arriving.quiz"),
        ("arriving.quiz", "reveal", USUAL, "arriving.bond"),
        ("arriving.quiz", "reveal", "45", "arriving.cases"),
        ("arriving.cases", "reveal", USUAL, NEXT),
        ("terms.choice", "think", USUAL, "terms.mql"),
        ("terms.mql", "recorded", USUAL, "terms.own1"),
        ("terms.own1", "recorded", USUAL, "terms.again"),
        ("terms.own1", "recorded", "90", NEXT),
        ("terms.again", "reveal", USUAL, "recorded"),
    ],
)
def test_the_next_step_is_where_plan_and_group_lead(
    activity: str, beat: str, plan: str, to: str
) -> None:
    """A beat, a station of the act, or the next act; the words are those the group chose."""
    state = planned(fold([word("mql", "own1")], room(activity, beat)), plan)
    found = next_step(state, Words("de"))

    assert found is not None
    assert to == found["to"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_station_is_named_in_the_language_of_the_view(lang: Lang) -> None:
    """Stations of ours are translated, words of the group's own stay as typed."""
    quiz = next_step(room("arriving", "recorded"), Words(lang))
    state = fold([word("own1")], room("terms.choice"))
    own = next_step(state, Words(lang))

    assert {"to": "arriving.quiz", "label": both("The couple’s quiz")[lang]} == quiz
    assert {"to": "terms.own1", "label": "<own1>"} == own


@pytest.mark.parametrize(
    "state", [RoomState(), room("nowhere"), room("charter.checkout", "reveal")]
)
def test_where_nothing_follows_there_is_no_next(state: RoomState) -> None:
    """An empty room, a page outside the story, and the end of it lead nowhere."""
    assert next_step(state, Words("en")) is None


@pytest.mark.parametrize("lang", LANGS)
def test_where_people_are_is_said_in_full(lang: Lang) -> None:
    """Act, station and beat, with the moment it was entered, and how many phones there are."""
    words, shown = Words(lang), for_presenter(room("arriving.quiz", "reveal"), lang)

    assert words("The couple’s quiz") in shown["title"]
    assert words("Check-in") in shown["title"]
    assert words("Reveal") == shown["beat_label"]
    assert (2.0, 6) == (shown["entered"], shown["phones"])
    assert words(shown["cue"]["say"]) == shown["cue"]["say"]


def test_every_word_shares_the_script_of_words() -> None:
    """A word of the group's own has something to say, minutes, and what to cut."""
    lead, own = (
        for_presenter(room(f"terms.{key}", "talk"), "de")["cue"] for key in ("lead", "own1")
    )

    assert own is not None
    assert lead == own


CONSENT = Consent(key="retro.consent.x", prompt=as_typed("?"), proposal=as_typed("!"))
OFFERED = ("do.agree", "do.record", "do.ask")


def deciding(state: RoomState) -> RoomState:
    """Let the projector offer what decides."""
    shown = Moments(activity="retro", beat="decide", titles=(as_typed("a"),), deeds=OFFERED)
    return fold(show_moment(state, shown), state)


def test_what_decides_is_offered_in_the_order_of_the_round() -> None:
    """First ask; once phones have answered, record: and what they object to is read there."""
    before = deciding(room("retro", "decide"))
    asked = deciding(room("retro", "decide", CONSENT))
    answered = said(asked, CONSENT.key, {"answer": "none"}, {"answer": "objection", "reason": "Nö"})
    found = [
        [one["to"] for one in for_presenter(state, "en")["deeds"]] for state in (before, answered)
    ]
    (shown,) = for_presenter(answered, "en")["questions"]

    assert [["do.ask", "do.agree"], ["do.record", "do.ask"]] == found
    assert ["Nö"] == [card["text"] for card in shown["cards"]]
    assert {CONSENT.key: 2} == for_presenter(answered, "en")["answered"]


def test_each_sides_answers_are_counted_for_the_facilitator() -> None:
    """Three and none: who waits sees for whom; where sides are not told apart there is no count."""
    options = tuple({"key": key, "label": as_typed(key)} for key in "ab")
    single = {"key": "one", "prompt": as_typed("?"), "options": options}
    found = []
    for by_side in (True, False):
        question = Single.model_validate(single | {"by_side": by_side})
        state = said(room("charter", "think", question), "one", *[{"choice": "a"}] * 3)
        found.append(for_presenter(state, "en")["questions"][0]["by_side"])

    assert [{"sales": 3, "marketing": 0}, {}] == found
