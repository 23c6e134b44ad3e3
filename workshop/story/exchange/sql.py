"""Agreed rules and KPIs as SQL of a warehouse, one file each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.kpis.catalogue.answers import kpi
from workshop.kpis.catalogue.sql import kpi_sql
from workshop.kpis.core.scope import Scope
from workshop.story.decisions import text
from workshop.story.exchange.names import DIALECTS
from workshop.terms.rules.compile import rule_sql
from workshop.terms.rules.sentence import rule_sentence
from workshop.terms.rules.term import TERMS
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.crm.crm import Crm
    from workshop.story.charter import CharterData
    from workshop.words import Words

BUSINESS_HOURS = N_(
    "“calendar” is a table of days with the business hours before each and of each; make one of "
    "your own working days."
)


def sql_files(charter: CharterData, crm: Crm, words: Words) -> dict[str, str]:
    """Return one file for each agreed rule and KPI, in each dialect.

    Args:
        charter: what was decided.
        crm: tables of the kit's names and columns; queries of KPIs hold their as-of date.
        words: the language of comments.

    Returns:
        Place, such as ``sql/postgres/term_lead.sql``, to the text of the file.
    """
    decisions, files = charter.decisions, {}
    scope = Scope.of(crm, terms={k: r for k, r in decisions.rules.items() if k in TERMS})
    for dialect, name in DIALECTS.items():
        for term in decisions.terms:
            head = [name, text.term_sentence(term, words), rule_sentence(term.rule, words)]
            body = rule_sql(term.rule, dialect)
            files[f"sql/{dialect}/term_{term.term}.sql"] = _file(head, body)
        for agreed in decisions.kpis.kpis if decisions.kpis else ():
            known = kpi(agreed.name)
            body = kpi_sql(known, scope, dialect) or ""
            head = [name, words(known.label), words(known.formula)]
            head += [words("as of {day}", day=words.date(scope.as_of))]
            if "calendar" in body:
                head.append(words(BUSINESS_HOURS))
            if not body:
                head.append(words("more than one query, or can’t be computed here"))
            files[f"sql/{dialect}/kpi_{agreed.name}.sql"] = _file(head, body)
    return files


def _file(head: list[str], body: str) -> str:
    # What people wrote must not end the comment it stands in.
    lines = [f"-- {' '.join(line.split())}" for line in head]
    return "\n".join([*lines, body]) + "\n"
