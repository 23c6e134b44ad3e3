"""One fact, as it is stored."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from workshop.room.log.event import Event


def test_each_event_gets_an_id_of_its_own() -> None:
    """Two reports of nothing special are two events."""
    ids = {Event(kind="decided", subject="x").id for _ in range(100)}

    assert 100 == len(ids)


def test_an_event_belongs_to_both_sides_unless_said() -> None:
    """What has no side, item or content says so plainly."""
    event = Event(kind="decided", subject="x")

    assert ("both", "", {}) == (event.side, event.item, event.body)


def test_events_do_not_share_their_content() -> None:
    """A default body is a new one each time."""
    one, other = Event(kind="decided", subject="x"), Event(kind="decided", subject="x")

    assert one.body is not other.body


@pytest.mark.parametrize(
    "fields", [{"kind": "danced"}, {"side": "finance"}, {"author": "Anna"}, {"body": "text"}]
)
def test_what_is_no_event_is_refused(fields: dict[str, str]) -> None:
    """Unknown kinds and sides stay out, and nobody's name gets in as an extra field."""
    with pytest.raises(ValidationError):
        Event.model_validate({"kind": "decided", "subject": "x"} | fields)


def test_an_event_cannot_be_changed() -> None:
    """What happened, happened."""
    event = Event(kind="decided", subject="x")

    with pytest.raises(ValidationError, match="frozen"):
        event.subject = "y"  # type: ignore[misc]
