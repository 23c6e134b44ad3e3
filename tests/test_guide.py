"""The facilitator's guide tells the minutes that the presenter view shows."""

from __future__ import annotations

import pytest
from support.checkout import GUIDE

from workshop.acts import act_of
from workshop.agenda import PLANS, STATIONS, schedule, station_of
from workshop.agenda.cue import ON_THE_SIDE
from workshop.words import LANGS, Lang


def nothing(_: str) -> None:
    """A room that has decided nothing: one word, Lead."""


def rows(lang: Lang) -> list[str]:
    """Return the guide's table of minutes: a row a station, a column a plan."""
    found: dict[str, dict[str, str]] = {}
    for plan in PLANS:
        spent: dict[str, list[tuple[int, int, int]]] = {}
        for slot in schedule(plan, nothing):
            spent.setdefault(slot.activity, []).append(tuple(slot.minutes))
        for activity, minutes in spent.items():
            total = "/".join(str(sum(part)) for part in zip(*minutes, strict=True))
            found.setdefault(activity, {})[plan] = total
    order = [slot.activity for slot in schedule("240", nothing)]
    return [_row(activity, found[activity], lang) for activity in dict.fromkeys(order)]


def _row(activity: str, minutes: dict[str, str], lang: Lang) -> str:
    act, station = act_of(activity), station_of(activity, nothing)
    assert act is not None
    assert station is not None
    cells = [f"{act.number} · {station.title[lang]}", *(minutes.get(plan, "–") for plan in PLANS)]
    return f"| {' | '.join(cells)} |"


@pytest.mark.parametrize("lang", LANGS)
def test_the_guide_tells_the_minutes_of_the_agenda(lang: Lang) -> None:
    """Whoever prepares with the guide finds the same minutes in the presenter view."""
    text = GUIDE.read_text("utf-8")
    german, english = text.split("# One Table: facilitator guide", 1)
    part = german if lang == "de" else english

    assert [] == [row for row in rows(lang) if row not in part]


def rows_aside(lang: Lang) -> list[str]:
    """Return how the guide's rows of the stations that no plan holds begin: station and minutes."""
    found: list[str] = []
    for station in STATIONS.values():
        minutes = [
            cue.minutes[ON_THE_SIDE] for cue in station.cues.values() if ON_THE_SIDE in cue.minutes
        ]
        if minutes:
            total = "/".join(str(sum(part)) for part in zip(*minutes, strict=True))
            found.append(_row(station.key, {}, lang).split(" | ")[0] + f" | {total} |")
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_the_guide_tells_the_minutes_of_what_stands_on_the_side(lang: Lang) -> None:
    """Whoever adds a station knows beforehand what it costs."""
    text = GUIDE.read_text("utf-8")
    german, english = text.split("# One Table: facilitator guide", 1)
    part = german if lang == "de" else english

    assert 5 == len(rows_aside(lang))
    assert [] == [row for row in rows_aside(lang) if row not in part]


@pytest.mark.parametrize("plan", PLANS)
def test_the_sum_of_a_plan_is_told(plan: str) -> None:
    """The head of each column is the plan it stands for."""
    planned = sum(slot.minutes.plan for slot in schedule(plan, nothing)) + sum(
        PLANS[plan].breaks.values()
    )

    assert planned <= PLANS[plan].minutes
