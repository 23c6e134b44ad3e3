"""Whole exports, vendor by vendor and language by language, are read as people would."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.exports.foreign import EXPORTS, export, fields, previews
from support.run.profiles import examples

from workshop.crm.recognise import Preview, recognise

if TYPE_CHECKING:
    from workshop.crm.recognise import Recognised, Recognition

NAMES = sorted(path.stem for path in EXPORTS.glob("*.yaml"))
SHEETS = [
    (name, sheet)
    for name in NAMES
    for sheet, expected in export(name)["sheets"].items()
    if "table" in expected
]
each_export = pytest.mark.parametrize("name", NAMES)
each_sheet = pytest.mark.parametrize(("name", "sheet"), SHEETS)


@cache
def recognised(name: str) -> Recognition:
    """Return what a whole export is recognised as."""
    return recognise(previews(export(name)))


def found(name: str, sheet: str) -> Recognised:
    """Return what a sheet is recognised as, among the other sheets of its export."""
    return next(table for table in recognised(name).tables if table.preview == sheet)


def expected(name: str, sheet: str) -> dict[str, Any]:
    content: dict[str, Any] = export(name)["sheets"][sheet]
    return content


def columns(name: str, sheet: str) -> dict[str, tuple[str, ...]]:
    """Return the expected columns of each field."""
    listed = expected(name, sheet)["fields"].items()
    return {field: (one,) if isinstance(one, str) else tuple(one) for field, one in listed}


@each_export
def test_each_sheet_is_its_table(name: str) -> None:
    """A file is the table a person would call it; other files are left over."""
    recognition = recognised(name)
    sheets = export(name)["sheets"].items()

    assert {sheet: content["table"] for sheet, content in sheets if "table" in content} == {
        one.preview: one.table for one in recognition.tables
    }
    assert {sheet for sheet, content in sheets if "table" not in content} == set(recognition.left)


@each_sheet
def test_each_column_is_its_field(name: str, sheet: str) -> None:
    """The complete list of fields, and none beside it."""
    assert columns(name, sheet) == fields(found(name, sheet).matches)


@each_sheet
def test_a_person_is_asked_only_where_a_name_says_nearly_the_same(name: str, sheet: str) -> None:
    """Standard headers are sure; only marked ones ask."""
    unsure = {match.field for match in found(name, sheet).matches if not match.sure}

    assert set(expected(name, sheet).get("unsure", [])) == unsure


@each_sheet
def test_people_stay_out(name: str, sheet: str) -> None:
    """Names, mails, notes and colleagues are in no field; who is in charge stands apart."""
    one = found(name, sheet)
    owners = fields(one.owners).get("owner_id", ("",))

    assert set(expected(name, sheet).get("personal", [])) == set(one.personal)
    assert (expected(name, sheet).get("owners", ""),) == owners


@each_sheet
def test_each_value_has_its_meaning(name: str, sheet: str) -> None:
    """Values of lists are translated; unknown stages are open and asked about."""
    one = found(name, sheet)
    unsure = expected(name, sheet).get("unsure_values", {})

    assert expected(name, sheet).get("values", {}) == one.values
    assert {field: tuple(values) for field, values in unsure.items()} == one.unsure_values


@each_sheet
def test_every_column_is_accounted_for(name: str, sheet: str) -> None:
    """A column is read for a field, says how deals ended or stays out: one of these."""
    one = found(name, sheet)
    used = [column for match in (*one.matches, *one.owners) for column in match.columns]
    told = {*one.evidence.values(), *one.suggested}

    assert sorted(expected(name, sheet)["cells"]) == sorted([*used, *told, *one.left])


@each_export
def test_the_vendor_is_known(name: str) -> None:
    """Headers tell whose export it is, where only one system writes them."""
    recognition = recognised(name)

    assert {export(name)["vendor"]} == {one.vendor for one in recognition.tables}


def shuffled(preview: Preview, dice: Random) -> Preview:
    header = list(preview.header)
    dice.shuffle(header)
    return Preview(preview.name, tuple(header), {name: preview.columns[name] for name in header})


def facts(one: Recognised) -> tuple[object, ...]:
    """Return all that is recognised, whatever the order of the columns."""
    left = (sorted(one.left), sorted(one.personal))
    return (one.table, one.vendor, one.matches, one.owners, one.values, one.unsure_values, left)


@settings(max_examples=examples(16))
@given(name=st.sampled_from(NAMES), seed=st.integers(0, 1000))
def test_the_order_of_columns_and_files_means_nothing(name: str, seed: int) -> None:
    """People move columns about; the result stays the same."""
    dice = Random(seed)  # noqa: S311 - a reproducible shuffle
    sheets = previews(export(name))
    moved = [shuffled(one, dice) for one in sheets]
    dice.shuffle(moved)

    assert [facts(one) for one in recognised(name).tables] == [
        facts(one) for one in recognise(moved).tables
    ]
