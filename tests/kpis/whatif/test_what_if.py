"""What if: a range that holds what nobody knows, and never a promise."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING, Any

import pytest
from support.data.quarterly import closed, handed, noon, quarters
from support.data.tables import crm

from workshop.acts import shipped
from workshop.crm.open import open_data
from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.core.scope import Scope
from workshop.kpis.groups.mix import same_mix
from workshop.kpis.whatif.effects import Span
from workshop.kpis.whatif.text import NO_PROMISE, what_if_lines
from workshop.kpis.whatif.what_if import what_if
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.crm.crm import Crm
    from workshop.kpis.whatif.what_if import WhatIf

EN = Words("en")
MATURE = 6
PER_QUARTER, QUICK = 40, 20


def world(quick_wins: int = 10, slow_wins: int = 4, **more: Any) -> Crm:
    """Return six quarters of 40 leads, half answered at once; of each half so many win."""
    people, touches, deals = [], [], []
    for quarter in quarters(MATURE):
        for k in range(PER_QUARTER):
            who = f"C{quarter.key}-{k}"
            people.append({"contact_id": who, "created_at": noon(quarter, 10), "source": "ads"})
            hours = 10 if k < QUICK else 30
            touches.append(
                {
                    "contact_id": who,
                    "happened_at": noon(quarter, hours),
                    "human": True,
                    "side": "sales",
                }
            )
            won = k < quick_wins if k < QUICK else k < QUICK + slow_wins
            deals.append(
                {
                    "deal_id": who,
                    "contact_id": who,
                    "created_at": noon(quarter, 31),
                    "closed_at": noon(quarter, 60),
                    "status": "won" if won else "lost",
                    "value": 1000.0 + k,
                }
            )
    tables = {"contacts": people, "touchpoints": touches, "deals": deals}
    given = handed([(20, 40)] * MATURE, day=10)
    return crm(**{**tables, "handoffs": given, **more})


def middle(found: WhatIf) -> tuple[float, float, float]:
    assert found.wins is not None
    return found.wins


def test_the_start_is_the_last_four_quarters() -> None:
    """Leads, wins and deal size as they were, with n."""
    found = what_if(Scope.of(world()))
    base = found.base

    assert quarters(4) == list(base.quarters)
    assert ((40,) * 4, (14,) * 4) == (base.leads, base.wins)
    assert 14.0 == base.wins_per_quarter
    assert found.wins == found.today


def test_the_conversion_is_that_of_the_kpi() -> None:
    """One number, one value."""
    held = world()
    total = ask(kpi("lead_to_won"), Scope.of(held))
    base = what_if(Scope.of(held)).base

    assert (total.value, total.n) == (base.conversion.value, base.conversion.n)


def test_without_a_change_chance_remains() -> None:
    """Fourteen wins a quarter are fourteen give or take: 14 -/+ 1.96 * sqrt(14 * 5/4)."""
    low, value, high = middle(what_if(Scope.of(world())))

    assert (5.8, 14.0, 22.2) == pytest.approx((low, value, high), abs=0.05)


@pytest.mark.usefixtures("any_link")
def test_restless_quarters_widen_the_range() -> None:
    """Counts that vary more than chance have a wider next one."""
    steady = what_if(Scope.of(crm(contacts=[], deals=closed([(20, 40)] * 6))))
    assert "no_quarters" == steady.caveats[0].code

    people = [{"contact_id": f"C{q.key}-0", "created_at": noon(q, 0)} for q in quarters(6)]
    calm = what_if(Scope.of(crm(contacts=people, deals=closed([(20, 40)] * 6))))
    wild = what_if(Scope.of(crm(contacts=people, deals=closed([(2, 40), (38, 40)] * 3))))

    assert calm.wins.value == wild.wins.value
    assert calm.wins.high < wild.wins.high


def test_quicker_answers_bring_at_most_the_difference() -> None:
    """20 answered quickly of 40; all quick are 20 more, at 50 % instead of 20 %: 6 more wins."""
    held = world()
    (effect,) = what_if(Scope.of(held), answered_share=1.0).effects
    mix = same_mix(
        Scope.of(held), "lead_to_won", "answered_within", ["source"], groups=["within_1", "later"]
    )
    (one,) = mix.differences

    assert (0.5, 1.0, "choice") == (effect.today, effect.wished, effect.caveats[0].code)
    assert 6.0 == pytest.approx(effect.wins.value)
    assert 20 * one.high == pytest.approx(effect.wins.high)
    assert 0.0 == effect.wins.low


def test_a_difference_that_may_be_chance_holds_zero() -> None:
    """Where quick and slow do not differ, the range reaches to both sides."""
    (effect,) = what_if(Scope.of(world(quick_wins=5, slow_wins=4)), answered_share=1.0).effects

    assert "may_be_chance" == effect.caveats[0].code
    assert effect.wins.low < 0 < effect.wins.high


def test_slower_answers_cost() -> None:
    """The range turns round, and still holds nothing at all."""
    (effect,) = what_if(Scope.of(world()), answered_share=0.25).effects

    assert effect.wins.low < effect.wins.value < 0
    assert 0.0 == effect.wins.high


def test_leads_never_answered_are_left_as_they_are() -> None:
    """Without an answer nobody wins: to count them as slow would make quick look better."""
    held = world()
    silent = [{"contact_id": f"S{k}", "created_at": noon(quarters(1)[0], 10)} for k in range(90)]
    more = world(contacts=[*held.table("contacts").to_pyarrow().to_pylist(), *silent])

    assert 0.5 == what_if(Scope.of(more)).answering.share
    assert (
        what_if(Scope.of(held), answered_share=1.0).effects[0].wins
        == what_if(Scope.of(more), answered_share=1.0).effects[0].wins
    )


def test_more_accepted_win_between_never_and_as_often_as_today() -> None:
    """10 more of 40 accepted; those of today win with 50 %: 0 to 5 more."""
    (effect,) = what_if(Scope.of(world()), acceptance=0.75).effects

    assert (0.5, 0.75, "between") == (effect.today, effect.wished, effect.caveats[0].code)
    assert Span(0.0, 2.5, 5.0) == pytest.approx(effect.wins)


def test_effects_are_added_end_to_end() -> None:
    """The range of both holds the sum of both ends."""
    one = what_if(Scope.of(world()), answered_share=1.0, acceptance=0.75)
    ends = [sum(each) for each in zip(*(effect.wins for effect in one.effects), strict=True)]

    assert [14 + end for end in ends] == pytest.approx(list(one.expected))
    assert one.wins.low <= one.expected.low <= one.expected.high <= one.wins.high


def test_a_deal_size_is_taken_as_it_is_given() -> None:
    """Only the number of wins has a range then, and it is said."""
    found = what_if(Scope.of(world()), deal_size=2000.0)

    assert Span(2000.0, 2000.0, 2000.0) == found.deal_size
    assert 2000 * found.wins.high == found.value.high
    assert ["as_given", "calendar_assumed"] == [caveat.code for caveat in found.caveats]


def test_wins_are_never_negative() -> None:
    """Nothing accepted, nothing answered quickly: at worst no win."""
    found = what_if(Scope.of(world()), answered_share=0.0, acceptance=0.0)

    assert 0 <= found.wins.low <= found.wins.value <= found.wins.high


@pytest.mark.parametrize(
    "settings",
    [
        {"answered_share": 1.01},
        {"answered_share": -0.1},
        {"acceptance": 2.0},
        {"acceptance": float("nan")},
        {"deal_size": -1.0},
        {"deal_size": float("inf")},
    ],
)
def test_what_cannot_be_is_refused(settings: dict[str, float]) -> None:
    """A share above 100 % and a negative amount are typing errors."""
    with pytest.raises(WorkshopError, match="could ever have this value"):
        what_if(Scope.of(world()), **settings)


def test_hours_are_those_of_the_bands() -> None:
    """The kit compares what it shows elsewhere: 1, 8 or 24 business hours."""
    with pytest.raises(WorkshopError, match=r"that number of business hours.*1, 8, 24"):
        what_if(Scope.of(world()), answered_within=5)


def test_missing_columns_are_named() -> None:
    """No number, and what would have to be added."""
    found = what_if(Scope.of(crm(contacts=[], deals=[], without=("closed_at",))))

    assert (None, "missing_columns") == (found.wins, found.caveats[0].code)
    assert "“Deal closed” (Deals)" in " ".join(what_if_lines(found, EN))


def test_no_win_carries_no_forecast() -> None:
    """From nothing follows nothing."""
    found = what_if(Scope.of(world(quick_wins=0, slow_wins=0)))

    assert (None, "few_wins") == (found.wins, found.caveats[0].code)


def test_what_the_data_cannot_say_adds_nothing() -> None:
    """Without touches and hand-offs both changes are named, and stand at zero."""
    held = world()
    kept = {name: held.table(name).to_pyarrow().to_pylist() for name in ("contacts", "deals")}
    found = what_if(Scope.of(crm(**kept)), answered_share=0.9, acceptance=0.9)

    assert ["no_touches", "no_handoffs"] == [one.caveats[0].code for one in found.effects]
    assert found.wins == found.today


@pytest.mark.parametrize("lang", LANGS)
def test_it_never_stands_without_the_sentence_that_it_is_no_promise(lang: str) -> None:
    """Nor without n."""
    words, held = Words(lang), world()
    found = what_if(Scope.of(held), answered_share=0.9, acceptance=0.6, deal_size=900.0)

    assert words(NO_PROMISE) == what_if_lines(found, words)[-1]
    assert "n = 56" in what_if_lines(found, words)[0]


def test_turning_a_knob_is_quick() -> None:
    """After the first question nothing is asked of the data again."""
    held = open_data(str(shipped("datasets")), None)
    first = what_if(Scope.of(held))
    asked = len(held._kept)
    start = perf_counter()
    for share in (0.2, 0.4, 0.6, 0.8):
        what_if(Scope.of(held), answered_share=share, acceptance=share, deal_size=1000 * share)
    each = (perf_counter() - start) / 4

    assert first.wins is not None
    assert asked == len(held._kept)
    # On a quiet machine it takes 15 ms; a busy one is no fault of the kit.
    assert each < 1.0
