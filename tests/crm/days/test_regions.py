"""Places whose public holidays count are said by their names, in both languages."""

from __future__ import annotations

import re

import pytest

from workshop.crm.days.calendar import Calendar, supported
from workshop.crm.days.regions import REGIONS, place_text
from workshop.words import LANGS, Words

HOME = ("DE", "AT", "CH")
CODE = re.compile(r"\b[A-Z]{2}\b|\d")


@pytest.mark.parametrize("lang", LANGS)
def test_no_region_of_ours_is_a_code(lang: str) -> None:
    """Each state and canton there can be has a name of its own; nobody reads “AT-9”."""
    places = [f"{country}-{region}" for country in HOME for region in supported()[country]]
    names = {place: place_text(place, Words(lang)) for place in [*places, *HOME]}

    assert {*places} == {*REGIONS}
    assert [] == [place for place, name in names.items() if CODE.search(name)]
    assert len(names) == len({*names.values()})


@pytest.mark.parametrize("lang", LANGS)
def test_every_country_has_a_name(lang: str) -> None:
    """Customers live anywhere; a region of theirs keeps its code behind the country's name."""
    names = {country: place_text(country, Words(lang)) for country in supported()}

    assert [] == [country for country, name in names.items() if name == country]
    assert names["FR"] + " (BL)" == place_text("FR-BL", Words(lang))


@pytest.mark.parametrize(
    ("place", "german", "english"),
    [
        ("AT-9", "Wien", "Vienna"),
        ("AT-2", "Kärnten", "Carinthia"),
        ("CH-GE", "Kanton Genf", "canton of Geneva"),
        ("CH-GR", "Kanton Graubünden", "canton of Grisons"),
        ("DE-BY", "Bayern", "Bavaria"),
        ("PL", "Polen", "Poland"),
        ("", Words("de")("nowhere"), "nowhere"),
        ("Austria", "Österreich", "Austria"),
    ],
)
def test_names_people_know(place: str, german: str, english: str) -> None:
    """As people there call it; a name that an earlier charter holds is said as it was."""
    said = place_text(place, Words("de")), place_text(place, Words("en"))

    assert (german, english) == said


def test_a_calendar_s_place_is_one_that_can_be_said() -> None:
    """What `Calendar.place` writes is what `place_text` reads."""
    calendar = Calendar(country="CH", region="ZH")

    assert "Kanton Zürich" == place_text(calendar.place, Words("de"))
