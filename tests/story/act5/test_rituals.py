"""Rituals: the sheet holds what people wanted, and nothing that no calendar could hold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar
from support.acts.acting import HOSTILE, decide, decisions, hall, vote

from workshop.errors import WorkshopError
from workshop.rituals.catalogue import catalogue
from workshop.rituals.ritual import Cadence
from workshop.story.act5.invitations import NAMES, calendar_files
from workshop.story.act5.ritual_sheet import OWN
from workshop.story.act5.rituals import FEWEST, KEY, MOST, PICKS, USUAL_LINES, RitualTable
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.story.context import Stage

OWN_RITUAL = {
    "key": OWN,
    "name": HOSTILE,
    "cadence": "monthly",
    "agenda": "eins\n\nzwei\ndrei\nvier",
    "host": "Leitung",
}


def wanting(stage: Stage, *picks: str) -> RitualTable:
    """Return the sheet after phones wanted these."""
    hall(stage)
    stage.room.open_question(KEY, PICKS)
    vote(stage, PICKS.key, "sales", [{"choices": [pick]} for pick in picks])
    return RitualTable(stage)


def recorded(stage: Stage, table: RitualTable) -> None:
    """Record the sheet as it stands."""
    decide(stage, KEY, table.decision([]))


def test_the_sheet_begins_with_what_most_people_want(german: Stage) -> None:
    """Whoever leads need not touch it: hosts and dates are proposed, and it can be recorded."""
    table = wanting(german, "lead_clinic", "reunion", "reunion")
    rituals = table.rituals()

    assert ["reunion", "lead_clinic"] == [one.key for one in rituals]
    assert USUAL_LINES == len(rituals)
    assert all(one.host for one in rituals)
    assert all(one.first and one.first >= german.today for one in rituals)


def test_lines_come_and_go_and_take_what_was_written_along(german: Stage) -> None:
    """Up to four, at least one; the one in between closed, those after it move up."""
    table = wanting(german, "reunion")
    for _ in range(MOST):
        table.open_line()
    table.write(2, host="Nur wir")
    third = table.draft(2)
    table.close_line(1)

    assert (MOST - 1, third) == (table.lines_open(), table.draft(1))
    assert len({table.draft(place).key for place in range(table.lines_open())}) == MOST - 1
    for _ in range(MOST):
        table.close_line(0)
    assert (FEWEST, False) == (table.lines_open(), table.may_close())


@pytest.mark.parametrize(
    ("part", "fact"),
    [
        ({"first": "2020-01-01"}, "already passed"),
        ({"first": "2026-02-29"}, "no first day"),
        ({"first": ""}, "no first day"),
        ({"at": "25:00"}, "no time of the day"),
        ({"host": "  "}, "Nobody invites"),
        ({"host": "x" * 500}, "too long"),
        ({"key": "lead_clinic"}, "on the sheet twice"),
        ({"key": OWN, "cadence": "when_needed"}, "no name"),
    ],
)
def test_what_no_calendar_could_hold_is_refused(
    german: Stage, part: dict[str, Any], fact: str
) -> None:
    """With what was found; what was typed stays where it is."""
    table = wanting(german, "monday_look", "monday_look", "lead_clinic")
    table.write(0, **part)
    before = table.draft(0)
    with pytest.raises(WorkshopError, match=fact):
        table.decision([])

    assert before == table.draft(0)


def test_times_are_read_as_people_type_them(german: Stage) -> None:
    """Half past nine with a dot, and without the nought."""
    table = wanting(german, "monday_look")
    table.write(0, at="9.30")

    at = table.rituals()[0].at
    assert at
    assert "09:30" == f"{at:%H:%M}"


@pytest.mark.parametrize("lang", LANGS)
def test_the_calendar_file_says_why_people_meet(german: Stage, lang: str) -> None:
    """One of the group's own and one of the catalogue, each with agenda, host and when to stop."""
    words = Words("de" if lang == "de" else "en")
    table = wanting(german, "monday_look", "monday_look", "how_we_argue")
    table.open_line()
    day = (german.today + timedelta(days=10)).isoformat()
    table.write(2, **OWN_RITUAL, first=day, at="16:00")
    recorded(german, table)
    file = calendar_files(decisions(german), "team")[NAMES[words.lang]]
    events = {str(event["SUMMARY"]): event for event in Calendar.from_ical(file).walk("VEVENT")}
    look = catalogue()["monday_look"]

    assert {look.name[words.lang], HOSTILE} == set(events)
    assert date.fromisoformat(day) == events[HOSTILE]["DTSTART"].dt.date()
    notes = str(events[HOSTILE]["DESCRIPTION"])
    assert [True, False] == ["3. drei" in notes, "vier" in notes]
    notes = str(events[look.name[words.lang]]["DESCRIPTION"])
    assert all(line in notes for line in (*look.agenda[words.lang], look.stop_if[words.lang]))


def test_the_next_version_is_the_same_series(german: Stage) -> None:
    """Decided again, and in another language: the same events, one version on."""
    table = wanting(german, "monday_look")
    recorded(german, table)
    first = calendar_files(decisions(german), "team")
    table.write(0, at="8:00")
    recorded(german, table)
    second = calendar_files(decisions(german), "another name")

    assert set(NAMES.values()) == set(first) == set(second)
    events = [
        Calendar.from_ical(files[NAMES[lang]]).walk("VEVENT")[0]
        for files in (first, second)
        for lang in LANGS
    ]
    assert len({str(event["UID"]) for event in events}) == 1
    assert [0, 0, 1, 1] == [event["SEQUENCE"] for event in events]


def test_another_ritual_in_a_line_begins_anew(german: Stage) -> None:
    """Its host and dates are its own; what is written of the same one stays."""
    table = wanting(german, "monday_look")
    table.write(0, host="Nur wir")
    table.write(0, at="8:00")
    assert "Nur wir" == table.draft(0).host
    table.write(0, key="quarter_table")

    assert Cadence.QUARTERLY is table.draft(0).cadence
    assert "Nur wir" != table.draft(0).host


def test_a_zone_that_is_none_is_kept_and_refused(german: Stage) -> None:
    """It is the place's own at first; nobody's calendar shows the wrong hour."""
    table = wanting(german, "monday_look")
    assert "Europe/Berlin" == table.zone()
    with pytest.raises(WorkshopError, match="no such time zone"):
        table.keep_zone("Mars")
    with pytest.raises(WorkshopError, match="no such time zone"):
        table.decision([])
    table.keep_zone("Europe/Vienna")

    assert "Europe/Vienna" == table.decision([]).zone


def test_without_rituals_there_is_no_file(german: Stage) -> None:
    """Nobody takes an empty calendar home."""
    assert calendar_files(decisions(german), "team") == {}
