"""Definitions leave the house: valid where others published a schema, and the same number there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import duckdb
import jsonschema
import pytest
import sqlglot
import yaml
from support.acts.charters import HOSTILE
from support.checkout import ROOT
from support.data.journeys import sample
from support.data.months import RULE, charter_of_june

from workshop.errors import WorkshopError
from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.core.scope import Scope
from workshop.kpis.metricflow.models import EXPRESSED, Conversion
from workshop.story.decisions.decisions import Decisions
from workshop.story.decisions.types import Promised, Promises
from workshop.story.exchange.exchange import exchange
from workshop.story.exchange.names import DIALECTS, slug
from workshop.story.exchange.odcs import odcs_contract
from workshop.story.exchange.ossie import metric_sql, ossie_model
from workshop.story.exchange.skos import skos_glossary
from workshop.terms.outcome.comparison import count
from workshop.terms.rules.rule import Rule
from workshop.words import LANGS, Lang, Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workshop.story.charter import CharterData

SCHEMAS = ROOT.parent / "shared" / "data" / "schemas"
FORMATS = ("ossie", "odcs", "skos", "metricflow", "sql")
ELSEWHERE = Rule.model_validate(
    {
        "entity": "contacts",
        "where": {
            "match": "all",
            "criteria": [{"field": "segment", "op": "any_of", "value": ["company"]}],
        },
    }
)
"""Asks for a field of another table."""


@pytest.fixture(scope="module")
def duckdb_sample() -> Iterator[duckdb.DuckDBPyConnection]:
    """The sample company as somebody else's tables."""
    connection = duckdb.connect()
    for table in sample().tables:
        connection.register(table, sample().table(table).to_pyarrow())
    yield connection
    connection.close()


def schema(name: str) -> dict[str, Any]:
    """Return a published schema, or skip where none lies beside the checkout."""
    file = SCHEMAS / name
    if not file.is_file():
        pytest.skip("the published schemas are not here")
    content: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return content


def charter_with(**decided: Any) -> CharterData:
    """Return the charter with other decisions in place of its own."""
    charter = charter_of_june()
    return charter.model_copy(update={"decisions": charter.decisions.model_copy(update=decided)})


def with_sentence(text: str) -> CharterData:
    """Return the charter with a text that somebody typed, wherever one may."""
    term = charter_of_june().decisions.terms[0]
    own = Promised(key="own_sales", side="sales", text=text)
    return charter_with(
        terms=(term.model_copy(update={"sentence": text, "objections": (text,)}),),
        promises=Promises(promises=(own,)),
    )


@pytest.mark.parametrize("lang", LANGS)
def test_the_model_is_of_ossie_s_schema(lang: Lang) -> None:
    """Also where no term and no metric can be said; what cannot stands at the top."""
    published = schema("osi-schema.json")
    for charter in (charter_of_june(), charter_with(kpis=None, terms=())):
        text = ossie_model(charter, Words(lang))

        jsonschema.Draft202012Validator(published).validate(yaml.safe_load(text))
        assert text.startswith("# ")


@pytest.mark.parametrize("lang", LANGS)
def test_the_contract_is_of_odcs_schema(lang: Lang) -> None:
    """Promises with a query, with hours, in own words; a draft before the signing."""
    published = schema("odcs-json-schema-v3.1.0.json")
    given = [
        Promised(key=key, side="sales", limit=n) for key, n in (("reason", None), ("fresh", 7))
    ]
    for charter in (
        charter_of_june(),
        charter_with(promises=Promises(promises=tuple(given)), signed=None),
        with_sentence("plain"),
    ):
        text = odcs_contract(charter, Words(lang))

        jsonschema.Draft201909Validator(published).validate(yaml.safe_load(text))
        assert text.startswith("# ")


def test_the_agreed_field_covers_what_the_rule_covers(
    duckdb_sample: duckdb.DuckDBPyConnection,
) -> None:
    """On DuckDB the exported column counts as many contacts as the kit does."""
    model = yaml.safe_load(ossie_model(charter_of_june(), Words("en")))["semantic_model"][0]
    contacts = next(each for each in model["datasets"] if each["name"] == "contacts")
    field = next(each for each in contacts["fields"] if each["name"] == "is_lead")
    sql = {each["dialect"]: each["expression"] for each in field["expression"]["dialects"]}
    query = f"select count(*) from contacts where {sql['ANSI_SQL']}"  # noqa: S608 - our own condition

    assert {"ANSI_SQL", "SNOWFLAKE", "BIGQUERY", "DATABRICKS"} == set(sql)
    assert duckdb_sample.execute(query).fetchone() == (count(sample(), RULE)[0],)


@pytest.mark.parametrize(
    "name", [name for name, how in EXPRESSED.items() if not isinstance(how, Conversion)]
)
def test_an_exported_metric_gives_the_kit_s_number(
    name: str, duckdb_sample: duckdb.DuckDBPyConnection
) -> None:
    """Executed as it stands, on the sample company; but for hand-overs that still have time."""
    found = duckdb_sample.execute(f"select {metric_sql(name)} from {_home(name)}").fetchone()  # noqa: S608 - our own expression
    value = ask(kpi(name), Scope.of(sample())).value

    assert found
    assert found[0] is not None
    if name not in PENDING:
        assert pytest.approx(value, rel=1e-9) == found[0]


PENDING = ("acceptance_rate", "rejection_rate")


def _home(name: str) -> str:
    if name in PENDING:
        return "handoffs"
    return "deals left join contacts using (contact_id)" if name == "sourced_by_field" else "deals"


def test_the_contract_s_queries_find_the_broken_cases(
    duckdb_sample: duckdb.DuckDBPyConnection,
) -> None:
    """On the sample company: rejections without a reason, since the signing."""
    reason = Promises(promises=(Promised(key="reason", side="sales"),))
    contract = yaml.safe_load(odcs_contract(charter_with(promises=reason), Words("en")))
    handoffs = next(each for each in contract["schema"] if each["name"] == "handoffs")
    query = handoffs["quality"][0]["query"]
    found = duckdb_sample.execute(query).fetchone()
    given = sample().table("handoffs")
    rows = sample().engine.records(given.filter(given.outcome == "rejected"))
    expected = [
        row
        for row in rows
        if not (row["reason"] or "").strip()
        and row["decided_at"]
        and row["decided_at"].date().isoformat() > "2026-06-02"
    ]

    assert found
    assert (len(expected),) == tuple(found)
    assert expected


def test_the_glossary_speaks_both_languages() -> None:
    """Each concept has a label and a definition in German and in English."""
    graph = json.loads(skos_glossary(charter_of_june()))["@graph"]
    scheme, concepts = graph[0], graph[1:]

    assert [each["@id"] for each in concepts] == [
        each["@id"] for each in scheme["skos:hasTopConcept"]
    ]
    for concept in concepts:
        for part in ("skos:prefLabel", "skos:definition"):
            assert {each["@language"] for each in concept[part]} == set(LANGS)
            assert all(each["@value"].strip() for each in concept[part])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str, tmp_path: Path) -> None:
    """Files are read back with what was typed; no comment of SQL ends before its line does."""
    charter = with_sentence(text)
    exchange(charter, sample(), FORMATS, tmp_path, Words("en"))

    yaml.safe_load((tmp_path / "ossie.yaml").read_text("utf-8"))
    contract = yaml.safe_load((tmp_path / "datacontract.yaml").read_text("utf-8"))
    assert contract["slaProperties"][0]["property"] == "own_sales"
    json.loads((tmp_path / "glossary.jsonld").read_text("utf-8"))
    for dialect in DIALECTS:
        sql = (tmp_path / "sql" / dialect / "term_lead.sql").read_text("utf-8")
        statement = sql[sql.index("SELECT") :] if "SELECT" in sql else ""
        assert sqlglot.parse_one(sql, dialect=dialect) == sqlglot.parse_one(
            statement, dialect=dialect
        )


def test_a_rule_that_asks_other_tables_is_said_and_not_faked() -> None:
    """It is no field; the top says so, and its SQL goes along in the extension."""
    term = charter_of_june().decisions.terms[0].model_copy(update={"rule": ELSEWHERE})
    text = ossie_model(charter_with(terms=(term,)), Words("en"))
    model = yaml.safe_load(text)["semantic_model"][0]

    assert "# Lead: the rule draws on other tables" in text
    assert not [f for d in model["datasets"] for f in d["fields"] if f["name"] == "is_lead"]
    assert "segment" in json.loads(model["custom_extensions"][0]["data"])["terms"][0]["sql"]


def test_every_kpi_is_a_metric_or_named_with_its_reason() -> None:
    """Nothing the charter holds is dropped silently."""
    text = ossie_model(charter_of_june(), Words("en"))
    metrics = {each["name"] for each in yaml.safe_load(text)["semantic_model"][0]["metrics"]}
    kpis = charter_of_june().decisions.kpis

    assert kpis
    for one in kpis.kpis:
        assert one.name in metrics or f"({one.name}):" in text.partition("version:")[0]


def test_an_empty_charter_is_refused(tmp_path: Path) -> None:
    """There is nothing another system could use; no file is written."""
    with pytest.raises(WorkshopError, match="nothing in this charter"):
        exchange(
            charter_of_june(decisions=Decisions()), sample(), FORMATS, tmp_path / "out", Words("en")
        )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "name"), [("Team Süd", "team_sued"), ("!!!", "charter"), ("Größe 2", "groesse_2")]
)
def test_names_are_plain(text: str, name: str) -> None:
    """Letters, digits and underscores, whatever people typed."""
    assert name == slug(text)
