"""The page for the works council says what the kit really does, number by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workshop import privacy
from workshop.privacy import information_sheet

if TYPE_CHECKING:
    from workshop.words import Lang


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("de", ("weniger als 31 Zuständige", "11 bis 21", "bis zu 21")),
        ("en", ("fewer than 31 people", "11 to 21", "as many as 21")),
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
    ):
        monkeypatch.setattr(privacy, name, value)
    sheet = information_sheet(lang)

    assert [] == [words for words in said if words not in sheet]
