"""Sessions of earlier kits open with all of it, each thing where it belongs today."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from workshop.room.log.event import VERSION, Event
from workshop.room.log.log import EventLog
from workshop.room.log.upcast import DRAFTS, KEPT_SINCE, upcast
from workshop.room.room import Room

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLD: list[tuple[str, str, dict[str, Any]]] = [
    ("room.mode", "both", {"side": "sales"}),
    ("room.plan", "both", {"plan": "45", "at": 1.0}),
    ("room.played", "sales", {"questions": ["a", "arriving.think.done"], "laid": [["b", "c"]]}),
    ("arriving.rules", "both", {"0": "Wer redet, steht."}),
    ("arriving.think.done", "marketing", {"done": True}),
    ("arriving.think.done", "5f" * 16, {"done": True}),
    ("arriving.skipped", "both", {"skipped": True}),
    ("terms.choice.own", "both", {"words": [{"label": "Lead", "entity": "contacts"}]}),
    ("terms.lead.proposal", "both", {"sentence": "wir anrufen", "free": True}),
    ("terms.lead.consent", "both", {"answer": "noted", "objection": "Zu früh", "of": "x"}),
    ("retro.consent", "both", {"answer": "none", "objection": "", "of": "y"}),
    ("journey.path.example", "both", {"key": "lost"}),
    ("journey.promises.draft", "both", {"quick": {"given": True}}),
    ("kpis.desk.set", "both", {"within": 4}),
    ("kpis.drafts", "0", {"name": "win_rate", "target": 20.0}),
    ("kpis.lines", "both", {"n": 4}),
    ("retro.actions", "1", {"what": "Montagsrunde"}),
]
WORDED_ANEW = {
    "room.played": {
        "questions": ["a"],
        "covered": ["arriving.think.done"],
        "laid": [["b", "c"]],
    },
    "terms.lead.consent": {"answer": "objection", "reason": "Zu früh", "of": "x"},
    "retro.consent": {"answer": "none", "reason": "", "of": "y"},
}
SAID: list[tuple[str, str, dict[str, Any]]] = [
    ("terms.lead.definition", "sales", {"sentence": "wir anrufen"}),
    ("retro.rounds", "both", {"rounds": ["x"], "earlier": []}),
    ("charter.reading", "sales", {"text": "die Zahlen"}),
    ("charter.signing", "sales", {"text": "Leitung"}),
    ("terms.lead.consent.0123456789ab", "5f" * 16, {"answer": "none"}),
]


def rows(version: int) -> list[Event]:
    """Return the rows as a kit before drafts had a kind of their own wrote them."""
    return [
        Event(kind="contributed", subject=key, item=item, body=body, version=version)
        for key, item, body in (*OLD, *SAID)
    ]


@pytest.fixture(params=range(1, KEPT_SINCE))
def log(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EventLog]:
    """The log of an old session."""
    with closing(EventLog(tmp_path / "log")) as opened:
        for row in rows(request.param):
            opened.append(row)
        yield opened


def test_every_key_of_the_table_is_tried() -> None:
    """A key that is forgotten here would be lost there."""
    assert {key for key, _, _ in OLD} >= DRAFTS


def test_old_drafts_are_drafts(log: EventLog) -> None:
    """All of them, word for word; and what people said stays what they said."""
    state = Room(log).state

    assert [WORDED_ANEW.get(key, body) for key, _, body in OLD] == [
        state.draft(key, item) for key, item, _ in OLD
    ]
    assert {key for key, _, _ in SAID} == state.contributions.keys()
    assert [body for _, _, body in SAID] == [state.item(key, item) for key, item, _ in SAID]


def test_an_old_session_folds_like_a_new_one(log: EventLog, tmp_path: Path) -> None:
    """Kept today, the same stands; and tidying an old log changes nothing of it."""
    with closing(EventLog(tmp_path / "new")) as other:
        room = Room(other)
        for key, item, body in OLD:
            room.keep(key, WORDED_ANEW.get(key, body), item)
        for key, item, body in SAID:
            room.say(key, "both", body, item)
        before = Room(log).state
        log.compact()

        assert room.state == before == Room(log).state


def test_an_old_draft_that_was_taken_back_is_gone(log: EventLog) -> None:
    """A persona's part ended with a row of its own."""
    gone = Event(kind="withdrawn", subject="room.played", item="sales", version=2)
    log.append(gone)

    assert {} == Room(log).state.draft("room.played", "sales")


def test_what_this_kit_writes_is_left_as_it_is() -> None:
    """Only rows of earlier kits are read anew."""
    now = Event(kind="contributed", subject="kpis.drafts", item="0", body={"n": 1})
    decided = Event(kind="decided", subject="room.mode", body={"n": 1}, version=1)

    assert VERSION >= KEPT_SINCE
    assert now is upcast(now)
    assert decided is upcast(decided)


def test_a_row_that_makes_no_sense_is_set_aside(log: EventLog) -> None:
    """One damaged draft costs nothing but itself."""
    body: dict[str, Any] = {"questions": 7}
    log.append(Event(kind="contributed", subject="room.played", item="marketing", body=body))
    with log.writing() as pen:
        pen._connection.exec_driver_sql(
            "UPDATE events SET version = 1 WHERE subject = 'room.played'"
        )
    state = Room(log).state

    assert 1 == len(state.set_aside)
    assert state.draft("room.played", "sales")
