"""The charter as a Word document, read back."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.section import WD_ORIENT
from support.acts.charters import HOSTILE, SAID, charter, everywhere, largest, small

from workshop.charter.legible import clean
from workshop.charter.word import word
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from docx.document import Document

    from workshop.charter.document import Charter
    from workshop.words import Lang


def opened(one: Charter) -> Document:
    """Return a charter's document as Word would open it."""
    return docx.Document(BytesIO(word(one)))


def texts(document: Document) -> str:
    """Return every text of a document, those of tables first."""
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(line.text for line in document.paragraphs)])


@pytest.mark.parametrize("lang", LANGS)
def test_poster_and_annex_have_pages_of_their_own(lang: Lang) -> None:
    """The poster lies down, the annex stands up; Word's own headings lead through it."""
    document = opened(charter(lang))
    heads = [line.text for line in document.paragraphs if line.style.name.startswith("Heading")]

    turned = [section.orientation for section in document.sections]
    assert [WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT] == turned
    assert Words(lang)("Annex") in heads
    assert Words(lang)("How the numbers were counted") in heads
    assert all(said[lang] in texts(document) for said in SAID.values())


def test_a_small_charter_is_one_too() -> None:
    """Nothing signed, one term: a draft to sign with a pen."""
    shown = texts(opened(small()))

    assert Words("de")("Not signed yet.") in shown
    assert Words("de")("for marketing") in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    """XML forbids some of it and means something else by the rest; the file opens all the same."""
    document = opened(everywhere(text))

    assert clean(text).splitlines()[0].strip() in texts(document)
    assert not [part for part in document.part.rels.values() if part.is_external]


def test_more_text_is_set_smaller() -> None:
    """Page 1 is to stay a page; Word sets it, so its height can only be reckoned."""
    sizes = [
        opened(one).tables[0].rows[0].cells[0].paragraphs[-1].runs[0].font.size
        for one in (small(), largest())
    ]

    assert sizes[0] > sizes[1]
