"""The calendar file of the agreed rituals: what stands in people's calendars, and why they meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.clock import now
from workshop.crm.days.calendar import Calendar, calendar_of
from workshop.kpis.catalogue.answers import kpi
from workshop.rituals.catalogue import ritual_agenda, ritual_name, ritual_stop
from workshop.rituals.series import Series, Source
from workshop.story.decisions.decisions import RITUALS
from workshop.story.decisions.text import kept_text, kpi_target, kpi_value, promise_line
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.rituals.ritual import Ritual
    from workshop.story.decisions.decisions import Decisions
    from workshop.story.decisions.later import AgreedRituals
    from workshop.story.decisions.types import Promised
    from workshop.words import Lang

NAMES: dict[Lang, str] = {"de": "rituale.ics", "en": "rituals.ics"}
"""The file in each language; both hold the same events, so whoever opens both has them once."""


def calendar_files(decisions: Decisions, workshop: str) -> dict[str, bytes]:
    """Return the calendar file of the agreed rituals in each language by its name.

    Args:
        decisions: of a room or a charter; without rituals there is nothing.
        workshop: name of the session; it names the events where the rituals have no name for them.

    Raises:
        WorkshopError: if the time zone that was recorded is none.
    """
    agreed = decisions.rituals
    if agreed is None:
        return {}
    from workshop.rituals.ics import calendar_file  # noqa: PLC0415 - only who agreed on rituals

    version = decisions.versions.get(RITUALS, 1)
    source = Source(workshop=agreed.series or workshop, version=version, stamp=now())
    off = _work(agreed).off
    return {
        NAMES[lang]: calendar_file(_all_series(decisions, Words(lang)), agreed.zone, off, source)
        for lang in LANGS
    }


def _all_series(decisions: Decisions, words: Words) -> list[Series]:
    agreed = decisions.rituals.rituals if decisions.rituals else ()
    found = (_series(ritual, decisions, words) for ritual in agreed)
    return [one for one in found if one]


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
