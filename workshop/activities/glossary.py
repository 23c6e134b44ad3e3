"""Glossary entries: what is recorded about an agreed term, and how it is shown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from workshop.activities.rounds import objections_html
from workshop.activities.term_numbers import numbers_line
from workshop.terms.comparison import tally
from workshop.terms.compile import rule_sql
from workshop.terms.sentence import rule_sentence
from workshop.terms.term import TERMS
from workshop.widgets.html import esc
from workshop.words import LANGS, Words, as_typed

if TYPE_CHECKING:
    from workshop.activities.stage import Stage
    from workshop.terms.definition import Definition
    from workshop.terms.term import Term

REVIEW_DAYS = 90


def agreed_term(
    stage: Stage, term: Term, proposal: Definition, objections: list[str]
) -> dict[str, Any]:
    """Return the glossary entry that is recorded: words, rule, SQL and the numbers of the day.

    Args:
        stage: gives the data and the day.
        term: the word.
        proposal: the agreed sentence and rule.
        objections: what spoke against it, in people's words.
    """
    rule = proposal.rule
    covered, total = tally(stage.crm, rule)
    return {
        "term": term.key,
        "label": {lang: term.text(lang) for lang in LANGS},
        "sentence": proposal.sentence.strip(),
        "rule": rule.data(),
        "sql": rule_sql(rule),
        "in_words": {lang: rule_sentence(rule, Words(lang)) for lang in LANGS},
        "numbers": {
            lang: numbers_line(covered, total, rule, stage.crm.as_of, Words(lang)) for lang in LANGS
        },
        "objections": objections,
        "decided_on": stage.today.isoformat(),
        "review_on": (stage.today + timedelta(days=REVIEW_DAYS)).isoformat(),
    }


def entry_card(entry: dict[str, Any], version: int, words: Words) -> str:
    """Return a recorded entry as HTML, with its SQL folded away."""
    lang = words.lang
    noted = objections_html(entry, words)
    review = words(
        "Version {n}, decided on {day}, to be looked at again on {review}.",
        n=version,
        day=words.date(date.fromisoformat(entry["decided_on"])),
        review=words.date(date.fromisoformat(entry["review_on"])),
    )
    return (
        f"<h3>{esc(label_of(entry, words))}</h3><blockquote>{esc(entry['sentence'])}</blockquote>"
        f"<p class='ot-in-words'>{esc(entry['in_words'][lang])}</p>"
        f"<p><b>{esc(entry['numbers'][lang])}</b></p>{noted}<p>{esc(review)}</p>"
        f"<details><summary>{esc(words('The rule as SQL'))}</summary>"
        f"<pre>{esc(entry['sql'])}</pre></details>"
    )


def label_of(entry: dict[str, Any], words: Words) -> str:
    """Return what an entry's word is called; entries of early sessions only have its key."""
    known = TERMS.get(entry["term"])
    named = known.label if known else as_typed(entry["term"])
    return str(entry.get("label", named)[words.lang])
