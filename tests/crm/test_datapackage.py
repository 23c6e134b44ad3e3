"""The data package says what the files hold, in both languages."""

from __future__ import annotations

import json
from typing import Any

import pytest
from frictionless import Package, system
from support.checkout import DATASETS

from workshop.crm.datapackage import make_datapackage
from workshop.crm.sample.defects import MESS, Mess, Wrong
from workshop.crm.schema import TABLES, Stage
from workshop.words import Words

SHIPPED = DATASETS / "datapackage.json"


def shipped() -> dict[str, Any]:
    package: dict[str, Any] = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return package


def described() -> dict[str, dict[str, Any]]:
    return {resource["name"]: resource for resource in shipped()["resources"]}


# Frictionless 5 still calls parts of its libraries by names these want to drop.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_shipped_package_is_valid() -> None:
    """Types, keys, links and lists of the shipped files are what the package says."""
    with system.use_context(trusted=True):
        report = Package(str(SHIPPED)).validate()

    assert report.valid, report.flatten(["type", "rowNumber", "fieldName", "note"])[:10]


def test_shipped_package_is_a_fresh_generation() -> None:
    """The package in the folder is the one the schema gives."""
    assert make_datapackage() == shipped()


@pytest.mark.parametrize("name", TABLES)
def test_fields_follow_the_schema(name: str) -> None:
    """Every table describes its columns in the schema's order, with the stage of each."""
    expected = [(field.name, field.stage) for field in TABLES[name].sample_fields]
    fields = described()[name]["schema"]["fields"]

    assert expected == [(field["name"], Stage(field["knownSince"])) for field in fields]


@pytest.mark.parametrize("name", TABLES)
def test_fields_are_described_in_both_languages(name: str) -> None:
    """Whoever opens the file reads the same words as in the notebooks."""
    expected = [Words("de")(field.label) for field in TABLES[name].sample_fields]
    fields = described()[name]["schema"]["fields"]

    assert expected == [field["description_de"] for field in fields]


def test_units_stand_beside_numbers() -> None:
    """A number with a unit says which one."""
    fields = described()["accounts"]["schema"]["fields"]

    assert fields[-1]["unit"] == "people"


@pytest.mark.parametrize(
    "mess", [mess for mess in MESS if mess.wrong in (Wrong.FORM_DEFAULT, Wrong.OLD_NAME)]
)
def test_a_list_with_mess_has_no_enum(mess: Mess) -> None:
    """Where another value stands on purpose, the package does not promise a closed list."""
    fields = {field["name"]: field for field in described()[mess.table]["schema"]["fields"]}

    assert "enum" not in fields[mess.field].get("constraints", {})


def test_a_clean_list_has_an_enum() -> None:
    """Where nothing else stands, the package says so."""
    fields = {field["name"]: field for field in described()["accounts"]["schema"]["fields"]}

    assert ["DE", "AT", "CH"] == fields["country"]["constraints"]["enum"]


def test_a_link_that_leads_nowhere_is_no_foreign_key() -> None:
    """A few deals name an account that is not there; the package does not promise one."""
    keys = [key["fields"] for key in described()["deals"]["schema"]["foreignKeys"]]

    assert [["contact_id"]] == keys


def test_parquet_files_are_named_as_what_they_are() -> None:
    """The same tables in another format: other files, the same fields."""
    csv, parquet = make_datapackage(), make_datapackage("parquet")

    assert ["deals.parquet"] == [r["path"] for r in parquet["resources"] if r["name"] == "deals"]
    assert {"application/vnd.apache.parquet"} == {r["mediatype"] for r in parquet["resources"]}
    assert [r["schema"] for r in csv["resources"]] == [r["schema"] for r in parquet["resources"]]


def test_nobody_of_the_staff_is_described() -> None:
    """Fields that point at a colleague are not in the sample, so not in its package either."""
    names = {field["name"] for one in described().values() for field in one["schema"]["fields"]}

    assert "owner_id" not in names


def test_package_names_date_currency_and_licence() -> None:
    """A figure without date and currency means nothing."""
    package = shipped()

    assert (package["asOf"], package["currency"]) == ("2026-09-30", "EUR")
    assert [licence["name"] for licence in package["licenses"]] == ["CC-BY-4.0"]
