"""Currencies as exports write them: codes, signs and names, in both languages."""

from __future__ import annotations

import re
from functools import cache

CODES = frozenset(
    {
        *("AED", "AFN", "ALL", "AMD", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT"),
        *("BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD"),
        *("CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK"),
        *("DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP"),
        *("GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HRK", "HTG", "HUF", "IDR", "ILS", "INR"),
        *("IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW"),
        *("KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA"),
        *("MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD"),
        *("NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN"),
        *("PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD"),
        *("SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SYP", "SZL", "THB", "TJS", "TMT", "TND"),
        *("TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VES", "VND"),
        *("VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG"),
    }
)
"""ISO 4217, what is paid with today, and the kuna of older exports."""
WORDY = frozenset({"ALL", "TOP", "TRY", "CUP", "PEN", "MAD", "SOS", "MOP", "GEL", "BAM", "LAK"})
"""Codes that are words of other lists, too; by themselves they prove no column of currencies."""
CROWN = "KR"
"""The crown of Denmark, Norway, Sweden or Iceland: its sign does not say whose."""
CROWNS = ("SEK", "DKK", "NOK", "ISK")
SIGNS = {
    "€": "EUR",
    "$": "USD",
    "us$": "USD",
    "£": "GBP",
    "fr.": "CHF",
    "fr": "CHF",
    "sfr.": "CHF",
    "sfr": "CHF",
    "zł": "PLN",
    "kč": "CZK",
    "ft": "HUF",
    "lei": "RON",
    "kr": CROWN,
    "kr.": CROWN,
}
"""Signs beside amounts, in lower case."""
NAMES = {
    "euro": "EUR",
    "euros": "EUR",
    "dollar": "USD",
    "dollars": "USD",
    "franken": "CHF",
    "pfund": "GBP",
    "pounds": "GBP",
    "zloty": "PLN",
    "złoty": "PLN",
    "forint": "HUF",
}
"""Short names of currencies, in lower case; the full ones come with the languages."""
USUAL = ("EUR", "USD", "GBP", "CHF", "SEK", "DKK", "NOK", "ISK", "PLN", "CZK", "HUF", "RON")
"""Codes that people write in small letters, too."""
HINTS = re.compile(r"(?i)curr|währ|waehr|valuta|devise|iso.?code")
"""What a header says that speaks of currencies."""


def _either(parts: list[str]) -> str:
    return "|".join(re.escape(part) for part in sorted(parts, key=lambda part: (-len(part), part)))


SIGN = rf"(?:(?i:{_either([*SIGNS, *NAMES, *USUAL])})|{_either([*(CODES - {*USUAL})])})"
"""A currency beside an amount, as a regular expression for Python and RE2."""
BESIDE = rf"(?:^|[^\pL])[tkmTKM]?(?P<sign>{SIGN})(?:$|[^\pL])"
"""The same somewhere in a text, perhaps with its scale, for RE2."""
IN_HEADER = re.compile(rf"(?<![^\W_])[tkmTKM]?(?P<sign>{SIGN})(?![^\W_])")
"""The same in a header."""


def named_in(header: str) -> set[str]:
    """Return the codes of the currencies that a header names."""
    found = {code(match["sign"]) for match in IN_HEADER.finditer(header)}
    return {one for one in found if one and one not in WORDY}


def code(text: str) -> str | None:
    """Return the code of the currency that a text names whole, `CROWN` for a crown, else None."""
    plain = text.strip()
    if plain.upper() in CODES:
        return plain.upper()
    lower = plain.casefold()
    return SIGNS.get(lower) or NAMES.get(lower) or _full_names().get(bare(lower))


def is_list(entries: frozenset[str], header: str) -> bool:
    """Return whether the entries of a column are currencies.

    Args:
        entries: all different ones that are filled.
        header: of the column; words that are codes as well need one that speaks of currencies.
    """
    codes = {code(entry) for entry in entries}
    if not codes or None in codes:
        return False
    return bool(codes - WORDY) or bool(HINTS.search(header))


def bare(text: str) -> str:
    """Return a text in lower case without blanks and signs."""
    return re.sub(r"[\W_]", "", text.casefold())


@cache
def _full_names() -> dict[str, str]:
    """Return the names of currencies in both languages, singular and plural, bare."""
    from babel import Locale  # noqa: PLC0415 - only for names that are no code
    from babel.numbers import get_currency_name  # noqa: PLC0415

    return {
        bare(name): one
        for language in ("de", "en")
        for one in sorted(CODES & Locale(language).currencies.keys())
        for name in (Locale(language).currencies[one], get_currency_name(one, 2, language))
    }
