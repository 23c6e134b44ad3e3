"""An experiment is complete, or it is none."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from workshop.errors import WorkshopError
from workshop.retro.experiment import (
    MAX_EXPERIMENTS,
    MISSING,
    Experiment,
    Measure,
    check_experiments,
    make_experiment,
    make_measure,
)

TODAY = date(2026, 11, 23)
COUNTED = {"kind": "count", "text": " calls before ten "}
DRAFT: dict[str, Any] = {
    "what": " Call the three newest first ",
    "owner": "Inside sales",
    "partner": "Campaigns",
    "until": "2026-12-21",
    "done_when": "twenty mornings are ticked off",
    "measure": COUNTED,
}
EXPERIMENT = Experiment(
    "Call the three newest first",
    "",
    Measure("count", text="calls before ten"),
    "Inside sales",
    "Campaigns",
    date(2026, 12, 21),
    DRAFT["done_when"],
    "",
)


@pytest.mark.parametrize("until", ["2026-12-21", " 2026-12-21 ", "21.12.2026", date(2026, 12, 21)])
def test_a_filled_form_is_an_experiment(until: object) -> None:
    """A day may come from a date field or from the log; space around a text means nothing."""
    assert EXPERIMENT == make_experiment(DRAFT | {"until": until}, TODAY)


def test_today_is_not_too_late() -> None:
    """An experiment may end the same day."""
    assert TODAY == make_experiment(DRAFT | {"until": TODAY}, TODAY).until


@pytest.mark.parametrize("key", MISSING)
@pytest.mark.parametrize("blank", [None, "", " \n\t "])
def test_each_part_is_needed(key: str, blank: str | None) -> None:
    """Each missing part has a message of its own, and blanks are nothing."""
    with pytest.raises(WorkshopError) as caught:
        make_experiment(DRAFT | {key: blank}, TODAY)

    assert MISSING[key] == caught.value.fact


@pytest.mark.parametrize(
    "measure", [None, {}, {"kind": "count"}, {"kind": "kpi"}, {"kind": "rumour", "key": "x"}]
)
def test_an_experiment_is_seen_in_something(measure: dict[str, str] | None) -> None:
    """Without a measure nobody could tell in four weeks."""
    with pytest.raises(WorkshopError, match="what you’ll see the experiment in"):
        make_experiment(DRAFT | {"measure": measure}, TODAY)


def test_a_measure_of_the_kit_needs_no_words() -> None:
    """A KPI has its name; what was once typed to count something else stays behind."""
    measure = {"kind": "kpi", "key": "win_rate", "text": "old", "limit": 3, "today": "40 %"}

    assert Measure("kpi", "win_rate", None, "", "40 %") == make_measure(measure)


@pytest.mark.parametrize("until", ["soon", "24.13.2026", "2026-02-30", ["x"], 7])
def test_what_is_no_day_is_refused(until: object) -> None:
    """A date nobody can read ends in a sentence that shows how to write one."""
    with pytest.raises(WorkshopError, match="no such day in the calendar"):
        make_experiment(DRAFT | {"until": until}, TODAY)


@pytest.mark.parametrize("until", ["2026-11-22", datetime(2026, 11, 22, tzinfo=UTC).date()])
def test_a_day_in_the_past_is_refused(until: object) -> None:
    """Yesterday is named in words."""
    with pytest.raises(WorkshopError, match=r"already passed.*22 November 2026"):
        make_experiment(DRAFT | {"until": until}, TODAY)


@pytest.mark.parametrize("count", [0, MAX_EXPERIMENTS + 1])
def test_one_to_three(count: int) -> None:
    """None is no decision, and four will not happen."""
    with pytest.raises(WorkshopError, match="one to 3 experiments"):
        check_experiments([EXPERIMENT] * count)

    check_experiments([EXPERIMENT])
