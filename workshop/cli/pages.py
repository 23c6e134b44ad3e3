"""What `workshop kpis` prints: KPIs, their SQL, and the tables that are no single number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workshop.cli.asked import Asked
    from workshop.crm.store import Crm
    from workshop.words import Words

    Page = tuple[Any, str]

TABLES = ("funnel", "workload", "consistency")
"""Names that --kpi takes beside those of KPIs."""


def kpi_page(name: str | None, crm: Crm, asked: Asked, words: Words) -> Page:
    """Return one KPI or all of them as JSON and as text; all of them after the check.

    Raises:
        WorkshopError: if there is no KPI of this name.
    """
    from workshop.kpis.catalogue import KPIS, ask_all, kpi  # noqa: PLC0415 - see `cli.asked`
    from workshop.kpis.said import report  # noqa: PLC0415

    if name in TABLES:
        return _table(name, crm, asked, words)
    names = KPIS if name is None else [kpi(name).name]
    answers = ask_all(crm, names, **asked.arguments)
    text = report(answers, words)
    if name is None:
        text = f"{_table('consistency', crm, asked, words)[1]}\n\n{text}"
    return [one.as_json(words) for one in answers], text


def _table(name: str, crm: Crm, asked: Asked, words: Words) -> Page:
    from workshop.kpis import consistency, funnel, tables_said, workload  # noqa: PLC0415

    if name == "funnel":
        stages = funnel.funnel(crm, **asked.arguments)
        return stages.as_json(words), tables_said.funnel_report(stages, words)
    if name == "workload":
        load = workload.workload(crm, as_of=asked.as_of)
        return load.as_json(words), tables_said.workload_report(load, words)
    found = consistency.consistency(crm, as_of=asked.as_of)
    return found.as_json(words), tables_said.consistency_report(found, words)


def sql_page(name: str | None, crm: Crm, asked: Asked, words: Words) -> Page:
    """Return the SQL of one KPI or of all of them, as JSON and as text.

    Raises:
        WorkshopError: if there is no KPI of this name.
    """
    from workshop.kpis.catalogue import KPIS, kpi, pose  # noqa: PLC0415
    from workshop.kpis.sql import kpi_sql  # noqa: PLC0415

    chosen = list(KPIS.values()) if name is None else [kpi(name)]
    question = pose(crm, **asked.arguments)
    found = [(one, kpi_sql(one, question)) for one in chosen]
    none = words("not one query, or nothing that could be computed here")
    text = "\n\n".join(f"-- {words(one.label)}\n{sql or f'-- {none}'}" for one, sql in found)
    return [{"name": one.name, "sql": sql} for one, sql in found], text
