"""Every word and number a person sees, in German and English.

Message ids are the English sentences; German stands in ``locale/de``. A message is
marked where it stands: ``words("…")`` where it is said at once, ``N_("…")`` where data
holds it and somebody says it later.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from datetime import date

Lang = Literal["de", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
Text = dict[Lang, str]
"""One text in every language the kit speaks."""
CATALOGUES = Path(__file__).parent / "locale"
MINUS = "−"
NO_CURRENCY = "XXX"
"""ISO 4217 for 'no currency': the export did not say which one it is in."""
LARGEST = 1e15
"""Beyond it a number is nobody's amount, and is said in powers of ten."""
SWAPPED = str.maketrans(",.", ".,")


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a marked message
    """Mark a message for the catalogues without translating it yet."""
    return message


def both(message: str, /, **values: object) -> Text:
    """Return a message in every language, placeholders filled."""
    return {lang: Words(lang)(message, **values) for lang in LANGS}


def as_typed(text: str) -> Text:
    """Return what a person typed: the same in every language."""
    return dict.fromkeys(LANGS, text)


@cache
def _catalogue(lang: Lang) -> NullTranslations:
    if lang == "en":
        return NullTranslations()
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - only German needs it
    from babel.messages.pofile import read_po  # noqa: PLC0415

    compiled = BytesIO()
    with (CATALOGUES / lang / "LC_MESSAGES" / "messages.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=lang))
    compiled.seek(0)
    return GNUTranslations(compiled)


class Words:
    """One language: sentences by call, numbers by name.

    Args:
        lang: ``"de"`` or ``"en"``.
    """

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self.locale = {"de": "de_DE", "en": "en_GB"}[lang]

    def __call__(self, message: str, /, **values: object) -> str:
        """Return the message in this language, placeholders filled."""
        text = _catalogue(self.lang).gettext(message) if message else ""
        return text.format(**values) if values else text

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Return the form that fits `n`; ``{n}`` is filled with the written number."""
        text = _catalogue(self.lang).ngettext(one, many, n)
        return text.format(n=self.number(n), **values)

    def number(self, value: float, digits: int = 0) -> str:
        """Return `value` with `digits` decimals, grouped as the language groups.

        A minus is as wide as a plus, and what rounds to nothing has no sign.
        """
        from babel.numbers import format_decimal  # noqa: PLC0415 - not every command counts

        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        shown = round(value, digits) or 0.0
        return str(format_decimal(shown, format=pattern, locale=self.locale)).replace("-", MINUS)

    def signed(self, value: float, digits: int = 0) -> str:
        """Return a difference with its sign in any case; ± where it rounds to nothing."""
        sign = "±" if not round(value, digits) else "+" if value > 0 else ""
        return sign + self.number(value, digits)

    def amount(self, value: float) -> str:
        """Return `value` with the decimals it has, as a person would write it."""
        if isinstance(value, float) and abs(value) > LARGEST:
            return f"{value:g}".replace("-", MINUS)
        text = f"{value:,}" if isinstance(value, int) else f"{value:,.10f}".rstrip("0").rstrip(".")
        text = text.replace("-", MINUS)
        return text.translate(SWAPPED) if self.lang == "de" else text

    def percent(self, share: float, digits: int = 1) -> str:
        """Return a share (0 to 1) as percent."""
        gap = "\u202f" if self.lang == "de" else ""
        return f"{self.number(100 * share, digits)}{gap}%"

    def money(self, amount: float, currency: str, digits: int = 0) -> str:
        """Return an amount in an ISO 4217 currency; ``XXX`` is shown as a bare number."""
        if currency == NO_CURRENCY:
            return self.number(amount, digits)
        from babel.numbers import format_currency, get_currency_symbol  # noqa: PLC0415

        number = "#,##0" + ("." + "0" * digits if digits else "")
        # A symbol of letters keeps its distance: €1,234 but CHF 1,234.
        apart = get_currency_symbol(currency, self.locale)[-1:].isalpha()
        front = "¤\u00a0" if apart else "¤"
        pattern = f"{number}\u00a0¤" if self.lang == "de" else f"{front}{number}"
        shown = format_currency(
            amount, currency, format=pattern, locale=self.locale, currency_digits=False
        )
        return str(shown).replace("-", MINUS)

    def date(self, day: date) -> str:
        """Return a day the way the language writes it in a sentence."""
        from babel.dates import format_date  # noqa: PLC0415

        return str(format_date(day, format="long", locale=self.locale))
