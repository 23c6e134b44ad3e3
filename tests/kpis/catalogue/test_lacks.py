"""What the data cannot say yet: each KPI has its place, the nearest first; the column helps."""

from __future__ import annotations

from typing import Any

import pytest
from support.data.tables import AS_OF, crm

from workshop.crm.schema import TABLES
from workshop.kpis.catalogue.answers import KPIS, ask
from workshop.kpis.catalogue.lacks import lacks
from workshop.kpis.core.scope import Scope
from workshop.kpis.text.lacks import lack_lines
from workshop.words import Lang, Words

WAITING = [{"contact_id": "C1", "created_at": None}]
DATA: dict[str, tuple[dict[str, list[dict[str, Any]]], tuple[str, ...]]] = {
    "deals": ({"deals": []}, ()),
    "people": ({"contacts": WAITING}, ()),
    "touches without a side": (
        {"contacts": WAITING, "touchpoints": []},
        ("touchpoints.side", "touchpoints.human"),
    ),
    "hand-overs without an answer": ({"handoffs": []}, ("handoffs.outcome",)),
    "undated deals": ({"deals": []}, ("deals.closed_at", "deals.created_at")),
    "nothing but accounts": ({"accounts": []}, ()),
}
EACH = pytest.mark.parametrize("name", DATA)


def scope(name: str, *, also: tuple[str, ...] = ()) -> Scope:
    """Return data without some columns; `also` names those that are there now."""
    tables, without = DATA[name]
    tables = {**{column.split(".")[0]: [] for column in also}, **tables}
    every = {f"{t}.{f.name}" for t in tables for f in TABLES[t].fields}
    kept = {f"{t}.{f.name}" for t in DATA[name][0] for f in TABLES[t].fields} - {*without}
    return Scope.of(crm(AS_OF, without=tuple(every - kept - {*also}), **tables))


@EACH
def test_every_kpi_is_said_or_stands_there_once(name: str) -> None:
    """Nothing is computed and lacked at once, nothing is forgotten."""
    asked = scope(name)
    lacking = [kpi for one in lacks(asked) for kpi in one.kpis]
    silent = {
        "missing_columns",
        "assumption_missing",
        "unjoined",
        "unlinked",
    }
    without = {
        one.name
        for one in KPIS.values()
        if (found := ask(one, asked)).caveats and found.caveats[0].code in silent
    }

    assert len(lacking) == len({*lacking})
    assert without == {*lacking}


@EACH
def test_the_fewest_columns_stand_first_and_bring_what_they_promise(name: str) -> None:
    """One column before three; once exactly those are there, the KPI lacks none."""
    found = lacks(scope(name))
    sizes = [len(one.columns) for one in found]

    assert sorted(sizes) == sizes
    for one in found:
        if one.columns:
            more = scope(name, also=one.columns)
            assert {(): one.kpis} == {
                tuple(more.crm.absent(KPIS[kpi].lacking(more))): one.kpis for kpi in one.kpis
            }


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("de", ("Mit ", "„Seite“ (Kontaktpunkte)", "„Ein Mensch, keine Maschine“ (Kontaktpunkte)")),
        ("en", ("With ", "“Side” (Touchpoints)", "“A person, not a machine” (Touchpoints)")),
    ],
)
def test_it_is_said_in_words(lang: Lang, parts: tuple[str, ...]) -> None:
    """People read what the columns are called, and which numbers these bring."""
    words = Words(lang)
    label = words(KPIS["response_time"].label)
    (said,) = (
        one for one in lack_lines(lacks(scope("touches without a side")), words) if label in one
    )

    assert [] == [part for part in parts if part not in said]
