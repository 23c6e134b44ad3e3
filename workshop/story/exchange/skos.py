"""The glossary in SKOS, as JSON-LD: W3C, SKOS Simple Knowledge Organization System (2009).

What people wrote has no language tag, because nobody asked them which language it is in.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from workshop.kpis.catalogue.answers import kpi
from workshop.story.decisions import text
from workshop.story.exchange.names import identifier_of, title_of, version_of
from workshop.terms.rules.sentence import rule_sentence
from workshop.words import LANGS, N_, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.story.charter import CharterData
    from workshop.story.decisions.types import AgreedKpi, AgreedTerm

CONTEXT = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
}
CANNOT = N_(
    "SKOS names and explains; it runs nothing: rules and formulas stand here as sentences, targets "
    "not at all."
)


def skos_glossary(charter: CharterData) -> str:
    """Return the agreed terms and KPIs as one concept scheme."""
    scheme = f"urn:uuid:{identifier_of(charter)}"
    decisions = charter.decisions
    concepts = [_term(term, scheme) for term in decisions.terms]
    concepts += [_kpi(one, scheme) for one in (decisions.kpis.kpis if decisions.kpis else ())]
    head: dict[str, Any] = {
        "@id": scheme,
        "@type": "skos:ConceptScheme",
        "dct:title": title_of(charter),
        "dct:hasVersion": str(version_of(charter)),
        "skos:scopeNote": _both(lambda words: words(CANNOT)),
        "skos:hasTopConcept": [{"@id": concept["@id"]} for concept in concepts],
    }
    if decisions.signed and decisions.signed.decided_on:
        head["dct:issued"] = decisions.signed.decided_on.isoformat()
    graph = {"@context": CONTEXT, "@graph": [head, *concepts]}
    return json.dumps(graph, ensure_ascii=False, indent=2) + "\n"


def _term(term: AgreedTerm, scheme: str) -> dict[str, Any]:
    concept = _concept(f"{scheme}#{term.term}", scheme, lambda words: text.term_label(term, words))
    concept |= {
        "skos:notation": term.term,
        "skos:definition": _both(lambda words: text.term_sentence(term, words)),
        "skos:scopeNote": _both(lambda words: rule_sentence(term.rule, words)),
    }
    if term.numbers:
        concept["skos:historyNote"] = _both(lambda words: text.term_numbers(term, words))
    objections = [*(each.text for each in term.earlier), *term.objections]
    if objections:
        concept["skos:editorialNote"] = objections
    return concept


def _kpi(agreed: AgreedKpi, scheme: str) -> dict[str, Any]:
    known = kpi(agreed.name)
    concept = _concept(f"{scheme}#kpi_{known.name}", scheme, lambda words: words(known.label))
    definition = _both(lambda words: words(known.formula))
    return concept | {"skos:notation": known.name, "skos:definition": definition}


def _concept(key: str, scheme: str, label: Callable[[Words], str]) -> dict[str, Any]:
    return {
        "@id": key,
        "@type": "skos:Concept",
        "skos:inScheme": {"@id": scheme},
        "skos:topConceptOf": {"@id": scheme},
        "skos:prefLabel": _both(label),
    }


def _both(said: Callable[[Words], str]) -> list[dict[str, str]]:
    """Return a text in every language, each with its tag."""
    return [{"@value": said(Words(lang)), "@language": lang} for lang in LANGS]
