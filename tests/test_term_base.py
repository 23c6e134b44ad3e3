"""One thing has one name: the table in CONTRIBUTING.md holds in every text, and no text is half."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from support.source import catalogue
from support.source.term_base import (
    Term,
    Text,
    english_texts,
    forms,
    german_texts,
    offences,
    pattern,
    right_all_the_same,
    terms,
)

from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.words import Lang

PLACE = re.compile(r"\{[^{}]*\}")
LAYOUT = {
    *(
        "{day} – {what}",
        "{day}, {time}",
        "{file}: {line}",
        "{subject}: {reason}",
    ),
    *("{median} / {p90} (n = {n})", "{target}%", "{who} {share}", "n = {n}", "“{value}”"),
    *("{kept}. {calendar}", "{kpis}: {why}", "{part}: {reasons}", "“{column}”: {cells}"),
    *(
        "“{field}” ({table})",
        "Q{number} {year}",
        "{rule}: {entity}; {word}: {wanted}",
        "{table}, “{field}”: {values}",
    ),
}
"""Messages that set whole things side by side, as a table would: nothing in them is a sentence."""
NOUNS = (
    *("Tage", "Tagen", "Arbeitstage", "Arbeitstagen", "Stunden", "Arbeitsstunden", "Monate"),
    *("Monaten", "Quartale", "Quartalen", "Zeilen", "Zellen", "Spalten", "Fälle", "Fällen"),
    *("Kontakte", "Kontakten", "Kontaktpunkte", "Kontaktpunkten", "Personen", "Karten", "Handys"),
    *("Antworten", "Begriffe", "Begriffen", "Maßnahmen", "Kampagnen", "Übergaben", "Minuten"),
    *("Sekunden", "Punkte", "Punkten", "Prozentpunkte", "Zuständige", "Zuständigen", "Kennzahlen"),
)
ONE = (
    *("Tag", "Arbeitstag", "Arbeitsstunde", "Zelle", "Fall", "Kontakt", "Kontaktpunkt", "Deal"),
    *("Person", "Karte", "Antwort", "Kampagne", "Angabe", "Punkt", "Zahl", "Ziel", "day", "dot"),
    *("case", "cell", "contact", "campaign", "card", "answer", "person", "touchpoint", "number"),
)
MORE = (
    *(*NOUNS, "Angaben", "Leute", "Deals", "deals", "Zahlen", "Zielen", "days", "dots", "cases"),
    *("cells", "contacts", "campaigns", "cards", "answers", "people", "numbers"),
)
MANY = {
    "days": "a window, a deadline or an age in days; 180 or 5 unless somebody asks for another",
    "cycle": "only said where it is longer than the look-back",
    "lookback": "30 unless somebody asks for another",
    "k": "7 or more, or quarters of which at least four are compared",
    "fewest": "5 or more",
    "quarters": "more than one, or one quarter had been enough",
    "columns": "only said of more columns than a file may have, or of two numbers that differ",
    "cells": "see columns",
    "limit": "a limit of the kit, none of which is one, or a promise, whose least step is two",
    "of": "a whole of which something is told, that nobody splits if it is one",
    "all": "see of",
    "part": "see crude",
    "crude": "a difference in percentage points, with a decimal",
    "hours": "no persona objects to so little",
    "{n} hours": "has a decimal",
    "most": "a limit of the kit, none of which is one",
    "number": "a one has its own message",
    "Difference: {low} to {high} percentage points.": "both have a decimal",
    "By day: the last {n} business days": "20 or more, or there is no strip",
    "The rule agrees with you in {fits} of {n} cases.": "the kit lays twelve, or twenty",
    "You and {name} (played by the kit) sorted {same} of {n} cases the same way.": "see above",
    "Work per week, at {n} minutes each": "fifteen",
    "With fewer than {n} cases there is no rate.": "thirty",
    "A case has {n} days to be won, unless a number says otherwise; younger cases don’t count "
    "yet.": "180",
}
"""Places, or whole messages, that never hold a one, each with its reason: a plural may follow."""


@cache
def _texts(lang: Lang) -> tuple[Text, ...]:
    return tuple(german_texts() if lang == "de" else english_texts())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("term", terms(), ids=lambda term: term.thing)
def test_everything_is_called_by_its_name(term: Term, lang: Lang) -> None:
    """In no message, notebook, guide or page does a thing have another name."""
    allowed = right_all_the_same()
    wrong = [
        (word, text.place, text.said)
        for word in (term.nie if lang == "de" else term.never)
        for text in _texts(lang)
        if offences(text.said, word, allowed)
    ]

    assert [] == wrong


def test_the_table_does_not_contradict_itself() -> None:
    """No name is forbidden by a row, its own included, and no thing has two rows."""
    rows, allowed = terms(), right_all_the_same()
    names = [(term.german, term.english) for term in rows]
    forbidden = [(word, "de") for term in rows for word in term.nie]
    forbidden += [(word, "en") for term in rows for word in term.never]

    assert len(rows) == len({term.thing for term in rows})
    assert all(term.german and term.english for term in rows)
    assert [] == [
        (word, name)
        for word, lang in forbidden
        for german, english in names
        for name in (german if lang == "de" else english)
        if offences(name, word, allowed)
    ]


def test_what_is_right_all_the_same_is_said() -> None:
    """An exception that nobody needs any more goes."""
    forbidden = [pattern(word) for term in terms() for word in (*term.nie, *term.never)]
    said = " ".join(" ".join(text.said.split()) for lang in LANGS for text in _texts(lang))

    for words in right_all_the_same():
        assert any(one.search(words) for one in forbidden), words
        assert words in said, words


@pytest.mark.parametrize(
    ("word", "text", "times"),
    [
        ("Wort", "Das Wort gilt. Wort?", 2),
        ("Wort", "Antwort, Wortlaut, Kennwort", 0),
        ("Wort", "Wort für Wort im Protokoll", 0),
        ("tippen", "Tippen wir", 1),
        ("tippen", "antippen", 0),
        ("KPI", "kpi, --kpi und `kpis`", 0),
        ("Berührung…", "alle Berührungen", 1),
        ("Punkte plus", "1,8 Punkte plus", 1),
        ("Punkte plus", "fünf Punkte", 0),
        ("Abgelehnt:", "Abgelehnt: ohne Grund", 1),
        ("Abgelehnt:", "Abgelehnt 3", 0),
        ("word", "“{word}” and `--term WORD` or `touches: word`", 0),
    ],
)
def test_a_forbidden_word_is_found_whole(word: str, text: str, times: int) -> None:
    """Also at the start of a sentence; never inside another word, nor where it is right."""
    assert times == offences(text, word, ["Wort für Wort"])


def test_no_message_is_put_together_from_half_sentences() -> None:
    """What has next to no letters of its own orders its parts, and cannot be said otherwise."""
    bare = {
        forms(message.id)[0]
        for message in catalogue.german()
        if message.id and sum(map(str.isalpha, PLACE.sub("", forms(message.id)[0]))) < 2
    }

    assert bare == {said for said in bare if not PLACE.search(said)} | LAYOUT


def test_a_number_that_may_be_one_has_a_form_for_it() -> None:
    """A plural stands behind a place only in a message with forms, or where it is always many."""
    counted = re.compile(rf"\{{(\w+)\}} (?:{'|'.join(NOUNS)})\b")
    wrong = [
        (place, message.string)
        for message in catalogue.german()
        if message.id and not isinstance(message.id, tuple)
        for place in counted.findall(str(message.string))
        if place not in MANY and message.id not in MANY
    ]

    assert [] == wrong


@pytest.mark.parametrize("n", [0, 1, 2])
@pytest.mark.parametrize("lang", LANGS)
def test_forms_fit_their_number(lang: Lang, n: int) -> None:
    """Of one, no plural stands behind the number; of none and of two, no singular does."""
    words, wrong = Words(lang), re.compile(rf"\b{n} (?:{'|'.join(ONE if n != 1 else MORE)})\b")
    messages = [message.id for message in catalogue.german() if isinstance(message.id, tuple)]
    said = [words.plural(*ids, n, **_filled(*ids)) for ids in messages]

    assert said
    assert [] == [text for text in said if wrong.search(text)]


def _filled(*messages: str) -> dict[str, str]:
    """Return something for each place of some messages but the number."""
    places = {name for text in messages for name in re.findall(r"\{(\w+)\}", text)}
    return dict.fromkeys(places - {"n"}, "…")


def test_german_has_german_signs() -> None:
    """A minus is a minus, and quotation marks open below and close above, as many as they are."""
    code = re.compile(r"```.*?```|`[^`]*`|\"[^\"\n]*\"|'[^'\n]*'", re.DOTALL)
    plain = [(text.place, code.sub("", text.said)) for text in _texts("de")]

    assert [] == [text for text in plain if re.search(r"(?<![\w–-])-\d", text[1])]
    assert [] == [text for text in plain if text[1].count("„") != text[1].count("“")]
    assert [] == [text for text in plain if re.search("[”«»\"']", text[1])]
