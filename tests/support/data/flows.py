"""MetricFlow on DuckDB: the SQL it writes for an export of ours; for tests only."""

from __future__ import annotations

from typing import Any, cast

SPINE = """project_configuration:
  time_spines:
    - node_relation: {schema_name: main, alias: days}
      primary_column: {name: day, time_granularity: day}
"""
DAYS = """create table days as
    select range::date as day from range(date '2024-01-01', date '2027-01-01', interval 1 day)"""
"""MetricFlow wants a table of days beside the others."""


def engine(text: str) -> Any:
    """Return MetricFlow's engine on an export; it writes SQL and runs none."""
    from metricflow.engine.metricflow_engine import MetricFlowEngine  # noqa: PLC0415 - see above
    from metricflow.protocols.sql_client import SqlEngine  # noqa: PLC0415
    from metricflow.sql.render.duckdb_renderer import DuckDbSqlPlanRenderer  # noqa: PLC0415
    from metricflow_semantic_interfaces.parsing import dir_to_model, objects  # noqa: PLC0415
    from metricflow_semantics.model.semantic_manifest_lookup import (  # noqa: PLC0415
        SemanticManifestLookup,
    )

    class Client:
        sql_engine_type = SqlEngine.DUCKDB
        sql_plan_renderer = DuckDbSqlPlanRenderer()

    files = [
        objects.YamlConfigFile(filepath="kpis.yaml", contents=text),
        objects.YamlConfigFile(filepath="spine.yaml", contents=SPINE),
    ]
    built = dir_to_model.parse_yaml_files_to_validation_ready_semantic_manifest(files)
    return MetricFlowEngine(SemanticManifestLookup(built.semantic_manifest), cast("Any", Client()))


def sql_of(flow: Any, name: str) -> str:
    """Return the SQL that MetricFlow writes for a metric."""
    from metricflow.engine.metricflow_engine import MetricFlowQueryRequest  # noqa: PLC0415

    asked = MetricFlowQueryRequest.create(metric_names=[name])
    return str(flow.explain(asked).sql_statement.sql)
