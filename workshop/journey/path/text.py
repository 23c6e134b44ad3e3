"""Stops and waits in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.refunds import WON
from workshop.crm.schema import TABLES
from workshop.journey.events import log as events
from workshop.journey.path.ball import NAMES
from workshop.journey.path.path import TODAY
from workshop.kpis.core.scope import LOST
from workshop.words import N_

if TYPE_CHECKING:
    from datetime import date

    from workshop.journey.path.path import Path, Wait
    from workshop.journey.path.stops import Stop
    from workshop.words import Words

STEPS: dict[str, str] = {
    events.SEEN: N_("First seen"),
    events.HANDED: N_("Handed over"),
    events.ACCEPTED: N_("Accepted"),
    events.REJECTED: N_("Rejected"),
    events.OPENED: N_("Deal opened"),
    WON: N_("Won"),
    LOST: N_("Lost"),
    TODAY: N_("Today"),
}
REASONS = {events.REJECTED: ("handoffs", "reason"), LOST: ("deals", "lost_reason")}


def stop_text(stop: Stop, words: Words, currency: str = "") -> str:
    """Return what a stop is called, with how many touches it holds, its reason or its value."""
    if stop.what == events.TOUCH:
        return _touch(stop, words)
    name = words(STEPS[stop.what])
    if stop.what in REASONS:
        return f"{name}: {_reason(stop, words)}"
    if stop.what == WON and stop.value is not None and currency:
        return f"{name}: {words.money(stop.value, currency)}"
    return name


def who_text(stop: Stop, words: Words) -> str:
    """Return who is in touch at a stop; nothing where the stop's name says it all."""
    if stop.own_act:
        return words(NAMES["customer"])
    return words(NAMES["sales" if stop.side == "sales" else "marketing"]) if stop.side else ""


def _touch(stop: Stop, words: Words) -> str:
    field = TABLES["touchpoints"].field("kind")
    names = [words(field.choice_label(kind)) if field else kind for kind in stop.kinds]
    name = ", ".join(names) or words("Touchpoint")
    return name if stop.times == 1 else f"{words.number(stop.times)} × {name}"


def _reason(stop: Stop, words: Words) -> str:
    table, name = REASONS[stop.what]
    field = TABLES[table].field(name)
    if not stop.detail or field is None:
        return words("no reason given")
    return words(field.choice_label(stop.detail))


def day_text(day: date, words: Words) -> str:
    """Return a day in as few letters as the language writes it with."""
    from babel.dates import format_date  # noqa: PLC0415 - not every way is drawn

    return str(format_date(day, format="medium", locale=words.locale))


def days_text(stop: Stop, words: Words) -> str:
    """Return the day of a stop, or from when until when where several touches stand together."""
    first, last = (day_text(moment.date(), words) for moment in (stop.at, stop.last))
    return first if first == last else f"{first} – {last}"


def wait_text(wait: Wait, words: Words) -> str:
    """Return how long a wait was: hours within a day, else days."""
    if wait.days < 1:
        return words.plural("{n} business hour", "{n} business hours", round(wait.hours))
    return words.plural("{n} day’s wait", "{n} days’ wait", wait.days)


def ball_text(wait: Wait, words: Words) -> str:
    """Return who had the ball."""
    return words("ball: {who}", who=words(NAMES[wait.ball]))


def path_lines(path: Path, words: Words, currency: str = "") -> list[str]:
    """Return the whole way as sentences, a stop each, with the wait before it."""
    found = []
    for stop, wait in zip(path.stops, path.waits, strict=True):
        who, what = who_text(stop, words), stop_text(stop, words, currency)
        told = f"{who}: {what}" if who else what
        line = words("{day} – {what}", day=words.date(stop.at.date()), what=told)
        if wait and wait.days >= 1:
            line = f"{line} ({wait_text(wait, words)}, {ball_text(wait, words)})"
        found.append(line)
    return found
