"""A currency is known by its code, its sign or its name, in both languages."""

from __future__ import annotations

import pytest
from babel import Locale
from babel.core import get_global

from workshop.crm.readings.currencies import CODES, CROWN, code, is_list, named_in

WORDS = [
    *(("€", "EUR"), ("Euro", "EUR"), ("eur", "EUR"), ("US-Dollar", "USD"), ("US dollars", "USD")),
    *(("Schweizer Franken", "CHF"), ("Swiss francs", "CHF"), ("Fr.", "CHF"), ("SFr.", "CHF")),
    *(("zł", "PLN"), ("Złoty", "PLN"), ("Kč", "CZK"), ("Ft", "HUF"), ("Forint", "HUF")),
    *(("kr", CROWN), ("Norwegische Krone", "NOK"), ("British Pound", "GBP"), ("JPY", "JPY")),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_a_word_for_a_currency(text: str, expected: str) -> None:
    """Signs and short names are ours, the full names those of the two languages."""
    assert expected == code(text)


def test_every_currency_that_is_paid_with_today_is_known() -> None:
    """The list of codes holds what the regions of the world use as tender now."""
    current = {
        one
        for used in get_global("territory_currencies").values()
        for one, _, until, tender in used
        if tender and until is None
    }

    assert current <= CODES


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_full_name_leads_to_its_code(language: str) -> None:
    """Whatever a country calls its money, the name and the code are one currency."""
    names = Locale(language).currencies
    wrong = [one for one in sorted(CODES & names.keys()) if code(names[one]) != one]

    assert not wrong


@pytest.mark.parametrize(
    "entries",
    [
        *({"Won", "Lost"}, {"won"}, {"Open"}, {"TOP"}, {"ALL", "TOP"}, {"EUR", "Anna Muster"}),
        *({"DE", "AT"}, {"DEU", "AUT"}, {"1000"}, {"EUR", "12"}, {"Call"}, {"MQL", "SQL"}),
    ],
)
def test_other_lists_are_no_currencies(entries: set[str]) -> None:
    """A stage, a priority, a country or a number is none, though some codes are words as well."""
    assert not is_list(frozenset(entries), "Priority")


@pytest.mark.parametrize("entries", [{"EUR"}, {"EUR", "TOP"}, {"Euro", "US-Dollar"}, {"€", "kr"}])
def test_entries_make_a_column_of_currencies(entries: set[str]) -> None:
    """Whatever the header is."""
    assert is_list(frozenset(entries), "Spalte 7")


def test_a_word_needs_a_header_that_speaks_of_currencies() -> None:
    """TOP alone is a priority, and under “Währung” the money of Tonga."""
    assert is_list(frozenset({"TOP"}), "Währung")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Betrag (EUR)", {"EUR"}),
        ("Betrag (TEUR)", {"EUR"}),
        ("Value in k€", {"EUR"}),
        ("Wert CHF", {"CHF"}),
        ("TOP Amount", set()),
        ("Europa-Umsatz", set()),
    ],
)
def test_a_header_names_a_currency(header: str, expected: set[str]) -> None:
    """Also with its multiple; letters within a word are none."""
    assert expected == named_in(header)
