"""Order statistics: what the engine picks is what sorting in Python picks."""

from __future__ import annotations

from typing import Any

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.run.profiles import examples

from workshop.kpis.core.ranks import P90, RANKS, at_ranks, of_list
from workshop.stats import quantile_ranks

MANY = 5000


def picked(*lists: list[float] | None) -> list[dict[str, Any]]:
    """Return what DuckDB picks of each list."""
    rows = {"place": list(range(len(lists))), "values": list(lists)}
    schema = {"place": "int64", "values": "array<float64>"}
    found: list[dict[str, Any]] = (
        at_ranks(ibis.memtable(rows, schema=schema), "values")
        .order_by("place")
        .drop("place")
        .to_pyarrow()
        .to_pylist()
    )
    return found


@given(st.lists(st.floats(0, 1e6, allow_nan=False), min_size=1, max_size=120))
@settings(max_examples=examples(12))
def test_the_engine_picks_what_sorting_picks(values: list[float]) -> None:
    """Every value that is read is the same to the last digit."""
    (found,) = picked(values)
    expected = of_list(values)

    assert expected == {name: found[name] for name in expected}


def test_the_ranks_of_the_engine_are_those_of_python() -> None:
    """Rounding, square roots and whole halves, for every size of a sample."""
    sizes = ibis.memtable({"n": list(range(1, MANY + 1))}, schema={"n": "int64"})
    expressions = {name: rank(sizes.n) for name, rank in RANKS.items()}
    rows = sizes.mutate(**expressions).order_by("n").to_pyarrow().to_pylist()

    for row in rows:
        n = row["n"]
        ends = (("low", "high", 0.5), ("p90_low", "p90_high", P90))
        expected = of_list([float(rank) for rank in range(1, n + 1)])
        assert {name: row[name] for name in ("below", "above", "p90")} == {
            name: expected[name] for name in ("below", "above", "p90")
        }
        for low, high, share in ends:
            assert quantile_ranks(share, n) in {None, (row[low], row[high])}


@pytest.mark.parametrize("nothing", [None, []])
def test_no_values_are_nothing_to_pick(nothing: list[float] | None) -> None:
    """A group in which nobody counts has a size of 0 and stops no query."""
    (found, other) = picked(nothing, [1.0])

    assert {"n_timed": 0} == of_list(nothing or [])
    assert (0, 1) == (found["n_timed"], other["n_timed"])
    assert all(found[name] is None for name in RANKS)
