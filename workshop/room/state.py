"""The state of a workshop: a pure fold over its events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.room.event import Event, Side


@dataclass(frozen=True)
class Contribution:
    """One thing somebody said, in its latest wording."""

    item: str
    side: Side
    body: dict[str, Any]


@dataclass(frozen=True)
class Decision:
    """What was decided about a subject; `version` counts from 1."""

    body: dict[str, Any]
    version: int


@dataclass(frozen=True)
class RoomState:
    """Everything that stands, after the events so far.

    Attributes:
        beats: activity to the beat it is in.
        contributions: question to its contributions by item, in order of first appearance.
        decisions: subject to its latest decision.
    """

    beats: dict[str, str] = field(default_factory=dict)
    contributions: dict[str, dict[str, Contribution]] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)

    def said(self, question: str) -> list[Contribution]:
        """Return the contributions to a question."""
        return list(self.contributions.get(question, {}).values())

    def item(self, question: str, item: str) -> dict[str, Any]:
        """Return the body of one contribution, empty where nobody said anything yet."""
        found = self.contributions.get(question, {}).get(item)
        return found.body if found else {}

    def decision(self, subject: str) -> dict[str, Any] | None:
        """Return what was decided about the subject, or None."""
        found = self.decisions.get(subject)
        return found.body if found else None


def fold(events: Iterable[Event], start: RoomState | None = None) -> RoomState:
    """Return the state after the events; folding in two parts gives the same as in one.

    Args:
        events: oldest first.
        start: the state before them, left unchanged; an empty room by default.
    """
    start = start or RoomState()
    beats = dict(start.beats)
    contributions = {question: dict(items) for question, items in start.contributions.items()}
    decisions = dict(start.decisions)
    for event in events:
        match event.kind:
            case "beat_entered":
                beats[event.subject] = str(event.body["beat"])
            case "contributed":
                said = Contribution(event.item, event.side, event.body)
                contributions.setdefault(event.subject, {})[event.item] = said
            case "withdrawn":
                contributions.get(event.subject, {}).pop(event.item, None)
            case "decided":
                before = decisions.get(event.subject)
                decisions[event.subject] = Decision(event.body, before.version + 1 if before else 1)
    return RoomState(beats, contributions, decisions)
