"""The rituals on offer are whole in both languages, and begin on a day they are held on."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workshop.rituals.catalogue import catalogue, ritual_agenda, ritual_name, ritual_stop
from workshop.rituals.ritual import CADENCES, Cadence
from workshop.words import LANGS, Words

AGENDA_LINES = 3


def test_every_ritual_is_whole_in_both_languages() -> None:
    """A name, three lines of agenda, somebody who invites and when to stop, in every language."""
    assert set(CADENCES) == set(Cadence)
    for offer in catalogue().values():
        for words in map(Words, LANGS):
            ritual = offer.proposed(date(2026, 11, 23), words)

            assert ritual_name(ritual, words), offer.key
            assert len(ritual_agenda(ritual, words)) == AGENDA_LINES, offer.key
            assert ritual.host, offer.key
            assert ritual_stop(ritual, words).endswith("."), offer.key


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_a_ritual_begins_on_its_weekday_after_the_workshop(today: date) -> None:
    """Its first day is its weekday, within a week of when it is due; when needed it has none."""
    for offer in catalogue().values():
        first = offer.first(today)
        if offer.weekday is None:
            assert first is None
            assert offer.cadence is Cadence.WHEN_NEEDED
        else:
            assert first is not None
            assert first.weekday() == offer.weekday
            assert timedelta(0) <= first - today - timedelta(7 * offer.weeks) < timedelta(7)
