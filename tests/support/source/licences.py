"""The packages the kit runs on, with their licences; as a script, writes them to THIRD_PARTY.md."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[3]
PROJECT, FILE = ROOT / "pyproject.toml", ROOT / "THIRD_PARTY.md"
HEAD = """# Third-party packages

What the kit runs on under Linux; `tests/support/source/licences.py` regenerates this list. None of
these packages is part of this repository.

| package | version | licence |
|---|---|---|
"""
EXTRAS = ("postgres", "spark")
"""Those that people may choose; the packages of tests are no part of the kit."""
MORE = """
## With the extras postgres and spark

These are installed only if you ask for the extra. psycopg is under the LGPL 3.0: it’s used
unmodified, and can be replaced.

| package | version | licence |
|---|---|---|
"""
GENERAL = re.compile(r"License :: (?:OSI Approved :: )?(.*)")


def closure(*extras: str) -> dict[str, Distribution]:
    """Return every distribution the kit needs at run time, by its name, itself left out.

    Args:
        extras: the kit's own ones that are chosen.
    """
    # Not from the installed kit: what it says of itself is as old as its last installation.
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    chosen = [line for extra in extras for line in project["optional-dependencies"][extra]]
    waiting = [Requirement(line) for line in (*project["dependencies"], *chosen)]
    seen: set[tuple[str, frozenset[str]]] = set()
    packages: dict[str, Distribution] = {}
    while waiting:
        wanted = waiting.pop()
        here = canonical(wanted.name), frozenset(wanted.extras)
        if here in seen or not applies(wanted, frozenset({""})):
            continue
        seen.add(here)
        packages[here[0]] = package = distribution(wanted.name)
        needs = map(Requirement, package.requires or ())
        waiting += [without_marker(need) for need in needs if applies(need, here[1] | {""})]
    return dict(sorted(packages.items()))


def applies(wanted: Requirement, extras: frozenset[str]) -> bool:
    """Return whether a requirement holds here, with these extras of whoever requires it."""
    marker = wanted.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in extras)


def without_marker(wanted: Requirement) -> Requirement:
    """Return a requirement whose condition was looked at already."""
    wanted.marker = None
    return wanted


def canonical(name: str) -> str:
    """Return a package's name as the index writes it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence(package: Distribution) -> str:
    """Return a distribution's licence: its expression, its classifiers, or its own words."""
    about: Any = package.metadata  # a message of an e-mail, which its type does not say
    if expression := about.get("License-Expression"):
        return str(expression)
    classes = [GENERAL.match(line) for line in about.get_all("Classifier") or ()]
    names = [match[1] for match in classes if match]
    words = (about.get("License") or "").strip().splitlines()
    return " and ".join(names) or (words[0] if words else "")


def table() -> str:
    """Return the file's content."""
    plain = closure()
    chosen = {name: one for name, one in closure(*EXTRAS).items() if name not in plain}
    return HEAD + rows(plain) + MORE + rows(chosen)


def rows(packages: dict[str, Distribution]) -> str:
    """Return a line of the table for each package."""
    return "".join(
        f"| {name} | {package.version} | {licence(package)} |\n"
        for name, package in packages.items()
    )


if __name__ == "__main__":
    FILE.write_text(table(), encoding="utf-8")
