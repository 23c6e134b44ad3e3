"""Notebooks are thin, clean, and the same in both languages but for their prose."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from workshop.acts import ALL, Act, notebook
from workshop.words import LANGS

if TYPE_CHECKING:
    from pathlib import Path


def read(path: Path) -> dict[str, Any]:
    """Return a notebook's content."""
    content: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return content


EVERY = [(act, lang) for act in ALL for lang in LANGS]


@pytest.mark.parametrize(("act", "lang"), EVERY)
def test_notebooks_hold_no_answers(act: Act, lang: str) -> None:
    """Outputs and counts are never committed; answers live in the room."""
    for cell in read(notebook(act.key, lang))["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@pytest.mark.parametrize(("act", "lang"), EVERY)
def test_code_cells_have_one_line(act: Act, lang: str) -> None:
    """What happens in an act stands in the package."""
    cells = read(notebook(act.key, lang))["cells"]

    code = ["".join(c["source"]) for c in cells if c["cell_type"] == "code"]

    assert [] == [lines for lines in code if len(lines.splitlines()) != 1]
    assert f'workshop.open_act("{act.key}")' in code


@pytest.mark.parametrize("act", ALL)
def test_both_languages_have_the_same_cells(act: Act) -> None:
    """Same ids, kinds, code and metadata, in the same order; only the prose differs."""

    def skeleton(lang: Any) -> list[dict[str, Any]]:
        cells = read(notebook(act.key, lang))["cells"]
        return [c | {"source": ""} if c["cell_type"] == "markdown" else c for c in cells]

    def metadata(lang: Any) -> dict[str, Any]:
        found = read(notebook(act.key, lang))["metadata"]
        assert found["workshop"].pop("lang") == lang
        return found

    assert skeleton("de") == skeleton("en")
    assert metadata("de") == metadata("en")


@pytest.mark.parametrize("act", ALL)
def test_prose_is_written_in_each_language(act: Act) -> None:
    """No cell is empty, none is a copy of the other language's."""
    pairs = zip(
        read(notebook(act.key, "de"))["cells"], read(notebook(act.key, "en"))["cells"], strict=True
    )
    for german, english in pairs:
        if german["cell_type"] == "markdown":
            assert "".join(german["source"]).strip()
            assert "".join(english["source"]).strip()
            assert german["source"] != english["source"]


@pytest.mark.parametrize(("act", "lang"), EVERY)
def test_notebooks_point_nowhere_outside(act: Act, lang: str) -> None:
    """A hall without internet loses nothing."""
    text = notebook(act.key, lang).read_text("utf-8")

    assert "http" not in text


@pytest.mark.parametrize(("act", "lang"), EVERY)
def test_notebooks_run_by_themselves(act: Act, lang: str) -> None:
    """The page runs notebooks that ask for it."""
    assert read(notebook(act.key, lang))["metadata"]["workshop"]["run"] is True
