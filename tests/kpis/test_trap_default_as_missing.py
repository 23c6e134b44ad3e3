"""Trap: “Please select” becomes a source of leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.data.answers import codes

from workshop.crm.store import load_crm
from workshop.kpis.core.scope import Scope
from workshop.kpis.groups.breakdown import breakdown
from workshop.words import Words

if TYPE_CHECKING:
    from pathlib import Path

MAPPING = """
tables:
  contacts:
    file: leads.csv
    columns: {contact_id: id, created_at: created, source: source, converted_at: won}
"""


def test_what_forms_write_by_themselves_is_empty_and_said(tmp_path: Path) -> None:
    """Thirty-five cells of “Bitte wählen” stand in the empty row; the page says where from."""
    rows = [f"E{n},2026-01-05,Bitte wählen," for n in range(35)]
    rows += [f"F{n},2026-01-05,Messe,2026-01-09" for n in range(40)]
    lines = ["id,created,source,won", *rows]
    (tmp_path / "leads.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "mapping.yaml").write_text(MAPPING, encoding="utf-8")
    found = breakdown(Scope.of(load_crm(tmp_path)), "lead_to_deal", "source")

    assert None in {group.key for group in found.groups}
    assert "Bitte wählen" not in {group.key for group in found.groups}
    assert {"missing_category": 35, "default_as_missing": 35} == {
        code: n for code, n in codes(found).items() if code != "immature_cohorts"
    } or "default_as_missing" in codes(found)
    assert "35" in next(c for c in found.caveats if c.code == "default_as_missing").text(
        Words("en")
    )
