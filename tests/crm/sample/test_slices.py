"""A large company comes in slices that fit together."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.crm.sample import company as module
from workshop.crm.sample import make_sample
from workshop.crm.sample.company import FEWEST_CONTACTS, SLICE, slice_sizes, slices
from workshop.crm.schema import TABLES


@pytest.fixture
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a slice be 400 contacts, so that three are drawn in no time."""
    monkeypatch.setattr(module, "SLICE", 400)


@given(st.integers(FEWEST_CONTACTS, 3_000_000))
def test_slices_add_up_and_none_is_tiny(contacts: int) -> None:
    """No contact is lost, no slice is too large, and none is a leftover of a few."""
    sizes = slice_sizes(contacts)

    assert contacts == sum(sizes)
    assert max(sizes) <= SLICE
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.usefixtures("small_slices")
def test_the_whole_is_its_slices() -> None:
    """Whether somebody takes all at once or slice by slice, it is the same company."""
    parts, whole = list(slices(7, 1000)), make_sample(7, 1000)
    joined = {
        name: pd.concat([part[name] for part in parts if name in part], ignore_index=True)
        for name in TABLES
    }

    assert 3 == len(parts)
    for name in TABLES:
        pd.testing.assert_frame_equal(whole[name], joined[name])


@pytest.mark.usefixtures("small_slices")
def test_keys_go_on_from_slice_to_slice() -> None:
    """No key comes twice, and all have the same width."""
    for name, frame in make_sample(7, 1000).items():
        key = frame[TABLES[name].key.name]

        assert list(range(1, len(key) + 1)) == key.str[1:].astype(int).tolist()
        assert 1 == key.str.len().nunique()


@pytest.mark.usefixtures("small_slices")
@pytest.mark.parametrize(
    ("table", "column"),
    [("contacts", "account_id"), ("deals", "contact_id"), ("touchpoints", "campaign_id")],
)
def test_no_slice_points_into_another(table: str, column: str) -> None:
    """Whoever reads one slice finds everything it points at in it; campaigns belong to all."""
    first, second, _ = slices(7, 1000)
    found = {"account_id": "accounts", "contact_id": "contacts", "campaign_id": "campaigns"}[column]
    known = (first if found == "campaigns" else second)[found][column]

    assert second[table][column].dropna().isin(known).all()


@pytest.mark.usefixtures("small_slices")
def test_slices_are_not_copies() -> None:
    """Each slice has its own stream of draws."""
    first, second, _ = slices(7, 1000)
    size = min(len(first["contacts"]), len(second["contacts"]))
    ours, theirs = (
        part["contacts"]["created_at"].head(size).to_numpy() for part in (first, second)
    )

    assert 0.1 > (ours == theirs).mean()


@pytest.mark.usefixtures("small_slices")
def test_costs_are_those_of_the_whole() -> None:
    """A thousand contacts cost a quarter of four thousand, in however many slices."""
    quarter, usual = make_sample(7, 1000)["costs"], make_sample(7, 4000)["costs"]

    assert usual["amount"].sum() / 4 == pytest.approx(quarter["amount"].sum(), rel=0.02)
