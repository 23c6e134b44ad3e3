"""Why sales says no: the most frequent first, no reason as a row of its own, silence apart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from support.data.answers import codes, handoffs
from support.data.tables import crm

from workshop.kpis.core.scope import Scope
from workshop.kpis.groups.reasons import reasons
from workshop.stats import wilson
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.kpis.groups.reasons import Reasons


def rejected(n: int, reason: str | None) -> list[dict[str, Any]]:
    return handoffs(n, "rejected", reason=reason)


def asked(*given: list[dict[str, Any]], **more: Any) -> Reasons:
    return reasons(Scope.of(crm(handoffs=[row for rows in given for row in rows], **more)))


def test_a_worked_example() -> None:
    """50 rejected of 100: 20 no need, 10 no budget, 20 without a reason."""
    found = asked(
        rejected(20, None),
        rejected(10, "no_budget"),
        rejected(20, "no_need"),
        handoffs(40, "accepted"),
        handoffs(10),
    )

    assert ["no_need", "no_budget", None] == [one.key for one in found.reasons]
    assert [0.4, 0.2, 0.4] == [one.share.value for one in found.reasons]
    assert [0.4, 0.6, 1.0] == [one.so_far for one in found.reasons]
    assert wilson(20, 50) == (found.reasons[0].share.low, found.reasons[0].share.high)
    assert (0.5, 50, 100) == (found.rejected.value, found.rejected.numerator, found.rejected.n)
    assert (10, {"silent": 10}) == (found.silent, codes(found.rejected))


def test_no_reason_stands_last_however_frequent() -> None:
    """It is the first finding, and no reason."""
    found = asked(rejected(90, " "), rejected(10, "no_need"))

    assert [("no_need", 0.1), (None, 0.9)] == [(r.key, r.share.value) for r in found.reasons]
    assert "(no reason)" == found.reasons[-1].label


def test_few_rejections_have_counts_and_no_shares() -> None:
    """29 are too few for any share."""
    found = asked(rejected(20, "no_need"), rejected(9, None), handoffs(10, "accepted"))

    assert [(20, None, None), (9, None, None)] == [
        (r.share.numerator, r.share.value, r.so_far) for r in found.reasons
    ]
    assert 29 / 39 == found.rejected.value


def test_reasons_of_what_was_not_rejected_do_not_count() -> None:
    """A reason beside an acceptance is a leftover of the form."""
    found = asked(rejected(30, "no_need"), handoffs(30, "accepted", reason="too_small"))

    assert ["no_need"] == [one.key for one in found.reasons]


def test_equally_frequent_reasons_have_a_fixed_order() -> None:
    """The same data gives the same page."""
    given = [rejected(20, "wrong_person"), rejected(20, "no_need")]

    assert asked(*given).reasons == asked(*reversed(given)).reasons


@pytest.mark.parametrize("column", ["outcome", "reason"])
def test_a_missing_column_is_a_sentence(column: str) -> None:
    """What is lacking is named; nothing is made up."""
    given = [{"handoff_id": "H"}]
    found = asked(given, without=(column,))

    assert ((), None, (f"handoffs.{column}",)) == (
        found.reasons,
        found.rejected.value,
        found.rejected.missing,
    )


def test_nobody_handed_anything_over() -> None:
    """No rows, no shares, no error."""
    found = asked([])

    assert ((), None, 0) == (found.reasons, found.rejected.value, found.silent)


def test_json_holds_plain_data() -> None:
    """Programs read it."""
    said = asked(rejected(30, "no_need"), rejected(10, None)).as_json(Words("en"))

    assert said == json.loads(json.dumps(said, allow_nan=False))
    assert [("no_need", "No need", 0.75), (None, "(no reason)", 0.25)] == [
        (one["key"], one["label"], one["value"]) for one in said["reasons"]
    ]
