"""Glossary entries: everything that was agreed, and nothing else, in both languages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from acting import HOSTILE, OWN_WORD

from workshop.activities.glossary import REVIEW_DAYS, agreed_term, entry_card, label_of
from workshop.activities.term_numbers import numbers_line
from workshop.terms.comparison import tally
from workshop.terms.compile import rule_sql
from workshop.terms.definition import Definition
from workshop.terms.entity import ENTITIES
from workshop.terms.sentence import rule_sentence
from workshop.terms.template import TEMPLATES
from workshop.terms.term import TERMS, own_term
from workshop.widgets.html import esc
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.activities.stage import Stage
    from workshop.terms.term import Term

RULES = {"contacts": "can_buy", "campaigns": "responses", "deals": "opportunity_bant"}
OBJECTIONS = [f"Messen fehlen {HOSTILE}", "Zu eng"]


def entry(stage: Stage, term: Term) -> dict[str, Any]:
    """Return what is recorded about a word."""
    rule = TEMPLATES[RULES[term.entity]].rule
    return agreed_term(stage, term, Definition(f"  so {HOSTILE}\n", rule), OBJECTIONS)


@pytest.mark.parametrize("key", ["lead", "opportunity", "success"])
def test_an_entry_is_what_was_agreed(german: Stage, key: str) -> None:
    """Sentence, rule, SQL, numbers, objections, the day and the day of the review."""
    term = TERMS[key]
    rule = TEMPLATES[RULES[term.entity]].rule
    covered, total = tally(german.crm, rule)
    day = date(2026, 11, 23)
    numbers = {
        lang: numbers_line(covered, total, rule, german.crm.as_of, Words(lang)) for lang in LANGS
    }

    assert {
        "term": key,
        "label": term.label,
        "sentence": f"so {HOSTILE}",
        "rule": rule.data(),
        "sql": rule_sql(rule),
        "in_words": {lang: rule_sentence(rule, Words(lang)) for lang in LANGS},
        "numbers": numbers,
        "objections": OBJECTIONS,
        "decided_on": day.isoformat(),
        "review_on": (day + timedelta(days=REVIEW_DAYS)).isoformat(),
    } == entry(german, term)


@pytest.mark.parametrize("entity", ENTITIES)
def test_a_card_shows_all_of_it_as_text(stage: Stage, entity: Any) -> None:
    """What people typed is text on the wall, in each language and for each kind of word."""
    found, words = entry(stage, own_term("own1", OWN_WORD, entity)), stage.words
    shown = entry_card(found, 3, words)
    days = [words.date(date.fromisoformat(found[key])) for key in ("decided_on", "review_on")]
    version = words(
        "Version {n}, decided on {day}, to be looked at again on {review}.",
        n=3,
        day=days[0],
        review=days[1],
    )

    assert f"<h3>{esc(OWN_WORD)}</h3>" in shown
    assert f"<blockquote>so {esc(HOSTILE)}</blockquote>" in shown
    assert esc(found["in_words"][words.lang]) in shown
    assert esc(found["numbers"][words.lang]) in shown
    assert f"<li>{esc(OBJECTIONS[0])}</li><li>Zu eng</li>" in shown
    assert version in shown
    assert f"<pre>{esc(found['sql'])}</pre>" in shown
    assert "<img" not in shown


def test_without_objections_nobody_reads_of_any(stage: Stage) -> None:
    """A heading over nothing looks as if something was deleted."""
    found = entry(stage, TERMS["lead"]) | {"objections": []}

    assert stage.words("Objections") not in entry_card(found, 1, stage.words)


@pytest.mark.parametrize(
    ("term", "label"), [("mql", "MQL"), ("customer", "Kunde"), ("own7", "own7")]
)
def test_entries_of_early_sessions_have_a_name_too(term: str, label: str) -> None:
    """Before words had labels, an entry had its key alone."""
    assert label == label_of({"term": term}, Words("de"))
