"""What a check gives people to talk about, a sentence for each topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.kpis.catalogue.answers import KPIS
from workshop.kpis.groups.dimension import DIMENSIONS
from workshop.story.check.movement_text import value_text
from workshop.story.decisions import text
from workshop.terms.rules.entity import fields
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.story.check.topics import Topic
    from workshop.story.check.types import Check, CheckedKpi, CheckedPromise, CheckedTerm
    from workshop.words import Words

TOPICS: dict[str, str] = {
    "kpi_worse": N_("{what} has got worse. What happened?"),
    "kpi_gamed": N_("{what} is better, and {counter} is worse. Did one pay for the other?"),
    "kpi_mix": N_(
        "{what} is better, but with the same mix ({by}) there’s no telling any more. Did you only "
        "get other cases?"
    ),
    "promise_worse": N_("“{what}” is kept less often than before. Loosen it, or help each other?"),
    "promise_broken": N_(
        "“{what}” is broken more often than it’s kept ({kept}). Making it smaller isn’t "
        "breaking it."
    ),
    "term_drift": N_(
        "{what}: less of what’s handed over fits your rule than before. Has the rule changed, or "
        "only what you do?"
    ),
    "term_ignored": N_(
        "{what}: most of what’s handed over doesn’t fit your rule ({kept} does). Which of the two "
        "is right?"
    ),
    "term_rule": N_("{what}: on this data the rule can’t stand. {why}"),
    "field_emptied": N_("{what}: hardly anybody fills in {field} any more."),
    "not_computed": N_("{what}: can’t be computed any more. {why}"),
    "doubt": "{why}",
}
"""What there is to talk about, each as a sentence."""


def topic_text(topic: Topic, check: Check, words: Words) -> str:
    """Return a topic as a sentence or two that people can answer."""
    values = {"what": "", "why": "", "counter": "", "by": "", "kept": "", "field": ""}
    match topic.kind:
        case "check":
            values["why"] = check.doubts[topic.place].text(words)
        case "kpi":
            values |= _kpi_values(check.kpis[topic.place], words)
        case "promise":
            values |= _promise_values(check.promises[topic.place], words)
        case "term":
            values |= _term_values(check.terms[topic.place], topic.field, words)
    message = TOPICS[topic.code]
    return values["why"] if message == "{why}" else words(message, **values).strip()


def _kpi_values(checked: CheckedKpi, words: Words) -> dict[str, str]:
    counter = checked.counter
    gone = [mixed.by for mixed in checked.mixes if mixed.holds is False]
    why = checked.movement.why
    return {
        "what": words(KPIS[checked.agreed.name].label),
        "counter": words(KPIS[counter.name].label) if counter else "",
        "by": ", ".join(words(DIMENSIONS[by].label) for by in gone),
        "why": why.text(words) if why else "",
    }


def _promise_values(checked: CheckedPromise, words: Words) -> dict[str, str]:
    movement = checked.movement
    why = movement.why if movement else None
    return {
        "what": text.promise_line(checked.promised, words).rstrip("."),
        "kept": value_text(movement.since, words) if movement else "",
        "why": why.text(words) if why else "",
    }


def _term_values(checked: CheckedTerm, field: str, words: Words) -> dict[str, str]:
    known = fields(checked.agreed.rule.entity)
    why = checked.failure.text(words) if checked.failure else ""
    return {
        "what": text.term_label(checked.agreed, words),
        "kept": value_text(checked.fitting.since, words) if checked.fitting else "",
        "field": words(known[field].label) if field else "",
        "why": why or " ".join(one.text.text(words) for one in checked.warnings[:1]),
    }
