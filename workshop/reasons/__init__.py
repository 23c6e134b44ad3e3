"""Why something failed, in the language of whoever reads it.

An error is handed to `WorkshopError` as it is; here is the one place that puts it into words, when
the language is known. What nobody knows is quoted, and marked as another program's words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from workshop.reasons.phrase import Phrase, quoted
from workshop.reasons.shapes import Unfit, shape
from workshop.reasons.stores import by_text, store
from workshop.reasons.system import system
from workshop.reasons.texts import text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workshop.words import Words

__all__ = ["Cause", "Phrase", "Unfit", "filled", "reason"]
GROUPED = 100_000
"""Whole numbers from here on are grouped; below it they may be a year or a port."""
KNOWERS = (text, shape, store, system)


@dataclass(frozen=True)
class Cause:
    """Why something failed, where that is not an error as it is.

    Attributes:
        error: what was raised, or what another program said.
        hidden: what no message may repeat, such as a password.
    """

    error: BaseException | str
    hidden: tuple[str, ...] = ()


def reason(cause: BaseException | Cause | Phrase, words: Words) -> str:
    """Return in words why something failed.

    Args:
        cause: an error, what another program said, or a phrase.
        words: the language.
    """
    hidden = cause.hidden if isinstance(cause, Cause) else ()
    error = cause.error if isinstance(cause, Cause) else cause
    said = _said(error if isinstance(error, Phrase) else _phrase(error), words)
    for secret in hidden:
        said = said.replace(secret, "…")
    return said


def _phrase(error: BaseException | str) -> Phrase:
    if isinstance(error, str):
        return by_text(error) or quoted(error)
    known = (knower(error) for knower in KNOWERS)
    return next(filter(None, known), None) or quoted(str(error) or type(error).__name__)


def _said(phrase: Phrase, words: Words) -> str:
    return words(phrase.message, **filled(phrase.values, words))


def filled(values: Mapping[str, object], words: Words) -> dict[str, Any]:
    """Return values as a language writes them, to fill the placeholders of a message."""
    return {name: _written(value, words) for name, value in values.items()}


def _written(value: object, words: Words) -> object:
    if isinstance(value, BaseException | Cause | Phrase):
        return reason(value, words)
    if isinstance(value, date):
        return words.date(value)
    if isinstance(value, float) or (type(value) is int and abs(value) >= GROUPED):
        return words.amount(value)
    return value
