"""Agreed KPIs as MetricFlow's YAML, so that a BI team can adopt them word for word.

The syntax is MetricFlow's own (``semantic_model:`` and ``metric:`` documents), which its parser
reads; a dbt project says ``model: ref('deals')`` instead of ``node_relation``. What MetricFlow
cannot say is not faked: it stands as a comment at the top, each KPI with its reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from workshop.kpis.catalogue.answers import KPIS
from workshop.kpis.metricflow.models import (
    ANY,
    EXPRESSED,
    IS_LEAD,
    MODELS,
    REASONS,
    Conversion,
    Part,
    Ratio,
)
from workshop.terms.rules.compile import row_condition
from workshop.terms.rules.sentence import rule_sentence
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workshop.kpis.core.kpi import Kpi
    from workshop.terms.rules.rule import Rule
    from workshop.words import Words

WIDTH = 96
LOST = (
    N_("MetricFlow shows no interval, no n and no caveats: the kit’s own page has them."),
    N_("MetricFlow also counts young cohorts whose window isn’t over yet; leave them out by date."),
    N_("MetricFlow counts hand-overs that still have time to be answered as not accepted."),
    N_("The SQL is written for DuckDB and PostgreSQL; for other engines, adapt EXTRACT(EPOCH …)."),
)


def metricflow_yaml(
    words: Words,
    *,
    names: Iterable[str] = KPIS,
    terms: Mapping[str, Rule] | None = None,
    window_days: int,
    schema: str = "main",
) -> str:
    """Return KPIs as semantic models and metrics, and as comments what could not be said.

    Args:
        words: the language of labels, descriptions and comments.
        names: the KPIs, for example those of a charter; all by default.
        terms: term key to the agreed rule. A rule for Lead becomes the column ``is_lead`` if it
            asks for fields of the contact itself.
        window_days: how long a lead has to succeed.
        schema: where the canonical tables lie.
    """
    rule = (terms or {}).get("lead")
    lead = row_condition(rule) if rule else None
    chosen = [KPIS[name] for name in KPIS if name in set(names)]
    said = [one for one in chosen if one.name in EXPRESSED]
    comments = [words(line) for line in LOST]
    if rule and lead is None:
        sentence = rule_sentence(rule, words)
        comments.append(
            words(
                "The rule for Lead draws on other tables, so every contact counts: {rule}.",
                rule=sentence,
            )
        )
    comments += [
        f"{words(one.label)} ({one.name}): {words(REASONS.get(one.name, ANY))}"
        for one in chosen
        if one.name not in EXPRESSED
    ]
    documents = [{"semantic_model": _model(name, lead, schema)} for name in MODELS]
    parts: dict[str, dict[str, Any]] = {}
    for one in said:
        parts |= _metrics(one, words, window_days, is_ruled=lead is not None)
    documents += [{"metric": metric} for metric in parts.values()]
    texts = [_written(document) for document in documents]
    return "\n".join(f"# {line}" for line in comments) + "\n---\n" + "---\n".join(texts)


def _written(document: dict[str, Any]) -> str:
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=WIDTH)


def _model(name: str, lead: str | None, schema: str) -> dict[str, Any]:
    parts = MODELS[name]
    dimensions = list(parts["dimensions"])
    if name == "contacts" and lead is not None:
        dimensions.append({"name": "is_lead", "type": "categorical", "expr": lead})
    relation = {"alias": name, "schema_name": schema}
    return {"name": name, "node_relation": relation, **parts, "dimensions": dimensions}


def _metrics(
    one: Kpi, words: Words, window_days: int, *, is_ruled: bool
) -> dict[str, dict[str, Any]]:
    """Return the metric of a KPI, and those it is made of, by name."""
    how = EXPRESSED[one.name]
    head = {"name": one.name, "label": words(one.label), "description": words(one.formula)}
    match how:
        case Part():
            return {one.name: {**head, **_simple(how)}}
        case Ratio():
            over, under = (f"{one.name}_{side}" for side in ("numerator", "denominator"))
            made = {
                name: {
                    "name": name,
                    "label": f"{words(one.label)}: {words(said)}",
                    "description": words(one.formula),
                    **_simple(part),
                }
                for name, part, said in (
                    (over, how.over, N_("numerator")),
                    (under, how.under, N_("denominator")),
                )
            }
            parts = {"numerator": {"name": over}, "denominator": {"name": under}}
            return {**made, one.name: {**head, "type": "ratio", "type_params": parts}}
        case Conversion():
            base: Any = {"name": "leads", "filter": IS_LEAD} if is_ruled else "leads"
            params = {
                "entity": "contact",
                "calculation": "conversion_rate",
                "base_measure": base,
                "conversion_measure": how.does,
                "window": f"{window_days} days",
            }
            body = {"type": "conversion", "type_params": {"conversion_type_params": params}}
            return {one.name: {**head, **body}}


def _simple(part: Part) -> dict[str, Any]:
    found: dict[str, Any] = {"type": "simple", "type_params": {"measure": part.measure}}
    return found | ({"filter": part.where} if part.where else {})
