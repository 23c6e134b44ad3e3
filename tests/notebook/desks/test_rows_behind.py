"""The last step of own data: a number is chosen, and its rows stand below it."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from support.acts.desks import CONTACTS, DEALS, desk, on
from support.acts.screen import choose, text

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.notebook.desks.own_data import OwnData
    from workshop.story.context import Stage


def done(stage: Stage, place: Path, contacts: str) -> OwnData:
    """Return the desk with an export read and kept."""
    (place / "kontakte.csv").write_text(contacts, encoding="cp1252")
    (place / "deals.csv").write_text(DEALS, encoding="cp1252")
    found = desk(stage, place)
    on(found, "Yes, check the rows")
    on(found, "Work with this data")
    return found


def test_a_chosen_number_shows_its_rows_and_writes_nothing(stage: Stage, tmp_path: Path) -> None:
    """File, part, row and what decided; no name, no id, and the session's folder stays."""
    found, words = done(stage, tmp_path, CONTACTS), stage.words
    before = {p: p.read_bytes() for p in stage.session.folder.rglob("*") if p.is_file()}
    assert "<details>" not in text(found.widget)

    choose(found.widget, words("KPI"), words("Win rate"))
    shown = html.unescape(text(found.widget))

    assert "<h4>deals.csv</h4>" in shown
    title = " · ".join(
        [words("In n and in the numerator"), words.plural("{n} row", "{n} rows", 15)]
    )
    assert title in shown
    assert words("row {n}", n=2) in shown
    assert words("… and {n} more", n=5) in shown
    assert "Ann Example" not in shown
    assert before == {p: p.read_bytes() for p in stage.session.folder.rglob("*") if p.is_file()}

    choose(found.widget, words("KPI"), words("All KPIs on one page"))

    assert words("Every row is used in a KPI.") in html.unescape(text(found.widget))
    assert words("Every number, down to the row") in text(found.widget)


def test_hostile_cells_stay_text(stage: Stage, tmp_path: Path) -> None:
    """A source is typed by strangers; among the rows it is no markup."""
    lines = CONTACTS.replace("Kontaktinhaber", "Lead-Quelle").replace(
        "Ann Example", "<img src=x onerror=alert(1)>"
    )
    (tmp_path / "kontakte.csv").write_text(lines, encoding="cp1252")
    found, words = done(stage, tmp_path, lines), stage.words
    choose(found.widget, words("KPI"), words("Sourced by marketing: source field"))

    assert "<img" not in text(found.widget)
    assert words("Source") in text(found.widget)
