"""A log lets go of what nobody needs, and of nothing else."""

from __future__ import annotations

import random
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from support.run.profiles import examples

from workshop.room.commands.answers import Message, answer, done
from workshop.room.commands.door import join, leave
from workshop.room.log.compaction import compact
from workshop.room.log.event import KEYBOARD, Event
from workshop.room.log.log import EventLog
from workshop.room.room import Room
from workshop.room.state.fold import fold
from workshop.room.state.participant import Participant, answer_id, token_hash
from workshop.room.state.question import Cards, Option, ShortText, Single
from workshop.words import as_typed

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.room.log.compaction import Row
    from workshop.room.state.question import Question
    from workshop.room.state.state import RoomState

TEXT = as_typed("x")
OPTIONS = (Option(key="a", label=TEXT),)
QUESTIONS: dict[str, list[Question]] = {
    "one": [ShortText(key="one", prompt=TEXT), Single(key="one", prompt=TEXT, options=OPTIONS)],
    "two": [Cards(key="two", prompt=TEXT, columns=OPTIONS)],
}
SUBJECTS = st.sampled_from(["one", "two", "terms.lead.definition"])
DRAFTS = st.sampled_from(["act.think.done", "kpis.drafts"])
BODIES = st.sampled_from(
    [{"text": "t"}, {"text": "u"}, {"choice": "a"}, {"column": "a", "text": "c"}, {"done": True}]
)
DRAFT_BODIES = st.sampled_from([{"done": True}, {"text": "t"}, {}])
ME = {"side": "sales", "lang": "de", "people": 1}


NOTHING = st.just("")


def event(kind: str, subject: Any, item: Any = NOTHING, **more: Any) -> Any:
    return st.builds(Event, kind=st.just(kind), subject=subject, item=item, **more)


def opened(question: Question) -> Event:
    body = {"activity": "act", "question": question.model_dump(mode="json")}
    return Event(kind="question_opened", subject=question.key, body=body)


ITEMS = st.sampled_from(["p1", "p2", "sales", "both"])
REVS = st.integers(0, 4)
ASKED = st.sampled_from(["one", "two"])
EVENTS = st.lists(
    st.one_of(
        event("contributed", SUBJECTS, ITEMS, rev=REVS, body=BODIES),
        event("contributed", SUBJECTS, ITEMS, rev=REVS, body=BODIES),
        event("withdrawn", SUBJECTS, ITEMS, rev=REVS),
        event("kept", DRAFTS, ITEMS, body=DRAFT_BODIES),
        event("joined", st.just("room"), st.sampled_from(["b1", "b2"]), body=st.just(ME)),
        event("left", st.just("room"), st.sampled_from(["b1", "b2"])),
        event("question_restarted", ASKED),
        event("question_dropped", ASKED),
        event("question_revealed", ASKED),
        event("decided", SUBJECTS, body=BODIES),
        st.sampled_from([opened(q) for qs in QUESTIONS.values() for q in qs]),
    ),
    max_size=40,
)


def carried_out(rows: list[Row], seed: int) -> list[Row]:
    """Return the rows of a log after compaction, as the log carries it out."""
    plan = compact(rows, random.Random(seed).shuffle)  # noqa: S311 - a test's own dice
    kept = {position: event for position, event in rows if position not in plan.dropped}
    kept |= {position: event for position, event in plan.rewritten.items() if position in kept}
    last = rows[-1][0] if rows else 0
    return [*sorted(kept.items()), *enumerate(plan.moved, last + 1)]


def folded(rows: list[Row]) -> RoomState:
    return fold(event for _, event in rows)


@given(EVENTS, st.integers(0, 9))
@settings(max_examples=examples(160))
def test_the_same_stands_afterwards(events: list[Event], seed: int) -> None:
    """Whoever reads the compacted log sees the room as it was."""
    rows = list(enumerate(events, 1))

    assert _bare(folded(rows)) == _bare(folded(carried_out(rows, seed)))


@given(EVENTS, st.integers(0, 9))
@settings(max_examples=examples(80))
def test_whoever_has_read_the_log_reads_on(events: list[Event], seed: int) -> None:
    """A reader that was there before sees what moved once more, and stays right."""
    rows = list(enumerate(events, 1))
    last = rows[-1][0] if rows else 0
    moved = [event for position, event in carried_out(rows, seed) if position > last]

    assert _bare(folded(rows)) == _bare(fold(moved, folded(rows)))


@given(EVENTS, st.integers(0, 9))
@settings(max_examples=examples(80))
def test_each_answer_stands_once_and_twice_changes_nothing(events: list[Event], seed: int) -> None:
    """Of every name there is one row, its last word; there is nothing left to let go of."""
    rows = carried_out(list(enumerate(events, 1)), seed)
    kinds = ("contributed", "withdrawn", "kept")
    words = [(row.subject, row.item) for _, row in rows if row.kind in kinds]
    aside = set(folded(rows).set_aside)
    counted = [name for name in words if name[0] not in aside]

    assert len(counted) == len(set(counted))
    assert len(rows) == len(carried_out(rows, seed))


def _bare(state: RoomState) -> tuple[object, ...]:
    said = {key: items for key, items in state.contributions.items() if items}
    gone = {key: items for key, items in state.withdrawn.items() if items}
    kept = {key: items for key, items in state.kept.items() if items}
    order = {key: [item for item in items if item in KEYBOARD] for key, items in said.items()}
    return (
        *(state.participants, state.questions, said, gone, state.turns, state.decisions),
        *(set(state.set_aside), order, kept),
    )


def phones(room: Room, number: int) -> None:
    """Let a phone come late, answer two questions in one go, and be done."""
    token = f"token-of-the-phone-{number:04}"
    me = Participant("sales", "de")
    room.execute(lambda state: join(state, token, me, 99))
    for key in ("one", "two"):
        body = {"text": f"words {number}"} if key == "one" else {"column": "a", "text": "card"}
        for rev, text in enumerate(("first", "second"), 1):
            said = body | {"text": f"{text} {number}"}
            message = Message(f"message {key} {rev}", key, said, rev)
            room.execute(partial(answer, token=token, me=me, message=message))
    room.execute(lambda state: done(state, token, is_done=True))


def test_no_file_tells_who_came_when(tmp_path: Path) -> None:
    """Late comers who answered at once stand side by side while the room runs; afterwards no more
    of them do than chance puts there, the first answer is not the first phone's, and nobody's
    first wording is in any file.
    """
    path, many = tmp_path / "log", 40
    with closing(EventLog(path)) as log:
        room = Room(log)
        room.open_act("act")
        for question in (QUESTIONS["one"][0], QUESTIONS["two"][0]):
            room.open_question("act", question)
        for number in range(many):
            phones(room, number)
        before, came = linked(log, many), in_order(log, many)
        log.compact()
        after, stays = linked(log, many), in_order(log, many)
        state = Room(log).state
    content = b"".join(file.read_bytes() for file in tmp_path.iterdir())

    assert (many, True) == (before, came)
    assert after <= many / 3
    assert not stays
    assert (many, many) == (len(state.participants), len(state.said("one")))
    assert b"second 7" in content
    assert b"first" not in content


def linked(log: EventLog, many: int) -> int:
    """Return of how many phones the hash and an answer of their own stand next to each other."""
    names = [row.item for _, row in log.read() if row.kind in ("joined", "contributed", "kept")]
    found = 0
    for number in range(many):
        token = f"token-of-the-phone-{number:04}"
        place, own = names.index(token_hash(token)), answer_id(token, "one")
        found += own in names[max(0, place - 2) : place + 3]
    return found


def in_order(log: EventLog, many: int) -> bool:
    """Return whether hashes, or answers to a question, stand in the order the phones came in."""
    names = [row.item for _, row in log.read()]
    tokens = [f"token-of-the-phone-{number:04}" for number in range(many)]
    hashes = [names.index(token_hash(token)) for token in tokens]
    answers = [names.index(answer_id(token, "one")) for token in tokens]
    return hashes == sorted(hashes) or answers == sorted(answers)


def test_who_left_is_in_no_file(tmp_path: Path) -> None:
    """A phone that got up leaves its answers, without a name, and nothing of itself."""
    path, token = tmp_path / "log", "token-of-the-phone-0000"
    with closing(EventLog(path)) as log:
        room = Room(log)
        room.open_act("act")
        room.open_question("act", QUESTIONS["one"][0])
        room.open_question("act", QUESTIONS["two"][0])
        phones(room, 0)
        room.execute(lambda state: leave(state, token))
        log.compact()
    content = b"".join(file.read_bytes() for file in tmp_path.iterdir())

    assert token_hash(token).encode() not in content
    assert b"second 0" in content
