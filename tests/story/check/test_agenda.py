"""The agenda of the next standing date is filled from the data."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.data.months import AS_OF, Rates, charter_of_june, like, month_after

from workshop.rituals.ritual import Cadence, Ritual
from workshop.story.check.agenda import agenda, next_date
from workshop.story.check.checking import check
from workshop.story.check.types import Check  # noqa: TC001
from workshop.story.decisions.later import AgreedRituals
from workshop.words import LANGS, Lang, Words

MONDAY = date(2026, 6, 8)


def ritual(key: str, cadence: Cadence, first: date | None) -> Ritual:
    """Return a ritual of the group's own, called as its key."""
    return Ritual(key, key, cadence, 15, ("Zahl",), "a", "b", first, None, "")


WEEKLY = ritual("Montagsblick", Cadence.WEEKLY, MONDAY)
LATER = ritual("Quartalstisch", Cadence.QUARTERLY, MONDAY + timedelta(days=3))


@pytest.fixture(scope="module")
def worse() -> Check:
    """Marketing hands over far less carefully than before."""
    charter = charter_of_june()
    decisions = charter.decisions.model_copy(
        update={"rituals": AgreedRituals(rituals=(LATER, WEEKLY))}
    )
    month = month_after(1, Rates(), like(Rates(), carried=0.1))
    return check(charter.model_copy(update={"decisions": decisions}), month)


@pytest.mark.parametrize("lang", LANGS)
def test_it_names_a_date_a_number_a_promise_and_a_question(worse: Check, lang: Lang) -> None:
    """The promise that is kept less often comes first, and the question is about it."""
    words = Words(lang)
    when, number, promised, question = agenda(worse, AS_OF, words)

    assert when == words(
        "Next time: {ritual}, {day}", ritual="Montagsblick", day=words.date(date(2026, 7, 6))
    )
    assert words("Acceptance rate") in number or words("Time to feedback") in number
    assert words("moved: for the worse") in promised
    assert words("Marketing") in question


def test_the_next_date_is_the_first_that_is_left() -> None:
    """Of all rituals; on its own day a date is still ahead; one when needed has none."""
    needed = ritual("Streitregel", Cadence.WHEN_NEEDED, None)

    assert next_date((LATER, WEEKLY, needed), MONDAY) == (MONDAY, WEEKLY)
    assert next_date((LATER, WEEKLY), MONDAY + timedelta(days=1)) == (LATER.first, LATER)
    assert next_date((WEEKLY,), MONDAY + timedelta(days=4000)) is None
    assert next_date((needed,), MONDAY) is None


def test_without_anything_to_talk_about_there_is_a_question_all_the_same() -> None:
    """A quiet month has a number, a promise and the standing question; no date without rituals."""
    lines = agenda(check(charter_of_june(), month_after(3, Rates())), AS_OF, Words("en"))

    assert len(lines) == 3
    assert lines[-1].endswith("who does something about it until then?")
