"""The next standing date, with its agenda filled from the data: a number, a promise, a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.kpis.catalogue.answers import KPIS
from workshop.rituals.catalogue import ritual_name
from workshop.rituals.series import Series
from workshop.story.check.movement_text import apart_text, both_text, verdict_text
from workshop.story.check.topic_text import topic_text
from workshop.story.check.topics import topics
from workshop.story.check.types import Verdict
from workshop.story.decisions import text
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from workshop.rituals.ritual import Ritual
    from workshop.story.check.types import Check, CheckedKpi, CheckedPromise, Movement
    from workshop.words import Words

ORDER: dict[tuple[Verdict, bool | None], int] = {
    (Verdict.MOVED, False): 0,
    (Verdict.MOVED, True): 1,
    (Verdict.MOVED, None): 2,
    (Verdict.CANNOT_TELL, None): 3,
    (Verdict.TOO_YOUNG, None): 4,
}
"""What a meeting should look at first: what got worse, then what moved at all."""
QUESTION = N_("What should we see here next time, and who does something about it until then?")


def agenda(check: Check, today: date, words: Words) -> list[str]:
    """Return the agenda of the next standing date, a line each.

    Args:
        check: what was found.
        today: dates before it are over.
        words: the language.

    Returns:
        The date where a ritual has one, then one number, one promise and one question, as far as
        the charter holds any.
    """
    return [*_when(check, today, words), *_number(check, words), *_promise(check, words),
            words("One question: {question}", question=_question(check, words))]  # fmt: skip


def next_date(rituals: tuple[Ritual, ...], today: date) -> tuple[date, Ritual] | None:
    """Return the first standing date from a day on, and its ritual; None where there is none.

    Public holidays are not left out: the calendar file knows them.
    """
    ahead = [
        (day, place)
        for place, ritual in enumerate(rituals)
        if ritual.first
        for day in Series(
            ritual.key, "", "", ritual.cadence, ritual.minutes, ritual.first, ritual.at
        ).days()
        if day >= today
    ]
    if not ahead:
        return None
    day, place = min(ahead)
    return day, rituals[place]


def _when(check: Check, today: date, words: Words) -> Iterator[str]:
    found = next_date(check.rituals, today)
    if found:
        day, ritual = found
        yield words(
            "Next time: {ritual}, {day}", ritual=ritual_name(ritual, words), day=words.date(day)
        )


def _number(check: Check, words: Words) -> Iterator[str]:
    if check.kpis:
        worst: CheckedKpi = min(check.kpis, key=lambda one: _urgency(one.movement))
        name = words(KPIS[worst.agreed.name].label)
        yield words("One number: {what}", what=_told(name, worst.movement, words))


def _promise(check: Check, words: Words) -> Iterator[str]:
    known = [one for one in check.promises if one.movement]
    if known:
        worst = min(known, key=_shakiness)
        name = text.promise_line(worst.promised, words).rstrip(".")
        if worst.movement:
            yield words("One promise: {what}", what=_told(name, worst.movement, words))


def _told(name: str, movement: Movement, words: Words) -> str:
    pair = both_text(movement.before, movement.since, words)
    said = f"{name}: {verdict_text(movement, words)}"
    parts = [f"{said} ({pair})." if pair else f"{said}.", apart_text(movement, words)]
    return " ".join(part for part in parts if part)


def _question(check: Check, words: Words) -> str:
    found = topics(check)
    return topic_text(found[0], check, words) if found else words(QUESTION)


def _urgency(movement: Movement) -> int:
    return ORDER[movement.verdict, movement.better]


def _shakiness(checked: CheckedPromise) -> tuple[int, float]:
    """Return what sorts promises: the one that moved for the worse first, then the least kept."""
    movement = checked.movement
    if movement is None:
        return len(ORDER), 1.0
    kept = movement.since.value
    return min(_urgency(movement), 1), 1.0 if kept is None else kept
