"""State is a pure fold over events."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from workshop.room.event import Event
from workshop.room.state import Contribution, Decision, RoomState, fold

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


@given(EVENTS, st.integers(0, 20))
def test_folding_in_two_parts_equals_folding_at_once(events: list[Event], cut: int) -> None:
    """A reader that goes on from where it was is as right as one that reads everything."""
    assert fold(events) == fold(events[cut:], fold(events[:cut]))


@given(EVENTS, EVENTS)
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
