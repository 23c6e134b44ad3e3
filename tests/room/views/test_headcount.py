"""Who is at the table: people and phones apart, whoever is away not counted, sides from five on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workshop.room.commands.answers import done
from workshop.room.commands.door import count_away, join
from workshop.room.log.event import Event
from workshop.room.state.fold import fold
from workshop.room.state.participant import Participant, token_hash
from workshop.room.state.state import RoomState
from workshop.room.views.headcount import done_text, headcount, heads_text
from workshop.room.views.presenting import for_presenter
from workshop.room.views.projection import for_everybody
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.side import PersonSide

EN, DE = Words("en"), Words("de")


def token(side: str, n: int) -> str:
    return f"{side}-{n}-" + "x" * 20


def room(people: int = 1, **phones: int) -> RoomState:
    """Return a room with so many phones of each side, each for so many people."""
    state = fold([Event(kind="act_opened", subject="retro", body={"at": 1.0})])
    for side, count in phones.items():
        for n in range(count):
            state = fold(join(state, token(side, n), seat(side, people), 99), state)
    return state


def seat(side: str, people: int = 1) -> Participant:
    chosen: dict[str, PersonSide] = {"sales": "sales", "marketing": "marketing", "other": "other"}
    return Participant(chosen[side], "en", people)


def ready(state: RoomState, **phones: int) -> RoomState:
    """Let so many phones of each side say that they are done."""
    for side, count in phones.items():
        for n in range(count):
            state = fold(done(state, token(side, n), is_done=True), state)
    return state


def gone(state: RoomState, **phones: int) -> RoomState:
    """Let so many phones of each side be away."""
    badges = [token_hash(token(side, n)) for side, count in phones.items() for n in range(count)]
    return fold(count_away(state, badges), state)


def test_from_five_people_on_a_side_is_counted_by_itself() -> None:
    """Both sides stand in the line, each with its mark."""
    state = ready(room(sales=6, marketing=6), sales=5, marketing=4)

    assert "● Sales 5 of 6 · ▲ Marketing 4 of 6 done" == done_text(headcount(state), EN)
    assert "● Vertrieb 5 von 6 · ▲ Marketing 4 von 6 fertig" == done_text(headcount(state), DE)
    assert done_text(headcount(state), EN) == for_presenter(state, "en")["done"]


@pytest.mark.parametrize(
    "phones", [{"sales": 6, "marketing": 4}, {"sales": 6, "marketing": 6, "other": 1}]
)
def test_nobody_is_told_by_what_the_others_leave_over(phones: dict[str, int]) -> None:
    """Where one side is small, only the total is said: the rest would give the few away."""
    everybody = sum(phones.values())
    state = ready(room(**phones), sales=3)

    assert f"3 of {everybody} done" == done_text(headcount(state), EN)


def test_a_table_is_as_many_people_as_sit_at_it() -> None:
    """Two phones of three are six people, and all of them are done once both are."""
    state = ready(room(3, sales=2), sales=2)

    assert "6 people on 2 phones" == heads_text(headcount(state), EN)
    assert "● Sales 6 of 6 done" == done_text(headcount(state), EN)


def test_who_is_away_is_not_at_the_table() -> None:
    """Phones and projector count those who are here; coming back is counted again."""
    state = gone(room(sales=3, marketing=2), sales=1)
    back = gone(state)

    assert [4, 5] == [for_everybody(one)["people"] for one in (state, back)]
    assert (4, 1) == (headcount(state).phones, headcount(state).away)
    assert {"sales": 2, "marketing": 2, "other": 0} == for_presenter(state, "en")["sides"]
    assert () == count_away(back, [])


def test_what_is_kept_of_the_absent_names_no_phone() -> None:
    """How many of each side, and nothing by which one of them could be found."""
    state = room(sales=3)
    (event,) = count_away(state, [token_hash(token("sales", 0))])

    assert {"sales": [1, 1]} == event.body


def test_who_is_done_and_leaves_does_not_make_it_more_than_all() -> None:
    """Six were done and one has gone: six of six, not six of five."""
    state = gone(ready(room(sales=6), sales=6), sales=1)

    assert "● Sales 6 of 6 done" == done_text(headcount(state), EN)


def test_what_an_earlier_kit_kept_counts_without_a_side() -> None:
    """Such a row does not say whose it is; the total still does."""
    state = room(sales=6)
    kept = Event(kind="kept", subject="retro.think.done", item="phone", body={"done": True})

    assert "1 of 6 done" == done_text(headcount(fold([kept], state)), EN)


def test_an_empty_room_has_nobody_to_count() -> None:
    """Nor does a damaged row of the absent cost the room its count."""
    broken = Event(kind="kept", subject="room.away", item="both", body={"sales": "x"})

    assert "" == done_text(headcount(RoomState()), EN)
    assert 2 == for_everybody(fold([broken], room(sales=2)))["people"]


def test_too_many_phones_are_those_that_are_here() -> None:
    """A phone that was left behind is no second vote."""
    counted = Event(kind="door_set", subject="room", body={"locked": False, "expected": 2})
    state = fold([counted], room(sales=3))

    assert [True, False] == [
        for_presenter(one, "en")["too_many"] for one in (state, gone(state, sales=1))
    ]
