"""Commands of every kind, drawn by chance."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from support.room.commanding import CARD, CARDS, CHOICE, ME, SINGLE
from workshop.errors import WorkshopError
from workshop.room.commands import answers, door, keyboard, questions, steps, timers
from workshop.room.commands.steering import steer
from workshop.room.state.door import Door
from workshop.room.state.participant import Participant, token_hash
from workshop.room.state.question import Consent, ShortText
from workshop.words import as_typed

if TYPE_CHECKING:
    from workshop.room.execution import Command

TOKENS = ("a" * 22, "b" * 22)
QUESTIONS = (
    SINGLE,
    CARDS,
    ShortText(key="q", prompt=as_typed("x")),
    Consent(key="c", prompt=as_typed("?"), proposal=as_typed("!")),
)
VERBS = ("open", "close", "reveal", "restart", "hide", "show", "extend", "step", "plan", "lock")
DRAFTS = st.sampled_from(["room.mode", "kpis.drafts"])
BODIES = st.sampled_from([CHOICE, CARD, {"choice": "z"}, {"text": "t"}, {"answer": "none"}, {}])
KEYS = st.sampled_from(["q", "cards", "c", "unknown"])
ACTIVITIES = st.sampled_from(["arriving", "retro", "terms.lead"])
ITEMS = st.sampled_from(["sales", "both", "0"])
NOW = st.integers(1, 9).map(float)
FEW = st.integers(0, 3)


def _given(command: Any, **arguments: Any) -> st.SearchStrategy[Command]:
    """Return a strategy for a command with drawn arguments."""
    return st.builds(partial, st.just(command), **arguments)


def _token() -> st.SearchStrategy[str]:
    return st.sampled_from(TOKENS)


_MESSAGES = st.builds(
    answers.Message,
    id=st.sampled_from(["m1", "m2", "m3"]),
    key=KEYS,
    body=st.one_of(st.none(), BODIES),
    rev=FEW,
    place=FEW,
    turn=st.integers(0, 1),
)
_DOORS = st.builds(Door, code=st.just("ABCDEF"), key=st.just("k"), address=st.sampled_from("ab"))
_PEOPLE = st.sampled_from([ME, Participant("marketing", "de", 7)])
COMMANDS: st.SearchStrategy[Command] = st.one_of(
    _given(door.join, token=_token(), me=_PEOPLE, cap=st.integers(1, 2)),
    _given(door.leave, token=_token()),
    _given(door.release, away=st.just([token_hash(token) for token in TOKENS])),
    _given(door.open_room, opened=_DOORS),
    _given(door.set_threshold, fewest=st.integers(5, 7)),
    _given(door.lock, locked=st.booleans()),
    _given(door.expect, heads=st.sampled_from(["", "12", "x"])),
    _given(answers.answer, token=_token(), me=st.just(ME), message=_MESSAGES),
    _given(answers.done, token=_token(), is_done=st.booleans()),
    _given(questions.open_question, activity=ACTIVITIES, question=st.sampled_from(QUESTIONS)),
    _given(questions.close_question, key=KEYS),
    _given(questions.reveal_question, key=KEYS),
    _given(questions.restart_question, key=KEYS),
    _given(questions.drop_question, key=KEYS),
    _given(questions.show_card, key=KEYS, name=ITEMS, shown=st.booleans()),
    _given(steps.open_act, activity=ACTIVITIES, now=NOW),
    _given(steps.enter_beat, activity=ACTIVITIES, beat=st.sampled_from(["talk", "dance"]), now=NOW),
    _given(steps.ask_step, to=st.sampled_from(["talk", "next", "dance"])),
    _given(steps.refuse_step, activity=ACTIVITIES, error=st.just(WorkshopError("no"))),
    _given(steps.choose_plan, key=st.sampled_from(["45", "46"]), now=NOW),
    _given(timers.start_timer, activity=ACTIVITIES, seconds=FEW, now=NOW),
    _given(timers.extend_timer, activity=ACTIVITIES, seconds=FEW, now=NOW, planned=FEW),
    _given(
        steer,
        verb=st.sampled_from(VERBS),
        key=KEYS,
        item=ITEMS,
        value=st.sampled_from(["60", "talk", "45", ""]),
        now=NOW,
    ),
    _given(keyboard.contribute, question=KEYS, side=st.just("sales"), body=BODIES, item=ITEMS),
    _given(keyboard.withdraw, question=KEYS, item=ITEMS),
    _given(keyboard.keep, key=DRAFTS, body=BODIES, item=ITEMS),
    _given(keyboard.decide, subject=ACTIVITIES, body=BODIES),
)
