"""The page for the works council says what the kit really does, number by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workshop import privacy
from workshop.kpis.catalogue import KPIS
from workshop.privacy import information_sheet
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.words import Lang


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("de", ("weniger als 31 Zuständige", "11 bis 21", "bis zu 21", "ab 13 Antworten")),
        ("en", ("fewer than 31 record owners", "11 to 21", "as many as 21", "at least 13 answers")),
    ],
)
def test_each_threshold_stands_where_it_belongs(
    monkeypatch: pytest.MonkeyPatch, lang: Lang, said: tuple[str, ...]
) -> None:
    """It is made of the policy's numbers: one that changes there changes on the page, too."""
    for name, value in (
        ("LOWEST_THRESHOLD", 11),
        ("HIGHEST_THRESHOLD", 21),
        ("FEWEST_COLLEAGUES", 31),
        ("FEWEST_ANSWERS", 13),
    ):
        monkeypatch.setattr(privacy, name, value)
    sheet = information_sheet(lang)

    assert [] == [words for words in said if words not in sheet]


ABOUT_A_TEAM = (
    *("response_time", "sla_compliance", "acceptance_rate", "rejection_rate", "reasons_given"),
    *("feedback_time", "win_rate", "cost_per_lead", "cost_per_mql"),
)
"""KPIs that say how a team works, and that the page therefore has to name."""
SWITCHED_OFF = ABOUT_A_TEAM[:6]
"""Those of which the page says that they go with the hand-overs and the touchpoints."""


@pytest.mark.parametrize("lang", LANGS)
def test_figures_about_a_team_are_named_as_they_are_called(lang: Lang) -> None:
    """Whoever asks whether a figure watches a team finds it by the name on the screen."""
    sheet, words = information_sheet(lang), Words(lang)
    labels = [words(KPIS[name].label) for name in ABOUT_A_TEAM]

    assert [] == [label for label in labels if label not in sheet]


@pytest.mark.parametrize("name", SWITCHED_OFF)
def test_what_the_page_says_is_switched_off_is(name: str) -> None:
    """Without the two tables there is no such figure: in each way to compute it, one is needed."""
    tables = [{column.partition(".")[0] for column in way} for way in KPIS[name].needs]

    assert tables
    assert all(way & {"handoffs", "touchpoints"} for way in tables)
