"""What the other clock hides: long beginnings, late answers, each with what it stands on."""

from __future__ import annotations

from datetime import date
from typing import Any

from support.data.journeys import company, cut, deal, given, sample, sample_tables, seen, touch

from workshop.journey.clocks.blind_spots import BlindSpot, blind_spots
from workshop.journey.path.caveats import NOTES, said
from workshop.journey.promises.promise import promise
from workshop.journey.promises.sandbox import kept
from workshop.kpis.core.quarter import Quarter
from workshop.kpis.core.scope import Scope
from workshop.words import Words

AS_OF = date(2026, 9, 30)
EN = Words("en")
N = 40


def spots(without: tuple[str, ...] = (), **tables: Any) -> tuple[BlindSpot, BlindSpot]:
    return blind_spots(Scope.of(company(AS_OF, without, **tables)))


def people(day: str, n: int = N) -> list[dict[str, Any]]:
    return [seen(day, f"C{k}") for k in range(n)]


def wins(day: str, n: int = N) -> list[dict[str, Any]]:
    return [{**deal("2026-05-01T10:00", day, "won"), "contact_id": f"C{k}"} for k in range(n)]


def codes(one: BlindSpot) -> dict[str, Any]:
    return {caveat.code: caveat.values.get("n") for caveat in one.answer.caveats}


def test_wins_that_began_long_before() -> None:
    """Ninety days to the minute are not more than ninety."""
    days = {"2026-05-03T10:00": 0.0, "2026-05-03T09:59": 1.0}
    found = {
        day: spots(contacts=people(day), deals=wins("2026-08-01T10:00"))[0].answer.value
        for day in days
    }

    assert days == found


def test_the_first_touch_is_the_beginning_where_it_lies_before_the_first_entry() -> None:
    """A contact is often entered long after the first talk."""
    talks = [touch("2026-01-05T10:00", f"C{k}") for k in range(10)]
    one = spots(
        contacts=people("2026-07-20T10:00"), touchpoints=talks, deals=wins("2026-08-01T10:00")
    )

    assert (10, N) == (one[0].answer.numerator, one[0].answer.n)


def test_a_quarter_with_too_few_is_made_longer_and_says_so() -> None:
    """Twenty in this quarter, twenty in the one before."""
    deals = wins("2026-08-01T10:00")[:20] + wins("2026-06-01T10:00")[20:]
    one = spots(contacts=people("2026-05-01T10:00"), deals=deals)[0]

    assert (Quarter(2026, 2), Quarter(2026, 3), N) == (one.first, one.last, one.answer.n)
    assert "longer_span" in codes(one)


def test_wins_of_nobody_and_wins_before_the_beginning_are_named() -> None:
    """Neither is a short way."""
    strays = [{**one, "contact_id": "ghost"} for one in wins("2026-08-01T10:00", 3)]
    early = wins("2026-08-01T10:00")
    contacts = [*people("2026-05-01T10:00", N - 1), seen("2026-09-01T10:00", f"C{N - 1}")]
    one = spots(contacts=contacts, deals=early + strays)[0]

    assert (N - 1, {"no_contact": 3, "negative_durations": 1}) == (one.answer.n, codes(one))


def test_late_answers_are_the_rest_of_the_promise() -> None:
    """What was not kept within eight hours, of the same hand-overs."""
    late, promised = (
        blind_spots(Scope.of(sample()))[1],
        kept(Scope.of(sample()), promise("answer"), 8),
    )

    assert late.answer.n == promised.n
    assert late.answer.numerator == promised.n - (promised.kept or 0)


def test_nobody_is_right_alone() -> None:
    """One finding about each side's clock."""
    assert ["sales", "marketing"] == [one.side for one in blind_spots(Scope.of(sample()))]


def test_findings_are_sentences_with_their_quarter() -> None:
    """A share, a span and a limit."""
    before, late = (one.text(EN) for one in blind_spots(Scope.of(sample())))

    assert before.startswith("51% of the deals won in Q3 2026 began more than 90 days earlier.")
    assert late.startswith("83% of the leads handed over in Q3 2026 heard from nobody in sales")


def test_a_longer_span_is_said_from_to() -> None:
    """Both quarters."""
    deals = wins("2026-08-01T10:00")[:20] + wins("2026-06-01T10:00")[20:]

    assert "Q2 2026 to Q3 2026" in spots(contacts=people("2026-05-01T10:00"), deals=deals)[0].text(
        EN
    )


def test_too_few_are_no_finding() -> None:
    """No sentence without a share; the reservation says why."""
    found = spots(contacts=people("2026-05-01T10:00", 3), deals=wins("2026-08-01T10:00", 3))

    assert ["", ""] == [one.text(EN) for one in found]
    assert "small_n" in codes(found[0])
    assert all(said(one.answer.caveats, EN) for one in found)


def test_what_is_missing_is_said() -> None:
    """Without close dates nobody knows when a win was."""
    found = spots(("deals.closed_at", "handoffs.handed_at"))

    assert [("deals.closed_at",), ("handoffs.handed_at",)] == [one.answer.missing for one in found]


def test_touches_are_not_needed_for_beginnings() -> None:
    """First seen is enough where the export has no touches."""
    one = spots(
        ("touchpoints.happened_at",),
        contacts=people("2026-01-01T10:00"),
        deals=wins("2026-08-01T10:00"),
    )[0]

    assert 1.0 == one.answer.value


def test_the_past_knows_what_an_export_of_that_day_held() -> None:
    """Cut by hand at the day, both findings are the same."""
    day = date(2026, 2, 15)

    assert blind_spots(Scope.of(sample(), as_of=day)) == blind_spots(
        Scope.of(cut(sample_tables(), day))
    )


def test_every_reservation_has_its_sentence() -> None:
    """Codes are keys of the notes, and a hand-over without an answer is one."""
    one = spots(handoffs=[given("2026-07-05T10:00")], contacts=people("2026-01-01T10:00"))

    assert {c.code for spot in one for c in spot.answer.caveats} <= set(NOTES)
