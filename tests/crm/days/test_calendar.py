"""A calendar: read as people write it, written so that it is read back, refused in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.exports.exports import refusal
from support.run.profiles import examples

from workshop.crm.days.calendar import DAYS, USUAL_WEEKS, Calendar, calendar_of
from workshop.crm.mapping import CrmMapping, read_mapping

TABLES = {"deals": {"file": "d.csv", "columns": {"deal_id": "ID"}}}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, ((9.0, 17.0), (0, 1, 2, 3, 4), "DE-NW")),
        ({"hours": "8:30-17"}, ((8.5, 17.0), (0, 1, 2, 3, 4), "DE-NW")),
        ({"hours": "08:00 – 16:45"}, ((8.0, 16.75), (0, 1, 2, 3, 4), "DE-NW")),
        ({"days": "Mon-Thu"}, ((9.0, 17.0), (0, 1, 2, 3), "DE-NW")),
        ({"days": "sun-thu"}, ((9.0, 17.0), (0, 1, 2, 3, 6), "DE-NW")),
        ({"days": "mon, wed,sat"}, ((9.0, 17.0), (0, 2, 5), "DE-NW")),
        ({"country": "AT"}, ((9.0, 17.0), (0, 1, 2, 3, 4), "AT")),
        ({"country": "DE", "region": "BY"}, ((9.0, 17.0), (0, 1, 2, 3, 4), "DE-BY")),
        ({"country": ""}, ((9.0, 17.0), (0, 1, 2, 3, 4), "")),
    ],
    ids=str,
)
def test_what_people_write(said: dict[str, str], expected: tuple[Any, ...]) -> None:
    """Half hours, dashes, capitals; another country has no region of ours."""
    found = calendar_of(said)

    assert expected == (found.hours, found.days, found.place)


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ({"hours": "nine to five"}, "isn’t a range of hours"),
        ({"hours": "17-9"}, "isn’t a range of hours"),
        ({"hours": "9-25"}, "isn’t a range of hours"),
        ({"days": "mo-fr"}, "isn’t a set of weekdays"),
        ({"days": ""}, "isn’t a set of weekdays"),
        ({"country": "ZZ"}, "unknown country “ZZ”"),
        ({"country": "AT", "region": "NW"}, "unknown region “NW”; known: 1, 2"),
        ({"days_off": "24.12."}, "isn’t a day off"),
        ({"days_off": "02-30"}, "isn’t a day off"),
    ],
)
def test_what_cannot_be_is_refused_in_words(said: dict[str, str], part: str) -> None:
    """Fact, what was found, and an example."""
    text = str(refusal(calendar_of, said))

    assert part in text
    assert "--hours 8:30-17" in text


@given(
    st.builds(
        lambda first, long, days, place, off: Calendar.model_validate(
            {
                "hours": (first / 4, (first + long) / 4),
                "days": tuple(sorted(days)),
                "country": place[0],
                "region": place[1],
                "days_off": tuple(off),
            }
        ),
        st.integers(0, 60),
        st.integers(1, 36),
        st.sets(st.integers(0, 6), min_size=1),
        st.sampled_from(
            [("DE", "NW"), ("DE", ""), ("DE", "BY"), ("AT", ""), ("CH", "ZH"), ("", "")]
        ),
        st.lists(st.sampled_from(["12-24", "02-29", "2026-05-15"]), max_size=3, unique=True),
    )
)
@settings(max_examples=examples(25))
def test_a_mapping_reads_back_what_it_wrote(tmp_path_factory: Any, calendar: Calendar) -> None:
    """Whatever a team works, next quarter's import works the same."""
    place = tmp_path_factory.mktemp("m") / "mapping.yaml"
    mapping = CrmMapping.model_validate({"tables": TABLES, "calendar": calendar.model_dump()})
    place.write_text(mapping.to_yaml(), encoding="utf-8")

    assert calendar == read_mapping(place).calendar


def test_a_mapping_of_an_earlier_kit_says_nothing(tmp_path: Any) -> None:
    """Then nobody said when the team works, and nothing is written that nobody said."""
    file = tmp_path / "mapping.yaml"
    file.write_text(CrmMapping.model_validate({"tables": TABLES}).to_yaml(), encoding="utf-8")

    assert "calendar" not in file.read_text(encoding="utf-8")
    assert read_mapping(file).calendar is None


def test_days_off_are_each_year_or_once() -> None:
    """29 February is one every four years; without a country no holiday is free."""
    calendar = calendar_of({"country": "", "days_off": "12-24,02-29,2026-05-15"})

    assert {
        date(2024, 2, 29),
        date(2024, 12, 24),
        date(2025, 12, 24),
        date(2026, 12, 24),
        date(2026, 5, 15),
    } == calendar.off([2024, 2025, 2026])


def test_epiphany_is_free_in_bavaria_and_austria_only() -> None:
    """Who works in Düsseldorf answers on 6 January."""
    epiphany = date(2026, 1, 6)
    places = {"DE-BY": True, "DE-NW": False, "AT": True}
    found = {}
    for place in places:
        country, _, region = place.partition("-")
        found[place] = epiphany in calendar_of({"country": country, "region": region}).off([2026])

    assert places == found


def test_what_is_called_by_name_exists() -> None:
    """Weeks people read about are ones a calendar can have."""
    assert all(max(week) < len(DAYS) for week in USUAL_WEEKS)
