"""Every word a person sees exists in German, and none is left over."""

from __future__ import annotations

import pytest
from support.source import catalogue
from support.source.calls import PACKAGE, modules, placeholders
from support.source.unmarked import unmarked


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


def test_a_message_that_is_said_by_its_name_is_marked() -> None:
    """What `words` gets through a variable has no German unless `N_` marks it where it stands."""
    found = {
        place.relative_to(PACKAGE).as_posix(): unmarked(place.read_text("utf-8"))
        for place in modules()
    }

    assert {} == {place: texts for place, texts in found.items() if texts}


@pytest.mark.parametrize(
    "source",
    [
        "def f(words):\n    said = 'One'\n    return words(said, n=1)",
        "def f(words, few):\n    return words('One' if few else N_('Two'))",
        "SAID = {'a': 'One', 'b': N_('Two')}\ndef f(words, key):\n    return words(SAID[key])",
        "SAID = ('One', N_('Two'))\ndef f(words):\n    return [words(said) for said in SAID]",
        "def f(words):\n    for key, (a, b) in {'k': ('One', 2)}.items():\n        words(a)",
        "class C:\n    said = 'One'\n    def f(self):\n        return self._words(self.said)",
        "def f(words, said='One'):\n    return words.plural(said, N_('Two'), 2)",
        "def f(words):\n    return g('One', words)\ndef g(said, words):\n    return words(said)",
        "def f(lang):\n    return Words(lang)('One')",
    ],
)
def test_a_message_that_nobody_marked_is_seen(source: str) -> None:
    """The check can fail, once for each way from a literal to `words`; what is marked passes."""
    (text,) = unmarked(source)

    assert text.endswith(": One")
    assert [] == unmarked(source.replace("'One'", "N_('One')"))
