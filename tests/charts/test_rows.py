"""Rows are dealt out to sheets that fit the stage: each once, in order, none left over alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.data.journeys import company, sample, seen
from support.source.drawn import Sheets

from workshop.charts.clocks import clocks_charts
from workshop.charts.crowd import crowd_charts
from workshop.charts.handover import handover_charts
from workshop.charts.path import path_charts
from workshop.charts.rows import dealt
from workshop.charts.theme import PAGE, SMALL, TALL
from workshop.crm.schema import TABLES
from workshop.journey.clocks.two_clocks import clocks
from workshop.journey.crowd import crowd
from workshop.journey.events.log import TOUCH
from workshop.journey.path.path import Wait, path_of
from workshop.journey.path.stops import Stop
from workshop.journey.path.text import path_lines
from workshop.journey.promises.handover import handover
from workshop.kpis.core.quarter import Quarter
from workshop.kpis.core.scope import Scope
from workshop.side import SIDES
from workshop.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

DE, EN = Words("de"), Words("en")
LANGUAGES = pytest.mark.parametrize("words", [DE, EN], ids=["de", "en"])
STAGES = [(1280, 720, 1200, 480), (1024, 768, 962, 500)]
"""Windows, and the room they leave for a picture; between two sheets lie 1.5 % of the width."""
HEAD = 60


def high(run: Sequence[float]) -> float:
    return HEAD + sum(run)


@given(st.lists(st.floats(20, 500), max_size=20))
def test_each_row_stands_once_in_its_place(rows: list[float]) -> None:
    """Nothing is left out, told twice or moved; only a row that is too high exceeds a sheet."""
    found = dealt(rows, high)

    assert rows == [row for run in found for row in run]
    assert [] == [run for run in found if high(run) > TALL and len(run) > 1]


@given(st.lists(st.floats(20, 300), min_size=1, max_size=20))
def test_there_are_no_more_sheets_than_needed(rows: list[float]) -> None:
    """As few as there would be if each were filled before the next is begun."""
    filled = [[rows[0]]]
    for row in rows[1:]:
        if high([*filled[-1], row]) > TALL:
            filled.append([])
        filled[-1].append(row)

    assert len(filled) == len(dealt(rows, high))


@pytest.mark.parametrize(
    ("n", "lengths"), [(3, [3]), (4, [2, 2]), (5, [3, 2]), (7, [3, 2, 2]), (10, [3, 3, 2, 2])]
)
def test_no_row_is_left_over(n: int, lengths: list[int]) -> None:
    """Three rows fit; the fourth takes one along."""
    assert sorted(lengths) == sorted(len(run) for run in dealt([105.0] * n, high))


@LANGUAGES
def test_every_stop_stands_on_one_sheet(words: Words) -> None:
    """Twenty with touchpoints of every kind there is, on either side, and every wait."""
    field = TABLES["touchpoints"].field("kind")
    kinds = [kind for kind, _ in field.choices] if field else []
    days = [datetime(2024 + n // 12, n % 12 + 1, n + 1, 10) for n in range(20)]  # noqa: DTZ001 - local
    stops = [
        Stop(
            TOUCH,
            day,
            day + timedelta(days=n % 3),
            SIDES[n % 2],
            (kinds[n % len(kinds)], kinds[0]),
            human=True,
            times=n + 1,
        )
        for n, day in enumerate(days)
    ]
    balls = [*SIDES, "customer", "nobody"]
    waits = [Wait(9 * n, 9.0, balls[n % len(balls)]) for n in range(20)]
    lonely = path_of(
        Scope.of(company(date(2026, 3, 31), contacts=[seen("2023-01-05T10:00")])), "C0"
    )
    path = replace(lonely, stops=tuple(stops), waits=tuple(waits))
    found = Sheets(path_charts(path, words, "EUR"), words)

    assert [] == found.flaws
    assert path_lines(path, words, "EUR") == [
        line for said in found.said for line in said.split("; ")
    ]
    assert len({one.height for one in found.sheets}) == 1


@LANGUAGES
def test_every_quarter_of_hand_overs_stands_on_one_sheet(words: Words) -> None:
    """Five years, each sheet with the names of the answers."""
    usual = handover(Scope.of(sample()))
    quarters = [Quarter(2020 + n // 4, n % 4 + 1) for n in range(20)]
    rows = [replace(usual.quarters[0], quarter=one) for one in quarters]
    found = Sheets(handover_charts(replace(usual, quarters=tuple(rows)), words), words)
    names = [one.text(words) for one in quarters]

    assert [] == found.flaws
    assert names == [text for text in found.words if text in names]
    assert 1 == len({tuple(one.words[:4]) for one in found.sheets})


@LANGUAGES
def test_every_stage_and_every_clock_stands_on_one_sheet(words: Words) -> None:
    """Stages in order; the days and each thing told by quarter once."""
    found = crowd(Scope.of(sample()))
    stages = [words(stage.label) for stage in found.stages]
    drawn = Sheets(crowd_charts(found, words), words)
    times = clocks(Scope.of(sample()))
    told = Sheets(clocks_charts(times, words), words)

    assert stages == [text for text in drawn.words if text in stages]
    assert [3] * len(times.quarters) == [
        told.words.count(row.quarter.text(words)) for row in times.quarters
    ]
    assert len({one.height for one in told.sheets}) == 1


@pytest.mark.parametrize("stage", STAGES, ids=["1280", "1024"])
def test_small_words_on_two_sheets_are_a_fortieth_of_the_window(
    stage: tuple[int, int, int, int],
) -> None:
    """The rule of the stage, for the broadest and highest sheet there may be."""
    broad, tall, width, height = stage
    each = (width - 0.015 * broad) / 2
    scale = min(each / (PAGE + 2), height / TALL)

    assert scale * SMALL >= tall / 40
