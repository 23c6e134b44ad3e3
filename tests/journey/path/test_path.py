"""One contact's way: what is on the line, what is a wait, and what is not known yet."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from support.data.journeys import (
    company,
    cut,
    deal,
    given,
    opened,
    sample,
    sample_tables,
    seen,
    touch,
)
from support.data.tables import at

from workshop.errors import WorkshopError
from workshop.journey.path.path import MOST_STOPS, Path, path_of
from workshop.journey.path.text import days_text, path_lines, stop_text, who_text
from workshop.kpis.core.caveat import Caveat
from workshop.kpis.core.scope import Scope
from workshop.words import Words

AS_OF = date(2026, 3, 31)
EN = Words("en")
BEFORE = ["seen", "touch"]
USUAL = {
    "contacts": [seen("2026-01-05T10:00")],
    "touchpoints": [
        opened("2026-01-05T11:00", campaign_id="K1"),
        touch("2026-01-16T10:00"),
        touch("2026-01-16T12:00", kind="auto_mail", human=False),
    ],
    "handoffs": [given("2026-01-07T10:00", "2026-01-19T10:00", "accepted")],
    "deals": [deal("2026-01-20T10:00", "2026-02-20T10:00", "won", value=900.0)],
    "campaigns": [{"campaign_id": "K1", "title": "Flurfunk"}],
}


def way(as_of: date | None = None, without: tuple[str, ...] = (), **tables: object) -> Path:
    return path_of(Scope.of(company(AS_OF, without, **{**USUAL, **tables}), as_of=as_of), "C0")


def whats(path: Path) -> list[str]:
    return [stop.what for stop in path.stops]


def days(path: Path) -> dict[str, tuple[int, str]]:
    """Return the waits by what ended them."""
    waits = zip(path.stops, path.waits, strict=True)
    return {s.what: (w.days, w.ball) for s, w in waits if w and w.days >= 1}


def test_stops_stand_in_order_of_time() -> None:
    """From first seen to the end; nothing follows a deal that was won."""
    found = way()

    expected = ["seen", "touch", "handed", "touch", "touch", "accepted", "opened", "won"]
    assert expected == whats(found)
    assert "won" == found.fate


def test_waits_are_silences_of_ours() -> None:
    """Opening a newsletter or a mail by a machine is no answer; who had the ball is told."""
    expected = {
        "handed": (2, "marketing"),
        "touch": (9, "sales"),
        "accepted": (3, "sales"),
        "opened": (1, "sales"),
        "won": (31, "customer"),
    }

    assert expected == days(way())


def test_a_wait_has_business_hours_as_well() -> None:
    """Wednesday ten to Friday of the next week ten: seven days of eight hours."""
    found = way()
    wait = found.waits[3]

    assert wait is not None
    assert (9, 56.0) == (wait.days, wait.hours)
    assert 56.0 == found.answer_hours


def test_an_open_way_ends_today() -> None:
    """The silence up to today is the one that matters."""
    found = way(deals=[])

    assert "today" == found.stops[-1].what
    assert AS_OF == found.stops[-1].at.date()
    assert ("none", (71, "sales")) == (found.fate, days(found)["today"])


def test_a_lost_one_that_is_handed_over_again_is_not_over() -> None:
    """The ball is with sales, so the line goes on."""
    lost = [deal("2026-01-20T10:00", "2026-02-20T10:00", "lost")]
    again = [*USUAL["handoffs"], given("2026-03-01T10:00")]
    found = way(deals=lost, handoffs=again)

    assert ["handed", "today"] == whats(found)[-2:]
    assert "sales" == found.turns[-1].holder


def test_one_of_two_deals_open_is_open_and_one_won_is_won() -> None:
    """Lost first, another still open; and won beside an open one."""
    first = deal("2026-01-20T10:00", "2026-02-20T10:00", "lost")
    won = deal("2026-01-21T10:00", "2026-02-21T10:00", "won")

    assert "open" == way(deals=[first, deal("2026-03-01T10:00")]).fate
    assert "won" == way(deals=[first, won, deal("2026-03-01T10:00")]).fate
    assert "lost" == way(deals=[first]).fate


def test_what_comes_later_is_not_known() -> None:
    """As of the day before the acceptance there is a silence and nothing else."""
    found = way(as_of=date(2026, 1, 18))

    assert ["seen", "touch", "handed", "touch", "touch", "today"] == whats(found)
    assert date(2026, 1, 18) == found.as_of


def test_a_deal_that_is_won_later_is_open() -> None:
    """Its status of today must not leak into the past."""
    assert "open" == way(as_of=date(2026, 2, 19)).fate


@pytest.mark.parametrize("contact", ["C01342", "C02111", "C00461"])
def test_a_day_in_the_past_knows_what_an_export_of_that_day_held(contact: str) -> None:
    """Cut by hand at the day, the way is the same."""
    day = date(2026, 3, 15)

    assert path_of(Scope.of(sample(), as_of=day), contact) == path_of(
        Scope.of(cut(sample_tables(), day)), contact
    )


def test_an_entry_without_a_date_is_counted_and_not_drawn() -> None:
    """A won deal without a close date, a touch without a moment, an answer without a day."""
    found = way(
        deals=[deal("2026-01-20T10:00", None, "won")],
        touchpoints=[touch(None)],
        handoffs=[given("2026-01-07T10:00", None, "accepted")],
    )

    assert Caveat("undated", {"n": 3}) in found.caveats
    assert ["seen", "handed", "opened", "today"] == whats(found)


def test_a_deal_that_ends_before_it_begins_is_left_out_and_named() -> None:
    """The old year in January makes a deal end before it was opened."""
    found = way(deals=[deal("2026-01-20T10:00", "2025-02-20T10:00", "won")])

    assert Caveat("ends_too_early", {"n": 1}) in found.caveats
    assert "open" == found.fate
    assert all(wait is None or wait.days >= 0 for wait in found.waits)


def test_a_deal_closed_on_the_day_it_was_opened_stays() -> None:
    """A close date without a time is midnight and lies before the opening of that day."""
    found = way(deals=[deal("2026-01-20T10:00", "2026-01-20T00:00", "won")])

    assert "won" == found.fate


def test_a_contact_without_anything_has_a_way() -> None:
    """Seen, and then nothing until today."""
    found = path_of(Scope.of(company(AS_OF, contacts=[seen("2026-01-05T10:00")])), "C0")

    assert ["seen", "today"] == whats(found)
    assert ({"marketing"}, None) == (set(found.ball_days), found.answer_hours)


@pytest.mark.parametrize("who", ["C9", None])
def test_a_contact_that_is_not_there_is_an_error_people_understand(who: str) -> None:
    """Nobody is drawn who is not in the data."""
    with pytest.raises(WorkshopError, match="knows nothing about this contact"):
        path_of(Scope.of(company(AS_OF, **USUAL)), who)


def test_a_contact_seen_later_is_not_there_yet() -> None:
    """On the day before, the data knows nothing of it."""
    with pytest.raises(WorkshopError):
        way(as_of=date(2026, 1, 4))


@pytest.mark.parametrize(
    ("column", "left"),
    [
        ("touchpoints.happened_at", ["seen", "handed", "accepted", "opened", "won"]),
        ("handoffs.handed_at", [*BEFORE, "touch", "touch", "accepted", "opened", "won"]),
        (
            "deals.status",
            ["seen", "touch", "handed", "touch", "touch", "accepted", "opened", "today"],
        ),
    ],
)
def test_what_the_export_lacks_is_said(column: str, left: list[str]) -> None:
    """A line without touches must not look as if nobody had called."""
    found = way(without=(column,))

    assert column in found.missing
    assert left == whats(found)


def test_campaigns_are_called_by_their_title() -> None:
    """Where there is one; an export without campaigns has none."""
    assert "Flurfunk" == way().stops[1].campaign
    assert way(without=("campaigns.title",)).stops[1].campaign is None


def test_fields_that_are_missing_within_a_table_do_not_break_the_line() -> None:
    """Kind, reason, value and campaign are nice to have."""
    lean = ("kind", "campaign_id", "reason", "value", "lost_reason", "product", "human", "side")
    found = way(without=lean)

    assert "won" == found.fate
    assert all(path_lines(found, EN, "EUR"))


def test_it_is_told_in_sentences() -> None:
    """Day, who, what, and the wait with the ball before it; money where there is a currency."""
    found = way()
    lines = path_lines(found, EN, "EUR")

    assert "16 January 2026 – Sales: Phone call (9 days’ wait, ball: Sales)" == lines[3]
    assert "20 February 2026 – Won: €900 (31 days’ wait, ball: Customer)" == lines[-1]
    assert "5 January 2026 – Customer: Newsletter opened" == lines[1]
    assert "Won" == stop_text(found.stops[-1], EN)
    assert "" == who_text(found.stops[0], EN)


def test_a_rejection_says_its_reason_or_that_there_is_none() -> None:
    """Half of them have none; that is a finding."""
    no = given("2026-01-07T10:00", "2026-01-08T10:00", "rejected")
    told = [way(handoffs=[{**no, "reason": why}], deals=[]) for why in ("no_budget", None)]
    texts = [stop_text(stop, EN) for path in told for stop in path.stops if stop.what == "rejected"]

    assert ["Rejected: No budget", "Rejected: no reason given"] == texts


def test_a_long_way_fits_on_a_screen() -> None:
    """Sixty touches become few stops; none of them is lost in the count."""
    first = at("2026-01-08T10:00")
    calls = [touch((first + timedelta(days=n)).isoformat()) for n in range(30)]
    mails = [opened((first + timedelta(days=n, hours=1)).isoformat()) for n in range(30)]
    found = way(touchpoints=calls + mails)

    assert len(found.stops) <= MOST_STOPS
    assert 60 == found.touches == sum(s.times for s in found.stops if s.what == "touch")
    group = next(stop for stop in found.stops if stop.times > 1)
    assert days_text(group, EN).count("2026") == 2


def test_the_same_data_gives_the_same_way() -> None:
    """Twice the same, whatever order the engine reads rows in."""
    turned = {name: list(reversed(rows)) for name, rows in USUAL.items()}

    assert way() == way(**turned)
