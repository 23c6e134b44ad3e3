"""Trap: one group beats another over all and loses in every segment (Simpson)."""

from __future__ import annotations

from support.data.answers import codes, people
from support.data.tables import LONG_AGO, crm

from workshop.kpis.core.scope import Scope
from workshop.kpis.groups.mix import same_mix


def test_the_change_of_sign_is_the_first_thing_said() -> None:
    """Ads 33 % against fairs 18 %; in each role fairs are ahead."""
    leads = []
    for name, n, won, facts in (
        ("FS", 40, 20, {"source": "fair", "role": "it_lead"}),
        ("FL", 160, 16, {"source": "fair", "role": "student"}),
        ("AS", 160, 64, {"source": "ads", "role": "it_lead"}),
        ("AL", 40, 2, {"source": "ads", "role": "student"}),
    ):
        leads += people(won, f"{name}w", converted_at=LONG_AGO, **facts)
        leads += people(n - won, name, **facts)
    found = same_mix(Scope.of(crm(contacts=leads)), "lead_to_deal", "source", ["role"])
    (difference,) = found.differences

    assert "mix_reversal" == next(iter(codes(found)))
    assert difference.crude * difference.same_mix < 0
    assert difference.in_every_stratum
