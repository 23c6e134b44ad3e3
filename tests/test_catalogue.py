"""Every word a person sees exists in German, and none is left over."""

from __future__ import annotations

import catalogue
from calls import placeholders


def _texts(message: str | tuple[str, ...]) -> tuple[str, ...]:
    return message if isinstance(message, tuple) else (message,)


def test_every_message_is_in_the_german_catalogue_and_nothing_else() -> None:
    """Code and catalogue say the same; ``python tests/catalogue.py`` brings them together."""
    said = {_texts(message.id) for message in catalogue.said() if message.id}
    held = {_texts(message.id) for message in catalogue.german() if message.id}

    assert set() == said - held
    assert set() == held - said


def test_every_message_is_translated() -> None:
    """No empty translation, none that somebody should look at again."""
    empty = [m.id for m in catalogue.german() if m.id and not all(_texts(m.string))]
    doubtful = [m.id for m in catalogue.german() if m.id and m.fuzzy]

    assert [] == empty
    assert [] == doubtful


def test_translations_fill_the_same_places() -> None:
    """A placeholder that only one language has would break, or say less."""
    wrong = [
        message.id
        for message in catalogue.german()
        if message.id
        for german in _texts(message.string)
        if placeholders(german) not in [placeholders(one) for one in _texts(message.id)]
    ]

    assert [] == wrong
