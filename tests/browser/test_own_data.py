"""A newcomer drops an export into the page and sees their own first number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.browser.kit import open_page, running, troubles
from support.run.profiles import spoken

from workshop.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

DEALS = "Deal ID,Deal Stage,Create Date,Close Date,Amount,Owner\n" + "".join(
    f"{n},{'Closed Won' if n % 4 else 'Closed Lost'},2026-01-{n % 28 + 1:02},"
    f"2026-03-{n % 28 + 1:02},{1000 + n}.50,Ann Example\n"
    for n in range(1, 121)
)


def choose_file(page: Page, words: Words, path: Path) -> None:
    """Choose a file as people do: press the button, pick it in the window."""
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=words("Choose files")).click()
    chooser.value.set_files(path)
    page.get_by_role("button", name=f"{words('Choose files')} (1)").wait_for()


@pytest.mark.parametrize("lang", spoken("de"))
def test_an_export_becomes_the_first_number(tmp_path: Path, chromium: Browser, lang: str) -> None:
    """Four steps, nothing typed: 90 of 120 deals are won, which is 75 percent."""
    words = Words(lang)
    (tmp_path / "deals.csv").write_text(DEALS, encoding="utf-8")
    with running(tmp_path / "home", lang) as kit:
        page = open_page(chromium, kit, lang, "own_data", view="")
        choose_file(page, words, tmp_path / "deals.csv")
        for label in ("Read them", "Yes, check the rows", "Work with this data"):
            page.get_by_role("button", name=f"{words(label)} →", exact=True).click()
        page.get_by_text(words("Your data, your first number.")).wait_for()

        assert words.percent(0.75) in page.locator(".ot-activity").inner_text()
        assert not troubles(page)
    written = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert not [path for path in written if b"Ann Example" in path.read_bytes()]
