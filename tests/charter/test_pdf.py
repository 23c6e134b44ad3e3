"""The charter as PDF, read back: page 1 is one page, and everything that was written is in it."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from support.acts.charters import HOSTILE, SAID, charter, everywhere, largest, small

from workshop.charter.legible import clean
from workshop.charter.pdf import pdf
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.charter.document import Charter
    from workshop.charter.pdf import Paper
    from workshop.words import Lang

SIZES = {"a4": (297, 210), "a3": (420, 297)}
MAKERS = (small, charter, largest)


def pages(one: Charter, paper: Paper = "a4") -> list[str]:
    """Return the text of each page, blanks between all words alike."""
    return [" ".join(page.extract_text().split()) for page in reader(one, paper).pages]


def reader(one: Charter, paper: Paper = "a4") -> PdfReader:
    """Return a charter's PDF."""
    return PdfReader(BytesIO(pdf(one, paper)))


def squeezed(text: str) -> str:
    """Return the letters of a text, whatever breaks its lines and words."""
    return "".join(letter for letter in text if letter.isalnum())


def test_the_poster_is_one_landscape_page_however_much_was_agreed() -> None:
    """On A4 the annex begins behind it, upright; on A3 there is nothing behind it."""
    for make in MAKERS:
        first, second, *_ = reader(make()).pages
        (only,) = reader(make(), "a3").pages
        measured = [(round(p.mediabox.width), round(p.mediabox.height)) for p in (first, only)]

        assert [(842, 595), (1191, 842)] == measured
        assert second.mediabox.height > second.mediabox.width
        assert Words("de")("Annex") in second.extract_text()


@pytest.mark.parametrize("lang", LANGS)
def test_a_full_charter_is_on_its_poster_in_whole_sentences(lang: Lang) -> None:
    """Four terms, eight promises, five numbers, three experiments, four rituals: nothing is cut."""
    poster = squeezed(pages(largest(lang))[0])
    counts = {"customer": 1, "term": 4, "promise": 8, "try": 3, "ritual": 4, "kpi": 5}

    assert {name: poster.count(squeezed(SAID[name][lang])) >= n for name, n in counts.items()} == (
        dict.fromkeys(counts, True)
    )
    words = Words(lang)("Shortened to fit this page, in full in the annex: {parts}.", parts="")
    assert squeezed(words[:20]) not in poster


def test_what_is_too_much_moves_to_the_annex_and_page_1_says_so() -> None:
    """Letters stay large enough to be read; nothing disappears."""
    long = "Das ist ein langer Satz, der nirgends aufhört. " * 60
    terms = tuple(replace(term, sentence=long) for term in largest().terms)
    poster, *annex = pages(replace(largest(), terms=terms))

    assert "Hier gekürzt, vollständig im Anhang: „Unsere Begriffe“" in poster
    assert squeezed(long) in squeezed("".join(annex))


def test_umlauts_quotes_and_signs_are_in_the_font() -> None:
    """What German and English are written with needs no font of the computer."""
    signs = "ÄÖÜäöüß „x“ “y” ’ € → – − … ≥ × ● ▲"
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in reader(replace(charter(), customer=signs)).pages
        for font in page["/Resources"]["/Font"].values()
    }

    assert signs in pages(replace(charter(), customer=signs))[0]
    assert all("Libertinus" in font or "DejaVuSansMono" in font for font in fonts), fonts


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(text: str) -> None:
    """Nothing is run, nothing is a link, and what was written is there to read."""
    document = reader(everywhere(text))
    read = squeezed("".join(page.extract_text() for page in document.pages))

    assert squeezed(clean(text).splitlines()[0]) in read
    assert not [page for page in document.pages if "/Annots" in page]
    assert document.pages[0].mediabox.width > document.pages[1].mediabox.width
