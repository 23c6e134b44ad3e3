"""A room as its acts see it, on a real log."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy
from hypothesis import given, settings
from hypothesis import strategies as st
from support.run.profiles import examples

from workshop.errors import WorkshopError
from workshop.room import room as module
from workshop.room.commands.steps import ask_step
from workshop.room.log.event import TEXT_LIMIT, Event
from workshop.room.log.log import ConflictError, EventLog
from workshop.room.room import Room
from workshop.room.state.fold import fold
from workshop.room.state.question import Cards, Option
from workshop.room.state.state import RoomState, Step
from workshop.words import as_typed

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = as_typed("x")
CARDS = Cards(key="q", prompt=TEXT, columns=(Option(key="a", label=TEXT),))
ITEMS = st.sampled_from(["a", "b"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("say"), ITEMS, st.integers(0, 2)),
        st.tuples(st.just("withdraw"), ITEMS, st.just(0)),
        st.tuples(st.just("decide"), ITEMS, st.integers(0, 2)),
    ),
    max_size=8,
)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[EventLog]:
    with closing(EventLog(tmp_path / "log")) as opened:
        yield opened


@pytest.fixture
def room(log: EventLog) -> Room:
    return Room(log)


def test_a_new_room_is_empty(room: Room) -> None:
    """Before anybody speaks there is nothing."""
    assert RoomState() == room.state


def test_what_is_said_stands(room: Room) -> None:
    """A contribution comes back under the item it was given."""
    item = room.say("q", "sales", {"text": "x"})

    assert {"text": "x"} == room.state.item("q", item)
    assert ["sales"] == [one.side for one in room.state.said("q")]


def test_the_same_item_is_the_same_contribution(room: Room) -> None:
    """Correcting a wording makes no second card."""
    item = room.say("q", "sales", {"text": "x"})
    again = room.say("q", "sales", {"text": "y"}, item)

    assert item == again
    assert [{"text": "y"}] == [one.body for one in room.state.said("q")]


def test_repeating_oneself_stores_nothing(room: Room, log: EventLog) -> None:
    """Every key press may report the text; only changes are kept."""
    for _ in range(3):
        room.say("q", "sales", {"text": "x"}, "a")
        room.decide("q", {"yes": True})

    assert ["contributed", "decided"] == [event.kind for _, event in log.read()]


def test_saying_it_again_after_taking_it_back_counts(room: Room) -> None:
    """What was taken back is not remembered as said."""
    room.say("q", "sales", {"text": "x"}, "a")
    room.withdraw("q", "a")
    room.say("q", "sales", {"text": "x"}, "a")

    assert {"text": "x"} == room.state.item("q", "a")


def test_taking_back_removes(room: Room) -> None:
    """A withdrawn contribution is not shown any more."""
    room.say("q", "sales", {"text": "x"}, "a")
    room.withdraw("q", "a")

    assert [] == room.state.said("q")


def test_another_decision_is_the_next_version(room: Room) -> None:
    """Versions count changes of mind, not clicks."""
    for body in ({"n": 1}, {"n": 2}, {"n": 2}, {"n": 1}):
        room.decide("kpis", body)

    assert ({"n": 1}, 3) == (room.state.decision("kpis"), room.state.decisions["kpis"].version)


def test_a_beat_is_shared(room: Room, log: EventLog) -> None:
    """Two windows of one act are in the same beat."""
    room.enter_beat("retro", "reveal")

    assert {"retro": "reveal"} == Room(log).state.beats


def test_the_same_event_through_the_log_changes_nothing(room: Room, log: EventLog) -> None:
    """A repeated report leaves the room as it was."""
    event = Event(kind="decided", subject="kpis", body={"n": 1})
    log.append(event)
    before = room.catch_up()
    log.append(event)
    with pytest.raises(ConflictError):
        log.append(event.model_copy(update={"body": {"n": 2}}))

    assert before == room.catch_up() == Room(log).state


def test_opening_the_same_act_again_stores_nothing(room: Room, log: EventLog) -> None:
    """Running a notebook twice is no second visit."""
    for activity in ("kpis", "kpis", "retro"):
        room.open_act(activity)

    assert ["kpis", "retro"] == [event.subject for _, event in log.read()]
    assert "retro" == room.state.activity


def test_times_are_taken_when_they_begin(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A beat knows when it was entered, a timer when it ends."""
    monkeypatch.setattr(module, "time", lambda: 100.0)
    room.enter_beat("retro", "talk")
    room.start_timer("retro", 60)
    started = room.state.timers
    room.extend_timer("retro", 30, planned=60)

    assert ({"retro": 100.0}, {"retro": 160.0}) == (room.state.entered, started)
    assert {"retro": 190.0} == room.state.timers


@pytest.mark.parametrize("write", [True, False])
def test_looking_at_the_state_reads_nothing(room: Room, log: EventLog, *, write: bool) -> None:
    """A handler works on one state: it changes with `catch_up` and with the room's own words."""
    log.append(Event(kind="decided", subject="kpis", body={"n": 1}))
    statements: list[str] = []
    sqlalchemy.event.listen(
        log._engine, "before_cursor_execute", lambda *given: statements.append(given[2])
    )
    before = [room.state.decisions for _ in range(3)]
    read = list(statements)
    if write:
        room.keep("room.mode", {"side": "sales"})
    else:
        room.catch_up()

    assert ([{}] * 3, []) == (before, read)
    assert {"n": 1} == room.state.decision("kpis")


def test_a_draft_is_no_contribution(room: Room, log: EventLog) -> None:
    """It is kept beside what people say, replaced as a whole, and gone when nothing is in it."""
    for body in ({"n": 1}, {"n": 2}, {"n": 2}):
        room.keep("kpis.drafts", body, "0")
    kept = room.state.draft("kpis.drafts", "0")
    room.keep("kpis.drafts", {}, "0")

    assert ({"n": 2}, {}) == (kept, room.state.draft("kpis.drafts", "0"))
    assert {} == room.state.contributions
    assert ["kept"] * 3 == [event.kind for _, event in log.read()]


def test_a_step_is_asked_for_and_refused(room: Room) -> None:
    """The refusal comes back as sentences in every language."""
    room.open_act("retro")
    room.execute(lambda state: ask_step(state, "talk"))
    room.refuse_step("retro", WorkshopError("{n} left.", hint="{n} more", n=3))
    lines = ["3 left.", "Hint: 3 more"]
    step = room.state.step

    assert isinstance(step, Step)
    assert ("talk", lines) == (step.to, step.refusal["en"])
    assert {"de", "en"} == step.refusal.keys()


def test_a_question_goes_its_way(room: Room) -> None:
    """Opened, closed, revealed, opened again: each as it says."""
    ways = [
        lambda: room.open_question("retro", CARDS),
        lambda: room.close_question("q"),
        lambda: room.reveal_question("q"),
        lambda: room.open_question("retro", CARDS),
    ]
    found = []
    for go in ways:
        go()
        asked = room.state.questions["q"]
        found.append((asked.is_open, asked.is_revealed))

    assert [(True, False), (False, False), (False, True), (True, False)] == found
    assert CARDS == room.state.questions["q"].question


def test_asking_twice_stores_nothing(room: Room, log: EventLog) -> None:
    """Nor does closing what is closed, revealing what is revealed, or dropping what is gone."""
    for _ in range(2):
        room.open_question("retro", CARDS)
    for _ in range(2):
        room.close_question("q")
    for _ in range(2):
        room.reveal_question("q")
    for _ in range(2):
        room.drop_question("q")

    assert ["question_opened", "question_closed", "question_revealed", "question_dropped"] == [
        event.kind for _, event in log.read()
    ]


def test_a_question_that_was_changed_is_asked_anew(room: Room) -> None:
    """Another wording is another question, under the same name."""
    other = CARDS.model_copy(update={"prompt": as_typed("y")})
    for question in (CARDS, other):
        room.open_question("retro", question)

    assert [other] == [asked.question for asked in room.state.open_questions("retro")]


def test_a_card_is_taken_out_of_sight_and_back(room: Room) -> None:
    """It stays a contribution all the time."""
    room.open_question("retro", CARDS)
    item = room.say("q", "both", {"column": "a", "text": "x"})
    found = []
    for shown in (False, True):
        room.show_card("q", item, shown=shown)
        found.append(room.state.questions["q"].hidden)

    assert [{item}, set()] == found
    assert 1 == len(room.state.said("q"))


def test_the_position_moves_with_every_event(room: Room) -> None:
    """Who remembers it knows whether anything is new."""
    found = [room.position]
    for beat in ("think", "talk"):
        room.enter_beat("retro", beat)
        found.append(room.position)

    assert sorted(set(found)) == found


@pytest.mark.parametrize("body", [{"text": "x" * TEXT_LIMIT}, {"texts": ["x" * TEXT_LIMIT] * 2}])
def test_a_long_text_is_accepted_up_to_the_limit(room: Room, body: dict[str, Any]) -> None:
    """The limit is for each text, not for their sum."""
    room.say("q", "sales", body, "a")

    assert body == room.state.item("q", "a")


@pytest.mark.parametrize(
    "body",
    [
        {"text": "x" * (TEXT_LIMIT + 1)},
        {"texts": ["", "x" * (TEXT_LIMIT + 1)]},
        {"deep": {"deeper": [{"text": "x" * (TEXT_LIMIT + 1)}]}},
    ],
)
def test_a_text_that_is_too_long_is_refused(room: Room, body: dict[str, Any]) -> None:
    """However deep it hides, and nothing of it is stored."""
    with pytest.raises(WorkshopError, match=rf"too long.*{TEXT_LIMIT + 1}.*{TEXT_LIMIT}"):
        room.say("q", "sales", body)

    assert [] == room.state.said("q")


@given(STEPS)
@settings(max_examples=examples(12))
def test_two_rooms_on_one_log_agree(steps: list[tuple[str, str, int]]) -> None:
    """However two kernels take turns, both see the fold of everything, and so does a third."""
    with TemporaryDirectory() as folder, closing(EventLog(Path(folder) / "log")) as log:
        rooms = [Room(log), Room(log)]
        for turn, (what, item, n) in enumerate(steps):
            room = rooms[turn % 2]
            match what:
                case "say":
                    room.say("q", "both", {"n": n}, item)
                case "withdraw":
                    room.withdraw("q", item)
                case _:
                    room.decide(item, {"n": n})
        expected = fold(event for _, event in log.read())

        assert [expected] * 3 == [one.catch_up() for one in (*rooms, Room(log))]
