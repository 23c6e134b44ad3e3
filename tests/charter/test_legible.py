"""Text that any format can hold: what XML forbids is gone, and everything else is as it was."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.acts.charters import everywhere

from workshop.charter.legible import breakable, clean, legible

ANY = st.text(st.characters(codec=None, exclude_categories=()), max_size=60)


@given(ANY)
def test_whatever_was_typed_is_legal_in_xml(text: str) -> None:
    """Word refuses a document with a single forbidden character in it."""
    safe = clean(text).replace("&", "&amp;").replace("<", "&lt;")

    assert fromstring(f"<a>{safe}</a>").tag == "a"  # noqa: S314 - our own
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("text", ["Größe „x“ → 3 €", "a\nb\tc", "👍 漢字 ﷽", "=1+1"])
def test_what_people_write_stays_as_it_is(text: str) -> None:
    """Cleaning takes away what nobody sees, and nothing else."""
    assert text == clean(text)


def test_every_text_of_a_charter_is_cleaned() -> None:
    """However deep it lies; and a line may end within a word without an end."""
    assert everywhere("a?b") == legible(everywhere("a\ud83d\x00b"))
    assert "W" * 60 == breakable("W" * 60).replace("\u200b", "")
    assert breakable("W" * 60).split("\u200b")[0] == "W" * 20
    assert breakable("Donaudampfschifffahrtsgesellschaft") == "Donaudampfschifffahrtsgesellschaft"
