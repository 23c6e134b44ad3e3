"""The acts as data: order, files and where they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workshop import acts
from workshop.acts import (
    ACTS,
    ALL,
    LOOK_AROUND,
    OWN_DATA,
    act,
    act_after,
    notebook,
    notebooks,
    shipped,
)
from workshop.errors import WorkshopError
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from pathlib import Path


def test_the_story_is_told_in_order() -> None:
    """Numbers rise and no key stands twice."""
    numbers = [one.number for one in ACTS]

    assert sorted(set(numbers)) == numbers
    assert len(ACTS) == len({one.key for one in ACTS})


def test_an_act_is_found_by_its_key() -> None:
    """Every key leads to its act."""
    assert list(ALL) == [act(one.key) for one in ALL]


def test_an_unknown_act_is_refused_with_those_there_are() -> None:
    """A misspelt key gets the list of the right ones."""
    with pytest.raises(WorkshopError, match=r"Found: finale Hint: Acts: .*charter"):
        act("finale")


def test_each_act_leads_to_the_next() -> None:
    """Following the acts from the first visits all of them and ends."""
    assert [*ACTS[1:], None] == [act_after(one.key) for one in ACTS]


def test_a_heading_is_number_and_title() -> None:
    """The line above an act is in the language of the room."""
    headings = [act("shared_terms").heading(Words(lang)) for lang in LANGS]

    assert ["Akt 1: Gemeinsame Sprache", "Act 1: Shared language"] == headings


@pytest.mark.parametrize("lang", LANGS)
def test_a_path_names_language_and_act(lang: str) -> None:
    """The folder says the language, which is how a notebook knows its own."""
    paths = [one.path(lang) for one in ACTS]  # type: ignore[arg-type]

    assert all(path.startswith(f"{lang}/") and path.endswith(".ipynb") for path in paths)
    assert len(ACTS) == len(set(paths))


def test_every_notebook_is_shipped() -> None:
    """What the acts name lies on disk, in both languages."""
    assert len(ALL) * len(LANGS) == len(notebooks())
    assert [] == [path for path in notebooks() if not path.is_file()]
    assert notebook("charter", "de") in notebooks()


def test_an_installed_kit_prefers_its_own_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Another distribution's "datasets" beside the package is not ours."""
    package = tmp_path / "site-packages" / "workshop"
    (package / "_datasets").mkdir(parents=True)
    (package.parent / "datasets").mkdir()
    monkeypatch.setattr(acts, "PACKAGE", package)

    assert package / "_datasets" == shipped("datasets")


def test_own_data_come_before_the_story() -> None:
    """They have no number, and lead to the first act."""
    assert [ACTS[0]] * 2 == [act_after(one.key) for one in (OWN_DATA, LOOK_AROUND)]
    assert ["Eigene Daten", "Your own data"] == [OWN_DATA.heading(Words(lang)) for lang in LANGS]
