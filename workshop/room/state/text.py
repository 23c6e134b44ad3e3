"""Text that strangers type: what is kept of it, and when it says nothing."""

from __future__ import annotations

from textwrap import shorten
from unicodedata import category

from workshop.errors import WorkshopError
from workshop.words import N_

JOINERS = "\u200c\u200d"
"""They join emoji and part letters; other invisible characters can only deceive."""
VISIBLE = "LNPS"
LOOK_EMPTY = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and symbols, by Unicode, that show nothing."""


def plain_text(value: object, limit: int) -> str:
    """Return what somebody typed, without what nobody can see.

    Raises:
        WorkshopError: if it is no text, says nothing, or is longer than `limit` characters.
    """
    if not isinstance(value, str):
        raise no_answer(value)
    text = "".join(map(_plain, value.replace("\r\n", "\n"))).strip()
    if not any(category(c)[0] in VISIBLE and c not in LOOK_EMPTY for c in text):
        raise WorkshopError(N_("This card is empty."), hint=N_("Write one thought on it."))
    if len(text) > limit:
        raise WorkshopError(
            N_("This text is too long."),
            found=N_("{length} characters"),
            hint=N_("{limit} characters will do."),
            length=len(text),
            limit=limit,
        )
    return text


def beginning(text: str, most: int) -> str:
    """Return a text that is not too long, or its beginning: whole words where there are any."""
    kept = shorten(text, most, placeholder=" …")
    return kept if kept.strip(" …") or not text.strip() else f"{text.strip()[: most - 1]}…"


def _plain(c: str) -> str:
    """Return a character, what may stand for it, or nothing where it could only deceive."""
    kind = category(c)
    if kind in ("Zl", "Zp") or c in "\n\r":
        return "\n"
    if kind == "Zs" or c == "\t":
        return " " if c not in " \u00a0\u202f" else c
    return c if kind[0] != "C" or c in JOINERS else ""


def no_answer(found: object) -> WorkshopError:
    """Return the error for what is no answer to a question."""
    return WorkshopError(
        N_("That isn’t an answer to the question."),
        found="{value}",
        hint=N_("Reload the page; the question may have changed."),
        # Half a surrogate pair is a str to Python, and an error on its way out.
        value=str(found)[:80].encode("utf-8", "replace").decode(),
    )
