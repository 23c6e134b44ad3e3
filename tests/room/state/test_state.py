"""State is a pure fold over events."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.room.log.event import Event, EventKind
from workshop.room.state.fold import fold
from workshop.room.state.participant import Participant
from workshop.room.state.question import ShortText
from workshop.room.state.state import Contribution, Decision, RoomState, Step
from workshop.words import as_typed

NAMES = st.sampled_from(["a", "b", "c"])
BODIES = st.dictionaries(NAMES, st.integers(0, 3), max_size=2)
EVENTS = st.lists(
    st.one_of(
        st.builds(
            Event,
            kind=st.sampled_from(["contributed", "withdrawn", "decided"]),
            subject=NAMES,
            item=NAMES,
            side=st.sampled_from(["sales", "marketing"]),
            body=BODIES,
        ),
        st.builds(
            Event,
            kind=st.just("beat_entered"),
            subject=NAMES,
            body=st.fixed_dictionaries({"beat": NAMES}),
        ),
    ),
    max_size=20,
)
QUESTION = ShortText(key="q", prompt=as_typed("x"))
DECLARED = QUESTION.model_dump(mode="json")
SPECIAL = {
    "joined": st.fixed_dictionaries(
        {
            "side": st.sampled_from(["sales", "marketing", "other"]),
            "lang": st.sampled_from(["de", "en"]),
            "people": st.integers(1, 20),
        }
    ),
    "beat_entered": st.fixed_dictionaries({"beat": NAMES}, optional={"at": st.integers(0, 9)}),
    "step_asked": st.fixed_dictionaries({"to": NAMES}),
    "step_refused": st.fixed_dictionaries({"de": st.lists(NAMES, max_size=2)}),
    "timer_set": st.fixed_dictionaries({"ends": st.integers(0, 9)}),
    "door_set": st.fixed_dictionaries(
        {"locked": st.booleans(), "expected": st.none() | st.integers(1, 99)}
    ),
    "threshold_set": st.fixed_dictionaries({"fewest": st.integers(5, 20)}),
    "question_opened": st.fixed_dictionaries({"activity": NAMES, "question": st.just(DECLARED)}),
}
ALL = st.lists(
    st.sampled_from(get_args(EventKind)).flatmap(
        lambda kind: st.builds(
            Event,
            kind=st.just(kind),
            subject=NAMES,
            item=NAMES,
            rev=st.integers(0, 4),
            body=SPECIAL.get(kind, BODIES),
        )
    ),
    max_size=30,
)
HISTORY = st.permutations(range(1, 7)).flatmap(
    lambda revs: st.tuples(st.just(revs), st.sets(st.sampled_from(revs)))
)


def happened(kind: Any, subject: str = "q", item: str = "", rev: int = 0, **body: object) -> Event:
    return Event(kind=kind, subject=subject, item=item, rev=rev, body=body)


def opened(activity: str = "act") -> Event:
    return happened("question_opened", activity=activity, question=DECLARED)


def said(item: str, **body: object) -> Event:
    return Event(kind="contributed", subject="q", item=item, side="sales", body=body)


def taken_back(item: str) -> Event:
    return Event(kind="withdrawn", subject="q", item=item)


def test_nothing_happened_in_an_empty_room() -> None:
    """Asking an empty room gives empty answers, no errors."""
    state = fold([])

    assert RoomState() == state
    assert ([], {}, None) == (state.said("q"), state.item("q", "a"), state.decision("q"))


def test_the_latest_beat_counts() -> None:
    """An activity is where it was last sent."""
    beats = [Event(kind="beat_entered", subject="act", body={"beat": b}) for b in ("think", "talk")]

    assert {"act": "talk"} == fold(beats).beats


def test_contributions_keep_their_first_place_and_last_wording() -> None:
    """Correcting a card does not move it to the end."""
    state = fold([said("a", text="1"), said("b", text="2"), said("a", text="3")])

    assert [
        Contribution("a", "sales", {"text": "3"}),
        Contribution("b", "sales", {"text": "2"}),
    ] == (state.said("q"))
    assert {"text": "3"} == state.item("q", "a")


def test_taking_back_removes_only_that() -> None:
    """The neighbour's card stays, and so does the same item of another question."""
    other = Event(kind="contributed", subject="other", item="a", body={"text": "x"})
    state = fold([said("a"), said("b"), other, taken_back("a")])

    assert ["b"] == [one.item for one in state.said("q")]
    assert ["a"] == [one.item for one in state.said("other")]


def test_taking_back_what_is_not_there_does_nothing() -> None:
    """A second click on "remove" is harmless."""
    assert [] == fold([taken_back("a"), said("a"), taken_back("a"), taken_back("a")]).said("q")


def test_decisions_count_their_versions() -> None:
    """Deciding anew is the next version; the latest holds."""
    events = [Event(kind="decided", subject="kpis", body={"n": n}) for n in (1, 2, 3)]

    assert {"kpis": Decision({"n": 3}, 3)} == fold(events).decisions


@given(ALL, st.integers(0, 30))
def test_folding_in_two_parts_equals_folding_at_once(events: list[Event], cut: int) -> None:
    """A reader that goes on from where it was is as right as one that reads everything."""
    assert fold(events) == fold(events[cut:], fold(events[:cut]))


@given(ALL, ALL)
def test_folding_changes_neither_start_nor_events(before: list[Event], events: list[Event]) -> None:
    """State is a value: going on from it leaves it as it was."""
    start = fold(before)
    kept, kept_events = deepcopy(start), deepcopy(events)
    fold(events, start)

    assert kept == start
    assert kept_events == events


@given(EVENTS, NAMES, NAMES)
def test_taking_back_always_removes(events: list[Event], subject: str, item: str) -> None:
    """Whatever was said before, what is taken back is gone."""
    state = fold([*events, Event(kind="withdrawn", subject=subject, item=item)])

    assert item not in [one.item for one in state.said(subject)]


@given(EVENTS)
def test_versions_count_the_decisions(events: list[Event]) -> None:
    """No decision is forgotten and none is counted twice."""
    decided = Counter(event.subject for event in events if event.kind == "decided")

    assert decided == {name: one.version for name, one in fold(events).decisions.items()}


@given(EVENTS)
def test_subjects_do_not_touch_one_another(events: list[Event]) -> None:
    """What is said about one question never depends on what is said about another."""
    whole = fold(events)
    for subject in "abc":
        alone = fold(event for event in events if event.subject == subject)

        assert whole.said(subject) == alone.said(subject)
        assert whole.decisions.get(subject) == alone.decisions.get(subject)
        assert whole.beats.get(subject) == alone.beats.get(subject)


def test_the_room_is_where_the_last_act_is() -> None:
    """Phones follow the facilitator, also back."""
    assert "a" == fold([happened("act_opened", act) for act in "aba"]).activity


def test_a_door_and_its_people() -> None:
    """A phone that joins again is the same one; a table counts everybody at it."""
    state = fold(
        [
            happened("room_opened", "room", code="ABCDEF"),
            happened("joined", "room", "ann", side="sales", lang="de", people=1),
            happened("joined", "room", "ben", side="other", lang="en", people=7),
            happened("joined", "room", "ann", side="marketing", lang="de", people=1),
        ]
    )

    assert ({"code": "ABCDEF"}, 8, True) == (state.door, state.people, state.is_live)
    assert Participant("marketing", "de") == state.participants["ann"]


def test_a_new_beat_stops_the_timer_and_the_clock_begins_anew() -> None:
    """The time of the last step is not the time of this one; other acts keep theirs."""
    timers = [happened("timer_set", act, ends=90) for act in "ab"]
    state = fold([*timers, happened("beat_entered", "a", beat="talk", at=50)])

    assert ({"b": 90.0}, {"a": 50.0}) == (state.timers, state.entered)


def test_the_latest_timer_counts() -> None:
    """Extending replaces the end."""
    assert {"a": 95.0} == fold([happened("timer_set", "a", ends=n) for n in (90, 95)]).timers


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], Step("a", "talk")),
        ([happened("step_refused", "a", de=["Nein."])], Step("a", "talk", {"de": ["Nein."]})),
        ([happened("beat_entered", "a", beat="talk")], None),
        ([happened("act_opened", "b")], None),
        ([happened("step_asked", "a", to="next")], Step("a", "next")),
    ],
)
def test_a_step_waits_until_it_is_taken(taken: list[Event], expected: Step | None) -> None:
    """A refusal is kept with it; the step taken, another act or another wish ends it."""
    assert expected == fold([happened("step_asked", "a", to="talk"), *taken]).step


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([], (True, False)),
        (["question_closed"], (False, False)),
        (["question_revealed"], (False, True)),
        (["question_closed", "question_revealed"], (False, True)),
        (["question_revealed", "question_closed"], (False, True)),
    ],
)
def test_a_question_is_open_closed_or_revealed(
    kinds: list[str], expected: tuple[bool, bool]
) -> None:
    """Revealing closes as well, so nobody answers what everybody sees."""
    state = fold([opened(), *map(happened, kinds)])
    found = state.questions["q"]

    assert expected == (found.is_open, found.is_revealed)
    assert expected[0] == bool(state.open_questions("act"))
    assert [] == state.open_questions("other")


def test_opening_again_covers_and_forgets_nothing() -> None:
    """Answers and hidden cards stay; what was revealed is covered."""
    before = [opened(), said("a", text="x"), happened("card_hidden", item="a")]
    state = fold([*before, happened("question_revealed"), opened("later")])
    found = state.questions["q"]

    assert (True, False, "later") == (found.is_open, found.is_revealed, found.activity)
    assert ({"a"}, {"text": "x"}) == (found.hidden, state.item("q", "a"))


def test_cards_are_hidden_one_by_one() -> None:
    """Showing one again leaves the other hidden."""
    hidden = [happened("card_hidden", item=item) for item in "ab"]
    state = fold([opened(), *hidden, happened("card_shown", item="a")])

    assert {"b"} == state.questions["q"].hidden


@pytest.mark.parametrize("kind", ["question_closed", "question_revealed", "card_hidden"])
def test_what_was_never_asked_cannot_be_changed(kind: str) -> None:
    """An event about an unknown question makes none."""
    assert RoomState() == fold([happened(kind, item="a")])


@given(HISTORY)
def test_the_newest_revision_wins(history: tuple[list[int], set[int]]) -> None:
    """In whatever order a phone's changes arrive, the last one it made stands."""
    revs, taken_at = history
    state = fold(
        happened("withdrawn" if rev in taken_at else "contributed", item="a", rev=rev, n=rev)
        for rev in revs
    )

    assert ([] if 6 in taken_at else [6]) == [one.rev for one in state.said("q")]


def test_a_late_retry_does_not_bring_a_card_back() -> None:
    """What was taken back stays away, until its owner writes it anew."""
    gone = [happened("contributed", item="a", rev=1), happened("withdrawn", item="a", rev=3)]
    late, new = (happened("contributed", item="a", rev=rev) for rev in (2, 4))

    assert [] == fold([*gone, late]).said("q")
    assert [4] == [one.rev for one in fold([*gone, new, late]).said("q")]
