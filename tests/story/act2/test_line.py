"""One line: how many there are, what both sides say, and the one that is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.acts.acting import hall, type_in, vote

from workshop.errors import WorkshopError
from workshop.room.state.participant import card_name
from workshop.story.act2.line import (
    ASKED,
    KEY,
    SENTENCE,
    STOP,
    LineTable,
    Overlap,
    expressions,
    headline,
    in_common,
    shared_text,
)
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.story.context import Stage

SALES = "Wir halten Ihre IT am Laufen, und jemand geht ans Telefon."
MARKETING = "IT, die einfach läuft: Betrieb und Telefon aus einer Hand!"


def by_phone(stage: Stage, sales: list[str], marketing: list[str]) -> LineTable:
    """Return the table after these phones wrote."""
    hall(stage, max(5, len(sales)), max(5, len(marketing)))
    stage.room.open_question(KEY, ASKED)
    vote(stage, SENTENCE, "sales", [{"text": text} for text in sales])
    vote(stage, SENTENCE, "marketing", [{"text": text} for text in marketing])
    return LineTable(stage.room)


def test_what_both_sides_say_is_what_their_sentences_are_about(german: Stage) -> None:
    """Without what only holds a sentence together; what is in capitals is a name, IT no “it”."""
    type_in(german, SENTENCE, sales={"text": SALES}, marketing={"text": MARKETING})

    assert ["IT", "simply", "runs"] == expressions("IT: it simply runs")
    assert ("IT", "Telefon") == LineTable(german.room).overlap().shared


def test_the_same_sentence_with_other_commas_is_the_same(german: Stage) -> None:
    """Case and punctuation make no other company."""
    table = by_phone(german, [SALES] * 3 + [SALES.upper()], [SALES.replace(",", ""), MARKETING])
    found = table.overlap()

    assert (6, 2) == (found.sentences, found.different)


def test_a_few_phones_do_not_speak_for_their_side(german: Stage) -> None:
    """With four on a side nothing is told apart; with five each, it is."""
    few = by_phone(german, [SALES] * 5, [MARKETING] * 4).overlap()
    many = by_phone(german, [SALES] * 5, [MARKETING] * 5).overlap()

    assert (None, "") == (few.shared, shared_text(few, Words("en")))
    assert ("IT", "Telefon") == many.shared


def test_a_hidden_sentence_counts_nowhere(german: Stage) -> None:
    """What the facilitator took off the wall is in no number and in no list."""
    table = by_phone(german, [f"Geheim {n}" for n in range(5)], ["Geheim"] + [MARKETING] * 5)
    before = table.overlap()
    for one in german.room.state.said(SENTENCE):
        if one.body["text"] == "Geheim":
            german.room.show_card(SENTENCE, card_name(one.item), shown=False)
    after = table.overlap()

    assert ("Geheim",) == before.shared
    assert () == after.shared
    assert before.sentences == after.sentences + 1


def test_the_most_frequent_comes_first() -> None:
    """Each sentence counts an expression once, however often it says it."""
    found = in_common(["Server Server Server", "Netz", "Netz"], ["Netz und Server", "Netz"])

    assert ("Netz", "Server") == found


@given(st.lists(st.text(max_size=60), max_size=4), st.lists(st.text(max_size=60), max_size=4))
def test_what_is_in_common_stands_on_both_sides(sales: list[str], marketing: list[str]) -> None:
    """And nothing else does; it is the same, whoever is named first."""
    found = {one.casefold() for one in in_common(sales, marketing)}
    again = {one.casefold() for one in in_common(marketing, sales)}
    sides = [
        {one.casefold() for text in texts for one in expressions(text)}
        for texts in (sales, marketing)
    ]

    assert found == sides[0] & sides[1] == again
    assert not {one for one in in_common(sales, marketing) if one in STOP and not one.isupper()}


@pytest.mark.parametrize("lang", LANGS)
def test_how_many_companies_that_is_is_said_in_one_sentence(lang: str) -> None:
    """One, several, or all the same; and what both say, or that there is nothing."""
    words = Words("de" if lang == "de" else "en")
    said = {
        headline(Overlap(n, different, (), 0), words)
        for n, different in ((1, 1), (5, 1), (5, 3), (5, 5))
    }
    shared = [shared_text(Overlap(2, 2, one, 9), words) for one in ((), ("it",), None)]

    assert 4 == len(said)
    assert any("3" in one for one in said)
    assert "it" in shared[1]
    assert shared[0]
    assert not shared[2]


def test_without_a_line_nothing_is_decided(german: Stage) -> None:
    """The only sentence there is needs no choosing."""
    table = LineTable(german.room)
    with pytest.raises(WorkshopError, match="no line both sides can say"):
        table.decision([])
    type_in(german, SENTENCE, sales={"text": SALES})

    assert (SALES, ("Nein",)) == (
        table.decision(["Nein"]).text,
        table.decision(["Nein"]).objections,
    )
