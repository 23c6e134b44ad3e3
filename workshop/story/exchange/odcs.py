"""Promises and the fields they rest on as a data contract: Open Data Contract Standard 3.1.

Bitol, https://bitol-io.github.io/open-data-contract-standard: what can be asked of tables is a
query that must find nothing; what counts business hours is a service level in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from workshop.crm.schema import TABLES, Kind
from workshop.journey.promises.promise import CARRIED
from workshop.story.decisions import text
from workshop.story.exchange.names import identifier_of, title_of, version_of
from workshop.terms.rules.entity import tables_for
from workshop.words import N_, Words

if TYPE_CHECKING:
    from datetime import date

    from workshop.story.charter import CharterData
    from workshop.story.decisions.types import Promised
    from workshop.terms.rules.rule import Rule

WIDTH = 96
TYPES: dict[Kind, str] = {
    Kind.ID: "string",
    Kind.CHOICE: "string",
    Kind.NUMBER: "number",
    Kind.FLAG: "boolean",
    Kind.MOMENT: "timestamp",
}
CANNOT = (
    N_("A data contract knows no business hours: promises about them stand as sentences."),
    N_("It knows neither intervals nor n; a check of the charter has them."),
    N_("It knows no terms and no KPIs; Ossie and SKOS carry those."),
    N_("Queries count from the day after the signing on; before that, nobody had promised it."),
)


def odcs_contract(charter: CharterData, words: Words) -> str:
    """Return the contract as YAML, and as comments at its top what it cannot say.

    Args:
        charter: what was decided.
        words: the language of descriptions and comments.
    """
    decisions = charter.decisions
    promises = decisions.promises.promises if decisions.promises else ()
    since = decisions.signed.decided_on if decisions.signed else None
    tables = _tables(promises, list(decisions.rules.values()))
    contract: dict[str, Any] = {
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": identifier_of(charter),
        "name": title_of(charter),
        "version": f"{version_of(charter)}.0.0",
        "status": "active" if decisions.signed else "draft",
        "description": {"purpose": words("What sales and marketing have promised each other.")},
        "schema": [_object(name, tables[name], promises, since, words) for name in tables],
        "slaProperties": [_level(one, words) for one in promises],
    }
    comments = "\n".join(f"# {words(line)}" for line in CANNOT)
    body = yaml.safe_dump(contract, allow_unicode=True, sort_keys=False, width=WIDTH)
    return f"{comments}\n{body}"


def _tables(promises: tuple[Promised, ...], rules: list[Rule]) -> dict[str, set[str]]:
    """Return which columns the promises and rules read, by table, in the schema's order."""
    needed: dict[str, set[str]] = {}
    for promised in promises:
        known = text.KIT_PROMISES.get(promised.key)
        for column in known.needs if known else ():
            table, _, name = column.partition(".")
            needed.setdefault(table, set()).add(name)
    for rule in rules:
        for table, names in tables_for(rule.entity, rule.field_names()).items():
            needed.setdefault(table, set()).update(names)
    return {name: needed[name] for name in TABLES if name in needed}


def _object(
    name: str,
    columns: set[str],
    promises: tuple[Promised, ...],
    since: date | None,
    words: Words,
) -> dict[str, Any]:
    table = TABLES[name]
    fields = [field for field in table.fields if field.name in columns or field is table.key]
    found: dict[str, Any] = {
        "name": name,
        "businessName": words(table.label),
        "physicalName": name,
        "physicalType": "table",
        "properties": [
            {
                "name": field.name,
                "businessName": words(field.label),
                "logicalType": TYPES[field.kind],
                **({"primaryKey": True, "required": True} if field is table.key else {}),
            }
            for field in fields
        ],
    }
    quality = [_query(one, since, words) for one in promises if name == _home(one)]
    return found | ({"quality": quality} if quality else {})


QUERIES: dict[str, str] = {
    "reason": (
        "SELECT COUNT(*) FROM handoffs WHERE outcome = 'rejected' "
        "AND (reason IS NULL OR TRIM(reason) = '') AND {since}"
    ),
    "carries": (
        "SELECT COUNT(*) FROM handoffs LEFT JOIN contacts "
        "ON handoffs.contact_id = contacts.contact_id WHERE {told} < {limit} AND {since}"
    ),
}
"""Promises that tables alone can show, each as the cases in which it was broken."""


def _home(promised: Promised) -> str:
    return "handoffs" if promised.key in QUERIES else ""


def _query(promised: Promised, since: date | None, words: Words) -> dict[str, Any]:
    moment = "decided_at" if promised.key == "reason" else "handed_at"
    after = f"CAST({moment} AS DATE) > DATE '{since.isoformat()}'" if since else "1 = 1"
    flags = {field.name for field in TABLES["contacts"].fields if field.kind is Kind.FLAG}
    told = " + ".join(
        f"CASE WHEN contacts.{name}{'' if name in flags else ' IS NOT NULL'} THEN 1 ELSE 0 END"
        for name in CARRIED
    )
    query = QUERIES[promised.key].format(since=after, told=f"({told})", limit=promised.limit)
    return {
        "id": promised.key,
        "name": promised.key,
        "description": text.promise_line(promised, words),
        "type": "sql",
        "query": query,
        "mustBe": 0,
        "dimension": "completeness",
        "severity": "warning",
    }


def _level(promised: Promised, words: Words) -> dict[str, Any]:
    known = text.KIT_PROMISES.get(promised.key)
    unit = known.parameter.unit if known and known.parameter else ""
    level: dict[str, Any] = {
        "id": promised.key,
        "property": promised.key,
        "value": promised.limit
        if promised.limit is not None
        else text.promise_text(promised, words),
        "driver": "operational",
        "description": text.promise_line(promised, words),
    }
    if unit:
        level["unit"] = unit
    if known and known.needs:
        level["element"] = ", ".join(dict.fromkeys(known.needs))
    return level
