"""The canonical tables say of every field what it is and when it is known."""

from __future__ import annotations

import pytest

from workshop.crm.schema import TABLES, Kind, Stage

FIELDS = [(table, field) for table in TABLES.values() for field in table.fields]


@pytest.mark.parametrize("name", TABLES)
def test_the_first_column_is_the_key(name: str) -> None:
    """Double counting is noticed by the first column, so it must be an id."""
    assert Kind.ID is TABLES[name].fields[0].kind


@pytest.mark.parametrize("name", TABLES)
def test_field_names_are_unique(name: str) -> None:
    """Two fields of one name would overwrite each other while reading."""
    names = [field.name for field in TABLES[name].fields]

    assert len(names) == len(set(names))


def test_every_field_has_a_label() -> None:
    """Whoever builds a rule reads words, and no names of columns."""
    assert [] == [field.name for _, field in FIELDS if not field.label.strip()]


@pytest.mark.parametrize(
    ("table", "field", "stage"),
    [
        ("contacts", "source", Stage.CAPTURED),
        ("contacts", "score", Stage.BEFORE_HANDOVER),
        ("contacts", "meeting_held", Stage.AFTER_HANDOVER),
        ("deals", "status", Stage.OUTCOME),
    ],
)
def test_stage_tells_what_is_known_too_late(table: str, field: str, stage: Stage) -> None:
    """A definition of Lead by a field filled after the hand-over is circular."""
    found = TABLES[table].field(field)

    assert found
    assert stage is found.stage


@pytest.mark.parametrize(("table", "field"), [("deals", "status"), ("handoffs", "outcome")])
def test_values_that_formulas_rest_on_are_closed(table: str, field: str) -> None:
    """A status the formulas do not know must not pass the door."""
    found = TABLES[table].field(field)

    assert found
    assert found.closed


def test_a_field_that_is_not_there_is_none() -> None:
    """The mapping asks before it complains."""
    assert TABLES["deals"].field("owner") is None


def test_an_unknown_value_names_itself() -> None:
    """Data may hold values nobody has words for; a known one is said in words."""
    field = TABLES["contacts"].field("source")

    assert field
    assert ("Trade fair", "TikTok") == (field.choice_label("fair"), field.choice_label("TikTok"))


def test_no_field_holds_a_person() -> None:
    """Names, mail and phone have no place to go; who is in charge has one that is shut."""
    words = ("name", "mail", "phone", "owner", "agent", "street")
    found = {f.name for _, f in FIELDS for word in words if word in f.name and not f.personal}

    assert set() == found
    assert {"owner_id"} == {f.name for _, f in FIELDS if f.personal}
