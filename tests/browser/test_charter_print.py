"""The charter's page, printed by a browser: the poster is one page that lies down."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader
from support.acts.charters import charter, everywhere, largest, small

from workshop.charter.page import html
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from workshop.words import Lang


@pytest.mark.parametrize("lang", LANGS)
def test_the_printed_poster_is_one_page(chromium: Browser, lang: Lang) -> None:
    """Small, usual, full, and with more text everywhere than it can hold."""
    page = chromium.new_page()
    for one in (small(lang), charter(lang), largest(lang), everywhere("Ein langer Satz. " * 30)):
        page.set_content(html(one))
        printed = page.pdf(prefer_css_page_size=True, print_background=True)
        first, second, *_ = PdfReader(BytesIO(printed)).pages

        assert first.mediabox.width > first.mediabox.height
        assert second.mediabox.height > second.mediabox.width
        assert Words(one.lang)("Annex") in second.extract_text()
    page.close()
