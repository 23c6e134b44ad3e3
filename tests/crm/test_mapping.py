"""A mapping is complete and known, or refused with the reason."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml
from support.checkout import DATASETS
from support.exports.exports import DEAL, DEALS, folder, refusal

from workshop.crm.folder import find_mapping
from workshop.crm.mapping import read_mapping
from workshop.policy import HIGHEST_THRESHOLD, LOWEST_THRESHOLD
from workshop.words import NO_CURRENCY

if TYPE_CHECKING:
    from pathlib import Path


def mapping(place: Path, **changes: object) -> Path:
    """Write a good mapping with some changes."""
    table = {"file": "d.csv", "columns": {"deal_id": "Id"}}
    place.write_text(yaml.safe_dump({"tables": {"deals": table}, **changes}), encoding="utf-8")
    return place


def table(**changes: object) -> dict[str, object]:
    return {"deals": {"file": "d.csv", "columns": {"deal_id": "Id"}, **changes}}


def test_the_example_is_a_mapping() -> None:
    """The file that hints point at works."""
    found = read_mapping(DATASETS / "mappings" / "maven_crm.yaml")

    assert ["deals"] == list(found.tables)
    assert NO_CURRENCY == found.currency


def test_json_is_read_as_well(tmp_path: Path) -> None:
    """Every JSON text is YAML."""
    path = tmp_path / "m.json"
    path.write_text(json.dumps({"name": "Q3", "tables": table()}), encoding="utf-8")

    assert "Q3" == read_mapping(path).name


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"tables": {"leads": {"file": "d.csv", "columns": {"id": "Id"}}}}, "leads"),
        ({"tables": {}}, "tables"),
        ({"tables": table(columns={})}, "columns"),
        ({"tables": table(file="")}, "file"),
        ({"tables": table(colums={"deal_id": "Id"})}, "colums"),
        ({"tables": table(values={"status": {True: "won"}})}, "status"),
        ({"tables": table(date_format="dd.mm.yyyy")}, "dd.mm.yyyy"),
        ({"tables": table(date_format="%d.%m")}, "%d.%m"),
        ({"tables": table(date_format="%Q")}, "%Q"),
        ({"currency": "Euro"}, "currency"),
        ({"as_of": "yesterday"}, "as_of"),
        ({"time_zone": "Europe/Nowhere"}, "Europe/Nowhere"),
        ({"owner": "Ann"}, "owner"),
        ({"fewest_colleagues": LOWEST_THRESHOLD - 1}, "fewest_colleagues"),
        ({"fewest_colleagues": HIGHEST_THRESHOLD + 1}, "fewest_colleagues"),
    ],
)
def test_what_the_kit_does_not_know_is_named(
    tmp_path: Path, changes: dict[str, object], named: str
) -> None:
    """A slip in a mapping is found before anything is read, and named."""
    path = mapping(tmp_path / "m.yaml", **changes)
    error = refusal(read_mapping, path)

    assert named in str(error)
    assert str(path) in str(error)


@pytest.mark.parametrize("where", ["columns", "values"])
def test_an_unknown_field_is_named_with_those_there_are(tmp_path: Path, where: str) -> None:
    """A misspelt field says which fields the table has."""
    fields = {"columns": {"deal_id": "Id"}, where: {"state": {} if where == "values" else "S"}}
    error = refusal(read_mapping, mapping(tmp_path / "m.yaml", tables=table(**fields)))

    assert "Found: state Hint: Fields of this table: deal_id" in str(error)


@pytest.mark.parametrize(
    "content",
    [b"tables: [", b"", b"- 1", b"just words", b"\xff\xfe\x00", b"{" * 5000, b"a: b: c", b"\t- x"],
)
def test_text_that_is_no_mapping_is_refused(tmp_path: Path, content: bytes) -> None:
    """Broken YAML, the wrong shape or no text at all: one clear sentence."""
    path = tmp_path / "m.yaml"
    path.write_bytes(content)

    assert "The mapping file can’t be used." == refusal(read_mapping, path).fact


@pytest.mark.parametrize("name", ["missing.yaml", "."])
def test_a_mapping_that_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    """A wrong path and a folder are no mappings."""
    assert "The mapping file can’t be used." == refusal(read_mapping, tmp_path / name).fact


def test_missing_folder(tmp_path: Path) -> None:
    """A folder that is not there is said to be not there."""
    error = refusal(find_mapping, tmp_path / "gone")

    assert "The data folder doesn’t exist." == error.fact


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """Who points at the CSV itself is told to point at its folder."""
    path = folder(tmp_path, deals=DEALS) / "deals.csv"

    assert "The data folder is a file." == refusal(find_mapping, path).fact


def test_a_folder_without_known_tables(tmp_path: Path) -> None:
    """A folder of something else says what was seen there."""
    error = refusal(find_mapping, folder(tmp_path, pictures="a,b\n"))

    assert "pictures.csv" in str(error)


def test_an_empty_folder(tmp_path: Path) -> None:
    """Nothing at all is not a mapping, either."""
    assert "Found: –" in str(refusal(find_mapping, tmp_path))


def test_known_headers_need_no_mapping(tmp_path: Path) -> None:
    """Files with canonical names are read by their headers; other columns stay outside."""
    place = folder(tmp_path, deals="deal_id;Owner;status\n", contacts="contact_id,Mail\n")
    found = find_mapping(place)

    assert {"deals": ["deal_id", "status"], "contacts": ["contact_id"]} == {
        name: list(one.columns) for name, one in found.tables.items()
    }


def test_an_empty_known_table_is_not_overlooked(tmp_path: Path) -> None:
    """A file of the right name that is empty is an error and not a table less."""
    place = folder(tmp_path, deals=DEALS + DEAL, contacts="")

    assert "The file is empty." == refusal(find_mapping, place).fact


def test_the_folder_s_own_mapping_counts(tmp_path: Path) -> None:
    """A mapping.yaml beside the data is used, and the named file beats it."""
    mapping(tmp_path / "mapping.yaml", name="own")
    other = mapping(tmp_path / "other.yaml", name="other")

    assert ("own", "other") == (find_mapping(tmp_path).name, find_mapping(tmp_path, other).name)


def test_the_data_package_gives_name_currency_and_date(tmp_path: Path) -> None:
    """Facts about the whole export come from its package."""
    package = {
        "title": "Shop",
        "currency": "CHF",
        "asOf": "2026-03-31",
        "timezone": "Europe/Zurich",
    }
    (folder(tmp_path, deals=DEALS) / "datapackage.json").write_text(json.dumps(package))
    found = find_mapping(tmp_path)

    assert ("Shop", "CHF", date(2026, 3, 31)) == (found.name, found.currency, found.as_of)
    assert "Europe/Zurich" == found.time_zone


@pytest.mark.parametrize("content", ["{", "[]", '{"asOf": "soon"}', '{"currency": "Taler"}', "1"])
def test_a_broken_data_package_is_refused(tmp_path: Path, content: str) -> None:
    """Guessing a date or a currency would put it under every number."""
    (folder(tmp_path, deals=DEALS) / "datapackage.json").write_text(content)

    assert "datapackage.json" in str(refusal(find_mapping, tmp_path))
