"""Formats are whole in both languages, and a team's own faulty file spoils no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workshop.agenda import PLANS
from workshop.kpis.catalogue.answers import KPIS
from workshop.retro.catalogue import FOLDER, MOST_BYTES, MOST_OWN, catalogue, shipped_formats
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from pathlib import Path

OWN = """
minutes = [3, 5]
people = [2, 9]
[de]
name = "Rückspiegel"
invitation = "Was seht ihr?"
[[columns]]
key = "near"
de = { label = "Nah", question = "Was war gestern?" }
[[columns]]
key = "far"
en = { label = "Far", question = "What was last year?" }
"""


def test_every_format_is_whole_in_both_languages() -> None:
    """A name, an invitation, when it suits, and for each column a heading and a question."""
    assert len(list(FOLDER.glob("*.toml"))) == len(shipped_formats())
    for key, one in shipped_formats().items():
        assert one.de is not None, key
        assert one.en is not None, key
        assert all(column.de and column.en for column in one.columns), key
        assert all(one.mood[lang] not in ("", "-") for lang in LANGS), key
        assert set(one.figures) <= set(KPIS), key


def test_no_format_asks_for_promises() -> None:
    """A promise has a giver, and lives in act 2."""
    said = [c.label["en"] + c.question["en"] for f in shipped_formats().values() for c in f.columns]

    assert [] == [text for text in said if "promise" in text.lower()]


@pytest.mark.parametrize("plan", PLANS)
def test_every_plan_has_one_default(plan: str) -> None:
    """Nobody has to choose, and no two formats claim a plan."""
    claimed = [key for key, one in shipped_formats().items() if plan in one.plans]

    assert [catalogue().default(plan)] == claimed


def test_a_teams_own_file_is_on_offer(tmp_path: Path) -> None:
    """It may speak one language; what it says stands in for the other."""
    (tmp_path / "Rück spiegel.toml").write_text(OWN, encoding="utf-8")
    found = catalogue(tmp_path)
    (own,) = [one for key, one in found.formats.items() if key.startswith("own_")]

    assert () == found.troubles
    assert {"de": "Rückspiegel", "en": "Rückspiegel"} == own.name
    assert {"de": "Far", "en": "Far"} == own.columns[1].label


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"name = ",
        b"\xff\xfe",
        OWN.replace("[3, 5]", "[5, 3]").encode(),
        OWN.replace('key = "far"', 'key = "near"').encode(),
        OWN.replace('key = "far"', 'key = "far"\nlater = 7').encode(),
        OWN.replace("people", "peple").encode(),
        OWN.replace('name = "Rückspiegel"', f'name = "{"x" * 99}"').encode(),
        b"#" * (MOST_BYTES + 1),
    ],
)
def test_a_faulty_file_is_named_and_the_others_stay(tmp_path: Path, content: bytes) -> None:
    """Fact, file and hint in both languages; whatever else is on offer stays there."""
    (tmp_path / "bad.toml").write_bytes(content)
    (tmp_path / "good.toml").write_text(OWN, encoding="utf-8")
    found = catalogue(tmp_path)
    (trouble,) = found.troubles

    assert {*shipped_formats(), "own_good"} == set(found.formats)
    for lang in LANGS:
        lines = trouble.lines(Words(lang))
        assert len(lines) == 3
        assert "bad.toml" in lines[1]
        assert "{" not in "".join(lines)


def test_a_file_that_was_mended_is_read_anew(tmp_path: Path) -> None:
    """While the notebook runs; a file nobody touched is not read a second time."""
    file = tmp_path / "own.toml"
    file.write_text(OWN.replace("people", "peple"), encoding="utf-8")
    faulty = catalogue(tmp_path)
    file.write_text(OWN, encoding="utf-8")
    mended, again = catalogue(tmp_path), catalogue(tmp_path)

    assert faulty.troubles
    assert not mended.troubles
    assert mended.formats["own_own"] is again.formats["own_own"]


def test_no_folder_and_a_full_one_are_no_trouble(tmp_path: Path) -> None:
    """Nobody needs the folder; who has hundreds of files in it gets the first ones."""
    for n in range(MOST_OWN + 5):
        (tmp_path / f"f{n:03}.toml").write_text(OWN, encoding="utf-8")

    assert set(shipped_formats()) == set(catalogue(tmp_path / "nowhere").formats)
    assert len(shipped_formats()) + MOST_OWN == len(catalogue(tmp_path).formats)
