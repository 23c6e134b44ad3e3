"""Sentences, numbers, money and dates in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from workshop.errors import WorkshopError
from workshop.language import check_lang
from workshop.words import LANGS, N_, NO_CURRENCY, Words

DE, EN = Words("de"), Words("en")


def test_a_marked_message_stays_itself() -> None:
    """Marking is for the catalogue only."""
    assert "Lead" == N_("Lead")


@pytest.mark.parametrize("lang", LANGS)
def test_the_languages_of_the_kit_are_accepted(lang: str) -> None:
    """German and English are spoken."""
    assert lang == check_lang(lang)


@pytest.mark.parametrize("lang", ["fr", "", "DE", "de_DE"])
def test_other_languages_are_refused(lang: str) -> None:
    """A language nobody translated is refused by name, not answered in another one."""
    with pytest.raises(WorkshopError, match="German.*English.*" + lang):
        check_lang(lang)


def test_a_sentence_is_translated_and_filled() -> None:
    """The English sentence is the message id; values fill both languages."""
    assert "Hint: x" == EN("Hint: {advice}", advice="x")
    assert "Tipp: x" == DE("Hint: {advice}", advice="x")


def test_an_unknown_sentence_is_said_as_it_is() -> None:
    """What people wrote passes through unchanged, braces included."""
    assert "Grüße {an} alle" == DE("Grüße {an} alle")


def test_nothing_stays_nothing() -> None:
    """The empty message is gettext's header, which nobody must ever read."""
    assert "" == DE("")


@pytest.mark.parametrize(
    ("words", "n", "said"),
    [
        (EN, 1, "1 bicycle"),
        (EN, 0, "0 bicycles"),
        (EN, 1234, "1,234 bicycles"),
        (DE, 1, "1 bicycle"),
        (DE, 0, "0 bicycles"),
        (DE, 1234, "1.234 bicycles"),
    ],
)
def test_a_plural_fits_its_number(words: Words, n: int, said: str) -> None:
    """One is singular, nought and many are plural, and the number is written out."""
    assert said == words.plural("{n} bicycle", "{n} bicycles", n)


@pytest.mark.parametrize(
    ("words", "value", "digits", "said"),
    [
        (EN, 1234567, 0, "1,234,567"),
        (DE, 1234567, 0, "1.234.567"),
        (EN, 0.5, 2, "0.50"),
        (DE, 0.5, 2, "0,50"),
        (DE, -1234.5, 1, "−1.234,5"),
    ],
)
def test_a_number_is_grouped_as_the_language_groups(
    words: Words, value: float, digits: int, said: str
) -> None:
    """Comma and point change places between the languages."""
    assert said == words.number(value, digits)


@pytest.mark.parametrize("words", [EN, DE])
def test_a_minus_is_a_minus_and_nothing_has_no_sign(words: Words) -> None:
    """A hyphen is too short beside a plus; what rounds to nothing is neither less nor more."""
    said = [words.number(-2, 0), words.amount(-2), words.percent(-0.02, 0), words.money(-2, "EUR")]

    assert all("−" in one and "-" not in one for one in said)
    assert "0" == words.number(-0.4, 0)
    assert ["+2", "−2", "±0"] == [words.signed(one) for one in (2, -2, -0.4)]


@pytest.mark.parametrize(
    ("words", "share", "digits", "said"),
    [
        (EN, 0.6316, 1, "63.2%"),
        (EN, 1, 0, "100%"),
        (DE, 0.6315005, 2, "63,15\u202f%"),
        (DE, 0, 0, "0\u202f%"),
    ],
)
def test_a_share_is_written_as_percent(words: Words, share: float, digits: int, said: str) -> None:
    """German sets a narrow space that does not break before the sign, English none."""
    assert said == words.percent(share, digits)


@pytest.mark.parametrize(
    ("words", "currency", "said"),
    [
        (EN, "EUR", "€10,005,534"),
        (DE, "EUR", "10.005.534\u00a0€"),
        (EN, "CHF", "CHF\u00a010,005,534"),
        (DE, "CHF", "10.005.534\u00a0CHF"),
        (EN, NO_CURRENCY, "10,005,534"),
        (DE, NO_CURRENCY, "10.005.534"),
    ],
)
def test_money_carries_its_currency(words: Words, currency: str, said: str) -> None:
    """The sign stands where the language puts it; without a currency none is invented."""
    assert said == words.money(10005534, currency)


def test_money_shows_the_digits_asked_for() -> None:
    """A currency's usual cents do not sneak in, nor out."""
    assert ("1.054,50\u00a0€", "€1,054.50") == (
        DE.money(1054.5, "EUR", 2),
        EN.money(1054.5, "EUR", 2),
    )
    assert "1,055" == EN.money(1054.6, NO_CURRENCY)


@pytest.mark.parametrize(("words", "said"), [(DE, "3. Oktober 2026"), (EN, "3 October 2026")])
def test_a_day_is_written_as_in_a_sentence(words: Words, said: str) -> None:
    """No American order, no leading nought."""
    assert said == words.date(date(2026, 10, 3))


@pytest.mark.parametrize(
    ("words", "value", "said"),
    [
        (EN, 1234.5, "1,234.5"),
        (DE, 1234.5, "1.234,5"),
        (EN, 1200000, "1,200,000"),
        (DE, 1200000, "1.200.000"),
        (DE, 250.0, "250"),
    ],
)
def test_an_amount_has_the_decimals_it_has(words: Words, value: float, said: str) -> None:
    """As a person would write it: German with a decimal comma, nothing rounded, no bare zeros."""
    assert said == words.amount(value)
