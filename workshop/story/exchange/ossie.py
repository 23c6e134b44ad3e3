"""Agreed terms and KPIs as a semantic model: Apache Ossie (incubating), core specification 0.2.

An agreed term is a Boolean field of the table it is about, in several dialects of SQL; a KPI that
is a sum, a count, a median or a ratio of those is a metric. What else people decided goes along as
an extension of our own, as JSON.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import yaml
from sqlglot import transpile

from workshop.crm.schema import TABLES, Field, Kind
from workshop.kpis.catalogue.answers import kpi
from workshop.kpis.metricflow.models import ANY, EXPRESSED, MODELS, REASONS, Conversion, Part, Ratio
from workshop.policy import WINDOW_DAYS
from workshop.story.decisions import text
from workshop.story.exchange.names import TOOL, slug, title_of, version_of
from workshop.terms.rules.compile import row_condition, rule_sql
from workshop.terms.rules.sentence import rule_sentence
from workshop.words import LANGS, N_, Words

if TYPE_CHECKING:
    from workshop.kpis.core.kpi import Kpi
    from workshop.story.charter import CharterData
    from workshop.story.decisions.types import AgreedKpi, AgreedTerm

VERSION = "0.2.0.dev0"
WIDTH = 96
SPOKEN = {
    "ANSI_SQL": "postgres",
    "SNOWFLAKE": "snowflake",
    "BIGQUERY": "bigquery",
    "DATABRICKS": "databricks",
}
"""Ossie's names of dialects, each with Ibis' name of the one it is written in."""
DATATYPES: dict[Kind, str] = {
    Kind.ID: "String",
    Kind.CHOICE: "String",
    Kind.NUMBER: "Float",
    Kind.FLAG: "Boolean",
    Kind.MOMENT: "DateTime",
}
DIMENSION = re.compile(r"\{\{ Dimension\('(\w+?)__(\w+)'\) \}\}")
CANNOT = (
    N_("Ossie knows no window in which a lead may become a win, no interval, no n and no target."),
    N_("Hand-overs that still have time to be answered count as not accepted."),
    N_("Sentences, objections, owners, targets and promises are in the extension {tool}, as JSON."),
)


def ossie_model(charter: CharterData, words: Words) -> str:
    """Return the model as YAML, and as comments at its top what Ossie cannot say.

    Args:
        charter: what was decided.
        words: the language of descriptions and comments.
    """
    decisions = charter.decisions
    kpis = decisions.kpis.kpis if decisions.kpis else ()
    said = [one for one in kpis if isinstance(EXPRESSED.get(one.name), Part | Ratio)]
    comments = [words(line, tool=TOOL) for line in CANNOT]
    comments += [_unsaid(kpi(one.name), words) for one in kpis if one not in said]
    comments += [
        words(
            "{term}: the rule draws on other tables, so it’s no field of one; its SQL is in the "
            "extension.",
            term=text.term_label(term, words),
        )
        for term in decisions.terms
        if row_condition(term.rule) is None
    ]
    model: dict[str, Any] = {
        "name": slug(title_of(charter)),
        "description": words(
            "What sales and marketing have agreed on: {team}", team=title_of(charter)
        ),
        "datasets": [_dataset(name, decisions.terms, words) for name in TABLES],
        "relationships": _relationships(),
        "custom_extensions": [_extension(charter)],
    }
    if said:
        model["metrics"] = [_metric(one, words) for one in said]
    body = yaml.safe_dump(
        {"version": VERSION, "semantic_model": [model]},
        allow_unicode=True,
        sort_keys=False,
        width=WIDTH,
    )
    return "\n".join(f"# {' '.join(line.split())}" for line in comments) + "\n" + body


def _unsaid(one: Kpi, words: Words) -> str:
    why = N_("Ossie knows no window.") if isinstance(EXPRESSED.get(one.name), Conversion) else ""
    return f"{words(one.label)} ({one.name}): {words(why or REASONS.get(one.name, ANY))}"


def _dataset(name: str, terms: tuple[AgreedTerm, ...], words: Words) -> dict[str, Any]:
    table = TABLES[name]
    own = [term for term in terms if term.rule.entity == name]
    return {
        "name": name,
        "source": name,
        "primary_key": [table.key.name],
        "description": words(table.label),
        "fields": [
            *(_column(field, words) for field in table.sample_fields),
            *(_flag(term, words) for term in own if row_condition(term.rule)),
        ],
    }


def _column(field: Field, words: Words) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": field.name,
        "expression": {"dialects": [{"dialect": "ANSI_SQL", "expression": field.name}]},
        "description": words(field.label),
        "datatype": DATATYPES[field.kind],
    }
    return found | ({"dimension": {"is_time": True}} if field.kind is Kind.MOMENT else {})


def _flag(term: AgreedTerm, words: Words) -> dict[str, Any]:
    """Return an agreed term as a Boolean field."""
    dialects = [
        {"dialect": name, "expression": row_condition(term.rule, dialect)}
        for name, dialect in SPOKEN.items()
    ]
    labels = dict.fromkeys(text.term_label(term, Words(lang)) for lang in LANGS)
    return {
        "name": f"is_{slug(term.term)}",
        "expression": {"dialects": dialects},
        "label": text.term_label(term, words),
        "description": text.term_sentence(term, words),
        "datatype": "Boolean",
        "ai_context": {"synonyms": list(labels)},
    }


def _relationships() -> list[dict[str, Any]]:
    """Return every link of a table to another one's key."""
    keys = {table.key.name: name for name, table in TABLES.items()}
    return [
        {
            "name": f"{name}_{field.name}",
            "from": name,
            "to": keys[field.name],
            "from_columns": [field.name],
            "to_columns": [field.name],
        }
        for name, table in TABLES.items()
        for field in table.sample_fields[1:]
        if field.name in keys
    ]


def _metric(agreed: AgreedKpi, words: Words) -> dict[str, Any]:
    known = kpi(agreed.name)
    expression = metric_sql(agreed.name)
    dialects = [
        {"dialect": name, "expression": transpile(expression, read="duckdb", write=dialect)[0]}
        for name, dialect in SPOKEN.items()
    ]
    return {
        "name": known.name,
        "expression": {"dialects": dialects},
        "description": f"{words(known.label)}: {words(known.formula)}",
        "datatype": "Float",
    }


def metric_sql(name: str) -> str:
    """Return a KPI as one aggregate expression over its table, for DuckDB.

    Raises:
        KeyError: if it is no part and no ratio of parts.
    """
    how = EXPRESSED[name]
    match how:
        case Part():
            return _part(how)
        case Ratio():
            return f"CAST({_part(how.over)} AS DOUBLE) / NULLIF({_part(how.under)}, 0)"
        case Conversion():
            raise KeyError(name)


def _part(part: Part) -> str:
    table, measure = next(
        (table, measure)
        for table, model in MODELS.items()
        for measure in model["measures"]
        if measure["name"] == part.measure
    )
    where, expr = _where(part.where, table), str(measure["expr"])
    match measure["agg"]:
        case "sum_boolean":
            also = f" AND {where}" if where else ""
            return f"SUM(CASE WHEN ({expr}){also} THEN 1 ELSE 0 END)"
        case "count" if expr == "1":
            expr = TABLES[table].key.name
    function, opening = {
        "count": ("COUNT", ""),
        "count_distinct": ("COUNT", "DISTINCT "),
        "sum": ("SUM", ""),
        "median": ("MEDIAN", ""),
    }[measure["agg"]]
    return f"{function}({opening}{f'CASE WHEN {where} THEN {expr} END' if where else expr})"


def _where(filter_: str, home: str) -> str:
    """Return a filter with columns instead of MetricFlow's dimensions.

    Args:
        filter_: as MetricFlow reads it.
        home: the table of the measure; another one's columns are named with it.
    """
    tables = {
        entity["name"]: name for name, model in MODELS.items() for entity in model["entities"][:1]
    }

    def column(found: re.Match[str]) -> str:
        table, name = tables[found[1]], found[2]
        known = (one for one in MODELS[table]["dimensions"] if one["name"] == name)
        expression = next(known).get("expr")
        if expression:
            return f"({expression})"
        return name if table == home else f"{table}.{name}"

    return DIMENSION.sub(column, filter_)


def _extension(charter: CharterData) -> dict[str, str]:
    """Return everything people decided that Ossie has no place for."""
    decisions = charter.decisions
    signed = decisions.signed
    data = {
        "version": version_of(charter),
        "signed_on": signed.decided_on.isoformat() if signed and signed.decided_on else None,
        "window_days": WINDOW_DAYS,
        "terms": [
            {
                "term": term.term,
                "sentence": {lang: text.term_sentence(term, Words(lang)) for lang in LANGS},
                "rule": {lang: rule_sentence(term.rule, Words(lang)) for lang in LANGS},
                "sql": rule_sql(term.rule, "postgres"),
                "objections": [*(each.text for each in term.earlier), *term.objections],
                "review_on": term.review_on.isoformat(),
            }
            for term in decisions.terms
        ],
        "kpis": [
            {"name": one.name, "target": one.target, "owners": one.owners.model_dump()}
            for one in (decisions.kpis.kpis if decisions.kpis else ())
        ],
        "promises": [
            {
                "key": one.key,
                "side": one.side,
                "limit": one.limit,
                "text": {lang: text.promise_text(one, Words(lang)) for lang in LANGS},
            }
            for one in (decisions.promises.promises if decisions.promises else ())
        ],
    }
    return {"vendor_name": TOOL, "data": json.dumps(data, ensure_ascii=False)}
