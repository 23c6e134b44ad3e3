"""Two clocks: each working day and each quarter once, nothing twice, the young without a rate."""

from __future__ import annotations

from datetime import date
from typing import Any

from support.data.journeys import company, cut, deal, sample, sample_tables, seen, touch

from workshop.journey.clocks.two_clocks import QUARTERS, WORKING_DAYS, Clocks, clocks
from workshop.kpis.core.quarter import Quarter
from workshop.kpis.core.scope import Scope
from workshop.kpis.groups.breakdown import breakdown

AS_OF = date(2026, 9, 30)


def found(
    days: int = 3, as_of: date = AS_OF, without: tuple[str, ...] = (), **tables: Any
) -> Clocks:
    return clocks(Scope.of(company(as_of, without, **tables)), days=days)


def test_days_are_working_days_up_to_today() -> None:
    """No weekend, no holiday of the region; the last is the as-of date or the one before it."""
    days = [day.day for day in found(2, date(2026, 4, 7)).days]

    assert [date(2026, 4, 2), date(2026, 4, 7)] == days


def test_what_happens_on_a_weekend_counts_with_monday() -> None:
    """Nothing falls between two bars."""
    people = [seen("2026-09-26T11:00"), seen("2026-09-28T11:00", "C1")]

    assert [0, 2, 0, 0] == [day.seen for day in found(4, contacts=people).days]


def test_a_weekend_today_counts_with_the_last_working_day() -> None:
    """On a Sunday the Saturday's contact has no Monday yet."""
    one = found(2, date(2026, 9, 27), contacts=[seen("2026-09-26T11:00")])

    assert [0, 1] == [day.seen for day in one.days]


def test_days_count_people_and_wins() -> None:
    """Machines do not count; a win counts on the day it was won."""
    calls = [touch("2026-09-30T10:00"), touch("2026-09-30T11:00", human=False)]
    one = found(1, touchpoints=calls, deals=[deal("2026-01-01T10:00", "2026-09-30T12:00", "won")])

    assert (0, 1, 1) == (one.days[0].seen, one.days[0].touched, one.days[0].won)


def test_a_quarter_has_a_conversion_when_all_in_it_had_their_time() -> None:
    """One day short of it there is none, and it says why."""
    people = [seen("2026-03-15T10:00", f"C{n}") for n in range(40)]
    won = [deal("2026-03-20T10:00", "2026-04-20T10:00", "won", value=50.0)]
    rows = {
        day: {row.quarter: row for row in found(as_of=day, contacts=people, deals=won).quarters}
        for day in (date(2026, 9, 26), date(2026, 9, 27))
    }
    young, ripe = (one[Quarter(2026, 1)].conversion for one in rows.values())

    assert (None, ["young_quarter"]) == (young.value, [c.code for c in young.caveats])
    assert (1 / 40, 40) == (ripe.value, ripe.n)


def test_won_value_belongs_to_the_quarter_of_the_win() -> None:
    """Whenever it began; a count of the period and no success rate."""
    won = [deal("2026-01-20T10:00", "2026-04-20T10:00", "won", value=50.0)]
    rows = {
        row.quarter: row for row in found(contacts=[seen("2026-01-05T10:00")], deals=won).quarters
    }

    assert (0, 1, 50.0) == tuple(
        getattr(rows[Quarter(2026, 2)], name) for name in ("seen", "won", "value")
    )
    assert (1, 0, None) == tuple(
        getattr(rows[Quarter(2026, 1)], name) for name in ("seen", "won", "value")
    )


def test_quarters_before_anything_are_not_shown() -> None:
    """A company's first export is no row of noughts."""
    one = found(contacts=[seen("2026-05-05T10:00")])

    assert [Quarter(2026, 2), Quarter(2026, 3)] == [row.quarter for row in one.quarters]
    assert () == found().quarters


def test_the_running_quarter_is_marked() -> None:
    """Half a quarter is no bad quarter."""
    one = found(as_of=date(2026, 8, 15), contacts=[seen("2026-05-05T10:00")])

    assert [True, False] == [row.whole for row in one.quarters]


def test_what_is_missing_is_not_shown_as_nought() -> None:
    """No touches in the export: no strip, and the column is named."""
    one = found(
        without=("touchpoints.happened_at", "deals.value"), contacts=[seen("2026-05-05T10:00")]
    )

    assert {None} == {day.touched for day in one.days}
    assert {"touchpoints.happened_at", "deals.value"} <= set(one.missing)


def test_without_outcomes_there_are_contacts_and_no_conversion() -> None:
    """The rest is still worth seeing."""
    one = found(without=("deals.closed_at",), contacts=[seen("2026-01-05T10:00")])
    row = one.quarters[0]

    assert (1, None, ("deals.closed_at",)) == (row.seen, row.won, row.conversion.missing)


def test_quarters_of_the_sample_are_those_of_the_kpi() -> None:
    """The same number as “Lead to won” by quarter."""
    groups = {
        g.key: g.answer for g in breakdown(Scope.of(sample()), "lead_to_won", "quarter").groups
    }
    rows = [row for row in clocks(Scope.of(sample())).quarters if row.conversion.value is not None]

    assert rows
    assert [groups[f"{r.quarter.year}-Q{r.quarter.number}"].value for r in rows] == [
        r.conversion.value for r in rows
    ]


def test_the_sample_fills_both_clocks() -> None:
    """Sixty days, six quarters."""
    one = clocks(Scope.of(sample()))

    assert (WORKING_DAYS, QUARTERS) == (len(one.days), len(one.quarters))


def test_the_past_knows_what_an_export_of_that_day_held() -> None:
    """Cut by hand at the day, both clocks show the same."""
    day = date(2026, 2, 15)

    assert clocks(Scope.of(sample(), as_of=day)) == clocks(Scope.of(cut(sample_tables(), day)))
