"""Two personas: their positions fit every question they are asked, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from workshop.story.act0.bond import DEGREES, STATEMENTS
from workshop.story.act0.quiz import QUIZ
from workshop.story.cases.ratings import CLASSES
from workshop.story.solo.persona import MALTE, PERSONAS, VERA, Persona, Rung
from workshop.terms.rules.entity import fields
from workshop.terms.rules.template import TEMPLATES
from workshop.terms.rules.term import TERMS
from workshop.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

EACH = pytest.mark.parametrize("persona", PERSONAS.values(), ids=PERSONAS)


def texts(persona: Persona) -> Iterator[str]:
    """Yield everything a persona says."""
    yield from (persona.intro, persona.any_sentence, persona.objection)
    yield from (rung.reason for rung in persona.ladder)
    yield from persona.comments.values()
    yield from persona.sentences.values()


def test_each_side_is_played_by_somebody_else() -> None:
    """Whoever learns alone meets somebody from across the table."""
    assert {"sales": VERA, "marketing": MALTE} == PERSONAS
    assert all(side == persona.side for side, persona in PERSONAS.items())


@EACH
def test_a_persona_answers_whatever_is_asked(persona: Persona) -> None:
    """Quiz, guesses, comments, sentences of the bond and of all words: nothing is left open."""
    options = {name: set(labels) for name, (_, labels) in QUIZ.items()}

    assert set(QUIZ) == set(persona.quiz) == set(persona.guesses) == set(persona.comments)
    assert all(persona.quiz[name] in options[name] for name in QUIZ)
    assert all(persona.guesses[name] in options[name] for name in QUIZ)
    assert set(STATEMENTS) == set(persona.bond)
    assert {str(degree) for degree in persona.bond.values()} <= set(DEGREES)
    assert set(TERMS) == set(persona.sentences)
    assert 0 <= persona.accepted <= 100


@EACH
def test_a_persona_starts_from_rules_about_the_word(persona: Persona) -> None:
    """A rule about contacts is no answer to what a campaign is."""
    about = {key: TEMPLATES[name].rule.entity for key, name in persona.templates.items()}

    assert {key: TERMS[key].entity for key in persona.templates} == about


@EACH
def test_the_ladder_asks_for_what_cards_show(persona: Persona) -> None:
    """A rung on a misspelt fact would never fit; the last one always does."""
    known = fields("contacts")
    asked = {name for rung in persona.ladder for name in (*rung.flags, *rung.least, *rung.most)}

    assert set() == asked - known.keys()
    assert {rung.kind for rung in persona.ladder} == set(CLASSES)
    assert persona.ladder[-1].fits({})
    assert not any(rung.fits({}) for rung in persona.ladder[:-1])


@EACH
def test_everything_is_said_in_german_too(persona: Persona) -> None:
    """No English sentence from a colleague who speaks German."""
    german = Words("de")

    assert [] == [text for text in texts(persona) if german(text) == text]


@pytest.mark.parametrize(
    ("facts", "vera", "malte"),
    [
        ({}, "not_yet", "not_yet"),
        ({"need_known": True, "budget_known": True, "decides": True}, "sql", "mql"),
        ({"need_known": True, "score": 40}, "lead", "sql"),
        ({"need_known": True, "score": 39}, "lead", "mql"),
        ({"need_known": True, "months_to_buy": 6}, "mql", "mql"),
        ({"need_known": True, "months_to_buy": 7}, "lead", "mql"),
        ({"score": 60}, "not_yet", "mql"),
        ({"score": 59}, "not_yet", "lead"),
        ({"score": 39}, "not_yet", "not_yet"),
        ({"form_sent": True}, "not_yet", "lead"),
        ({"form_sent": None, "webinars": 0}, "not_yet", "not_yet"),
        ({"webinars": 1}, "not_yet", "lead"),
        ({"budget_known": True, "decides": True}, "not_yet", "not_yet"),
    ],
)
def test_they_sort_by_what_they_believe_in(facts: dict[str, Any], vera: str, malte: str) -> None:
    """Vera by need and say, Malte by signals; at each border exactly from there on."""
    assert (vera, malte) == (VERA.sorts(facts).kind, MALTE.sorts(facts).kind)


def test_the_first_rung_that_fits_gives_the_reason() -> None:
    """The reason fits the class, and not a lower one that fits as well."""
    found = VERA.sorts({"need_known": True, "decides": True, "months_to_buy": 2})

    assert VERA.ladder[1] == found


@pytest.mark.parametrize("value", [None, False])
def test_what_is_not_known_fulfils_nothing(value: object) -> None:
    """An empty field is neither a yes nor a zero."""
    flag, most = Rung("lead", "x", ("need_known",)), Rung("lead", "x", most={"months_to_buy": 6})

    assert not flag.fits({"need_known": value})
    assert not most.fits({"months_to_buy": None})
    assert most.fits({"months_to_buy": 0})
