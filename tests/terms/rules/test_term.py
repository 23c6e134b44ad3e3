"""The words to agree on: what each is called, and how they lie inside one another."""

from __future__ import annotations

import pytest

from workshop.crm.schema import Stage
from workshop.terms.rules.entity import ENTITIES
from workshop.terms.rules.term import OPENINGS, OWN_HINT, TERMS, own_term, term_of
from workshop.words import LANGS, Words, as_typed

DE, EN = Words("de"), Words("en")
STAGES = list(Stage)


@pytest.mark.parametrize("key", TERMS)
def test_a_word_lies_inside_one_that_is_known_no_later(key: str) -> None:
    """Same entity, earlier or equal stage, and no circle on the way out."""
    term, way = TERMS[key], [key]
    while term.within:
        outer = TERMS[term.within]

        assert outer.key not in way
        assert outer.entity == term.entity
        assert STAGES.index(outer.knows) <= STAGES.index(term.knows)

        way.append(outer.key)
        term = outer


def test_the_funnel_has_its_order() -> None:
    """SQL in SAL in MQL in Lead; what is ready for sales is a lead, who buys again a customer."""
    expected = {"mql": "lead", "sal": "mql", "sql": "sal"}
    expected |= {"sales_ready": "lead", "existing_customer": "customer"}

    assert expected == {key: term.within for key, term in TERMS.items() if term.within}


def test_what_a_word_may_know() -> None:
    """Before the hand-over for marketing's words, after it for sales', the end for the rest."""
    expected = {
        "lead": Stage.BEFORE_HANDOVER,
        "mql": Stage.BEFORE_HANDOVER,
        "sal": Stage.AFTER_HANDOVER,
        "sql": Stage.AFTER_HANDOVER,
        "opportunity": Stage.AFTER_HANDOVER,
        "campaign": Stage.CAPTURED,
        "success": Stage.OUTCOME,
        "customer": Stage.OUTCOME,
        "sales_ready": Stage.BEFORE_HANDOVER,
        "quote": Stage.AFTER_HANDOVER,
        "existing_customer": Stage.OUTCOME,
        "partner": Stage.BEFORE_HANDOVER,
    }

    assert expected == {key: term.knows for key, term in TERMS.items()}
    assert list(TERMS) == [term.key for term in TERMS.values()]


@pytest.mark.parametrize("message", [*OPENINGS.values(), OWN_HINT])
def test_words_are_german_in_german(message: str) -> None:
    """Nobody begins with an English sentence in a German room."""
    assert message != DE(message)


@pytest.mark.parametrize("key", TERMS)
def test_a_sentence_begins_in_both_languages(key: str) -> None:
    """It begins, and it may end, without an open place."""
    term = TERMS[key]

    assert "{" not in term.begins(DE) + term.begins(EN)
    assert term.begins(DE) != term.begins(EN)
    assert DE(term.hint) != EN(term.hint)
    assert {True} == {bool(term.text(lang)) for lang in LANGS}


@pytest.mark.parametrize(
    "ending",
    [
        "wir ihn anrufen wollen",
        "… wir ihn anrufen wollen",
        "Ein Kontakt ist ein Lead, wenn wir ihn anrufen wollen",
        "ein Kontakt ist ein Lead, wenn wir ihn anrufen wollen",
    ],
)
def test_a_sentence_is_whole_however_it_was_ended(ending: str) -> None:
    """It begins once, whether or not its beginning was typed as well."""
    whole = TERMS["lead"].whole(ending, DE)

    assert whole.casefold() == "ein kontakt ist ein lead, wenn wir ihn anrufen wollen"


@pytest.mark.parametrize("entity", ENTITIES)
@pytest.mark.parametrize("label", ["Partner-Lead", "{word}", "A {", "%s"])
def test_a_word_of_ones_own_is_as_typed(entity: str, label: str) -> None:
    """Whatever is in it stays in it; it is never taken for a place to fill."""
    own = own_term("own1", label, entity)  # type: ignore[arg-type]
    opening = EN(OPENINGS[own.entity]).replace("{word}", label)

    assert own.begins(EN) == f"In one sentence: {opening}"
    assert own.whole("it fits", EN) == opening.replace("…", "it fits")
    assert [label, label] == [own.text(lang) for lang in LANGS]
    assert (Stage.OUTCOME, "") == (own.knows, own.within)


def test_a_room_s_word_is_a_known_one_or_its_own() -> None:
    """What a room calls a known word changes neither its label nor what it may know."""
    assert TERMS["lead"] is term_of("lead", as_typed("Something"), "deals")
    assert own_term("own1", "Stamm", "deals") == term_of("own1", as_typed("Stamm"), "deals")
