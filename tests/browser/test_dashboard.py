"""The dashboard in a real browser: opened from disk, without a network, on wall and phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.browser.kit import browser
from support.browser.seat import axe_troubles, small_targets, too_wide
from support.data.dashboards import composed, line

from workshop.dashboard.export import export

if TYPE_CHECKING:
    from pathlib import Path

OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"


@pytest.mark.parametrize("width", [1920, 390, 320])
def test_it_can_be_read_by_everybody(tmp_path: Path, width: int) -> None:
    """No finding of axe, no sideways scroll, no request but the file itself."""
    lines = [line("win_rate", 0.4), line("acceptance_rate", 0.9), line("rejection_rate", 0.1)]
    page_file = export([composed(*lines, lang="de")], tmp_path)[0]
    with browser() as started:
        # axe is a script, and the page's own policy lets none run.
        page = started.new_page(viewport={"width": width, "height": 800}, bypass_csp=True)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(page_file.as_uri())
        page.evaluate(OPEN_ALL)

        assert [page_file.as_uri()] == asked
        assert [] == axe_troubles(page) + small_targets(page)
        assert 0 == too_wide(page)
