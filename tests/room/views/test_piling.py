"""The board in the presenter view: while cards are grouped, and at no other time."""

from __future__ import annotations

import pytest

from workshop.room.log.event import Event
from workshop.room.state.fold import fold
from workshop.room.state.piles import FACTS
from workshop.room.views.presenting import for_presenter

FACT = {"text": {"de": "Fakt <b>", "en": "fact <b>"}}


@pytest.mark.parametrize(
    ("activity", "beat", "shown"),
    [
        ("retro.themes", "think", True),
        ("retro.themes", "reveal", False),
        ("retro.collect", "think", False),
        ("retro.collect", "reveal", False),
    ],
)
def test_cards_stand_there_only_while_they_are_grouped(
    activity: str,
    beat: str,
    shown: bool,  # noqa: FBT001 - a row of the table
) -> None:
    """Before the reveal nobody reads them here, and afterwards nothing can be moved."""
    state = fold(
        [
            Event(kind="act_opened", subject=activity, body={"at": 1}),
            Event(kind="beat_entered", subject=activity, body={"beat": beat}),
            Event(kind="kept", subject=FACTS, item="fact-x", body=FACT),
        ]
    )
    found = for_presenter(state, "de")["piles"]

    assert shown is (found is not None)
    if found:
        (pile,) = found["piles"]
        assert [{"key": "fact-x", "text": "Fakt <b>", "fact": True}] == pile["cards"]
        assert not found["undo"]
