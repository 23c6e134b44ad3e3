"""KPIs as MetricFlow's YAML: its own parser takes them, and nothing is faked."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
import yaml
from support.data.flows import DAYS, SPINE, engine, sql_of
from support.source.command import run

from workshop.acts import shipped
from workshop.crm.open import open_data
from workshop.crm.schema import TABLES
from workshop.kpis.catalogue.answers import KPIS, ask
from workshop.kpis.core.scope import Scope
from workshop.kpis.metricflow.export import metricflow_yaml
from workshop.kpis.metricflow.models import EXPRESSED, MODELS, REASONS, STATUS
from workshop.terms.rules.rule import Criterion, Group, Op, Rule
from workshop.terms.rules.template import TEMPLATES
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from pathlib import Path

EN = Words("en")
PARSERS = ("dbt_semantic_interfaces", "metricflow_semantic_interfaces")


def documents(text: str) -> list[dict[str, Any]]:
    """Return the documents of an export."""
    return [one for one in yaml.safe_load_all(text) if one]


def parsed(package: str, text: str) -> Any:
    """Return the manifest that MetricFlow's parser makes of an export; it must have no error."""
    pytest.importorskip(package, reason="MetricFlow is not installed")
    parsing = import_module(f"{package}.parsing.dir_to_model")
    config = import_module(f"{package}.parsing.objects").YamlConfigFile
    checks = import_module(f"{package}.validations.semantic_manifest_validator")
    files = [config(filepath="k.yaml", contents=text), config(filepath="t.yaml", contents=SPINE)]
    built = parsing.parse_yaml_files_to_validation_ready_semantic_manifest(files)
    found = checks.SemanticManifestValidator().validate_semantic_manifest(built.semantic_manifest)

    assert [] == [str(one) for one in (*built.issues.errors, *found.errors)]
    return built.semantic_manifest


@pytest.mark.parametrize("package", PARSERS)
@pytest.mark.parametrize("lang", LANGS)
def test_metricflow_s_own_parser_takes_the_export(package: str, lang: str) -> None:
    """Parsed, transformed and validated without an error, in both languages."""
    rule = TEMPLATES["can_buy"].rule
    text = metricflow_yaml(Words(lang), window_days=90, terms={"lead": rule})
    manifest = parsed(package, text)

    assert set(EXPRESSED) & set(KPIS) <= {one.name for one in manifest.metrics}
    assert set(MODELS) == {one.name for one in manifest.semantic_models}


def test_a_conversion_has_its_window_and_the_agreed_lead() -> None:
    """Entity, base, conversion, window: MetricFlow's own words for a cohort rate."""
    text = metricflow_yaml(EN, window_days=90, terms={"lead": TEMPLATES["can_buy"].rule})
    found = {one["metric"]["name"]: one["metric"] for one in documents(text) if "metric" in one}
    how = found["lead_to_won"]["type_params"]["conversion_type_params"]

    assert ("contact", "90 days", "people_won") == (
        how["entity"],
        how["window"],
        how["conversion_measure"],
    )
    assert {"name": "leads", "filter": "{{ Dimension('contact__is_lead') }} = true"} == (
        how["base_measure"]
    )


SAME = (
    "win_rate", "win_rate_by_value", "sales_cycle_won", "sales_cycle_lost", "sales_cycle_closed",
    "average_deal_size", "won_value", "sourced_by_field",
)  # fmt: skip
"""Metrics without a deadline or a window: there, MetricFlow must come to the kit's own number."""


def test_metricflow_comes_to_the_kit_s_own_numbers() -> None:
    """Its SQL, run by DuckDB on the sample company; a definition that only parses says nothing."""
    pytest.importorskip("metricflow", reason="MetricFlow is not installed")
    crm = open_data(shipped("datasets"))
    connection, flow = duckdb.connect(), engine(metricflow_yaml(EN, window_days=180))
    connection.execute(DAYS)
    for table in crm.tables:
        connection.register(table, crm.table(table).to_pyarrow())
    found = {name: connection.execute(sql_of(flow, name)).fetchone() for name in SAME}
    own = {name: (pytest.approx(ask(KPIS[name], Scope.of(crm)).value, rel=1e-9),) for name in SAME}

    assert own == found


def test_every_kpi_is_said_or_named_as_not_said() -> None:
    """Nothing is left out in silence."""
    text = metricflow_yaml(EN, window_days=180)
    comments = [line for line in text.splitlines() if line.startswith("#")]

    for name in KPIS:
        said = f"name: {name}\n" in text
        assert said or any(f"({name})" in line for line in comments), name


def test_only_chosen_kpis_are_exported() -> None:
    """A charter has five KPIs, not thirty."""
    text = metricflow_yaml(EN, names=["win_rate"], window_days=180)
    names = [one["metric"]["name"] for one in documents(text) if "metric" in one]

    assert ["win_rate_numerator", "win_rate_denominator", "win_rate"] == names


def test_a_rule_that_asks_other_tables_is_said_and_not_faked() -> None:
    """Every contact counts then, and the reader knows."""
    rule = Rule(where=Group(criteria=[Criterion(field="deals_won", op=Op.AT_LEAST, value=1.0)]))
    text = metricflow_yaml(EN, window_days=180, terms={"lead": rule})

    assert "is_lead" not in text
    assert "The rule for Lead draws on other tables" in text


def test_reasons_belong_to_kpis_and_columns_to_tables() -> None:
    """A KPI or a column that was renamed would be exported as something that is not there."""
    assert set(EXPRESSED).isdisjoint(REASONS)
    assert set(REASONS) <= set(KPIS)
    for table, model in MODELS.items():
        columns = {one.get("expr", one["name"]) for one in model["dimensions"]}
        columns |= {one["expr"] for one in model["entities"]}
        # A refund is told apart from what was won by two columns.
        columns = columns - {STATUS} | ({"status", "value"} if STATUS in columns else set())
        assert columns <= {one.name for one in TABLES[table].fields}


def test_the_command_writes_the_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """``workshop kpis --metricflow FILE``."""
    file = tmp_path / "kpis.yaml"
    code, out, err = run(capsys, "kpis", "--metricflow", file, "--lang", "en")

    assert (0, "") == (code, err)
    assert str(file) in out
    assert documents(file.read_text(encoding="utf-8"))


def test_the_command_takes_a_kpi_and_a_window(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """And refuses what it would ignore."""
    file = tmp_path / "kpis.yaml"
    run(capsys, "kpis", "--metricflow", file, "--kpi", "lead_to_won", "--window", "45")
    found = [one["metric"] for one in documents(file.read_text("utf-8")) if "metric" in one]
    refused, _, err = run(capsys, "kpis", "--metricflow", file, "--by", "source", "--lang", "en")

    assert ["45 days"] == [one["type_params"]["conversion_type_params"]["window"] for one in found]
    assert (2, True) == (refused, "--metricflow doesn’t go with" in err)
