"""Examples are chosen by rule: the same ones every time, each of its sort, nobody twice."""

from __future__ import annotations

from datetime import date

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

from workshop.journey.path.examples import SORTS, Example, examples
from workshop.journey.path.path import path_of
from workshop.kpis.core.scope import Scope

AS_OF = date(2026, 9, 30)


def by_key(found: list[Example]) -> dict[str, Example]:
    return {one.key: one for one in found}


def test_the_sample_company_has_one_of_each() -> None:
    """Five different people, in a fixed order."""
    found = examples(Scope.of(sample()))

    assert [sort.key for sort in SORTS] == [one.key for one in found]
    assert 5 == len({one.contact_id for one in found} - {None})
    assert found == examples(Scope.of(sample()))


def test_each_is_what_it_is_called() -> None:
    """Won is won, lost is lost, and the forgotten one was never touched since."""
    found = {
        key: path_of(Scope.of(sample()), one.contact_id or "")
        for key, one in by_key(examples(Scope.of(sample()))).items()
    }
    whats = {key: [stop.what for stop in path.stops] for key, path in found.items()}

    assert ("won", "won", "lost", "none", "won") == tuple(
        found[k].fate for k in ("won_fast", "won_long", "lost", "forgotten", "second_chance")
    )
    assert found["won_fast"].days < found["won_long"].days
    assert whats["second_chance"].index("rejected") < whats["second_chance"].index("won")
    assert found["forgotten"].answer_hours is None
    assert found["forgotten"].ball_days["sales"] > 60


def test_a_day_in_the_past_chooses_from_what_was_known() -> None:
    """Nobody is an example of something that had not happened yet."""
    day = date(2025, 12, 31)

    assert examples(Scope.of(sample(), as_of=day)) == examples(Scope.of(cut(sample_tables(), day)))


def test_what_is_missing_is_said() -> None:
    """Without hand-offs there is no forgotten one, and the reason is the missing column."""
    lean = company(AS_OF, ("handoffs.handed_at",), contacts=[seen("2026-01-01T10:00")])
    found = by_key(examples(Scope.of(lean)))

    assert (None, ("handoffs.handed_at",)) == (
        found["forgotten"].contact_id,
        found["forgotten"].missing,
    )


def test_data_without_any_of_them_has_five_empty_ones() -> None:
    """Nobody qualifies; nothing is missing."""
    found = examples(Scope.of(company(AS_OF, contacts=[seen("2026-01-01T10:00")])))

    assert [(None, ())] * 5 == [(one.contact_id, one.missing) for one in found]


def test_among_equals_the_first_by_id() -> None:
    """Two of the same way: no chance decides."""
    whos = ("C2", "C1")
    forgotten = company(
        AS_OF,
        contacts=[seen("2026-01-01T10:00", who) for who in whos],
        handoffs=[{**given("2026-01-02T10:00"), "contact_id": who} for who in whos],
        touchpoints=[opened(f"2026-02-0{n}T10:00", who) for who in whos for n in range(1, 6)],
    )

    assert "C1" == by_key(examples(Scope.of(forgotten)))["forgotten"].contact_id


def test_who_was_called_or_answered_is_not_forgotten() -> None:
    """A call, a no, or a deal after the hand-over: somebody remembered."""
    opens = [opened(f"2026-02-0{n}T10:00") for n in range(1, 6)]
    usual = {"contacts": [seen("2026-01-01T10:00")], "touchpoints": opens}
    handed = [given("2026-01-02T10:00")]
    called = {**usual, "handoffs": handed, "touchpoints": [*opens, touch("2026-03-01T10:00")]}
    answered = {**usual, "handoffs": [given("2026-01-02T10:00", "2026-01-03T10:00", "rejected")]}
    sold = {**usual, "handoffs": handed, "deals": [deal("2026-03-01T10:00")]}
    found = [
        by_key(examples(Scope.of(company(AS_OF, **one))))["forgotten"]
        for one in (called, answered, sold)
    ]

    assert [None] * 3 == [one.contact_id for one in found]
