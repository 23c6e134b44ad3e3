"""An action is complete, or it is none."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from workshop.errors import WorkshopError
from workshop.retro.action import MAX_ACTIONS, MISSING, Action, check_actions, make_action

TODAY = date(2026, 11, 23)
DRAFT = {
    "what": " Meet on Mondays ",
    "owner": "Head of sales",
    "due": "2026-12-24",
    "done_when": "The first minutes hang on the wall",
}
ACTION = Action("Meet on Mondays", "Head of sales", date(2026, 12, 24), DRAFT["done_when"])


@pytest.mark.parametrize("due", ["2026-12-24", " 2026-12-24 ", "24.12.2026", date(2026, 12, 24)])
def test_a_filled_form_is_an_action(due: object) -> None:
    """A day may come from a date field or from the log; space around a text means nothing."""
    assert ACTION == make_action(DRAFT | {"due": due}, TODAY)


def test_today_is_not_too_late() -> None:
    """An action may be done the same day."""
    assert TODAY == make_action(DRAFT | {"due": TODAY}, TODAY).due


@pytest.mark.parametrize("key", MISSING)
@pytest.mark.parametrize("blank", [None, "", " \n\t "])
def test_each_part_is_needed(key: str, blank: str | None) -> None:
    """Each missing part has a message of its own, and blanks are nothing."""
    with pytest.raises(WorkshopError) as caught:
        make_action(DRAFT | {key: blank}, TODAY)

    assert MISSING[key] == caught.value.fact


def test_an_empty_form_is_no_action() -> None:
    """A form nobody touched is asked for its first part."""
    with pytest.raises(WorkshopError, match="what will be done"):
        make_action({}, TODAY)


def test_a_day_in_the_past_is_refused() -> None:
    """Yesterday is named in words."""
    with pytest.raises(WorkshopError, match=r"already passed.*22 November 2026"):
        make_action(DRAFT | {"due": "2026-11-22"}, TODAY)


@pytest.mark.parametrize(
    "due",
    [
        "soon",
        "24.13.2026",
        "2026-02-30",
        "2026-12-24T10:00",
        datetime(2026, 12, 24, 10, tzinfo=UTC),
        7,
    ],
)
def test_what_is_no_day_is_refused(due: object) -> None:
    """A date nobody can read ends in a sentence that shows how to write one."""
    with pytest.raises(
        WorkshopError, match=r"no such day in the calendar.*Hint: A day like 2026-12-31"
    ):
        make_action(DRAFT | {"due": due}, TODAY)


@pytest.mark.parametrize("count", range(1, MAX_ACTIONS + 1))
def test_one_to_three_actions_are_enough(count: int) -> None:
    """Within the limit nothing is said."""
    check_actions([ACTION] * count)


@pytest.mark.parametrize("count", [0, MAX_ACTIONS + 1])
def test_none_or_too_many_are_refused(count: int) -> None:
    """What is more will not be done, and nothing is no result."""
    with pytest.raises(WorkshopError, match=f"one to {MAX_ACTIONS}.*Actions: {count}"):
        check_actions([ACTION] * count)
