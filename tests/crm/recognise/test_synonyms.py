"""The catalogue is sound: it names fields and values there are, and does not contradict itself."""

from __future__ import annotations

import pytest

from workshop.crm.recognise.names import compact
from workshop.crm.recognise.synonyms import EVERYWHERE, entries, known, listed, read, shapes
from workshop.crm.schema import TABLES

each_table = pytest.mark.parametrize("table", TABLES)
HEADERS = [(table, field) for table, fields in read("headers").items() for field in fields]


def test_headers_belong_to_a_field() -> None:
    """A name that no table has would never be found."""
    assert HEADERS
    assert [] == [(table, name) for table, name in HEADERS if TABLES[table].field(name) is None]


@each_table
def test_a_header_says_one_thing_in_a_table(table: str) -> None:
    """A header that meant two fields of a table would be a matter of luck."""
    singles = [entry for entry in entries(table) if len(entry.keys) == 1]
    fields: dict[str, set[str]] = {}
    for entry in singles:
        fields.setdefault(entry.keys[0], set()).add(entry.field)

    assert {} == {key: names for key, names in fields.items() if len(names) > 1}


@each_table
def test_no_field_has_a_name_of_people(table: str) -> None:
    """What is personal can be no synonym."""
    personal = listed("personal", EVERYWHERE) | listed("personal", table)

    assert set() == personal & set(known(table))


@each_table
def test_what_a_table_needs_is_a_field(table: str) -> None:
    """A need that no field can meet would shut the table out."""
    names = {field.name for field in TABLES[table].fields}

    assert all(need <= names for need in shapes()[table].needs)


def test_values_belong_to_a_choice() -> None:
    """Every meaning is a known value of a field of that name."""
    choices: dict[str, set[str]] = {}
    for table in TABLES.values():
        for field in table.fields:
            choices.setdefault(field.name, set()).update(value for value, _ in field.choices)
    listed_values = {
        name: set(values) for name, values in read("values").items() if name != "codes"
    }

    assert {} == {
        name: values - choices[name]
        for name, values in listed_values.items()
        if values - choices[name]
    }


@pytest.mark.parametrize("field", [name for name in read("values") if name != "codes"])
def test_a_value_means_one_thing_where_it_may_stand(field: str) -> None:
    """One synonym has one meaning among the choices of a table."""
    doubles = []
    for table in TABLES.values():
        found = table.field(field)
        meanings: dict[str, set[str]] = {}
        for value, _ in found.choices if found else ():
            for line in read("values")[field].get(value, ()):
                meanings.setdefault(compact(line), set()).add(value)
        doubles += [(table.name, key, each) for key, each in meanings.items() if len(each) > 1]

    assert [] == doubles
