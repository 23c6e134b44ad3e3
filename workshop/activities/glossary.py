"""Glossary entries: what is recorded about an agreed term, and how it is shown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from workshop.activities.consent import objections_html
from workshop.activities.term_picture import numbers_line
from workshop.terms.comparison import tally
from workshop.terms.compile import rule_sql
from workshop.terms.definition import LEAD, Definition
from workshop.terms.sentence import rule_sentence
from workshop.widgets.html import esc
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.activities.stage import Stage

REVIEW_DAYS = 90


def agreed_term(stage: Stage, proposal: Definition, objections: list[str]) -> dict[str, Any]:
    """Return the glossary entry that is recorded: words, rule, SQL and the numbers of the day.

    Args:
        stage: gives the data and the day.
        proposal: the agreed sentence and rule.
        objections: what spoke against it, in people's words.
    """
    covered, total = tally(stage.crm, proposal.rule)
    return {
        "term": LEAD.key,
        "sentence": proposal.sentence.strip(),
        "rule": proposal.rule.data(),
        "sql": rule_sql(proposal.rule),
        "in_words": {lang: rule_sentence(proposal.rule, Words(lang)) for lang in LANGS},
        "numbers": {
            lang: numbers_line(covered, total, stage.crm.as_of, Words(lang)) for lang in LANGS
        },
        "objections": objections,
        "decided_on": stage.today.isoformat(),
        "review_on": (stage.today + timedelta(days=REVIEW_DAYS)).isoformat(),
    }


def entry_card(entry: dict[str, Any], words: Words) -> str:
    """Return a recorded entry as HTML, with its SQL folded away."""
    lang = words.lang
    noted = objections_html(entry, words)
    review = words(
        "Decided on {day}, to be looked at again on {review}.",
        day=words.date(date.fromisoformat(entry["decided_on"])),
        review=words.date(date.fromisoformat(entry["review_on"])),
    )
    return (
        f"<h3>{esc(words(LEAD.label))}</h3><blockquote>{esc(entry['sentence'])}</blockquote>"
        f"<p class='ot-in-words'>{esc(entry['in_words'][lang])}</p>"
        f"<p><b>{esc(entry['numbers'][lang])}</b></p>{noted}<p>{esc(review)}</p>"
        f"<details><summary>{esc(words('The rule as SQL'))}</summary>"
        f"<pre>{esc(entry['sql'])}</pre></details>"
    )
