"""`workshop export`: a charter's definitions as files for other systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.data.months import charter_of_june
from support.source.command import run

from workshop.cli.export import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_it_writes_what_was_asked_for(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """One format writes one file; without a choice there are all of them."""
    charter = tmp_path / "charter.json"
    charter.write_text(charter_of_june().to_json(), "utf-8")
    some, every = tmp_path / "some", tmp_path / "all"
    first = run(capsys, "export", "--charter", charter, "--skos", "--out", some)
    second = run(capsys, "export", "--charter", charter, "--out", every, "--lang", "en")

    assert (0, 0) == (first[0], second[0])
    assert ["glossary.jsonld"] == [file.name for file in some.iterdir()]
    assert len(FORMATS) == len(list(every.iterdir()))
    assert str(every / "ossie.yaml") in second[1]
