"""No number is wrong unasked: exports with planted facts, and every KPI counted again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.corpus.dialects import DIALECTS
from support.corpus.exported import exported
from support.corpus.recounted import NEITHER, Recount
from support.corpus.verdicts import AskedError, Verdict, brought, judged, unasked
from support.run.profiles import NIGHT

from workshop.kpis.catalogue.answers import KPIS

SYSTEMS = [*DIALECTS] if NIGHT else [*DIALECTS][::2]
"""By day every second one: each system once, half of them in German."""
SEEDS = range(100, 120) if NIGHT else range(100, 101)
LEAST = 8
"""Numbers that an export which comes in gives at least; a test that refuses all proves nothing."""


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("seed", SEEDS)
def test_every_number_is_right_or_asked_or_refused(system: str, seed: int) -> None:
    """Whatever a system writes: a number that `import --yes` gives is the planted one."""
    found = judged(exported(system, seed))
    answered = found.answered or found

    assert {} == found.wrong, found.export
    assert answered.counts[Verdict.EQUAL] >= LEAST or len({*answered.verdicts.values()}) == 1


def test_money_that_nobody_can_add_up_gives_counts_only() -> None:
    """Three currencies without a converted amount: rates are right, and no sum is given."""
    found = judged(exported("self-made en", 1, outcome="stage", money="mixed", parts=1, lines=()))

    assert {Verdict.EQUAL, Verdict.REFUSED} == {*found.verdicts.values()}
    assert Verdict.EQUAL == found.verdicts["win_rate"]
    assert Verdict.REFUSED == found.verdicts["won_value"]


@pytest.mark.parametrize("outcome", ["odd", "contradiction"])
def test_how_deals_ended_is_asked_where_only_a_person_knows(outcome: str) -> None:
    """Stages nobody knows, and flags against stages, are questions, no numbers."""
    export = exported("Salesforce API", 3, outcome=outcome, money="none", parts=1, lines=())
    with pytest.raises(AskedError) as asked:
        unasked(brought(export.files))

    assert any("deals.status" in topic for topic in asked.value.topics)


def test_a_wrong_number_is_noticed() -> None:
    """Planted facts that the files do not state turn up as wrong: a deal less, a cent more."""
    export = exported("self-made en", 5, outcome="stage", money="column", parts=1, lines=())
    first, second, *_ = (one for one in export.stated.sales if one.status == "won" and one.cents)
    kept = [one for one in export.stated.sales if one not in (first, second)]
    dearer = replace(second, cents=(second.cents or 0) + 1)
    lie = replace(export, stated=replace(export.stated, sales=(*kept, dearer)))

    wrong = {"won_value", "average_deal_size", "win_rate", "sales_cycle_won"}
    assert wrong <= judged(lie).wrong.keys()


def test_every_kpi_is_counted_again() -> None:
    """A new KPI needs its own recount, or a reason why not."""
    assert {*KPIS} == {one for one in KPIS if hasattr(Recount, one)} | {*NEITHER}
    assert not [one for one in NEITHER if hasattr(Recount, one)]
