"""The charter as a document: what is in it, and that all of it can be stored."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace

import pytest

from workshop.charter.document import ActionEntry, Charter, KpiEntry, Signatures, TermEntry

NOTHING = Charter(lang="de", workshop="x", data="y", version=0)
TERM = TermEntry("Lead", "s", "w", "SELECT 1", {"entity": "contacts"}, "5", ("o",), "d", "r")
KPI = KpiEntry("Win rate", "f", "32 %", "n = 486", ("c",), "40 %", "a", "b")
ACTION = ActionEntry("what", "owner", "23. Dezember 2026", "done")
PARTS = [{"terms": (TERM,)}, {"kpis": (KPI,)}, {"actions": (ACTION,)}]


def test_a_charter_without_anything_is_empty() -> None:
    """There is nothing to sign while nothing is agreed, whoever has signed."""
    assert NOTHING.is_empty
    assert replace(NOTHING, version=1, signatures=Signatures("a", "b", "today")).is_empty


@pytest.mark.parametrize("part", PARTS, ids=lambda part: next(iter(part)))
def test_one_agreement_is_something_to_sign(part: dict[str, tuple[object, ...]]) -> None:
    """One word, one KPI or one action is enough."""
    assert not replace(NOTHING, **part).is_empty


def test_everything_in_it_can_be_stored() -> None:
    """Terms with their rules, KPIs, actions, objections and signatures survive as plain JSON."""
    whole = replace(
        NOTHING,
        terms=(TERM,),
        kpis=(KPI,),
        actions=(ACTION,),
        kpi_objections=("no",),
        signatures=Signatures("a", "b", "today"),
    )
    stored = json.loads(json.dumps(whole.data_form()))

    assert {"entity": "contacts"} == stored["terms"][0]["rule"]
    assert ("40 %", "owner", ["no"]) == (
        stored["kpis"][0]["target"],
        stored["actions"][0]["owner"],
        stored["kpi_objections"],
    )
    signed = {"sales": "a", "marketing": "b", "day": "today", "played": ""}
    assert signed == stored["signatures"]


def test_a_charter_is_not_changed_afterwards() -> None:
    """What was signed stays what was signed; a change is another version."""
    with pytest.raises(FrozenInstanceError):
        NOTHING.version = 1  # type: ignore[misc]
