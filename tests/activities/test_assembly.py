"""From decisions to the charter: all that was agreed, in either language, and safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from acting import HOSTILE, OWN_WORD, agreed

from workshop.activities.assembly import assemble
from workshop.activities.glossary import agreed_term
from workshop.activities.house_rules import RULES
from workshop.charter.export import html, markdown
from workshop.terms.definition import Definition
from workshop.terms.template import TEMPLATES
from workshop.terms.term import own_term
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.activities.stage import Stage
    from workshop.words import Lang

AGAIN = {
    lang: {part: f"{part} {lang}" for part in ("before", "after", "finding", "reproduced")}
    for lang in LANGS
}


@pytest.fixture
def full(german: Stage) -> Stage:
    """A room that agreed on rules, on Lead, on a word of its own, and sorted again."""
    rules = {"rules": list(RULES), "objections": [f"Nein {HOSTILE}"], "decided_on": "2026-11-23"}
    german.room.decide("arriving", rules)
    german.room.decide("terms.choice", {"terms": []})
    agreed(german)
    term = own_term("own1", OWN_WORD, "campaigns")
    proposal = Definition(f"so {HOSTILE}", TEMPLATES["responses"].rule)
    german.room.decide("terms.own1", agreed_term(german, term, proposal, [f"zu eng {HOSTILE}"]))
    german.room.decide("terms.again", AGAIN)
    return german


@pytest.mark.parametrize("lang", LANGS)
def test_the_charter_holds_what_acts_0_and_1_agreed_on(full: Stage, lang: Lang) -> None:
    """Rules of the room, words in the order they were agreed, agreement before and after."""
    found = assemble(full, Words(lang))

    assert tuple(Words(lang)(rule) for rule in RULES) == found.rules
    assert (f"Nein {HOSTILE}",) == found.rule_objections
    assert ["Lead", OWN_WORD] == [one.label for one in found.terms]
    assert found.agreement is not None
    assert f"before {lang}" == found.agreement.before
    assert f"reproduced {lang}" == found.agreement.reproduced


@pytest.mark.parametrize("lang", LANGS)
def test_a_word_is_in_the_charter_as_it_was_recorded(full: Stage, lang: Lang) -> None:
    """Nothing is computed anew: numbers and SQL are those of the day of the decision."""
    entry = full.room.state.decision("terms.own1")
    term = assemble(full, Words(lang)).terms[1]

    assert entry is not None
    assert entry["sentence"] == term.sentence
    assert entry["in_words"][lang] == term.in_words
    assert entry["numbers"][lang] == term.numbers
    assert entry["sql"] == term.sql
    assert entry["rule"] == term.rule
    assert (f"zu eng {HOSTILE}",) == term.objections


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_words_are_safe_in_the_page(full: Stage, lang: Lang) -> None:
    """The page people take home runs nothing and fills in nothing."""
    page = html(assemble(full, Words(lang)))

    assert "<img" not in page
    assert "<b>{word}" not in page
    assert "&lt;b&gt;{word}&lt;/b&gt;" in page
    assert page.count("&lt;img src=x onerror=alert(1)&gt; {word} {0} %s") == 3


@pytest.mark.parametrize("lang", LANGS)
def test_hostile_words_are_safe_in_markdown(full: Stage, lang: Lang) -> None:
    """Markdown lets HTML through, so each bracket that people typed is escaped."""
    page = markdown(assemble(full, Words(lang)))

    assert page.count("<img") == page.count("\\<img") == 3
    assert page.count("<b") == page.count("\\<b") == 1
    assert "{word}" in page


def test_what_is_not_decided_is_not_there(german: Stage) -> None:
    """An empty room has an empty charter, and the choice of words alone is no word."""
    german.room.decide("terms.choice", {"terms": [{"key": "lead"}]})
    found = assemble(german, Words("de"))

    assert found.is_empty
    assert ((), (), None, 0) == (found.rules, found.terms, found.agreement, found.version)
    assert found.signatures is None
