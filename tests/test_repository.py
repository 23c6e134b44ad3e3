"""What lies in the repository, and what must not."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from support.checkout import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TOP = {
    ".ci", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "LICENSE-CC-BY-4.0",
    "README.md", "THIRD_PARTY.md", "constraints.txt", "datasets", "facilitator_guide.md",
    "hashes.txt", "notebooks", "pyproject.toml", "tests", "workshop",
}  # fmt: skip
# Written in pieces, so that this file does not find itself.
HOSTS = ("files.python" + "hosted", "py" + "pi.org", "registry.npm" + "js", "conda." + "anaconda")
PLACES = ("/" + "work/", "/" + "root/", r"/home/\w+/", "/" + r"Users/\w+/", r"[A-Z]:\\" + "Users")
ADDRESSES = re.compile("|".join([r"https?://[^\s\"']+\.(whl|tar\.gz|tgz)", *HOSTS, *PLACES]))
PICTURES = {".png"}


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    """Every file git knows."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_the_top_level_is_fixed(tracked: list[Path]) -> None:
    """An engineer sees in five minutes where everything lives."""
    assert {path.relative_to(ROOT).parts[0] for path in tracked} <= TOP


def test_nothing_names_a_download_or_a_machine(tracked: list[Path]) -> None:
    """Lock files with addresses and paths of somebody's computer stay out."""
    texts = [p for p in tracked if p.suffix not in PICTURES and p.exists()]
    found = [str(p) for p in texts if ADDRESSES.search(p.read_text("utf-8"))]

    assert [] == found


@pytest.mark.parametrize(
    "text",
    [
        "https://files.python" + "hosted.org/packages/x",
        "--index-url https://py" + "pi.org/simple",
        "https://mirror.example/x-1.0-py3-none-any." + "whl",
        "open('/" + "work/main/x')",
        "see /" + "home/anna/notes",
        "C:\\" + "Users\\anna",
    ],
)
def test_an_address_is_seen(text: str) -> None:
    """The check can fail."""
    assert ADDRESSES.search(text)


def test_constraints_are_names_and_versions_only() -> None:
    """Every line is a comment or a pinned name."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+")

    assert [] == [x for x in lines if not x.startswith("#") and not pinned.fullmatch(x)]


def test_the_version_stands_in_one_place(tracked: list[Path]) -> None:
    """Only the package says which version it is."""
    assigned = re.compile(r'^(__version__|version)\s*=\s*"', re.MULTILINE)
    sources = [p for p in tracked if p.suffix in {".py", ".toml"} and p.exists()]
    found = [p.name for p in sources if assigned.search(p.read_text("utf-8"))]

    assert ["__init__.py"] == found


def test_the_readme_names_both_commands_once() -> None:
    """One command runs the kit, one passes the tests; CI runs the one people read."""
    readme = (ROOT / "README.md").read_text("utf-8")

    assert readme.count("<!-- run -->") == 1
    assert readme.count("<!-- test -->") == 1
    assert "<!-- test -->" in (ROOT / ".ci" / "run").read_text("utf-8")
