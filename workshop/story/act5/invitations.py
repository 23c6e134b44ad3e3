"""The calendar file of the agreed rituals: what stands in people's calendars, and why they meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.clock import now
from workshop.crm.days.calendar import Calendar, calendar_of
from workshop.kpis.catalogue.answers import kpi
from workshop.rituals.catalogue import ritual_agenda, ritual_name, ritual_stop
from workshop.rituals.ics import Series, Source, calendar_file
from workshop.story.act5.rituals import PLACE
from workshop.story.decisions.decisions import RITUALS, Decisions
from workshop.story.decisions.text import kept_text, kpi_target, kpi_value, promise_line
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.rituals.ritual import Ritual
    from workshop.room.state.state import RoomState
    from workshop.story.decisions.later import AgreedRituals
    from workshop.story.decisions.types import Promised
    from workshop.words import Lang

NAMES: dict[Lang, str] = {"de": "rituale.ics", "en": "rituals.ics"}
"""The file in each language; both hold the same events, so whoever opens both has them once."""


def rituals_file(state: RoomState, workshop: str, words: Words) -> bytes:
    """Return the rituals a room agreed on as an ``.ics`` file in a language; empty without any.

    Args:
        state: the room.
        workshop: name of the session; it names the events where the room has no name for them yet.
        words: the language.

    Raises:
        WorkshopError: if the time zone that was recorded is none.
    """
    decisions = Decisions.of(state)
    agreed = decisions.rituals
    if agreed is None:
        return b""
    source = Source(
        workshop=str(state.draft(PLACE).get("id") or workshop),
        version=decisions.versions.get(RITUALS, 1),
        stamp=now(),
    )
    series = [one for ritual in agreed.rituals if (one := _series(ritual, decisions, words))]
    return calendar_file(series, agreed.zone, _work(agreed).off, source)


def calendar_files(state: RoomState, workshop: str) -> dict[str, bytes]:
    """Return the calendar file in each language by its name; nothing without rituals.

    Args:
        state: the room.
        workshop: name of the session.

    Raises:
        WorkshopError: see `rituals_file`.
    """
    if Decisions.of(state).rituals is None:
        return {}
    return {NAMES[lang]: rituals_file(state, workshop, Words(lang)) for lang in LANGS}


def _work(agreed: AgreedRituals) -> Calendar:
    country, _, region = agreed.holidays.partition("-")
    return calendar_of({"country": country, "region": region})


def _series(ritual: Ritual, decisions: Decisions, words: Words) -> Series | None:
    if ritual.first is None:
        return None
    return Series(
        key=ritual.key,
        name=ritual_name(ritual, words),
        notes="\n".join(_notes(ritual, decisions, words)),
        cadence=ritual.cadence,
        minutes=ritual.minutes,
        first=ritual.first,
        at=ritual.at,
    )


def _notes(ritual: Ritual, decisions: Decisions, words: Words) -> Iterator[str]:
    for place, line in enumerate(ritual_agenda(ritual, words), start=1):
        yield f"{place}. {line}"
    yield ""
    yield words("Invites: {role}", role=ritual.host)
    if ritual.stand_in:
        yield words("Stands in: {role}", role=ritual.stand_in)
    yield words("We stop when: {reason}", reason=ritual_stop(ritual, words))
    watched = list(_watched(decisions, words))
    if watched:
        yield from ("", words("From your charter:"), *(f"- {line}" for line in watched))


def _watched(decisions: Decisions, words: Words) -> Iterator[str]:
    """Yield what a meeting can look at: the numbers with their targets, the shakiest promise."""
    for agreed in decisions.kpis.kpis if decisions.kpis else ():
        yield words(
            "{kpi}: {value} when we decided, target {target}",
            kpi=words(kpi(agreed.name).label),
            value=kpi_value(agreed, words),
            target=kpi_target(agreed, words),
        )
    shaky = _shakiest(decisions.promises.promises if decisions.promises else ())
    if shaky:
        yield f"{promise_line(shaky, words)} ({kept_text(shaky, words)})"
    for tried in decisions.experiments.experiments if decisions.experiments else ():
        yield words(
            "We’re trying: {what}, until {day}", what=tried.what, day=words.date(tried.until)
        )


def _shakiest(promises: tuple[Promised, ...]) -> Promised | None:
    """Return the promise that would have been kept least last quarter, of those that can say."""
    known = [
        (one.kept.share.value, at, one)
        for at, one in enumerate(promises)
        if one.kept and one.kept.share.value is not None
    ]
    return min(known)[2] if known else None
