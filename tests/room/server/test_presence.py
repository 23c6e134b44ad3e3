"""Who is here: counted in memory, generous to phones that sleep."""

from __future__ import annotations

from workshop.room.server.presence import AWAY_SECONDS, MINUTE, Presence


class Clock:
    """Time that goes on when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_joins_are_counted_for_a_minute() -> None:
    """A wave of joins stands out; an hour later it does not."""
    clock = Clock()
    presence = Presence(clock)
    for _ in range(5):
        presence.welcome()
        clock.now += 10
    first = presence.joins_a_minute
    clock.now += MINUTE

    assert (5, 0) == (first, presence.joins_a_minute)


def test_who_is_silent_for_long_is_away() -> None:
    """And back as soon as it is heard of."""
    clock = Clock()
    presence = Presence(clock)
    presence.hear("a")
    presence.hear("b")
    clock.now += AWAY_SECONDS + 1
    presence.hear("b")

    assert ["a"] == presence.away(["a", "b"])
    presence.hear("a")
    assert [] == presence.away(["a", "b"])


def test_after_a_start_everybody_has_time_to_come_back() -> None:
    """A server that was restarted has heard of nobody yet."""
    clock = Clock()
    presence = Presence(clock)

    assert [] == presence.away(["a"])
    clock.now += AWAY_SECONDS + 1
    assert ["a"] == presence.away(["a"])
