"""A surname alone is noticed where something speaks for it; words, trades and seasons stay."""

from __future__ import annotations

import pytest
from support.exports.named import HARMLESS, NAMED, SURNAMES

from workshop.crm.recognise.names import folded
from workshop.crm.recognise.people.person_names import masked

EVERYBODY = frozenset(map(folded, SURNAMES))
SOME = frozenset(map(folded, SURNAMES[::3]))


@pytest.mark.parametrize(
    ("people", "hits", "alarms"), [(frozenset(), 216, 2), (SOME, 248, 6), (EVERYBODY, 300, 9)]
)
def test_how_many_are_noticed(people: frozenset[str], hits: int, alarms: int) -> None:
    """Of 300 made values with a surname, and of 300 without: as many as the README says.

    Without a column of names, with a third of them in one, with all of them.
    """
    noticed = [name for phrase, name in NAMED if name not in masked(phrase.format(name), people)]
    alarmed = [value for value in HARMLESS if masked(value, people) != value]

    assert hits <= len(noticed)
    assert alarms >= len(alarmed), alarmed


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("Huber", "…"),
        ("Müller wollte nicht", "… wollte nicht"),
        ("Rückruf Schneider", "Rückruf …"),
        ("Gespräch mit Koch", "Gespräch mit …"),
        ("Lang sagt: zu teuer", "… sagt: zu teuer"),
        ("Entscheidung liegt bei Müller-Huber", "Entscheidung liegt bei …"),
        ("rückruf huber", "rückruf …"),
        ("Koch", "Koch"),
        ("Winter", "Winter"),
        ("Kurz vor Abschluss", "Kurz vor Abschluss"),
        ("Messe Winter 2026", "Messe Winter 2026"),
        ("Huber GmbH", "Huber GmbH"),
        ("Rückruf Firma Huber", "Rückruf Firma Huber"),
    ],
)
def test_what_speaks_for_a_name(entry: str, expected: str) -> None:
    """What stands around it, or nothing beside a word that is no other word."""
    assert expected == masked(entry)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("Quandel", "…"),
        ("Nachfassen Quandel im Mai", "Nachfassen … im Mai"),
        ("Koch", "…"),
        ("Angebot Kurz", "Angebot …"),
        ("Kurz vor Abschluss", "Kurz vor Abschluss"),
        ("Aktion Winter", "Aktion Winter"),
        ("Termin mit Winter", "Termin mit …"),
        ("Preis", "Preis"),
        ("Preis zu hoch", "Preis zu hoch"),
        ("dauert zu lang", "dauert zu lang"),
    ],
)
def test_the_export_s_own_people_speak_loudest(entry: str, expected: str) -> None:
    """Who stands in a column of names is meant, unless lists speak of that word all the time."""
    people = frozenset({"quandel", "koch", "kurz", "winter", "preis", "lang"})

    assert expected == masked(entry, people)
    assert expected == masked(expected, people)
