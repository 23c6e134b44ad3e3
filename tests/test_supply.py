"""What the kit is built on: pinned, listed, and free to use."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest
from support.checkout import ROOT
from support.source import licences

if TYPE_CHECKING:
    from importlib.metadata import Distribution

CONSTRAINTS = ROOT / "constraints.txt"
HASHES = CONSTRAINTS.with_name("hashes.txt")
ENTRY = re.compile(r"([\w.-]+)==(\S+)(?: ; [^\\\n]+)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)\n")
"""A package, its version, perhaps where it is needed, and at least one hash; nothing else."""
FREE = re.compile(
    r"(BSD[\w -]*|0BSD|MIT[\w -]*|Apache[\w ,.-]*|ISC[\w ()]*|PSF[\w.-]*|Python Software Foundation"
    r"[\w ]*|Zlib|CC0-1\.0|Unlicense[\w ()]*|MPL-2\.0|Mozilla Public License 2\.0 \(MPL 2\.0\))"
)
"""Permissive licences, and MPL 2.0: its copyleft ends at the file, and the kit changes none of the
packages under it (certifi, fqdn, tqdm).
"""
LINKED = ("psycopg", "psycopg-binary")
"""Under the LGPL, which asks that they can be replaced: they are, by pip, and nobody has to have
them.
"""


def is_free(words: str) -> bool:
    """Return whether every licence of an expression may be built upon; “or” leaves the choice."""
    choices = [
        choice.split(" AND ") for choice in re.split(r" OR ", words.replace(" and ", " AND "))
    ]
    return any(
        all(FREE.fullmatch(name.strip(" ()")) or FREE.fullmatch(name) for name in choice)
        for choice in choices
    )


def unfree(packages: dict[str, Distribution]) -> dict[str, str]:
    """Return those packages that are not free to build upon, with their licence."""
    found = {name: licences.licence(package) for name, package in packages.items()}
    return {name: words for name, words in found.items() if not is_free(words)}


def pins() -> dict[str, str]:
    """Return every pinned package with its version."""
    lines = CONSTRAINTS.read_text("utf-8").splitlines()
    found = (line.split("==") for line in lines if line and not line.startswith("#"))
    return {licences.canonical(name): version for name, version in found}


def test_every_package_at_run_time_is_free_to_use() -> None:
    """No GPL, no AGPL, nothing unknown: a new dependency shows itself here."""
    assert {} == unfree(licences.closure())


def test_an_extra_adds_the_lgpl_of_psycopg_and_no_other() -> None:
    """Whoever asks for PostgreSQL gets it; a package beside it would be a decision."""
    assert dict.fromkeys(LINKED, "LGPL-3.0-only") == unfree(licences.closure(*licences.EXTRAS))


def test_the_rule_sees_what_it_must_not_let_through() -> None:
    """A licence that spreads, one that is not named, and one half of two."""
    for words in (
        "GPL-3.0-or-later",
        "AGPL-3.0",
        "",
        "UNKNOWN",
        "MIT AND GPL-2.0-only",
        "SSPL-1.0",
    ):
        assert not is_free(words), words
    for words in ("MIT", "GPL-2.0-only OR MIT", "BSD License and Apache Software License"):
        assert is_free(words), words


@pytest.mark.skipif(sys.platform != "linux", reason="the list is that of Linux")
def test_every_package_at_run_time_is_listed_and_pinned() -> None:
    """The list and the pins are those of what runs."""
    pinned = pins()
    running = {name: package.version for name, package in licences.closure().items()}

    assert licences.FILE.read_text("utf-8") == licences.table()
    assert running == {name: pinned.get(name) for name in running}


def test_every_pin_has_its_hashes_and_nothing_beside_them() -> None:
    """Both files name the same packages; whoever wants to can install what was tried, to the byte.
    No registry is named.
    """
    text = HASHES.read_text("utf-8")
    entries = ENTRY.findall(text)

    assert "" == ENTRY.sub("", text)
    assert pins() == {licences.canonical(name): version for name, version, _ in entries}
